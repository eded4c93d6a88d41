package session_test

import (
	"context"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// BenchmarkSession compares what a request costs with the sessions in memory and
// without: "without" is what the others are measured against.
func BenchmarkSession(b *testing.B) {
	slog.SetLogLoggerLevel(slog.LevelWarn)
	store := session.Start(postgrestest.New(b), vaulttest.New(b), lifetimes, time.Now)
	b.Cleanup(store.Stop)
	// Many people: one row that all extend would be slow for another reason.
	cookies := make([]string, 200)
	for i := range cookies {
		var err error
		if cookies[i], err = store.Begin(context.Background(), citizen()); err != nil {
			b.Fatal(err)
		}
	}
	for !store.Hears() {
		time.Sleep(time.Millisecond)
	}
	type find func(context.Context, session.World, string) (*session.Actor, error)
	for _, way := range []struct {
		name string
		find find
	}{{"look", store.Look}, {"use", store.Use}} {
		for _, memory := range []bool{false, true} {
			name := way.name + "/without"
			if memory {
				name = way.name + "/cache"
			}
			b.Run(name, func(b *testing.B) {
				store.Remember(memory)
				var next atomic.Uint64
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						cookie := cookies[next.Add(1)%uint64(len(cookies))]
						if _, err := way.find(context.Background(), session.Citizen, cookie); err != nil {
							b.Error(err)
							return
						}
					}
				})
			})
		}
	}
}
