package show

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Milestones are the case's steps, newest first, with their words in the reader's
// language where the fagsystem has them.
func Milestones(caseCopy contract.CaseCopy, language string) []portal.Milestone {
	mappe := caseCopy.Mappe
	steps := slices.DeleteFunc(slices.Clone(mappe.Milepeler), func(step *barnevern.Milepel) bool { return step == nil })
	current := mappe.NavaerendeMilepel
	if current != nil && !slices.ContainsFunc(steps, func(step *barnevern.Milepel) bool { return sameStep(step, current) }) {
		steps = append(steps, current)
	}
	slices.SortStableFunc(steps, func(a, b *barnevern.Milepel) int { return b.Startdato.Compare(a.Startdato) })
	shown := make([]portal.Milestone, 0, len(steps))
	for _, step := range steps {
		if strings.TrimSpace(step.Navn) == "" {
			continue
		}
		milestone := portal.Milestone{
			Name: step.Navn, Description: text(step.Beskrivelse), StartDate: onDay(step.Startdato),
			Current: current != nil && sameStep(step, current), Translation: stepWords(caseCopy.MilestoneTranslations, step, language),
		}
		if step.Sluttdato != nil {
			end := onDay(*step.Sluttdato)
			milestone.EndDate = &end
		}
		shown = append(shown, milestone)
	}
	return shown
}

func sameStep(a, b *barnevern.Milepel) bool {
	return a.Navn == b.Navn && a.Startdato.Equal(b.Startdato)
}

// Meetings are the planned ones that aren't over, soonest first.
func Meetings(meetings []contract.Meeting, language string, now time.Time) []portal.Meeting {
	shown := make([]portal.Meeting, 0, len(meetings))
	for _, meeting := range meetings {
		planned := meeting.State == contract.MeetingStatePLANNED || meeting.State == contract.MeetingStateCONFIRMED
		if !planned || MeetingEnd(meeting.StartsAt, meeting.EndsAt).Before(now) {
			continue
		}
		shown = append(shown, oneMeeting(meeting, language))
	}
	slices.SortStableFunc(shown, func(a, b portal.Meeting) int { return a.StartsAt.Compare(b.StartsAt) })
	return shown
}

// CancelledMeetings are those that were called off and would still have come,
// soonest first: whoever has one in the calendar must not set out for it.
func CancelledMeetings(meetings []contract.Meeting, language string, now time.Time) []portal.Meeting {
	shown := []portal.Meeting{}
	for _, meeting := range meetings {
		if meeting.State == contract.MeetingStateCANCELLED && meeting.StartsAt.After(now) {
			shown = append(shown, oneMeeting(meeting, language))
		}
	}
	slices.SortStableFunc(shown, func(a, b portal.Meeting) int { return a.StartsAt.Compare(b.StartsAt) })
	return shown
}

// heldFor is how long one is asked how a meeting was.
const heldFor = 30 * 24 * time.Hour

// HeldMeetings are those that have been lately, newest first: what was planned
// and is over has been held, also where nobody has noted it yet.
func HeldMeetings(meetings []contract.Meeting, language string, now time.Time) []portal.Meeting {
	shown := []portal.Meeting{}
	for _, meeting := range meetings {
		end := MeetingEnd(meeting.StartsAt, meeting.EndsAt)
		if !meeting.State.Valid() || meeting.State == contract.MeetingStateCANCELLED || end.After(now) || end.Before(now.Add(-heldFor)) {
			continue
		}
		shown = append(shown, oneMeeting(meeting, language))
	}
	slices.SortStableFunc(shown, func(a, b portal.Meeting) int { return b.StartsAt.Compare(a.StartsAt) })
	return shown
}

// meetingLength is how long a meeting is taken to last whose end isn't said, or
// can't be right.
const meetingLength = time.Hour

// MeetingEnd is when a meeting is over.
func MeetingEnd(starts time.Time, ends *time.Time) time.Time {
	if ends != nil && ends.After(starts) {
		return *ends
	}
	return starts.Add(meetingLength)
}

func oneMeeting(meeting contract.Meeting, language string) portal.Meeting {
	if ends := meeting.EndsAt; ends != nil && !ends.After(meeting.StartsAt) {
		meeting.EndsAt = nil
	}
	return portal.Meeting{
		MeetingId: meeting.MeetingId, Title: meeting.Title, StartsAt: meeting.StartsAt, EndsAt: meeting.EndsAt,
		Place: text(meeting.Place), State: portal.MeetingState(meeting.State), InterpreterLanguage: text(meeting.InterpreterLanguage),
		Translation: MeetingTitle(meeting, language),
	}
}

// Waits is where something can wait for a party.
type Waits struct {
	Entries    []contract.Entry
	Complaints []portal.ComplaintRight
	Consents   []contract.Consent
	Meetings   []portal.Meeting
	Unread     int
	// Reader is who it waits for.
	Reader Reader
	// Done is what the party has done itself, and the fagsystem may not show yet.
	Done Done
}

// Done is what a party has answered, by what it was asked about.
type Done struct {
	// Commented are entries that the party has commented on.
	Commented map[uuid.UUID]bool
	// Complained are entries that the party has complained of.
	Complained map[uuid.UUID]bool
	// Answered are the versions of consents' texts to which an answer is on its way.
	Answered map[uuid.UUID]string
}

