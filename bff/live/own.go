package live

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/live"
)

const (
	// mostUntold bounds what waits to be told to people's own other pages.
	mostUntold = 5000
	// draftsEvery is how often somebody's other pages are told of a draft that is
	// being written all the time.
	draftsEvery = time.Second
	tellTimeout = 5 * time.Second
)

// Own tells people's own other pages what they did on one of them: a draft that
// was saved, a message that was sent or taken back. It tells after the fact, so
// that nobody who writes waits for it. What is lost with a replica is seen a
// little later: pages fetch it with the next change.
type Own struct {
	store *Store
	hub   *Hub

	mu      sync.Mutex
	sent    []Event
	drafted map[author]bool
	news    chan struct{}
}

// author is whose pages are told.
type author struct {
	municipality string
	person       uuid.UUID
}

// NewOwn makes one; Run tells.
func NewOwn(store *Store, hub *Hub) *Own {
	return &Own{store: store, hub: hub, drafted: map[author]bool{}, news: make(chan struct{}, 1)}
}

// Drafted says that somebody has saved or removed a draft. Which one isn't told:
// whoever has one open looks at it.
func (o *Own) Drafted(municipality string, personID uuid.UUID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.drafted) < mostUntold {
		o.drafted[author{municipality, personID}] = true
	}
}

// Sent says that somebody's message was accepted or taken back; with it goes or
// comes its draft.
func (o *Own) Sent(municipality string, personID, caseCopyID, messageID uuid.UUID) {
	o.Drafted(municipality, personID)
	o.mu.Lock()
	if len(o.sent) < mostUntold {
		o.sent = append(o.sent, Event{
			Municipality: municipality, Persons: []uuid.UUID{personID}, Type: contract.EventTypeMessageState,
			CaseCopyID: &caseCopyID, MessageID: &messageID,
		})
	}
	o.mu.Unlock()
	select {
	case o.news <- struct{}{}:
	default:
	}
}

// Run tells until ctx ends.
func (o *Own) Run(ctx context.Context) {
	ticker := time.NewTicker(draftsEvery)
	defer ticker.Stop()
	for {
		all := false
		select {
		case <-ctx.Done():
			return
		case <-o.news:
		case <-ticker.C:
			all = true
		}
		for _, events := range o.take(all) {
			if err := o.tell(ctx, events); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "live: somebody's other pages could not be told what they did", "error", err.Error())
			}
		}
	}
}

// take is what is to be told now: of those who sent something, all; of the
// others' drafts only now and then.
func (o *Own) take(all bool) map[author][]Event {
	o.mu.Lock()
	defer o.mu.Unlock()
	due := map[author][]Event{}
	for _, event := range o.sent {
		who := author{event.Municipality, event.Persons[0]}
		due[who] = append(due[who], event)
	}
	o.sent = nil
	for who := range o.drafted {
		if all || due[who] != nil {
			due[who] = append(due[who], Event{Municipality: who.municipality, Persons: []uuid.UUID{who.person}, Type: contract.EventTypeDraftChanged})
			delete(o.drafted, who)
		}
	}
	return due
}

// tell holds one person's stream at a time: whoever holds several could wait for
// each other.
func (o *Own) tell(ctx context.Context, events []Event) error {
	ctx, cancel := context.WithTimeout(ctx, tellTimeout)
	defer cancel()
	var streams []string
	err := pgx.BeginFunc(ctx, o.store.pool, func(tx pgx.Tx) (err error) {
		streams, err = o.store.Append(ctx, tx, events...)
		return err
	})
	if err == nil {
		o.hub.Wake(streams...)
	}
	return err
}
