// Package cases shows a party their cases: which there are, and each as it is
// released to them.
package cases

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
)

// Decider decides what the actor may see; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	List(ctx context.Context, actor *session.Actor) (access.Listing, error)
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
}

// ReadPosition is how far the party has read its conversation, as the portal
// knows it: the fagsystem may not have been told yet.
type ReadPosition func(ctx context.Context, found access.Case) (int64, error)

// HandedIn is what the party has handed in of some kinds in its copy.
type HandedIn func(ctx context.Context, found access.Case, kinds ...contract.SubmissionKind) ([]submissions.Submission, error)

// Settings are what the room works with.
type Settings struct {
	Access     Decider
	Fagsystems *fagsystem.Clients
	// Read may be nil: then only the fagsystem's own mark counts.
	Read ReadPosition
	// HandedIn may be nil: then only what the fagsystem has counts as done.
	HandedIn HandedIn
	Now      func() time.Time
	// Municipality has the hours that hold where the fagsystem tells none; it may
	// be nil.
	Municipality func(id string) *config.Municipality
	// Languages are those that the request's host offers.
	Languages func(ctx context.Context) []portal.PortalLanguage
	// Practice: all people are fictitious.
	Practice bool
}

// API answers the room's requests.
type API struct{ settings Settings }

// New makes an API.
func New(settings Settings) *API { return &API{settings: settings} }

// municipality is a municipality's settings, or nil.
func (a *API) municipality(id string) *config.Municipality {
	if a.settings.Municipality == nil {
		return nil
	}
	return a.settings.Municipality(id)
}

const (
	latestEntries = 5
	// Entries are read whole for what waits: an old decision may be unopened.
	entriesPerPage = 200
	mostPages      = 10
	// unreadCounted is how many messages back unread ones are counted.
	unreadCounted = 100
)

// GetCase is the case as released to this party.
func (a *API) GetCase(ctx context.Context, request portal.GetCaseRequestObject) (portal.GetCaseResponseObject, error) {
	actor := session.FromContext(ctx)
	found, err := a.settings.Access.Decide(ctx, actor, request.CaseCopyId, access.Purpose{Action: "case.read"})
	if err != nil {
		return nil, access.Problem(err)
	}
	shown, err := a.Show(ctx, found, actor.Language)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.GetCase200JSONResponse(shown), nil
}

// Show is the case as the party whom found belongs to sees it. It decides
// nothing and records nothing.
func (a *API) Show(ctx context.Context, found access.Case, language string) (portal.Case, error) {
	client := a.settings.Fagsystems.Of(found.Municipality)
	if client == nil {
		return portal.Case{}, access.ErrNotFound
	}
	var caseCopy contract.CaseCopy
	var entries []contract.Entry
	var entriesLeftOut, uncounted bool
	var unread int
	// First what is on its way, then what is registered: what arrives in between is
	// in one of them.
	done := a.handedIn(ctx, found)
	asking, ctx := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		caseCopy, err = client.CaseCopy(ctx, found.CaseCopyID)
		return err
	})
	if found.May.Documents || complainsUnseen(found) {
		asking.Go(func() (err error) {
			if entries, entriesLeftOut, err = allEntries(ctx, client, found.CaseCopyID); err == nil {
				a.addRegistered(ctx, client, found, entries, done)
			}
			return err
		})
	}
	if found.May.Conversation {
		asking.Go(func() error {
			var err error
			if unread, err = a.unread(ctx, client, found); err != nil && ctx.Err() == nil {
				// The case is worth more than its count of messages.
				uncounted = true
				slog.WarnContext(ctx, "unread messages could not be counted", "municipality", found.Municipality, "error", err.Error())
			}
			return nil
		})
	}
	if err := asking.Wait(); err != nil {
		return portal.Case{}, err
	}
	if err := ofParty(ctx, found, caseCopy); err != nil {
		return portal.Case{}, err
	}
	reader := show.ReaderOf(caseCopy)
	shown := build(found, show.Guarded(caseCopy), reader, entries, unread, done, a.municipality(found.Municipality), language, a.settings.Now())
	if uncounted {
		shown.UnreadMessages = nil // nobody knows: it isn't none
	}
	shown.Incomplete = ifTrue(entriesLeftOut || uncounted)
	return shown, nil
}

// ifTrue is nil for what isn't said where it isn't so.
func ifTrue(so bool) *bool {
	if !so {
		return nil
	}
	return &so
}

// ofParty fails on a copy that isn't that of the party who was decided about.
func ofParty(ctx context.Context, found access.Case, caseCopy contract.CaseCopy) error {
	if caseCopy.Me.PersonId == found.FagsystemPersonID && caseCopy.PartyId == found.PartyID {
		return nil
	}
	slog.ErrorContext(ctx, "the fagsystem gave a copy of another party", "municipality", found.Municipality)
	return fagsystem.ErrFault
}

