package fagsystem

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// PutPause pauses a party's access, or lifts the pause. It is idempotent. After
// ErrUnavailable or ErrFault nobody knows whether it holds: the feed tells, or
// the same call made again.
func (c *Client) PutPause(ctx context.Context, caseCopyID uuid.UUID, choice contract.PauseChoice) (contract.Pause, error) {
	pause, err := write[contract.Pause](ctx, c, "putPause", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutPause(ctx, caseCopyID, choice)
	})
	if err == nil && (pause.PausedAt != nil) != choice.Paused {
		return contract.Pause{}, c.mixedUp(ctx, "putPause")
	}
	return pause, err
}
