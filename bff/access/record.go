package access

import (
	"context"
	"errors"
	"log/slog"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
)

// deniedAction is the action of a denial whose purpose names none.
const deniedAction = "case-copy.add"

// record writes the audit row of a decision. What was allowed but can't be
// recorded isn't shown; a denial stands either way.
func (d *Decider) record(ctx context.Context, actor *session.Actor, event audit.Event, caseCopyID uuid.UUID, purpose Purpose, decision error) error {
	event.Action, event.ObjectKind, event.ObjectID = purpose.Action, purpose.ObjectKind, purpose.ObjectID
	if event.ObjectKind == "" {
		event.ObjectKind, event.ObjectID = "case-copy", caseCopyID.String()
	}
	switch {
	case decision == nil:
		event.Outcome = audit.Allowed
	case errors.Is(decision, ErrNotFound), errors.Is(decision, ErrStepUpNeeded):
		event.Outcome = audit.Denied
	default:
		return nil // nobody could decide: nothing was seen and nothing denied
	}
	if decision == nil && (event.Action == "" || purpose.ByCaller) {
		return nil
	}
	if event.Action == "" {
		event.Action = deniedAction
	}
	if actor == nil {
		return nil
	}
	err := d.recorder.Record(ctx, event)
	if err != nil && decision != nil && ctx.Err() == nil {
		slog.ErrorContext(ctx, "a denial could not be recorded", "error", err.Error())
		return nil
	}
	return err
}

// citizenEvent names who acts. A denied case has no municipality of its own: it
// is recorded in the first of the actor's.
func citizenEvent(actor *session.Actor, found Case) audit.Event {
	event := audit.Event{World: session.Citizen}
	if actor == nil {
		return event
	}
	event.World = actor.World
	if found.CaseCopyID != uuid.Nil {
		event.Municipality, event.Person, event.About = found.Municipality, found.Person, found.Person
	} else if len(actor.Persons) > 0 {
		event.Municipality, event.Person = actor.Persons[0].Municipality, actor.Persons[0].PersonID
	}
	return event
}

// aboutCache remembers the portal's ids of the parties that employees look at.
type aboutCache struct {
	ids *lru.Cache[subject, uuid.UUID]
}

func newAboutCache() aboutCache {
	ids, err := lru.New[subject, uuid.UUID](10_000)
	if err != nil {
		panic(err) // only for a size that isn't positive
	}
	return aboutCache{ids: ids}
}

// about is the portal's id of a citizen whose data an employee sees: it makes
// the reading appear in that person's own access log.
func (d *Decider) about(ctx context.Context, municipality string, fagsystemPersonID uuid.UUID) (uuid.UUID, error) {
	who := subject{municipality: municipality, id: fagsystemPersonID}
	if id, ok := d.abouts.ids.Get(who); ok {
		return id, nil
	}
	found, err := d.persons.Ensure(ctx, municipality, person.Citizen, fagsystemPersonID.String())
	if err != nil {
		return uuid.Nil, err
	}
	d.abouts.ids.Add(who, found.ID)
	return found.ID, nil
}
