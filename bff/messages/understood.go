package messages

import (
	"innbyggertjenesten/bff/person"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// understood is whether the party says it has understood an entry, or nil where a
// message says nothing of that. A party has no title here: their conversation
// opens at a lower level of log-in than documents, and outlives the right to them.
func (p Place) understood(message contract.Message) *portal.UnderstoodMessage {
	said := message.Understood
	if message.Kind != contract.SubmissionKindUNDERSTOOD || said == nil || !said.Answer.Valid() {
		return nil
	}
	shown := &portal.UnderstoodMessage{EntryId: &said.EntryId, Answer: portal.UnderstoodAnswer(said.Answer)}
	if said.Title != "" && p.World == person.Employee {
		shown.Title, shown.TitleLanguage = &said.Title, said.TitleLanguage
	}
	return shown
}
