package feed_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

// source is a feed whose offsets are positions in a list.
type source struct {
	mu     sync.Mutex
	events []contract.Event
	grown  chan struct{}
	// floor is the first offset that isn't gone; repeat makes every page begin
	// that many events too early.
	floor, repeat int
	err           error
	// impatient answers at once, though asked to wait; deaf holds a call open
	// whatever happens. calls are those that didn't wait.
	impatient, deaf bool
	calls           int
}

func newSource() *source { return &source{grown: make(chan struct{})} }

func (s *source) Municipality() string      { return "fjordvik" }
func (s *source) OnAvailability(func(bool)) {}
func (s *source) fail(err error)            { s.mu.Lock(); defer s.mu.Unlock(); s.err = err }
func (s *source) offsets(i int) string      { return fmt.Sprintf("after-%d", i) }
func (s *source) happen(count int, offs bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range count {
		event := contract.Event{Id: fmt.Sprintf("event-%d", len(s.events)), Type: contract.EventTypeCaseChanged, Time: eventsBegin.Add(time.Duration(len(s.events)) * time.Minute)}
		if offs {
			offset := s.offsets(len(s.events) + 1)
			event.Offset = &offset
		}
		s.events = append(s.events, event)
	}
	close(s.grown)
	s.grown = make(chan struct{})
}

func (s *source) Events(ctx context.Context, after string, wait time.Duration, limit int) (contract.EventPage, error) {
	for {
		s.mu.Lock()
		grown, held := s.grown, wait > 0 && !s.impatient
		if !held && after != "" {
			s.calls++
		}
		if s.deaf && held {
			s.mu.Unlock()
			<-ctx.Done()
			return contract.EventPage{}, ctx.Err()
		}
		page, err := s.page(after, limit)
		s.mu.Unlock()
		if err != nil || len(page.Events) > 0 || !held {
			return page, err
		}
		select {
		case <-ctx.Done():
			return page, ctx.Err()
		case <-grown:
		}
	}
}

func (s *source) page(after string, limit int) (contract.EventPage, error) {
	if s.err != nil {
		return contract.EventPage{}, s.err
	}
	if after == "" {
		return contract.EventPage{Next: s.offsets(len(s.events))}, nil
	}
	var from int
	if _, err := fmt.Sscanf(after, "after-%d", &from); err != nil || from < s.floor {
		return contract.EventPage{}, fagsystem.ErrOffsetGone
	}
	until := min(from+limit, len(s.events))
	page := contract.EventPage{Next: s.offsets(until)}
	if until > from {
		page.Events = s.events[max(0, from-s.repeat):until]
	}
	return page, nil
}

// applied counts what was applied, in a table, so that a rollback counts too.
type applied struct {
	pool *pgxpool.Pool
	each chan string
	fail func(id string) error
}

func newApplied(t *testing.T, pool *pgxpool.Pool) *applied {
	t.Helper()
	if _, err := pool.Exec(t.Context(), "CREATE TABLE IF NOT EXISTS applied (id text, by text)"); err != nil {
		t.Fatal(err)
	}
	return &applied{pool: pool, each: make(chan string, 10_000)}
}

func (a *applied) by(who string) feed.Prepare {
	return func(_ context.Context, _ string, event contract.Event) (feed.Write, error) {
		return func(ctx context.Context, tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, "INSERT INTO applied VALUES ($1, $2)", event.Id, who); err != nil {
				return err
			}
			if a.fail != nil {
				if err := a.fail(event.Id); err != nil {
					return err
				}
			}
			a.each <- event.Id
			return nil
		}, nil
	}
}

func (a *applied) wait(t *testing.T, id string) {
	t.Helper()
	for {
		select {
		case got := <-a.each:
			if got == id {
				return
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s was never applied", id)
		}
	}
}

func (a *applied) count(t *testing.T) (rows, distinct int) {
	t.Helper()
	if err := a.pool.QueryRow(context.Background(), "SELECT count(*), count(DISTINCT id) FROM applied").Scan(&rows, &distinct); err != nil {
		t.Fatal(err)
	}
	return rows, distinct
}

// run starts a replica; what it returns stops it and waits.
func run(t *testing.T, pool *pgxpool.Pool, s *source, a *applied, who string, resync feed.Resync) (stop func()) {
	t.Helper()
	reader := feed.New(feed.Settings{Pool: pool, Sources: []feed.Source{s}, Now: time.Now, LongestPause: 20 * time.Millisecond})
	reader.Subscribe(a.by(who))
	if resync != nil {
		reader.OnResync(resync)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		reader.Run(ctx)
		close(ended)
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		<-ended
	})
	t.Cleanup(stop)
	return stop
}

// started waits until the reader has its offset of now.
func started(t *testing.T) (feed.Resync, func()) {
	t.Helper()
	begun := make(chan struct{}, 100)
	return func(context.Context, string) error { begun <- struct{}{}; return nil }, func() {
		select {
		case <-begun:
		case <-time.After(20 * time.Second):
			t.Fatal("never read everything anew")
		}
	}
}

func TestEachEventIsAppliedOnceByOneOfThreeReplicas(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	s.repeat = 3 // a fagsystem that repeats itself
	resync, begun := started(t)
	var stops []func()
	for i := range 3 {
		stops = append(stops, run(t, pool, s, a, fmt.Sprint("replica-", i), resync))
	}
	begun()
	waitForOffset(t, pool)
	s.happen(450, false)
	a.wait(t, "event-449")
	for i, stop := range stops[:2] {
		stop()
		s.happen(10, i == 1)
		a.wait(t, fmt.Sprintf("event-%d", 459+10*i))
	}
	waitFor(t, pool, "after-470")
	if rows, distinct := a.count(t); rows != 470 || distinct != 470 {
		t.Errorf("%d applied, %d different", rows, distinct)
	}
}

