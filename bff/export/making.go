package export

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// Queue is the jobs' own, so that archives don't hold up anything else.
	Queue = "export"
	// AtOnce bounds how many are made at the same time on each replica.
	AtOnce = 2
	// mostTurn is how long one job works; then another one goes on, maybe elsewhere.
	mostTurn = 3 * time.Second
	// lease is how long nothing may be heard of a replica before another one takes
	// over; it is renewed three times as often.
	lease = 15 * time.Second
	// mostMaking ends a job that hangs.
	mostMaking = 5 * time.Minute
	// mostPatience is the longest wait after a failure.
	mostPatience = time.Minute
	// tries is how often a file is tried before it is said that it couldn't be had.
	tries = 4
)

// makeArgs are a job's arguments: ids only. Turn makes a job that takes over
// another one than the one that died.
type makeArgs struct {
	ID   uuid.UUID `json:"id"`
	Turn int32     `json:"turn"`
}

// Kind names the job.
func (makeArgs) Kind() string { return "export.make" }

type makeWorker struct {
	river.WorkerDefaults[makeArgs]
	store *Store
}

// Work makes as much as one turn allows. What failed is tried by another job, so
// that this one never fails.
func (w *makeWorker) Work(ctx context.Context, job *river.Job[makeArgs]) error {
	return w.store.work(ctx, job.Args.ID)
}

// Timeout is this job's own.
func (w *makeWorker) Timeout(*river.Job[makeArgs]) time.Duration { return mostMaking }

// Register adds the workers.
func (s *Store) Register(workers *river.Workers) {
	river.AddWorker(workers, &makeWorker{store: s})
	river.AddWorker(workers, &recheckWorker{store: s})
}

// Use gives the client that jobs are added with.
func (s *Store) Use(jobs *river.Client[pgx.Tx]) { s.jobs = jobs }

func (s *Store) enqueue(ctx context.Context, tx pgx.Tx, args makeArgs) error {
	// Whatever it fails at, TakeOver orders it anew.
	_, err := s.jobs.InsertTx(ctx, tx, args, &river.InsertOpts{Queue: Queue, MaxAttempts: 1})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// TakeOver orders jobs for what nobody makes any more: a replica that is gone is
// replaced, and what failed is tried again when its wait is over.
func (s *Store) TakeOver(ctx context.Context) error {
	forgotten, err := s.queries.ListForgotten(ctx, s.settings.Now())
	if err != nil || len(forgotten) == 0 {
		return err
	}
	return pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		for _, one := range forgotten {
			if err := s.enqueue(ctx, tx, makeArgs{ID: one.ID, Turn: one.Turn}); err != nil {
				return err
			}
		}
		return nil
	})
}

// making is one turn at one order.
type making struct {
	store  *Store
	row    db.CaseExport
	actor  *session.Actor
	found  access.Case
	sealer *vault.Sealer
	system Fagsystem
	order  []uuid.UUID
	size   int64
}

// work claims an order, makes what it can in a turn and lets go. Nothing it
// leaves behind is lost; nothing that another one makes meanwhile is doubled.
func (s *Store) work(ctx context.Context, id uuid.UUID) error {
	now := s.settings.Now()
	row, err := s.queries.Claim(ctx, db.ClaimParams{ID: id, Now: now, Until: now.Add(lease)})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // somebody else's, or ended
	}
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go s.renew(ctx, row, stop)
	m := &making{store: s, row: row, size: row.Size}
	more, err := m.turn(ctx)
	return s.conclude(context.WithoutCancel(ctx), m, more, err)
}

// renew says every so often that somebody is at work, and stops the work when it
// is somebody else's by now, or has ended.
func (s *Store) renew(ctx context.Context, row db.CaseExport, stop context.CancelFunc) {
	ticker := time.NewTicker(lease / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		kept, err := s.queries.Renew(ctx, db.RenewParams{ID: row.ID, Turn: row.Turn, Until: s.settings.Now().Add(lease)})
		if err == nil && kept == 0 {
			stop()
			return
		}
	}
}

