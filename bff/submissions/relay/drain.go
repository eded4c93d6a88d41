package relay

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/internal/db"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	firstPause = 100 * time.Millisecond
	// shortPause is the longest pause while it may still be the fagsystem that is
	// ailing, answering some and failing others: once it is well, nothing may
	// wait long. From patientAttempts on (half a minute) it is this one
	// submission's own trouble, and the pauses grow up to lastPause.
	shortPause      = 200 * time.Millisecond
	patientAttempts = 150
	lastPause       = 30 * time.Second
	// mostAttempts is how often one submission may fail (well over an hour) while
	// the fagsystem takes others; then a human must look.
	mostAttempts = 350
	// othersWithin is how long ago the fagsystem must have taken another one for
	// that.
	othersWithin = time.Hour
	// mostMissing is how often the fagsystem may say that it lacks an earlier one
	// before a human must look.
	mostMissing = 5
	// tellTimeout is how long open pages may take to be told what is done.
	tellTimeout = 5 * time.Second
)

// lane is one author's submissions under one ordering key.
type lane struct {
	municipality string
	authorID     uuid.UUID
	orderingKey  uuid.UUID
}

func (l lane) key() string {
	return "lane/" + l.municipality + "/" + l.authorID.String() + "/" + l.orderingKey.String()
}

// head is the oldest undelivered submission of a lane, due and no longer to be undone.
type head struct {
	submissions.Submission
	row db.Submission
	// previous is what was delivered before it in the lane; zero for the first.
	previous uuid.UUID
}

// author is who hands in what is in a lane.
type author struct {
	contract.Author
	sealer *vault.Sealer
}

// drain delivers what is due in a lane, oldest first: one question to begin
// with, and from then on one for each that is delivered. It tells whether it
// got anything done.
func (r *Relay) drain(ctx context.Context, l lane) (progress bool, err error) {
	next, err := r.take(ctx, l)
	if err != nil || next == nil {
		return false, err
	}
	by, err := r.author(ctx, l)
	if errors.Is(err, vault.ErrNotOpened) {
		// Not this one is damaged: the keys are configured wrongly. It waits for them.
		r.settings.Metrics.keyNotOpened(l.municipality)
		return true, errors.Join(fmt.Errorf("an author's own key doesn't open, look at the configured keys: %w", err), r.postpone(ctx, next))
	}
	if err != nil {
		return true, errors.Join(err, r.fail(ctx, next))
	}
	for err == nil && next != nil && ctx.Err() == nil && r.settings.Fagsystems[l.municipality].Available() {
		next, err = r.deliver(ctx, l, by, next)
	}
	return true, err
}

// take is what is due in the lane now, or nil.
func (r *Relay) take(ctx context.Context, l lane) (*head, error) {
	now := r.settings.Now()
	found, err := r.queries.TakeHead(ctx, db.TakeHeadParams{Municipality: l.municipality, AuthorID: l.authorID, OrderingKey: l.orderingKey, Now: now})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if found.Released {
		// Where an undo came first, the next look at the lane finds another head.
		found.Submission.State = string(submissions.Waiting)
		r.settings.Metrics.testReleased()
	}
	return due(found.Submission, found.Previous, now), nil
}

// due is the head of a lane if it is on its way and its time has come, or nil.
func due(row db.Submission, previous uuid.UUID, now time.Time) *head {
	if submissions.State(row.State) != submissions.Waiting || row.DueAt.After(now) {
		return nil
	}
	return &head{submissions.FromRow(row), row, previous}
}

