package feed_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

// eventsBegin is when the first of a source's events happened; each is a minute later.
var eventsBegin = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// follow starts a replica that tells what it missed; errs are given first.
func follow(t *testing.T, pool *pgxpool.Pool, s *source, a *applied, errs ...error) (missed chan feed.Missed, stop func()) {
	t.Helper()
	missed = make(chan feed.Missed, 100)
	reader := feed.New(feed.Settings{Pool: pool, Sources: []feed.Source{s}, Now: time.Now, LongestPause: 20 * time.Millisecond})
	reader.Subscribe(a.by("one"))
	reader.OnMissed(func(_ context.Context, one feed.Missed) error {
		if len(errs) > 0 {
			err := errs[0]
			errs = errs[1:]
			return err
		}
		missed <- one
		return nil
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		reader.Run(ctx)
		close(ended)
	}()
	stop = func() {
		cancel()
		<-ended
	}
	return missed, stop
}

func next(t *testing.T, missed chan feed.Missed) feed.Missed {
	t.Helper()
	select {
	case one := <-missed:
		return one
	case <-time.After(20 * time.Second):
		t.Fatal("nothing was made up for")
		return feed.Missed{}
	}
}

func TestWhatWasMissedIsMissedSinceTheLastEventThatWasApplied(t *testing.T) {
	t.Parallel()
	for name, offsets := range map[string]bool{"each event has its offset": true, "only pages have offsets": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool, s := postgrestest.New(t), newSource()
			a := newApplied(t, pool)
			missed, stop := follow(t, pool, s, a)
			if first := next(t, missed); !first.Since.IsZero() || first.Event != nil {
				t.Errorf("at the very first: %+v", first)
			}
			waitForOffset(t, pool)
			// The portal reads now what happened long ago.
			if _, err := pool.Exec(t.Context(), "UPDATE feed_offset SET whole_until = $1", eventsBegin.Add(-time.Hour)); err != nil {
				t.Fatal(err)
			}
			s.happen(3, offsets)
			waitFor(t, pool, "after-3")
			stop()
			s.mu.Lock()
			s.floor = 4 // a fagsystem restored from a copy: even the newest offset is gone
			s.mu.Unlock()
			missed, stop = follow(t, pool, s, a, errors.New("not now"))
			if one := next(t, missed); !one.Since.Equal(eventsBegin.Add(2*time.Minute)) || one.Municipality != "fjordvik" || one.Event != nil {
				t.Errorf("missed %+v", one)
			}
			stop()
		})
	}
}

func TestAnEventThatIsGivenUpIsTheOnlyOneMissed(t *testing.T) {
	t.Parallel()
	pool, s := postgrestest.New(t), newSource()
	a := newApplied(t, pool)
	a.fail = func(id string) error {
		if id == "event-1" {
			return errors.New("never")
		}
		return nil
	}
	missed, stop := follow(t, pool, s, a)
	defer stop()
	next(t, missed)
	waitForOffset(t, pool)
	s.happen(3, true)
	if one := next(t, missed); one.Event == nil || one.Event.Id != "event-1" || !one.Since.Equal(eventsBegin.Add(time.Minute)) {
		t.Errorf("missed %+v", one)
	}
	waitFor(t, pool, "after-3")
	if len(missed) > 0 {
		t.Errorf("missed too: %+v", <-missed)
	}
}
