package session_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

var onlyThis = session.Only{CaseCopyID: uuid.New(), EntryID: uuid.New(), DocumentID: uuid.New()}

func TestShowingOnlyOneDocumentTakesThePlaceOfTheSession(t *testing.T) {
	t.Parallel()
	c := newClock()
	store := start(t, postgrestest.New(t), vaulttest.New(t), c)
	wide := begin(t, store, citizen())
	before, err := store.Use(t.Context(), session.Citizen, wide)
	if err != nil {
		t.Fatal(err)
	}
	watching := make(chan struct{})
	store.Watch(t.Context(), before.SessionID, func() { close(watching) })
	c.advance(20 * time.Minute)
	narrow, err := store.ShowOnly(t.Context(), before, onlyThis)
	if err != nil || !session.ShowsOnly(narrow) || session.ShowsOnly(wide) {
		t.Fatalf("%q (%v)", narrow, err)
	}
	if _, err := store.Look(t.Context(), session.Citizen, wide); !errors.Is(err, session.ErrEnded) {
		t.Errorf("the wide one still opens: %v", err)
	}
	select {
	case <-watching:
	case <-time.After(5 * time.Second):
		t.Error("what hung on the wide one wasn't told that it is over")
	}
	after, err := store.Use(t.Context(), session.Citizen, narrow)
	if err != nil || after.Only == nil || *after.Only != onlyThis || after.Persons[0] != before.Persons[0] || !after.AbsoluteEndAt.Equal(before.AbsoluteEndAt) {
		t.Fatalf("%+v (%v)", after, err)
	}
	logIns, err := store.LogIns(t.Context(), after)
	if err != nil || len(logIns) != 1 || !logIns[0].Current || !logIns[0].Active {
		t.Errorf("it isn't the same log-in any more: %+v (%v)", logIns, err)
	}
	if _, err := store.ShowOnly(t.Context(), before, onlyThis); !errors.Is(err, session.ErrEnded) {
		t.Errorf("a session that is over can be narrowed: %v", err)
	}
	if ended, err := store.EndByProvider(t.Context(), "https://idporten.example", "sid-1"); err != nil || len(ended) != 1 {
		t.Errorf("the provider's log-out ends %d sessions (%v)", len(ended), err)
	}
	if _, err := store.Look(t.Context(), session.Citizen, narrow); !errors.Is(err, session.ErrEnded) {
		t.Errorf("it outlives the provider's log-out: %v", err)
	}
}

func TestOfTwoThatNarrowASessionOneDoes(t *testing.T) {
	t.Parallel()
	store := start(t, postgrestest.New(t), vaulttest.New(t), newClock())
	actor, err := store.Use(t.Context(), session.Citizen, begin(t, store, citizen()))
	if err != nil {
		t.Fatal(err)
	}
	results := make([]error, 8)
	var running sync.WaitGroup
	for i := range results {
		running.Go(func() { _, results[i] = store.ShowOnly(t.Context(), actor, onlyThis) })
	}
	running.Wait()
	done := 0
	for _, err := range results {
		if err == nil {
			done++
		} else if !errors.Is(err, session.ErrEnded) {
			t.Error(err)
		}
	}
	if done != 1 {
		t.Errorf("%d sessions of one", done)
	}
}
