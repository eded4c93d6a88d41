package consents

import (
	"context"
	"time"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// Whole are all of the party's own, for somebody who was decided about to take
// along: as they are shown at that moment, or an error where the fagsystem doesn't
// answer.
func (a *API) Whole(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) ([]portal.Consent, error) {
	place := placeOf(actor, found)
	own, err := a.own(ctx, place)
	if err != nil {
		return nil, err
	}
	read, available, err := a.read(ctx, place, own)
	switch {
	case err != nil:
		return nil, err
	case !available:
		return nil, fagsystem.ErrUnavailable
	}
	read.at = at
	return read.consents(found.Closed), nil
}