// deliver makes one attempt at one submission, writes down how it ended and
// gives what is due next. An error means that even that couldn't be done.
func (r *Relay) deliver(ctx context.Context, l lane, by author, one *head) (next *head, err error) {
	sent, err := r.prepare(ctx, by, one)
	if errors.Is(err, vault.ErrNotOpened) {
		// What was kept isn't what was sealed: no attempt makes it whole.
		return nil, errors.Join(err, r.park(ctx, one.Submission, submissions.Fault))
	}
	if err != nil {
		return nil, errors.Join(err, r.fail(ctx, one))
	}
	registration, err := r.put(ctx, one, sent)
	switch {
	case err == nil:
		return r.registered(ctx, l, one, registration)
	case errors.Is(err, fagsystem.ErrRefused), errors.Is(err, fagsystem.ErrNotFound):
		return nil, r.park(ctx, one.Submission, submissions.Refused)
	case errors.Is(err, fagsystem.ErrOtherBody), errors.Is(err, fagsystem.ErrInvalid):
		return nil, r.park(ctx, one.Submission, submissions.Fault)
	case errors.Is(err, fagsystem.ErrPreviousMissing):
		err = r.resend(ctx, one)
	case errors.Is(err, errNoAnswer):
		err = r.countAttempt(ctx, one)
	case ctx.Err() != nil:
		// The claim is lost or the process ends: whoever is next repeats the same.
		return nil, ctx.Err()
	default:
		return nil, r.fail(ctx, one)
	}
	if err != nil {
		return nil, err
	}
	return r.take(ctx, l)
}

// author reads whose lane it is, once for all that is delivered now.
func (r *Relay) author(ctx context.Context, l lane) (author, error) {
	who, sealer, err := r.settings.People.Open(ctx, l.municipality, l.authorID)
	if err != nil {
		return author{}, fmt.Errorf("relay: the author: %w", err)
	}
	named, err := asAuthor(who)
	return author{named, sealer}, err
}

// prepare is the submission as the fagsystem gets it, the same every time.
func (r *Relay) prepare(ctx context.Context, by author, one *head) (contract.Submission, error) {
	body, err := submissions.OpenBody(by.sealer, one.row)
	if err != nil {
		return contract.Submission{}, err
	}
	hash, err := submissions.Hash(body)
	if err != nil {
		return contract.Submission{}, err
	}
	sent := contract.Submission{Kind: one.Kind, AcceptedAt: one.AcceptedAt, Author: by.Author, Body: body, BodyHash: hash}
	if err := r.describeFiles(ctx, one.Submission, &sent); err != nil {
		return contract.Submission{}, err
	}
	if one.previous != uuid.Nil {
		sent.Previous = &one.previous
	}
	return sent, nil
}

func asAuthor(author person.Person) (contract.Author, error) {
	id, err := uuid.Parse(author.FagsystemPersonID)
	if err != nil {
		return contract.Author{}, errors.New("relay: the author has no id in the fagsystem")
	}
	if author.World == person.Employee {
		return contract.Author{EmployeeId: &id}, nil
	}
	return contract.Author{PersonId: &id}, nil
}

// registered writes down that one is delivered and takes the next. Open pages
// are told beside it: what waits in the lane doesn't wait for that, and the
// feed tells the same where this replica dies first.
func (r *Relay) registered(ctx context.Context, l lane, one *head, registration contract.Registration) (*head, error) {
	now := r.settings.Now()
	row, err := r.queries.Register(ctx, db.RegisterParams{
		Municipality: one.Municipality, AuthorID: one.AuthorID, OrderingKey: one.OrderingKey, ID: one.ID, SendOrder: one.SendOrder, Now: now,
		RegistrationID: registration.RegistrationId, Position: registration.Position, RegisteredAt: registration.RegisteredAt,
	})
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, err
	}
	done := one.Submission
	done.State, done.Reason = submissions.Registered, submissions.NoReason
	done.RegistrationID, done.Position, done.RegisteredAt = registration.RegistrationId, registration.Position, registration.RegisteredAt
	r.settings.Metrics.delivered(done, now)
	r.tellBeside(ctx, done)
	if submissions.State(row.State) == submissions.Held {
		return r.take(ctx, l)
	}
	return due(row, one.ID, now), nil
}

