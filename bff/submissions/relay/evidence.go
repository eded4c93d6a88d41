package relay

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/internal/db"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	// handOversAtOnce bounds how many of a municipality's are handed over side by side.
	handOversAtOnce = 4
	// A refused read mark waits between these.
	firstRefusedPause = time.Second
	lastRefusedPause  = time.Hour
)

// handOverEvidence hands over what is due in a municipality and, of what the
// fagsystem then has, erases here what was written.
func (r *Relay) handOverEvidence(ctx context.Context, municipality string) (progress bool, err error) {
	rows, err := r.queries.ListEvidenceDue(ctx, db.ListEvidenceDueParams{Municipality: municipality, Now: r.settings.Now()})
	if err != nil {
		return false, err
	}
	var had db.EraseParams
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(handOversAtOnce)
	for _, row := range rows {
		group.Go(func() error {
			if ctx.Err() != nil || !r.settings.Fagsystems[municipality].Available() {
				return nil
			}
			if !r.handOver(ctx, submissions.FromRow(row)) {
				return r.postponeEvidence(ctx, row)
			}
			mu.Lock()
			defer mu.Unlock()
			had.AuthorIds, had.OrderingKeys, had.Ids = append(had.AuthorIds, row.AuthorID), append(had.OrderingKeys, row.OrderingKey), append(had.Ids, row.ID)
			return nil
		})
	}
	err = group.Wait()
	if len(had.Ids) == 0 {
		return false, err
	}
	had.Municipality, had.Now = municipality, r.settings.Now()
	erased, failed := r.queries.Erase(ctx, had)
	for range erased {
		r.settings.Metrics.testErased()
	}
	if erased > 0 && r.settings.Files != nil {
		failed = errors.Join(failed, r.settings.Files.EraseAcknowledged(ctx, municipality))
	}
	return erased > 0, errors.Join(err, failed)
}

// handOver gives the fagsystem the evidence of one submission.
func (r *Relay) handOver(ctx context.Context, one submissions.Submission) bool {
	return r.settings.Fagsystems[one.Municipality].PutEvidence(ctx, one.CaseCopyID, one.ID,
		contract.Evidence{SentAt: &one.AcceptedAt, DeliveredAt: &one.RegisteredAt}) == nil
}

func (r *Relay) postponeEvidence(ctx context.Context, row db.Submission) error {
	if ctx.Err() != nil {
		return nil
	}
	return r.queries.PostponeEvidence(ctx, db.PostponeEvidenceParams{
		Municipality: row.Municipality, AuthorID: row.AuthorID, OrderingKey: row.OrderingKey, ID: row.ID,
		DueAt: r.settings.Now().Add(pause(row.Attempts)),
	})
}

// reportReads tells the fagsystem how far people have read.
func (r *Relay) reportReads(ctx context.Context, municipality string) (progress bool, err error) {
	marks, err := r.queries.ListUnreported(ctx, db.ListUnreportedParams{Municipality: municipality, Now: r.settings.Now()})
	if err != nil {
		return false, err
	}
	for _, mark := range marks {
		if ctx.Err() != nil || !r.settings.Fagsystems[municipality].Available() {
			return false, nil
		}
		refused := r.reportRead(ctx, mark)
		if refused == nil {
			progress = true
			continue
		}
		wait := pause(mark.Attempts)
		if errors.Is(refused, fagsystem.ErrRefused) {
			wait = refusedPause(mark.Attempts)
		}
		err := r.queries.PostponeReport(ctx, db.PostponeReportParams{
			Municipality: municipality, PersonID: mark.PersonID, CaseCopyID: mark.CaseCopyID,
			DueAt: r.settings.Now().Add(wait),
		})
		if err != nil && ctx.Err() == nil {
			return progress, err
		}
	}
	return progress, nil
}

// refusedPause grows up to lastRefusedPause: what is refused may be allowed again,
// and mostly this is then told.
func refusedPause(attempts int32) time.Duration {
	grown := min(firstRefusedPause<<min(attempts, 20), lastRefusedPause)
	return grown/2 + rand.N(grown/2) //nolint:gosec // spreads load, guards nothing
}

// reportRead reports one mark. What is refused stays unreported: the reader's
// access may only be paused, and afterwards both sides must agree on what is
// read. What the fagsystem has no place for is given up.
func (r *Relay) reportRead(ctx context.Context, mark db.ReadMark) error {
	reader, err := r.settings.People.Find(ctx, mark.Municipality, mark.PersonID)
	if err != nil {
		return err
	}
	author, err := asAuthor(reader)
	if err != nil {
		return err
	}
	_, err = r.settings.Fagsystems[mark.Municipality].PutReadMark(ctx, mark.CaseCopyID,
		contract.ReadMarkReport{Position: mark.Position, ReadAt: *mark.ReadAt, Reader: author})
	givenUp := ""
	switch {
	case errors.Is(err, fagsystem.ErrRefused):
		slog.WarnContext(ctx, "the fagsystem refused a read mark; it is reported later", "municipality", mark.Municipality)
		return err
	case errors.Is(err, fagsystem.ErrNotFound):
		givenUp = "NOT_FOUND"
	case errors.Is(err, fagsystem.ErrInvalid):
		givenUp = "INVALID"
	case err != nil:
		return err
	}
	err = r.queries.Reported(ctx, db.ReportedParams{
		Municipality: mark.Municipality, PersonID: mark.PersonID, CaseCopyID: mark.CaseCopyID, Position: mark.Position,
	})
	if err == nil && givenUp != "" {
		r.settings.Metrics.markGivenUp(mark.Municipality, givenUp)
		slog.WarnContext(ctx, "a read mark is given up: the fagsystem has no place for it", "municipality", mark.Municipality, "reason", givenUp)
	}
	return err
}
