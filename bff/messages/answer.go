package messages

import (
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// expect adds whom the party talks with, when somebody reads, and when an
// answer can be expected.
func (r *Room) expect(p Place, page *portal.Conversation, before int64, history contract.MessagePage, caseCopy *contract.CaseCopy) {
	municipality, now := r.municipality(p.Municipality), r.Now()
	var contact *contract.ContactPerson
	if caseCopy != nil {
		contact = &caseCopy.ContactPerson
		shown := show.ContactPerson(*contact, now)
		page.ContactPerson = &shown
	}
	page.Office = show.Office(municipality, contact, now)
	if before == 0 {
		page.Answer = awaited(municipality, contact, history)
	}
}

// municipality is a municipality's settings, or nil.
func (r *Room) municipality(id string) *config.Municipality {
	if r.Municipality == nil {
		return nil
	}
	return r.Municipality(id)
}

// awaited is what the party may expect while something of theirs is unanswered.
// An answer withdraws every promise before it; of several promises the newest
// holds.
func awaited(municipality *config.Municipality, contact *contract.ContactPerson, history contract.MessagePage) *portal.AwaitedAnswer {
	var oldest, promise *contract.Message
	for i := range history.Messages { // newest first
		message := &history.Messages[i]
		switch {
		case Withdrawn(*message):
		case answers(*message):
			return asAwaited(municipality, contact, oldest, promise, history.ReadMarks)
		case promises(*message):
			if promise == nil {
				promise = message
			}
		case message.Author.Side == contract.SidePARTY && (message.Kind == contract.SubmissionKindMESSAGE || IsRequest(message.Kind)):
			oldest = message
		}
	}
	return asAwaited(municipality, contact, oldest, promise, history.ReadMarks)
}

func asAwaited(municipality *config.Municipality, contact *contract.ContactPerson, oldest, promise *contract.Message, marks []contract.ReadMark) *portal.AwaitedAnswer {
	if oldest == nil {
		return nil
	}
	expected := &portal.AwaitedAnswer{MessageId: oldest.MessageId, Read: oldest.ReadAt != nil}
	for _, mark := range marks {
		if mark.Side == contract.SideEMPLOYEE && mark.Position >= oldest.Position {
			expected.Read = true
		}
	}
	if promise != nil {
		name := show.Name(promise.Author.Name)
		// Whoever promises an answer to it has read it.
		expected.Promised, expected.PromisedBy, expected.By, expected.Read = true, &name, *promise.AnswerBy, true
		return expected
	}
	by, within, ok := show.AnswerBy(municipality, contact, oldest.ReceivedAt)
	if !ok {
		return nil
	}
	expected.By, expected.WithinWorkingDays = by, &within
	return expected
}

// answers tells whether an employee says something in it. A promise to answer
// is none.
func answers(message contract.Message) bool {
	return message.Author.Side == contract.SideEMPLOYEE && message.Kind == contract.SubmissionKindMESSAGE && !Withdrawn(message)
}

func promises(message contract.Message) bool {
	return message.Kind == contract.SubmissionKindANSWERPROMISE && message.Author.Side == contract.SideEMPLOYEE && message.AnswerBy != nil
}
