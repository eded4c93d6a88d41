package attachments

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/jobs"
	"innbyggertjenesten/bff/virus"
)

const (
	// Queue is the jobs' own, so that files don't hold up anything else.
	Queue = "attachments"
	// AtOnce bounds the memory that checks take on each replica: a file is wholly in
	// memory here, and its picture in the memory of the process that looks at it.
	AtOnce = 2
	// scannerPause is how soon a scanner that is away is asked again.
	scannerPause = 5 * time.Second
	// mostChecking ends a check that hangs.
	mostChecking = 55 * time.Second
	// countPatience is how long writing down that it failed may take.
	countPatience = 5 * time.Second
	// forgottenAfter is when a check that should have been made is ordered again.
	forgottenAfter = 2 * time.Minute
)

// checkArgs are a job's arguments: ids only.
type checkArgs struct {
	Municipality string    `json:"municipality"`
	AuthorID     uuid.UUID `json:"authorId"`
	ID           uuid.UUID `json:"id"`
}

// Kind names the job.
func (checkArgs) Kind() string { return "attachment.check" }

type checkWorker struct {
	river.WorkerDefaults[checkArgs]
	store *Store
}

// Work checks one file. What isn't the file's own doing is tried for ever.
func (w *checkWorker) Work(ctx context.Context, job *river.Job[checkArgs]) error {
	err := w.store.check(ctx, job.Args)
	switch {
	case err == nil, errors.Is(ctx.Err(), context.Canceled), errors.Is(err, examine.ErrNotBegun):
		return err
	case scannerAway(err):
		return river.JobSnooze(scannerPause)
	}
	counting, cancel := context.WithTimeout(context.WithoutCancel(ctx), countPatience)
	defer cancel()
	parked, uncounted := w.store.checkFailed(counting, job.Args)
	if parked && uncounted == nil {
		return nil
	}
	return errors.Join(err, uncounted)
}

// scannerAway tells whether the scanner can't be asked now, whatever the file is.
func scannerAway(err error) bool {
	return !errors.Is(err, virus.ErrAtThis) && (errors.Is(err, virus.ErrAway) || errors.Is(err, virus.ErrBlind))
}

// Timeout is this job's own.
func (w *checkWorker) Timeout(*river.Job[checkArgs]) time.Duration { return mostChecking }

// NextRetry: whatever failed is likely to work soon again.
func (w *checkWorker) NextRetry(job *river.Job[checkArgs]) time.Time {
	return w.store.settings.Now().Add(min(time.Duration(job.Attempt)*scannerPause, time.Minute))
}

// Register adds the workers.
func (s *Store) Register(workers *river.Workers) {
	river.AddWorker(workers, &checkWorker{store: s})
	river.AddWorker(workers, &receivedWorker{store: s})
}

// Use gives the client that jobs are added with.
func (s *Store) Use(jobs *river.Client[pgx.Tx]) { s.jobs = jobs }

func (s *Store) orderCheck(ctx context.Context, tx pgx.Tx, args checkArgs) error {
	_, err := s.jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: Queue, MaxAttempts: 1000, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: jobs.Unfinished}})
	if err != nil {
		return fmt.Errorf("attachments: order the check: %w", err)
	}
	return nil
}

// OrderForgotten orders the checks anew that should have been made long ago:
// whatever becomes of a job, its file is never forgotten.
func (s *Store) OrderForgotten(ctx context.Context) error {
	if err := s.orderForgottenReceived(ctx); err != nil {
		return err
	}
	rows, err := s.queries.ListUnchecked(ctx, s.settings.Now().Add(-forgottenAfter))
	if err != nil || len(rows) == 0 {
		return err
	}
	return pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		for _, row := range rows {
			if err := s.orderCheck(ctx, tx, checkArgs{Municipality: row.Municipality, AuthorID: row.AuthorID, ID: row.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}

// check decides about one file. Every error leaves it waiting.
func (s *Store) check(ctx context.Context, args checkArgs) error {
	row, err := s.queries.Find(ctx, db.FindParams{Municipality: args.Municipality, AuthorID: args.AuthorID, ID: args.ID})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && (State(row.State) != Waiting || row.ParkedAt != nil) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	from, err := s.read(ctx, row)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	infected, err := s.settings.Scanner.Infected(ctx, bytes.NewReader(content))
	switch {
	case err != nil:
		return err
	case infected:
		return s.conclude(ctx, row, Infected, "", examine.Examined{})
	}
	examined, err := s.settings.Examiner.Examine(ctx, content)
	var refused *examine.Refusal
	if errors.As(err, &refused) {
		return s.conclude(ctx, row, Refused, refused.Reason, examine.Examined{})
	}
	if err != nil {
		return err
	}
	if examined.Content != nil {
		// What is given out was looked at too, not only what it was drawn from.
		infected, err := s.settings.Scanner.Infected(ctx, bytes.NewReader(examined.Content))
		switch {
		case err != nil:
			return err
		case infected:
			return s.conclude(ctx, row, Infected, "", examine.Examined{})
		}
	}
	return s.conclude(ctx, row, Ready, "", examined)
}

// conclude writes down what was decided. The bytes of what isn't ready are
// erased; what was drawn anew takes the place of what came.
func (s *Store) conclude(ctx context.Context, row db.Attachment, state State, reason examine.Reason, examined examine.Examined) error {
	params := db.ConcludeParams{
		Municipality: row.Municipality, AuthorID: row.AuthorID, ID: row.ID, State: string(state), Size: row.Size, MediaType: row.MediaType,
		SealedName: row.SealedName, Now: s.settings.Now(),
	}
	if reason != "" {
		text := string(reason)
		params.Reason = &text
	}
	var drawn *writing
	if state == Ready {
		params.UploadID = row.UploadID
		before, err := s.openOne(ctx, row)
		if err != nil {
			return err
		}
		if examined.Content != nil {
			if drawn, err = s.writeAll(ctx, row.Municipality, row.AuthorID, examined.Content); err != nil {
				return err
			}
			params.UploadID, params.Size = &drawn.id, int64(len(examined.Content))
		}
		sealer, err := s.settings.Sealers.Sealer(ctx, row.Municipality, row.AuthorID)
		if err != nil {
			return err
		}
		params.MediaType = examined.Kind.MediaType
		params.SealedName = sealer.Seal(namePlace(row.Municipality, row.AuthorID, row.ID), []byte(examine.CleanName(before.Name, examined.Kind)))
	}
	err := s.telling(ctx, func(tx pgx.Tx) (Attachment, error) {
		queries := s.queries.WithTx(tx)
		concluded, err := queries.Conclude(ctx, params)
		if err != nil {
			return Attachment{}, err
		}
		if row.UploadID != nil && (params.UploadID == nil || *params.UploadID != *row.UploadID) {
			err = queries.EraseUpload(ctx, *row.UploadID)
		}
		return placed(concluded), err
	})
	if err != nil && drawn != nil {
		drawn.abandon(ctx)
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // removed, or decided by another replica, in between
	}
	if err == nil {
		s.metrics.count(row.Municipality, string(state))
		s.settings.Checked()
	}
	return err
}
