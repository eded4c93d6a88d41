package session_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// replicas are two stores on one database; what the second one hears comes
// through a wire that can break.
type replicas struct {
	here, there *session.Store
	wire        *postgrestest.Wire
	pool        *pgxpool.Pool
	clock       *clock
}

func startReplicas(t *testing.T) *replicas {
	t.Helper()
	address, v := postgrestest.NewURL(t), vaulttest.New(t)
	r := &replicas{wire: postgrestest.NewWire(t, address), pool: postgrestest.Open(t, address), clock: newClock()}
	r.here = start(t, postgrestest.Open(t, address), v, r.clock)
	r.there = start(t, postgrestest.Open(t, r.wire.URL), v, r.clock)
	t.Cleanup(r.wire.Heal)
	hears(t, r.here, true)
	hears(t, r.there, true)
	return r
}

func hears(t *testing.T, store *session.Store, wanted bool) {
	t.Helper()
	until(t, func() bool { return store.Hears() == wanted })
}

// until waits for something that is about to become true.
func until(t *testing.T, true func() bool) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for !true() {
		if time.Now().After(deadline) {
			t.Fatal("it doesn't come")
		}
		time.Sleep(time.Millisecond)
	}
}

// fromMemory proves that a store knows a session without Postgres: nobody can
// read the table meanwhile.
func (r *replicas) fromMemory(t *testing.T, store *session.Store, cookie string) {
	t.Helper()
	until(t, func() bool {
		if _, err := store.Use(context.Background(), session.Citizen, cookie); err != nil {
			t.Fatal(err)
		}
		tx, err := r.pool.Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback(context.Background()) }()
		if _, err := tx.Exec(context.Background(), "LOCK TABLE session IN ACCESS EXCLUSIVE MODE"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		_, err = store.Use(ctx, session.Citizen, cookie)
		return err == nil
	})
}

func TestLogOutReachesWhatIsKeptInMemory(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.here, cookie)
	r.fromMemory(t, r.there, cookie)
	if err := r.here.EndCookie(ctx, cookie); err != nil {
		t.Fatal(err)
	}
	r.ended(t, r.here, cookie)
	r.endsWithin(t, r.there, cookie, time.Second)
}

// A tab that looks whether its session is still there may find out before this
// replica is told: from then on no request is let in either.
func TestWhoeverFindsASessionEndedEndsItForRequestsToo(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.there, cookie)
	actor, err := r.there.Look(ctx, session.Citizen, cookie)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.pool.Exec(ctx, "ALTER TABLE session DISABLE TRIGGER session_gone"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.pool.Exec(ctx, "DELETE FROM session"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-endOf(t, r.there, actor.SessionID):
	case <-time.After(20 * time.Second):
		t.Fatal("the tab isn't told")
	}
	r.ended(t, r.there, cookie)
}

// ended checks that a session opens nothing, at once.
func (r *replicas) ended(t *testing.T, store *session.Store, cookie string) {
	t.Helper()
	if _, err := store.Look(context.Background(), session.Citizen, cookie); !errors.Is(err, session.ErrEnded) {
		t.Errorf("looking at an ended session: %v", err)
	}
	if _, err := store.Use(context.Background(), session.Citizen, cookie); !errors.Is(err, session.ErrEnded) {
		t.Errorf("using an ended session: %v", err)
	}
}

// endsWithin checks that no request that begins later than that is let in.
func (r *replicas) endsWithin(t *testing.T, store *session.Store, cookie string, within time.Duration) {
	t.Helper()
	ended := time.Now()
	until(t, func() bool {
		asked := time.Now()
		_, err := store.Use(context.Background(), session.Citizen, cookie)
		if err == nil && asked.Sub(ended) > within {
			t.Fatalf("a request was let in %s after the log-out", asked.Sub(ended))
		}
		return errors.Is(err, session.ErrEnded)
	})
	r.ended(t, store, cookie)
}

