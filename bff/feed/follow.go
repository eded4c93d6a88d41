package feed

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed/internal/db"
)

// heldAtLeast: an empty answer that came faster wasn't held open.
const heldAtLeast = 100 * time.Millisecond

// follow reads one municipality's feed until ctx ends.
func (r *Reader) follow(ctx context.Context, source Source) {
	municipality := source.Municipality()
	p := r.pause(r.woken[municipality], r.told[municipality])
	for ctx.Err() == nil {
		asked := time.Now()
		empty, err := r.step(ctx, source)
		if err == nil && empty && time.Since(asked) < heldAtLeast {
			p.wait(ctx) // it doesn't hold empty answers open
			continue
		}
		if err != nil {
			if ctx.Err() != nil {
				return
			}
			// An unavailable fagsystem has been logged by its client.
			if !errors.Is(err, fagsystem.ErrUnavailable) {
				slog.WarnContext(ctx, "the feed could not be read", "municipality", municipality, "error", err.Error())
			}
			p.wait(ctx)
			continue
		}
		p.reset()
	}
}

// step reads and applies one page, and tells whether it was empty.
func (r *Reader) step(ctx context.Context, source Source) (empty bool, err error) {
	municipality := source.Municipality()
	at, err := db.New(r.settings.Pool).Offset(ctx, municipality)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, r.startOver(ctx, source, time.Time{})
	}
	if err != nil {
		return false, fmt.Errorf("feed: read the offset: %w", err)
	}
	page, err := r.ask(ctx, source, at.NextOffset)
	if errors.Is(err, fagsystem.ErrOffsetGone) {
		slog.WarnContext(ctx, "the feed's offset is too old: everything is read anew", "municipality", municipality)
		return false, r.startOver(ctx, source, at.WholeUntil)
	}
	if err != nil {
		return false, err
	}
	if len(page.Events) > 0 {
		r.settings.Arrived(municipality, page.Events)
	}
	if err := r.applyAll(ctx, municipality, page.Events); err != nil {
		return false, err
	}
	empty = len(page.Events) == 0
	if page.Next == "" || page.Next == at.NextOffset && empty {
		return empty, nil
	}
	return empty, r.setOffset(ctx, db.New(r.settings.Pool), municipality, page.Next, time.Time{})
}

// startOver takes the offset of now, reads everything anew, and goes on from
// there: what changes meanwhile is read twice and not missed. Since then nothing
// of the feed is known.
func (r *Reader) startOver(ctx context.Context, source Source, since time.Time) error {
	now := r.settings.Now()
	page, err := source.Events(ctx, "", 0, 1)
	if err != nil {
		return err
	}
	if err := r.resync(ctx, Missed{Municipality: source.Municipality(), Since: since}); err != nil {
		return err
	}
	return r.setOffset(ctx, db.New(r.settings.Pool), source.Municipality(), page.Next, now)
}

func (r *Reader) resync(ctx context.Context, missed Missed) error {
	for _, resync := range r.resyncs {
		if err := resync(ctx, missed.Municipality); err != nil {
			return fmt.Errorf("feed: read everything anew: %w", err)
		}
	}
	for _, makeUp := range r.makeUps {
		if err := makeUp(ctx, missed); err != nil {
			return fmt.Errorf("feed: make up for what was missed: %w", err)
		}
	}
	return nil
}

// setOffset moves on, and notes until when nothing was missed, if that is known.
func (r *Reader) setOffset(ctx context.Context, q *db.Queries, municipality, offset string, whole time.Time) error {
	params := db.SetOffsetParams{Municipality: municipality, NextOffset: offset, ReadAt: r.settings.Now()}
	if !whole.IsZero() {
		params.WholeUntil = &whole
	}
	return q.SetOffset(ctx, params)
}

func (r *Reader) deleteApplied(ctx context.Context) error {
	_, err := db.New(r.settings.Pool).DeleteApplied(ctx, r.settings.Now().Add(-rememberApplied))
	return err
}
