// Package person keeps the portal's own ids of people, with each person's data
// key, sealed national number and chosen language.
//
// A person exists once per municipality. The fagsystem's personId is what
// stays; the national number may change and is only findable by blind index.
package person

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person/internal/db"
	"innbyggertjenesten/bff/vault"
)

// World says on which side of the portal a person stands.
type World string

// The two worlds never share a log-in, a cookie, a route or a session.
const (
	Citizen  World = "citizen"
	Employee World = "employee"
)

// ErrNotFound says that the portal has no such person.
var ErrNotFound = errors.New("person: not found")

// ErrErased says that the person's data key is gone, and with it their data.
var ErrErased = errors.New("person: erased")

// Person is one person in one municipality.
type Person struct {
	Municipality      string
	ID                uuid.UUID
	World             World
	FagsystemPersonID string
	// Language is what the person chose in the portal, or "".
	Language string
}

// sealersAge is how long a person's own encryption is taken to be what it was:
// somebody who writes needs it every second, for each draft and message. So
// long after a key is erased, something may still be sealed with it, which
// nobody can open then: what erasing is for.
const sealersAge = 10 * time.Second

// mostSealers is of how many people it is remembered at once.
const mostSealers = 10_000

// owner is whose encryption it is.
type owner struct {
	municipality string
	id           uuid.UUID
}

// Store finds and adds people.
type Store struct {
	pool    *pgxpool.Pool
	vault   *vault.Vault
	now     func() time.Time
	sealers *expirable.LRU[owner, *vault.Sealer]
}

// New makes a store.
func New(pool *pgxpool.Pool, v *vault.Vault, now func() time.Time) *Store {
	return &Store{pool: pool, vault: v, now: now, sealers: expirable.NewLRU[owner, *vault.Sealer](mostSealers, nil, sealersAge)}
}

// Ensure finds the person with the fagsystem's id, or adds them. It is how
// events about people who never logged in get a person to belong to.
func (s *Store) Ensure(ctx context.Context, municipality string, world World, fagsystemPersonID string) (Person, error) {
	return s.ensure(ctx, db.New(s.pool), municipality, world, fagsystemPersonID)
}

// EnsureCitizen is Ensure at log-in, when the national number is known.
func (s *Store) EnsureCitizen(ctx context.Context, municipality, nationalNumber, fagsystemPersonID string) (Person, error) {
	return s.ensureWithNumber(ctx, municipality, Citizen, fagsystemPersonID, nationalNumber)
}

// EnsureEmployee is Ensure at log-in, when the directory's id is known.
func (s *Store) EnsureEmployee(ctx context.Context, municipality, directoryID, fagsystemEmployeeID string) (Person, error) {
	return s.ensureWithNumber(ctx, municipality, Employee, fagsystemEmployeeID, directoryID)
}

func (s *Store) ensure(ctx context.Context, q *db.Queries, municipality string, world World, fagsystemPersonID string) (Person, error) {
	if municipality == "" || fagsystemPersonID == "" {
		return Person{}, fmt.Errorf("person: a person needs a municipality and the fagsystem's id")
	}
	find := db.FindByFagsystemIDParams{Municipality: municipality, World: string(world), FagsystemPersonID: fagsystemPersonID}
	row, err := q.FindByFagsystemID(ctx, find)
	if err == nil || !errors.Is(err, pgx.ErrNoRows) {
		return fromRow(row), err
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return Person{}, err
	}
	_, err = q.Add(ctx, db.AddParams{
		Municipality: municipality, ID: id, World: string(world), FagsystemPersonID: fagsystemPersonID,
		WrappedKey: s.vault.NewPersonKey(municipality, id.String()), CreatedAt: s.now(),
	})
	if err != nil {
		return Person{}, fmt.Errorf("person: add: %w", err)
	}
	// Another replica may have added the person first: read what counts.
	row, err = q.FindByFagsystemID(ctx, find)
	return fromRow(row), err
}

func (s *Store) ensureWithNumber(ctx context.Context, municipality string, world World, fagsystemPersonID, number string) (Person, error) {
	var found Person
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		q := db.New(tx)
		var err error
		if found, err = s.ensure(ctx, q, municipality, world, fagsystemPersonID); err != nil {
			return err
		}
		index := s.index(municipality, world, number)
		err = q.ReleaseBlindIndex(ctx, db.ReleaseBlindIndexParams{
			Municipality: municipality, World: string(world), BlindIndex: index, ID: found.ID,
		})
		if err != nil {
			return err
		}
		row, err := q.FindByID(ctx, db.FindByIDParams{Municipality: municipality, ID: found.ID})
		if err != nil {
			return err
		}
		sealer, err := s.sealer(row)
		if err != nil {
			return err
		}
		return q.SetBlindIndex(ctx, db.SetBlindIndexParams{
			Municipality: municipality, ID: found.ID, BlindIndex: index,
			SealedNumber: sealer.Seal(numberPlace(municipality, found.ID), []byte(number)),
		})
	})
	return found, err
}

// Find is the person with the portal's id.
func (s *Store) Find(ctx context.Context, municipality string, id uuid.UUID) (Person, error) {
	row, err := s.row(ctx, municipality, id)
	return fromRow(row), err
}

