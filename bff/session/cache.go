package session

import (
	"slices"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

const (
	// mostCached bounds the sessions in memory.
	mostCached = 10_000
	// mostUnsaved is how far the idle end in the table may lie behind where activity
	// has moved it to: if this replica dies, that much is lost.
	mostUnsaved = 15 * time.Second
	// barredFor is longer than any transaction.
	barredFor = time.Minute
	// unsavedShare is the same for short idle times, as a share of them.
	unsavedShare = 10
)

// cache keeps sessions in memory, so that a request needs no question to
// Postgres. It answers only while certain says that this replica hears of every
// end at once; otherwise the table is asked, as if there were no cache.
type cache struct {
	certain     func() bool
	lifetimes   Lifetimes
	mostUnsaved time.Duration

	mu   sync.Mutex
	byID *simplelru.LRU[string, *cached]
	// generation counts what was heard: an actor that was read before may be
	// wrong and isn't kept.
	generation uint64
	// unsaved are activities that the table doesn't know yet.
	unsaved map[string]use
	// barred are sessions that a transaction ends which may not be committed yet:
	// they aren't kept until then.
	barred map[string]time.Time
}

// cached is one session.
type cached struct {
	actor Actor
	// saved is where the table has the idle end, at least.
	saved time.Time
}

// use is activity in a session.
type use struct{ at, idleEndAt time.Time }

func newCache(lifetimes Lifetimes, certain func() bool) *cache {
	byID, err := simplelru.NewLRU[string, *cached](mostCached, nil)
	if err != nil {
		panic(err) // only for a size that isn't positive
	}
	return &cache{
		certain: certain, lifetimes: lifetimes, mostUnsaved: min(mostUnsaved, lifetimes.Idle/unsavedShare),
		byID: byID, unsaved: map[string]use{}, barred: map[string]time.Time{},
	}
}

// look gives a session that lasts, or nil: then the table must be asked.
func (c *cache) look(id []byte, world World, now time.Time) *Actor {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.find(id, world, now)
}

// use is look as activity. It moves the idle end at once; the table follows
// within seconds. What would move it further than that is left to the table.
func (c *cache) use(id []byte, world World, now time.Time) *Actor {
	c.mu.Lock()
	defer c.mu.Unlock()
	actor := c.find(id, world, now)
	if actor == nil {
		return nil
	}
	one, _ := c.byID.Get(string(id))
	end := now.Add(c.lifetimes.Idle)
	if end.After(actor.AbsoluteEndAt) {
		end = actor.AbsoluteEndAt
	}
	if end.Sub(one.saved) > c.mostUnsaved {
		return nil
	}
	if end.After(actor.IdleEndAt) {
		one.actor.IdleEndAt, actor.IdleEndAt = end, end
		c.unsaved[string(id)] = use{at: now, idleEndAt: end}
	}
	return actor
}

func (c *cache) find(id []byte, world World, now time.Time) *Actor {
	if !c.certain() {
		return nil
	}
	one, ok := c.byID.Get(string(id))
	if !ok || one.actor.World != world || !now.Before(one.actor.IdleEndAt) || !now.Before(one.actor.AbsoluteEndAt) {
		return nil
	}
	actor := one.actor
	// Whoever gets it may change it.
	actor.Persons = slices.Clone(actor.Persons)
	return &actor
}

// reading is the generation to keep under what is read from now on.
func (c *cache) reading() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.generation
}

// keep keeps what was read from the table, unless something has been heard
// since the reading began. It also tells the actor of activity that the table
// doesn't know yet.
func (c *cache) keep(id []byte, actor *Actor, generation uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	saved := actor.IdleEndAt
	if later := c.unsaved[string(id)].idleEndAt; later.After(actor.IdleEndAt) {
		actor.IdleEndAt = later
	}
	if known, ok := c.byID.Peek(string(id)); ok && known.actor.IdleEndAt.After(actor.IdleEndAt) {
		actor.IdleEndAt = known.actor.IdleEndAt
	}
	if _, barred := c.barred[string(id)]; barred || generation != c.generation || !c.certain() {
		return
	}
	kept := *actor
	kept.Persons = slices.Clone(kept.Persons)
	c.byID.Add(string(id), &cached{actor: kept, saved: saved})
}

// drop forgets sessions that ended or changed.
func (c *cache) drop(ids ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for _, id := range ids {
		c.byID.Remove(id)
	}
}

// bar forgets a session that the caller's transaction ends, and doesn't keep it
// again: until the commit, readers still see it.
func (c *cache) bar(id []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byID.Remove(string(id))
	c.barred[string(id)] = time.Now().Add(barredFor)
}

// unbar lets go of what transactions have ended by now.
func (c *cache) unbar() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, until := range c.barred {
		if time.Now().After(until) {
			delete(c.barred, id)
		}
	}
}

// clear forgets everything: something may have gone unheard.
func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	c.byID.Purge()
}

// takeUnsaved gives the activities to write down.
func (c *cache) takeUnsaved() map[string]use {
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := c.unsaved
	c.unsaved = map[string]use{}
	return taken
}

// saved notes what the table has now. The rest is tried again while it is
// fresh; what isn't written by then belongs to a session that has ended.
func (c *cache) saved(taken map[string]use, written [][]byte, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range written {
		if one, ok := c.byID.Peek(string(id)); ok {
			one.saved = taken[string(id)].idleEndAt
		}
		delete(taken, string(id))
	}
	for id, activity := range taken {
		if _, newer := c.unsaved[id]; !newer && now.Sub(activity.at) < mostUnsaved {
			c.unsaved[id] = activity
		}
	}
}
