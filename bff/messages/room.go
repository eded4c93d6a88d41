// Package messages is what both sides of a conversation share: the page with
// the fagsystem's history and one's own messages on their way, sending, taking
// back, reading and drafts. It decides nothing about access: the rooms that use
// it (conversation for the party, staff for employees) have asked before.
package messages

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Fagsystem is what the room needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	Messages(ctx context.Context, caseCopyID uuid.UUID, before int64, limit int) (contract.MessagePage, error)
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error)
	Entry(ctx context.Context, caseCopyID, entryID uuid.UUID) (contract.Entry, error)
	OpenAttachment(ctx context.Context, caseCopyID, messageID, attachmentID uuid.UUID) (*fagsystem.File, error)
}

// Room is what is needed for it all.
type Room struct {
	Submissions *submissions.Store
	Drafts      *drafts.Store
	Attachments *attachments.Store
	// Fagsystem gives a municipality's.
	Fagsystem func(municipality string) Fagsystem
	// Municipality has the hours that hold where the fagsystem tells none; it may
	// be nil.
	Municipality func(id string) *config.Municipality
	Now          func() time.Time
}

// Place is one side's place in one conversation: who looks, and at what.
type Place struct {
	Municipality string
	CaseCopyID   uuid.UUID
	// Person is the portal's id of who looks, FagsystemID the fagsystem's.
	Person      uuid.UUID
	FagsystemID uuid.UUID
	World       person.World
	// Party is the portal's id of the party, or zero where it isn't known now.
	Party uuid.UUID
	// Actor is who looks.
	Actor *session.Actor
	// MayWrite tells whether they may add to it.
	MayWrite bool
	// DraftOf is what a draft is for, where it isn't for a message.
	DraftOf uuid.UUID
}

func (p Place) side() contract.Side {
	if p.World == person.Employee {
		return contract.SideEMPLOYEE
	}
	return contract.SidePARTY
}

// DefaultLimit is how many messages a page has where nobody says.
const DefaultLimit = 50

// historyPatience is how long a page waits for the fagsystem's history.
const historyPatience = 4 * time.Second

// Page is a page of the conversation, oldest message first; before is 0 for the
// newest page. Where history can't be had, or withHistory is false, only one's
// own messages on their way are on it.
func (r *Room) Page(ctx context.Context, p Place, before int64, limit int, withHistory bool) (portal.Conversation, error) {
	page, _, err := r.page(ctx, p, before, limit, withHistory)
	return page, err
}

// EmployeePage is the same for an employee, with those of whom the party mustn't
// learn where they are: the party itself never gets that.
func (r *Room) EmployeePage(ctx context.Context, p Place, before int64, limit int) (page portal.Conversation, hiddenFromParty []portal.PersonName, err error) {
	page, caseCopy, err := r.page(ctx, p, before, limit, true)
	if caseCopy != nil && p.World == person.Employee {
		for _, name := range show.ReaderOf(*caseCopy).ShelteredFrom() {
			hiddenFromParty = append(hiddenFromParty, show.Name(name))
		}
	}
	return page, hiddenFromParty, err
}

