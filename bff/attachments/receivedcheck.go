package attachments

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/jobs"
)

const (
	// ReceivedQueue is the jobs' own: what somebody adds now waits for no old files.
	ReceivedQueue = "attachments-received"
	// ReceivedAtOnce bounds what the scanner and the fagsystem are asked at once by each replica.
	ReceivedAtOnce = 2
	// mostReceiving ends a check of a file that comes too slowly. River holds a job that takes longer than a minute for lost.
	mostReceiving = 55 * time.Second
	// lastRetry is the longest pause before a file at which the scanner always fails is tried again.
	lastRetry = time.Hour
)

// priority says which checks go first.
type priority int

const (
	first   priority = 1
	laterOn priority = 4
)

// errBrokeOff says that the fagsystem didn't give the whole file.
var errBrokeOff = fmt.Errorf("%w: a file broke off", fagsystem.ErrFault)

// receivedArgs are a job's arguments: ids, and since when the check is wanted. A
// job is still under way when its file is already told to be checked: what is
// wanted from then on is another one.
type receivedArgs struct {
	Municipality string    `json:"municipality"`
	CaseCopyID   uuid.UUID `json:"caseCopyId"`
	MessageID    uuid.UUID `json:"messageId"`
	FileID       uuid.UUID `json:"fileId"`
	Since        int64     `json:"since"`
}

// Kind names the job.
func (receivedArgs) Kind() string { return "attachment.check-received" }

type receivedWorker struct {
	river.WorkerDefaults[receivedArgs]
	store *Store
}

// Work scans one file. It is tried for ever, or until nobody has looked at it for long.
func (w *receivedWorker) Work(ctx context.Context, job *river.Job[receivedArgs]) error {
	err := w.store.checkReceived(ctx, Received{
		Municipality: job.Args.Municipality, CaseCopyID: job.Args.CaseCopyID, MessageID: job.Args.MessageID, FileID: job.Args.FileID,
	})
	if scannerAway(err) || errors.Is(err, fagsystem.ErrUnavailable) {
		return river.JobSnooze(scannerPause)
	}
	return err
}

// Timeout is this job's own.
func (w *receivedWorker) Timeout(*river.Job[receivedArgs]) time.Duration { return mostReceiving }

// NextRetry: a file at which the scanner fails each time mustn't keep it from the others.
func (w *receivedWorker) NextRetry(job *river.Job[receivedArgs]) time.Time {
	return w.store.settings.Now().Add(min(time.Duration(job.Attempt*job.Attempt)*scannerPause, lastRetry))
}

// orderReceivedCheck orders one: while it is ordered or under way, no other is made of the same file.
func (s *Store) orderReceivedCheck(ctx context.Context, tx pgx.Tx, file Received, since time.Time, urgency priority) error {
	args := receivedArgs{Municipality: file.Municipality, CaseCopyID: file.CaseCopyID, MessageID: file.MessageID, FileID: file.FileID, Since: since.UnixMicro()}
	_, err := s.jobs.InsertTx(ctx, tx, args, &river.InsertOpts{
		Queue: ReceivedQueue, MaxAttempts: 1000, Priority: int(urgency), UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: jobs.Unfinished},
	})
	if err != nil {
		return fmt.Errorf("attachments: order the check: %w", err)
	}
	return nil
}

