// Package drafts keeps what people have begun to write, sealed, so that it is
// there after a log-out, on another device and after an undo.
//
// A draft has a revision that only grows. Whoever saves says which revision
// the text was based on, or which change of the page's own; where another device
// saved in between, nothing is overwritten. A removed draft leaves its revision behind, so that a late
// automatic save can't bring back what was sent.
package drafts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/drafts/internal/db"
	"innbyggertjenesten/bff/vault"
)

// KeepFor is how long a draft that nobody touches is kept.
const KeepFor = 30 * 24 * time.Hour

// Sealers gives a person's own encryption; person.Store does.
type Sealers interface {
	Sealer(ctx context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error)
}

// Key names a draft: whose, and for what.
type Key struct {
	Municipality string
	PersonID     uuid.UUID
	// For is what it is a draft for; for a message its case copy.
	For uuid.UUID
}

// Written is what somebody writes.
type Written struct {
	Text string
	// Details go with the text, such as its language; the room that the draft is
	// for decides what they are, and whether they are worth keeping without one.
	Details string
}

// Draft is what was saved. Where nothing is written its Revision is what the next one is
// based on: 0 where there never was one.
type Draft struct {
	Written
	Revision int64
	SavedAt  time.Time
}

// Base is what somebody's words were written on.
type Base struct {
	Revision int64
	// After is the change of the draft that they were written after, if the page
	// that made it doesn't know its revision yet: a save's id, or the id of the
	// submission with which the draft ended. A save is based on it alone then.
	After uuid.UUID
}

// isOf tells whether nothing has changed a draft since.
func (b Base) isOf(row db.Draft) bool {
	if b.After != uuid.Nil {
		return row.LastChange != nil && *row.LastChange == b.After
	}
	return row.Revision == b.Revision
}

// Conflict says that somebody saved in between; Saved is what is there.
type Conflict struct{ Saved Draft }

// Error says only that there was one.
func (c *Conflict) Error() string { return "drafts: saved in between" }

// Store keeps drafts.
type Store struct {
	pool    *pgxpool.Pool
	sealers Sealers
	now     func() time.Time
	changed func(Key)
}

// NewStore makes a store.
func NewStore(pool *pgxpool.Pool, sealers Sealers, now func() time.Time) *Store {
	return &Store{pool: pool, sealers: sealers, now: now, changed: func(Key) {}}
}

// OnChange sets who is told of each draft that was saved or removed. It must not
// block. Set it before the store is used.
func (s *Store) OnChange(changed func(Key)) { s.changed = changed }

// Find is the draft, or an empty one. Whoever looks is about to write: from then
// on there is a row that sending moves on, so that the first automatic save,
// should it come after what was sent, doesn't bring it back.
func (s *Store) Find(ctx context.Context, key Key) (Draft, error) {
	row, err := db.New(s.pool).Find(ctx, db.FindParams{Municipality: key.Municipality, PersonID: key.PersonID, DraftKey: key.For})
	if errors.Is(err, pgx.ErrNoRows) {
		err = db.New(s.pool).EnsureRow(ctx, db.EnsureRowParams{
			Municipality: key.Municipality, PersonID: key.PersonID, DraftKey: key.For, Now: s.now(),
		})
	}
	if err != nil {
		return Draft{}, fmt.Errorf("drafts: %w", err)
	}
	if row.SealedText == nil {
		return Draft{Revision: row.Revision}, nil
	}
	sealer, err := s.sealers.Sealer(ctx, key.Municipality, key.PersonID)
	if err != nil {
		return Draft{}, err
	}
	return open(sealer, key, row)
}

// Save keeps what is written and gives the draft as it is now; an empty text
// removes it. id names this change of the draft, or is zero. A *Conflict says that
// nothing was saved.
func (s *Store) Save(ctx context.Context, key Key, written Written, on Base, id uuid.UUID) (Draft, error) {
	sealer, err := s.sealers.Sealer(ctx, key.Municipality, key.PersonID)
	if err != nil {
		return Draft{}, err
	}
	var saved Draft
	changed := false
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		row, err := s.lock(ctx, tx, key)
		if err != nil {
			return err
		}
		before, err := open(sealer, key, row)
		if err != nil {
			return err
		}
		if before.Written == written && row.SealedText != nil {
			saved = before // the answer to this very save got lost
			return nil
		}
		if !on.isOf(row) {
			return &Conflict{Saved: before}
		}
		saved, err = s.write(ctx, tx, sealer, key, row.Revision+1, written, id)
		changed = err == nil
		return err
	})
	if err == nil && changed {
		s.changed(key)
	}
	return saved, err
}

