package relay

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// looking looks at the table again and again: when it is told to, and every so
// often.
type looking struct {
	wake chan struct{}
	// rest is the shortest time between two looks.
	rest time.Duration
	// again is when the table couldn't be looked at.
	again time.Duration
	// working is how much of what it found is under way in each municipality; the
	// relay's lock guards it.
	working map[string]int

	mu sync.Mutex
	// answering are municipalities whose fagsystem answers again.
	answering []string
}

func newLooking(rest, again time.Duration) *looking {
	return &looking{wake: make(chan struct{}, 1), rest: rest, again: again, working: map[string]int{}}
}

// now makes it look as soon as it has rested. It never blocks.
func (l *looking) now() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// hasten notes that a municipality's fagsystem answers again.
func (l *looking) hasten(municipality string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !slices.Contains(l.answering, municipality) {
		l.answering = append(l.answering, municipality)
	}
}

// hastened are the municipalities whose fagsystem answers again since it was
// last asked.
func (l *looking) hastened() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	answering := l.answering
	l.answering = nil
	return answering
}

// run looks until ctx ends. look gives the time until it should look again; an
// error says that Postgres couldn't be asked.
func (l *looking) run(ctx context.Context, look func() (time.Duration, error)) {
	blind := false // the last look failed
	for ctx.Err() == nil {
		next, err := look()
		if err != nil {
			if !blind && ctx.Err() == nil {
				slog.WarnContext(ctx, "the relay could not look for what is due; it goes on trying", "error", err.Error())
			}
			next = l.again
		}
		blind = err != nil
		if l.rest > 0 {
			l.wait(ctx, l.rest, nil)
		}
		l.wait(ctx, next-l.rest, l.wake)
	}
}

// wait waits that long, or until it is woken.
func (*looking) wait(ctx context.Context, long time.Duration, woken <-chan struct{}) {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-woken:
	case <-timer.C:
	}
}
