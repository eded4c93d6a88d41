package drafts_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/vault/vaulttest"
)

type fixture struct {
	pool  *pgxpool.Pool
	store *drafts.Store
	key   drafts.Key
	now   time.Time
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{pool: postgrestest.New(t), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return f.now }
	people := person.New(f.pool, vaulttest.New(t), clock)
	mother, err := people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	f.store = drafts.NewStore(f.pool, people, clock)
	f.key = drafts.Key{Municipality: "fjordvik", PersonID: mother.ID, For: uuid.New()}
	return f
}

func (f *fixture) save(t *testing.T, text string, revision int64) drafts.Draft {
	t.Helper()
	saved, err := f.store.Save(t.Context(), f.key, text, revision)
	if err != nil {
		t.Fatalf("save %q on %d: %v", text, revision, err)
	}
	return saved
}

func (f *fixture) conflict(t *testing.T, text string, revision int64) drafts.Draft {
	t.Helper()
	_, err := f.store.Save(t.Context(), f.key, text, revision)
	var conflict *drafts.Conflict
	if !errors.As(err, &conflict) {
		t.Fatalf("save %q on %d: %v, want a conflict", text, revision, err)
	}
	return conflict.Saved
}

func TestNothingIsOverwrittenFromAnotherDevice(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if none, err := f.store.Find(t.Context(), f.key); err != nil || none != (drafts.Draft{}) {
		t.Fatalf("%+v %v", none, err)
	}
	first := f.save(t, "Hei", 0)
	second := f.save(t, "Hei du", first.Revision)
	if saved := f.conflict(t, "Noe annet", first.Revision); saved != second {
		t.Fatalf("the conflict shows %+v", saved)
	}
	f.conflict(t, "Noe nytt", 0)
	// A save whose answer got lost, repeated.
	if again := f.save(t, "Hei du", first.Revision); again != second {
		t.Fatalf("%+v", again)
	}
}

func TestARemovedDraftStaysRemoved(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	saved := f.save(t, "Hei", 0)
	f.save(t, "", saved.Revision)
	if none, err := f.store.Find(t.Context(), f.key); err != nil || none != (drafts.Draft{}) {
		t.Fatalf("%+v %v", none, err)
	}
	// A late automatic save of the tab that had the old one.
	f.conflict(t, "Hei igjen", saved.Revision)
	if next := f.save(t, "Noe nytt", 0); next.Revision <= saved.Revision {
		t.Fatalf("the revision went back to %d", next.Revision)
	}
}

func TestTwoDevicesThatBeginAtOnceDontBothWin(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		won   int
	)
	for _, text := range []string{"a", "b", "c", "d"} {
		group.Go(func() {
			_, err := f.store.Save(context.Background(), f.key, text, 0)
			var conflict *drafts.Conflict
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case !errors.As(err, &conflict):
				t.Error(err)
			}
		})
	}
	group.Wait()
	if won != 1 {
		t.Fatalf("%d devices won", won)
	}
}

func TestAnUndoneMessageStandsBeforeWhatWasWrittenSince(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.save(t, "Og en ting til", 0)
	restore := func(text string) drafts.Draft {
		var draft drafts.Draft
		err := pgx.BeginFunc(t.Context(), f.pool, func(tx pgx.Tx) error {
			var err error
			draft, err = f.store.Restore(t.Context(), tx, f.key, text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return draft
	}
	if draft := restore("Hei"); draft.Text != "Hei\n\nOg en ting til" {
		t.Fatalf("%q", draft.Text)
	}
}

func TestDraftsAreSealedAndExpire(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.save(t, "hemmelig tekst", 0)
	var readable bool
	err := f.pool.QueryRow(t.Context(), "SELECT bool_or(position('hemmelig' IN encode(sealed_text, 'escape')) > 0) FROM draft").Scan(&readable)
	if err != nil || readable {
		t.Fatalf("readable: %v %v", readable, err)
	}
	f.now = f.now.Add(drafts.KeepFor - time.Minute)
	if deleted, err := f.store.Expire(t.Context()); err != nil || deleted != 0 {
		t.Fatalf("too early: %d %v", deleted, err)
	}
	f.now = f.now.Add(2 * time.Minute)
	if deleted, err := f.store.Expire(t.Context()); err != nil || deleted != 1 {
		t.Fatalf("%d %v", deleted, err)
	}
}