// park stops the lane until an operator releases it.
func (r *Relay) park(ctx context.Context, head submissions.Submission, reason submissions.Reason) error {
	head.State, head.Reason = submissions.Parked, reason
	text := string(reason)
	parked := false // not where another replica has got further with it
	err := r.change(ctx, func(queries *db.Queries) (bool, error) {
		changed, err := queries.Park(ctx, db.ParkParams{
			Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, ID: head.ID, Reason: &text,
		})
		parked = changed > 0
		return parked, err
	}, head)
	if err == nil && parked {
		r.settings.Metrics.parked(head)
		slog.ErrorContext(ctx, "a submission is parked: a human must look", "municipality", head.Municipality,
			"kind", head.Kind, "reason", reason, "submissionId", head.ID)
	}
	return err
}

// resend sends the earlier ones again that the fagsystem says it lacks, each with
// its files. Where nothing of them is kept, it may still be on its way inside the
// fagsystem; in the end a human must look.
func (r *Relay) resend(ctx context.Context, one *head) error {
	var again []uuid.UUID
	err := pgx.BeginFunc(ctx, r.settings.Pool, func(tx pgx.Tx) (err error) {
		again, err = r.queries.WithTx(tx).Resend(ctx, db.ResendParams{
			Municipality: one.Municipality, AuthorID: one.AuthorID, OrderingKey: one.OrderingKey, SendOrder: one.SendOrder, Now: r.settings.Now(),
		})
		if err != nil || len(again) == 0 || r.settings.Files == nil {
			return err
		}
		return r.settings.Files.DeliverAgain(ctx, tx, one.Municipality, one.AuthorID, one.CaseCopyID, again)
	})
	switch {
	case err != nil:
		return err
	case len(again) == 0 && one.row.Attempts >= mostMissing:
		return r.park(ctx, one.Submission, submissions.Fault)
	case len(again) > 0 && one.row.Attempts < mostMissing:
		return r.countAttempt(ctx, one)
	default:
		return r.fail(ctx, one)
	}
}

func (r *Relay) countAttempt(ctx context.Context, one *head) error {
	_, err := r.queries.CountAttempt(ctx, db.CountAttemptParams{
		Municipality: one.Municipality, AuthorID: one.AuthorID, OrderingKey: one.OrderingKey, ID: one.ID,
	})
	return err
}

// fail makes the submission wait, longer each time. Where the fagsystem takes
// others and always fails at this one, it is parked.
func (r *Relay) fail(ctx context.Context, one *head) error {
	if one.row.Attempts >= mostAttempts {
		others, err := r.queries.RegisteredSince(ctx, db.RegisteredSinceParams{
			Municipality: one.Municipality, Since: r.settings.Now().Add(-othersWithin),
		})
		if err == nil && others {
			return r.park(ctx, one.Submission, submissions.Fault)
		}
	}
	return r.postpone(ctx, one)
}

// postpone makes the submission wait, however often it has failed.
func (r *Relay) postpone(ctx context.Context, one *head) error {
	failed := one.Submission
	failed.Reason = submissions.FagsystemUnavailable
	r.settings.Metrics.failed(failed)
	changed, err := r.queries.Fail(ctx, db.FailParams{
		Municipality: one.Municipality, AuthorID: one.AuthorID, OrderingKey: one.OrderingKey, ID: one.ID,
		DueAt: r.settings.Now().Add(pause(one.row.Attempts)),
	})
	if changed > 0 && one.row.Reason == nil {
		r.tellBeside(ctx, failed) // once
	}
	return err
}

// pause grows with the attempts, with some chance in it.
func pause(attempts int32) time.Duration {
	grown := min(firstPause<<min(attempts, 20), shortPause)
	if attempts >= patientAttempts {
		grown = min(shortPause<<min(attempts-patientAttempts, 20), lastPause)
	}
	return grown*3/4 + rand.N(grown/2) //nolint:gosec // spreads load, guards nothing
}
