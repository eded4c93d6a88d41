package messages

import (
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Translations are those that are attached to what somebody wrote. Of a party's own
// words they don't get one that holds a protected fact of another party: it is
// somebody else who has put it there, and what they wrote themselves stays.
func (p Place) Translations(message contract.Message, hidden show.Hidden) []portal.MessageTranslation {
	var shown []portal.MessageTranslation
	for _, translation := range message.Translations {
		if p.World == person.Citizen && message.Author.Side == contract.SidePARTY && hidden.In(translation.Text) {
			continue
		}
		shown = append(shown, portal.MessageTranslation{
			Language: translation.Language, Direction: show.Direction(translation.Direction), Text: translation.Text,
			Provenance: show.Provenance(translation.Provenance),
		})
	}
	return shown
}
