package audit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/audit/internal/db"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/vault"
)

// ErrStopped says that the recorder has been stopped: the process is ending.
var ErrStopped = errors.New("audit: the recorder has stopped")

// mostInOneInsert bounds one INSERT; the rest goes into the next.
const mostInOneInsert = 500

// insertTimeout is how long a request waits for its row before it fails.
const insertTimeout = 5 * time.Second

// Sealers gives a person's own encryption; person.Store does.
type Sealers interface {
	Sealer(ctx context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error)
}

var _ Sealers = (*person.Store)(nil)

// Recorder writes audit rows. It is safe for concurrent use.
type Recorder struct {
	pool    *pgxpool.Pool
	vault   *vault.Vault
	sealers Sealers
	now     func() time.Time

	queue   chan waiting
	sealNow chan struct{}
	stop    chan struct{}
	written chan struct{} // closed when nothing more will be written
	once    sync.Once
	done    sync.WaitGroup

	headsMu sync.Mutex
	heads   map[string]head // sealed here and not yet told to the log
}

type waiting struct {
	row    row
	result chan error
}

// row is an event as it is stored.
type row struct {
	id       uuid.UUID
	segment  string
	event    Event
	personal []byte
}

// Start makes a recorder and starts its two background loops; Stop ends them.
func Start(pool *pgxpool.Pool, v *vault.Vault, sealers Sealers, now func() time.Time) *Recorder {
	r := &Recorder{
		pool: pool, vault: v, sealers: sealers, now: now,
		queue: make(chan waiting, 4*mostInOneInsert), sealNow: make(chan struct{}, 1), stop: make(chan struct{}),
		written: make(chan struct{}), heads: map[string]head{},
	}
	r.done.Go(r.writeLoop)
	r.done.Go(r.sealLoop)
	return r
}

// Stop writes and seals what is queued, and ends the loops.
func (r *Recorder) Stop() {
	r.once.Do(func() { close(r.stop) })
	r.done.Wait()
}

// Record writes the event and returns when it is durable.
func (r *Recorder) Record(ctx context.Context, event Event) error {
	prepared, err := r.prepare(ctx, event)
	if err != nil {
		return err
	}
	entry := waiting{row: prepared, result: make(chan error, 1)}
	select {
	case <-r.stop:
		return ErrStopped
	case r.queue <- entry:
	case <-ctx.Done():
		return fmt.Errorf("audit: %w", ctx.Err())
	}
	select {
	case err := <-entry.result:
		return err
	case <-ctx.Done():
		return fmt.Errorf("audit: %w", ctx.Err())
	case <-r.written:
		// It queued while the loop was ending: perhaps just in time.
		select {
		case err := <-entry.result:
			return err
		default:
			return ErrStopped
		}
	}
}

// RecordTx writes events within the caller's transaction.
func (r *Recorder) RecordTx(ctx context.Context, tx pgx.Tx, events ...Event) error {
	rows := make([]row, 0, len(events))
	for _, event := range events {
		prepared, err := r.prepare(ctx, event)
		if err != nil {
			return err
		}
		rows = append(rows, prepared)
	}
	if err := insert(ctx, db.New(tx), rows); err != nil {
		return fmt.Errorf("audit: %w", err)
	}
	r.wakeSealer()
	return nil
}

func (r *Recorder) prepare(ctx context.Context, event Event) (row, error) {
	if event.Action == "" || event.Outcome == "" || event.World == "" {
		return row{}, errors.New("audit: an event needs a world, an action and an outcome")
	}
	if event.CorrelationID == "" {
		event.CorrelationID = correlation.ID(ctx)
	}
	if event.At.IsZero() {
		event.At = r.now()
	}
	// Postgres keeps microseconds: the chain is made of what it gives back.
	event.At = event.At.UTC().Truncate(time.Microsecond)
	id, err := uuid.NewV7()
	if err != nil {
		return row{}, err
	}
	prepared := row{id: id, segment: segmentOf(event.At), event: event}
	if event.Personal != "" {
		sealer, err := r.sealers.Sealer(ctx, event.Municipality, event.Person)
		if err != nil {
			return row{}, fmt.Errorf("audit: seal the personal part: %w", err)
		}
		prepared.personal = sealer.Seal(personalPlace(event.Municipality, id), []byte(event.Personal))
	}
	return prepared, nil
}

func (r *Recorder) writeLoop() {
	defer close(r.written)
	for {
		select {
		case first := <-r.queue:
			r.write(r.gather(first))
		case <-r.stop:
			for {
				select {
				case first := <-r.queue:
					r.write(r.gather(first))
				default:
					return
				}
			}
		}
	}
}

// gather takes what queued while the last INSERT was under way.
func (r *Recorder) gather(first waiting) []waiting {
	batch := []waiting{first}
	for len(batch) < mostInOneInsert {
		select {
		case next := <-r.queue:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

func (r *Recorder) write(batch []waiting) {
	ctx, cancel := context.WithTimeout(context.Background(), insertTimeout)
	defer cancel()
	rows := make([]row, len(batch))
	for i, entry := range batch {
		rows[i] = entry.row
	}
	err := insert(ctx, db.New(r.pool), rows)
	if err != nil {
		slog.ErrorContext(ctx, "audit rows could not be written", "rows", len(rows), "error", err.Error())
		err = fmt.Errorf("audit: %w", err)
	}
	for _, entry := range batch {
		entry.result <- err
	}
	r.wakeSealer()
}

func (r *Recorder) wakeSealer() {
	select {
	case r.sealNow <- struct{}{}:
	default:
	}
}

func insert(ctx context.Context, q *db.Queries, rows []row) error {
	var p db.InsertParams
	for _, row := range rows {
		p.Ids = append(p.Ids, row.id)
		p.Segments = append(p.Segments, row.segment)
		p.Ats = append(p.Ats, row.event.At)
		p.Municipalities = append(p.Municipalities, row.event.Municipality)
		p.PersonIds = append(p.PersonIds, row.event.Person)
		p.Worlds = append(p.Worlds, string(row.event.World))
		p.Actions = append(p.Actions, row.event.Action)
		p.ObjectKinds = append(p.ObjectKinds, row.event.ObjectKind)
		p.ObjectIds = append(p.ObjectIds, row.event.ObjectID)
		p.AboutPersonIds = append(p.AboutPersonIds, row.event.About)
		p.Outcomes = append(p.Outcomes, string(row.event.Outcome))
		p.CorrelationIds = append(p.CorrelationIds, row.event.CorrelationID)
		p.Personals = append(p.Personals, append([]byte{}, row.personal...))
		p.Relations = append(p.Relations, row.event.Relation)
	}
	return q.Insert(ctx, p)
}

func segmentOf(at time.Time) string { return at.UTC().Format("2006-01") }

func personalPlace(municipality string, id uuid.UUID) vault.Place {
	return vault.Place{Table: "audit_event", Municipality: municipality, Row: id.String(), Column: "personal"}
}
