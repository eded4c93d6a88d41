package relay

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// counted counts what it is handed.
type counted struct {
	Fagsystem
	puts int
}

func (c *counted) PutSubmission(context.Context, uuid.UUID, uuid.UUID, contract.Submission) (contract.Registration, error) {
	c.puts++
	return contract.Registration{}, nil
}

// Whatever runs first when a frozen process wakes: the delivery itself finds out.
func TestNothingIsHandedOverOnClaimsThatAreLost(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	c := &claims{held: map[string]*claim{}, connect: func(ctx context.Context) (*pgx.Conn, error) {
		return postgres.LockSession(ctx, pool, "frozen", 300*time.Millisecond)
	}, broke: func() {}}
	defer c.close()
	taken, err := c.take(t.Context(), []string{"lane"})
	if err != nil || len(taken) != 1 {
		t.Fatal(taken, err)
	}
	system := &counted{}
	guarded := claimed{system, c}
	doing, cancel := context.WithCancel(taken[0].lost)
	defer cancel()
	if _, err := guarded.PutSubmission(doing, uuid.New(), uuid.New(), contract.Submission{}); err != nil || system.puts != 1 {
		t.Fatal(system.puts, err)
	}
	// Another replica gets the lane.
	waiting, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	if _, err := pool.Exec(waiting, "SELECT pg_advisory_lock(hashtextextended('lane', $1))", claimSeed); err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	c.answered = time.Now().Add(-claimSure)
	c.mu.Unlock()
	if _, err := guarded.PutSubmission(doing, uuid.New(), uuid.New(), contract.Submission{}); err == nil || system.puts != 1 {
		t.Errorf("handed over %d times: %v", system.puts, err)
	}
	if doing.Err() == nil {
		t.Error("what hung on the claims goes on")
	}
}

// After an interruption nobody waits for the next look, and nobody begins anew
// what is under way: the same question is asked on another connection, which has
// the claims too, but those that another replica has now.
func TestADeadConnectionIsReplacedWithItsClaims(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	broke := 0
	c := &claims{held: map[string]*claim{}, connect: func(ctx context.Context) (*pgx.Conn, error) {
		return postgres.LockSession(ctx, pool, "dying", time.Minute)
	}, broke: func() { broke++ }}
	defer c.close()
	taken, err := c.take(t.Context(), []string{"kept", "theirs", "done"})
	if err != nil || len(taken) != 3 {
		t.Fatal(taken, err)
	}
	kept, theirs, done := taken[0], taken[1], taken[2]
	c.release(t.Context(), done)
	// Another replica waits for one of them.
	other, err := pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Release()
	waiting := make(chan error)
	go func() {
		_, err := other.Exec(t.Context(), "SELECT pg_advisory_lock(hashtextextended('theirs', $1))", claimSeed)
		waiting <- err
	}()
	// This waits until it is gone, and its claims with it.
	if _, err := pool.Exec(t.Context(), "SELECT pg_terminate_backend($1, 10000)", c.conn.PgConn().PID()); err != nil {
		t.Fatal(err)
	}
	if err := <-waiting; err != nil {
		t.Fatal(err)
	}
	taken, err = c.take(t.Context(), []string{"new", "theirs"})
	if err != nil || len(taken) != 1 || taken[0].key != "new" || broke != 1 {
		t.Errorf("%v %v, told %d times", taken, err, broke)
	}
	if kept.lost.Err() != nil || theirs.lost.Err() == nil {
		t.Errorf("what went on: %v; what another replica has: %v", kept.lost.Err(), theirs.lost.Err())
	}
	var free []bool
	rows, _ := other.Query(t.Context(), "SELECT pg_try_advisory_lock(hashtextextended(k, $1)) FROM unnest('{kept,new,done}'::text[]) AS k", claimSeed)
	if free, err = pgx.CollectRows(rows, pgx.RowTo[bool]); err != nil || free[0] || free[1] || !free[2] {
		t.Errorf("free for another replica: %v %v", free, err)
	}
}

// After an interruption everybody needs a connection of the pool.
func TestTheRelayLooksWithoutWaitingForThePool(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	for range pool.Config().MaxConns {
		conn, err := pool.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Release()
	}
	r := New(Settings{Pool: pool, Now: time.Now})
	defer r.claims.close()
	r.lanes.hasten("fjordvik")
	looking, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	if _, err := r.look(looking, looking); err != nil || looking.Err() != nil {
		t.Error(err, looking.Err())
	}
}
