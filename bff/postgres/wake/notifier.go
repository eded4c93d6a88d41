// Package wake tells all replicas at once that there is something new in a
// table, over Postgres' LISTEN and NOTIFY.
//
// It is only ever a wake-up: a lost one costs a second, since everybody who
// listens also looks by themselves. A NOTIFY takes a lock of the whole server
// at commit, so it is sent after the commit, in a statement of its own and
// debounced: the first signal at once, those that follow together.
package wake

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// quiet is the pause after a NOTIFY in which further signals gather.
	quiet = 5 * time.Millisecond
	// mostPayload is what a NOTIFY can carry, with a margin.
	mostPayload = 7500
	sendTimeout = 2 * time.Second
)

// Notifier sends signals on one channel. It is safe for concurrent use.
type Notifier struct {
	pool    *pgxpool.Pool
	channel string

	mu       sync.Mutex
	pending  map[string]struct{}
	anything bool // somebody signaled nothing in particular
	signaled chan struct{}
	stop     context.CancelFunc
	done     sync.WaitGroup
}

// StartNotifier starts a notifier; Stop ends it.
func StartNotifier(pool *pgxpool.Pool, channel string) *Notifier {
	ctx, cancel := context.WithCancel(context.Background())
	n := &Notifier{pool: pool, channel: channel, pending: map[string]struct{}{}, signaled: make(chan struct{}, 1), stop: cancel}
	n.done.Go(func() { n.loop(ctx) })
	return n
}

// Signal tells the listeners what is new: short names without commas, or
// nothing in particular. It never blocks.
func (n *Notifier) Signal(names ...string) {
	n.mu.Lock()
	n.anything = n.anything || len(names) == 0
	for _, name := range names {
		n.pending[name] = struct{}{}
	}
	n.mu.Unlock()
	select {
	case n.signaled <- struct{}{}:
	default:
	}
}

// Names reads a signal's payload; none mean that anything may be new.
func Names(payload string) []string {
	if payload == "" {
		return nil
	}
	return strings.Split(payload, ",")
}

// Stop ends the notifier. What it hasn't sent, the listeners find themselves.
func (n *Notifier) Stop() {
	n.stop()
	n.done.Wait()
}

func (n *Notifier) loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-n.signaled:
		}
		n.send(ctx)
		pause := time.NewTimer(quiet)
		select {
		case <-ctx.Done():
			pause.Stop()
			return
		case <-pause.C:
		}
	}
}

func (n *Notifier) send(ctx context.Context) {
	n.mu.Lock()
	pending, anything := n.pending, n.anything
	n.pending, n.anything = map[string]struct{}{}, false
	n.mu.Unlock()
	if len(pending) == 0 && !anything {
		return // a signal that came along with the last one
	}
	names := make([]string, 0, len(pending))
	size := 0
	for name := range pending {
		names = append(names, name)
		size += len(name) + 1
	}
	if anything || size > mostPayload {
		names = nil // everybody looks at everything
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	if _, err := n.pool.Exec(ctx, "SELECT pg_notify($1, $2)", n.channel, strings.Join(names, ",")); err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "a wake-up could not be sent; the others look by themselves", "channel", n.channel, "error", err.Error())
	}
}
