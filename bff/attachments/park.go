package attachments

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/fagsystem"
)

const (
	// mostChecks is how often a file's own check may fail: about a quarter of an hour.
	mostChecks = 20
	// mostRefusals is how often the fagsystem may say that it doesn't want a file,
	// and how often a file may turn out to be unreadable here: some ten minutes.
	mostRefusals = 10
	// mostHandOvers is how often it may fail at one in any other way, well over an
	// hour, while it takes others.
	mostHandOvers = 20
	othersWithin  = time.Hour
)

// checkFailed counts a failure that is the file's own, and parks it after too
// many of them.
func (s *Store) checkFailed(ctx context.Context, args checkArgs) (parked bool, err error) {
	failures, err := s.queries.CheckFailed(ctx, db.CheckFailedParams{Municipality: args.Municipality, AuthorID: args.AuthorID, ID: args.ID})
	if errors.Is(err, pgx.ErrNoRows) {
		return true, nil // removed, decided or parked in between
	}
	if err != nil || failures < mostChecks {
		return false, err
	}
	return true, s.park(ctx, args.Municipality, args.AuthorID, args.ID, "check")
}

// failedForGood tells whether handing a file over isn't tried again.
func (s *Store) failedForGood(ctx context.Context, row db.Attachment, failure error) bool {
	failures := int(row.Attempts) + 1
	if !errors.Is(failure, fagsystem.ErrUnavailable) && !errors.Is(failure, fagsystem.ErrFault) {
		return failures >= mostRefusals
	}
	if failures < mostHandOvers {
		return false
	}
	taken, err := s.queries.TakenSince(ctx, db.TakenSinceParams{Municipality: row.Municipality, Since: s.settings.Now().Add(-othersWithin)})
	return err == nil && taken
}

// park stops trying, and tells those whom it concerns.
func (s *Store) park(ctx context.Context, municipality string, author, id uuid.UUID, step string) error {
	err := s.telling(ctx, func(tx pgx.Tx) (Attachment, error) {
		row, err := s.queries.WithTx(tx).Park(ctx, db.ParkParams{Municipality: municipality, AuthorID: author, ID: id, Now: s.settings.Now()})
		return placed(row), err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // another replica got further with it
	}
	if err == nil {
		s.metrics.count(municipality, "parked")
		slog.ErrorContext(ctx, "a file is parked: a human must look", "municipality", municipality, "step", step, "attachmentId", id)
	}
	return err
}

// ReleaseParked lets files go again: one, those of one message, or all of a
// municipality's where id is zero. Running replicas hand over within a second
// and check within some minutes.
func ReleaseParked(ctx context.Context, pool *pgxpool.Pool, municipality string, id uuid.UUID, now time.Time) (released int, err error) {
	var one *uuid.UUID
	if id != uuid.Nil {
		one = &id
	}
	rows, err := db.New(pool).ReleaseParked(ctx, db.ReleaseParkedParams{Municipality: municipality, ID: one, Now: now})
	return len(rows), err
}

// Parked are the sent files of a conversation, whoever's they are, that a human must look at.
func (s *Store) Parked(ctx context.Context, municipality string, caseCopyID uuid.UUID) (map[uuid.UUID]bool, error) {
	ids, err := s.queries.ListParked(ctx, db.ListParkedParams{Municipality: municipality, CaseCopyID: caseCopyID})
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	parked := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		parked[id] = true
	}
	return parked, nil
}

// CountParked is how many sent files a human must look at, by case copy, whoever
// sent them.
func (s *Store) CountParked(ctx context.Context, municipality string) (map[uuid.UUID]int, error) {
	rows, err := s.queries.CountParkedOf(ctx, municipality)
	counts := make(map[uuid.UUID]int, len(rows))
	for _, row := range rows {
		counts[row.CaseCopyID] = int(row.Count)
	}
	return counts, err
}
