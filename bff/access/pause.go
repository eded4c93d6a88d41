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
	return d.setFollowed(ctx, ref, paused)
}

// IsPaused tells whether a citizen's access is paused, as the fagsystem last said.
func (d *Decider) IsPaused(ctx context.Context, municipality string, personID uuid.UUID) (bool, error) {
	paused, err := db.New(d.kept.pool).IsPaused(ctx, db.IsPausedParams{Municipality: municipality, PersonID: personID})
	if err != nil {
		return false, fmt.Errorf("access: is it paused: %w", err)
	}
	return paused, nil
}

// Follow is what is to be done once when a pause begins and when it is lifted.
type Follow struct {
	Begins, Lifted func(context.Context) error
}

// Reconsider asks the fagsystem anew about a citizen whose access has changed,
// and keeps the answer for adding. Where a pause has begun or been lifted, it
// calls what follows from that, again if it fails; it doesn't matter whether an
// answer to somebody's request said so before. Where there is no answer, nothing
// is kept any more.
func (d *Decider) Reconsider(ctx context.Context, ref session.PersonRef, follow Follow) error {
	municipality, configured := d.municipalities[ref.Municipality]
	id, err := uuid.Parse(ref.FagsystemPersonID)
	if !configured || err != nil {
		return nil
	}
	who := subject{municipality: ref.Municipality, id: id}
	d.citizens.drop(who)
	answer, askedAt, err := d.citizens.get(ctx, who)
	d.kept.forget(ref)
	switch {
	case errors.Is(err, fagsystem.ErrNotFound):
		return d.withdraw(ctx, ref)
	case err != nil:
		return errors.Join(fmt.Errorf("access: can't be decided now: %w", err), d.withdraw(ctx, ref))
	}
	now, does := answered{paused: paused(answer), at: askedAt}, follow.Lifted
	if now.paused {
		does = follow.Begins
	} else {
		// What may be added to doesn't depend on the level of a log-in.
		now.cases = d.judge(answer, ref, id, askedAt, circumstances{now: d.now(), ages: d.ages, level: session.Substantial, documentsLevel: municipality.DocumentsLevel})
	}
	if err := d.kept.keep(ctx, ref, now); err != nil {
		return err
	}
	// Asked last: while the fagsystem answered, the pause may have been followed
	// by whoever made it, and somebody may have logged in since.
	followed, err := db.New(d.kept.pool).IsFollowed(ctx, db.IsFollowedParams{Municipality: ref.Municipality, PersonID: ref.PersonID})
	if err != nil {
		return fmt.Errorf("access: has a pause been followed: %w", err)
	}
	if now.paused == followed {
		return nil
	}
	if err := does(ctx); err != nil {
		return err
	}
	return d.setFollowed(ctx, ref, now.paused)
}

func (d *Decider) setFollowed(ctx context.Context, ref session.PersonRef, followed bool) error {
	err := db.New(d.kept.pool).SetFollowed(ctx, db.SetFollowedParams{Municipality: ref.Municipality, PersonID: ref.PersonID, Followed: followed})
	if err != nil {
		return fmt.Errorf("access: note what followed a pause: %w", err)
	}
	return nil
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
