package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/person"
)

// ExportReady is what to write, together with that it is ready, so that whoever
// ordered an archive of a case is told.
func (n *Notifier) ExportReady(ctx context.Context, municipality string, personID, caseCopyID, exportID uuid.UUID) (write func(context.Context, pgx.Tx) error, err error) {
	who, err := n.settings.People.Find(ctx, municipality, personID)
	if err != nil {
		return nil, fmt.Errorf("notify: whose archive is ready: %w", err)
	}
	return n.open(ctx, who, news{caseCopyID: caseCopyID, exportID: &exportID})
}

// exportWaits tells whether an archive is still there to be fetched, and nobody
// has seen that it is.
func (n *Notifier) exportWaits(ctx context.Context, row db.Notification) (bool, error) {
	id, _, there, err := n.settings.Exports.Unseen(ctx, row.Municipality, row.PersonID, row.CaseCopyID)
	return err == nil && there && id == *row.ExportID, err
}

// missedExport is an archive that became ready while a notification was open, and
// that the notification isn't about any more since something else came after it.
// No event tells of one, so that none is lost with events.
func (n *Notifier) missedExport(ctx context.Context, who person.Person, caseCopyID uuid.UUID, since time.Time, within int64) (*missed, error) {
	if within == 0 {
		return nil, nil
	}
	id, readyAt, there, err := n.settings.Exports.Unseen(ctx, who.Municipality, who.ID, caseCopyID)
	// It is the portal's own clock: whatever came before was told of before.
	if err != nil || !there || readyAt.Before(since.Add(clocksApart)) {
		return nil, err
	}
	return &missed{news{caseCopyID: caseCopyID, exportID: &id}, readyAt}, nil
}
