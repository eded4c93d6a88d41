package audit_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

type fixture struct {
	pool     *pgxpool.Pool
	vault    *vault.Vault
	people   *person.Store
	recorder *audit.Recorder
	now      atomic.Pointer[time.Time]
	who      person.Person
}

func setUp(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{pool: postgrestest.New(t), vault: vaulttest.New(t)}
	f.set(time.Date(2026, 11, 22, 12, 0, 0, 123456789, time.UTC))
	f.people = person.New(f.pool, f.vault, time.Now)
	f.recorder = audit.Start(f.pool, f.vault, f.people, func() time.Time { return *f.now.Load() })
	t.Cleanup(f.recorder.Stop)
	var err error
	if f.who, err = f.people.EnsureCitizen(context.Background(), "fjordvik", "14838612149", "fs-1"); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fixture) set(at time.Time) { f.now.Store(&at) }

func (f *fixture) event(object string) audit.Event {
	return audit.Event{
		Municipality: "fjordvik", Person: f.who.ID, World: person.Citizen, Action: "document.read",
		ObjectKind: "document", ObjectID: object, About: f.who.ID, Outcome: audit.Allowed, Personal: "sid-of-the-provider",
	}
}

func (f *fixture) record(t *testing.T, objects ...string) {
	t.Helper()
	for _, object := range objects {
		if err := f.recorder.Record(context.Background(), f.event(object)); err != nil {
			t.Fatal(err)
		}
	}
}

