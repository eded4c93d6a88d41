package access

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

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
// is paused, or no longer, and does what follows from that. What was kept for
// adding is withdrawn either way; the next answer brings back what is right then.
func (d *Decider) NotePause(ctx context.Context, ref session.PersonRef, paused bool, does func(context.Context) error) error {
	d.kept.forget(ref)
	err := d.kept.keep(ctx, ref, answered{paused: paused, at: d.now()})
	d.kept.forget(ref)
	if err != nil {
		// What can be closed is closed.
		return errors.Join(fmt.Errorf("access: note a pause: %w", err), does(ctx))
	}
	return d.follow(ctx, ref, func(db.LockFollowedRow) (bool, error) { return paused, does(ctx) })
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
	now := answered{paused: paused(answer), at: askedAt}
	if !now.paused {
		// What may be added to doesn't depend on the level of a log-in.
		now.cases = d.judge(answer, ref, id, askedAt, circumstances{now: d.now(), ages: d.ages, level: session.Substantial, documentsLevel: municipality.DocumentsLevel})
	}
	if err := d.kept.keep(ctx, ref, now); err != nil {
		return err
	}
	return d.follow(ctx, ref, func(kept db.LockFollowedRow) (bool, error) {
		// What is kept may be newer than this answer.
		switch {
		case kept.Paused == kept.Followed:
			return kept.Followed, nil
		case kept.Paused:
			return true, follow.Begins(ctx)
		}
		return false, follow.Lifted(ctx)
	})
}

// follow does what follows from a pause, given whether there is one and whether
// that was done before, and notes what is followed afterwards. Nobody else does
// it meanwhile: whoever made the pause and the feed that tells of it would both
// end sessions, and the second those that began after the first. On each replica
// one does it at a time, so that not all connections are held by those who wait
// for another one.
func (d *Decider) follow(ctx context.Context, ref session.PersonRef, do func(kept db.LockFollowedRow) (followed bool, err error)) error {
	select {
	case d.following <- struct{}{}:
		defer func() { <-d.following }()
	case <-ctx.Done():
		return fmt.Errorf("access: follow a pause: %w", ctx.Err())
	}
	return pgx.BeginFunc(ctx, d.kept.pool, func(tx pgx.Tx) error {
		queries := db.New(tx)
		kept, err := queries.LockFollowed(ctx, db.LockFollowedParams{Municipality: ref.Municipality, PersonID: ref.PersonID})
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("access: has a pause been followed: %w", err)
		}
		followed, err := do(kept)
		if err != nil || followed == kept.Followed {
			return err
		}
		err = queries.SetFollowed(ctx, db.SetFollowedParams{Municipality: ref.Municipality, PersonID: ref.PersonID, Followed: followed})
		if err != nil {
			return fmt.Errorf("access: note what followed a pause: %w", err)
		}
		return nil
	})
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
