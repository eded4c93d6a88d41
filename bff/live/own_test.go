package live

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
)

// typesUntil reads what a tab is told until it has heard of wanted.
func typesUntil(t *testing.T, conn *websocket.Conn, wanted string) []string {
	t.Helper()
	var heard []string
	for {
		got := next(t, conn)
		heard = append(heard, string(got.Type))
		if string(got.Type) == wanted {
			return heard
		}
	}
}

func TestWhatOneDoesInOneTabIsToldInOnesOtherTabsAndNobodyElses(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother, father := uuid.New(), uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother), "father": actorOf(father)}
	here, there := newReplica(t, pool, actors), newReplica(t, pool, actors)
	own := NewOwn(here.store, here.hub)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); own.Run(ctx) }()
	t.Cleanup(func() { stop(); <-ended })

	hers, his := there.open(t, "mother"), there.open(t, "father")
	expect(t, hers, "hello", 0)
	expect(t, his, "hello", 0)
	// Somebody writes on and on: told now and then.
	began := time.Now()
	for range 100 {
		own.Drafted("fjordvik", mother)
	}
	if got := typesUntil(t, hers, "draft-changed"); len(got) != 1 {
		t.Errorf("she heard %v", got)
	}
	caseCopy, message := uuid.New(), uuid.New()
	own.Sent("fjordvik", mother, caseCopy, message)
	typesUntil(t, hers, "draft-changed")
	stream, err := here.store.StreamOf(t.Context(), actors["mother"])
	if err != nil {
		t.Fatal(err)
	}
	found, err := here.store.after(t.Context(), stream, 0)
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, event := range found.events {
		types = append(types, string(event.Type))
	}
	if !slices.Equal(types, []string{"draft-changed", "message-state", "draft-changed"}) {
		t.Errorf("after %s: %v", time.Since(began), types)
	}
	if found.events[0].CaseCopyId != nil || *found.events[1].MessageId != message || *found.events[1].CaseCopyId != caseCopy {
		t.Errorf("%+v", found.events)
	}
	// His first event is another's.
	there.happen(t, pool, "fjordvik", father)
	expect(t, his, "event", 1)
}
