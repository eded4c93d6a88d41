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
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	firstPause = 200 * time.Millisecond
	// shortPause is the longest pause while it may still be the fagsystem that is
	// ailing, answering some and failing others: once it is well, nothing may
	// wait longer than a second. From patientAttempts on (half a minute) it is
	// this one submission's own trouble, and the pauses grow up to lastPause.
	shortPause      = 400 * time.Millisecond
	patientAttempts = 60
	lastPause       = 30 * time.Second
	// mostAttempts is how often one submission may fail (well over an hour) while
	// the fagsystem takes others; then a human must look.
	mostAttempts = 250
	// othersWithin is how long ago the fagsystem must have taken another one for
	// that.
	othersWithin = time.Hour
	// mostMissing is how often the fagsystem may say that it lacks an earlier one
	// before a human must look.
	mostMissing = 5
	// evidenceGrace keeps the sweep away from what its drain hands over itself.
	evidenceGrace = 10 * time.Second
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

// drain delivers what is due in a lane, oldest first, and tells whether it got
// anything done.
func (r *Relay) drain(ctx context.Context, l lane) bool {
	progress := false
	for ctx.Err() == nil && r.settings.Fagsystems[l.municipality].Available() {
		row, err := r.queries.LaneHead(ctx, db.LaneHeadParams{Municipality: l.municipality, AuthorID: l.authorID, OrderingKey: l.orderingKey})
		if errors.Is(err, pgx.ErrNoRows) {
			return progress
		}
		if err != nil {
			return false
		}
		head := submissions.FromRow(row)
		if head.State == submissions.Parked || row.DueAt.After(r.settings.Now()) {
			return progress
		}
		if head.State == submissions.Held {
			// From here on it can't be undone. Where an undo came first, the next
			// look at the lane finds another head.
			_, err := r.queries.Release(ctx, db.ReleaseParams{
				Municipality: l.municipality, AuthorID: l.authorID, OrderingKey: l.orderingKey, ID: head.ID, Now: r.settings.Now(),
			})
			if err != nil {
				return false
			}
			r.settings.Metrics.testReleased()
			progress = true
			continue
		}
		if err := r.deliver(ctx, row, head); err != nil {
			if ctx.Err() == nil {
				slog.WarnContext(ctx, "the relay could not deliver", "municipality", l.municipality, "kind", head.Kind, "error", err.Error())
			}
			return false
		}
		progress = true
	}
	return progress
}

// deliver makes one attempt at one submission and writes down how it ended. An
// error means that even that couldn't be done.
func (r *Relay) deliver(ctx context.Context, row db.Submission, head submissions.Submission) error {
	sent, err := r.prepare(ctx, row, head)
	if err != nil {
		return errors.Join(err, r.fail(ctx, row, head))
	}
	registration, err := r.settings.Fagsystems[head.Municipality].PutSubmission(ctx, head.CaseCopyID, head.ID, sent)
	switch {
	case err == nil:
		return r.registered(ctx, head, registration)
	case errors.Is(err, fagsystem.ErrRefused), errors.Is(err, fagsystem.ErrNotFound):
		return r.park(ctx, head, submissions.Refused)
	case errors.Is(err, fagsystem.ErrOtherBody), errors.Is(err, fagsystem.ErrInvalid):
		return r.park(ctx, head, submissions.Fault)
	case errors.Is(err, fagsystem.ErrPreviousMissing):
		return r.resend(ctx, row, head)
	case ctx.Err() != nil:
		// The claim is lost or the process ends: whoever is next repeats the same.
		return ctx.Err()
	default:
		return r.fail(ctx, row, head)
	}
}

