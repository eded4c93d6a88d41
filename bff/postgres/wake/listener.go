package wake

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// pingEvery and pingTimeout find a connection that was dropped silently.
	pingEvery    = 5 * time.Second
	pingTimeout  = 3 * time.Second
	connectLimit = 5 * time.Second
	firstBackoff = 50 * time.Millisecond
	lastBackoff  = 2 * time.Second
)

// Heard is called for each signal with its names; none mean that anything may
// be new. It must not block.
type Heard func(names []string)

// Listen hears the signals of the channels, by channel, until ctx ends. It has
// a connection of its own, made by connect. After each (re)connection every
// channel is called once without names: what was said meanwhile is lost.
func Listen(ctx context.Context, connect func(context.Context) (*pgx.Conn, error), channels map[string]Heard) {
	backoff := firstBackoff
	for ctx.Err() == nil {
		err := listenOnce(ctx, connect, channels, func() { backoff = firstBackoff })
		if ctx.Err() != nil {
			return
		}
		slog.WarnContext(ctx, "the LISTEN connection was lost; connecting again", "error", err.Error())
		timer := time.NewTimer(backoff)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		backoff = min(2*backoff, lastBackoff)
	}
}

func listenOnce(ctx context.Context, connect func(context.Context) (*pgx.Conn, error), channels map[string]Heard, connected func()) error {
	limited, cancel := context.WithTimeout(ctx, connectLimit)
	defer cancel()
	conn, err := connect(limited)
	if err != nil {
		return err
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), pingTimeout)
		defer cancel()
		_ = conn.Close(closing)
	}()
	for channel := range channels {
		if _, err := conn.Exec(limited, "LISTEN "+pgx.Identifier{channel}.Sanitize()); err != nil {
			return err
		}
	}
	connected()
	for _, heard := range channels {
		heard(nil)
	}
	for {
		waiting, stop := context.WithTimeout(ctx, pingEvery)
		notification, err := conn.WaitForNotification(waiting)
		stop()
		switch {
		case err == nil:
			var names []string
			if notification.Payload != "" {
				names = strings.Split(notification.Payload, ",")
			}
			if heard, ok := channels[notification.Channel]; ok {
				heard(names)
			}
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, context.DeadlineExceeded) && !conn.IsClosed():
			pinging, stop := context.WithTimeout(ctx, pingTimeout)
			err := conn.Ping(pinging)
			stop()
			if err != nil {
				return err
			}
		default:
			return err
		}
	}
}