// Restore makes an undone message a draft again, within the caller's
// transaction: join unites it with whatever is there. sealer is the person's.
func (s *Store) Restore(ctx context.Context, tx pgx.Tx, sealer *vault.Sealer, key Key, join func(there Written) Written) (Draft, error) {
	row, err := s.lock(ctx, tx, key)
	if err != nil {
		return Draft{}, err
	}
	before, err := open(sealer, key, row)
	if err != nil {
		return Draft{}, err
	}
	return s.write(ctx, tx, sealer, key, row.Revision+1, join(before.Written), uuid.Nil)
}

// Ended tells that a draft ended with what was made from it, in the transaction in
// which that was accepted.
func (s *Store) Ended(key Key) { s.changed(key) }

// RemoveSent takes out of a draft what was sent with id. sent gives what is left of
// what is written there, mostly nothing, and false where it isn't there.
func (s *Store) RemoveSent(ctx context.Context, key Key, id uuid.UUID, sent func(there Written) (left Written, is bool)) error {
	sealer, err := s.sealers.Sealer(ctx, key.Municipality, key.PersonID)
	if err != nil {
		return err
	}
	removed := false
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		row, err := s.lock(ctx, tx, key)
		if err != nil {
			return err
		}
		before, err := open(sealer, key, row)
		if err != nil || row.SealedText == nil {
			return err
		}
		left, is := sent(before.Written)
		if !is {
			return nil
		}
		_, err = s.write(ctx, tx, sealer, key, row.Revision+1, left, id)
		removed = err == nil
		return err
	})
	if err == nil && removed {
		s.changed(key)
	}
	return err
}

// Where is for what the person has drafts.
func (s *Store) Where(ctx context.Context, municipality string, personID uuid.UUID) (map[uuid.UUID]bool, error) {
	keys, err := db.New(s.pool).ListKeys(ctx, db.ListKeysParams{Municipality: municipality, PersonID: personID})
	found := make(map[uuid.UUID]bool, len(keys))
	for _, key := range keys {
		found[key] = true
	}
	return found, err
}

// Expire deletes what nobody has touched for KeepFor.
func (s *Store) Expire(ctx context.Context) (int64, error) {
	return db.New(s.pool).DeleteOld(ctx, s.now().Add(-KeepFor))
}

func (s *Store) lock(ctx context.Context, tx pgx.Tx, key Key) (db.Draft, error) {
	queries := db.New(tx)
	err := queries.EnsureRow(ctx, db.EnsureRowParams{
		Municipality: key.Municipality, PersonID: key.PersonID, DraftKey: key.For, Now: s.now(),
	})
	if err != nil {
		return db.Draft{}, fmt.Errorf("drafts: %w", err)
	}
	return queries.FindForUpdate(ctx, db.FindForUpdateParams{Municipality: key.Municipality, PersonID: key.PersonID, DraftKey: key.For})
}

func (s *Store) write(ctx context.Context, tx pgx.Tx, sealer *vault.Sealer, key Key, revision int64, written Written, change uuid.UUID) (Draft, error) {
	var sealedText, sealedDetails []byte
	if written != (Written{}) {
		sealedText = sealer.Seal(place(key, "sealed_text"), []byte(written.Text))
	}
	if written.Details != "" {
		sealedDetails = sealer.Seal(place(key, "sealed_details"), []byte(written.Details))
	}
	var lastChange *uuid.UUID
	if change != uuid.Nil {
		lastChange = &change
	}
	now := s.now().UTC().Truncate(time.Microsecond)
	err := db.New(tx).Save(ctx, db.SaveParams{
		Municipality: key.Municipality, PersonID: key.PersonID, DraftKey: key.For, Revision: revision,
		SealedText: sealedText, SealedDetails: sealedDetails, LastChange: lastChange, Now: now,
	})
	return Draft{Written: written, Revision: revision, SavedAt: now}, err
}

func open(sealer *vault.Sealer, key Key, row db.Draft) (Draft, error) {
	if row.SealedText == nil {
		return Draft{Revision: row.Revision}, nil
	}
	draft := Draft{Revision: row.Revision, SavedAt: row.SavedAt.UTC()}
	text, err := sealer.Open(place(key, "sealed_text"), row.SealedText)
	if err != nil {
		return Draft{}, fmt.Errorf("drafts: %w", err)
	}
	draft.Text = string(text)
	if row.SealedDetails != nil {
		details, err := sealer.Open(place(key, "sealed_details"), row.SealedDetails)
		if err != nil {
			return Draft{}, fmt.Errorf("drafts: %w", err)
		}
		draft.Details = string(details)
	}
	return draft, nil
}

func place(key Key, column string) vault.Place {
	return vault.Place{Table: "draft", Municipality: key.Municipality, Row: key.PersonID.String() + "/" + key.For.String(), Column: column}
}
