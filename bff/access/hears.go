package access

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

// Hears tells whether the actor may be told that something has changed in a
// case copy, which needs a capability there; employees need their relation to
// the case only. It rests on the same answers as seeing. Nothing is recorded:
// nobody asked for anything, and what they fetch then is.
func (d *Decider) Hears(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, needs Capability) (bool, error) {
	if actor == nil {
		return false, nil
	}
	if actor.World == session.Employee {
		return d.employeeHears(ctx, actor, caseCopyID)
	}
	var unavailable error
	for _, ref := range actor.Persons {
		cases, err := d.casesOf(ctx, actor, ref)
		if err != nil {
			unavailable = err
		}
		for _, found := range cases {
			if found.CaseCopyID == caseCopyID {
				return found.May.Has(needs), nil
			}
		}
	}
	return false, unavailable
}

// Holds is what the actor may see of a case copy now, for what the portal does
// by itself: it ends as Decide does. Nothing is recorded: nobody asked for
// anything, so that nobody is denied anything either.
func (d *Decider) Holds(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (Case, error) {
	found, err := d.see(ctx, actor, caseCopyID)
	if err == nil && found.May.None() {
		err = ErrNotFound
	}
	if err != nil {
		return Case{}, err
	}
	return found, nil
}

// HearsOwn is Hears about what one has written oneself: where the fagsystem
// doesn't answer, the last positive answer is enough, as it is for writing.
func (d *Decider) HearsOwn(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (bool, error) {
	hears, err := d.Hears(ctx, actor, caseCopyID, Conversation)
	if err == nil || actor == nil {
		return hears, err
	}
	if actor.World == session.Employee {
		_, err = d.keptEmployeeCase(ctx, actor, caseCopyID, err)
		return err == nil, err
	}
	kept, err := d.keptCase(ctx, actor, caseCopyID, err)
	return err == nil && kept.May.Has(Conversation), err
}

// casesOf is what one of the actor's fagsystems grants now; nothing is kept.
func (d *Decider) casesOf(ctx context.Context, actor *session.Actor, ref session.PersonRef) ([]Case, error) {
	municipality, configured := d.municipalities[ref.Municipality]
	id, err := uuid.Parse(ref.FagsystemPersonID)
	if !configured || err != nil {
		return nil, nil
	}
	answer, askedAt, err := d.citizens.get(ctx, subject{municipality: ref.Municipality, id: id})
	switch {
	case errors.Is(err, fagsystem.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("access: can't be decided now: %w", err)
	case paused(answer):
		return nil, nil
	}
	return d.judge(answer, ref, id, askedAt, circumstances{
		now: d.now(), ages: d.ages, level: actor.Level, documentsLevel: municipality.DocumentsLevel,
	}), nil
}

func (d *Decider) employeeHears(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (bool, error) {
	ref, id, err := d.employee(actor)
	if err != nil {
		return false, nil
	}
	answer, _, err := d.employees.get(ctx, subject{municipality: ref.Municipality, id: id})
	if errors.Is(err, fagsystem.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("access: can't be decided now: %w", err)
	}
	for _, conversation := range openable(answer.Conversations) {
		if conversation.CaseCopyId == caseCopyID {
			return true, nil
		}
	}
	return false, nil
}