// The connection that listens breaks, and there is no other: log-outs are seen
// at once all the same, and sockets end.
func TestLogOutWhileTheListenerIsBroken(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.there, cookie)
	actor, err := r.there.Look(ctx, session.Citizen, cookie)
	if err != nil {
		t.Fatal(err)
	}
	socket := endOf(t, r.there, actor.SessionID)
	r.wire.Cut()
	_, err = r.pool.Exec(ctx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_notify%' AND pid <> pg_backend_pid()")
	if err != nil {
		t.Fatal(err)
	}
	hears(t, r.there, false)
	if _, err := r.there.Use(ctx, session.Citizen, cookie); err != nil {
		t.Fatalf("without a listener nobody gets in: %v", err)
	}
	if err := r.here.EndCookie(ctx, cookie); err != nil {
		t.Fatal(err)
	}
	r.ended(t, r.there, cookie)
	select {
	case <-socket:
	case <-time.After(time.Second):
		t.Error("the socket lives on")
	}
	// It doesn't come back with the listener, either.
	other := begin(t, r.here, citizen())
	r.wire.Heal()
	hears(t, r.there, true)
	r.ended(t, r.there, cookie)
	r.fromMemory(t, r.there, other)
}

// The connection is open and silent, as when a network drops everything: nobody
// is told, and still nobody is let in for longer than a second.
func TestLogOutWhileTheListenerIsDeaf(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.there, cookie)
	actor, err := r.there.Look(ctx, session.Citizen, cookie)
	if err != nil {
		t.Fatal(err)
	}
	socket := endOf(t, r.there, actor.SessionID)
	r.wire.Deafen()
	if err := r.here.EndCookie(ctx, cookie); err != nil {
		t.Fatal(err)
	}
	r.endsWithin(t, r.there, cookie, time.Second)
	select {
	case <-socket:
	case <-time.After(time.Second):
		t.Error("the socket lives on")
	}
}

// Log-out on the replica itself doesn't wait for any notification.
func TestLogOutHereIsImmediate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	for name, end := range map[string]func(cookie string, actor *session.Actor) error{
		"by the cookie": func(cookie string, _ *session.Actor) error { return r.there.EndCookie(ctx, cookie) },
		"by the handle": func(_ string, actor *session.Actor) error { return r.there.End(ctx, actor.SessionID) },
		"by the person": func(_ string, actor *session.Actor) error {
			_, err := r.there.EndByPerson(ctx, "fjordvik", actor.Persons[0].PersonID)
			return err
		},
		"by the provider": func(_ string, actor *session.Actor) error {
			_, err := r.there.EndByProvider(ctx, actor.Issuer, "sid-1")
			return err
		},
		"all": func(string, *session.Actor) error { _, err := r.there.EndAll(ctx); return err },
	} {
		r.wire.Heal()
		hears(t, r.there, true)
		cookie := begin(t, r.there, citizen())
		r.fromMemory(t, r.there, cookie)
		actor, err := r.there.Look(ctx, session.Citizen, cookie)
		if err != nil {
			t.Fatal(err)
		}
		socket := endOf(t, r.there, actor.SessionID)
		r.wire.Deafen()
		if err := end(cookie, actor); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r.ended(t, r.there, cookie)
		select {
		case <-socket:
		case <-time.After(time.Second):
			t.Errorf("%s: the socket lives on", name)
		}
	}
}

func TestAChangeReachesWhatIsKeptInMemory(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.here, cookie)
	r.fromMemory(t, r.there, cookie)
	actor, err := r.here.Look(ctx, session.Citizen, cookie)
	if err != nil {
		t.Fatal(err)
	}
	actor.Language = "ar"
	if err := r.here.Keep(ctx, actor); err != nil {
		t.Fatal(err)
	}
	if again, err := r.here.Look(ctx, session.Citizen, cookie); err != nil || again.Language != "ar" {
		t.Errorf("%+v (%v)", again, err)
	}
	until(t, func() bool {
		again, err := r.there.Look(ctx, session.Citizen, cookie)
		return err == nil && again.Language == "ar"
	})
}

// Somebody shortens a session by hand: that counts in memory, too.
func TestAShortenedSessionEndsSooner(t *testing.T) {
	t.Parallel()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.there, cookie)
	if _, err := r.pool.Exec(t.Context(), "UPDATE session SET idle_end_at = $1", r.clock.now()); err != nil {
		t.Fatal(err)
	}
	r.endsWithin(t, r.there, cookie, time.Second)
}

