package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

type pendingEvent struct {
	kind fagsystem.EventType
	data fagsystem.EventData
}

// Emit puts an event on the feed when the transaction commits.
func (tx *Tx) Emit(kind fagsystem.EventType, data fagsystem.EventData) {
	tx.events = append(tx.events, pendingEvent{kind, data})
}

// flush takes the feed's numbers last of all: the row lock is held from here to the commit, so that nobody can
// commit a smaller number after a reader has seen a greater one.
func (tx *Tx) flush(ctx context.Context) error {
	if len(tx.events) == 0 {
		return nil
	}
	var last int64
	err := tx.QueryRow(ctx, `update municipality set feed_seq = feed_seq + $2 where municipality = $1 returning feed_seq`,
		tx.Municipality, len(tx.events)).Scan(&last)
	if err != nil {
		return notFound(err)
	}
	first := last - int64(len(tx.events)) + 1
	batch := &pgx.Batch{}
	for i, e := range tx.events {
		batch.Queue(`insert into event (municipality, seq, event_id, type, time, data) values ($1, $2, $3, $4, $5, $6)`,
			tx.Municipality, first+int64(i), uuid.Must(uuid.NewV7()), string(e.kind), tx.Now, e.data)
	}
	return tx.SendBatch(ctx, batch).Close()
}

type feedState struct {
	epoch      uuid.UUID
	seq, floor int64
}

func (f feedState) offset(seq int64) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "1.%s.%d", f.epoch, seq))
}

// position reads an offset. One of another database, of the future, from before the floor or no offset at all is gone.
func (f feedState) position(offset string) (int64, error) {
	raw, err := base64.RawURLEncoding.DecodeString(offset)
	if err != nil {
		return 0, ErrOffsetGone
	}
	rest, ok := strings.CutPrefix(string(raw), "1."+f.epoch.String()+".")
	if !ok {
		return 0, ErrOffsetGone
	}
	var seq int64
	if n, err := fmt.Sscanf(rest, "%d", &seq); n != 1 || err != nil || seq < f.floor || seq > f.seq {
		return 0, ErrOffsetGone
	}
	return seq, nil
}

func (s *Store) feedState(ctx context.Context, municipality string) (feedState, error) {
	var f feedState
	err := s.Pool.QueryRow(ctx, `select feed_epoch, feed_seq, feed_floor from municipality where municipality = $1`,
		municipality).Scan(&f.epoch, &f.seq, &f.floor)
	return f, notFound(err)
}

// Events answers what happened after an offset, waiting for something to happen if asked to.
func (s *Store) Events(ctx context.Context, municipality string, after *string, limit int, wait time.Duration) (fagsystem.EventPage, error) {
	timeout := time.NewTimer(wait)
	defer timeout.Stop()
	for {
		woken := s.waitFor(municipality) // before reading, so that nothing falls between
		state, err := s.feedState(ctx, municipality)
		if err != nil {
			return fagsystem.EventPage{}, err
		}
		if after == nil {
			return fagsystem.EventPage{Events: []fagsystem.Event{}, Next: state.offset(state.seq)}, nil
		}
		from, err := state.position(*after)
		if err != nil {
			return fagsystem.EventPage{}, err
		}
		events, last, err := s.eventsAfter(ctx, municipality, state, from, limit)
		if err != nil || len(events) > 0 {
			return fagsystem.EventPage{Events: events, Next: state.offset(last)}, err
		}
		select {
		case <-woken:
		case <-timeout.C:
			return fagsystem.EventPage{Events: []fagsystem.Event{}, Next: state.offset(from)}, nil
		case <-ctx.Done():
			return fagsystem.EventPage{}, ctx.Err()
		}
	}
}

func (s *Store) eventsAfter(ctx context.Context, municipality string, state feedState, from int64, limit int) ([]fagsystem.Event, int64, error) {
	rows, err := s.Pool.Query(ctx, `select seq, event_id, type, time, data from event
		where municipality = $1 and seq > $2 order by seq limit $3`, municipality, from, limit)
	if err != nil {
		return nil, 0, err
	}
	last := from
	events, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (fagsystem.Event, error) {
		e := fagsystem.Event{Specversion: "1.0", Source: "/" + municipality}
		var id uuid.UUID
		if err := row.Scan(&last, &id, &e.Type, &e.Time, &e.Data); err != nil {
			return e, err
		}
		e.Id = id.String()
		offset := state.offset(last)
		e.Offset = &offset
		return e, nil
	})
	return events, last, err
}

// DropEvents forgets all events so far: older offsets are gone from now on.
func (s *Store) DropEvents(ctx context.Context, municipality string) error {
	return s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		var seq int64
		// One number is spent, so that even the newest offset handed out before is too old.
		err := tx.QueryRow(ctx, `update municipality set feed_seq = feed_seq + 1, feed_floor = feed_seq + 1 where municipality = $1 returning feed_seq`,
			municipality).Scan(&seq)
		if err != nil {
			return notFound(err)
		}
		_, err = tx.Exec(ctx, `delete from event where municipality = $1 and seq < $2`, municipality, seq)
		return err
	})
}

func (s *Store) waitFor(municipality string) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waits[municipality] == nil {
		s.waits[municipality] = make(chan struct{})
	}
	return s.waits[municipality]
}

func (s *Store) wake(municipality string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.waits[municipality]; ch != nil {
		close(ch)
		delete(s.waits, municipality)
	}
}
