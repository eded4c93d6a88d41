package wake_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
)

func TestASignalReachesOtherReplicasAndSurvivesALostConnection(t *testing.T) {
	t.Parallel()
	address := postgrestest.NewURL(t)
	pool := postgrestest.Open(t, address)
	heard := make(chan []string, 100)
	pids := make(chan uint32, 10)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		wake.Listen(ctx, func(ctx context.Context) (*pgx.Conn, error) {
			conn, err := pgx.Connect(ctx, address)
			if err == nil {
				pids <- conn.PgConn().PID()
			}
			return conn, err
		}, map[string]wake.Heard{"test_channel": func(names []string) { heard <- names }})
	}()
	t.Cleanup(func() { stop(); <-done })
	if names := receive(t, heard); names != nil {
		t.Fatalf("after connecting: %v", names)
	}

	notifier := wake.StartNotifier(pool, "test_channel")
	t.Cleanup(notifier.Stop)
	notifier.Signal("a")
	if names := receive(t, heard); !slices.Equal(names, []string{"a"}) {
		t.Fatalf("heard %v", names)
	}
	// Many signals at once become few, and none is lost.
	for _, name := range []string{"b", "c", "d", "b"} {
		notifier.Signal(name)
	}
	var got []string
	for len(got) < 3 {
		got = append(got, receive(t, heard)...)
	}
	slices.Sort(got)
	if !slices.Equal(slices.Compact(got), []string{"b", "c", "d"}) {
		t.Fatalf("heard %v", got)
	}

	if _, err := pool.Exec(ctx, "SELECT pg_terminate_backend($1)", int32(receive(t, pids))); err != nil {
		t.Fatal(err)
	}
	if names := receive(t, heard); names != nil {
		t.Fatalf("after reconnecting: %v", names)
	}
	notifier.Signal("e")
	if names := receive(t, heard); !slices.Equal(names, []string{"e"}) {
		t.Fatalf("heard %v", names)
	}
}

func receive[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}
