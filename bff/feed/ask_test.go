package feed_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
)

// sleepy is a replica that would look by itself again only after the test.
func sleepy(t *testing.T, pool *pgxpool.Pool, s *source, a *applied) (stop func()) {
	t.Helper()
	reader := feed.New(feed.Settings{Pool: pool, Sources: []feed.Source{s}, Now: time.Now, Wait: time.Hour, LongestPause: time.Hour})
	reader.Subscribe(a.by("replica"))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { reader.Run(ctx); close(ended) }()
	stop = sync.OnceFunc(func() { cancel(); <-ended })
	t.Cleanup(stop)
	return stop
}

// webhooksArrive notifies as any replica does that hears a webhook.
func webhooksArrive(t *testing.T, pool *pgxpool.Pool) func() {
	t.Helper()
	notifier := wake.StartNotifier(pool, feed.Channel)
	t.Cleanup(notifier.Stop)
	return func() { notifier.Signal("fjordvik") }
}

// After so many calls in vain the pause is at least so long: 50 ms, doubled with each, and half of that left to chance.
const (
	asleep = 8
	sleep  = 3200 * time.Millisecond
)

// until waits for what the source sees happen.
func (s *source) until(t *testing.T, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		s.mu.Lock()
		there := holds()
		s.mu.Unlock()
		if there {
			return
		}
	}
	t.Fatal("it never happened")
}

func TestAWebhookEndsThePauseWhereNothingIsHeldOpen(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	s.impatient = true
	a := newApplied(t, pool)
	sleepy(t, pool, s, a)
	waitForOffset(t, pool)
	s.until(t, func() bool { return s.calls >= asleep })
	tell := webhooksArrive(t, pool)
	s.happen(1, true)
	began := time.Now()
	tell()
	a.wait(t, "event-0")
	t.Logf("applied %s after the webhook", time.Since(began))
	if took := time.Since(began); took >= sleep {
		t.Errorf("the webhook was no help: %s", took)
	}
}

func TestAWebhookThatComesBeforeWhatItTellsOfMakesItLookAgainSoon(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	s.impatient = true
	a := newApplied(t, pool)
	sleepy(t, pool, s, a)
	waitForOffset(t, pool)
	s.until(t, func() bool { return s.calls >= asleep })
	s.mu.Lock()
	before := s.calls
	s.mu.Unlock()
	webhooksArrive(t, pool)()
	s.until(t, func() bool { return s.calls > before })
	s.happen(1, true)
	began := time.Now()
	a.wait(t, "event-0")
	if took := time.Since(began); took >= sleep {
		t.Errorf("it looked again only after %s", took)
	}
}

func TestAWebhookLooksBesideACallThatDied(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	s.deaf = true
	a := newApplied(t, pool)
	sleepy(t, pool, s, a)
	waitForOffset(t, pool)
	tell := webhooksArrive(t, pool)
	for i := range 3 {
		s.happen(1, true)
		tell()
		a.wait(t, fmt.Sprintf("event-%d", i))
	}
	// A webhook without anything new, and again and again.
	for range 20 {
		tell()
	}
	s.happen(1, true)
	tell()
	a.wait(t, "event-3")
	waitFor(t, pool, "after-4")
	if rows, distinct := a.count(t); rows != 4 || distinct != 4 {
		t.Errorf("%d applied, %d different", rows, distinct)
	}
}

// Whoever hears a webhook and whoever reads need not be the same replica, and
// the reader may change.
func TestAWebhookReachesWhicheverReplicaReads(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	s.deaf = true
	a := newApplied(t, pool)
	stopFirst := sleepy(t, pool, s, a)
	waitForOffset(t, pool)
	sleepy(t, pool, s, a)
	tell := webhooksArrive(t, pool)
	s.happen(1, true)
	tell()
	waitFor(t, pool, "after-1")
	stopFirst()
	s.happen(1, true)
	// It may come before the second replica listens: then a later one is heard.
	heard := make(chan struct{})
	go func() {
		for {
			select {
			case <-heard:
				return
			case <-time.After(10 * time.Millisecond):
				tell()
			}
		}
	}()
	waitFor(t, pool, "after-2")
	close(heard)
	if rows, _ := a.count(t); rows != 2 {
		t.Errorf("%d applied", rows)
	}
}
