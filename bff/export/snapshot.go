package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/export/internal/db"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	entriesPerPage = 200
	// mostPages bounds what is read of a fagsystem that never ends its list.
	mostPages = 100
)

// snapshot is what the portal shows of a case now but for the documents' own
// content, and for what not everybody who looks needs: the conversation, and who
// has looked at the case.
type snapshot struct {
	shown   portal.Case
	plan    *portal.Plan
	entries []contract.Entry
	// incomplete: there are entries that can't be read now.
	incomplete bool
	// showing shows them.
	showing Showing
	own     own
}

// look reads it. at is the moment for what depends on the time, so that looking
// again later tells whether anything was taken back, and not only that time passed.
func (s *Store) look(ctx context.Context, actor *session.Actor, found access.Case, at time.Time) (snapshot, error) {
	all, language := snapshot{}, actor.Language
	system := s.settings.Fagsystem(found.Municipality)
	if system == nil {
		return all, access.ErrNotFound
	}
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		all.own, err = s.lookAtOwn(asked, actor, found, at)
		return err
	})
	asking.Go(func() (err error) {
		all.shown, err = s.settings.Portal.Case(asked, found, language, at)
		return err
	})
	if found.May.Documents {
		asking.Go(func() error {
			plan, err := s.settings.Portal.Plan(asked, found, language, at)
			all.plan = &plan
			return err
		})
		asking.Go(func() (err error) {
			all.showing, err = s.settings.Portal.Showing(asked, found, language, at)
			return err
		})
		asking.Go(func() (err error) {
			all.entries, all.incomplete, err = allEntries(asked, system, found.CaseCopyID)
			return err
		})
	}
	return all, asking.Wait()
}

// allEntries are those that can be read; incomplete tells that there are others.
func allEntries(ctx context.Context, system Fagsystem, caseCopyID uuid.UUID) (entries []contract.Entry, incomplete bool, err error) {
	cursor := ""
	for range mostPages {
		page, err := system.EntriesAndRest(ctx, caseCopyID, cursor, entriesPerPage)
		if err != nil {
			return nil, false, err
		}
		entries, incomplete = append(entries, page.Entries...), incomplete || page.LeftOut > 0
		if page.NextCursor == nil || *page.NextCursor == "" {
			return entries, incomplete, nil
		}
		cursor = *page.NextCursor
	}
	return nil, false, fagsystem.ErrFault // a list that never ends is no list
}

// print is the fingerprint of something that was shown, behind what kind of thing it is.
func print(kind string, shown ...any) string {
	raw, err := json.Marshal(shown)
	if err != nil {
		panic(err) // only types that can't be JSON
	}
	sum := sha256.Sum256(append([]byte(kind+" "), raw...))
	return kind + " " + hex.EncodeToString(sum[:12])
}

// entryPrint leaves out what changes without anything being taken back: that it
// was opened meanwhile, a further translation, what became of a draft and that
// nobody is asked about it any more. What is said in short has prints of its own.
func entryPrint(shown portal.Entry) string {
	shown.Summary = plainly(shown.Summary)
	shown.Documents, shown.InShort, shown.MayComment, shown.DraftOutcome = nil, nil, nil, nil
	shown.DraftForComments, shown.CommentsUntil, shown.CommentsAsked = nil, nil, nil
	if shown.Plan != nil {
		plan := *shown.Plan
		plan.Translation = nil // that its original has changed since takes nothing back
		shown.Plan = &plan
	}
	return print("entry", shown)
}

// plainly is a summary without what changes in that way.
func plainly(summary portal.EntrySummary) portal.EntrySummary {
	summary.IsNew, summary.Translations, summary.TitleTranslation, summary.Access = false, nil, nil, nil
	return summary
}

// planPrint is of an entry's plan among the others.
func planPrint(shown portal.Entry) string { return print("plan", entryPrint(shown)) }

