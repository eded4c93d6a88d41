// Package live tells open pages that something has changed: over one WebSocket
// per tab, or by polling. Events carry ids only; a page fetches what changed
// over the API, where access is decided anew.
//
// Each human being has one stream with gapless positions, kept in Postgres for
// a week. The database is the truth and the socket a hint: any replica can
// answer what a page has missed, and a page that missed too much is told to
// fetch everything anew.
package live

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/live/internal/db"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/live"
)

// KeepFor is how long events can be asked for.
const KeepFor = 7 * 24 * time.Hour

// Channel is the NOTIFY channel that wakes the hubs; its payload names streams.
const Channel = "live"

// mostInPage is how many events one answer holds.
const mostInPage = 200

// Event is one change, for the people it concerns.
type Event struct {
	Municipality string
	// Persons are the portal's ids.
	Persons    []uuid.UUID
	Type       contract.EventType
	CaseCopyID *uuid.UUID
	MessageID  *uuid.UUID
	EntryID    *uuid.UUID
}

// Store keeps the streams.
type Store struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// NewStore makes a store.
func NewStore(pool *pgxpool.Pool, now func() time.Time) *Store { return &Store{pool: pool, now: now} }

// Append adds events to their people's streams, within the caller's
// transaction, and gives the streams to wake after the commit.
func (s *Store) Append(ctx context.Context, tx pgx.Tx, events ...Event) ([]string, error) {
	var streams []string
	for _, event := range events {
		if len(event.Persons) == 0 {
			continue
		}
		ids, err := db.New(tx).AppendEvent(ctx, db.AppendEventParams{
			Municipality: event.Municipality, PersonIds: event.Persons, At: s.now(), Type: string(event.Type),
			CaseCopyID: event.CaseCopyID, MessageID: event.MessageID, EntryID: event.EntryID,
		})
		if err != nil {
			return nil, fmt.Errorf("live: append: %w", err)
		}
		for _, id := range ids {
			streams = append(streams, id.String())
		}
	}
	return streams, nil
}

// AppendNotifying is Append for the one writer that applies the feeds: the
// wake-up is part of the transaction, which is fine for one writer and would
// serialize many.
func (s *Store) AppendNotifying(ctx context.Context, tx pgx.Tx, events ...Event) error {
	streams, err := s.Append(ctx, tx, events...)
	if err != nil || len(streams) == 0 {
		return err
	}
	payload := strings.Join(streams, ",")
	if len(streams) > 100 {
		payload = ""
	}
	return db.New(tx).Notify(ctx, db.NotifyParams{Channel: Channel, Payload: payload})
}

// StreamOf is the actor's stream. Where somebody is a person in several
// municipalities, these share one from now on.
func (s *Store) StreamOf(ctx context.Context, actor *session.Actor) (uuid.UUID, error) {
	var p db.UniteParams
	for _, ref := range actor.Persons {
		p.Municipalities = append(p.Municipalities, ref.Municipality)
		p.PersonIds = append(p.PersonIds, ref.PersonID)
	}
	if len(p.PersonIds) == 0 {
		return uuid.Nil, errors.New("live: nobody acts")
	}
	stream, err := db.New(s.pool).Unite(ctx, p)
	if err != nil {
		return uuid.Nil, fmt.Errorf("live: find the stream: %w", err)
	}
	return stream, nil
}

// page is what happened in a stream after a position.
type page struct {
	events []contract.EventFrame
	// position is the stream's newest.
	position int64
	// resync says that the position asked for is no longer, or not yet, known.
	resync bool
}

// after reads at most mostInPage events.
func (s *Store) after(ctx context.Context, stream uuid.UUID, after int64) (page, error) {
	queries := db.New(s.pool)
	position, err := queries.Position(ctx, stream)
	if err != nil {
		return page{}, fmt.Errorf("live: read the position: %w", err)
	}
	rows, err := queries.ListAfter(ctx, db.ListAfterParams{StreamID: stream, After: after, Most: mostInPage})
	if err != nil {
		return page{}, fmt.Errorf("live: read events: %w", err)
	}
	found := page{position: position}
	for _, row := range rows {
		found.events = append(found.events, contract.EventFrame{
			Kind: contract.EventFrameKindEvent, Position: row.Position, Type: contract.EventType(row.Type),
			CaseCopyId: row.CaseCopyID, MessageId: row.MessageID, EntryId: row.EntryID,
		})
	}
	if len(found.events) > 0 {
		// More may have come between the two queries.
		newest := found.events[len(found.events)-1].Position
		found.position = max(position, newest)
		found.resync = newest != after+int64(len(found.events))
	} else {
		found.resync = after != position
	}
	if found.resync {
		found.events = nil
	}
	return found, nil
}

// Expire deletes events that are too old to be asked for.
func (s *Store) Expire(ctx context.Context) (int64, error) {
	return db.New(s.pool).DeleteOld(ctx, s.now().Add(-KeepFor))
}

// Forget deletes what a person's pages could still be told of: their access is
// paused.
func (s *Store) Forget(ctx context.Context, municipality string, personID uuid.UUID) error {
	return db.New(s.pool).Forget(ctx, db.ForgetParams{Municipality: municipality, PersonID: personID})
}

// Resync makes all open pages of a municipality's people fetch everything anew:
// what happened in its fagsystem was missed. Call Hub.WakeAll after it.
func (s *Store) Resync(ctx context.Context, municipality string) error {
	if err := db.New(s.pool).Skip(ctx, municipality); err != nil {
		return fmt.Errorf("live: resync: %w", err)
	}
	return nil
}

// hereFor is how long somebody counts as being here after they were seen: more
// than two of the hub's rounds, so that a replica that died is forgotten soon.
const hereFor = 25 * time.Second

// SeenAt is when the person's pages were last seen open (zero for never), and
// whether they are now.
func (s *Store) SeenAt(ctx context.Context, municipality string, personID uuid.UUID) (seenAt time.Time, here bool, err error) {
	row, err := db.New(s.pool).SeenAt(ctx, db.SeenAtParams{Municipality: municipality, PersonID: personID})
	if errors.Is(err, pgx.ErrNoRows) {
		return time.Time{}, false, nil
	}
	return row.SeenAt, err == nil && row.HereUntil.After(s.now()), err
}

// noteSeen writes down that these pages are open, and noteLeft that the last
// one of a stream has closed. Where another replica has one too, it says so
// within a round.
func (s *Store) noteSeen(ctx context.Context, streams ...uuid.UUID) error {
	if len(streams) == 0 {
		return nil
	}
	now := s.now()
	return db.New(s.pool).NoteSeen(ctx, db.NoteSeenParams{Ids: streams, Now: now, HereUntil: now.Add(hereFor)})
}

func (s *Store) noteLeft(ctx context.Context, stream uuid.UUID) error {
	now := s.now()
	return db.New(s.pool).NoteSeen(ctx, db.NoteSeenParams{Ids: []uuid.UUID{stream}, Now: now, HereUntil: now})
}
