package views

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
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

// reading is what the fagsystem has of what a party has said.
type reading struct {
	// said is it, newest first within each kind.
	said     []contract.Message
	marks    []contract.ReadMark
	byID     map[uuid.UUID]contract.Message
	meetings map[uuid.UUID]portal.ViewMeeting
	// reader is the party whose copy it is; where nobody knows it, no title is shown.
	reader  show.Reader
	guarded bool
	// entries are those that the answers' links and what was said name.
	entries map[uuid.UUID]contract.Entry
	// texts are those of the documents in which an answer names a paragraph.
	texts map[uuid.UUID]portal.DocumentText
	// documents: the reader may see them.
	documents bool
	language  string
}

// looking is what is looked for.
type looking struct {
	kinds []contract.SubmissionKind
	// entries that are named are looked up; documents: the reader may see them.
	entries, documents bool
	// own is on its way, and names entries too.
	own []submissions.Submission
}

// read asks the fagsystem. The second answer is false where it doesn't answer.
func (a *API) read(ctx context.Context, place messages.Place, what looking) (reading, bool) {
	none := reading{byID: map[uuid.UUID]contract.Message{}, language: place.Actor.Language, documents: what.documents}
	r := none
	system := a.Fagsystem(place.Municipality)
	if system == nil {
		return none, false
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	asking, patient := errgroup.WithContext(patient)
	pages := make([]contract.MessagePage, len(what.kinds))
	for i, kind := range what.kinds {
		asking.Go(func() (err error) {
			pages[i], err = system.MessagesOfKind(patient, place.CaseCopyID, kind, mostViews)
			return err
		})
	}
	asking.Go(func() error {
		// A view is worth more than the name of its meeting.
		if caseCopy, err := system.CaseCopy(patient, place.CaseCopyID); err == nil {
			r.reader, r.guarded = show.ReaderOf(caseCopy), true
			r.meetings = meetings(show.Guarded(caseCopy).Meetings, r.language)
		}
		return nil
	})
	err := asking.Wait()
	if err == nil && !r.guarded && place.World == person.Citizen && slices.ContainsFunc(pages, answered) {
		err = errUnguarded
	}
	if err != nil {
		slog.WarnContext(ctx, "views are shown without what the fagsystem has", "municipality", place.Municipality, "error", err.Error())
		return none, false
	}
	r.byID = map[uuid.UUID]contract.Message{}
	for i, page := range pages {
		r.marks = append(r.marks, page.ReadMarks...)
		for _, message := range page.Messages {
			if message.Kind == what.kinds[i] && message.Author.Side == contract.SidePARTY {
				r.said, r.byID[message.MessageId] = append(r.said, message), message
			}
		}
	}
	if what.entries {
		r.entries = named(ctx, system, place.CaseCopyID, r.said, what)
	}
	if what.documents && r.guarded {
		r.texts = a.texts(ctx, place, r, what)
	}
	return r, true
}

// errUnguarded: there are answers, and nobody can say what in them is protected
// from the party.
var errUnguarded = errors.New("views: what is protected isn't known")

func answered(page contract.MessagePage) bool {
	return slices.ContainsFunc(page.Messages, func(one contract.Message) bool { return len(one.Answers) > 0 })
}

// meetings are those of one's own copy.
func meetings(given []contract.Meeting, language string) map[uuid.UUID]portal.ViewMeeting {
	known := map[uuid.UUID]portal.ViewMeeting{}
	for _, meeting := range given {
		known[meeting.MeetingId] = portal.ViewMeeting{Title: meeting.Title, StartsAt: meeting.StartsAt, Translation: show.MeetingTitle(meeting, language)}
	}
	return known
}

// named are the entries that somebody has said something about and, for whoever
// may see documents, those that answers name. What can't be found is left out.
func named(ctx context.Context, system Fagsystem, caseCopyID uuid.UUID, said []contract.Message, what looking) map[uuid.UUID]contract.Entry {
	ctx, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	var wanted []uuid.UUID
	want := func(id *uuid.UUID) {
		if id != nil && !slices.Contains(wanted, *id) && len(wanted) < mostLinks {
			wanted = append(wanted, *id)
		}
	}
	for _, message := range said {
		if messages.OnEntry(message.Kind, nil) != nil {
			want(message.EntryId)
		}
	}
	for _, one := range what.own {
		if one.Body != nil {
			want(one.Body.EntryId)
		}
	}
	if what.documents {
		for _, link := range links(said, what.own) {
			want(&link.EntryId)
		}
	}
	found := map[uuid.UUID]contract.Entry{}
	var mu sync.Mutex
	var asking errgroup.Group
	asking.SetLimit(atOnce)
	for _, id := range wanted {
		asking.Go(func() error {
			entry, err := system.Entry(ctx, caseCopyID, id)
			if err == nil {
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

// views are those that the fagsystem has, newest first.
func (r reading) views(place messages.Place) []portal.View {
	shown := make([]portal.View, 0, len(r.said))
	for _, message := range r.said {
		if !messages.Withdrawn(message) {
			shown = append(shown, r.view(place, message))
		}
	}
	newestFirst(shown)
	return shown
}

func (r reading) view(place messages.Place, message contract.Message) portal.View {
	view := portal.View{
		ViewId: message.MessageId, Moment: portal.ViewMomentANYTIME, Known: true, Items: []portal.ViewItem{},
		Language: &message.Language, Direction: direction(message.Language),
		RegistrationId: &message.RegistrationId, SentAt: message.ReceivedAt.UTC(), DeliveredAt: &message.RegisteredAt,
	}
	view.State, view.ReadAt = messages.Read(message, r.marks)
	if place.MaySeeFear(message.Author) {
		view.AfraidOfBeingKnown = message.AfraidOfBeingKnown
	}
	if said := messages.SaidView(message.Kind, message.View); said != nil {
		view.Moment, view.Known, view.Items = said.Moment, said.Known, said.Items
		if message.View != nil {
			r.about(&view, message.View.MeetingId)
		}
	}
	if on := messages.OnEntry(message.Kind, message.EntryId); on != nil {
		view.Text = &message.Text
		r.on(&view, on)
	}
	if r.guarded || place.World == person.Employee {
		view.Translations = place.Translations(message, r.reader.Hidden())
	}
	for _, answer := range message.Answers {
		r.put(&view, answer.Prompt, r.answer(place, answer))
	}
	return view
}

// on says what a comment or a complaint is about.
func (r reading) on(view *portal.View, on *portal.OnEntry) {
	view.On = on
	if on.EntryId == nil {
		return
	}
	if entry, there := r.entries[*on.EntryId]; there {
		messages.AboutEntry(on, entry, r.language, r.documents && r.guarded, r.reader, view.SentAt)
	}
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

func (r reading) answer(place messages.Place, given contract.Answer) portal.Answer {
	shown := portal.Answer{
		Outcome: messages.Outcome(given.Outcome), Reason: given.Reason, Language: given.Language, Direction: show.Direction(given.Direction),
		AnsweredAt: given.AnsweredAt.UTC(), ByRole: relation(given.ByRole),
	}
	written := append(show.AnswerInOthers(given), &shown.Reason)
	if shown.Withheld = r.reader.Hidden().Withhold(place.World == person.Citizen, written...); shown.Withheld == nil {
		shown.Translation = show.AnswerTranslation(given, r.language)
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

// onItsWay is one's own that the fagsystem's answer lacks.
func (a *API) onItsWay(place messages.Place, one submissions.Submission, r reading) portal.View {
	message := a.Room.Own(place, one)
	view := portal.View{
		ViewId: one.ID, Moment: portal.ViewMomentANYTIME, Known: one.Body != nil, Items: []portal.ViewItem{}, Language: message.Language,
		Direction: message.Direction, State: message.State, Reason: message.Reason, RegistrationId: message.RegistrationId,
		SentAt: message.SentAt, DeliveredAt: message.DeliveredAt,
	}
	if message.View != nil {
		view.Moment, view.Known, view.Items = message.View.Moment, message.View.Known, message.View.Items
	}
	if one.Body == nil {
		view.On = message.On
		return view
	}
	view.AfraidOfBeingKnown = one.Body.AfraidOfBeingKnown
	if one.Body.View != nil {
		r.about(&view, one.Body.View.MeetingId)
	}
	if message.On != nil {
		view.Text = &message.Text
		r.on(&view, message.On)
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
