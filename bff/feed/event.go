package feed

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Apply does what an event means for a room, in the transaction that also moves
// the offset. An event is applied once; an error makes it be tried again.
type Apply func(ctx context.Context, tx pgx.Tx, municipality string, event contract.Event) error

// Resync does what a room must when events may have been missed for good: read
// everything anew.
type Resync func(ctx context.Context, municipality string) error

// Missed is what events would have told that will never be applied.
type Missed struct {
	Municipality string
	// Since is when the feed was last known to be whole; zero where it never was.
	Since time.Time
	// Event is the only one that is missed, where that is known.
	Event *contract.Event
}

// MakeUp does for those who aren't here what the events would have done. It is
// asked again about the same where the replica dies in between.
type MakeUp func(ctx context.Context, missed Missed) error
