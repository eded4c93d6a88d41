package views

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

const (
	// mostViews is how many of a party's views are shown.
	mostViews = 100
	// mostLinks is how many entries are looked up for the answers of a list.
	mostLinks = 40
	// atOnce is how many of them are asked for at the same time.
	atOnce = 8
)

// reading is what the fagsystem has of a party's views.
type reading struct {
	page     contract.MessagePage
	byID     map[uuid.UUID]contract.Message
	meetings map[uuid.UUID]portal.ViewMeeting
	// entries are those of the answers' links that may be seen.
	entries  map[uuid.UUID]contract.Entry
	language string
}

// read asks the fagsystem. The second answer is false where it doesn't answer.
// Entries are looked up only where the reader may see documents.
func (a *API) read(ctx context.Context, place messages.Place, documents bool) (reading, bool) {
	r := reading{byID: map[uuid.UUID]contract.Message{}, language: place.Actor.Language}
	system := a.Fagsystem(place.Municipality)
	if system == nil {
		return r, false
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	asking, patient := errgroup.WithContext(patient)
	asking.Go(func() (err error) {
		r.page, err = system.MessagesOfKind(patient, place.CaseCopyID, contract.SubmissionKindVIEW, mostViews)
		if err == nil && documents {
			r.entries = linked(patient, system, place.CaseCopyID, r.page.Messages)
		}
		return err
	})
	asking.Go(func() error {
		// A view is worth more than the name of its meeting.
		if caseCopy, err := system.CaseCopy(patient, place.CaseCopyID); err == nil {
			r.meetings = meetings(caseCopy)
		}
		return nil
	})
	if err := asking.Wait(); err != nil {
		slog.WarnContext(ctx, "views are shown without what the fagsystem has", "municipality", place.Municipality, "error", err.Error())
		return reading{byID: map[uuid.UUID]contract.Message{}, language: place.Actor.Language}, false
	}
	for _, message := range r.page.Messages {
		if message.Kind == contract.SubmissionKindVIEW && message.Author.Side == contract.SidePARTY {
			r.byID[message.MessageId] = message
		}
	}
	return r, true
}

// meetings are those of one's own copy, but for one whose title holds a
// protected fact of another party.
func meetings(caseCopy contract.CaseCopy) map[uuid.UUID]portal.ViewMeeting {
	hidden := show.HiddenFrom(caseCopy.Me, caseCopy.OtherParties)
	known := map[uuid.UUID]portal.ViewMeeting{}
	for _, meeting := range caseCopy.Meetings {
		if !hidden.In(meeting.Title) {
			known[meeting.MeetingId] = portal.ViewMeeting{Title: meeting.Title, StartsAt: meeting.StartsAt}
		}
	}
	return known
}

// linked are the entries that answers name and that are released in this copy.
// What can't be found is shown without its link.
func linked(ctx context.Context, system Fagsystem, caseCopyID uuid.UUID, list []contract.Message) map[uuid.UUID]contract.Entry {
	var wanted []uuid.UUID
	for _, message := range list {
		for _, answer := range message.Answers {
			if answer.Link != nil && !slices.Contains(wanted, answer.Link.EntryId) && len(wanted) < mostLinks {
				wanted = append(wanted, answer.Link.EntryId)
			}
		}
	}
	found := map[uuid.UUID]contract.Entry{}
	var mu sync.Mutex
	var asking errgroup.Group
	asking.SetLimit(atOnce)
	for _, id := range wanted {
		asking.Go(func() error {
			entry, err := system.Entry(ctx, caseCopyID, id)
			if err == nil && entry.Released == contract.EntryReleasedFULL {
				mu.Lock()
				defer mu.Unlock()
				found[id] = entry
			}
			return nil
		})
	}
	_ = asking.Wait()
	return found
}

// views are those that the fagsystem has.
func (r reading) views(place messages.Place) []portal.View {
	shown := make([]portal.View, 0, len(r.page.Messages))
	for _, message := range r.page.Messages {
		if _, known := r.byID[message.MessageId]; !known || message.Withdrawn != nil && *message.Withdrawn {
			continue
		}
		shown = append(shown, r.view(place, message))
	}
	return shown
}

func (r reading) view(place messages.Place, message contract.Message) portal.View {
	said := messages.SaidView(contract.SubmissionKindVIEW, message.View)
	view := portal.View{
		ViewId: message.MessageId, Moment: said.Moment, Known: said.Known, Items: said.Items,
		Language: &message.Language, Direction: direction(message.Language), State: portal.MessageStateDELIVERED,
		RegistrationId: &message.RegistrationId, SentAt: message.ReceivedAt.UTC(), DeliveredAt: &message.RegisteredAt, ReadAt: message.ReadAt,
	}
	for _, mark := range r.page.ReadMarks {
		if mark.Side == contract.SideEMPLOYEE && mark.Position >= message.Position && view.ReadAt == nil {
			view.ReadAt = mark.ReadAt
		}
	}
	if view.ReadAt != nil {
		view.State = portal.MessageStateREAD
	}
	if place.MaySeeFear(message.Author) {
		view.AfraidOfBeingKnown = message.AfraidOfBeingKnown
	}
	if message.View != nil {
		r.about(&view, message.View.MeetingId)
	}
	for _, answer := range message.Answers {
		r.put(&view, answer.Prompt, r.answer(answer))
	}
	return view
}

func (r reading) about(view *portal.View, meeting *uuid.UUID) {
	if view.MeetingId = meeting; meeting == nil {
		return
	}
	if known, there := r.meetings[*meeting]; there {
		view.Meeting = &known
	}
}

// put puts an answer next to what it answers.
func (reading) put(view *portal.View, to *contract.ViewPrompt, answer portal.Answer) {
	if to == nil {
		view.Answer = &answer
		return
	}
	for i := range view.Items {
		if view.Items[i].Prompt == messages.Prompt(*to) {
			view.Items[i].Answer = &answer
		}
	}
}

func (r reading) answer(given contract.Answer) portal.Answer {
	shown := portal.Answer{
		Outcome: messages.Outcome(given.Outcome), Reason: given.Reason, Language: given.Language, Direction: show.Direction(given.Direction),
		AnsweredAt: given.AnsweredAt.UTC(), ByRole: relation(given.ByRole),
	}
	if given.Link != nil {
		shown.Link = r.link(*given.Link)
	}
	return shown
}

func relation(of contract.EmployeeRelation) portal.EmployeeRelation {
	if known := portal.EmployeeRelation(of); known.Valid() {
		return known
	}
	return portal.EmployeeRelationCONTACTPERSON
}

// link is the place that an answer names, or nil where the reader may not see it.
func (r reading) link(to contract.AnswerLink) *portal.AnswerLink {
	entry, there := r.entries[to.EntryId]
	if !there {
		return nil
	}
	summary := show.EntrySummary(entry, r.language)
	shown := &portal.AnswerLink{
		EntryId: summary.EntryId, Type: summary.Type, Title: summary.Title, TitleLanguage: summary.TitleLanguage, SubGoalId: to.SubGoalId,
	}
	if to.DocumentId != nil {
		if _, has := show.Document(entry, *to.DocumentId); has {
			shown.DocumentId, shown.BlockId = to.DocumentId, to.BlockId
		}
	}
	return shown
}

// onItsWay is one's own view that the fagsystem's answer lacks.
func (a *API) onItsWay(place messages.Place, one submissions.Submission, r reading) portal.View {
	message := a.Room.Own(place, one)
	view := portal.View{
		ViewId: one.ID, Moment: message.View.Moment, Known: message.View.Known, Items: message.View.Items, Language: message.Language,
		Direction: message.Direction, State: message.State, Reason: message.Reason, RegistrationId: message.RegistrationId,
		SentAt: message.SentAt, DeliveredAt: message.DeliveredAt,
	}
	if one.Body != nil && one.Body.View != nil {
		view.AfraidOfBeingKnown = one.Body.AfraidOfBeingKnown
		r.about(&view, one.Body.View.MeetingId)
	}
	return view
}

func newestFirst(list []portal.View) {
	slices.SortStableFunc(list, func(a, b portal.View) int {
		return cmp.Or(b.SentAt.Compare(a.SentAt), cmp.Compare(b.ViewId.String(), a.ViewId.String()))
	})
}

func direction(language string) *portal.Direction {
	d := portal.Direction(i18n.Direction(language))
	return &d
}