func (f *fixture) sealed(t *testing.T, known ...audit.Head) audit.Report {
	t.Helper()
	// The loop seals too, and only one at a time can: a seal that found the
	// lock taken returns at once, so ask until nothing waits.
	for waiting := true; waiting; {
		if err := f.recorder.Seal(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := f.pool.QueryRow(context.Background(), "SELECT EXISTS (SELECT FROM audit_unsealed u JOIN audit_event e ON e.id = u.event_id)").Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	report, err := f.recorder.Verify(context.Background(), known...)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// behind runs statements as somebody who owns the database would.
func (f *fixture) behind(t *testing.T, statements ...string) {
	t.Helper()
	err := pgx.BeginFunc(context.Background(), f.pool, func(tx pgx.Tx) error {
		for _, statement := range append([]string{"SET LOCAL session_replication_role = replica"}, statements...) {
			if _, err := tx.Exec(context.Background(), statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestARecordedEventIsDurableAndSaysNothingPersonal(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	ctx := correlation.With(context.Background(), "c-1")
	if err := f.recorder.Record(ctx, f.event("d-1")); err != nil {
		t.Fatal(err)
	}
	var row string
	if err := f.pool.QueryRow(ctx, "SELECT audit_event::text FROM audit_event").Scan(&row); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(row, "document.read") || !strings.Contains(row, "c-1") || strings.Contains(row, "sid-of") {
		t.Fatal(row)
	}
	about, err := f.recorder.About(ctx, "fjordvik", f.who.ID, 10)
	if err != nil || len(about) != 1 || about[0].ObjectID != "d-1" || about[0].Person != f.who.ID {
		t.Fatalf("%+v (%v)", about, err)
	}
}

func TestManyAtOnceAreAllSealed(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	var group errgroup.Group
	const writers, each = 20, 25
	for range writers {
		group.Go(func() error {
			for range each {
				if err := f.recorder.Record(context.Background(), f.event(uuid.NewString())); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	if report := f.sealed(t); report.Sealed != writers*each || len(report.Problems) > 0 {
		t.Fatalf("%+v", report)
	}
}

func TestAnEventWithinATransactionComesAndGoesWithIt(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	ctx := context.Background()
	undone := errors.New("undone")
	err := pgx.BeginFunc(ctx, f.pool, func(tx pgx.Tx) error {
		if err := f.recorder.RecordTx(ctx, tx, f.event("d-1"), f.event("d-2")); err != nil {
			return err
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	err = pgx.BeginFunc(ctx, f.pool, func(tx pgx.Tx) error { return f.recorder.RecordTx(ctx, tx, f.event("d-3"), f.event("d-4")) })
	if err != nil {
		t.Fatal(err)
	}
	if report := f.sealed(t); report.Sealed != 2 || len(report.Problems) > 0 {
		t.Fatalf("%+v", report)
	}
}

func TestTheTableIsAppendOnly(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.record(t, "d-1")
	f.sealed(t)
	for _, statement := range []string{
		"UPDATE audit_event SET outcome = 'denied'", "DELETE FROM audit_event", "TRUNCATE audit_event",
		"UPDATE audit_seal SET position = 7", "DELETE FROM audit_seal", "TRUNCATE audit_seal",
	} {
		if _, err := f.pool.Exec(context.Background(), statement); err == nil {
			t.Errorf("%s: accepted", statement)
		}
	}
}

func TestTamperingAndLossAreFound(t *testing.T) {
	t.Parallel()
	attacks := map[string][]string{
		"a row was changed":    {"UPDATE audit_event SET outcome = 'denied' WHERE object_id = 'd-2'"},
		"a person was":         {"UPDATE audit_event SET person_id = NULL WHERE object_id = 'd-2'"},
		"a row was removed":    {"DELETE FROM audit_event WHERE object_id = 'd-2'"},
		"with its seal":        {"DELETE FROM audit_seal WHERE event_id = (SELECT id FROM audit_event WHERE object_id = 'd-2')", "DELETE FROM audit_event WHERE object_id = 'd-2'"},
		"closing up the gap":   {"DELETE FROM audit_seal WHERE position = 2", "DELETE FROM audit_event WHERE object_id = 'd-2'", "UPDATE audit_seal SET position = 2 WHERE position = 3"},
		"the end was cut off":  {"DELETE FROM audit_seal WHERE position = 3", "DELETE FROM audit_event WHERE object_id = 'd-3'"},
		"all was":              {"DELETE FROM audit_seal", "DELETE FROM audit_event", "DELETE FROM audit_segment"},
		"a seal was removed":   {"DELETE FROM audit_seal WHERE position = 3"},
		"two rows swapped":     {"UPDATE audit_event SET object_id = CASE object_id WHEN 'd-1' THEN 'd-2' WHEN 'd-2' THEN 'd-1' ELSE object_id END"},
		"a row was added":      {"INSERT INTO audit_event SELECT gen_random_uuid(), segment, at, municipality, person_id, world, action, object_kind, 'd-9', about_person_id, outcome, correlation_id, personal FROM audit_event LIMIT 1"},
		"before it was sealed": {"INSERT INTO audit_unsealed VALUES (gen_random_uuid())"},
	}
	for name, statements := range attacks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setUp(t)
			f.record(t, "d-1", "d-2", "d-3")
			before := f.sealed(t)
			if before.Sealed != 3 || len(before.Problems) > 0 {
				t.Fatalf("%+v", before)
			}
			f.recorder.Stop()
			f.behind(t, statements...)
			after, err := f.recorder.Verify(context.Background(), before.Heads...)
			if err != nil || len(after.Problems) == 0 {
				t.Fatalf("not found: %+v (%v)", after, err)
			}
		})
	}
}

func TestAMonthIsRetiredWholeAndTheRestStillFits(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	ctx := context.Background()
	f.record(t, "d-1", "d-2")
	f.sealed(t)
	if err := f.recorder.Retire(ctx, "2026-11"); err == nil {
		t.Fatal("the running month was retired")
	}
	f.set(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC))
	f.record(t, "d-3")
	f.sealed(t)
	if err := f.recorder.Retire(ctx, "2026-11"); err != nil {
		t.Fatal(err)
	}
	if report := f.sealed(t); report.Sealed != 1 || len(report.Problems) > 0 {
		t.Fatalf("%+v", report)
	}
	var left int
	if err := f.pool.QueryRow(ctx, "SELECT count(*) FROM audit_event").Scan(&left); err != nil || left != 1 {
		t.Fatalf("%d (%v)", left, err)
	}
}

func TestWhatCannotBeWrittenFails(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.record(t, "d-1")
	ctx := context.Background()
	if err := f.recorder.Record(ctx, audit.Event{World: person.Citizen}); err == nil {
		t.Error("an event without an action was accepted")
	}
	if _, err := f.pool.Exec(ctx, "ALTER TABLE audit_event RENAME TO gone"); err != nil {
		t.Fatal(err)
	}
	if err := f.recorder.Record(ctx, f.event("d-2")); err == nil {
		t.Error("recorded into nothing")
	}
	f.recorder.Stop()
	if err := f.recorder.Record(ctx, f.event("d-3")); !errors.Is(err, audit.ErrStopped) {
		t.Errorf("recorded after the end: %v", err)
	}
}