// Activity isn't written down at each request, and yet the session ends exactly
// 30 minutes after the last one, wherever one asks.
func TestTheIdleEndIsExactAlthoughActivityIsWrittenDownLater(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	cookie := begin(t, r.here, citizen())
	r.fromMemory(t, r.here, cookie)
	r.clock.advance(5 * time.Second)
	used := r.clock.now()
	actor, err := r.here.Use(ctx, session.Citizen, cookie)
	if err != nil || !actor.IdleEndAt.Equal(used.Add(lifetimes.Idle)) {
		t.Fatalf("%+v (%v)", actor, err)
	}
	if fresh, err := r.here.Fresh(ctx, actor); err != nil || !fresh.IdleEndAt.Equal(actor.IdleEndAt) {
		t.Errorf("a page is told %+v (%v)", fresh, err)
	}
	r.here.Save(ctx)
	if fresh, err := r.there.Fresh(ctx, actor); err != nil || !fresh.IdleEndAt.Equal(actor.IdleEndAt) {
		t.Errorf("the other replica says %+v (%v)", fresh, err)
	}
	r.clock.advance(lifetimes.Idle - time.Microsecond)
	for _, store := range []*session.Store{r.here, r.there} {
		if _, err := store.Look(ctx, session.Citizen, cookie); err != nil {
			t.Errorf("ended too early: %v", err)
		}
	}
	r.clock.advance(time.Microsecond)
	for _, store := range []*session.Store{r.here, r.there} {
		r.ended(t, store, cookie)
	}
}

func TestAnEndedSessionIsNotResurrected(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	r := startReplicas(t)
	used := func() string {
		cookie := begin(t, r.here, citizen())
		r.fromMemory(t, r.there, cookie)
		r.clock.advance(5 * time.Second)
		if _, err := r.there.Use(ctx, session.Citizen, cookie); err != nil {
			t.Fatal(err)
		}
		return cookie
	}
	// Activity that isn't written down yet when the session is ended elsewhere.
	cookie := used()
	if err := r.here.EndCookie(ctx, cookie); err != nil {
		t.Fatal(err)
	}
	r.there.Save(ctx)
	r.endsWithin(t, r.there, cookie, time.Second)
	r.ended(t, r.here, cookie)

	// A refresh that is under way on the other replica while a log-out commits.
	cookie = begin(t, r.here, citizen())
	tx, err := r.pool.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if _, err := tx.Exec(ctx, "DELETE FROM session"); err != nil {
		t.Fatal(err)
	}
	refreshed := make(chan error, 1)
	go func() {
		_, err := r.there.Use(ctx, session.Citizen, cookie)
		refreshed <- err
	}()
	until(t, func() bool {
		var waiting bool
		err := r.pool.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%Touch%')").Scan(&waiting)
		return err == nil && waiting
	})
	if err := tx.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if err := <-refreshed; !errors.Is(err, session.ErrEnded) {
		t.Errorf("the refresh under way: %v", err)
	}
	r.ended(t, r.there, cookie)
	r.ended(t, r.here, cookie)
}

// A replica that is stopped in good order loses no activity.
func TestStoppingWritesActivityDown(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	address, v, c := postgrestest.NewURL(t), vaulttest.New(t), newClock()
	stopping := session.Start(postgrestest.Open(t, address), v, lifetimes, c.now)
	other := start(t, postgrestest.Open(t, address), v, c)
	cookie := begin(t, stopping, citizen())
	hears(t, stopping, true)
	if _, err := stopping.Use(ctx, session.Citizen, cookie); err != nil {
		t.Fatal(err)
	}
	c.advance(5 * time.Second)
	actor, err := stopping.Use(ctx, session.Citizen, cookie)
	if err != nil {
		t.Fatal(err)
	}
	stopping.Stop()
	if fresh, err := other.Fresh(ctx, actor); err != nil || !fresh.IdleEndAt.Equal(c.now().Add(lifetimes.Idle)) {
		t.Errorf("%+v (%v)", fresh, err)
	}
}

// endOf closes when the session ends.
func endOf(t *testing.T, store *session.Store, id string) <-chan struct{} {
	t.Helper()
	ended := make(chan struct{})
	store.Watch(t.Context(), id, func() { close(ended) })
	return ended
}
