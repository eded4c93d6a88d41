package session

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/session/internal/db"
	"innbyggertjenesten/bff/vault"
)

// ErrEnded says that there is no such session, or none any more.
var ErrEnded = errors.New("session: ended")

// idBytes is the length of a session's random id.
const idBytes = 32

// cleanInterval is how often sessions that timed out are removed. They open
// nothing from the moment they end; removing them tells the sockets.
const cleanInterval = 15 * time.Second

const (
	// saveInterval is how often activity is written down.
	saveInterval = 2 * time.Second
	// blindInterval is how often sockets' sessions are looked up while this
	// replica may not hear of their ends.
	blindInterval = 200 * time.Millisecond
)

// Where the table's triggers tell of sessions that are gone, and of those that
// say something else.
const (
	endedChannel   = "session_ended"
	changedChannel = "session_changed"
)

// Lifetimes are how long a session lasts.
type Lifetimes struct {
	// Idle ends it without activity, Absolute in any case.
	Idle, Absolute time.Duration
}

// ssoLife is how long ID-porten answers silently for who logged in there.
const ssoLife = 120 * time.Minute

// Proof is how long it counts that somebody has proved who they are. It lets in
// for whom a provider answers silently although sessions are shorter here; but
// no session outlasts the proof that it began with.
func (l Lifetimes) Proof() time.Duration { return max(l.Absolute, ssoLife) }

// end is when a session that begins now ends in any case.
func (l Lifetimes) end(actor Actor, now time.Time) time.Time {
	end := now.Add(l.Absolute)
	if proved := actor.AuthenticatedAt.Add(l.Proof()); !actor.AuthenticatedAt.IsZero() && proved.Before(end) {
		return proved
	}
	return end
}

// Store keeps the sessions of all replicas.
type Store struct {
	pool      *pgxpool.Pool
	vault     *vault.Vault
	people    *person.Store
	lifetimes Lifetimes
	now       func() time.Time
	listener  *postgres.Listener
	cache     *cache
	watched   watched
	// listening is signalled when this replica listens again.
	listening chan struct{}

	cancel context.CancelFunc
	done   sync.WaitGroup
}

// Start makes a store and starts listening for sessions that end.
func Start(pool *pgxpool.Pool, v *vault.Vault, lifetimes Lifetimes, now func() time.Time) *Store {
	ctx, cancel := context.WithCancel(context.Background())
	s := &Store{
		pool: pool, vault: v, people: person.New(pool, v, now), lifetimes: lifetimes, now: now,
		listening: make(chan struct{}, 1), cancel: cancel,
	}
	s.listener = &postgres.Listener{Channels: []string{endedChannel, changedChannel}, Connected: s.connected, Notified: s.notified}
	s.cache = newCache(lifetimes, s.listener.Certain)
	s.done.Go(func() { s.listener.Run(ctx, pool) })
	s.done.Go(func() { s.watchLoop(ctx) })
	s.done.Go(func() { s.cleanLoop(ctx) })
	return s
}

// Stop ends the background loops and writes down what they hadn't. Sessions
// stay.
func (s *Store) Stop() {
	s.cancel()
	s.done.Wait()
	ctx, cancel := context.WithTimeout(context.Background(), saveInterval)
	defer cancel()
	s.save(ctx)
}

func (s *Store) connected() {
	s.cache.clear()
	select {
	case s.listening <- struct{}{}:
	default:
	}
}

func (s *Store) notified(channel, payload string) {
	id, err := hex.DecodeString(payload)
	if err != nil {
		return
	}
	if channel == endedChannel {
		s.gone(id)
	} else {
		s.cache.drop(string(id))
	}
}

// gone forgets sessions that have ended and tells what hangs on them.
func (s *Store) gone(ids ...[]byte) {
	for _, id := range ids {
		s.cache.drop(string(id))
		s.watched.end(hex.EncodeToString(id))
	}
}

// newCookie is a random id as a cookie has it, after a prefix.
func newCookie(prefix string) string {
	raw := make([]byte, idBytes)
	_, _ = rand.Read(raw)
	return prefix + base64.RawURLEncoding.EncodeToString(raw)
}

// Begin starts a session for who has just logged in and returns the value of
// its cookie. It never takes over an id that the browser brought.
func (s *Store) Begin(ctx context.Context, actor Actor) (cookie string, err error) {
	cookie = newCookie("")
	id := idOf(cookie)
	content, err := s.seal(id, actor)
	if err != nil {
		return "", err
	}
	now := s.now()
	end := s.lifetimes.end(actor, now)
	p := db.AddParams{
		ID: id, World: string(actor.World), Content: content, CreatedAt: now,
		IdleEndAt: now.Add(min(s.lifetimes.Idle, end.Sub(now))), AbsoluteEndAt: end,
		Municipalities: []string{}, PersonIds: []uuid.UUID{},
	}
	p.ProviderSession, p.ProviderSubject = s.sessionIndex(actor.Issuer, actor.ProviderSession), s.subjectIndex(actor.Issuer, actor.ProviderSubject)
	for _, ref := range actor.Persons {
		p.Municipalities = append(p.Municipalities, ref.Municipality)
		p.PersonIds = append(p.PersonIds, ref.PersonID)
	}
	record, err := s.logInOf(ctx, id, actor, now)
	if err != nil {
		return "", fmt.Errorf("session: begin: %w", err)
	}
	if err := s.add(ctx, p, record, actor.AuthenticatedAt); err != nil {
		return "", fmt.Errorf("session: begin: %w", err)
	}
	return cookie, nil
}

