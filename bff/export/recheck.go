package export

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/jobs"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// recheck looks whether all of it may still be shown, before it is handed out.
// Where not, it ends.
func (s *Store) recheck(ctx context.Context, actor *session.Actor, found access.Case, row db.CaseExport) error {
	ends, err := s.verdict(ctx, actor, found, row)
	switch {
	case errors.Is(err, errGone):
		return problem.New(problem.ExportNotReady)
	case err != nil:
		return access.Problem(err)
	case ends == "":
		return nil
	}
	if err := s.end(ctx, row.ID, ends); err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	return problem.New(problem.ExportNotReady)
}

// verdict is how what is ready ends now; empty where it holds.
func (s *Store) verdict(ctx context.Context, actor *session.Actor, found access.Case, row db.CaseExport) (state, error) {
	if found.ExportOff {
		return portal.ExportStateSTOPPED, nil
	}
	held, err := s.holds(ctx, row)
	switch {
	case err != nil:
		return "", err
	case !covers(found, held):
		return portal.ExportStateSTOPPED, nil
	}
	switch shown, err := s.stillShown(ctx, actor, found, row, held); {
	case err != nil:
		return "", err
	case !shown:
		return portal.ExportStateVOID, nil
	}
	return "", nil
}

// recheckTries is how often a look at what is ready is tried; before it is handed
// out, it is looked at in any case.
const recheckTries = 5

// recheckArgs are a job's arguments: ids only.
type recheckArgs struct {
	ID uuid.UUID `json:"id"`
}

// Kind names the job.
func (recheckArgs) Kind() string { return "export.recheck" }

type recheckWorker struct {
	river.WorkerDefaults[recheckArgs]
	store *Store
}

// Work ends what is ready where something in it may no longer be seen.
func (w *recheckWorker) Work(ctx context.Context, job *river.Job[recheckArgs]) error {
	return w.store.lookAgain(ctx, job.Args.ID)
}

// orderRechecks has what is ready looked at by jobs: a whole case takes too long to
// be read while the fagsystem's events wait. Many events come to one look.
func (s *Store) orderRechecks(ctx context.Context, tx pgx.Tx, rows []uuid.UUID) error {
	unique := river.UniqueOpts{ByArgs: true, ByState: jobs.Unfinished}
	for _, id := range rows {
		if _, err := s.jobs.InsertTx(ctx, tx, recheckArgs{ID: id}, &river.InsertOpts{Queue: Queue, MaxAttempts: recheckTries, UniqueOpts: unique}); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	return nil
}

func (s *Store) lookAgain(ctx context.Context, id uuid.UUID) error {
	row, err := s.queries.Find(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // it has ended
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	actor, err := s.actorOf(ctx, row)
	if err != nil {
		return err
	}
	ends := state("")
	found, err := s.decide(ctx, actor, row.CaseCopyID)
	switch {
	case errors.Is(err, access.ErrNotFound), errors.Is(err, access.ErrStepUpNeeded):
		ends = portal.ExportStateSTOPPED
	case err == nil:
		ends, err = s.verdict(ctx, actor, found, row)
		if errors.Is(err, errGone) {
			return nil
		}
		if err != nil {
			return err
		}
	default:
		return err
	}
	if ends == "" {
		return nil
	}
	return s.end(ctx, row.ID, ends)
}
