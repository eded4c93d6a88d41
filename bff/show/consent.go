package show

import (
	"slices"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// Consents are what a party is asked to agree to, but for one whose words hold a
// protected fact of another party: what isn't shown can't be answered.
func Consents(caseCopy contract.CaseCopy) []contract.Consent {
	hidden := HiddenFrom(caseCopy.Me, caseCopy.OtherParties)
	var shown []contract.Consent
	for _, consent := range caseCopy.Consents {
		if consent.State.Valid() && !slices.ContainsFunc(consentWords(consent), hidden.In) {
			shown = append(shown, consent)
		}
	}
	return shown
}

func consentWords(consent contract.Consent) []string {
	words := []string{consent.Purpose}
	if consent.Text != nil {
		words = append(words, *consent.Text)
	}
	for _, text := range consent.Texts {
		words = append(words, text.Purpose, text.Text)
	}
	for _, text := range consent.EarlierTexts {
		words = append(words, text.Purpose, text.Text)
	}
	return words
}

// ConsentLanguage is the language of the text that counts.
func ConsentLanguage(consent contract.Consent) string {
	if consent.Language != nil {
		return *consent.Language
	}
	return "nb"
}

// ConsentTranslation is a consent's text in a language, the very same or else
// whatever its region, where there is one that may be shown: made by a person or
// certified, of the version that holds.
func ConsentTranslation(consent contract.Consent, language string) (nearest contract.ConsentText, there bool) {
	if language == "" || language == ConsentLanguage(consent) {
		return nearest, false
	}
	for _, text := range consent.Texts {
		made := text.Provenance
		human := made.Kind == contract.ProvenanceKindCERTIFIED || made.Kind == contract.ProvenanceKindPERSON
		switch {
		case !human || made.OfVersion != consent.TextVersion || text.Language == ConsentLanguage(consent):
		case text.Language == language:
			return text, true
		case !there && SameLanguage(text.Language, language):
			nearest, there = text, true
		}
	}
	return nearest, there
}
