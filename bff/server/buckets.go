package server

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// mostKeys bounds what one kind of limit remembers: twice this many keys, some
// tens of megabytes, however many addresses an attacker has.
const mostKeys = 50_000

// buckets are the rates of many, each under a key. They are this replica's
// alone: a limit is there to keep the process on its feet, not to count.
type buckets[K comparable] struct {
	perSecond rate.Limit
	atOnce    int
	now       func() time.Time

	mu sync.Mutex
	// When young is full it becomes old and old is forgotten: who comes all the
	// time is never forgotten, and nothing needs to be swept.
	young, old map[K]*rate.Limiter
}

// newBuckets allows each key atOnce requests, and perSecond for long. A rate of
// zero, as in tests of other things, limits nothing.
func newBuckets[K comparable](perSecond float64, atOnce int, now func() time.Time) *buckets[K] {
	return &buckets[K]{perSecond: rate.Limit(perSecond), atOnce: atOnce, now: now, young: map[K]*rate.Limiter{}}
}

// take uses one request of the key up. Where there is none left, it tells how
// long to wait, and nothing is used up.
func (b *buckets[K]) take(key K) (wait time.Duration, ok bool) {
	if b.perSecond <= 0 {
		return 0, true
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	taken := b.of(key).ReserveN(now, 1)
	if wait = taken.DelayFrom(now); wait > 0 {
		taken.CancelAt(now)
		return wait, false
	}
	return 0, true
}

func (b *buckets[K]) of(key K) *rate.Limiter {
	if found := b.young[key]; found != nil {
		return found
	}
	found := b.old[key]
	if found == nil {
		found = rate.NewLimiter(b.perSecond, b.atOnce)
	}
	if len(b.young) >= mostKeys {
		b.old, b.young = b.young, map[K]*rate.Limiter{}
	}
	b.young[key] = found
	return found
}
