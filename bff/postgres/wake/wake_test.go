package wake_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
)

func TestASignalReachesWhoeverListens(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	heard := make(chan []string, 100)
	connected := make(chan struct{}, 10)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		postgres.Listen(ctx, pool, "test_channel", func() { connected <- struct{}{} },
			func(payload string) { heard <- wake.Names(payload) })
	}()
	t.Cleanup(func() { stop(); <-done })
	receive(t, connected)

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

	_, err := pool.Exec(ctx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
	if err != nil {
		t.Fatal(err)
	}
	receive(t, connected)
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