// entryPrints are of an entry that is shown whole.
func entryPrints(shown portal.Entry) []string {
	prints := []string{titlePrint(shown), entryPrint(shown)}
	if shown.DraftOutcome != nil {
		outcome := *shown.DraftOutcome
		outcome.Translation = nil
		prints = append(prints, print("entry", shown.Summary.EntryId, outcome))
	}
	return prints
}

// titlePrint is of an entry of which there is only the title.
func titlePrint(shown portal.Entry) string {
	return print("title", shown.Summary.EntryId, shown.Summary.Title)
}

// inShortPrints are of what is said in short: each text, each recording.
func inShortPrints(shown portal.Entry) []string {
	if shown.InShort == nil {
		return nil
	}
	var prints []string
	for _, text := range shown.InShort.Texts {
		prints = append(prints, print("text", shown.Summary.EntryId, text))
	}
	for _, media := range shown.InShort.Media {
		prints = append(prints, print("media", shown.Summary.EntryId, media))
	}
	return prints
}

func documentPrint(shown portal.EntryDocument) string {
	return print("document", shown.DocumentId, shown.Title)
}

// textPrint is of one document's text in one language, or of its file: kind says which.
func textPrint(kind string, document contract.EntryDocument, language string) string {
	for _, info := range document.Texts {
		if info.Language == language {
			return print(kind, document.DocumentId, document.Version, info.Language, info.Provenance, info.Outdated)
		}
	}
	return print(kind, document.DocumentId, document.Version, language)
}

// messagePrints are of a message and of each translation that somebody has attached.
func messagePrints(message portal.Message) []string {
	prints := []string{messagePrint(message)}
	for _, translated := range message.Translations {
		prints = append(prints, print("message", message.MessageId, translated))
	}
	for _, answer := range message.Answers {
		if answer.Translation != nil {
			prints = append(prints, print("message", message.MessageId, answer.Prompt, answer.Translation))
		}
	}
	return prints
}

func messagePrint(message portal.Message) string {
	said := []any{message.MessageId, message.Withdrawn != nil && *message.Withdrawn, message.Text}
	if message.Withheld != nil {
		said = append(said, "withheld") // of an answer the words stand elsewhere than in its text
	}
	return print("message", said...)
}

func filePrint(message portal.Message, file portal.Attachment) string {
	return print("attachment", message.MessageId, file.AttachmentId)
}

// casePrints are of all that the first page says of the case.
func casePrints(all snapshot) []string {
	shown := all.shown
	prints := []string{print("now", shown.WhatHappensNow, shown.WhatHappensNowTranslation)}
	if len(mine(shown.Me)) > 0 {
		prints = append(prints, print("me")) // a new number takes nothing back; hiding it does
	}
	for _, party := range shown.OtherParties {
		prints = append(prints, print("party", party))
	}
	for _, milestone := range shown.Milestones {
		milestone.Current = false
		prints = append(prints, print("milestone", milestone))
	}
	for _, meetings := range [][]portal.Meeting{shown.Meetings, shown.HeldMeetings, shown.CancelledMeetings} {
		for _, meeting := range meetings {
			prints = append(prints, print("meeting", meeting))
		}
	}
	for _, right := range shown.Complaints {
		receiver := ""
		if right.Remedy != nil {
			receiver = right.Remedy.Receiver
		}
		prints = append(prints, print("complaint", right.EntryId, right.Date, right.ComplaintDeadline, receiver))
	}
	if all.plan == nil {
		return prints
	}
	for _, one := range all.plan.Plans {
		prints = append(prints, planPrint(one))
	}
	for _, one := range all.plan.Timeline {
		if one.Entry != nil {
			summary := plainly(*one.Entry)
			one.Entry = &summary
		}
		if one.Milestone != nil {
			milestone := *one.Milestone
			milestone.Current = false
			one.Milestone = &milestone
		}
		prints = append(prints, print("timeline", one))
	}
	return prints
}

