package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

// Pause pauses the access of the party whose copy it is, or lifts the pause. It holds for every copy of that person
// in the municipality; one that holds keeps its time.
func (s *Store) Pause(ctx context.Context, municipality string, copyID uuid.UUID, paused bool) (fagsystem.Pause, error) {
	return s.pause(ctx, municipality, copyID, paused, func(context.Context, *Tx, lockedCopy) error { return nil })
}

// PauseAs is Pause by an employee, whose right is decided as of now.
func (s *Store) PauseAs(ctx context.Context, municipality string, copyID, employeeID uuid.UUID, paused bool) (fagsystem.Pause, error) {
	return s.pause(ctx, municipality, copyID, paused, func(ctx context.Context, tx *Tx, c lockedCopy) error {
		if c.endedAt != nil {
			return ErrNotFound
		}
		return tx.mayWorkOn(ctx, c, employeeID)
	})
}

func (s *Store) pause(ctx context.Context, municipality string, copyID uuid.UUID, paused bool, may func(context.Context, *Tx, lockedCopy) error) (fagsystem.Pause, error) {
	var held fagsystem.Pause
	err := s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		copies, err := tx.lockCopiesOfSamePerson(ctx, copyID)
		if err != nil {
			return err
		}
		for _, c := range copies {
			if c.id == copyID {
				if err := may(ctx, tx, c); err != nil {
					return err
				}
			}
		}
		if paused {
			held.PausedAt = since(copies, tx.Now)
		}
		for _, c := range copies {
			if (c.pausedAt != nil) == paused {
				continue
			}
			if _, err := tx.Exec(ctx, `update case_copy set paused_at = $3 where municipality = $1 and case_copy_id = $2`, municipality, c.id, held.PausedAt); err != nil {
				return err
			}
			data, err := tx.about(ctx, c)
			if err != nil {
				return err
			}
			tx.Emit("access.changed", data)
		}
		return nil
	})
	return held, err
}

// since is when the pause began that holds, or now.
func since(copies []lockedCopy, now time.Time) *time.Time {
	began := &now
	for _, c := range copies {
		if c.pausedAt != nil && c.pausedAt.Before(*began) {
			began = c.pausedAt
		}
	}
	return began
}

// lockCopiesOfSamePerson holds all copies of the person whose copy it is, in an order that all take.
func (tx *Tx) lockCopiesOfSamePerson(ctx context.Context, copyID uuid.UUID) ([]lockedCopy, error) {
	rows, err := tx.Query(ctx, `select case_copy_id from case_copy where municipality = $1
		and person_id = (select person_id from case_copy where municipality = $1 and case_copy_id = $2) order by case_copy_id`, tx.Municipality, copyID)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, ErrNotFound
	}
	copies := make([]lockedCopy, 0, len(ids))
	for _, id := range ids {
		c, err := tx.lockCopy(ctx, id)
		if err != nil {
			return nil, err
		}
		copies = append(copies, c)
	}
	return copies, nil
}