func (r *Room) page(ctx context.Context, p Place, before int64, limit int, withHistory bool) (portal.Conversation, *contract.CaseCopy, error) {
	if limit <= 0 {
		limit = DefaultLimit
	}
	page := portal.Conversation{CanWrite: p.MayWrite, Messages: []portal.Message{}, Now: r.Now().UTC()}
	// First what is on its way, then the history: what is registered in between
	// is in both and shown once. The other way round it would be in neither.
	var pending submissions.Pending
	var err error
	if before == 0 {
		if pending, err = r.Submissions.InConversation(ctx, p.Municipality, p.CaseCopyID, p.World, p.Person); err != nil {
			return page, nil, err
		}
	}
	var history contract.MessagePage
	var caseCopy *contract.CaseCopy
	if withHistory {
		history, caseCopy, page.HistoryAvailable = r.history(ctx, p, before, limit)
	}
	hidden := hiddenIn(caseCopy)
	known := map[uuid.UUID]bool{}
	for _, message := range slices.Backward(history.Messages) {
		known[message.MessageId] = true
		if shown, ok := r.shown(p, message, history, hidden); ok {
			page.Messages = append(page.Messages, shown)
		}
	}
	page.More, page.LastPosition = history.More, history.LastPosition
	for _, mark := range history.ReadMarks {
		if mark.Side == p.side() {
			page.ReadPosition = mark.Position
		}
	}
	page.Messages = append(page.Messages, r.onTheirWay(p, notOlder(pending.Own, history), known, hidden)...)
	if err := r.knowFiles(ctx, p, page.Messages); err != nil {
		return page, caseCopy, err
	}
	if pending.OthersParked {
		page.OtherSideParked = &pending.OthersParked
	}
	if pending.ColleagueParked {
		page.ColleagueParked = &pending.ColleagueParked
	}
	shownTo := int64(0)
	if before == 0 {
		shownTo = page.LastPosition
	}
	read, err := r.Submissions.NoteShown(ctx, p.Municipality, p.Person, p.World, p.CaseCopyID, shownTo)
	if err != nil {
		return page, caseCopy, err
	}
	page.ReadPosition = max(page.ReadPosition, read)
	r.expect(p, &page, before, history, caseCopy)
	page.BeforeFirstMessage, err = r.beforeFirst(ctx, p)
	return page, caseCopy, err
}

// history is a page of what the fagsystem has, with the case that it is about; a
// failure is no error here. A party has no history without the case: nobody could
// say what in it is protected from them. An employee has.
func (r *Room) history(ctx context.Context, p Place, before int64, limit int) (history contract.MessagePage, of *contract.CaseCopy, available bool) {
	system := r.Fagsystem(p.Municipality)
	if system == nil {
		return history, nil, false
	}
	patient, cancel := context.WithTimeout(ctx, historyPatience)
	defer cancel()
	var asking errgroup.Group
	asking.Go(func() (err error) {
		history, err = system.Messages(patient, p.CaseCopyID, before, limit)
		return err
	})
	asking.Go(func() error {
		caseCopy, err := system.CaseCopy(patient, p.CaseCopyID)
		if err == nil {
			of = &caseCopy
		}
		if p.side() == contract.SidePARTY {
			return err
		}
		return nil
	})
	if err := asking.Wait(); err != nil {
		slog.WarnContext(ctx, "a conversation is shown without its history", "municipality", p.Municipality, "error", err.Error())
		return contract.MessagePage{}, nil, false
	}
	return history, of, true
}

// hiddenIn are the facts that the party whose case it is mustn't meet.
func hiddenIn(caseCopy *contract.CaseCopy) show.Hidden {
	if caseCopy == nil {
		return show.Hidden{}
	}
	return show.ReaderOf(*caseCopy).Hidden()
}

// shown is a message of the history as this side sees it.
func (r *Room) shown(p Place, message contract.Message, history contract.MessagePage, hidden show.Hidden) (portal.Message, bool) {
	if silent(message.Kind) || !message.Author.Side.Valid() {
		return portal.Message{}, false
	}
	shown := portal.Message{
		MessageId: message.MessageId, Mine: message.Author.Side == p.side(), FromEmployee: message.Author.Side == contract.SideEMPLOYEE,
		AuthorName: show.Name(message.Author.Name), Text: message.Text, Language: &message.Language, Direction: direction(message.Text, message.Language),
		Position: &message.Position, RegistrationId: &message.RegistrationId,
		SentAt: message.ReceivedAt.UTC(), DeliveredAt: &message.RegisteredAt,
	}
	shown.State, shown.ReadAt = Read(message, history.ReadMarks)
	if Withdrawn(message) {
		// Whatever the fagsystem still sends of it: it is no longer anybody's to read.
		shown.Text, shown.Language, shown.Direction, shown.Withdrawn = "", nil, nil, message.Withdrawn
		return shown, true
	}
	if message.Kind == contract.SubmissionKindCONSENTANSWER {
		return p.consentLine(shown, message.Consent), true
	}
	shown.Attachments = shownFiles(message.Attachments, shown.Mine)
	if shown.Request = asRequest(message.Kind, message.Request); shown.Request != nil {
		shown.Request.AnsweredAt = answeredAt(message.Position, history.Messages)
	}
	if promises(message) {
		shown.AnswerBy = message.AnswerBy
	}
	shown.View, shown.On = SaidView(message.Kind, message.View), OnEntry(message.Kind, message.EntryId)
	shown.Understood = p.understood(message)
	shown.AccessRequest = p.saidAccessRequest(message.Kind, message.AccessRequest, hidden, r.Now())
	shown.AnswersTo, shown.Answers = message.AnswersTo, saidAnswers(message.Kind, message.Answers, p.Actor.Language)
	if p.MaySeeFear(message.Author) {
		showAfraid(&shown, message.AfraidOfBeingKnown, message.AfraidParts)
	}
	shown.Translations = p.Translations(message, hidden)
	p.withhold(&shown, hidden, show.AnswerInOthers(message.Answers...)...)
	return shown, true
}