// NewDone is nothing yet.
func NewDone() Done {
	return Done{Commented: map[uuid.UUID]bool{}, Complained: map[uuid.UUID]bool{}, Answered: map[uuid.UUID]string{}}
}

// answered tells whether an answer to the text that holds now is on its way: one
// to an earlier text is no answer to this.
func (d Done) answered(consent contract.Consent) bool {
	version, there := d.Answered[consent.ConsentId]
	return there && version == consent.TextVersion
}

// Waiting is what waits for the party, most urgent first.
func Waiting(in Waits, language string, now time.Time) []portal.Waiting {
	shown := []portal.Waiting{}
	if in.Unread > 0 {
		shown = append(shown, portal.Waiting{Kind: portal.WaitingKindUNREADMESSAGES, Count: &in.Unread})
	}
	for _, entry := range in.Entries {
		shown = append(shown, waitingEntry(entry, in.Reader, in.Done, language, now)...)
	}
	for _, right := range in.Complaints {
		until := right.ComplaintDeadline
		if (until == nil || DaysAhead(*until, now) >= 0) && !in.Done.Complained[right.EntryId] {
			// Of what one doesn't see there is no title.
			shown = append(shown, portal.Waiting{Kind: portal.WaitingKindCOMPLAINTDEADLINE, EntryId: &right.EntryId, Date: until})
		}
	}
	for _, consent := range in.Consents {
		if consent.State == contract.ConsentStateASKED && !in.Done.answered(consent) && (consent.ValidUntil == nil || DaysAhead(*consent.ValidUntil, now) >= 0) {
			waits := portal.Waiting{
				Kind: portal.WaitingKindCONSENT, ConsentId: &consent.ConsentId, Title: text(&consent.Purpose), TitleLanguage: new(ConsentLanguage(consent)), Date: consent.AnswerBy,
			}
			if words, there := ConsentTranslation(consent, language); there {
				made := portal.TextInfo{Language: words.Language, Direction: Direction(words.Direction), Provenance: Provenance(words.Provenance)}
				waits.Title, waits.TitleLanguage, waits.TitleTranslation = text(&words.Purpose), &made.Language, &made
			}
			shown = append(shown, waits)
		}
	}
	for _, meeting := range in.Meetings {
		waits := portal.Waiting{Kind: portal.WaitingKindMEETING, MeetingId: &meeting.MeetingId, Title: text(&meeting.Title), At: &meeting.StartsAt}
		if words := meeting.Translation; words != nil {
			waits.Title, waits.TitleLanguage, waits.TitleTranslation = &words.Text, &words.Made.Language, &words.Made
		}
		shown = append(shown, waits)
	}
	slices.SortStableFunc(shown, func(a, b portal.Waiting) int {
		return cmp.Or(cmp.Compare(urgency(a, now), urgency(b, now)), when(a).Compare(when(b)))
	})
	return shown
}

func waitingEntry(entry contract.Entry, reader Reader, done Done, language string, now time.Time) []portal.Waiting {
	summary := EntrySummary(entry, reader, language)
	about := portal.Waiting{EntryId: &summary.EntryId, Title: &summary.Title, TitleLanguage: summary.TitleLanguage, TitleTranslation: summary.TitleTranslation}
	var shown []portal.Waiting
	if summary.Type == portal.EntryTypeDECISION && summary.IsNew {
		unopened := about
		unopened.Kind, unopened.Date = portal.WaitingKindUNOPENEDDECISION, &summary.Date
		shown = append(shown, unopened)
	}
	if ComplaintWaits(entry, now) && !done.Complained[summary.EntryId] {
		deadline := about
		deadline.Kind, deadline.Date = portal.WaitingKindCOMPLAINTDEADLINE, summary.ComplaintDeadline
		shown = append(shown, deadline)
	}
	if AsksNow(entry, now) && !done.Commented[summary.EntryId] {
		comment := about
		comment.Kind, comment.Date = portal.WaitingKindCOMMENTWANTED, entry.CommentsUntil
		shown = append(shown, comment)
	}
	return shown
}

// ComplaintWaits tells whether a day on which one must have complained of an entry
// is still to come.
func ComplaintWaits(entry contract.Entry, now time.Time) bool {
	until := complaintDeadline(entry)
	return until != nil && DaysAhead(*until, now) >= 0
}

// AsksNow tells whether the party is still asked what it thinks of an entry that
// it can read.
func AsksNow(entry contract.Entry, now time.Time) bool {
	return entry.Released == contract.EntryReleasedFULL && asks(entry) &&
		(entry.CommentsUntil == nil || DaysAhead(*entry.CommentsUntil, now) >= 0)
}

// soon is how many days before a date it stands first.
const soon = 7

func urgency(waiting portal.Waiting, now time.Time) int {
	switch waiting.Kind {
	case portal.WaitingKindCOMPLAINTDEADLINE, portal.WaitingKindCOMMENTWANTED, portal.WaitingKindCONSENT:
		if waiting.Date != nil && DaysAhead(*waiting.Date, now) <= soon {
			return 0
		}
		if waiting.Kind == portal.WaitingKindCONSENT {
			return 3
		}
		return 4
	case portal.WaitingKindUNOPENEDDECISION:
		return 1
	case portal.WaitingKindUNREADMESSAGES:
		return 2
	}
	return 5
}

func when(waiting portal.Waiting) time.Time {
	switch {
	case waiting.At != nil:
		return *waiting.At
	case waiting.Date != nil:
		return waiting.Date.Time
	}
	return time.Time{}
}
