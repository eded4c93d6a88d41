package feed

import (
	"context"

	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Apply does what an event means for a room, in the transaction that also moves
// the offset. An event is applied once; an error makes it be tried again.
type Apply func(ctx context.Context, tx pgx.Tx, municipality string, event contract.Event) error

// Resync does what a room must when events may have been missed for good: read
// everything anew.
type Resync func(ctx context.Context, municipality string) error
