package relay_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/submissions"
)

// TestWhatHungIsRepeatedOnceTheFagsystemIsWell would wait for the client's time
// limit otherwise, which is longer than the test's.
func TestWhatHungIsRepeatedOnceTheFagsystemIsWell(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.timeout = time.Minute
	hangs := []fault{hangBefore, hangAfter}
	f.fake.fault = func(uuid.UUID) fault {
		if len(hangs) == 0 {
			return none
		}
		first := hangs[0]
		hangs = hangs[1:]
		return first
	}
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	ids := f.send(t, author, caseCopy, 3)
	f.await(t, ids[2], submissions.Registered, submissions.NoReason)
	f.checkOrder(t, caseCopy, ids)
}

func TestASlowFagsystemGetsTheTimeItNeeds(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.timeout = time.Minute
	f.fake.fault = func(uuid.UUID) fault { return slow }
	f.run(t)
	caseCopy := uuid.New()
	sent := f.accept(t, message(f.author(t), caseCopy, "en"))
	f.await(t, sent.ID, submissions.Registered, submissions.NoReason)
	f.checkOrder(t, caseCopy, []uuid.UUID{sent.ID})
}

// statements counts what is asked of Postgres, by the queries' names.
type statements struct {
	mu    sync.Mutex
	count map[string]int
}

func (s *statements) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	name, found := strings.CutPrefix(data.SQL, "-- name: ")
	if found {
		name, _, _ = strings.Cut(name, " ")
		s.mu.Lock()
		s.count[name]++
		s.mu.Unlock()
	}
	return ctx
}

func (s *statements) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TestEachOfABacklogCostsOneQuestion keeps what waits behind a fault short: a
// lane of twenty is delivered with twenty calls and little more than twenty
// statements, and erased with few.
func TestEachOfABacklogCostsOneQuestion(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	counted := &statements{count: map[string]int{}}
	settings := f.pool.Config()
	settings.ConnConfig.Tracer = counted
	pool, err := pgxpool.NewWithConfig(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	author, caseCopy := f.author(t), uuid.New()
	ids := f.send(t, author, caseCopy, 20)
	f.pool = pool
	f.run(t)
	f.awaitErased(t, len(ids))
	f.checkOrder(t, caseCopy, ids)
	counted.mu.Lock()
	defer counted.mu.Unlock()
	if counted.count["Register"] != len(ids) {
		t.Errorf("%v: each is registered in a statement of its own", counted.count)
	}
	// Once for the whole lane, and once more where the relay looked again.
	if taken := counted.count["TakeHead"]; taken == 0 || taken > 3 {
		t.Errorf("%v: the next one comes along with the registration", counted.count)
	}
	if all := counted.count["Erase"]; all > len(ids)/2 {
		t.Errorf("%v: what was registered together is erased together", counted.count)
	}
	f.fake.mu.Lock()
	defer f.fake.mu.Unlock()
	if f.fake.puts != len(ids) {
		t.Errorf("%d calls for %d", f.fake.puts, len(ids))
	}
}
