package live

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/live"
)

// openNarrow opens a page on whose side almost nothing waits for being read.
func (r *replica) openNarrow(t *testing.T, actor string) *websocket.Conn {
	t.Helper()
	dialer := websocket.Dialer{NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err == nil {
			err = conn.(*net.TCPConn).SetReadBuffer(2048)
		}
		return conn, err
	}}
	conn, _, err := dialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(r.URL, "http")+"/api/citizen/live", http.Header{"Origin": {origin}, "Test-Actor": {actor}, silentHeader: {"1"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// rush is many events at once for some people.
func (r *replica) rush(t *testing.T, count int, persons ...uuid.UUID) {
	t.Helper()
	const append = `SELECT count(live_append('fjordvik', $1, now(), 'inbox-changed', NULL, NULL, NULL)) FROM generate_series(1, $2)`
	if _, err := r.store.pool.Exec(t.Context(), append, persons, count); err != nil {
		t.Fatal(err)
	}
	r.hub.Wake("") // no name: all streams are looked at
}

// Whatever was missed of a fagsystem, its people's pages fetch everything anew,
// also those that were closed when it happened, and nobody else's.
func TestAfterAResyncPagesFetchEverythingAnew(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother, elsewhere := uuid.New(), uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother), "elsewhere": {
		SessionID: uuid.NewString(), World: session.Citizen, Persons: []session.PersonRef{{Municipality: "lyngmo", PersonID: elsewhere}},
	}}
	one, two := newReplica(t, pool, actors), newReplica(t, pool, actors)
	tab, closed, other := two.open(t, "mother"), two.open(t, "mother"), two.open(t, "elsewhere")
	for _, conn := range []*websocket.Conn{tab, closed, other} {
		expect(t, conn, "hello", 0)
	}
	one.happen(t, pool, "fjordvik", mother)
	expect(t, tab, "event", 1)
	_ = closed.Close()
	if err := one.store.Resync(t.Context(), "fjordvik"); err != nil {
		t.Fatal(err)
	}
	one.hub.WakeAll()
	expect(t, tab, "resync", 2)
	one.happen(t, pool, "fjordvik", mother)
	expect(t, tab, "event", 3)
	// The gap may also be in the midst of what a page asks for.
	for _, after := range []int64{1, 0} {
		back := one.open(t, "mother")
		expect(t, back, "hello", 3)
		if err := back.WriteJSON(contract.ResumeFrame{Kind: "resume", After: after}); err != nil {
			t.Fatal(err)
		}
		expect(t, back, "resync", 3)
	}
	one.happen(t, pool, "lyngmo", elsewhere)
	expect(t, other, "event", 1)
}

// A page that stops reading holds up nobody, is told why its socket ends, and
// has missed nothing when it comes back, at whichever replica.
func TestAPageThatDoesntReadIsClosedWithAReasonAndCatchesUp(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother := uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother)}
	one, two := newReplica(t, pool, actors), newReplica(t, pool, actors)
	stuck, reading := one.openNarrow(t, "mother"), one.open(t, "mother")
	expect(t, stuck, "hello", 0)
	expect(t, reading, "hello", 0)
	// More than the buffers hold, and then more than the hub keeps for who lags.
	const rounds, each = 6, 200
	for round := range rounds {
		one.rush(t, each, mother)
		for i := range each {
			expect(t, reading, "event", int64(round*each+i+1))
		}
	}
	last := int64(0)
	for {
		_ = stuck.SetReadDeadline(time.Now().Add(20 * time.Second))
		var got frame
		err := stuck.ReadJSON(&got)
		if err == nil && got.Position == last+1 {
			last++
			continue
		}
		if err == nil {
			t.Fatalf("after %d came %+v", last, got)
		}
		if !websocket.IsCloseError(err, closeSlow) {
			t.Fatalf("after %d events: %v", last, err)
		}
		break
	}
	if last == 0 || last == rounds*each {
		t.Fatalf("it was told of %d", last)
	}
	back := two.open(t, "mother")
	expect(t, back, "hello", rounds*each)
	if err := back.WriteJSON(contract.ResumeFrame{Kind: "resume", After: last}); err != nil {
		t.Fatal(err)
	}
	for position := last + 1; position <= rounds*each; position++ {
		expect(t, back, "event", position)
	}
}
