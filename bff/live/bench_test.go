package live

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/live"
)

// everybody may hear everything.
type everybody struct{}

func (everybody) Hears(context.Context, *session.Actor, uuid.UUID, access.Capability) (bool, error) {
	return true, nil
}

func (everybody) HearsOwn(context.Context, *session.Actor, uuid.UUID) (bool, error) { return true, nil }

// BenchmarkIdleSocket: what a page costs that is open and silent, heap and
// stacks, beside a plain gorilla hub's.
func BenchmarkIdleSocket(b *testing.B) {
	const sockets = 5000
	actors := map[string]*session.Actor{}
	for i := range sockets {
		actors[fmt.Sprint("idle", i)] = actorOf(uuid.New())
	}
	cost := func(url string) float64 {
		c := newCrowd(b, url)
		c.tell(b, "idle", 100) // whatever the first ones set up
		before := inUse()
		c.tell(b, "idle", sockets)
		return float64(inUse()-before) / sockets
	}
	for b.Loop() {
		plain := cost(newPlainHub(b).URL)
		ours := cost(newReplica(b, postgrestest.New(b), actors).URL)
		b.ReportMetric(ours, "B/socket")
		b.ReportMetric(plain, "B/plain-socket")
		b.ReportMetric(ours/plain, "ratio")
	}
	b.ReportMetric(0.65, "at-most")
}

func inUse() uint64 {
	var stats runtime.MemStats
	for range 3 {
		runtime.GC()
	}
	runtime.ReadMemStats(&stats)
	return stats.HeapInuse + stats.StackInuse
}

// BenchmarkCommitToSocket: from the commit on one replica until a page at another
// one has it, in round trips of a bare NOTIFY between two connections.
func BenchmarkCommitToSocket(b *testing.B) {
	pool := postgrestest.New(b)
	mother := uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother)}
	one, two := newReplica(b, pool, actors), newReplica(b, pool, actors)
	tab := two.open(b, "mother")
	expect(b, tab, "hello", 0)

	listener, err := pool.Acquire(b.Context())
	must(b, err)
	defer listener.Release()
	_, err = listener.Exec(b.Context(), "LISTEN bench")
	must(b, err)
	var notified, told []time.Duration
	position := int64(0)
	for b.Loop() {
		began := time.Now()
		_, err := pool.Exec(b.Context(), "SELECT pg_notify('bench', '')")
		must(b, err)
		_, err = listener.Conn().WaitForNotification(b.Context())
		must(b, err)
		notified = append(notified, time.Since(began))

		tx, err := pool.Begin(b.Context())
		must(b, err)
		caseCopy := uuid.New()
		streams, err := one.store.Append(b.Context(), tx, Event{
			Municipality: "fjordvik", Persons: []uuid.UUID{mother}, Type: contract.EventTypeCaseChanged, CaseCopyID: &caseCopy,
		})
		must(b, err)
		must(b, tx.Commit(b.Context()))
		began = time.Now()
		one.hub.Wake(streams...)
		position++
		expect(b, tab, "event", position)
		told = append(told, time.Since(began))
		time.Sleep(2 * quietTime) // the next one is a first one again
	}
	b.ReportMetric(float64(median(told).Microseconds()), "µs-p50")
	b.ReportMetric(float64(median(notified).Microseconds()), "µs-notify-p50")
	b.ReportMetric(float64(median(told))/float64(median(notified)), "ratio")
	b.ReportMetric(10, "at-most")
}

// quietTime is the notifier's pause between two signals.
const quietTime = 5 * time.Millisecond

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// BenchmarkFanOut: events a second that reach the pages that read, while one
// page in twenty doesn't, beside a bare loop that writes the same to as many
// connections that all read.
func BenchmarkFanOut(b *testing.B) {
	const readers, silent, rounds, atOnce = 475, 25, 40, 50
	actors := map[string]*session.Actor{}
	persons := map[string]uuid.UUID{}
	for i := range readers + silent {
		name := fmt.Sprint("read", i)
		if i >= readers {
			name = fmt.Sprint("silent", i-readers)
		}
		persons[name] = uuid.New()
		actors[name] = actorOf(persons[name])
	}
	caseCopy := uuid.New()
	frame := func(position int) contract.EventFrame {
		return contract.EventFrame{Kind: contract.EventFrameKindEvent, Position: int64(position), Type: contract.EventTypeCaseChanged, CaseCopyId: &caseCopy}
	}
	// Each round is over when all who read have got all of it.
	bare := func() float64 {
		h := newPlainHub(b)
		c := newCrowd(b, h.URL)
		c.tell(b, "read", readers)
		conns := make([]*websocket.Conn, 0, readers)
		for conn := range h.conns {
			conns = append(conns, conn)
		}
		began := time.Now()
		for round := range rounds {
			for i := range atOnce {
				for _, conn := range conns {
					// Each person's events have positions of their own.
					must(b, conn.WriteJSON(frame(round*atOnce+i+1)))
				}
			}
			c.tell(b, "await", atOnce)
		}
		return float64(readers*rounds*atOnce) / time.Since(began).Seconds()
	}
	ours := func() float64 {
		r := newReplicaWith(b, postgrestest.New(b), actors, everybody{})
		c := newCrowd(b, r.URL)
		c.tell(b, "read", readers)
		c.tell(b, "silent", silent)
		r.hub.mu.Lock()
		streams := make([]*stream, 0, readers+silent)
		for _, known := range r.hub.streams {
			streams = append(streams, known)
		}
		r.hub.mu.Unlock()
		began := time.Now()
		for round := range rounds {
			for i := range atOnce {
				position := round*atOnce + i
				for _, known := range streams {
					r.hub.add(known, int64(position), page{position: int64(position + 1), events: []contract.EventFrame{frame(position + 1)}})
				}
			}
			c.tell(b, "await", atOnce)
		}
		took := time.Since(began)
		if blocked := blocked(r.hub, readers+silent); blocked != silent {
			b.Fatalf("%d of %d pages that don't read hold up what is sent to them", blocked, silent)
		}
		return float64(readers*rounds*atOnce) / took.Seconds()
	}
	for b.Loop() {
		plain, hub := bare(), ours()
		b.ReportMetric(hub, "events/s")
		b.ReportMetric(plain, "bare-events/s")
		b.ReportMetric(hub/plain, "ratio")
	}
	b.ReportMetric(0.9, "at-least")
}

// blocked is how many pages have something under way to them, or were cut off
// because they didn't take it.
func blocked(h *Hub, opened int) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	n = opened - h.tabs[all]
	for _, known := range h.streams {
		for t := range known.tabs {
			one := t.page.(*socket)
			one.mu.Lock()
			if one.sending {
				n++
			}
			one.mu.Unlock()
		}
	}
	return n
}
