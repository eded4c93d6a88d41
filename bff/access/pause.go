package access

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access/internal/db"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// paused: a pause is about the person, since somebody else may hold their e-ID.
// One paused copy is enough.
func paused(answer contract.PersonAccess) bool {
	return slices.ContainsFunc(answer.Cases, func(granted contract.CaseAccess) bool { return granted.PausedAt != nil })
}

// NotePause notes what the fagsystem has just confirmed: that a citizen's access
// is paused, or no longer. What was kept for adding is withdrawn either way; the
// next answer brings back what is right then.
func (d *Decider) NotePause(ctx context.Context, ref session.PersonRef, paused bool) error {
	d.kept.forget(ref)
	if err := d.kept.keep(ctx, ref, answered{paused: paused, at: d.now()}); err != nil {
		return fmt.Errorf("access: note a pause: %w", err)
	}
	d.kept.forget(ref)
	return nil
}

// IsPaused tells whether a citizen's access is paused, as the fagsystem last said.
func (d *Decider) IsPaused(ctx context.Context, municipality string, personID uuid.UUID) (bool, error) {
	paused, err := db.New(d.kept.pool).IsPaused(ctx, db.IsPausedParams{Municipality: municipality, PersonID: personID})
	if err != nil {
		return false, fmt.Errorf("access: is it paused: %w", err)
	}
	return paused, nil
}

// Reconsider asks the fagsystem anew about a citizen whose access has changed,
// and keeps the answer for adding. Where a pause begins, begins is called before
// it is noted, so that it is called again if it fails. It tells whether one was
// lifted. Where there is no answer, nothing is kept any more.
func (d *Decider) Reconsider(ctx context.Context, ref session.PersonRef, begins func(context.Context) error) (lifted bool, err error) {
	municipality, configured := d.municipalities[ref.Municipality]
	id, err := uuid.Parse(ref.FagsystemPersonID)
	if !configured || err != nil {
		return false, nil
	}
	before, err := d.IsPaused(ctx, ref.Municipality, ref.PersonID)
	if err != nil {
		return false, err
	}
	who := subject{municipality: ref.Municipality, id: id}
	d.citizens.drop(who)
	answer, askedAt, err := d.citizens.get(ctx, who)
	d.kept.forget(ref)
	switch {
	case errors.Is(err, fagsystem.ErrNotFound):
		return false, d.withdraw(ctx, ref)
	case err != nil:
		return false, errors.Join(fmt.Errorf("access: can't be decided now: %w", err), d.withdraw(ctx, ref))
	case paused(answer):
		if !before {
			if err := begins(ctx); err != nil {
				return false, err
			}
		}
		return false, d.kept.keep(ctx, ref, answered{paused: true, at: askedAt})
	}
	// What may be added to doesn't depend on the level of a log-in.
	cases := d.judge(answer, ref, id, askedAt, circumstances{now: d.now(), ages: d.ages, level: session.Substantial, documentsLevel: municipality.DocumentsLevel})
	return before, d.kept.keep(ctx, ref, answered{cases: cases, at: askedAt})
}

func (d *Decider) withdraw(ctx context.Context, ref session.PersonRef) error {
	return db.New(d.kept.pool).Withdraw(ctx, db.WithdrawParams{Municipality: ref.Municipality, PersonID: ref.PersonID, Now: d.now()})
}

// forget makes the next answer be written whatever was written before.
func (k *keeper) forget(ref session.PersonRef) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.written, ref)
}
