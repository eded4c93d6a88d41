package live

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/live/internal/db"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/wake"
	contract "innbyggertjenesten/contracts/live"
)

const (
	// queueSize is how many events a socket may lag behind.
	queueSize = 256
	// lookEvery is how often the hub looks at the table without being woken.
	lookEvery = time.Second
	// noteSeenEvery is how often the hub writes down whose pages are open.
	noteSeenEvery = 10 * time.Second
	leaveTimeout  = 2 * time.Second
	// mostSockets bounds the tabs of one person on one replica, mostOfSession
	// those of one log-in, and mostOpen everybody's together: without a socket, a
	// page asks now and then instead.
	mostSockets   = 20
	mostOfSession = 12
	mostOpen      = 10_000
)

// all is no session's id.
const all = ""

var (
	// errSlow says that a socket lags too far behind.
	errSlow = errors.New("live: too slow")
	// errGone says that the stream has been joined with another.
	errGone = errors.New("live: the stream is gone")
	// errTooMany says that a session, a person or the process has too many sockets.
	errTooMany = errors.New("live: too many sockets")
)

// Hub hands events to this replica's sockets. It keeps each stream's newest
// events for all of them together and never waits for any of them.
type Hub struct {
	store    *Store
	pool     *pgxpool.Pool
	notifier *wake.Notifier
	woken    chan struct{}

	mu      sync.Mutex
	streams map[uuid.UUID]*stream
	// tabs counts the sockets of each session, and all of them under "".
	tabs    map[string]int
	dirty   map[uuid.UUID]bool // woken by name
	drained bool
	open    sync.WaitGroup
}

// stream is what the hub keeps of one stream: its newest events (queueSize or
// more), in order and without a gap, ending at position.
type stream struct {
	position int64
	// anew is the newest position at which everything had to be fetched anew:
	// whoever is before it can't be told what happened.
	anew   int64
	recent []contract.EventFrame
	tabs   map[*tab]bool
}

// tab is one open page's place in a stream.
type tab struct {
	hub     *Hub
	stream  uuid.UUID
	session string
	// page is told when there may be something after the tab's position, and
	// when it must end. It never blocks.
	page listener
	gone bool
}

// listener is an open page; a socket is.
type listener interface {
	news()
	end(why error)
}

// NewHub makes a hub; Run runs it.
func NewHub(store *Store, notifier *wake.Notifier) *Hub {
	return &Hub{
		store: store, pool: store.pool, notifier: notifier, woken: make(chan struct{}, 1),
		streams: map[uuid.UUID]*stream{}, tabs: map[string]int{}, dirty: map[uuid.UUID]bool{},
	}
}

// Wake tells all replicas that these streams have something new. Call it after
// the commit of what was appended.
func (h *Hub) Wake(streams ...string) {
	if len(streams) > 0 {
		h.notifier.Signal(streams...)
	}
}

// WakeAll tells all replicas that any stream may have something new.
func (h *Hub) WakeAll() { h.notifier.Signal() }

// Run hands out events until ctx ends.
func (h *Hub) Run(ctx context.Context) {
	var listening sync.WaitGroup
	listening.Go(func() {
		postgres.Listen(ctx, h.pool, Channel, h.look, func(payload string) { h.heard(wake.Names(payload)) })
	})
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	seen := time.NewTicker(noteSeenEvery)
	defer seen.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-h.woken:
			h.readDirty(ctx)
		case <-ticker.C:
			h.readBehind(ctx)
		case <-seen.C:
			h.noteSeen(ctx)
		}
	}
	listening.Wait()
}

// Drain ends all sockets in good order and waits for them.
func (h *Hub) Drain(ctx context.Context) {
	h.mu.Lock()
	h.drained = true
	for _, known := range h.streams {
		for t := range known.tabs {
			t.page.end(errGone)
		}
	}
	h.mu.Unlock()
	ended := make(chan struct{})
	go func() { h.open.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-ctx.Done():
	}
}

// look makes the hub look at all its streams.
func (h *Hub) look() { h.heard(nil) }

func (h *Hub) heard(names []string) {
	h.mu.Lock()
	if len(names) == 0 {
		for id := range h.streams {
			h.dirty[id] = true
		}
	}
	for _, name := range names {
		if id, err := uuid.Parse(name); err == nil && h.streams[id] != nil {
			h.dirty[id] = true
		}
	}
	h.mu.Unlock()
	select {
	case h.woken <- struct{}{}:
	default:
	}
}

func (h *Hub) readDirty(ctx context.Context) {
	h.mu.Lock()
	dirty := h.dirty
	h.dirty = map[uuid.UUID]bool{}
	h.mu.Unlock()
	for id := range dirty {
		h.read(ctx, id)
	}
}

// noteSeen writes down whose pages are open.
func (h *Hub) noteSeen(ctx context.Context) {
	if err := h.store.noteSeen(ctx, h.ids()...); err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "live: whose pages are open could not be written down", "error", err.Error())
	}
}

func (h *Hub) ids() []uuid.UUID {
	h.mu.Lock()
	defer h.mu.Unlock()
	ids := make([]uuid.UUID, 0, len(h.streams))
	for id := range h.streams {
		ids = append(ids, id)
	}
	return ids
}

