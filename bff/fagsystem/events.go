package fagsystem

import (
	"context"
	"net/http"
	"time"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Events is a page of the feed after an offset; "" is from now. An empty answer
// is held open for up to wait. ErrOffsetGone says to read everything anew.
func (c *Client) Events(ctx context.Context, after string, wait time.Duration, limit int) (contract.EventPage, error) {
	seconds := int(wait / time.Second)
	// Not repeated here: whoever reads the feed calls again anyway.
	response, err := c.once(ctx, "listEvents", wait+c.settings.Timeout, func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.ListEvents(ctx, &contract.ListEventsParams{After: ifSet(after), Wait: ifSet(seconds), Limit: ifSet(limit)})
	})
	if err != nil {
		return contract.EventPage{}, err
	}
	return decodeAnswer[contract.EventPage](ctx, c, "listEvents", response)
}
