package feed

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/feed/internal/db"
)

const (
	// mostTogether is how many events are written in one transaction. They come
	// one by one; only a reader that is behind finds several, and one by one it
	// would stay behind for as long as they keep coming.
	mostTogether = 20
	// preparing is how long the first of them may wait for the others: where a
	// fagsystem hangs, finding out what an event means takes seconds.
	preparing = 200 * time.Millisecond
	// mostAttempts is how often an event is tried. One that no room can apply must
	// not keep all later ones waiting: it is passed over, and everything read anew.
	mostAttempts = 8
)

// applyAll applies events in their order, those that haven't been yet: several at
// once, and where that fails one by one.
func (r *Reader) applyAll(ctx context.Context, municipality string, events []contract.Event) error {
	for len(events) > 0 {
		some, err := r.prepare(ctx, municipality, events[:min(len(events), mostTogether)])
		if err == nil {
			err = r.write(ctx, municipality, some)
		}
		count := max(len(some.events), 1)
		if err != nil {
			for _, event := range events[:count] {
				if err := r.applyPatiently(ctx, municipality, event); err != nil {
					return err
				}
			}
		}
		events = events[count:]
	}
	return nil
}

// prepared are events with what there is to write of them.
type prepared struct {
	events []contract.Event
	// writes by room, as they have subscribed, and for each by event; nil where
	// there is nothing to write.
	writes [][]Write
}

// prepare lets the rooms find out what some events mean: as many of the first as
// there is time for and nothing fails, but at least one.
func (r *Reader) prepare(ctx context.Context, municipality string, events []contract.Event) (prepared, error) {
	found := prepared{writes: make([][]Write, len(r.prepares))}
	begun := r.settings.Now()
	for i, event := range events {
		writes, err := r.meaning(ctx, municipality, event)
		if err != nil && i == 0 {
			return prepared{}, err
		}
		if err != nil {
			break // it is the first of the next ones
		}
		found.events = events[:i+1]
		for room, write := range writes {
			found.writes[room] = append(found.writes[room], write)
		}
		if r.settings.Now().Sub(begun) > preparing {
			break
		}
	}
	return found, nil
}

// meaning is what each room has to write of an event.
func (r *Reader) meaning(ctx context.Context, municipality string, event contract.Event) ([]Write, error) {
	writes := make([]Write, len(r.prepares))
	for room, prepare := range r.prepares {
		var err error
		if writes[room], err = prepare(ctx, municipality, event); err != nil {
			return nil, err
		}
	}
	return writes, nil
}

// write is one transaction: what the rooms write, that it is done, and how far the
// feed has been read. One room writes all of its own before the next one does, so
// that what the last one locks, which is people's streams, is locked last.
func (r *Reader) write(ctx context.Context, municipality string, some prepared) error {
	return pgx.BeginFunc(ctx, r.settings.Pool, func(tx pgx.Tx) error {
		q := db.New(tx)
		ids := make([]string, len(some.events))
		for i, event := range some.events {
			ids[i] = event.Id
		}
		added, err := q.MarkApplied(ctx, db.MarkAppliedParams{Municipality: municipality, EventIds: ids, AppliedAt: r.settings.Now()})
		if err != nil {
			return err
		}
		fresh := firstOf(ids, added)
		for _, room := range some.writes {
			for i, write := range room {
				if !fresh[i] || write == nil {
					continue
				}
				if err := write(ctx, tx); err != nil {
					return err
				}
			}
		}
		whole := some.events[len(some.events)-1].Time
		if offset := lastOffset(some.events); offset != "" {
			return r.setOffset(ctx, q, municipality, offset, whole)
		}
		return q.SetWhole(ctx, db.SetWholeParams{Municipality: municipality, WholeUntil: whole}) // the page's own offset follows
	})
}

// firstOf tells of each id whether it is the first of its kind and among the added.
func firstOf(ids, added []string) []bool {
	left := make(map[string]bool, len(added))
	for _, id := range added {
		left[id] = true
	}
	first := make([]bool, len(ids))
	for i, id := range ids {
		first[i] = left[id]
		delete(left, id)
	}
	return first
}

// lastOffset is the offset of the last event that names one, or "".
func lastOffset(events []contract.Event) (offset string) {
	for _, event := range events {
		if event.Offset != nil && *event.Offset != "" {
			offset = *event.Offset
		}
	}
	return offset
}

// applyPatiently applies an event, if it hasn't been yet. Where it must be given
// up, everything is read anew before that is written down: whatever ends this
// replica in between, what the event would have told isn't missed.
func (r *Reader) applyPatiently(ctx context.Context, municipality string, event contract.Event) error {
	p := r.pause(nil, nil)
	for attempt := 1; ; attempt++ {
		alone, err := r.prepare(ctx, municipality, []contract.Event{event})
		if err == nil {
			err = r.write(ctx, municipality, alone)
		}
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		slog.WarnContext(ctx, "an event could not be applied",
			"municipality", municipality, "type", string(event.Type), "attempt", attempt, "error", err.Error())
		if attempt >= mostAttempts {
			return r.giveUp(ctx, municipality, event)
		}
		p.wait(ctx)
	}
}

func (r *Reader) giveUp(ctx context.Context, municipality string, event contract.Event) error {
	if err := r.resync(ctx, Missed{Municipality: municipality, Since: event.Time, Event: &event}); err != nil {
		return err
	}
	if err := r.write(ctx, municipality, prepared{events: []contract.Event{event}}); err != nil {
		return fmt.Errorf("feed: give an event up: %w", err) // not the event: Postgres
	}
	r.givenUp.WithLabelValues(municipality).Inc()
	slog.ErrorContext(ctx, "an event was given up; everything was read anew",
		"municipality", municipality, "type", string(event.Type), "id", event.Id)
	return nil
}
