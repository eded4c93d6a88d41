package submissions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions/internal/db"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Sealers gives a person's own encryption; person.Store does.
type Sealers interface {
	Sealer(ctx context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error)
}

// Settings are what a Store is made of.
type Settings struct {
	Pool    *pgxpool.Pool
	Vault   *vault.Vault
	Sealers Sealers
	Now     func() time.Time
	// Hold is how long a message can be undone.
	Hold time.Duration
	// Wake is called after something was accepted or undone. It must not block.
	Wake func()
	// Changed is told what that was; may be nil. It must not block either.
	Changed func(changed Submission)
}

// Store accepts submissions and tells how far they have come.
type Store struct {
	settings Settings
	queries  *db.Queries
}

// NewStore makes a store.
func NewStore(settings Settings) *Store {
	if settings.Wake == nil {
		settings.Wake = func() {}
	}
	if settings.Changed == nil {
		settings.Changed = func(Submission) {}
	}
	return &Store{settings: settings, queries: db.New(settings.Pool)}
}

// Accept takes a submission in. When it returns without an error the
// submission is durable. created is false where the same one was accepted
// before; ErrOtherBody says that the id is spent, be it on a submission that
// was undone.
func (s *Store) Accept(ctx context.Context, n New) (accepted Submission, created bool, err error) {
	canonical, err := Canonical(n.Body)
	if err != nil {
		return Submission{}, false, fmt.Errorf("submissions: %w", err)
	}
	sealer, err := s.settings.Sealers.Sealer(ctx, n.Municipality, n.AuthorID)
	if err != nil {
		return Submission{}, false, err
	}
	// Postgres keeps microseconds: answer what is stored.
	now := s.settings.Now().UTC().Truncate(time.Microsecond)
	accepted = Submission{
		Key: n.Key, World: n.World, CaseCopyID: n.CaseCopyID, Kind: n.Kind, AcceptedAt: now, ReleaseAt: now,
		State: Held, Body: &n.Body,
	}
	if n.Kind == contract.SubmissionKindMESSAGE {
		accepted.ReleaseAt = now.Add(s.settings.Hold)
	}
	about := &n.AuthorID
	if n.About != uuid.Nil {
		about = &n.About
	} else if n.World == person.Employee {
		about = nil // whose case it is isn't known while the fagsystem is away
	}
	auditID, err := uuid.NewV7()
	if err != nil {
		return Submission{}, false, err
	}
	params := db.AcceptParams{
		Municipality: n.Municipality, AuthorID: n.AuthorID, OrderingKey: n.OrderingKey, ID: n.ID, World: string(n.World),
		CaseCopyID: n.CaseCopyID, Kind: string(n.Kind), AcceptedAt: accepted.AcceptedAt, ReleaseAt: accepted.ReleaseAt,
		SealedBody: sealer.Seal(bodyPlace(n.Key), canonical), BodyMac: s.bodyMAC(n, canonical),
		AuditID: auditID, AuditSegment: now.Format("2006-01"), AuditAction: "submission.accept",
		AboutPersonID: about, CorrelationID: correlation.ID(ctx),
	}
	if n.Kind == contract.SubmissionKindMESSAGE {
		params.DraftKey = &n.OrderingKey
	} else if n.Draft != nil && n.DraftOf != uuid.Nil {
		params.DraftKey = &n.DraftOf
	}
	if n.Draft != nil {
		params.DraftRevision = &n.Draft.Revision
		if n.Draft.After != uuid.Nil {
			params.DraftAfter = &n.Draft.After
		}
	}
	outcome, err := s.accept(ctx, n, params)
	if err != nil {
		return Submission{}, false, fmt.Errorf("submissions: accept: %w", err)
	}
	switch outcome {
	case "ACCEPTED", "DRAFT_LEFT":
		accepted.DraftLeft = outcome == "DRAFT_LEFT"
		s.settings.Wake()
		s.settings.Changed(accepted)
		return accepted, true, nil
	case "SAME":
		row, err := s.queries.Find(ctx, db.FindParams(keyParams(n.Key)))
		if err != nil {
			return Submission{}, false, fmt.Errorf("submissions: accept: %w", err)
		}
		before := FromRow(row)
		if before.State == Undone {
			return Submission{}, false, ErrOtherBody
		}
		before.Body = &n.Body // the same, as its fingerprint says, also where it is erased here
		return before, false, nil
	default:
		return Submission{}, false, ErrOtherBody
	}
}

