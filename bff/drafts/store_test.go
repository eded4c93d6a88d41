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
	pool   *pgxpool.Pool
	store  *drafts.Store
	people *person.Store
	key    drafts.Key
	now    time.Time
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{pool: postgrestest.New(t), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return f.now }
	f.people = person.New(f.pool, vaulttest.New(t), clock)
	mother, err := f.people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	f.store = drafts.NewStore(f.pool, f.people, clock)
	f.key = drafts.Key{Municipality: "fjordvik", PersonID: mother.ID, For: uuid.New()}
	return f
}

func (f *fixture) save(t *testing.T, text string, revision int64) drafts.Draft {
	t.Helper()
	saved, err := f.store.Save(t.Context(), f.key, drafts.Written{Text: text}, drafts.Base{Revision: revision}, uuid.New())
	if err != nil {
		t.Fatalf("save %q on %d: %v", text, revision, err)
	}
	return saved
}

func (f *fixture) conflict(t *testing.T, text string, revision int64) drafts.Draft {
	t.Helper()
	_, err := f.store.Save(t.Context(), f.key, drafts.Written{Text: text}, drafts.Base{Revision: revision}, uuid.New())
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
	none, err := f.store.Find(t.Context(), f.key)
	if err != nil || none.Text != "" || none.Revision <= saved.Revision {
		t.Fatalf("%+v %v", none, err)
	}
	// A late automatic save of the tab that had the old one, and of one that had none.
	f.conflict(t, "Hei igjen", saved.Revision)
	f.conflict(t, "Hei", 0)
	if next := f.save(t, "Noe nytt", none.Revision); next.Revision <= none.Revision {
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
			_, err := f.store.Save(context.Background(), f.key, drafts.Written{Text: text}, drafts.Base{}, uuid.New())
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

func TestAnUndoneMessageJoinsWhatWasWrittenSince(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.save(t, "Og en ting til", 0)
	join := func(there drafts.Written) drafts.Written {
		return drafts.Written{Text: "Hei\n\n" + there.Text, Details: "marked"}
	}
	sealer, err := f.people.Sealer(t.Context(), f.key.Municipality, f.key.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	err = pgx.BeginFunc(t.Context(), f.pool, func(tx pgx.Tx) error {
		_, err := f.store.Restore(t.Context(), tx, sealer, f.key, join)
		return err
	})
	if draft, findErr := f.store.Find(t.Context(), f.key); err != nil || findErr != nil || draft.Text != "Hei\n\nOg en ting til" || draft.Details != "marked" {
		t.Fatalf("%+v %v %v", draft, err, findErr)
	}
}

func TestDetailsGoWithTheText(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	write := func(written drafts.Written, revision int64) (drafts.Draft, error) {
		return f.store.Save(t.Context(), f.key, written, drafts.Base{Revision: revision}, uuid.Nil)
	}
	first, err := write(drafts.Written{Text: "Hei", Details: "hemmelig"}, 0)
	if found, findErr := f.store.Find(t.Context(), f.key); err != nil || findErr != nil || found != first {
		t.Fatalf("%+v %v %v", found, err, findErr)
	}
	// The same words with other details aren't the same draft.
	var conflict *drafts.Conflict
	if _, err := write(drafts.Written{Text: "Hei", Details: "annet"}, first.Revision+5); !errors.As(err, &conflict) || conflict.Saved != first {
		t.Fatalf("%v", err)
	}
	var readable bool
	err = f.pool.QueryRow(t.Context(), "SELECT bool_or(position('hemmelig' IN encode(sealed_details, 'escape')) > 0) FROM draft").Scan(&readable)
	if err != nil || readable {
		t.Fatalf("readable: %v %v", readable, err)
	}
	// Whatever removes the text, also a statement that knows only the text.
	var left bool
	err = f.pool.QueryRow(t.Context(), "UPDATE draft SET sealed_text = NULL RETURNING sealed_details IS NOT NULL").Scan(&left)
	if err != nil || left {
		t.Fatalf("left behind: %v %v", left, err)
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
