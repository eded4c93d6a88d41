package relay

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/submissions/internal/db"
)

// ReleaseParked sends what is parked in a municipality again: one submission,
// or all of them where id is zero. It is what an operator does when the cause
// is mended; every running relay sees it within a second.
func ReleaseParked(ctx context.Context, pool *pgxpool.Pool, municipality string, id uuid.UUID, now time.Time) (released int, err error) {
	var one *uuid.UUID
	if id != uuid.Nil {
		one = &id
	}
	ids, err := db.New(pool).ReleaseParked(ctx, db.ReleaseParkedParams{Municipality: municipality, ID: one, Now: now})
	return len(ids), err
}

// ReleaseRefused sends an author's submissions again that the fagsystem had
// refused, with the time they were accepted, and what they have read: their
// access was paused and goes on. What it still refuses is parked again, or waits.
func ReleaseRefused(ctx context.Context, pool *pgxpool.Pool, municipality string, authorID uuid.UUID, now time.Time) (released int, err error) {
	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		queries := db.New(tx)
		ids, err := queries.ReleaseRefused(ctx, db.ReleaseRefusedParams{Municipality: municipality, AuthorID: authorID, Now: now})
		if err != nil {
			return err
		}
		released = len(ids)
		return queries.HastenRefusedReports(ctx, db.HastenRefusedReportsParams{Municipality: municipality, PersonID: authorID, Now: now})
	})
	return released, err
}
