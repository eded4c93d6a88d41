package postgres_test

import (
	"context"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

func TestAListenerKnowsWhetherItHears(t *testing.T) {
	t.Parallel()
	address := postgrestest.NewURL(t)
	here := postgrestest.Open(t, address)
	wire := postgrestest.NewWire(t, address)
	through := postgrestest.Open(t, wire.URL)
	heard, connected := make(chan string, 100), make(chan struct{}, 100)
	listener := &postgres.Listener{
		Channels: []string{"first", "second"}, Connected: func() { connected <- struct{}{} },
		Notified: func(channel, payload string) { heard <- channel + " " + payload },
	}
	if listener.Certain() {
		t.Error("certain before it listens")
	}
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() { defer close(over); listener.Run(ctx, through) }()
	t.Cleanup(func() { stop(); <-over })
	notify := func(channel, payload string) {
		t.Helper()
		if _, err := here.Exec(ctx, "SELECT pg_notify($1, $2)", channel, payload); err != nil {
			t.Fatal(err)
		}
	}
	certain := func(wanted bool) {
		t.Helper()
		deadline := time.Now().Add(20 * time.Second)
		for listener.Certain() != wanted {
			if time.Now().After(deadline) {
				t.Fatalf("certain isn't %v", wanted)
			}
			time.Sleep(time.Millisecond)
		}
	}
	next := func(wanted string) {
		t.Helper()
		select {
		case got := <-heard:
			if got != wanted {
				t.Fatalf("heard %q instead of %q", got, wanted)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("didn't hear %q", wanted)
		}
	}
	<-connected
	certain(true)
	notify("first", "a")
	notify("other", "x")
	notify("second", "b")
	next("first a")
	next("second b")

	// Open and silent: it knows, and hears late what was held back, in order and
	// before it is certain again.
	wire.Deafen()
	notify("first", "c")
	certain(false)
	wire.Heal()
	certain(true)
	select {
	case got := <-heard:
		if got != "first c" {
			t.Fatalf("heard %q", got)
		}
	case <-connected: // or it gave the connection up first, and says so
	default:
		t.Fatal("certain, and yet something is missing")
	}

	// Ended: it says that something may have been lost.
	wire.Cut()
	certain(false)
	notify("first", "lost")
	wire.Heal()
	<-connected
	certain(true)
	notify("first", "d")
	for got := range heard {
		if got == "first d" {
			break
		}
		if got == "first lost" {
			t.Error("heard what was notified while it didn't listen")
		}
	}
}
