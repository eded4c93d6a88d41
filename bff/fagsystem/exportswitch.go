package fagsystem

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// PutExportSwitch decides whether a party may take the case along as files. It is
// idempotent. After ErrUnavailable or ErrFault nobody knows what holds: the feed
// tells, or the same call made again.
func (c *Client) PutExportSwitch(ctx context.Context, caseCopyID uuid.UUID, choice contract.ExportSwitchChoice) (contract.ExportSwitch, error) {
	held, err := write[contract.ExportSwitch](ctx, c, "putExportSwitch", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.PutExportSwitch(ctx, caseCopyID, choice)
	})
	if err == nil && (held.OffSince != nil) != choice.Off {
		return contract.ExportSwitch{}, c.mixedUp(ctx, "putExportSwitch")
	}
	return held, err
}
