package access

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

// result is what one municipality's fagsystem says about the actor.
type result struct {
	ref   session.PersonRef
	name  *contract.PersonName
	born  *openapi.Date
	cases []Case
	// paused: an employee has paused the actor's access in this municipality.
	paused bool
	err    error
}

// ask asks the fagsystems of all of the actor's municipalities at once.
func (d *Decider) ask(ctx context.Context, actor *session.Actor) []result {
	if actor == nil || actor.World != session.Citizen {
		return nil
	}
	results := make([]result, len(actor.Persons))
	var asking sync.WaitGroup
	for i, ref := range actor.Persons {
		asking.Go(func() { results[i] = d.askOne(ctx, actor, ref) })
	}
	asking.Wait()
	return results
}

func (d *Decider) askOne(ctx context.Context, actor *session.Actor, ref session.PersonRef) result {
	municipality, configured := d.municipalities[ref.Municipality]
	id, err := uuid.Parse(ref.FagsystemPersonID)
	if !configured || err != nil {
		return result{ref: ref} // no longer served here: nothing to see
	}
	answer, askedAt, err := d.citizens.get(ctx, subject{municipality: ref.Municipality, id: id})
	if errors.Is(err, fagsystem.ErrNotFound) {
		return result{ref: ref}
	}
	if err != nil {
		return result{ref: ref, err: err}
	}
	if paused(answer) {
		d.keep(ctx, ref, answered{paused: true, at: askedAt})
		return result{ref: ref, paused: true}
	}
	cases := d.judge(answer, ref, id, askedAt, circumstances{
		now: d.now(), ages: d.ages, level: actor.Level, documentsLevel: municipality.DocumentsLevel,
	})
	d.keep(ctx, ref, answered{cases: cases, at: askedAt})
	return result{ref: ref, name: &answer.Person.Name, born: answer.Person.BirthDate, cases: cases}
}

// judge turns the fagsystem's answer into the cases that the person may see.
func (d *Decider) judge(answer contract.PersonAccess, ref session.PersonRef, id uuid.UUID, askedAt time.Time, c circumstances) []Case {
	var cases []Case
	for _, granted := range answer.Cases {
		may := decide(answer.Person, granted, c)
		if may.None() {
			continue
		}
		cases = append(cases, Case{
			Municipality: ref.Municipality, CaseCopyID: granted.CaseCopyId, PartyID: granted.PartyId,
			Person: ref.PersonID, FagsystemPersonID: id, Role: granted.Role, Child: granted.Child,
			AboutMe: granted.Child.PersonId == id, Closed: granted.ClosedAt != nil, May: may,
			ExportOff: granted.ExportOffSince != nil, DecidedAt: askedAt,
		})
	}
	return cases
}

// keep remembers positive answers for adding. A failure costs only that.
func (d *Decider) keep(ctx context.Context, ref session.PersonRef, now answered) {
	if err := d.kept.keep(ctx, ref, now); err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "access answers could not be kept", "municipality", ref.Municipality, "error", err.Error())
	}
}