// orderForgottenReceived is OrderForgotten of received files.
func (s *Store) orderForgottenReceived(ctx context.Context) error {
	rows, err := s.queries.ListUncheckedReceived(ctx, s.settings.Now().Add(-forgottenAfter))
	if err != nil || len(rows) == 0 {
		return err
	}
	return pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		for _, row := range rows {
			if err := s.orderReceivedCheck(ctx, tx, received(row), row.NotedAt, first); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkReceived lets a file go from the fagsystem through the scanner; nothing of
// it is kept. Every error leaves it as it was.
func (s *Store) checkReceived(ctx context.Context, file Received) error {
	row, there, err := s.findReceived(ctx, file)
	if err != nil || !there || State(row.State) != Waiting && !s.outdated(row) {
		return err
	}
	system, ok := s.settings.Fagsystems[file.Municipality]
	if !ok {
		return fmt.Errorf("attachments: no fagsystem for %s", file.Municipality)
	}
	from, err := system.OpenAttachment(ctx, file.CaseCopyID, file.MessageID, file.FileID)
	if errors.Is(err, fagsystem.ErrNotFound) {
		// Withdrawn, or the party's access has ended. Whoever lists it again asks again.
		return s.queries.ForgetReceived(ctx, db.ForgetReceivedParams{
			Municipality: file.Municipality, CaseCopyID: file.CaseCopyID, MessageID: file.MessageID, AttachmentID: file.FileID,
		})
	}
	if err != nil {
		return err
	}
	defer func() { _ = from.Body.Close() }()
	if from.Length > MostFileBytes {
		return s.concludeReceived(ctx, file, db.ConcludeReceivedParams{State: string(TooLarge)})
	}
	signatures := s.settings.Scanner.Signatures()
	content := &arriving{from: from.Body, sum: sha256.New()}
	infected, err := s.settings.Scanner.Infected(ctx, content)
	switch {
	case errors.Is(err, ErrFileTooLarge):
		return s.concludeReceived(ctx, file, db.ConcludeReceivedParams{State: string(TooLarge)})
	case err != nil:
		return err
	case infected:
		return s.concludeReceived(ctx, file, db.ConcludeReceivedParams{State: string(Infected), Signatures: signatures})
	case !content.whole || from.Length >= 0 && content.size != from.Length:
		return errBrokeOff // the scanner has answered about something else
	}
	return s.concludeReceived(ctx, file, db.ConcludeReceivedParams{
		State: string(Ready), Size: &content.size, ContentMac: s.fingerprint(file, content.sum.Sum(nil)), Signatures: signatures,
	})
}

// concludeReceived writes down what was found, and tells both sides where that is news.
func (s *Store) concludeReceived(ctx context.Context, file Received, found db.ConcludeReceivedParams) error {
	found.Municipality, found.CaseCopyID, found.MessageID, found.AttachmentID = file.Municipality, file.CaseCopyID, file.MessageID, file.FileID
	found.Now = s.settings.Now()
	err := s.tellingReceived(ctx, file, func(tx pgx.Tx) (changed bool, err error) {
		before, err := s.queries.WithTx(tx).ConcludeReceived(ctx, found)
		return before != found.State, err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // forgotten in between
	}
	if err == nil {
		s.metrics.count(file.Municipality, "received-"+found.State)
	}
	if err == nil && State(found.State) == Infected {
		slog.WarnContext(ctx, "a file in the fagsystem is infected: nobody can open it here", "municipality", file.Municipality,
			"messageId", file.MessageID, "attachmentId", file.FileID)
	}
	return err
}

// tellingReceived makes one change, and tells both sides of it in one transaction.
func (s *Store) tellingReceived(ctx context.Context, file Received, change func(tx pgx.Tx) (changed bool, err error)) error {
	var tell func(ctx context.Context, tx pgx.Tx) (after func(), err error)
	if s.settings.Teller != nil {
		// Whom it concerns is asked outside of the transaction.
		tell = s.settings.Teller.ReceivedChanged(ctx, file)
	}
	var after func()
	err := pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		changed, err := change(tx)
		if err == nil && changed && tell != nil {
			after, err = tell(ctx, tx)
		}
		return err
	})
	if err == nil && after != nil {
		after()
	}
	return err
}

// arriving counts what the scanner is given, and knows whether it got the end.
type arriving struct {
	from  io.Reader
	sum   hash.Hash
	size  int64
	whole bool
}

// Read gives the next bytes. What breaks off never looks like an end.
func (a *arriving) Read(p []byte) (int, error) {
	n, err := a.from.Read(p)
	a.sum.Write(p[:n])
	a.size += int64(n)
	switch {
	case a.size > MostFileBytes:
		return 0, ErrFileTooLarge
	case errors.Is(err, io.EOF):
		a.whole = true
		return n, io.EOF
	case err != nil:
		return n, errBrokeOff
	}
	return n, nil
}