// withhold takes from the party what an employee has written to them that holds a
// protected fact of another party, however it came there. The message itself stays:
// that somebody wrote, and when, is told, and whom to ask. inOthers is what it says
// in languages besides those that are shown.
func (p Place) withhold(shown *portal.Message, hidden show.Hidden, inOthers ...*string) {
	if !shown.FromEmployee {
		return
	}
	toParty := p.World != person.Employee
	written := append(inOthers, &shown.Text)
	for i := range shown.Answers {
		written = append(written, &shown.Answers[i].Reason)
	}
	for i := range shown.Translations {
		written = append(written, &shown.Translations[i].Text)
	}
	if shown.Withheld = hidden.Withhold(toParty, written...); shown.Withheld != nil && toParty {
		shown.Translations = nil
		for i := range shown.Answers {
			shown.Answers[i].Translation = nil
		}
	}
	for i := range shown.Attachments {
		if file := &shown.Attachments[i]; toParty && file.Name != nil && hidden.In(*file.Name) {
			file.Name = nil
		}
	}
}

// silent are kinds that stand somewhere else than in the conversation.
func silent(kind contract.SubmissionKind) bool {
	return submissions.ShownIn(kind) != submissions.InConversation
}

// Read is how far what the fagsystem has of somebody's has come with the other
// side, and when they read it, where the fagsystem tells that.
func Read(message contract.Message, marks []contract.ReadMark) (state portal.MessageState, at *time.Time) {
	state, at = portal.MessageStateDELIVERED, message.ReadAt
	for _, mark := range marks {
		if mark.Side != message.Author.Side && mark.Position >= message.Position {
			state, at = portal.MessageStateREAD, cmp.Or(at, mark.ReadAt)
		}
	}
	if at != nil {
		state = portal.MessageStateREAD
	}
	return state, at
}

// Withdrawn tells whether a message was taken out of the case afterwards.
func Withdrawn(message contract.Message) bool { return message.Withdrawn != nil && *message.Withdrawn }

// MaySeeFear tells whether who looks may see what an author is afraid of being
// known: employees may, and the author.
func (p Place) MaySeeFear(author contract.MessageAuthor) bool {
	if author.Side != contract.SidePARTY {
		return false
	}
	return p.World == person.Employee || author.PersonId != nil && *author.PersonId == p.FagsystemID
}

// notOlder leaves out what belongs to an older page of the history: its words are
// kept here until its evidence is acknowledged, however much comes after it.
func notOlder(own []submissions.Submission, history contract.MessagePage) []submissions.Submission {
	if !history.More || len(history.Messages) == 0 {
		return own
	}
	oldest := history.Messages[len(history.Messages)-1].Position
	return slices.DeleteFunc(own, func(one submissions.Submission) bool {
		return one.State == submissions.Registered && one.Position < oldest
	})
}

