package feed

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Prepare finds out what an event means for a room. It may take its time and ask
// tables and fagsystems, since no transaction waits for it. What it gives is
// written in the transaction that also moves the offset; nil where there is
// nothing to write. An event is prepared as often as it comes or must be tried,
// and maybe before what came before it is written: several are written at once.
type Prepare func(ctx context.Context, municipality string, event contract.Event) (Write, error)

// Write writes down what an event means. It does nothing but write, with tx: what
// asked for a second connection here would wait for those who wait for its locks.
// An event is written once; an error makes it be tried again.
type Write = func(ctx context.Context, tx pgx.Tx) error

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
