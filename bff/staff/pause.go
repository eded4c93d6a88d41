package staff

import (
	"context"
	"errors"
	"time"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// pausePatience bounds a pause from the decision to the answer.
const pausePatience = 20 * time.Second

// PutPause pauses the party's access, or lifts the pause. Nothing changes here
// before the fagsystem has confirmed it; then what the party has open ends
// before this answers. Each attempt leaves one audit row that says how it ended.
func (a *API) PutPause(ctx context.Context, r portal.PutPauseRequestObject) (portal.PutPauseResponseObject, error) {
	actor, paused := session.FromContext(ctx), r.Body.Paused
	purpose := access.Purpose{Action: "pause.lift", ByCaller: true}
	if paused {
		purpose.Action = "pause.set"
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	found, err := a.Access.DecideEmployee(patient, actor, r.CaseCopyId, purpose)
	cancel()
	if err != nil {
		return nil, access.Problem(err)
	}
	// Whoever closes the page now has asked for it all the same.
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), pausePatience)
	defer cancel()
	held, err := a.Fagsystem(found.Municipality).PutPause(ctx, found.CaseCopyID, contract.PauseChoice{Paused: paused, EmployeeId: found.EmployeeID})
	var done error
	if err == nil {
		done = a.follow(ctx, found, paused)
	}
	recorded := a.Recorder.Record(ctx, audit.Event{
		Municipality: found.Municipality, Person: found.Employee, World: session.Employee, Action: purpose.Action,
		ObjectKind: "case-copy", ObjectID: found.CaseCopyID.String(), About: found.Party, Outcome: outcomeOf(err),
	})
	switch {
	case err != nil:
		return nil, access.Problem(err)
	case done != nil || recorded != nil:
		// It holds in the fagsystem, and its event closes what is still open; the
		// employee tries again until all of it is done.
		return nil, problem.Wrap(problem.Unavailable, errors.Join(done, recorded))
	}
	return portal.PutPause200JSONResponse(portal.Pause{PausedAt: held.PausedAt}), nil
}

// follow does what the fagsystem has confirmed.
func (a *API) follow(ctx context.Context, found access.EmployeeCase, paused bool) error {
	party := session.PersonRef{
		Municipality: found.Municipality, PersonID: found.Party, FagsystemPersonID: found.Conversation.Party.PersonId.String(),
	}
	if paused {
		return a.Pauses.Begin(ctx, party, found.EmployeeID)
	}
	return a.Pauses.End(ctx, party, found.EmployeeID)
}

func outcomeOf(err error) audit.Outcome {
	switch {
	case err == nil:
		return audit.Allowed
	case errors.Is(err, fagsystem.ErrRefused), errors.Is(err, fagsystem.ErrNotFound):
		return audit.Denied
	}
	return audit.Failed
}
