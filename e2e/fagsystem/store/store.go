// Package store is the stand-in's system of record on its own Postgres: cases, conversations and the event feed.
package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// What the caller asked for can't be done; the API translates each to a status.
var (
	ErrNotFound        = errors.New("not found")
	ErrRefused         = errors.New("refused")
	ErrOtherBody       = errors.New("other body under the same id")
	ErrPreviousMissing = errors.New("previous is not registered")
	ErrOffsetGone      = errors.New("offset is gone")
)

// InvalidError says what is wrong with a request.
type InvalidError string

// Error is what was invalid.
func (e InvalidError) Error() string { return string(e) }

// Store reads and writes one stand-in's database.
type Store struct {
	Pool *pgxpool.Pool
	Now  func() time.Time

	// Leaks makes the fagsystem careless: it writes other parties' protected facts
	// into fields of a copy that are for everybody who reads it.
	Leaks atomic.Bool

	// Emitted is told of each change that has put something on the feed; may be nil. It must not block.
	Emitted func(municipality string)

	mu    sync.Mutex
	waits map[string]chan struct{}
}

// Open connects, waiting up to a minute for a server that is starting, and brings the schema up to date.
func Open(ctx context.Context, url string, now func() time.Time) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("FAGSYSTEM_DATABASE_URL: %w", err)
	}
	config.MaxConns = max(config.MaxConns, 16)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	s := &Store{Pool: pool, Now: now, waits: map[string]chan struct{}{}}
	if err := s.migrate(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return s, nil
}

// Close gives the connections back.
func (s *Store) Close() { s.Pool.Close() }

func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	conn, err := s.acquire(ctx)
	if err != nil {
		return err
	}
	// Waiting for a server that is starting is over; goose takes its own connections.
	conn.Release()
	db := stdlib.OpenDBFromPool(s.Pool)
	defer func() { _ = db.Close() }()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true),
		goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

func (s *Store) acquire(ctx context.Context) (*pgxpool.Conn, error) {
	deadline := time.Now().Add(time.Minute)
	for {
		conn, err := s.Pool.Acquire(ctx)
		if err == nil || time.Now().After(deadline) {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Tx is one change in one municipality. What it emits is written with it.
type Tx struct {
	pgx.Tx
	Municipality string
	Now          time.Time
	events       []pendingEvent
}

// Write runs fn in a transaction and puts what it emitted on the feed. A caller who hangs up doesn't undo it:
// a request that was let in is carried through, as in any system of record.
func (s *Store) Write(ctx context.Context, municipality string, fn func(ctx context.Context, tx *Tx) error) error {
	ctx = context.WithoutCancel(ctx)
	emitted := false
	err := pgx.BeginFunc(ctx, s.Pool, func(inner pgx.Tx) error {
		tx := &Tx{Tx: inner, Municipality: municipality, Now: s.Now().UTC().Truncate(time.Microsecond)}
		if err := fn(ctx, tx); err != nil {
			return err
		}
		emitted = len(tx.events) > 0
		return tx.flush(ctx)
	})
	if err == nil {
		s.wake(municipality)
	}
	if err == nil && emitted && s.Emitted != nil {
		s.Emitted(municipality)
	}
	return err
}

// notFound makes "no rows" the answer that callers know.
func notFound(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return err
}
