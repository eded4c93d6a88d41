package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// pingInterval is how long a silent connection is trusted; a path that was
	// dropped silently never tells by itself.
	pingInterval = 10 * time.Second
	pingTimeout  = 3 * time.Second
	// The most that is waited before the second attempt to listen again, and before any.
	shortestRetry = 100 * time.Millisecond
	longestRetry  = 5 * time.Second
)

// Listen hands over what is notified on a channel, until ctx ends. Whenever it
// starts to listen (again), it calls connected first: what was notified before
// that is lost, so that is the moment to catch up. Notifications are wake-ups;
// nothing may depend on getting each one.
func Listen(ctx context.Context, pool *pgxpool.Pool, channel string, connected func(), notified func(payload string)) {
	again(ctx, []string{channel}, func(listening func()) error {
		return listenOnce(ctx, pool, channel, func() { listening(); connected() }, notified)
	})
}

// again listens anew whenever it was interrupted, until ctx ends. once listens
// until something goes wrong, and tells when it has begun to.
func again(ctx context.Context, channels []string, once func(listening func()) error) {
	waits := retries{random: rand.N[time.Duration]}
	for ctx.Err() == nil {
		err := once(waits.begin)
		if ctx.Err() != nil {
			return
		}
		wait := waits.next()
		slog.WarnContext(ctx, "listening was interrupted", "channels", channels, "retryIn", wait.String(), "error", err.Error())
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// retries are how long is waited between attempts: anything up to a most that
// doubles, so that listeners whose server came back don't all come at once.
type retries struct {
	// random gives anything from 0 up to but not including what it is given.
	random func(most time.Duration) time.Duration
	most   time.Duration
}

// begin makes the next wait a short one.
func (r *retries) begin() { r.most = 0 }

// next is the next wait.
func (r *retries) next() time.Duration {
	r.most = min(max(2*r.most, shortestRetry), longestRetry)
	return r.random(r.most)
}

func listenOnce(ctx context.Context, pool *pgxpool.Pool, channel string, connected func(), notified func(string)) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	// The connection listens and may be broken: it doesn't go back to the pool.
	own := conn.Hijack()
	defer func() { _ = own.Close(context.WithoutCancel(ctx)) }()
	if _, err := own.Exec(ctx, "LISTEN "+pgx.Identifier{channel}.Sanitize()); err != nil {
		return err
	}
	connected()
	for {
		waiting, cancel := context.WithTimeout(ctx, pingInterval)
		notification, err := own.WaitForNotification(waiting)
		cancel()
		switch {
		case err == nil:
			notified(notification.Payload)
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, context.DeadlineExceeded):
			if err := ping(ctx, own); err != nil {
				return fmt.Errorf("the connection doesn't answer: %w", err)
			}
		default:
			return err
		}
	}
}

func ping(ctx context.Context, conn *pgx.Conn) error {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	return conn.Ping(ctx)
}