// Use finds the session of a cookie and counts as activity.
func (s *Store) Use(ctx context.Context, world World, cookie string) (*Actor, error) {
	id, now := idOf(cookie), s.now()
	if actor := s.cache.use(id, world, now); actor != nil {
		return actor, nil
	}
	generation := s.cache.reading()
	row, err := db.New(s.pool).Touch(ctx, db.TouchParams{
		ID: id, World: string(world), Now: now, IdleEndAt: now.Add(s.lifetimes.Idle),
	})
	return s.actor(row, err, generation)
}

// Look finds the session of a cookie without being activity.
func (s *Store) Look(ctx context.Context, world World, cookie string) (*Actor, error) {
	id, now := idOf(cookie), s.now()
	if actor := s.cache.look(id, world, now); actor != nil {
		return actor, nil
	}
	return s.read(ctx, id, world, now)
}

// Fresh reads the session of an actor from the table: another replica may have
// seen activity that this one doesn't know.
func (s *Store) Fresh(ctx context.Context, actor *Actor) (*Actor, error) {
	id, err := hex.DecodeString(actor.SessionID)
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	return s.read(ctx, id, actor.World, s.now())
}

func (s *Store) read(ctx context.Context, id []byte, world World, now time.Time) (*Actor, error) {
	generation := s.cache.reading()
	row, err := db.New(s.pool).Find(ctx, db.FindParams{ID: id, World: string(world), Now: now})
	return s.actor(row, err, generation)
}

// Keep writes a changed actor (a new choice of language) back.
func (s *Store) Keep(ctx context.Context, actor *Actor) error {
	id, err := hex.DecodeString(actor.SessionID)
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	content, err := s.seal(id, *actor)
	if err != nil {
		return err
	}
	defer s.cache.drop(string(id))
	return db.New(s.pool).SetContent(ctx, db.SetContentParams{ID: id, Content: content})
}

// End ends one session, by its handle.
func (s *Store) End(ctx context.Context, sessionID string) error {
	id, err := hex.DecodeString(sessionID)
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	return s.end(ctx, id)
}

// EndCookie ends the session of a cookie, if there is one.
func (s *Store) EndCookie(ctx context.Context, cookie string) error { return s.end(ctx, idOf(cookie)) }

func (s *Store) end(ctx context.Context, id []byte) error {
	ended, err := db.New(s.pool).EndByID(ctx, id)
	if err != nil {
		// It may have ended all the same.
		s.cache.drop(string(id))
		return err
	}
	s.gone(ended...)
	return nil
}

// EndByPerson ends all sessions of a person and tells how many those were.
func (s *Store) EndByPerson(ctx context.Context, municipality string, personID uuid.UUID) (int, error) {
	ended, err := db.New(s.pool).EndByPerson(ctx, db.EndByPersonParams{Municipality: municipality, PersonID: personID})
	s.gone(ended...)
	return len(ended), err
}

// Persons are those of a municipality who have a session in that world.
func (s *Store) Persons(ctx context.Context, municipality string, world World) ([]uuid.UUID, error) {
	return db.New(s.pool).ListPersons(ctx, db.ListPersonsParams{Municipality: municipality, World: string(world)})
}

func (s *Store) cleanLoop(ctx context.Context) {
	ticker := time.NewTicker(cleanInterval)
	defer ticker.Stop()
	save := time.NewTicker(saveInterval)
	defer save.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-save.C:
			s.save(ctx)
			s.cache.unbar()
		case <-ticker.C:
			if err := s.EndExpired(ctx); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "ended sessions could not be removed", "error", err.Error())
			}
			s.warn(ctx, s.checkWatched(ctx))
		}
	}
}

// EndExpired removes sessions whose time is over, and records of log-ins that
// are too old.
func (s *Store) EndExpired(ctx context.Context) error {
	q, now := db.New(s.pool), s.now()
	ended, err := q.EndExpired(ctx, now)
	s.gone(ended...)
	return errors.Join(err, q.DeleteExpiredLogOuts(ctx, now), q.DeleteOldLogIns(ctx, now.Add(-logInMemory)))
}

// save writes down the activity of the last seconds. A session that ended
// meanwhile has no row, or one that isn't extended any more.
func (s *Store) save(ctx context.Context) {
	taken := s.cache.takeUnsaved()
	if len(taken) == 0 {
		return
	}
	now := s.now()
	p := db.SaveUsesParams{Now: now}
	for id, activity := range taken {
		p.Ids, p.IdleEndAts = append(p.Ids, []byte(id)), append(p.IdleEndAts, activity.idleEndAt)
	}
	writing, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	written, err := db.New(s.pool).SaveUses(writing, p)
	if err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "activity in sessions could not be written down", "error", err.Error())
	}
	s.cache.saved(taken, written, now)
}

func (s *Store) actor(row db.Session, err error, generation uint64) (*Actor, error) {
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrEnded
	}
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	plain, err := s.vault.Open(placeOf(row.ID), row.Content)
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	var actor Actor
	if err := json.Unmarshal(plain, &actor); err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	actor.SessionID = hex.EncodeToString(row.ID)
	actor.World = World(row.World)
	actor.IdleEndAt, actor.AbsoluteEndAt = row.IdleEndAt, row.AbsoluteEndAt
	s.cache.keep(row.ID, &actor, generation)
	return &actor, nil
}

func (s *Store) seal(id []byte, actor Actor) ([]byte, error) {
	plain, err := json.Marshal(actor)
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	return s.vault.Seal(placeOf(id), plain), nil
}

func idOf(cookie string) []byte {
	sum := sha256.Sum256([]byte(cookie))
	return sum[:]
}

func placeOf(id []byte) vault.Place {
	return vault.Place{Table: "session", Row: hex.EncodeToString(id), Column: "content"}
}
