package relay_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const municipality = "fjordvik"

// clock is real time that a test can move forward.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += by
}

type fixture struct {
	pool   *pgxpool.Pool
	people *person.Store
	store  *submissions.Store
	fake   *fake
	clock  *clock
	told   chan submissions.Submission
	erased chan struct{}
	hold   time.Duration
	// timeout is how long a call to the fagsystem may take.
	timeout time.Duration
	// metrics, if set, is where the relay's numbers are; for one relay only.
	metrics *prometheus.Registry
	files   relay.Files // none, unless set
	keys    vault.Keys
	relays  []*relay.Relay
	mu      sync.Mutex
}

func newFixture(t *testing.T, hold time.Duration) *fixture {
	t.Helper()
	f := &fixture{
		pool: postgrestest.New(t), fake: newFake(t), clock: &clock{},
		told: make(chan submissions.Submission, 10_000), erased: make(chan struct{}, 10_000), hold: hold,
		timeout: 300 * time.Millisecond, keys: vaulttest.Keys(),
	}
	v := vaulttest.Of(t, f.keys)
	f.people = person.New(f.pool, v, f.clock.now)
	f.store = submissions.NewStore(submissions.Settings{
		Pool: f.pool, Vault: v, Sealers: f.people, Now: f.clock.now, Hold: hold, Wake: f.wake,
	})
	return f
}

func (f *fixture) wake() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.relays {
		r.Wake()
	}
}

// SubmissionChanged makes the fixture the relays' Teller.
func (f *fixture) SubmissionChanged(_ context.Context, changed submissions.Submission) relay.Tell {
	return func(context.Context, pgx.Tx) (func(), error) {
		return func() { f.told <- changed }, nil
	}
}

// run starts a replica's relay and gives the function that stops it.
func (f *fixture) run(t *testing.T) (stop func()) {
	t.Helper()
	client, err := fagsystem.New(fagsystem.Settings{
		Municipality: municipality, BaseURL: f.fake.URL, Token: fagsystem.StaticToken("t"),
		Timeout: f.timeout, ProbeEvery: 30 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	metrics := relay.NewMetrics(nil)
	if f.metrics != nil {
		metrics = relay.NewMetrics(f.metrics)
	}
	metrics.Signal(relay.Signals{Erased: func() { f.erased <- struct{}{} }})
	r := relay.New(relay.Settings{
		Pool: f.pool, Fagsystems: map[string]relay.Fagsystem{municipality: client}, People: f.people, Teller: f, Files: f.files, Now: f.clock.now, Metrics: metrics,
	})
	f.mu.Lock()
	f.relays = append(f.relays, r)
	f.mu.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); r.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); <-done; client.Close() })
	t.Cleanup(stop)
	return stop
}

func (f *fixture) author(t *testing.T) uuid.UUID {
	t.Helper()
	who, err := f.people.Ensure(t.Context(), municipality, person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	return who.ID
}

func message(author, caseCopy uuid.UUID, text string) submissions.New {
	return submissions.New{
		Key:   submissions.Key{Municipality: municipality, AuthorID: author, OrderingKey: caseCopy, ID: uuid.Must(uuid.NewV7())},
		World: person.Citizen, CaseCopyID: caseCopy, Kind: contract.SubmissionKindMESSAGE,
		Body: contract.SubmissionBody{Text: &text},
	}
}

func (f *fixture) accept(t *testing.T, n submissions.New) submissions.Submission {
	t.Helper()
	accepted, created, err := f.store.Accept(t.Context(), n)
	if err != nil || !created {
		t.Fatalf("accept: %v %v", created, err)
	}
	return accepted
}

// send accepts messages one after the other and gives their ids.
func (f *fixture) send(t *testing.T, author, caseCopy uuid.UUID, count int) []uuid.UUID {
	t.Helper()
	ids := make([]uuid.UUID, 0, count)
	for i := range count {
		ids = append(ids, f.accept(t, message(author, caseCopy, fmt.Sprintf("melding %d", i))).ID)
	}
	return ids
}

// await waits until open pages were told that this submission is as wanted.
func (f *fixture) await(t *testing.T, id uuid.UUID, state submissions.State, reason submissions.Reason) submissions.Submission {
	t.Helper()
	timeout := time.After(15 * time.Second)
	for {
		select {
		case changed := <-f.told:
			if changed.ID == id && changed.State == state && changed.Reason == reason {
				return changed
			}
		case <-timeout:
			t.Fatalf("%s never became %s %s", id, state, reason)
		}
	}
}

// awaitNumber waits until a question to the database is answered with a number.
func (f *fixture) awaitNumber(t *testing.T, wanted int, question string, arguments ...any) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	timeout := time.After(15 * time.Second)
	for {
		number := 0
		if err := f.pool.QueryRow(t.Context(), question, arguments...).Scan(&number); err != nil {
			t.Fatal(err)
		}
		if number == wanted {
			return
		}
		select {
		case <-again.C:
		case <-timeout:
			t.Fatalf("%d, not %d: %s", number, wanted, question)
		}
	}
}

func (f *fixture) awaitErased(t *testing.T, count int) {
	t.Helper()
	timeout := time.After(20 * time.Second)
	for range count {
		select {
		case <-f.erased:
		case <-timeout:
			t.Fatal("not everything was erased in time")
		}
	}
}

// checkOrder checks that the fagsystem has exactly these, in this order.
func (f *fixture) checkOrder(t *testing.T, caseCopy uuid.UUID, want []uuid.UUID) {
	t.Helper()
	if got := f.fake.order(caseCopy); !slices.Equal(got, want) {
		t.Errorf("the fagsystem has %d submissions\n%v\nwant %d\n%v", len(got), got, len(want), want)
	}
	f.fake.mu.Lock()
	defer f.fake.mu.Unlock()
	if len(f.fake.broken) > 0 {
		t.Errorf("the contract was broken: %v", f.fake.broken)
	}
}
