package fagsystem

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/failsafe-go/failsafe-go/circuitbreaker"
)

// failuresToOpen is how many calls in a row must fail before no more are made.
const failuresToOpen = 3

// errBreakerOpen is ErrUnavailable without having asked.
var errBreakerOpen = fmt.Errorf("%w: not asked, it didn't answer before", ErrUnavailable)

// breaker stops calls to a fagsystem that doesn't answer and probes its health
// until it does: only the probe closes it, so that nobody's request is the one
// that has to find out.
type breaker struct {
	municipality string
	every        time.Duration
	probe        func(context.Context) error
	circuit      circuitbreaker.CircuitBreaker[any]
	ctx          context.Context
	cancel       context.CancelFunc
	probing      sync.WaitGroup

	mu        sync.Mutex
	stopped   bool
	listeners []func(bool)
}

func newBreaker(municipality string, every time.Duration, probe func(context.Context) error) *breaker {
	b := &breaker{municipality: municipality, every: every, probe: probe}
	b.ctx, b.cancel = context.WithCancel(context.Background())
	b.circuit = circuitbreaker.NewBuilder[any]().
		WithFailureThreshold(failuresToOpen).
		WithDelay(100 * 365 * 24 * time.Hour). // never by itself
		OnOpen(func(circuitbreaker.StateChangedEvent) { b.opened() }).
		OnClose(func(circuitbreaker.StateChangedEvent) { b.closed() }).
		Build()
	return b
}

func (b *breaker) available() bool { return !b.circuit.IsOpen() }

func (b *breaker) succeeded() {
	// A late answer of a call made before must not count while it is open.
	if b.available() {
		b.circuit.RecordSuccess()
	}
}

func (b *breaker) failed() {
	if b.available() {
		b.circuit.RecordFailure()
	}
}

func (b *breaker) listen(listener func(bool)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.listeners = append(b.listeners, listener)
}

func (b *breaker) tell(available bool) {
	b.mu.Lock()
	listeners := b.listeners
	b.mu.Unlock()
	for _, listener := range listeners {
		listener(available)
	}
}

// opened and closed are called under the circuit's own lock: they hand over to
// a goroutine before they touch the circuit or tell anybody.
func (b *breaker) opened() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.stopped {
		return
	}
	slog.Warn("the fagsystem doesn't answer; probing it", "municipality", b.municipality)
	b.probing.Go(b.probeUntilHealthy)
}

func (b *breaker) closed() {
	slog.Info("the fagsystem answers again", "municipality", b.municipality)
}

func (b *breaker) probeUntilHealthy() {
	b.tell(false)
	ticker := time.NewTicker(b.every)
	defer ticker.Stop()
	for {
		select {
		case <-b.ctx.Done():
			return
		case <-ticker.C:
		}
		if b.probe(b.ctx) == nil {
			b.circuit.Close()
			b.tell(true)
			return
		}
	}
}

func (b *breaker) stop() {
	b.mu.Lock()
	b.stopped = true
	b.mu.Unlock()
	b.cancel()
	b.probing.Wait()
}
