// Package feed reads what has changed in the fagsystems and lets the rooms
// apply it, each event once.
//
// One replica reads at a time: the one whose connection holds an advisory lock,
// which Postgres frees when the replica dies. What was applied is remembered in
// the same transaction, so that neither a crash nor a fagsystem that repeats
// itself applies anything twice.
package feed

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/wake"
)

// Source is one municipality's feed; fagsystem.Client is.
type Source interface {
	Municipality() string
	Events(ctx context.Context, after string, wait time.Duration, limit int) (contract.EventPage, error)
	OnAvailability(listener func(available bool))
}

// Settings are what a Reader works with.
type Settings struct {
	Pool    *pgxpool.Pool
	Sources []Source
	Now     func() time.Time
	// Arrived is told of events before they are applied, again where they are
	// read again: for what must be forgotten at once. It must not block. May be nil.
	Arrived func(municipality string, events []contract.Event)
	// Wait is how long the fagsystem may hold an empty answer open; 20 s if zero.
	Wait time.Duration
	// Registerer may be nil.
	Registerer prometheus.Registerer
	// LongestPause bounds the pause after a failure; 2 s if zero.
	LongestPause time.Duration
}

const (
	defaultWait         = 20 * time.Second
	defaultLongestPause = 2 * time.Second
	shortestPause       = 50 * time.Millisecond
	eventsPerPage       = 200
	// readerLock is the advisory lock of the replica that reads.
	readerLock int64 = 0x666565642d726561
	// lockPing is how often the lock's connection is asked whether it lives.
	lockPing    = 2 * time.Second
	pingTimeout = 3 * time.Second
	// lockSilence is after how long without being asked Postgres gives the turn to
	// another replica: this one is frozen. What it does on when it wakes changes
	// nothing, since each event is applied once.
	lockSilence = 3*lockPing + pingTimeout
	// rememberApplied is how long the ids of applied events are kept.
	rememberApplied = 30 * 24 * time.Hour
	cleanEvery      = time.Hour
)

// Reader reads the feeds of all municipalities.
type Reader struct {
	settings Settings
	prepares []Prepare
	resyncs  []Resync
	makeUps  []MakeUp
	// woken and told hold one signal for each municipality.
	woken, told map[string]chan struct{}
	givenUp     *prometheus.CounterVec
}

// Channel is what replicas are notified on, with municipalities' ids, when a
// webhook says that there is something new.
const Channel = "feed"

// New makes a reader. Subscribe before Run.
func New(settings Settings) *Reader {
	if settings.Wait == 0 {
		settings.Wait = defaultWait
	}
	if settings.LongestPause == 0 {
		settings.LongestPause = defaultLongestPause
	}
	if settings.Arrived == nil {
		settings.Arrived = func(string, []contract.Event) {}
	}
	r := &Reader{settings: settings, woken: map[string]chan struct{}{}, told: map[string]chan struct{}{}}
	r.givenUp = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "portal_feed_events_given_up_total", Help: "Events that no attempt could apply; everything was read anew in their place. Alarm on any.",
	}, []string{"municipality"})
	if settings.Registerer != nil {
		settings.Registerer.MustRegister(r.givenUp)
	}
	for _, source := range settings.Sources {
		woken := make(chan struct{}, 1)
		r.woken[source.Municipality()], r.told[source.Municipality()] = woken, make(chan struct{}, 1)
		source.OnAvailability(func(bool) { signal(woken) })
	}
	return r
}

func signal(to chan<- struct{}) {
	select {
	case to <- struct{}{}:
	default: // one is waiting there already
	}
}

// Subscribe adds a room that events mean something for. They prepare one after the
// other, and write in one transaction.
func (r *Reader) Subscribe(prepare Prepare) { r.prepares = append(r.prepares, prepare) }

// OnResync adds a room that reads everything anew when events are lost.
func (r *Reader) OnResync(resync Resync) { r.resyncs = append(r.resyncs, resync) }

// OnMissed adds a room that makes up for events that are lost. It is asked after
// everything was read anew.
func (r *Reader) OnMissed(makeUp MakeUp) { r.makeUps = append(r.makeUps, makeUp) }

// Run reads until ctx ends, whenever it is this replica's turn.
func (r *Reader) Run(ctx context.Context) {
	p := r.pause(nil, nil)
	for ctx.Err() == nil {
		err := r.hold(ctx, func(ctx context.Context) {
			p.reset()
			var reading sync.WaitGroup
			for _, source := range r.settings.Sources {
				reading.Go(func() { r.follow(ctx, source) })
			}
			reading.Go(func() { r.clean(ctx) })
			reading.Wait()
		})
		if ctx.Err() != nil {
			return
		}
		slog.WarnContext(ctx, "reading the feeds was interrupted", "error", err.Error())
		p.wait(ctx)
	}
}

// hold waits for this replica's turn and works while it lasts.
func (r *Reader) hold(ctx context.Context, work func(context.Context)) error {
	conn, err := postgres.LockSession(ctx, r.settings.Pool, "portal-feed", lockSilence)
	if err != nil {
		return fmt.Errorf("feed: connect: %w", err)
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), pingTimeout)
		defer cancel()
		_ = conn.Close(closing)
	}()
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", readerLock); err != nil {
		return fmt.Errorf("feed: wait for the turn: %w", err)
	}
	if _, err := conn.Exec(ctx, "LISTEN "+pgx.Identifier{Channel}.Sanitize()); err != nil {
		return fmt.Errorf("feed: listen: %w", err)
	}
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var watching sync.WaitGroup
	watching.Go(func() {
		if err := r.listen(working, conn); err != nil && working.Err() == nil {
			stop(fmt.Errorf("feed: the lock's connection is lost: %w", err))
		}
	})
	work(working)
	cause := context.Cause(working)
	stop(nil)
	watching.Wait()
	return cause
}

// listen hears of webhooks on the connection that holds the lock, and finds out
// when that is lost. It asks that often whatever it hears meanwhile: hearing is no
// statement, and without one Postgres gives the turn away.
func (r *Reader) listen(ctx context.Context, conn *pgx.Conn) error {
	ping := time.Now().Add(lockPing)
	for {
		waiting, cancel := context.WithDeadline(ctx, ping)
		notification, err := conn.WaitForNotification(waiting)
		cancel()
		switch {
		case err == nil:
			r.hear(wake.Names(notification.Payload))
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, context.DeadlineExceeded):
			// A path that was dropped silently never tells by itself.
			pinging, cancel := context.WithTimeout(ctx, pingTimeout)
			err := conn.Ping(pinging)
			cancel()
			if err != nil {
				return err
			}
			ping = time.Now().Add(lockPing)
		default:
			return err
		}
	}
}

// hear wakes whoever reads these municipalities' feeds; no names mean all.
func (r *Reader) hear(municipalities []string) {
	for municipality, told := range r.told {
		if len(municipalities) == 0 || slices.Contains(municipalities, municipality) {
			signal(told)
		}
	}
}

// clean forgets events that were applied long ago.
func (r *Reader) clean(ctx context.Context) {
	ticker := time.NewTicker(cleanEvery)
	defer ticker.Stop()
	for {
		if err := r.deleteApplied(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "applied events could not be forgotten", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
