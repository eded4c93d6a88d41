// Package export lets people take their case with them: all that they may see of
// it as one archive of pages and files that open without a line.
//
// One is ordered and fetched with a log-in that is certain and new, and is made
// in the background. Everything is read as the portal would show it at that
// moment, is kept in sealed chunks, and is looked at anew as a whole before it is
// handed out: where something in it was taken back since, the archive is void.
// Who has left the page by then is told that it is ready.
// It is handed out once, within a day, and then erased. Nothing of it counts as
// read.
package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// ReadyFor is how long an archive waits to be fetched.
	ReadyFor = 24 * time.Hour
	// fetchingFor is how long the log-in that began the download may begin it again.
	fetchingFor = 10 * time.Minute
	// MostBytes is how large an archive may be.
	MostBytes = 1 << 30
	// toldFor is how long it is remembered what became of one.
	toldFor = 30 * 24 * time.Hour
)

// state is how far an order has come; the contract's words.
type state = portal.ExportState

// Decider decides what a party may see now; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
	Holds(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (access.Case, error)
	DecideEmployee(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
}

// People finds persons, and gives their own encryption; person.Store does.
type People interface {
	Find(ctx context.Context, municipality string, id uuid.UUID) (person.Person, error)
	FindByFagsystemID(ctx context.Context, municipality string, world person.World, fagsystemPersonID string) (person.Person, error)
	Sealer(ctx context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error)
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Fagsystem is what is read here of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	EntriesAndRest(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (fagsystem.ReadEntries, error)
	Entry(ctx context.Context, caseCopyID, entryID uuid.UUID) (contract.Entry, error)
	OpenFile(ctx context.Context, caseCopyID, documentID uuid.UUID, part *fagsystem.Part) (*fagsystem.File, error)
	OpenMedia(ctx context.Context, caseCopyID, entryID, mediaID uuid.UUID, part *fagsystem.Part) (*fagsystem.File, error)
	PutExportSwitch(ctx context.Context, caseCopyID uuid.UUID, choice contract.ExportSwitchChoice) (contract.ExportSwitch, error)
}

// Showing is an entry as the party may know it; ok is false where it isn't there
// for them.
type Showing = func(entry contract.Entry) (shown portal.Entry, ok bool)

// Reading gives a document's original, which was read, beside its translation into
// a language, which is read now; "" is the original alone.
type Reading = func(ctx context.Context, language string) (portal.DocumentText, error)

// Portal is what the portal shows a party of a case, made by the very functions
// that answer their pages. None of it decides or counts as read.
type Portal interface {
	// What depends on the time is as it is shown at that moment.
	Case(ctx context.Context, found access.Case, language string, at time.Time) (portal.Case, error)
	Plan(ctx context.Context, found access.Case, language string, at time.Time) (portal.Plan, error)
	Showing(ctx context.Context, found access.Case, language string, at time.Time) (Showing, error)
	Read(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument) (Reading, error)
	// Messages are all of the conversation, oldest first.
	Messages(ctx context.Context, actor *session.Actor, found access.Case) ([]portal.Message, error)
	// Views are what one has said, commented on and complained of, with what became of it.
	Views(ctx context.Context, actor *session.Actor, found access.Case) ([]portal.View, error)
	Consents(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) ([]portal.Consent, error)
	AccessRequests(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) ([]portal.AccessRequest, error)
	TextRequests(ctx context.Context, actor *session.Actor, found access.Case) (portal.TextRequests, error)
	Looks(ctx context.Context, found access.Case) (portal.LookList, error)
	// LogIns are one's own.
	LogIns(ctx context.Context, actor *session.Actor) ([]portal.LogIn, error)
	// File is a file of a message that was checked, and how its name ends.
	File(ctx context.Context, actor *session.Actor, found access.Case, messageID, attachmentID uuid.UUID) (content io.ReadCloser, extension string, err error)
}

// Settings are what a Store works with.
type Settings struct {
	Pool   *pgxpool.Pool
	Access Decider
	People People
	Audit  Recorder
	// Fagsystem gives a municipality's, nil where there is none.
	Fagsystem func(municipality string) Fagsystem
	Portal    Portal
	// Forget makes every replica forget what is known of those whom a change of
	// access concerns.
	Forget func(municipality string, event contract.Event)
	// Tell gives what to write, together with that an order is ready, so that whoever
	// ordered it is told.
	Tell func(ctx context.Context, municipality string, personID, caseCopyID, id uuid.UUID) (write func(context.Context, pgx.Tx) error, err error)
	// Fresh is how old a log-in may be to order and to fetch.
	Fresh time.Duration
	Now   func() time.Time
	// MostBytes is the constant's value where it is zero.
	MostBytes int64
	// Turn is how long one job works before it lets another replica have a go; a
	// second or two where it is zero.
	Turn time.Duration
}

// Store keeps the orders and makes the archives.
type Store struct {
	settings Settings
	queries  *db.Queries
	jobs     *river.Client[pgx.Tx]
}

// NewStore makes a store. Register adds its workers; Use gives it the client.
func NewStore(settings Settings) *Store {
	if settings.MostBytes == 0 {
		settings.MostBytes = MostBytes
	}
	if settings.Turn == 0 {
		settings.Turn = mostTurn
	}
	return &Store{settings: settings, queries: db.New(settings.Pool)}
}

// whose names somebody's order.
type whose struct {
	municipality string
	person       uuid.UUID
	caseCopyID   uuid.UUID
}

func whoseOf(found access.Case) whose {
	return whose{found.Municipality, found.Person, found.CaseCopyID}
}

const lockSeed int64 = 0x6578706f7274

// order orders one, or gives the one that is being made or ready.
func (s *Store) order(ctx context.Context, of whose, language string) (db.CaseExport, error) {
	var row db.CaseExport
	err := pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		queries := s.queries.WithTx(tx)
		err := queries.Lock(ctx, db.LockParams{Key: of.municipality + " " + of.person.String() + " " + of.caseCopyID.String(), Seed: lockSeed})
		if err != nil {
			return err
		}
		if row, err = queries.Newest(ctx, db.NewestParams{Municipality: of.municipality, PersonID: of.person, CaseCopyID: of.caseCopyID}); err == nil && s.alive(row) {
			return nil
		}
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if err := queries.Forget(ctx, db.ForgetParams{Municipality: of.municipality, PersonID: of.person, CaseCopyID: of.caseCopyID}); err != nil {
			return err
		}
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		if row, err = queries.Order(ctx, db.OrderParams{ID: id, Municipality: of.municipality, PersonID: of.person, CaseCopyID: of.caseCopyID, Language: language, Now: s.settings.Now()}); err != nil {
			return err
		}
		return s.enqueue(ctx, tx, makeArgs{ID: row.ID, Turn: row.Turn})
	})
	if err != nil {
		return row, fmt.Errorf("export: order: %w", err)
	}
	return row, nil
}

