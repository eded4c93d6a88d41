package attachments_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/jobs"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/bff/virus"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// TestMain lets this test's own program be the child that examines.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "examine" {
		if err := examine.Serve(os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

type world struct {
	pool    *pgxpool.Pool
	store   *attachments.Store
	handed  *submissions.Store
	place   attachments.Place
	changed chan attachments.Attachment
	took    *taker
	metrics *prometheus.Registry
	// received are the files in the fagsystem of which both sides were told.
	received chan attachments.Received
	scanner  *scanner

	mu    sync.Mutex
	ahead time.Duration
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.ahead)
}

// AttachmentChanged makes the world the store's Teller.
func (w *world) AttachmentChanged(_ context.Context, _ pgx.Tx, changed attachments.Attachment) (func(), error) {
	return func() { w.changed <- changed }, nil
}

// ReceivedChanged does too.
func (w *world) ReceivedChanged(_ context.Context, file attachments.Received) func(context.Context, pgx.Tx) (func(), error) {
	return func(context.Context, pgx.Tx) (func(), error) { return func() { w.received <- file }, nil }
}

// scanner is a real one that tells which signatures it knows as a test likes.
type scanner struct {
	*virus.Scanner
	signatures atomic.Pointer[string]
}

func (s *scanner) Signatures() string {
	if told := s.signatures.Load(); told != nil {
		return *told
	}
	return s.Scanner.Signatures()
}

// taker is a fagsystem.
type taker struct {
	has    map[attachments.Received]*held
	coming coming

	mu       sync.Mutex
	content  map[uuid.UUID]string
	withheld map[uuid.UUID]contract.Withheld
	err      error
	// poison are files at which it always fails.
	poison map[uuid.UUID]error
}

func (f *taker) PutAttachmentContent(_ context.Context, _, _, id uuid.UUID, _ string, size int64, content io.Reader) error {
	all, err := io.ReadAll(content)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return f.err
	}
	if poisoned := f.poison[id]; poisoned != nil {
		return poisoned
	}
	if err == nil && int64(len(all)) != size {
		err = errors.New("another size")
	}
	f.content[id] = string(all)
	return err
}

func (f *taker) PutAttachmentWithheld(_ context.Context, _, _, id uuid.UUID, withheld contract.Withheld) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.withheld[id] = withheld
	return f.err
}

func newWorld(t *testing.T, address string) *world {
	t.Helper()
	w := &world{
		pool: postgrestest.New(t), changed: make(chan attachments.Attachment, 1000), received: make(chan attachments.Received, 1000),
		took: &taker{content: map[uuid.UUID]string{}, withheld: map[uuid.UUID]contract.Withheld{}, has: map[attachments.Received]*held{}},
	}
	w.scanner = &scanner{Scanner: virus.New(address, 1<<20, w.now, nil)}
	w.metrics = prometheus.NewRegistry()
	keys := vaulttest.New(t)
	people := person.New(w.pool, keys, w.now)
	author, err := people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	w.place = attachments.Place{Municipality: "fjordvik", AuthorID: author.ID, World: person.Citizen, CaseCopyID: uuid.New()}
	w.handed = submissions.NewStore(submissions.Settings{Pool: w.pool, Vault: keys, Sealers: people, Now: w.now, Hold: time.Hour})
	w.store = attachments.NewStore(attachments.Settings{
		Pool: w.pool, Vault: keys, Sealers: people, Teller: w, Now: w.now, Metrics: w.metrics,
		Examiner: examine.Child{Patience: 2 * time.Minute}, // with the race detector, beside other tests

		Scanner: w.scanner, Fagsystems: map[string]attachments.Fagsystem{"fjordvik": w.took},
	})
	runner, err := jobs.New(w.pool, nil, []jobs.Queue{
		{Name: attachments.Queue, AtOnce: attachments.AtOnce}, {Name: attachments.ReceivedQueue, AtOnce: attachments.ReceivedAtOnce},
	}, w.store.Register)
	if err != nil {
		t.Fatal(err)
	}
	w.store.Use(runner.Client())
	stop, err := runner.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return w
}

func (w *world) add(t *testing.T, name string, content []byte) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	added, created, err := w.store.Add(t.Context(), w.place, id, name, bytes.NewReader(content))
	if err != nil || !created || added.State != attachments.Waiting {
		t.Fatalf("%s: %+v, created %t, %v", name, added, created, err)
	}
	return id
}

// concluded waits until a file has been decided about.
func (w *world) concluded(t *testing.T, id uuid.UUID) attachments.Attachment {
	t.Helper()
	deadline := time.After(60 * time.Second)
	for {
		select {
		case changed := <-w.changed:
			if changed.ID == id && changed.State != attachments.Waiting {
				return changed
			}
		case <-deadline:
			t.Fatal("nothing was decided")
		}
	}
}

// send accepts a message with files, as if it were registered when registered is true.
func (w *world) send(t *testing.T, registered bool, ids ...uuid.UUID) (uuid.UUID, error) {
	t.Helper()
	id, text := uuid.Must(uuid.NewV7()), ""
	_, _, err := w.handed.Accept(t.Context(), submissions.New{
		Key:   submissions.Key{Municipality: "fjordvik", AuthorID: w.place.AuthorID, OrderingKey: w.place.CaseCopyID, ID: id},
		World: person.Citizen, CaseCopyID: w.place.CaseCopyID, Kind: contract.SubmissionKindMESSAGE,
		Body:   contract.SubmissionBody{Text: &text, Attachments: ids},
		Within: func(tx pgx.Tx) error { return w.store.Bind(t.Context(), tx, w.place, id, ids) },
	})
	if err == nil && registered {
		w.exec(t, `UPDATE submission SET state = 'REGISTERED' WHERE id = $1`, id)
	}
	return id, err
}

func (w *world) exec(t *testing.T, sql string, arguments ...any) {
	t.Helper()
	if _, err := w.pool.Exec(t.Context(), sql, arguments...); err != nil {
		t.Fatal(err)
	}
}

func (w *world) count(t *testing.T, sql string) int {
	t.Helper()
	var count int
	if err := w.pool.QueryRow(t.Context(), sql).Scan(&count); err != nil {
		t.Fatal(err)
	}
	return count
}

func (w *world) handOverAll(t *testing.T) int {
	t.Helper()
	due, err := w.store.Due(t.Context(), []string{"fjordvik"})
	if err != nil {
		t.Fatal(err)
	}
	done := 0
	for _, key := range due["fjordvik"] {
		handed, err := w.store.HandOver(t.Context(), "fjordvik", key)
		if err != nil {
			t.Error(err)
		}
		if handed {
			done++
		}
	}
	return done
}

func waitFor(t *testing.T, holds func() bool) {
	t.Helper()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	deadline := time.After(30 * time.Second)
	for !holds() {
		select {
		case <-ticker.C:
		case <-deadline:
			t.Fatal("it never came so far")
		}
	}
}
