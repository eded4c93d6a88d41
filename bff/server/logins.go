package server

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/contracts/portal"
)

// ListCitizenLogIns shows one's own log-ins.
func (a *API) ListCitizenLogIns(ctx context.Context, _ portal.ListCitizenLogInsRequestObject) (portal.ListCitizenLogInsResponseObject, error) {
	list, err := a.logIns(ctx)
	return portal.ListCitizenLogIns200JSONResponse(list), err
}

// EndCitizenLogIn ends one of one's own log-ins; ending this one is logging out.
func (a *API) EndCitizenLogIn(ctx context.Context, r portal.EndCitizenLogInRequestObject) (portal.EndCitizenLogInResponseObject, error) {
	return portal.EndCitizenLogIn204Response{}, a.endLogIn(ctx, r.LogInId)
}

// EndOtherCitizenLogIns ends all one's log-ins but this one.
func (a *API) EndOtherCitizenLogIns(ctx context.Context, _ portal.EndOtherCitizenLogInsRequestObject) (portal.EndOtherCitizenLogInsResponseObject, error) {
	return portal.EndOtherCitizenLogIns204Response{}, a.endOtherLogIns(ctx)
}

// ListEmployeeLogIns shows one's own log-ins.
func (a *API) ListEmployeeLogIns(ctx context.Context, _ portal.ListEmployeeLogInsRequestObject) (portal.ListEmployeeLogInsResponseObject, error) {
	list, err := a.logIns(ctx)
	return portal.ListEmployeeLogIns200JSONResponse(list), err
}

// EndEmployeeLogIn ends one of one's own log-ins; ending this one is logging out.
func (a *API) EndEmployeeLogIn(ctx context.Context, r portal.EndEmployeeLogInRequestObject) (portal.EndEmployeeLogInResponseObject, error) {
	return portal.EndEmployeeLogIn204Response{}, a.endLogIn(ctx, r.LogInId)
}

// EndOtherEmployeeLogIns ends all one's log-ins but this one.
func (a *API) EndOtherEmployeeLogIns(ctx context.Context, _ portal.EndOtherEmployeeLogInsRequestObject) (portal.EndOtherEmployeeLogInsResponseObject, error) {
	return portal.EndOtherEmployeeLogIns204Response{}, a.endOtherLogIns(ctx)
}

func (a *API) logIns(ctx context.Context) (portal.LogInList, error) {
	found, err := a.Sessions.LogIns(ctx, session.FromContext(ctx))
	if err != nil {
		return portal.LogInList{}, problem.Wrap(problem.Unavailable, err)
	}
	list := portal.LogInList{LogIns: show.LogIns(found)}
	return list, a.record(ctx, "log-in.list", uuid.Nil, audit.Allowed)
}

// endLogIn ends first: what can't be recorded must not keep a stranger in.
func (a *API) endLogIn(ctx context.Context, id uuid.UUID) error {
	err := a.Sessions.EndLogIn(ctx, session.FromContext(ctx), id)
	switch {
	case errors.Is(err, session.ErrNoLogIn):
		if err := a.record(ctx, "log-in.end", id, audit.Denied); err != nil {
			return err
		}
		return problem.New(problem.NotFound)
	case err != nil:
		return problem.Wrap(problem.Unavailable, err)
	}
	return a.record(ctx, "log-in.end", id, audit.Allowed)
}

func (a *API) endOtherLogIns(ctx context.Context) error {
	if err := a.Sessions.EndOthers(ctx, session.FromContext(ctx)); err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	return a.record(ctx, "log-in.end-others", uuid.Nil, audit.Allowed)
}

// record writes one audit row for each municipality that knows the person, or
// one for the host's first if none does.
func (a *API) record(ctx context.Context, action string, logIn uuid.UUID, outcome audit.Outcome) error {
	actor := session.FromContext(ctx)
	event := audit.Event{World: actor.World, Action: action, ObjectKind: "log-in", Outcome: outcome}
	if logIn != uuid.Nil {
		event.ObjectID = logIn.String()
	}
	if len(actor.Persons) == 0 {
		event.Municipality = visit.From(ctx).Municipalities[0].ID
		return a.recordEvent(ctx, event)
	}
	for _, ref := range actor.Persons {
		event.Municipality, event.Person, event.About = ref.Municipality, ref.PersonID, ref.PersonID
		if err := a.recordEvent(ctx, event); err != nil {
			return err
		}
	}
	return nil
}

func (a *API) recordEvent(ctx context.Context, event audit.Event) error {
	if err := a.Audit.Record(ctx, event); err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	return nil
}