// prepare is the submission as the fagsystem gets it, the same every time.
func (r *Relay) prepare(ctx context.Context, row db.Submission, head submissions.Submission) (contract.Submission, error) {
	author, err := r.settings.People.Find(ctx, head.Municipality, head.AuthorID)
	if err != nil {
		return contract.Submission{}, fmt.Errorf("relay: the author: %w", err)
	}
	sealer, err := r.settings.People.Sealer(ctx, head.Municipality, head.AuthorID)
	if err != nil {
		return contract.Submission{}, fmt.Errorf("relay: the author's key: %w", err)
	}
	body, err := submissions.OpenBody(sealer, row)
	if err != nil {
		return contract.Submission{}, err
	}
	hash, err := submissions.Hash(body)
	if err != nil {
		return contract.Submission{}, err
	}
	sent := contract.Submission{Kind: head.Kind, AcceptedAt: head.AcceptedAt, Body: body, BodyHash: hash}
	if sent.Author, err = asAuthor(author); err != nil {
		return contract.Submission{}, err
	}
	previous, err := r.queries.Previous(ctx, db.PreviousParams{
		Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, SendOrder: head.SendOrder,
	})
	if err == nil {
		sent.Previous = &previous
	} else if !errors.Is(err, pgx.ErrNoRows) {
		return contract.Submission{}, err
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

func (r *Relay) registered(ctx context.Context, head submissions.Submission, registration contract.Registration) error {
	now := r.settings.Now()
	head.State, head.Reason = submissions.Registered, submissions.NoReason
	head.RegistrationID, head.Position, head.RegisteredAt = registration.RegistrationId, registration.Position, registration.RegisteredAt
	err := r.change(ctx, func(queries *db.Queries) (bool, error) {
		changed, err := queries.Register(ctx, db.RegisterParams{
			Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, ID: head.ID,
			EvidenceDueAt: now.Add(evidenceGrace), RegistrationID: &registration.RegistrationId, Position: &registration.Position,
			RegisteredAt: &registration.RegisteredAt,
		})
		return changed > 0, err
	}, head)
	if err != nil {
		return err
	}
	r.settings.Metrics.delivered(head, now)
	// The first attempt at once; the sweep makes the others. The next submission
	// doesn't wait for any of it.
	r.handOver(ctx, head, 0)
	return nil
}

// park stops the lane until an operator releases it.
func (r *Relay) park(ctx context.Context, head submissions.Submission, reason submissions.Reason) error {
	head.State, head.Reason = submissions.Parked, reason
	text := string(reason)
	err := r.change(ctx, func(queries *db.Queries) (bool, error) {
		changed, err := queries.Park(ctx, db.ParkParams{
			Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, ID: head.ID, Reason: &text,
		})
		return changed > 0, err
	}, head)
	if err == nil {
		r.settings.Metrics.parked(head)
		slog.ErrorContext(ctx, "a submission is parked: a human must look", "municipality", head.Municipality,
			"kind", head.Kind, "reason", reason, "submissionId", head.ID)
	}
	return err
}

// resend sends the earlier ones again that the fagsystem says it lacks. Where
// nothing of them is kept, it may still be on its way inside the fagsystem; in
// the end a human must look.
func (r *Relay) resend(ctx context.Context, row db.Submission, head submissions.Submission) error {
	again, err := r.queries.Resend(ctx, db.ResendParams{
		Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, SendOrder: head.SendOrder, Now: r.settings.Now(),
	})
	switch {
	case err != nil:
		return err
	case again == 0 && row.Attempts >= mostMissing:
		return r.park(ctx, head, submissions.Fault)
	case again > 0 && row.Attempts < mostMissing:
		_, err := r.queries.CountAttempt(ctx, db.CountAttemptParams{
			Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, ID: head.ID,
		})
		return err
	default:
		return r.fail(ctx, row, head)
	}
}

// fail makes the submission wait, longer each time. Where the fagsystem takes
// others and always fails at this one, it is parked.
func (r *Relay) fail(ctx context.Context, row db.Submission, head submissions.Submission) error {
	if row.Attempts >= mostAttempts {
		others, err := r.queries.RegisteredSince(ctx, db.RegisteredSinceParams{
			Municipality: head.Municipality, Since: r.settings.Now().Add(-othersWithin),
		})
		if err == nil && others {
			return r.park(ctx, head, submissions.Fault)
		}
	}
	head.Reason = submissions.FagsystemUnavailable
	r.settings.Metrics.failed(head)
	return r.change(ctx, func(queries *db.Queries) (bool, error) {
		changed, err := queries.Fail(ctx, db.FailParams{
			Municipality: head.Municipality, AuthorID: head.AuthorID, OrderingKey: head.OrderingKey, ID: head.ID,
			DueAt: r.settings.Now().Add(pause(row.Attempts)),
		})
		return changed > 0 && row.Reason == nil, err // told once
	}, head)
}

// pause grows with the attempts, with some chance in it.
func pause(attempts int32) time.Duration {
	grown := min(firstPause<<min(attempts, 20), shortPause)
	if attempts >= patientAttempts {
		grown = min(shortPause<<min(attempts-patientAttempts, 20), lastPause)
	}
	return grown*3/4 + rand.N(grown/2) //nolint:gosec // spreads load, guards nothing
}