func waitForOffset(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		var there bool
		if err := pool.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM feed_offset)").Scan(&there); err != nil {
			t.Fatal(err)
		}
		if there {
			return
		}
	}
	t.Fatal("no offset")
}

func TestAReplicaWhoseLockConnectionDiesIsTakenOverFrom(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	resync, begun := started(t)
	run(t, pool, s, a, "first", resync)
	begun()
	waitForOffset(t, pool)
	run(t, pool, s, a, "second", resync)
	s.happen(5, true)
	a.wait(t, "event-4")
	const kill = `SELECT count(pg_terminate_backend(pid)) FROM pg_locks
		WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
	var killed int
	if err := pool.QueryRow(t.Context(), kill).Scan(&killed); err != nil || killed != 1 {
		t.Fatal(killed, err)
	}
	s.happen(5, true)
	a.wait(t, "event-9")
	s.happen(50, false)
	a.wait(t, "event-59")
	waitFor(t, pool, "after-60")
	if rows, distinct := a.count(t); rows != distinct || rows != 60 {
		t.Errorf("%d applied, %d different", rows, distinct)
	}
}

func TestAnOffsetThatIsGoneMakesEverythingBeReadAnew(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	resync, begun := started(t)
	stop := run(t, pool, s, a, "one", resync)
	begun()
	waitForOffset(t, pool)
	s.happen(1, false)
	waitFor(t, pool, "after-1")
	stop()
	s.happen(10, false)
	s.floor = 11
	run(t, pool, s, a, "one", resync)
	begun()
	s.mu.Lock()
	s.floor = 0
	s.mu.Unlock()
	waitFor(t, pool, "after-11")
	s.happen(1, false)
	a.wait(t, "event-11")
	waitFor(t, pool, "after-12")
	if rows, _ := a.count(t); rows != 2 {
		t.Errorf("%d applied", rows)
	}
}

func waitFor(t *testing.T, pool *pgxpool.Pool, offset string) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		var at string
		if err := pool.QueryRow(t.Context(), "SELECT next_offset FROM feed_offset").Scan(&at); err == nil && at == offset {
			return
		}
	}
	t.Fatalf("never came to %s", offset)
}

func TestWhatFailsIsRolledBackAndTriedAgain(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	var mu sync.Mutex
	failures := 0
	a.fail = func(id string) error {
		mu.Lock()
		defer mu.Unlock()
		if id == "event-1" && failures < 3 {
			failures++
			return errors.New("not now")
		}
		return nil
	}
	resync, begun := started(t)
	run(t, pool, s, a, "one", resync)
	begun()
	waitForOffset(t, pool)
	s.fail(fagsystem.ErrUnavailable)
	s.happen(3, true)
	s.fail(nil)
	a.wait(t, "event-2")
	waitFor(t, pool, "after-3")
	if rows, distinct := a.count(t); rows != 3 || distinct != 3 {
		t.Errorf("%d applied, %d different", rows, distinct)
	}
}

// A newer fagsystem tells of what this portal doesn't know yet.
func TestAnEventOfAnUnknownTypeIsPassedOver(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	resync, begun := started(t)
	run(t, pool, s, a, "one", resync)
	begun()
	waitForOffset(t, pool)
	s.happen(1, true)
	waitFor(t, pool, "after-1")
	s.mu.Lock()
	offset := s.offsets(2)
	s.events = append(s.events, contract.Event{Id: "unknown", Type: "weather.changed", Offset: &offset})
	s.mu.Unlock()
	s.happen(1, true)
	waitFor(t, pool, "after-3")
	if rows, distinct := a.count(t); rows != 3 || distinct != 3 {
		t.Errorf("%d applied, %d different", rows, distinct)
	}
}

func TestAnEventThatCannotBeAppliedDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	a.fail = func(id string) error {
		if id == "event-0" {
			return errors.New("never")
		}
		return nil
	}
	resync, begun := started(t)
	run(t, pool, s, a, "one", resync)
	begun()
	waitForOffset(t, pool)
	s.happen(2, true)
	a.wait(t, "event-1")
	begun() // what the event would have told is read anew
	waitFor(t, pool, "after-2")
	if rows, _ := a.count(t); rows != 1 {
		t.Errorf("%d applied", rows)
	}
}

func TestAnEventIsNotGivenUpBeforeEverythingIsReadAnew(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	a.fail = func(id string) error {
		if id == "event-0" {
			return errors.New("never")
		}
		return nil
	}
	var mu sync.Mutex
	resyncs := 0
	resync, begun := started(t)
	run(t, pool, s, a, "one", func(ctx context.Context, municipality string) error {
		mu.Lock()
		defer mu.Unlock()
		if resyncs++; resyncs == 2 {
			return errors.New("not now") // the first time that the event is given up
		}
		return resync(ctx, municipality)
	})
	begun()
	waitForOffset(t, pool)
	s.happen(2, true)
	begun()
	waitFor(t, pool, "after-2")
	mu.Lock()
	defer mu.Unlock()
	if resyncs != 3 {
		t.Errorf("everything was read anew %d times", resyncs)
	}
}
