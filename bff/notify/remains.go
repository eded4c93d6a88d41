package notify

import (
	"context"
	"errors"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/person"
)

// whatRemains is the notification with what it is about now. What came last may
// have been taken out of the case meanwhile, an answer to another family, say:
// then it is about what else came since it was opened, if anything did.
func (n *Notifier) whatRemains(ctx context.Context, municipality Municipality, row db.Notification, who person.Person) (db.Notification, bool, error) {
	there, err := stillThere(ctx, municipality.Fagsystem, row)
	if err != nil || there {
		return row, there, err
	}
	newest, err := n.newestMissed(ctx, municipality, who, row.OpenSince.Add(-clocksApart))
	if err != nil || newest == nil {
		return row, false, err
	}
	row.CaseCopyID, row.MessageID, row.EntryID, row.Position = newest.caseCopyID, newest.messageID, newest.entryID, newest.position
	return row, true, nil
}

// stillThere asks the fagsystem for the very message or entry.
func stillThere(ctx context.Context, system Fagsystem, row db.Notification) (bool, error) {
	if row.MessageID == nil && row.EntryID == nil {
		return false, nil
	}
	if row.MessageID == nil {
		_, err := system.Entry(ctx, row.CaseCopyID, *row.EntryID)
		if errors.Is(err, fagsystem.ErrNotFound) {
			return false, nil
		}
		return err == nil, err
	}
	page, err := system.Messages(ctx, row.CaseCopyID, row.Position+1, 1)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return false, nil
	}
	if err != nil || len(page.Messages) == 0 {
		return false, err
	}
	message := page.Messages[0]
	return message.MessageId == *row.MessageID && (message.Withdrawn == nil || !*message.Withdrawn), nil
}