// readBehind catches up with what no wake-up told.
func (h *Hub) readBehind(ctx context.Context) {
	ids := h.ids()
	if len(ids) == 0 {
		return
	}
	rows, err := db.New(h.pool).ListPositions(ctx, ids)
	if err != nil {
		if ctx.Err() == nil {
			slog.WarnContext(ctx, "live: positions could not be read", "error", err.Error())
		}
		return
	}
	newest := make(map[uuid.UUID]int64, len(rows))
	for _, row := range rows {
		newest[row.ID] = row.Position
	}
	for _, id := range ids {
		position, exists := newest[id]
		if !exists {
			h.end(id)
			continue
		}
		h.mu.Lock()
		behind := h.streams[id] != nil && h.streams[id].position < position
		h.mu.Unlock()
		if behind {
			h.read(ctx, id)
		}
	}
}

// read fetches a stream's new events and tells its tabs.
func (h *Hub) read(ctx context.Context, id uuid.UUID) {
	for {
		h.mu.Lock()
		known := h.streams[id]
		var from int64
		if known != nil {
			from = known.position
		}
		h.mu.Unlock()
		if known == nil {
			return
		}
		found, err := h.store.after(ctx, id, from)
		if err != nil {
			if ctx.Err() == nil {
				slog.WarnContext(ctx, "live: events could not be read", "error", err.Error())
			}
			return
		}
		if !h.add(known, from, found) || len(found.events) < mostInPage {
			return
		}
	}
}

// add puts what was read into the stream, unless somebody did before.
func (h *Hub) add(known *stream, from int64, found page) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if known.position != from || found.position == from {
		return false
	}
	if found.resync {
		known.recent, known.position, known.anew = nil, found.position, found.position
	} else {
		known.recent = append(known.recent, found.events...)
		known.position = found.events[len(found.events)-1].Position
		// Seldom, since it copies: what tabs were given of the old one stays as it is.
		if len(known.recent) >= 2*queueSize {
			known.recent = append(make([]contract.EventFrame, 0, 2*queueSize), known.recent[len(known.recent)-queueSize:]...)
		}
	}
	for t := range known.tabs {
		t.page.news()
	}
	return true
}

// join adds a session's open page to a stream and gives the stream's position.
func (h *Hub) join(ctx context.Context, id uuid.UUID, session string, open listener) (*tab, int64, error) {
	position, err := db.New(h.pool).Position(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	if err := h.store.noteSeen(ctx, id); err != nil {
		return nil, 0, err
	}
	h.read(ctx, id) // so that hello is as new as the table
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.drained {
		return nil, 0, errGone
	}
	known := h.streams[id]
	if h.tabs[all] >= mostOpen || h.tabs[session] >= mostOfSession || known != nil && len(known.tabs) >= mostSockets {
		return nil, 0, errTooMany
	}
	if known == nil {
		known = &stream{position: position, tabs: map[*tab]bool{}}
		h.streams[id] = known
	}
	t := &tab{hub: h, stream: id, session: session, page: open}
	known.tabs[t] = true
	h.tabs[session]++
	h.tabs[all]++
	h.open.Add(1)
	return t, known.position, nil
}

// leave takes the tab out of its stream.
func (t *tab) leave(ctx context.Context) {
	defer t.hub.open.Done()
	if !t.hub.remove(t) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, leaveTimeout)
	defer cancel()
	if err := t.hub.store.noteLeft(ctx, t.stream); err != nil {
		slog.WarnContext(ctx, "live: that somebody left could not be written down", "error", err.Error())
	}
}

// remove takes a tab out and tells whether it was its stream's last one.
func (h *Hub) remove(t *tab) (last bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	known := h.streams[t.stream]
	if known == nil || !known.tabs[t] {
		return false
	}
	delete(known.tabs, t)
	if h.tabs[t.session]--; h.tabs[t.session] == 0 {
		delete(h.tabs, t.session)
	}
	h.tabs[all]--
	if len(known.tabs) > 0 {
		return false
	}
	delete(h.streams, t.stream)
	delete(h.dirty, t.stream)
	return true
}

// end tells the tabs of a stream that it is gone.
func (h *Hub) end(id uuid.UUID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if known := h.streams[id]; known != nil {
		for t := range known.tabs {
			t.gone = true
			t.page.news()
		}
	}
}

// after is what the hub has after a position; errSlow where it no longer
// reaches back that far.
func (t *tab) after(position int64) (page, error) {
	t.hub.mu.Lock()
	defer t.hub.mu.Unlock()
	known := t.hub.streams[t.stream]
	if t.gone || known == nil {
		return page{}, errGone
	}
	behind := known.position - position
	switch {
	case behind <= 0:
		return page{position: position}, nil
	case position < known.anew:
		return page{position: known.position, resync: true}, nil
	case behind > min(queueSize, int64(len(known.recent))):
		return page{}, errSlow
	}
	// Not copied: it is only ever appended to, or replaced.
	return page{position: known.position, events: known.recent[int64(len(known.recent))-behind:]}, nil
}
