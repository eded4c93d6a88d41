package access_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/postgres/postgrestest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// pause makes the fagsystem say that one of a person's copies is paused, or none.
func (s *source) pause(id uuid.UUID, at *time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	cases := slices.Clone(s.persons[id].Cases)
	cases[0].PausedAt = at
	answer := s.persons[id]
	answer.Cases = cases
	s.persons[id] = answer
}

func (f *fixture) paused(t *testing.T) []string {
	t.Helper()
	all, err := f.decider.List(t.Context(), f.mother)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Paused) > 0 && (len(all.Cases) > 0 || all.Name != nil || all.BirthDate != nil || len(all.Unavailable) > 0) {
		t.Errorf("more than that it is paused is told: %+v", all)
	}
	return all.Paused
}

func TestWhoIsPausedSeesAndAddsNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	sister := uuid.New() // another case of hers, which the fagsystem forgot to pause
	f.source.mu.Lock()
	answer := f.source.persons[f.motherID]
	second := answer.Cases[0]
	second.CaseCopyId = sister
	answer.Cases = append(answer.Cases, second)
	f.source.persons[f.motherID] = answer
	f.source.mu.Unlock()
	add := access.Purpose{Needs: access.Conversation}
	for _, id := range []uuid.UUID{f.copyID, sister} {
		if _, err := f.decider.DecideAdding(t.Context(), f.mother, id, add); err != nil {
			t.Fatal(err)
		}
	}
	if len(f.paused(t)) > 0 {
		t.Fatal("paused from the start")
	}

	now := f.clock.Now()
	f.source.pause(f.motherID, &now)
	f.clock.pass(6 * time.Second)
	for _, id := range []uuid.UUID{f.copyID, sister} {
		if _, err := f.decider.Decide(t.Context(), f.mother, id, read); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("seeing: %v", err)
		}
		if event := f.recorder.last(t); event.Outcome != "denied" || event.Person != f.mother.Persons[0].PersonID {
			t.Errorf("recorded %+v", event)
		}
		if _, err := f.decider.DecideAdding(t.Context(), f.mother, id, add); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("adding: %v", err)
		}
	}
	if got := f.paused(t); !slices.Equal(got, []string{"fjordvik"}) {
		t.Errorf("paused in %v", got)
	}

	// The fagsystem is gone: what it said last still counts.
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); err == nil {
		t.Error("something was added")
	}
	if got := f.paused(t); !slices.Equal(got, []string{"fjordvik"}) {
		t.Errorf("paused in %v", got)
	}

	f.source.fail(nil)
	f.source.pause(f.motherID, nil)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); err != nil || len(f.paused(t)) > 0 {
		t.Errorf("after it was lifted: %v", err)
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); err != nil {
		t.Errorf("lifted, and the fagsystem is gone: %v", err)
	}
}

func TestAPauseWithdrawsWhatWasKept(t *testing.T) {
	t.Parallel()
	add := access.Purpose{Needs: access.Conversation}
	for name, withdraw := range map[string]func(t *testing.T, f *fixture){
		"confirmed by the fagsystem": func(t *testing.T, f *fixture) {
			if err := f.decider.NotePause(t.Context(), f.mother.Persons[0], true, nothing); err != nil {
				t.Fatal(err)
			}
		},
		"told by an event": func(t *testing.T, f *fixture) {
			now := f.clock.Now()
			f.source.pause(f.motherID, &now)
			began := 0
			follow := access.Follow{Begins: func(context.Context) error {
				if began++; began == 1 {
					return errors.New("not this time")
				}
				return nil
			}}
			if err := f.decider.Reconsider(t.Context(), f.mother.Persons[0], follow); err == nil {
				t.Fatal("nobody is told that the sessions couldn't be ended")
			}
			for range 2 {
				if err := f.decider.Reconsider(t.Context(), f.mother.Persons[0], follow); err != nil {
					t.Fatal(err)
				}
			}
			if began != 2 {
				t.Errorf("it began %d times", began)
			}
		},
		"an event, and then the fagsystem doesn't say what it is about": func(t *testing.T, f *fixture) {
			f.source.fail(fagsystem.ErrUnavailable)
			if err := f.decider.Reconsider(t.Context(), f.mother.Persons[0], access.Follow{}); !errors.Is(err, fagsystem.ErrUnavailable) {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); err != nil {
				t.Fatal(err)
			}
			f.clock.pass(time.Second)
			withdraw(t, f)
			f.source.fail(fagsystem.ErrUnavailable)
			f.decider.DropAll()
			if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); !errors.Is(err, fagsystem.ErrUnavailable) {
				t.Errorf("adding: %v", err)
			}
		})
	}
}

func nothing(context.Context) error { return nil }

