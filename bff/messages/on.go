package messages

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// OnEntry is what a comment or a complaint is about, or nil where it is neither.
func OnEntry(kind contract.SubmissionKind, entryID *uuid.UUID) *portal.OnEntry {
	of := portal.OnEntryKind(kind)
	if !of.Valid() {
		return nil
	}
	return &portal.OnEntry{Kind: of, EntryId: entryID}
}

// AboutEntry adds to it what is known of the entry. What was decided, its title
// too, is there only for whoever may see documents, and never with a protected
// fact of another party.
func AboutEntry(on *portal.OnEntry, entry contract.Entry, language string, documents bool, reader show.Reader, sentAt time.Time) {
	summary := show.EntrySummary(entry, reader, language)
	on.Date = &summary.Date
	if documents {
		on.Type = &summary.Type
		if !reader.Hides(entry) {
			on.Title, on.TitleLanguage, on.TitleTranslation = &summary.Title, summary.TitleLanguage, summary.TitleTranslation
		}
	}
	if deadline := summary.ComplaintDeadline; on.Kind == portal.OnEntryKindCOMPLAINT && deadline != nil {
		late := show.DaysAhead(*deadline, sentAt) < 0
		on.Deadline, on.AfterDeadline = deadline, &late
	}
}

// KnowCase looks up what a message is about, and tells whom the party talks with
// now, or "" where that can't be had. Without them, it is worth as much.
func (r *Room) KnowCase(ctx context.Context, p Place, message *portal.Message, documents bool) (contact string) {
	system := r.Fagsystem(p.Municipality)
	if system == nil {
		return ""
	}
	patient, cancel := context.WithTimeout(ctx, historyPatience)
	defer cancel()
	var asking sync.WaitGroup
	var entry contract.Entry
	unknown := fagsystem.ErrNotFound
	if message.On != nil && message.On.EntryId != nil {
		asking.Go(func() { entry, unknown = system.Entry(patient, p.CaseCopyID, *message.On.EntryId) })
	}
	caseCopy, err := system.CaseCopy(patient, p.CaseCopyID)
	if asking.Wait(); unknown == nil {
		AboutEntry(message.On, entry, p.Actor.Language, documents && err == nil, show.ReaderOf(caseCopy), message.SentAt)
	}
	if err != nil {
		return ""
	}
	return ContactName(caseCopy.ContactPerson)
}
