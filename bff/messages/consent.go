package messages

import (
	"innbyggertjenesten/bff/person"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// consentLine is an answer to a consent as a conversation tells of it. A party's
// conversation opens at a lower level of log-in than what they are asked to
// agree to: there it only says that there is an answer. said may be nil.
func (p Place) consentLine(shown portal.Message, said *contract.MessageConsent) portal.Message {
	line := &portal.SaidConsent{}
	if said != nil {
		line.ConsentId = said.ConsentId
	}
	shown.Consent = line
	if p.World != person.Employee {
		shown.Text, shown.Language, shown.Direction = "", nil, nil
		return shown
	}
	if said != nil {
		reply := portal.ConsentReply(said.Answer)
		line.Reply, line.Purpose = &reply, &said.Purpose
	}
	return shown
}

// ownConsent is what an answer on its way says, or nil where it is erased here.
func ownConsent(body *contract.SubmissionBody) *contract.MessageConsent {
	if body == nil || body.ConsentId == nil {
		return nil
	}
	return &contract.MessageConsent{ConsentId: *body.ConsentId}
}
