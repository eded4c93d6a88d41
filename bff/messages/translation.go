package messages

import (
	"slices"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Translations are those that are attached to what somebody wrote. Of a party's own
// words they don't get one that holds a protected fact of another party: it is
// somebody else who has put it there, and what they wrote themselves stays. What
// was decided about a complaint is never there as a machine translated it.
func (p Place) Translations(message contract.Message, hidden show.Hidden) []portal.MessageTranslation {
	var shown []portal.MessageTranslation
	for _, translation := range message.Translations {
		if p.World == person.Citizen && message.Author.Side == contract.SidePARTY && hidden.In(translation.Text) {
			continue
		}
		if translation.Provenance.Kind == contract.ProvenanceKindMACHINE && decides(message) {
			continue
		}
		shown = append(shown, portal.MessageTranslation{
			Language: translation.Language, Direction: show.Direction(translation.Direction), Text: translation.Text,
			Provenance: show.Provenance(translation.Provenance),
		})
	}
	return shown
}

// decides tells whether a message may say what was decided about a complaint: it is
// an answer to one, or doesn't say what became of anything.
func decides(message contract.Message) bool {
	if message.Kind != contract.SubmissionKindANSWER {
		return false
	}
	of := func(answer contract.Answer) bool { return show.DecidesComplaint(answer.Outcome) }
	return len(message.Answers) == 0 || slices.ContainsFunc(message.Answers, of)
}
