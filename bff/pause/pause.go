// Package pause ends what a party has open when an employee pauses their access:
// somebody else may hold their e-ID. It doesn't matter whether that was done
// here or in the fagsystem itself, whose word counts in any case.
package pause

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Access is what pausing needs of deciding; access.Decider has it.
type Access interface {
	NotePause(ctx context.Context, ref session.PersonRef, paused bool, does func(context.Context) error) error
	Reconsider(ctx context.Context, ref session.PersonRef, follow access.Follow) error
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Sessions is what it needs of the sessions; session.Store has it.
type Sessions interface {
	EndByPerson(ctx context.Context, municipality string, personID uuid.UUID) (int, error)
	Persons(ctx context.Context, municipality string, world session.World) ([]uuid.UUID, error)
}

// People finds persons; person.Store does.
type People interface {
	Find(ctx context.Context, municipality string, id uuid.UUID) (person.Person, error)
	FindByFagsystemID(ctx context.Context, municipality string, world person.World, fagsystemPersonID string) (person.Person, error)
}

// Live forgets what a person's pages could still be told of; live.Store does.
type Live interface {
	Forget(ctx context.Context, municipality string, personID uuid.UUID) error
}

// Pauses does what a pause means for the portal, on all replicas.
type Pauses struct {
	Access   Access
	Sessions Sessions
	People   People
	Live     Live
	Audit    Recorder
	// Forget makes every replica forget what is known of those whom a change of
	// access concerns.
	Forget func(municipality string, event contract.Event)
	// Release sends a person's submissions again that the fagsystem refused while
	// they were paused: nothing that was accepted is lost.
	Release func(ctx context.Context, municipality string, personID uuid.UUID) error
}

// Begin is when the fagsystem has confirmed a pause. Each step is made even if
// another fails: what can be closed is closed.
func (p *Pauses) Begin(ctx context.Context, party session.PersonRef, by uuid.UUID) error {
	p.forget(party, by)
	return p.Access.NotePause(ctx, party, true, func(ctx context.Context) error { return p.close(ctx, party) })
}

// End is when the fagsystem has confirmed that a pause is lifted.
func (p *Pauses) End(ctx context.Context, party session.PersonRef, by uuid.UUID) error {
	p.forget(party, by)
	return p.Access.NotePause(ctx, party, false, func(ctx context.Context) error {
		return p.Release(ctx, party.Municipality, party.PersonID)
	})
}

// Prepare is for changes of access that the fagsystem tells of: it is asked what
// they come to, and where it is a pause, what is open ends now. It must be told
// before the pages are, and leaves nothing to write.
func (p *Pauses) Prepare(ctx context.Context, municipality string, event contract.Event) (write func(context.Context, pgx.Tx) error, err error) {
	if event.Type != contract.EventTypeAccessChanged || event.Data.PersonId == nil {
		return nil, nil
	}
	known, err := p.People.FindByFagsystemID(ctx, municipality, person.Citizen, event.Data.PersonId.String())
	if errors.Is(err, person.ErrNotFound) {
		return nil, nil // never here, so that nothing is open
	}
	if err != nil {
		return nil, fmt.Errorf("pause: whose access changed: %w", err)
	}
	return nil, p.reconsider(ctx, known)
}

// Resync is for when events may have been missed: everybody who is logged in is
// asked about anew.
func (p *Pauses) Resync(ctx context.Context, municipality string) error {
	persons, err := p.Sessions.Persons(ctx, municipality, session.Citizen)
	if err != nil {
		return fmt.Errorf("pause: who is logged in: %w", err)
	}
	for _, id := range persons {
		known, err := p.People.Find(ctx, municipality, id)
		if err != nil {
			return fmt.Errorf("pause: who is logged in: %w", err)
		}
		if err := p.reconsider(ctx, known); err != nil {
			return err
		}
	}
	return nil
}

func (p *Pauses) reconsider(ctx context.Context, known person.Person) error {
	party := session.PersonRef{Municipality: known.Municipality, PersonID: known.ID, FagsystemPersonID: known.FagsystemPersonID}
	return p.Access.Reconsider(ctx, party, access.Follow{
		Begins: func(ctx context.Context) error {
			return errors.Join(p.close(ctx, party), p.record(ctx, party, "pause.set"))
		},
		Lifted: func(ctx context.Context) error {
			return errors.Join(p.Release(ctx, party.Municipality, party.PersonID), p.record(ctx, party, "pause.lift"))
		},
	})
}

// record writes down what the fagsystem told: who did it there is in its own log.
func (p *Pauses) record(ctx context.Context, party session.PersonRef, action string) error {
	return p.Audit.Record(ctx, audit.Event{
		Municipality: party.Municipality, World: audit.System, Action: action, ObjectKind: "person", About: party.PersonID, Outcome: audit.Allowed,
	})
}

// close ends the person's sessions, whichever municipality they are in otherwise,
// and with them the sockets. Whoever logs in again is told nothing of before.
func (p *Pauses) close(ctx context.Context, party session.PersonRef) error {
	_, ending := p.Sessions.EndByPerson(ctx, party.Municipality, party.PersonID)
	if err := errors.Join(ending, p.Live.Forget(ctx, party.Municipality, party.PersonID)); err != nil {
		return fmt.Errorf("pause: end what is open: %w", err)
	}
	return nil
}

// forget drops the party's answers about access, and those of the employees who
// see that it is paused.
func (p *Pauses) forget(party session.PersonRef, by uuid.UUID) {
	event := contract.Event{Type: contract.EventTypeAccessChanged}
	event.Data.EmployeeIds = []uuid.UUID{by}
	if id, err := uuid.Parse(party.FagsystemPersonID); err == nil {
		event.Data.PersonId = &id
	}
	p.Forget(party.Municipality, event)
}
