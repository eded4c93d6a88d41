package person_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

const number, changedNumber = "14838612149", "02861052047"

func TestAPersonKeepsTheirIDWhenTheNumberChanges(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store := person.New(postgrestest.New(t), vaulttest.New(t), time.Now)
	first, err := store.EnsureCitizen(ctx, "fjordvik", number, "fs-1")
	if err != nil {
		t.Fatal(err)
	}
	second, err := store.EnsureCitizen(ctx, "fjordvik", changedNumber, "fs-1")
	if err != nil || second.ID != first.ID {
		t.Fatalf("another id: %v, %v (%v)", first.ID, second.ID, err)
	}
	if got, err := store.NationalNumber(ctx, "fjordvik", first.ID); err != nil || got != changedNumber {
		t.Fatalf("the number isn't the new one (%v)", err)
	}
	elsewhere, err := store.EnsureCitizen(ctx, "lyngmo", number, "fs-1")
	if err != nil || elsewhere.ID == first.ID {
		t.Fatalf("municipalities share a person: %v (%v)", elsewhere.ID, err)
	}
}

func TestANumberMovesWhenTheFagsystemMergesRecords(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store := person.New(postgrestest.New(t), vaulttest.New(t), time.Now)
	old, err := store.EnsureCitizen(ctx, "fjordvik", number, "fs-1")
	if err != nil {
		t.Fatal(err)
	}
	merged, err := store.EnsureCitizen(ctx, "fjordvik", number, "fs-2")
	if err != nil || merged.ID == old.ID {
		t.Fatalf("%v (%v)", merged.ID, err)
	}
	if _, err := store.NationalNumber(ctx, "fjordvik", old.ID); !errors.Is(err, person.ErrNotFound) {
		t.Fatalf("the old record keeps the number: %v", err)
	}
}

func TestManyFirstLoginsAtOnceMakeOnePerson(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store := person.New(postgrestest.New(t), vaulttest.New(t), time.Now)
	ids := make([]uuid.UUID, 8)
	var group errgroup.Group
	for i := range ids {
		group.Go(func() error {
			found, err := store.EnsureCitizen(ctx, "fjordvik", number, "fs-1")
			ids[i] = found.ID
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if id != ids[0] || id == uuid.Nil {
			t.Fatalf("several persons: %v", ids)
		}
	}
}

func TestLanguageAndUnknownPeople(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	store := person.New(postgrestest.New(t), vaulttest.New(t), time.Now)
	someone, err := store.Ensure(ctx, "fjordvik", person.Employee, "emp-1")
	if err != nil || someone.Language != "" {
		t.Fatalf("%+v (%v)", someone, err)
	}
	if err := store.SetLanguage(ctx, "fjordvik", someone.ID, "nn"); err != nil {
		t.Fatal(err)
	}
	again, err := store.FindByFagsystemID(ctx, "fjordvik", person.Employee, "emp-1")
	if err != nil || again.Language != "nn" || again.ID != someone.ID {
		t.Fatalf("%+v (%v)", again, err)
	}
	if _, err := store.Find(ctx, "lyngmo", someone.ID); !errors.Is(err, person.ErrNotFound) {
		t.Fatalf("found in another municipality: %v", err)
	}
	if _, err := store.FindByFagsystemID(ctx, "fjordvik", person.Citizen, "emp-1"); !errors.Is(err, person.ErrNotFound) {
		t.Fatalf("found in the other world: %v", err)
	}
}

func TestRewrapLeavesNothingToTheOldKey(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := postgrestest.New(t)
	key := func(b byte) []byte { return bytes.Repeat([]byte{b}, vault.KeySize) }
	store := func(active string, keks map[string][]byte) *person.Store {
		v, err := vault.New(vault.Keys{Active: active, KEKs: keks, BlindIndex: key(8), MAC: key(9)})
		if err != nil {
			t.Fatal(err)
		}
		return person.New(pool, v, time.Now)
	}
	someone, err := store("a", map[string][]byte{"a": key(1)}).EnsureCitizen(ctx, "fjordvik", number, "fs-1")
	if err != nil {
		t.Fatal(err)
	}
	both := store("b", map[string][]byte{"a": key(1), "b": key(2)})
	if changed, err := both.Rewrap(ctx); err != nil || changed != 1 {
		t.Fatalf("%d (%v)", changed, err)
	}
	if changed, err := both.Rewrap(ctx); err != nil || changed != 0 {
		t.Fatalf("again: %d (%v)", changed, err)
	}
	after := store("b", map[string][]byte{"b": key(2)})
	if got, err := after.NationalNumber(ctx, "fjordvik", someone.ID); err != nil || got != number {
		t.Fatalf("unreadable without the old key (%v)", err)
	}
}

// Somebody who writes needs their own encryption every second. That it isn't read
// each time is seen by where it comes from: a store whose database is gone still has it.
func TestSomebodysOwnEncryptionIsReadOnceWhileTheyWrite(t *testing.T) {
	t.Parallel()
	pool, v := postgrestest.New(t), vaulttest.New(t)
	store := person.New(pool, v, time.Now)
	someone, err := store.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	first, err := store.Sealer(t.Context(), "fjordvik", someone.ID)
	if err != nil {
		t.Fatal(err)
	}
	pool.Close()
	place := vault.Place{Table: "draft", Municipality: "fjordvik", Row: someone.ID.String(), Column: "sealed_text"}
	again, err := store.Sealer(t.Context(), "fjordvik", someone.ID)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := again.Open(place, first.Seal(place, []byte("Hei"))); err != nil || string(text) != "Hei" {
		t.Fatalf("%q, %v", text, err)
	}
	for name, whose := range map[string]struct {
		municipality string
		id           uuid.UUID
	}{"somebody else": {"fjordvik", other.ID}, "the same id in another municipality": {"lyngmo", someone.ID}} {
		if _, err := store.Sealer(t.Context(), whose.municipality, whose.id); err == nil {
			t.Errorf("%s got what nobody had read for them", name)
		}
	}
}