// complainsUnseen: whoever has the right to complain is told of it, also where
// they see no documents, and of nothing else of what was decided. A child may
// complain of some decisions at any age and however it has logged in; anybody
// else who could see documents with a higher log-in learns of decisions with that.
func complainsUnseen(found access.Case) bool {
	return found.May.Complaint && !found.May.Documents && (found.Role == contract.RoleHOVEDPERSON || !found.May.DocumentsNeedStepUp)
}

// allEntries are those that can be read; incomplete tells that there are others.
func allEntries(ctx context.Context, client *fagsystem.Client, caseCopyID uuid.UUID) (entries []contract.Entry, incomplete bool, err error) {
	cursor := ""
	for range mostPages {
		page, err := client.EntriesAndRest(ctx, caseCopyID, cursor, entriesPerPage)
		if err != nil {
			return nil, false, err
		}
		entries, incomplete = append(entries, page.Entries...), incomplete || page.LeftOut > 0
		if page.NextCursor == nil || *page.NextCursor == "" {
			return entries, incomplete, nil
		}
		cursor = *page.NextCursor
	}
	return entries, true, nil
}

// unread counts the employees' messages that the party hasn't read.
func (a *API) unread(ctx context.Context, client *fagsystem.Client, found access.Case) (int, error) {
	page, err := client.Messages(ctx, found.CaseCopyID, 0, unreadCounted)
	if err != nil {
		return 0, err
	}
	var read int64
	if a.settings.Read != nil {
		if read, err = a.settings.Read(ctx, found); err != nil {
			return 0, err
		}
	}
	for _, mark := range page.ReadMarks {
		if mark.Side == contract.SidePARTY {
			read = max(read, mark.Position)
		}
	}
	unread := 0
	for _, message := range page.Messages {
		withdrawn := message.Withdrawn != nil && *message.Withdrawn
		if message.Author.Side == contract.SideEMPLOYEE && message.Position > read && !withdrawn {
			unread++
		}
	}
	return unread, nil
}

func build(found access.Case, caseCopy contract.CaseCopy, reader show.Reader, entries []contract.Entry, unread int, done show.Done, municipality *config.Municipality, language string, now time.Time) portal.Case {
	role, _ := show.Role(found.Role)
	meetings := show.Meetings(caseCopy.Meetings, language, now)
	shown := portal.Case{
		CaseCopyId: found.CaseCopyID, Municipality: found.Municipality, Child: show.Name(found.Child.Name), AboutMe: found.AboutMe,
		Role: role, May: show.Capabilities(found.May), Closed: found.Closed,
		ContactPerson: show.ContactPerson(caseCopy.ContactPerson, now), Office: show.Office(municipality, &caseCopy.ContactPerson, now),
		Milestones: []portal.Milestone{}, OtherParties: []portal.OtherParty{}, Meetings: meetings,
		HeldMeetings: show.HeldMeetings(caseCopy.Meetings, language, now), CancelledMeetings: show.CancelledMeetings(caseCopy.Meetings, language, now),
		Latest: []portal.EntrySummary{},
	}
	if !found.May.DocumentsNeedStepUp {
		// What happens in the case, and where one lives, needs the same log-in as the
		// documents: whoever got hold of the lower one learns neither.
		shown.WhatHappensNow, shown.WhatHappensNowLanguage, shown.WhatHappensNowTranslation = show.WhatHappensNow(caseCopy, language)
		shown.Me = show.OwnContact(caseCopy.Me)
	}
	var consents []contract.Consent
	if found.May.Consents && !found.Closed {
		consents = show.Consents(caseCopy)
	}
	if found.May.Documents {
		// The case itself is for those with access to what is in it; the others take
		// part in it, and have their contact person, meetings and conversation.
		shown.Milestones = show.Milestones(caseCopy, language)
		shown.OtherParties = show.OtherParties(caseCopy.OtherParties, found.Role, reader.Hidden())
		shown.Links = reader.Links(caseCopy.Mappe.Lenker, language)
	}
	if complainsUnseen(found) {
		shown.Complaints = show.Complaints(entries, found.Role, now)
		entries = nil
	}
	entries = slices.DeleteFunc(entries, reader.Hides)
	for _, entry := range entries[:min(len(entries), latestEntries)] {
		shown.Latest = append(shown.Latest, show.EntrySummary(entry, reader, language))
	}
	if found.May.Conversation {
		shown.UnreadMessages = &unread
	}
	shown.Waiting = show.Waiting(show.Waits{Entries: entries, Complaints: shown.Complaints, Consents: consents, Meetings: meetings, Unread: unread, Reader: reader, Done: done}, language, now)
	if !found.May.Complaint {
		withoutComplaint(&shown)
	}
	if !found.May.Commenting {
		// What a draft asks can be read; nobody waits for who can't answer.
		shown.Waiting = slices.DeleteFunc(shown.Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindCOMMENTWANTED })
	}
	return shown
}

// withoutComplaint leaves deadlines out for whoever may not complain.
func withoutComplaint(shown *portal.Case) {
	shown.Waiting = slices.DeleteFunc(shown.Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindCOMPLAINTDEADLINE })
	for i := range shown.Latest {
		shown.Latest[i].ComplaintDeadline = nil
	}
}
