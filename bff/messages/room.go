// Package messages is what both sides of a conversation share: the page with
// the fagsystem's history and one's own messages on their way, sending, taking
// back, reading and drafts. It decides nothing about access: the rooms that use
// it (conversation for the party, staff for employees) have asked before.
package messages

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/google/uuid"

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
			return page, err
		}
	}
	var history contract.MessagePage
	if withHistory {
		history, page.HistoryAvailable = r.history(ctx, p, before, limit)
	}
	known := map[uuid.UUID]bool{}
	for _, message := range slices.Backward(history.Messages) {
		known[message.MessageId] = true
		if shown, ok := r.shown(p, message, history); ok {
			page.Messages = append(page.Messages, shown)
		}
	}
	page.More, page.LastPosition = history.More, history.LastPosition
	for _, mark := range history.ReadMarks {
		if mark.Side == p.side() {
			page.ReadPosition = mark.Position
		}
	}
	page.Messages = append(page.Messages, r.onTheirWay(p, pending.Own, known)...)
	if err := r.knowFiles(ctx, p, page.Messages); err != nil {
		return page, err
	}
	if pending.OthersParked {
		page.OtherSideParked = &pending.OthersParked
	}
	shownTo := int64(0)
	if before == 0 {
		shownTo = page.LastPosition
	}
	read, err := r.Submissions.NoteShown(ctx, p.Municipality, p.Person, p.World, p.CaseCopyID, shownTo)
	if err != nil {
		return page, err
	}
	page.ReadPosition = max(page.ReadPosition, read)
	r.expect(ctx, p, &page, before, history)
	page.BeforeFirstMessage, err = r.beforeFirst(ctx, p)
	return page, err
}

// history is a page of what the fagsystem has; a failure is no error here.
func (r *Room) history(ctx context.Context, p Place, before int64, limit int) (contract.MessagePage, bool) {
	system := r.Fagsystem(p.Municipality)
	if system == nil {
		return contract.MessagePage{}, false
	}
	patient, cancel := context.WithTimeout(ctx, historyPatience)
	defer cancel()
	history, err := system.Messages(patient, p.CaseCopyID, before, limit)
	if err != nil {
		slog.WarnContext(ctx, "a conversation is shown without its history", "municipality", p.Municipality, "error", err.Error())
		return contract.MessagePage{}, false
	}
	return history, true
}

// contactPerson is whom the party talks with, or nil where that can't be had.
func (r *Room) contactPerson(ctx context.Context, p Place) *contract.ContactPerson {
	system := r.Fagsystem(p.Municipality)
	if system == nil {
		return nil
	}
	patient, cancel := context.WithTimeout(ctx, historyPatience)
	defer cancel()
	caseCopy, err := system.CaseCopy(patient, p.CaseCopyID)
	if err != nil {
		return nil
	}
	return &caseCopy.ContactPerson
}

// shown is a message of the history as this side sees it.
func (r *Room) shown(p Place, message contract.Message, history contract.MessagePage) (portal.Message, bool) {
	if message.Kind == contract.SubmissionKindOPENED || !message.Author.Side.Valid() {
		return portal.Message{}, false
	}
	shown := portal.Message{
		MessageId: message.MessageId, Mine: message.Author.Side == p.side(), FromEmployee: message.Author.Side == contract.SideEMPLOYEE,
		AuthorName: show.Name(message.Author.Name), Text: message.Text, Language: &message.Language, Direction: direction(message.Text, message.Language),
		State: portal.MessageStateDELIVERED, Position: &message.Position, RegistrationId: &message.RegistrationId,
		SentAt: message.ReceivedAt.UTC(), DeliveredAt: &message.RegisteredAt, ReadAt: message.ReadAt,
	}
	for _, mark := range history.ReadMarks {
		if mark.Side != message.Author.Side && mark.Position >= message.Position && shown.ReadAt == nil {
			shown.ReadAt = mark.ReadAt
			shown.State = portal.MessageStateREAD
		}
	}
	if shown.ReadAt != nil {
		shown.State = portal.MessageStateREAD
	}
	if withdrawn(message) {
		// Whatever the fagsystem still sends of it: it is no longer anybody's to read.
		shown.Text, shown.Language, shown.Direction, shown.Withdrawn = "", nil, nil, message.Withdrawn
		return shown, true
	}
	shown.Attachments = shownFiles(message.Attachments, shown.Mine)
	if shown.Request = asRequest(message.Kind, message.Request); shown.Request != nil {
		shown.Request.AnsweredAt = answeredAt(message.Position, history.Messages)
	}
	if promises(message) {
		shown.AnswerBy = message.AnswerBy
	}
	shown.View = SaidView(message.Kind, message.View)
	shown.AnswersTo, shown.Answers = message.AnswersTo, saidAnswers(message.Kind, message.Answers)
	if p.MaySeeFear(message.Author) {
		showAfraid(&shown, message.AfraidOfBeingKnown, message.AfraidParts)
	}
	for _, translation := range message.Translations {
		shown.Translations = append(shown.Translations, portal.MessageTranslation{
			Language: translation.Language, Direction: show.Direction(translation.Direction), Text: translation.Text,
			Provenance: show.Provenance(translation.Provenance),
		})
	}
	return shown, true
}

// withdrawn tells whether a message was taken out of the case afterwards.
func withdrawn(message contract.Message) bool { return message.Withdrawn != nil && *message.Withdrawn }

// MaySeeFear tells whether who looks may see what an author is afraid of being
// known: employees may, and the author.
func (p Place) MaySeeFear(author contract.MessageAuthor) bool {
	if author.Side != contract.SidePARTY {
		return false
	}
	return p.World == person.Employee || author.PersonId != nil && *author.PersonId == p.FagsystemID
}

// onTheirWay are one's own messages that the history doesn't have: those that
// were registered a moment ago in their order, then those that still wait.
func (r *Room) onTheirWay(p Place, own []submissions.Submission, known map[uuid.UUID]bool) []portal.Message {
	var registered, waiting []portal.Message
	for _, one := range own {
		if known[one.ID] {
			continue
		}
		if one.State == submissions.Registered {
			registered = append(registered, r.Own(p, one))
		} else {
			waiting = append(waiting, r.Own(p, one))
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
	shown.Request, shown.View = asRequest(one.Kind, nil), SaidView(one.Kind, nil)
	if one.Body != nil {
		shown.Request, shown.View, shown.AnswerBy = asRequest(one.Kind, one.Body.Request), SaidView(one.Kind, one.Body.View), one.Body.AnswerBy
		if given := one.Body.Answers; given != nil {
			shown.AnswersTo = &given.To
			for _, answer := range given.Answers {
				shown.Answers = append(shown.Answers, saidAnswer(answer.Prompt, answer.Outcome, answer.Reason))
			}
		}
	}
	if one.Body != nil && one.Body.Language != nil {
		shown.Language, shown.Direction = one.Body.Language, direction(shown.Text, *one.Body.Language)
	}
	if one.Undoable(r.Now()) {
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