// FindByFagsystemID is the person with the fagsystem's id.
func (s *Store) FindByFagsystemID(ctx context.Context, municipality string, world World, fagsystemPersonID string) (Person, error) {
	row, err := db.New(s.pool).FindByFagsystemID(ctx, db.FindByFagsystemIDParams{
		Municipality: municipality, World: string(world), FagsystemPersonID: fagsystemPersonID,
	})
	return fromRow(row), notFound(err)
}

// Reachable are citizens whom a notification can be addressed to, after an id.
func (s *Store) Reachable(ctx context.Context, municipality string, after uuid.UUID, most int) ([]uuid.UUID, error) {
	return db.New(s.pool).ListReachable(ctx, db.ListReachableParams{Municipality: municipality, After: after, Most: int32(most)})
}

// FindByNumber is who had the national number, or the directory's id, at the
// last log-in: what is left to go by while the fagsystem doesn't answer.
func (s *Store) FindByNumber(ctx context.Context, municipality string, world World, number string) (Person, error) {
	row, err := db.New(s.pool).FindByBlindIndex(ctx, db.FindByBlindIndexParams{
		Municipality: municipality, World: string(world), BlindIndex: s.index(municipality, world, number),
	})
	return fromRow(row), notFound(err)
}

// Sealer gives the person's own encryption. It is read anew every ten seconds.
func (s *Store) Sealer(ctx context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error) {
	whose := owner{municipality, id}
	if sealer, known := s.sealers.Get(whose); known {
		return sealer, nil
	}
	row, err := s.row(ctx, municipality, id)
	if err != nil {
		return nil, err
	}
	sealer, err := s.sealer(row)
	if err == nil {
		s.sealers.Add(whose, sealer)
	}
	return sealer, err
}

// Open is Find and Sealer in one.
func (s *Store) Open(ctx context.Context, municipality string, id uuid.UUID) (Person, *vault.Sealer, error) {
	row, err := s.row(ctx, municipality, id)
	if err != nil {
		return Person{}, nil, err
	}
	sealer, err := s.sealer(row)
	return fromRow(row), sealer, err
}

// NationalNumber is the citizen's number as of the last log-in, for addressing
// a notification. It is never shown, logged or sent to a browser.
func (s *Store) NationalNumber(ctx context.Context, municipality string, id uuid.UUID) (string, error) {
	row, err := s.row(ctx, municipality, id)
	if err != nil {
		return "", err
	}
	if row.SealedNumber == nil || row.World != string(Citizen) {
		return "", ErrNotFound
	}
	sealer, err := s.sealer(row)
	if err != nil {
		return "", err
	}
	number, err := sealer.Open(numberPlace(municipality, id), row.SealedNumber)
	return string(number), err
}

// SetLanguage keeps the person's choice of language.
func (s *Store) SetLanguage(ctx context.Context, municipality string, id uuid.UUID, language string) error {
	changed, err := db.New(s.pool).SetLanguage(ctx, db.SetLanguageParams{
		Municipality: municipality, ID: id, Language: &language,
	})
	if err == nil && changed == 0 {
		return ErrNotFound
	}
	return err
}

// Rewrap wraps every data key with the active KEK and tells how many changed;
// after it an old KEK can be taken from the ring.
func (s *Store) Rewrap(ctx context.Context) (changed int, err error) {
	q := db.New(s.pool)
	var after db.ListForRewrapParams
	for {
		rows, err := q.ListForRewrap(ctx, after)
		if err != nil || len(rows) == 0 {
			return changed, err
		}
		for _, row := range rows {
			after = db.ListForRewrapParams{Municipality: row.Municipality, ID: row.ID}
			again, differs, err := s.vault.Rewrap(row.Municipality, row.ID.String(), row.WrappedKey)
			if err != nil {
				return changed, fmt.Errorf("person: rewrap %s: %w", row.ID, err)
			}
			if !differs {
				continue
			}
			err = q.SetWrappedKey(ctx, db.SetWrappedKeyParams{
				Municipality: row.Municipality, ID: row.ID, New: again, Old: row.WrappedKey,
			})
			if err != nil {
				return changed, err
			}
			changed++
		}
	}
}

func (s *Store) row(ctx context.Context, municipality string, id uuid.UUID) (db.Person, error) {
	row, err := db.New(s.pool).FindByID(ctx, db.FindByIDParams{Municipality: municipality, ID: id})
	return row, notFound(err)
}

func (s *Store) sealer(row db.Person) (*vault.Sealer, error) {
	if row.WrappedKey == nil {
		return nil, ErrErased
	}
	return s.vault.Sealer(row.Municipality, row.ID.String(), row.WrappedKey)
}

func (s *Store) index(municipality string, world World, number string) []byte {
	return s.vault.BlindIndex("number."+string(world), municipality, number)
}

func numberPlace(municipality string, id uuid.UUID) vault.Place {
	return vault.Place{Table: "person", Municipality: municipality, Row: id.String(), Column: "sealed_number"}
}

func notFound(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

func fromRow(row db.Person) Person {
	p := Person{Municipality: row.Municipality, ID: row.ID, World: World(row.World), FagsystemPersonID: row.FagsystemPersonID}
	if row.Language != nil {
		p.Language = *row.Language
	}
	return p
}