// alive tells whether it is being made, or is there to be fetched.
func (s *Store) alive(row db.CaseExport) bool {
	return row.State == string(portal.ExportStateMAKING) || row.State == string(portal.ExportStateREADY) && !s.over(row)
}

// over tells whether the time to fetch it is over, whether or not a job has
// erased it yet.
func (s *Store) over(row db.CaseExport) bool {
	now := s.settings.Now()
	return row.ReadyAt != nil && !row.ReadyAt.Add(ReadyFor).After(now) || row.FetchingUntil != nil && !row.FetchingUntil.After(now)
}

// newest is somebody's newest order; ok is false where there is none.
func (s *Store) newest(ctx context.Context, of whose) (row db.CaseExport, ok bool, err error) {
	row, err = s.queries.Newest(ctx, db.NewestParams{Municipality: of.municipality, PersonID: of.person, CaseCopyID: of.caseCopyID})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, false, nil
	}
	if err != nil {
		return row, false, fmt.Errorf("export: %w", err)
	}
	return row, true, nil
}

// Unseen is an order that is ready, and that whoever ordered it hasn't seen to be.
func (s *Store) Unseen(ctx context.Context, municipality string, personID, caseCopyID uuid.UUID) (id uuid.UUID, readyAt time.Time, ok bool, err error) {
	after := s.settings.Now().Add(-ReadyFor)
	row, err := s.queries.Unseen(ctx, db.UnseenParams{Municipality: municipality, PersonID: personID, CaseCopyID: caseCopyID, ReadyAfter: &after})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && row.ReadyAt == nil {
		return id, readyAt, false, nil
	}
	if err != nil {
		return id, readyAt, false, fmt.Errorf("export: %w", err)
	}
	return row.ID, *row.ReadyAt, true, nil
}

// end ends an order, whatever it is at, and erases what there is of it.
func (s *Store) end(ctx context.Context, id uuid.UUID, as state) error {
	err := pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		return s.endTx(ctx, tx, id, as)
	})
	if err != nil {
		return fmt.Errorf("export: end: %w", err)
	}
	return nil
}

func (s *Store) endTx(ctx context.Context, tx pgx.Tx, id uuid.UUID, as state) error {
	queries := s.queries.WithTx(tx)
	now := s.settings.Now()
	if _, err := queries.End(ctx, db.EndParams{ID: id, State: string(as), Now: &now}); err != nil {
		return err
	}
	return erase(ctx, queries, id)
}

// erase leaves only that there was one.
func erase(ctx context.Context, queries *db.Queries, id uuid.UUID) error {
	return errors.Join(queries.EraseItems(ctx, id), queries.EraseChunks(ctx, id))
}

// Expire erases what wasn't fetched in time, ends orders that never came to an
// end, and forgets what became of old ones.
func (s *Store) Expire(ctx context.Context) error {
	now := s.settings.Now()
	before := now.Add(-ReadyFor)
	over, err := s.queries.ListOver(ctx, db.ListOverParams{ReadyBefore: &before, Now: now})
	if err != nil {
		return fmt.Errorf("export: expire: %w", err)
	}
	for _, one := range over {
		as := portal.ExportStateEXPIRED
		if one.State == string(portal.ExportStateMAKING) {
			as = portal.ExportStateFAILED
		}
		if err := s.end(ctx, one.ID, as); err != nil {
			return err
		}
	}
	old := now.Add(-toldFor)
	if err := s.queries.ForgetOld(ctx, &old); err != nil {
		return fmt.Errorf("export: expire: %w", err)
	}
	return nil
}
