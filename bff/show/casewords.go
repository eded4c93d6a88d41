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

// byPerson and byAny are who may have translated words that are shown. What may
// say what was decided, and until when, is never shown as a machine translated it.
var (
	byPerson = []contract.ProvenanceKind{contract.ProvenanceKindCERTIFIED, contract.ProvenanceKindPERSON}
	byAny    = append(slices.Clone(byPerson), contract.ProvenanceKindMACHINE)
)

// translatedWords is what a case worker has written of the case, in the language
// of a reader: a person's before a machine's, and the very same language before
// whatever its region. Nil where there are none by those who may have made them,
// and where the reader reads the original.
func translatedWords(given []contract.TranslatedWords, by []contract.ProvenanceKind, original, wanted string) *portal.TranslatedWords {
	if wanted == "" || SameLanguage(original, wanted) || Norwegian(original) && Norwegian(wanted) {
		return nil
	}
	var nearest *contract.TranslatedWords
	for i, words := range given {
		switch {
		case !slices.Contains(by, words.Provenance.Kind) || strings.TrimSpace(words.Text) == "" || !SameLanguage(words.Language, wanted):
		case nearest == nil || serves(words, wanted) > serves(*nearest, wanted):
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

// serves is how well a translation serves a reader, the most the best.
func serves(words contract.TranslatedWords, wanted string) (points int) {
	if words.Provenance.Kind != contract.ProvenanceKindMACHINE {
		points += 2
	}
	if words.Language == wanted {
		points++
	}
	return points
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
	return said, in, translatedWords(caseCopy.WhatHappensNowTranslations, byPerson, original, language)
}

// stepWords is a step's name, and what is said of it, in the reader's language. A
// step of which something is said is in one language or the other, never half in each.
func stepWords(given []contract.MilestoneTranslations, step *barnevern.Milepel, language string) *portal.TranslatedWords {
	at := slices.IndexFunc(given, func(one contract.MilestoneTranslations) bool { return translates(one, step) })
	if at < 0 {
		return nil
	}
	words := translatedWords(given[at].Translations, byPerson, writtenIn, language)
	if words != nil && (words.Description == nil) != (text(step.Beskrivelse) == nil) {
		return nil
	}
	return words
}

// translates tells whether these are a step's words in further languages.
func translates(words contract.MilestoneTranslations, step *barnevern.Milepel) bool {
	return words.Navn == step.Navn && words.Startdato.Equal(step.Startdato)
}

// MeetingTitle is what a meeting is called in the reader's language.
func MeetingTitle(meeting contract.Meeting, language string) *portal.TranslatedWords {
	return translatedWords(meeting.TitleTranslations, byPerson, writtenIn, language)
}

// AnswerTranslation is the reason of an answer in the reader's language.
func AnswerTranslation(answer contract.Answer, language string) *portal.TranslatedWords {
	by := byAny
	if DecidesComplaint(answer.Outcome) {
		by = byPerson
	}
	return translatedWords(answer.Translations, by, answer.Language, language)
}

// DecidesComplaint tells whether an answer may say what was decided about a
// complaint: nobody can say that it is one to a view or a comment.
func DecidesComplaint(outcome contract.AnswerOutcome) bool {
	switch outcome {
	case contract.AnswerOutcomeUSED, contract.AnswerOutcomePARTLY, contract.AnswerOutcomeNOTUSED:
		return false
	}
	return true
}