// The feed hears of a pause while whoever made it still ends what was open: done
// twice, the second would end the session of somebody who came after the first.
func TestWhatFollowsFromAPauseIsDoneOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	now := f.clock.Now()
	f.source.pause(f.motherID, &now)
	fed := make(chan error, 1)
	err := f.decider.NotePause(t.Context(), f.mother.Persons[0], true, func(context.Context) error {
		go func() {
			fed <- f.decider.Reconsider(t.Context(), f.mother.Persons[0], access.Follow{Begins: func(context.Context) error {
				return errors.New("once more")
			}})
		}()
		return waitsForLock(f.pool)
	})
	if err := errors.Join(err, <-fed); err != nil {
		t.Error(err)
	}
}

// Whoever ends what is open needs a connection for it: however many do so at once,
// for one party or several, one is left.
func TestManyPausesAtOnceLeaveConnections(t *testing.T) {
	t.Parallel()
	settings := postgrestest.New(t).Config()
	settings.MaxConns, settings.MinConns = 2, 0
	pool, err := pgxpool.NewWithConfig(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	f := newFixtureOn(t, pool)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var pausing sync.WaitGroup
	for i := range 16 {
		ref := f.mother.Persons[0]
		if i%2 == 0 {
			ref.PersonID = uuid.New()
		}
		pausing.Go(func() {
			err := f.decider.NotePause(ctx, ref, true, func(ctx context.Context) error { return pool.Ping(ctx) })
			if err != nil {
				t.Error(err)
			}
		})
	}
	pausing.Wait()
}

// The feed's question was asked before the pause, and is answered after it: that
// the person wasn't paused then lifts nothing.
func TestAnAnswerFromBeforeAPauseDoesNotLiftIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	ref := f.mother.Persons[0]
	hold := make(chan struct{})
	f.source.hold, f.source.taken = hold, make(chan struct{})
	fed := make(chan error, 1)
	never := func(what string) func(context.Context) error {
		return func(context.Context) error { return errors.New(what) }
	}
	follow := access.Follow{Begins: never("it begins once more"), Lifted: never("it is lifted")}
	go func() { fed <- f.decider.Reconsider(t.Context(), ref, follow) }()
	<-f.source.taken
	f.clock.pass(time.Second)
	now := f.clock.Now()
	f.source.pause(f.motherID, &now)
	if err := f.decider.NotePause(t.Context(), ref, true, nothing); err != nil {
		t.Fatal(err)
	}
	f.source.mu.Lock()
	f.source.hold = nil
	f.source.mu.Unlock()
	close(hold)
	if err := errors.Join(<-fed, f.decider.Reconsider(t.Context(), ref, follow)); err != nil {
		t.Error(err)
	}
}

// waitsForLock returns when a statement waits for what another holds.
func waitsForLock(pool *pgxpool.Pool) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	for {
		var waiting bool
		err := pool.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')").Scan(&waiting)
		if err != nil || waiting {
			return err
		}
	}
}

// The very first answer is on its way when the pause comes: nothing was kept
// that could have been withdrawn.
func TestAnAnswerFromBeforeAPauseOpensNothingAfterIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	add := access.Purpose{Needs: access.Conversation}
	hold := make(chan struct{})
	f.source.hold, f.source.taken = hold, make(chan struct{})
	first := make(chan error, 1)
	go func() { _, err := f.decider.List(t.Context(), f.mother); first <- err }()
	<-f.source.taken
	f.clock.pass(time.Second)
	if err := f.decider.NotePause(t.Context(), f.mother.Persons[0], true, nothing); err != nil {
		t.Fatal(err)
	}
	f.source.mu.Lock()
	f.source.hold = nil
	f.source.mu.Unlock()
	close(hold)
	<-first
	f.decider.Heard(access.Signals("fjordvik", contract.Event{Data: contract.EventData{PersonId: &f.motherID}}))
	f.source.fail(fagsystem.ErrUnavailable)
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("adding: %v", err)
	}
	if got := f.paused(t); !slices.Equal(got, []string{"fjordvik"}) {
		t.Errorf("paused in %v", got)
	}
}

// Whoever asks between the fagsystem's pause and its event hears first that it
// is paused, or lifted. What follows from that is done all the same, once.
func TestWhatFollowsAPauseIsDoneAlthoughARequestKnewItFirst(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	ref := f.mother.Persons[0]
	var done []string
	fails := false
	does := func(what string) func(context.Context) error {
		return func(context.Context) error {
			if done = append(done, what); fails {
				return errors.New("not this time")
			}
			return nil
		}
	}
	follow := access.Follow{Begins: does("begins"), Lifted: does("lifted")}
	now := f.clock.Now()
	for _, at := range []*time.Time{&now, nil} {
		f.source.pause(f.motherID, at)
		f.clock.pass(6 * time.Second)
		if got := f.paused(t); (len(got) > 0) != (at != nil) {
			t.Fatalf("a request hears of a pause in %v", got)
		}
		fails = true
		if err := f.decider.Reconsider(t.Context(), ref, follow); err == nil {
			t.Error("nobody is told that it failed")
		}
		fails = false
		for range 2 {
			if err := f.decider.Reconsider(t.Context(), ref, follow); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !slices.Equal(done, []string{"begins", "begins", "lifted", "lifted"}) {
		t.Errorf("%v", done)
	}
}