// prints are of all that may be shown now.
func prints(all snapshot, messages []portal.Message) map[string]bool {
	now := map[string]bool{}
	for _, one := range casePrints(all) {
		now[one] = true
	}
	for _, one := range all.own.prints() {
		now[one] = true
	}
	for _, entry := range all.entries {
		shown, there := all.showing(entry)
		if !there {
			continue
		}
		for _, one := range append(entryPrints(shown), inShortPrints(shown)...) {
			now[one] = true
		}
		if shown.Plan != nil { // a draft that has ended leaves the plans, and its page stays
			now[planPrint(shown)] = true
		}
		for _, document := range shown.Documents {
			now[documentPrint(document)] = true
		}
		if entry.Released != contract.EntryReleasedFULL {
			continue
		}
		for _, document := range entry.Documents {
			now[textPrint("file", document, "")] = true
			now[textPrint("text", document, document.OriginalLanguage)] = true
			for _, info := range document.Texts {
				now[textPrint("text", document, info.Language)] = true
			}
		}
	}
	for _, message := range messages {
		for _, one := range messagePrints(message) {
			now[one] = true
		}
		for _, file := range message.Attachments {
			if file.State == portal.AttachmentStateREADY {
				now[filePrint(message, file)] = true
			}
		}
	}
	return now
}

// part is what one must be allowed to see for something of a kind to be held; the
// rest belongs to the case itself.
var part = map[string]access.Capability{
	"party": access.Documents, "milestone": access.Documents, "plan": access.Documents, "timeline": access.Documents, "entry": access.Documents, "title": access.Documents, "document": access.Documents,
	"text": access.Documents, "file": access.Documents, "media": access.Documents, "message": access.Conversation, "attachment": access.Conversation,
	"view": access.Conversation, "consent": access.Consents, "access-request": access.Documents, "mark": access.Documents,
}

// covered tells whether the rights that are left cover what is made so far: the
// right to documents can end, and the one to the conversation go on.
func (s *Store) covered(ctx context.Context, found access.Case, row db.CaseExport) (bool, error) {
	if found.May.Documents && found.May.Conversation && found.May.Consents {
		return true, nil
	}
	held, err := s.holds(ctx, row)
	return err == nil && covers(found, held), err
}

func covers(found access.Case, held []string) bool {
	return !slices.ContainsFunc(held, func(one string) bool {
		needed, of := part[kindOf(one)]
		return of && !found.May.Has(needed)
	})
}

// kindOf is what kind of thing a fingerprint is of.
func kindOf(held string) string {
	kind, _, _ := strings.Cut(held, " ")
	return kind
}

// holds are the fingerprints of what is made so far.
func (s *Store) holds(ctx context.Context, row db.CaseExport) ([]string, error) {
	sealer, err := s.settings.People.Sealer(ctx, row.Municipality, row.PersonID)
	if err != nil {
		return nil, err
	}
	items, err := s.items(ctx, sealer, row, int(row.Done))
	var held []string
	for _, made := range items {
		held = append(held, made.Holds...)
	}
	return held, err
}

// stillShown tells whether everything that an archive holds may still be shown:
// the party's rights, each entry and text, each message and file.
func (s *Store) stillShown(ctx context.Context, actor *session.Actor, found access.Case, row db.CaseExport, held []string) (bool, error) {
	if row.ShowsAt == nil || row.Total == nil {
		return false, nil
	}
	// In the archive's language, whichever the party reads in by now.
	reader := *actor
	reader.Language = row.Language
	var all snapshot
	var messages []portal.Message
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		all, err = s.look(asked, &reader, found, *row.ShowsAt)
		return err
	})
	if found.May.Conversation {
		asking.Go(func() (err error) {
			messages, err = s.settings.Portal.Messages(asked, &reader, found)
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		return false, err
	}
	now := prints(all, messages)
	at := slices.IndexFunc(held, func(one string) bool { return !now[one] })
	if at >= 0 {
		slog.InfoContext(ctx, "an archive of a case is void: something in it isn't shown any more", "municipality", row.Municipality, "kind", kindOf(held[at]))
	}
	return at < 0, nil
}
