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
	c := &claims{connect: func(ctx context.Context) (*pgx.Conn, error) {
		return postgres.LockSession(ctx, pool, "frozen", 300*time.Millisecond)
	}}
	defer c.close()
	taken, lost, err := c.take(t.Context(), []string{"lane"})
	if err != nil || len(taken) != 1 {
		t.Fatal(taken, err)
	}
	system := &counted{}
	guarded := claimed{system, c}
	doing, cancel := context.WithCancel(lost)
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
