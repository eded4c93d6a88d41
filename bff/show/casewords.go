package show

import (
	"slices"
	"strings"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// writtenIn is the language of steps and meetings, whose words in the fagsystem
// don't say theirs.
const writtenIn = "nb"

// translatedWords is what a case worker has written of the case, in the language
// of a reader: the very same or else whatever its region, made by a person or
// certified. Such words say what was decided and until when, so that a machine's
// are never shown. Nil where there are none, and where the reader reads the
// original.
func translatedWords(given []contract.TranslatedWords, original, wanted string) *portal.TranslatedWords {
	if wanted == "" || SameLanguage(original, wanted) || Norwegian(original) && Norwegian(wanted) {
		return nil
	}
	var nearest *contract.TranslatedWords
	for i, words := range given {
		kind := words.Provenance.Kind
		human := kind == contract.ProvenanceKindCERTIFIED || kind == contract.ProvenanceKindPERSON
		switch {
		case !human || strings.TrimSpace(words.Text) == "" || !SameLanguage(words.Language, wanted):
		case nearest == nil || words.Language == wanted && nearest.Language != wanted:
			nearest = &given[i]
		}
	}
	if nearest == nil {
		return nil
	}
	return &portal.TranslatedWords{
		Text: nearest.Text, Description: text(nearest.Description),
		Made: portal.TextInfo{Language: nearest.Language, Direction: Direction(nearest.Direction), Provenance: Provenance(nearest.Provenance)},
	}
}

// WhatHappensNow is what the case worker says of it, and the same in the reader's
// language where the fagsystem has it.
func WhatHappensNow(caseCopy contract.CaseCopy, language string) (said *string, in *contract.Language, translation *portal.TranslatedWords) {
	said, in = text(caseCopy.WhatHappensNow), caseCopy.WhatHappensNowLanguage
	if said == nil {
		return nil, nil, nil
	}
	original := writtenIn
	if in != nil {
		original = *in
	}
	return said, in, translatedWords(caseCopy.WhatHappensNowTranslations, original, language)
}

// stepWords is a step's name, and what is said of it, in the reader's language. A
// step of which something is said is in one language or the other, never half in each.
func stepWords(given []contract.MilestoneTranslations, step *barnevern.Milepel, language string) *portal.TranslatedWords {
	at := slices.IndexFunc(given, func(one contract.MilestoneTranslations) bool {
		return one.Navn == step.Navn && one.Startdato.Equal(step.Startdato)
	})
	if at < 0 {
		return nil
	}
	words := translatedWords(given[at].Translations, writtenIn, language)
	if words != nil && (words.Description == nil) != (text(step.Beskrivelse) == nil) {
		return nil
	}
	return words
}

// GuardTranslation leaves a translation out that holds a protected fact of another
// party, where its original doesn't.
func GuardTranslation(words *portal.TranslatedWords, hidden Hidden) *portal.TranslatedWords {
	if words == nil || hidden.In(words.Text) || words.Description != nil && hidden.In(*words.Description) {
		return nil
	}
	return words
}
