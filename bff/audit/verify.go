package audit

import (
	"bytes"
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/audit/internal/db"
)

// Head is the end of a segment's chain. Kept outside the database (the log
// line "audit head" tells it), it proves that nothing was cut off the end.
type Head struct {
	Segment  string
	Position int64
	Hash     []byte
}

// Report is what Verify found.
type Report struct {
	// Sealed is how many rows stand in the chain and fit.
	Sealed int
	// Problems are sentences; none means that the log is whole and unchanged.
	Problems []string
	// Heads are the ends of the chains now.
	Heads []Head
}

// Verify reads the whole log and checks that no row was changed, added past
// the recorder, removed or cut off before one of the known heads.
func (r *Recorder) Verify(ctx context.Context, known ...Head) (Report, error) {
	var report Report
	// One snapshot, so that rows written meanwhile look neither lost nor added.
	err := pgx.BeginTxFunc(ctx, r.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		return r.verify(ctx, db.New(tx), known, &report)
	})
	return report, err
}

func (r *Recorder) verify(ctx context.Context, q *db.Queries, known []Head, report *Report) error {
	segments, err := q.ListSegments(ctx)
	if err != nil {
		return err
	}
	wanted := map[string][]Head{}
	for _, head := range known {
		wanted[head.Segment] = append(wanted[head.Segment], head)
	}
	var previous []byte
	for i, segment := range segments {
		if segment.Position != int64(i)+1 || !bytes.Equal(segment.Hash, r.segmentHash(previous, segment.Segment)) {
			report.add("a segment before %s is missing, or its beginning was changed", segment.Segment)
		}
		previous = segment.Hash
		if segment.RetiredAt == nil {
			if err := r.verifySegment(ctx, q, segment, wanted[segment.Segment], report); err != nil {
				return err
			}
		}
		delete(wanted, segment.Segment)
	}
	for segment := range wanted {
		report.add("segment %s is missing", segment)
	}
	unlisted, err := q.CountUnlisted(ctx)
	if err != nil {
		return err
	}
	if unlisted > 0 {
		report.add("%d rows are neither sealed nor waiting to be: they were added past the recorder, or their seals were removed", unlisted)
	}
	lost, err := q.CountUnsealedLost(ctx)
	if err != nil {
		return err
	}
	if lost > 0 {
		report.add("%d rows were removed before they could be sealed", lost)
	}
	return nil
}

func (r *Recorder) verifySegment(ctx context.Context, q *db.Queries, segment db.AuditSegment, known []Head, report *Report) error {
	end := Head{Segment: segment.Segment, Hash: segment.Hash}
	for {
		seals, err := q.ListSeals(ctx, db.ListSealsParams{Segment: segment.Segment, After: end.Position})
		if err != nil {
			return err
		}
		if len(seals) == 0 {
			break
		}
		ids := make([]uuid.UUID, len(seals))
		for i, seal := range seals {
			ids[i] = seal.EventID
		}
		events, err := q.ListEvents(ctx, ids)
		if err != nil {
			return err
		}
		byID := map[uuid.UUID]db.AuditEvent{}
		for _, event := range events {
			byID[event.ID] = event
		}
		for _, seal := range seals {
			event, exists := byID[seal.EventID]
			switch {
			case seal.Position != end.Position+1:
				report.add("%s: positions %d to %d are missing", segment.Segment, end.Position+1, seal.Position-1)
			case !exists:
				report.add("%s: the row at position %d was removed", segment.Segment, seal.Position)
			case !bytes.Equal(seal.Hash, r.link(end.Hash, event)):
				report.add("%s: the row at position %d was changed", segment.Segment, seal.Position)
			default:
				report.Sealed++
			}
			end = Head{Segment: segment.Segment, Position: seal.Position, Hash: seal.Hash}
			for _, head := range known {
				if head.Position == end.Position && !bytes.Equal(head.Hash, end.Hash) {
					report.add("%s: the chain up to position %d was replaced", segment.Segment, head.Position)
				}
			}
		}
	}
	for _, head := range known {
		if head.Position > end.Position {
			report.add("%s: everything from position %d to %d was cut off", segment.Segment, end.Position+1, head.Position)
		}
	}
	report.Heads = append(report.Heads, end)
	return nil
}

func (r *Report) add(format string, values ...any) {
	r.Problems = append(r.Problems, fmt.Sprintf(format, values...))
}
