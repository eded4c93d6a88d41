package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// beatEvery is how often a listener notifies itself.
	beatEvery = 200 * time.Millisecond
	// certainFor is how long a heartbeat that came back counts.
	certainFor = 700 * time.Millisecond
	// beatPatience is how long a connection may owe a heartbeat before it is
	// given up.
	beatPatience = 3 * time.Second
)

// Listener is Listen for those who must know whether they hear everything: for
// whoever keeps in memory what a notification makes wrong.
//
// A connection that broke silently looks like one on which nothing happens. So
// the listener notifies itself on that connection: notifications come in the
// order of their commits, and with the heartbeat everything has come that was
// committed before it was sent.
type Listener struct {
	// Channels are listened to.
	Channels []string
	// Connected is called each time it starts to listen (again): what was notified
	// before is lost, and nothing kept from before may count any more.
	Connected func()
	// Notified hands over what comes, one at a time.
	Notified func(channel, payload string)

	began time.Time
	// certainUntil is in nanoseconds since began; 0 while nothing is certain.
	certainUntil atomic.Int64
}

// Certain tells whether everything has been heard that was committed longer
// than certainFor ago; while all goes well, it is heard at once.
func (l *Listener) Certain() bool {
	until := l.certainUntil.Load()
	return until > 0 && time.Since(l.began) < time.Duration(until)
}

// Run listens until ctx ends. It is called once.
func (l *Listener) Run(ctx context.Context, pool *pgxpool.Pool) {
	l.began = time.Now()
	again(ctx, l.Channels, func(listening func()) error {
		defer l.certainUntil.Store(0)
		return l.listen(ctx, pool, listening)
	})
}

func (l *Listener) listen(ctx context.Context, pool *pgxpool.Pool, listening func()) error {
	acquiring, cancel := context.WithTimeout(ctx, beatPatience)
	defer cancel()
	conn, err := pool.Acquire(acquiring)
	if err != nil {
		return err
	}
	// The connection listens and may be broken: it doesn't go back to the pool.
	own := conn.Hijack()
	defer func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), pingTimeout)
		defer cancel()
		_ = own.Close(ending)
	}()
	beats := "beat_" + uuid.NewString()
	// A heartbeat needs no disk.
	if _, err := own.Exec(acquiring, "SET synchronous_commit = off"); err != nil {
		return err
	}
	for _, channel := range append([]string{beats}, l.Channels...) {
		if _, err := own.Exec(acquiring, "LISTEN "+pgx.Identifier{channel}.Sanitize()); err != nil {
			return err
		}
	}
	l.Connected()
	listening()
	for beat := 1; ; beat++ {
		if err := l.beat(ctx, own, beats, strconv.Itoa(beat)); err != nil {
			return err
		}
	}
}

// beat sends one heartbeat, and hears what comes until it is time for the next.
func (l *Listener) beat(ctx context.Context, own *pgx.Conn, beats, number string) error {
	sent := time.Now()
	patience, cancel := context.WithDeadline(ctx, sent.Add(beatPatience))
	defer cancel()
	if _, err := own.Exec(patience, "SELECT pg_notify($1, $2)", beats, number); err != nil {
		return err
	}
	came := false
	for {
		waiting, cancel := patience, func() {}
		if came {
			waiting, cancel = context.WithDeadline(ctx, sent.Add(beatEvery))
		}
		notification, err := own.WaitForNotification(waiting)
		cancel()
		switch {
		case err == nil && notification.Channel != beats:
			l.Notified(notification.Channel, notification.Payload)
		case err == nil && notification.Payload == number:
			came = true
			l.certainUntil.Store(int64(sent.Sub(l.began) + certainFor))
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, context.DeadlineExceeded) && came:
			return nil
		default:
			return fmt.Errorf("the connection doesn't answer: %w", err)
		}
	}
}
