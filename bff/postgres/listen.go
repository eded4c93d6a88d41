package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// pingInterval is how long a silent connection is trusted; a path that was
	// dropped silently never tells by itself.
	pingInterval = 10 * time.Second
	pingTimeout  = 3 * time.Second
	// Between attempts to listen again.
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
	retry := shortestRetry
	for ctx.Err() == nil {
		err := once(func() { retry = shortestRetry })
		if ctx.Err() != nil {
			return
		}
		slog.WarnContext(ctx, "listening was interrupted", "channels", channels, "retryIn", retry.String(), "error", err.Error())
		select {
		case <-ctx.Done():
		case <-time.After(retry):
		}
		retry = min(2*retry, longestRetry)
	}
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