// conclude is the end of a turn.
func (s *Store) conclude(ctx context.Context, m *making, more bool, err error) error {
	ctx, cancel := context.WithTimeout(ctx, lease)
	defer cancel()
	switch {
	case err == nil && !more, errors.Is(err, errLost), errors.Is(err, errGone):
		return nil
	case errors.Is(err, errTooLarge):
		return s.endMaking(ctx, m, portal.ExportStateTOOLARGE)
	case errors.Is(err, access.ErrNotFound), errors.Is(err, access.ErrStepUpNeeded):
		return s.endMaking(ctx, m, portal.ExportStateSTOPPED)
	case errors.Is(err, errChanged):
		return s.endMaking(ctx, m, portal.ExportStateVOID)
	}
	failures, until := int32(0), s.settings.Now()
	if err != nil {
		slog.WarnContext(ctx, "an archive of a case can't be made now", "municipality", m.row.Municipality, "error", err.Error())
		failures = m.row.Failures + 1
		until = until.Add(min(time.Duration(failures)*time.Second, mostPatience))
	}
	return pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		err := s.queries.WithTx(tx).LetGo(ctx, db.LetGoParams{ID: m.row.ID, Turn: m.row.Turn, Until: until, Failures: failures})
		if err != nil || failures > 0 {
			return err // TakeOver goes on when the wait is over
		}
		return s.enqueue(ctx, tx, makeArgs{ID: m.row.ID, Turn: m.row.Turn})
	})
}

// endMaking ends an order by the one whose turn it is, and erases what there is.
func (s *Store) endMaking(ctx context.Context, m *making, as state) error {
	now := s.settings.Now()
	return pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		queries := s.queries.WithTx(tx)
		ended, err := queries.EndMaking(ctx, db.EndMakingParams{ID: m.row.ID, Turn: m.row.Turn, State: string(as), Now: &now})
		if err != nil || ended == 0 {
			return err
		}
		return erase(ctx, queries, m.row.ID)
	})
}

// errChanged: something was taken back while it was made.
var errChanged = errors.New("export: something in it was taken back")

// turn makes one item after the other; more tells that some are left.
func (m *making) turn(ctx context.Context) (more bool, err error) {
	if err := m.prepare(ctx); err != nil {
		return false, err
	}
	began := time.Now()
	for int(m.row.Done) < m.total() {
		if time.Since(began) > m.store.settings.Turn || ctx.Err() != nil {
			return true, nil
		}
		// Each part is decided about at the moment when it is read.
		if m.found, err = m.store.decide(ctx, m.actor, m.row.CaseCopyID); err != nil {
			return false, err
		}
		if err := m.next(ctx); err != nil {
			return false, err
		}
	}
	return false, m.finish(ctx)
}

// actorOf is whoever ordered it: at the certain level, without which nobody
// orders or fetches one.
func (s *Store) actorOf(ctx context.Context, row db.CaseExport) (*session.Actor, error) {
	who, err := s.settings.People.Find(ctx, row.Municipality, row.PersonID)
	if err != nil {
		return nil, fmt.Errorf("export: whose it is: %w", err)
	}
	return &session.Actor{World: session.Citizen, Level: session.High, Language: row.Language, Persons: []session.PersonRef{{
		Municipality: row.Municipality, PersonID: row.PersonID, FagsystemPersonID: who.FagsystemPersonID,
	}}}, nil
}

// decide tells whether the case may still be taken along. It is the portal that
// asks: where a right has ended, nobody has tried anything.
func (s *Store) decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (access.Case, error) {
	found, err := s.settings.Access.Holds(ctx, actor, caseCopyID)
	if err == nil && found.ExportOff {
		err = access.ErrNotFound
	}
	return found, err
}

// prepare finds out what there is to make, once for all turns.
func (m *making) prepare(ctx context.Context) (err error) {
	s := m.store
	if m.actor, err = s.actorOf(ctx, m.row); err != nil {
		return err
	}
	if m.sealer, err = s.settings.People.Sealer(ctx, m.row.Municipality, m.row.PersonID); err != nil {
		return err
	}
	if m.found, err = s.decide(ctx, m.actor, m.row.CaseCopyID); err != nil {
		return err
	}
	if m.system = s.settings.Fagsystem(m.row.Municipality); m.system == nil {
		return access.ErrNotFound
	}
	if m.row.SealedOrder != nil {
		plain, err := m.sealer.Open(orderPlace(m.row.Municipality, m.row.ID), m.row.SealedOrder)
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		return json.Unmarshal(plain, &m.order)
	}
	return m.count(ctx)
}

