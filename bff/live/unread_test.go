package live

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
)

// awaitUnread waits until a socket was counted as one whose page takes nothing.
func (r *replica) awaitUnread(t *testing.T) {
	t.Helper()
	select {
	case <-r.unread:
	case <-time.After(20 * time.Second):
		t.Fatal("nothing ends its socket")
	}
	if counted := testutil.ToFloat64(r.sockets.Unread.(heardCounter).Counter); counted != 1 {
		t.Errorf("%v are counted", counted)
	}
}

// A page that doesn't take what is sent to it has its socket closed once patience
// ends, before anything else notices it; others are told meanwhile and after.
func TestAPageThatTakesNothingIsClosedAndCountedAndNobodyWaitsForIt(t *testing.T) {
	t.Parallel()
	mother, father := uuid.New(), uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother), "father": actorOf(father)}
	r := newReplicaWith(t, postgrestest.New(t), actors, nil, Patience{Write: 500 * time.Millisecond, Pong: time.Minute})
	stuck := r.openNarrow(t, "mother")
	reading, besides := r.open(t, "father"), r.open(t, "mother")
	expect(t, reading, "hello", 0)
	expect(t, besides, "hello", 0)
	// More than the buffers hold; the stuck page hasn't even read who greets it.
	const rounds, each = 6, 200
	const count = rounds * each
	for round := range rounds {
		r.rush(t, each, mother, father)
		for i := range each {
			expect(t, reading, "event", int64(round*each+i+1))
			expect(t, besides, "event", int64(round*each+i+1))
		}
	}
	r.awaitUnread(t)
	r.rush(t, 1, mother, father)
	expect(t, reading, "event", count+1)
	expect(t, besides, "event", count+1)
	// What its own side had buffered is all that it ever gets.
	_ = stuck.SetReadDeadline(time.Now().Add(20 * time.Second))
	for got := 0; ; got++ {
		if _, _, err := stuck.ReadMessage(); err != nil {
			if timedOut(err) || got > count {
				t.Errorf("after %d frames: %v", got, err)
			}
			break
		}
	}
}

// A page to which nothing happens is as gone when it doesn't even answer a ping.
func TestAPageThatSaysNothingIsClosedAndCounted(t *testing.T) {
	t.Parallel()
	mother := uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother)}
	r := newReplicaWith(t, postgrestest.New(t), actors, nil, Patience{Write: time.Minute, Pong: 100 * time.Millisecond})
	r.openNarrow(t, "mother")
	r.awaitUnread(t)
}