// accept is one transaction in any case, and one round trip where nothing else
// belongs to it.
func (s *Store) accept(ctx context.Context, n New, params db.AcceptParams) (outcome string, err error) {
	if n.Within == nil {
		return s.queries.Accept(ctx, params)
	}
	err = pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		outcome, err = s.queries.WithTx(tx).Accept(ctx, params)
		if err != nil || outcome != "ACCEPTED" && outcome != "DRAFT_LEFT" {
			return err
		}
		return n.Within(tx)
	})
	return outcome, err
}

// bodyMAC covers what the body is about too: the same text in another case is
// another submission.
func (s *Store) bodyMAC(n New, canonical []byte) []byte {
	return s.settings.Vault.MAC("submission-body", []byte(n.Municipality), n.CaseCopyID[:], []byte(n.Kind), canonical)
}

// Undo takes back a submission that is still held. then gets what was written,
// within the same transaction, and its author's sealer. Undoing twice succeeds, without calling then.
func (s *Store) Undo(ctx context.Context, key Key, then func(tx pgx.Tx, sealer *vault.Sealer, body contract.SubmissionBody) error) error {
	sealer, err := s.settings.Sealers.Sealer(ctx, key.Municipality, key.AuthorID)
	if err != nil {
		return err
	}
	var undone *Submission
	err = pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		queries := s.queries.WithTx(tx)
		row, err := queries.FindForUpdate(ctx, db.FindForUpdateParams(keyParams(key)))
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		if State(row.State) == Undone {
			return nil
		}
		if State(row.State) != Held {
			return ErrUndoTooLate
		}
		body, err := OpenBody(sealer, row)
		if err != nil {
			return err
		}
		changed, err := queries.Undo(ctx, db.UndoParams{
			Municipality: key.Municipality, AuthorID: key.AuthorID, OrderingKey: key.OrderingKey, ID: key.ID,
			Now: s.settings.Now(),
		})
		if err != nil {
			return err
		}
		if changed == 0 {
			return ErrUndoTooLate
		}
		found := FromRow(row)
		found.State = Undone
		undone = &found
		return then(tx, sealer, body)
	})
	if err == nil {
		s.settings.Wake() // the next one in the lane needn't wait for this one's release
	}
	if err == nil && undone != nil {
		s.settings.Changed(*undone)
	}
	return err
}

// Find is one submission as it stands now, without its body.
func (s *Store) Find(ctx context.Context, key Key) (Submission, error) {
	row, err := s.queries.Find(ctx, db.FindParams(keyParams(key)))
	if errors.Is(err, pgx.ErrNoRows) {
		return Submission{}, ErrNotFound
	}
	return FromRow(row), err
}

// HasWritten tells whether the author ever sent a message in the lane.
func (s *Store) HasWritten(ctx context.Context, municipality string, authorID, orderingKey uuid.UUID) (bool, error) {
	return s.queries.HasWritten(ctx, db.HasWrittenParams{Municipality: municipality, AuthorID: authorID, OrderingKey: orderingKey})
}

// HasOpened tells whether somebody has opened an entry of their copy here.
func (s *Store) HasOpened(ctx context.Context, municipality string, personID, entryID uuid.UUID) (bool, error) {
	return s.queries.HasOpened(ctx, db.HasOpenedParams{Municipality: municipality, AuthorID: personID, EntryID: entryID})
}

// CountParked is how many things in conversations a human must look at, by case
// copy, whoever wrote them.
func (s *Store) CountParked(ctx context.Context, municipality string) (map[uuid.UUID]int, error) {
	rows, err := s.queries.CountParked(ctx, db.CountParkedParams{Municipality: municipality, Kinds: kindsSeen})
	counts := make(map[uuid.UUID]int, len(rows))
	for _, row := range rows {
		counts[row.CaseCopyID] = int(row.Count)
	}
	return counts, err
}

// CountWaiting is how many messages wait for a municipality's fagsystem: the
// author's own, and those of all parties together.
func (s *Store) CountWaiting(ctx context.Context, municipality string, authorID uuid.UUID) (own, ofParties int, err error) {
	row, err := s.queries.CountWaiting(ctx, db.CountWaitingParams{Municipality: municipality, AuthorID: authorID, Now: s.settings.Now()})
	return int(row.Own), int(row.OfParties), err
}

func keyParams(key Key) struct {
	Municipality string
	AuthorID     uuid.UUID
	OrderingKey  uuid.UUID
	ID           uuid.UUID
} {
	return struct {
		Municipality string
		AuthorID     uuid.UUID
		OrderingKey  uuid.UUID
		ID           uuid.UUID
	}{key.Municipality, key.AuthorID, key.OrderingKey, key.ID}
}