// count notes which entries belong into it.
func (m *making) count(ctx context.Context) error {
	m.order = []uuid.UUID{}
	if m.found.May.Documents {
		entries, _, err := allEntries(ctx, m.system, m.row.CaseCopyID)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if entry.Released == contract.EntryReleasedFULL {
				m.order = append(m.order, entry.EntryId)
			}
		}
	}
	plain, err := json.Marshal(m.order)
	if err != nil {
		return err
	}
	now, total := m.store.settings.Now(), int32(m.total())
	counted, err := m.store.queries.Count(ctx, db.CountParams{
		ID: m.row.ID, Turn: m.row.Turn, Total: &total, Now: &now, SealedOrder: m.sealer.Seal(orderPlace(m.row.Municipality, m.row.ID), plain),
	})
	if err == nil && counted == 0 {
		err = errLost
	}
	m.row.ShowsAt, m.row.Total = &now, &total
	return err
}

// total: the entries, the conversation, the first page.
func (m *making) total() int { return len(m.order) + 2 }

// next makes the next item and keeps it.
func (m *making) next(ctx context.Context) error {
	number := int(m.row.Done) + 1
	// What a turn that broke off has left of it.
	if err := m.writing(ctx, func(queries *db.Queries) error {
		return queries.EraseItemChunks(ctx, db.EraseItemChunksParams{ExportID: m.row.ID, Item: int32(number)})
	}); err != nil {
		return err
	}
	before := m.size
	var made item
	var err error
	switch number {
	case m.total():
		made, err = m.firstPage(ctx, number)
	case m.total() - 1:
		made, err = m.conversation(ctx, number)
	default:
		made, err = m.entry(ctx, number, m.order[number-1])
	}
	if err != nil {
		m.size = before
		return err
	}
	plain, err := json.Marshal(made)
	if err != nil {
		return err
	}
	sealed := m.sealer.Seal(itemPlace(m.row.Municipality, m.row.ID, number), plain)
	err = m.writing(ctx, func(queries *db.Queries) error {
		if err := queries.AddItem(ctx, db.AddItemParams{ExportID: m.row.ID, Number: int32(number), Sealed: sealed}); err != nil {
			return err
		}
		_, err := queries.ItemDone(ctx, db.ItemDoneParams{ID: m.row.ID, Turn: m.row.Turn, Size: m.size})
		return err
	})
	if err == nil {
		m.row.Done++
		m.row.Failures = 0
	}
	return err
}

// finish looks at the whole once more and says that it is ready.
func (m *making) finish(ctx context.Context) error {
	held, err := m.store.holds(ctx, m.row)
	if err != nil {
		return err
	}
	shown, err := m.store.stillShown(ctx, m.actor, m.found, m.row, held)
	switch {
	case err != nil:
		return err
	case !shown:
		return errChanged
	}
	err = m.store.settings.Audit.Record(ctx, audit.Event{
		Municipality: m.row.Municipality, World: audit.System, Action: "export.make", ObjectKind: "case-copy",
		ObjectID: m.row.CaseCopyID.String(), About: m.row.PersonID, Outcome: audit.Allowed,
	})
	if err != nil {
		return err
	}
	tell, err := m.store.settings.Tell(ctx, m.row.Municipality, m.row.PersonID, m.row.CaseCopyID, m.row.ID)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, m.store.settings.Pool, func(tx pgx.Tx) error {
		if tell != nil {
			if err := tell(ctx, tx); err != nil {
				return err
			}
		}
		now := m.store.settings.Now()
		ready, err := m.store.queries.WithTx(tx).Ready(ctx, db.ReadyParams{ID: m.row.ID, Turn: m.row.Turn, Now: &now})
		if err == nil && ready == 0 {
			return errLost
		}
		return err
	})
}

// name of a file in the archive: numbers only, so that it tells nothing and
// leads nowhere else.
func name(folder string, numbers []int, extension string) string {
	text := ""
	for i, number := range numbers {
		if i > 0 {
			text += "-"
		}
		text += fmt.Sprintf("%03d", number)
	}
	return folder + "/" + text + cmp.Or(extension, ".bin")
}
