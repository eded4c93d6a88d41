package audit

import (
	"context"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/audit/internal/db"
)

// Reading is that an employee has read something of one copy of a case.
type Reading struct {
	At time.Time
	// Employee is the portal's id, to tell one from another by; never to be shown.
	Employee uuid.UUID
	// Relation is what the access rested on; "" where it wasn't noted.
	Relation string
}

// Readings are employees' readings of one party's copy of a case since a time,
// newest first.
func (r *Recorder) Readings(ctx context.Context, municipality string, party, caseCopy uuid.UUID, since time.Time, most int) ([]Reading, error) {
	rows, err := db.New(r.pool).ListReadings(ctx, db.ListReadingsParams{
		Municipality: municipality, About: party, CaseCopy: caseCopy.String(), Since: since, Most: int32(most),
	})
	if err != nil {
		return nil, err
	}
	readings := make([]Reading, 0, len(rows))
	for _, row := range rows {
		one := Reading{At: row.At}
		if row.PersonID != nil {
			one.Employee = *row.PersonID
		}
		if row.Relation != nil {
			one.Relation = *row.Relation
		}
		readings = append(readings, one)
	}
	return readings, nil
}
