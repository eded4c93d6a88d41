package audit

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/audit/internal/db"
	"innbyggertjenesten/bff/person"
)

// Retire removes a whole month whose time of retention has passed. The chain
// of segments remembers that it was there and how it ended.
func (r *Recorder) Retire(ctx context.Context, segment string) error {
	if segment >= segmentOf(r.now()) {
		return fmt.Errorf("audit: segment %s has not ended", segment)
	}
	return pgx.BeginFunc(ctx, r.pool, func(tx pgx.Tx) error {
		q := db.New(tx)
		waiting, err := q.CountUnsealedInSegment(ctx, segment)
		if err != nil {
			return err
		}
		if waiting > 0 {
			return fmt.Errorf("audit: segment %s has %d rows that aren't sealed yet", segment, waiting)
		}
		opened, err := q.FindSegment(ctx, segment)
		if errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("audit: there is no segment %s", segment)
		}
		if err != nil || opened.RetiredAt != nil {
			return err
		}
		end, err := r.headOf(ctx, q, segment)
		if err != nil {
			return err
		}
		if err := q.AllowRetirement(ctx, segment); err != nil {
			return err
		}
		if err := q.DeleteSegmentSeals(ctx, segment); err != nil {
			return err
		}
		if err := q.DeleteSegmentEvents(ctx, segment); err != nil {
			return err
		}
		at := r.now()
		return q.MarkRetired(ctx, db.MarkRetiredParams{Segment: segment, At: &at, Positions: &end.position, Hash: end.hash})
	})
}

// About lists what was done with a person's data, newest first.
func (r *Recorder) About(ctx context.Context, municipality string, about uuid.UUID, most int) ([]Event, error) {
	rows, err := db.New(r.pool).ListAbout(ctx, db.ListAboutParams{Municipality: municipality, PersonID: about, Most: int32(most)})
	if err != nil {
		return nil, err
	}
	events := make([]Event, 0, len(rows))
	for _, row := range rows {
		event := Event{
			Municipality: row.Municipality, World: person.World(row.World), Action: row.Action, ObjectKind: row.ObjectKind,
			ObjectID: row.ObjectID, About: about, Outcome: Outcome(row.Outcome), CorrelationID: row.CorrelationID, At: row.At,
		}
		if row.PersonID != nil {
			event.Person = *row.PersonID
		}
		events = append(events, event)
	}
	return events, nil
}