// onTheirWay are one's own messages that the history doesn't have: those that
// were registered a moment ago in their order, then those that still wait.
func (r *Room) onTheirWay(p Place, own []submissions.Submission, known map[uuid.UUID]bool, hidden show.Hidden) []portal.Message {
	var registered, waiting []portal.Message
	for _, one := range own {
		if known[one.ID] {
			continue
		}
		shown := r.Own(p, one)
		p.withhold(&shown, hidden) // its author is told in time to take it back
		if one.State == submissions.Registered {
			registered = append(registered, shown)
		} else {
			waiting = append(waiting, shown)
		}
	}
	slices.SortFunc(registered, func(a, b portal.Message) int { return int(*a.Position - *b.Position) })
	return append(registered, waiting...)
}

// Own is one's own submission as a message.
func (r *Room) Own(p Place, one submissions.Submission) portal.Message {
	shown := portal.Message{
		MessageId: one.ID, Mine: true, FromEmployee: p.World == person.Employee, AuthorName: NameOf(p.Actor),
		State: portal.MessageStateSENT, SentAt: one.AcceptedAt,
	}
	if one.Body != nil && one.Body.Text != nil {
		shown.Text = *one.Body.Text
	}
	if one.Body != nil {
		showAfraid(&shown, one.Body.AfraidOfBeingKnown, one.Body.AfraidParts)
	}
	shown.Attachments = namedFiles(one.Body)
	shown.Request, shown.View, shown.AccessRequest = asRequest(one.Kind, nil), SaidView(one.Kind, nil), ownAccessRequest(one)
	shown.On = OnEntry(one.Kind, nil)
	if one.Body != nil {
		shown.Request, shown.View, shown.AnswerBy = asRequest(one.Kind, one.Body.Request), SaidView(one.Kind, one.Body.View), one.Body.AnswerBy
		shown.On = OnEntry(one.Kind, one.Body.EntryId)
		if given := one.Body.Answers; given != nil {
			shown.AnswersTo = &given.To
			for _, answer := range given.Answers {
				shown.Answers = append(shown.Answers, saidAnswer(answer.Prompt, answer.Outcome, answer.Reason))
			}
		}
	}
	if one.Body != nil && one.Body.Understood != nil {
		shown.Understood = &portal.UnderstoodMessage{EntryId: one.Body.EntryId, Answer: portal.UnderstoodAnswer(*one.Body.Understood)}
	}
	if one.Kind == contract.SubmissionKindCONSENTANSWER {
		shown = p.consentLine(shown, ownConsent(one.Body))
	} else if one.Body != nil && one.Body.Language != nil {
		shown.Language, shown.Direction = one.Body.Language, direction(shown.Text, *one.Body.Language)
	}
	if one.Lost {
		shown.Lost = &one.Lost
	}
	if one.Undoable(r.Now()) && !one.Lost {
		shown.UndoUntil = &one.ReleaseAt
	}
	switch {
	case one.State == submissions.Registered:
		shown.State = portal.MessageStateDELIVERED
		shown.Position, shown.RegistrationId, shown.DeliveredAt = &one.Position, &one.RegistrationID, &one.RegisteredAt
	case one.State == submissions.Parked:
		shown.State = portal.MessageStatePARKED
	case one.Reason != submissions.NoReason:
		shown.State = portal.MessageStateNOTDELIVEREDYET
	}
	if one.Reason != submissions.NoReason && one.State != submissions.Registered {
		reason := portal.WaitReason(one.Reason)
		shown.Reason = &reason
	}
	return shown
}

// beforeFirst tells whether this person has never written through the portal:
// older messages in the fagsystem may have come in other ways, on which nobody
// was told what becomes of them.
func (r *Room) beforeFirst(ctx context.Context, p Place) (bool, error) {
	written, err := r.Submissions.HasWritten(ctx, p.Municipality, p.Person, p.CaseCopyID)
	return !written, err
}

// NameOf is the actor's own name.
func NameOf(actor *session.Actor) portal.PersonName {
	return portal.PersonName{Given: actor.Given, Family: actor.Family}
}
