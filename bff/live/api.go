package live

import (
	"context"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// API answers polling: the same events without a socket.
type API struct {
	Store  *Store
	Rights Rights
}

// ListCitizenEvents is what happened after a position.
func (a *API) ListCitizenEvents(ctx context.Context, r portal.ListCitizenEventsRequestObject) (portal.ListCitizenEventsResponseObject, error) {
	events, err := a.events(ctx, r.Params.After)
	return portal.ListCitizenEvents200JSONResponse(events), err
}

// ListEmployeeEvents is what happened after a position.
func (a *API) ListEmployeeEvents(ctx context.Context, r portal.ListEmployeeEventsRequestObject) (portal.ListEmployeeEventsResponseObject, error) {
	events, err := a.events(ctx, r.Params.After)
	return portal.ListEmployeeEvents200JSONResponse(events), err
}

// events answers at most a page; position is then that of its last event, so
// that the next question goes on from there.
func (a *API) events(ctx context.Context, after *int64) (portal.LiveEventPage, error) {
	stream, err := a.Store.StreamOf(ctx, session.FromContext(ctx))
	if err != nil {
		return portal.LiveEventPage{}, problem.Wrap(problem.Unavailable, err)
	}
	answer := portal.LiveEventPage{Events: []portal.LiveEvent{}}
	from := int64(0)
	if after != nil {
		from = *after
	}
	found, err := a.Store.after(ctx, stream, from)
	if err != nil {
		return portal.LiveEventPage{}, problem.Wrap(problem.Unavailable, err)
	}
	answer.Position = found.position
	if after == nil {
		return answer, nil
	}
	answer.Resync = found.resync
	for _, event := range told(ctx, a.Rights, session.FromContext(ctx), found.events) {
		answer.Events = append(answer.Events, portal.LiveEvent{
			Position: event.Position, Type: string(event.Type),
			CaseCopyId: event.CaseCopyId, MessageId: event.MessageId, EntryId: event.EntryId,
		})
		answer.Position = event.Position
	}
	return answer, nil
}
