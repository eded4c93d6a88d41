package feed_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

// behind begins a replica that finds so many events at once, by this clock and with
// these rooms, and waits until it has caught up.
func behind(t *testing.T, count int, now func() time.Time, rooms ...feed.Prepare) *applied {
	t.Helper()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	if len(rooms) == 0 {
		rooms = []feed.Prepare{a.by("a room")}
	}
	resync, begun := started(t)
	stop := run(t, pool, s, a, "one", resync)
	begun()
	waitForOffset(t, pool)
	stop()
	s.happen(count, true)
	reader := feed.New(feed.Settings{Pool: pool, Sources: []feed.Source{s}, Now: now, LongestPause: 20 * time.Millisecond})
	for _, room := range rooms {
		reader.Subscribe(room)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { reader.Run(ctx) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	waitFor(t, pool, s.offsets(count))
	return a
}

func TestAReaderThatIsBehindCatchesUpInFewTransactions(t *testing.T) {
	t.Parallel()
	a := behind(t, 200, time.Now)
	var rows, transactions int
	if err := a.pool.QueryRow(t.Context(), "SELECT count(*), count(DISTINCT xmin::text) FROM applied").Scan(&rows, &transactions); err != nil {
		t.Fatal(err)
	}
	// Where the machine is slow, fewer fit into one: but not one each.
	if rows != 200 || transactions > 100 {
		t.Errorf("%d events in %d transactions", rows, transactions)
	}
}

func TestRoomsWriteOneAfterTheOtherAndEachInOrder(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var wrote []string
	room := func(name string) feed.Prepare {
		return func(_ context.Context, _ string, event contract.Event) (feed.Write, error) {
			if name == "second" && event.Id == "event-1" {
				return nil, nil // means nothing there
			}
			return func(context.Context, pgx.Tx) error {
				mu.Lock()
				defer mu.Unlock()
				wrote = append(wrote, name+" "+event.Id)
				return nil
			}, nil
		}
	}
	behind(t, 3, time.Now, room("first"), room("second"))
	mu.Lock()
	defer mu.Unlock()
	if together := []string{"first event-0", "first event-1", "first event-2", "second event-0", "second event-2"}; !slices.Equal(wrote, together) {
		t.Errorf("wrote %q", wrote)
	}
}

func TestAnEventInTheMiddleThatCannotBeUnderstoodAtOnceKeepsItsPlace(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var wrote []string
	failures := 0
	behind(t, 5, time.Now, func(_ context.Context, _ string, event contract.Event) (feed.Write, error) {
		mu.Lock()
		defer mu.Unlock()
		if event.Id == "event-2" && failures < 3 {
			failures++
			return nil, errors.New("the fagsystem doesn't answer")
		}
		return func(context.Context, pgx.Tx) error {
			mu.Lock()
			defer mu.Unlock()
			wrote = append(wrote, event.Id)
			return nil
		}, nil
	})
	mu.Lock()
	defer mu.Unlock()
	if inOrder := []string{"event-0", "event-1", "event-2", "event-3", "event-4"}; !slices.Equal(wrote, inOrder) {
		t.Errorf("wrote %q", wrote)
	}
}

// Where finding out takes long, nobody waits for what comes after.
func TestTheFirstEventDoesNotWaitForTheLastToBeUnderstood(t *testing.T) {
	t.Parallel()
	first := make(chan struct{})
	var hung atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(hung.Load())) }
	behind(t, 3, now, func(ctx context.Context, _ string, event contract.Event) (feed.Write, error) {
		switch event.Id {
		case "event-1":
			hung.Store(int64(time.Second)) // a fagsystem that hangs for a while
		case "event-2":
			select {
			case <-first:
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(20 * time.Second):
				return nil, errors.New("the first one was never written")
			}
		}
		return func(context.Context, pgx.Tx) error {
			if event.Id == "event-0" {
				close(first)
			}
			return nil
		}, nil
	})
}
