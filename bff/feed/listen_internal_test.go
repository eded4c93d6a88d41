package feed

import (
	"context"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

// Hearing is no statement: without one, Postgres takes the turn away.
func TestWhoeverHearsOfSomethingAllTheTimeKeepsTheTurn(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	conn, err := postgres.LockSession(t.Context(), pool, "hearing", 2*lockPing)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "LISTEN "+Channel); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- (&Reader{}).listen(ctx, conn) }()
	for began := time.Now(); time.Since(began) < 3*lockPing; {
		if _, err := pool.Exec(ctx, "SELECT pg_notify($1, ''), pg_sleep(0.3)", Channel); err != nil {
			t.Fatal(err)
		}
	}
	select {
	case err := <-ended:
		t.Error(err)
	default:
		cancel()
		<-ended
	}
	_ = conn.Close(t.Context())
}
