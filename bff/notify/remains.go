package notify

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/person"
)

// whatRemains is the notification with what it is about now. What came last may
// have been taken out of the case meanwhile, an answer to another family, say:
// then it is about what else came since it was opened, if anything did.
func (n *Notifier) whatRemains(ctx context.Context, municipality Municipality, row db.Notification, who person.Person) (db.Notification, bool, error) {
	there, err := n.stillThere(ctx, municipality.Fagsystem, row)
	if err != nil || there {
		return row, there, err
	}
	newest, err := n.newestMissed(ctx, municipality, who, row.OpenSince.Add(-clocksApart), readTo{}, row.Number)
	if err != nil || newest == nil {
		return row, false, err
	}
	return newest.in(row), true, nil
}

// readTo is how far somebody has read a conversation, also where nobody else
// knows it yet; the zero one says nothing.
type readTo struct {
	caseCopyID uuid.UUID
	position   int64
}

// restIsUnread tells whether an open notification goes on after its message was
// read: before it, something else may have come, a document or a message in
// another case. Where nobody can say, it goes on too: before it is sent, it is
// looked at again.
func (n *Notifier) restIsUnread(ctx context.Context, who person.Person, read readTo) bool {
	municipality, configured := n.settings.Municipalities[who.Municipality]
	row, err := db.New(n.settings.Pool).Find(ctx, db.FindParams{Municipality: who.Municipality, PersonID: who.ID})
	if err != nil || !configured || row.OpenSince == nil || row.MessageID == nil || row.CaseCopyID != read.caseCopyID || row.Position > read.position {
		return false // closing changes nothing, or is right
	}
	newest, err := n.newestMissed(ctx, municipality, who, row.OpenSince.Add(-clocksApart), read, row.Number)
	return err != nil || newest != nil
}

// afterReading is the notification with what else is unread, now that what it was
// about has been read; ok is false where nothing is.
func (n *Notifier) afterReading(ctx context.Context, row db.Notification) (left db.Notification, ok bool, err error) {
	municipality, configured := n.settings.Municipalities[row.Municipality]
	if !configured {
		return row, false, nil
	}
	who, err := n.settings.People.Find(ctx, row.Municipality, row.PersonID)
	if err != nil {
		return row, false, err
	}
	newest, err := n.newestMissed(ctx, municipality, who, row.OpenSince.Add(-clocksApart), readTo{}, row.Number)
	if err != nil || newest == nil {
		return row, false, err
	}
	return newest.in(row), true, nil
}

// in is a notification that is about this.
func (m *missed) in(row db.Notification) db.Notification {
	row.CaseCopyID, row.MessageID, row.EntryID, row.RequestID, row.Position = m.caseCopyID, m.messageID, m.entryID, m.requestID, m.position
	row.ExportID, row.AccessRequestID, row.ConsentID = m.exportID, m.accessRequestID, m.consentID
	return row
}

// stillThere asks for the very message, entry, translation, archive, decision
// or consent.
func (n *Notifier) stillThere(ctx context.Context, system Fagsystem, row db.Notification) (bool, error) {
	if row.ExportID != nil {
		return n.exportWaits(ctx, row)
	}
	if row.AccessRequestID != nil {
		return decisionRemains(ctx, system, row)
	}
	if row.ConsentID != nil {
		return n.consentRemains(ctx, system, row)
	}
	if row.MessageID == nil && row.EntryID == nil {
		return false, nil
	}
	if row.RequestID != nil {
		return n.translationRemains(ctx, system, row)
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
