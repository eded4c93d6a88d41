package show

import (
	"maps"
	"slices"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Guarded is a party's copy of a case without what holds a protected fact of
// another party: what happens now, steps, meetings and their places. The
// fagsystem has released each field to this party; should it have been careless
// with one, it isn't shown on.
//
// It is decided on what was given, in all its languages, before anybody's is
// picked: whoever finds a fact in one of them has found it in what was said,
// and in another it may stand in letters that nobody compares.
func Guarded(caseCopy contract.CaseCopy) contract.CaseCopy {
	hidden := HiddenFrom(caseCopy.Me, caseCopy.OtherParties)
	if hidden.none() {
		return caseCopy
	}
	if now := caseCopy.WhatHappensNow; now != nil && hidden.inAny(append(translatedTexts(caseCopy.WhatHappensNowTranslations), *now)...) {
		caseCopy.WhatHappensNow, caseCopy.WhatHappensNowLanguage, caseCopy.WhatHappensNowTranslations = nil, nil, nil
	}
	var meetings []contract.Meeting
	for _, meeting := range caseCopy.Meetings {
		if !hidden.inAny(append(translatedTexts(meeting.TitleTranslations), meeting.Title)...) {
			meeting.Place = hidden.Text(meeting.Place)
			meetings = append(meetings, meeting)
		}
	}
	caseCopy.Meetings = meetings
	given := caseCopy.MilestoneTranslations
	steps := make([]*barnevern.Milepel, 0, len(caseCopy.Mappe.Milepeler))
	for _, step := range caseCopy.Mappe.Milepeler {
		if guarded := guardedStep(step, given, hidden); guarded != nil {
			steps = append(steps, guarded)
		}
	}
	caseCopy.Mappe.Milepeler, caseCopy.Mappe.NavaerendeMilepel = steps, guardedStep(caseCopy.Mappe.NavaerendeMilepel, given, hidden)
	return caseCopy
}

// guardedStep is a step without what is said of it where that holds a fact, and
// nil where its name does.
func guardedStep(step *barnevern.Milepel, given []contract.MilestoneTranslations, hidden Hidden) *barnevern.Milepel {
	if step == nil {
		return nil
	}
	names, saying := []string{step.Navn}, []string{}
	if step.Beskrivelse != nil {
		saying = append(saying, *step.Beskrivelse)
	}
	for _, of := range given {
		if !translates(of, step) {
			continue
		}
		for _, words := range of.Translations {
			names = append(names, words.Text)
			if words.Description != nil {
				saying = append(saying, *words.Description)
			}
		}
	}
	switch {
	case hidden.inAny(names...):
		return nil
	case hidden.inAny(saying...):
		without := *step // with no translation either: one says what the other doesn't
		without.Beskrivelse = nil
		return &without
	}
	return step
}

func translatedTexts(given []contract.TranslatedWords) (texts []string) {
	for _, words := range given {
		texts = append(texts, words.Text)
		if words.Description != nil {
			texts = append(texts, *words.Description)
		}
	}
	return texts
}

// guarded is an entry without what holds a protected fact of another party, as
// Guarded is of the case. What the entry itself is called, Hides decides.
func (r Reader) guarded(entry contract.Entry) contract.Entry {
	hidden := r.hidden
	if hidden.none() {
		return entry
	}
	entry = r.guardedTitles(entry)
	entry.Journalpost.Beskrivelse = hidden.Text(entry.Journalpost.Beskrivelse)
	if asked := entry.CommentsAsked; asked != nil && hidden.inAnyLanguage(asked.Text, asked.Translations) {
		entry.CommentsAsked = nil
	}
	if outcome := entry.DraftOutcome; outcome != nil && outcome.Text != nil && hidden.inAnyLanguage(*outcome.Text, outcome.Translations) {
		without := *outcome
		without.Text, without.Language, without.Translations = nil, nil, nil
		entry.DraftOutcome = &without
	}
	if details := entry.Journalpost.TiltaksplanDetaljer; details != nil {
		without := *details
		without.Delmal = slices.DeleteFunc(slices.Clone(details.Delmal), func(goal barnevern.Delmal) bool {
			return hidden.In(goal.Beskrivelse) || slices.ContainsFunc(entry.SubGoalStates, func(state contract.SubGoalState) bool {
				return state.Id == goal.Id && hidden.inAnyLanguage("", state.Description)
			})
		})
		entry.Journalpost.TiltaksplanDetaljer = &without
	}
	if entry.InShort != nil && hidden.inAny(saidInShort(*entry.InShort)...) {
		entry.InShort = nil
	}
	return entry
}

// guardedTitles is an entry whose documents are called as it is where what they
// are called holds a fact.
func (r Reader) guardedTitles(entry contract.Entry) contract.Entry {
	if r.hidden.none() {
		return entry
	}
	documents, files := slices.Clone(entry.Documents), slices.Clone(entry.Journalpost.Dokumenter)
	for i, document := range documents {
		published := publishedDocument(entry, document)
		original := ""
		if published != nil {
			original = published.Tittel
		}
		if !r.hidden.inAnyLanguage(original, document.Title) {
			continue
		}
		documents[i].Title = nil
		if published != nil {
			without := *published
			without.Tittel = ""
			files[document.Index] = &without
		}
	}
	entry.Documents, entry.Journalpost.Dokumenter = documents, files
	return entry
}

// saidInShort are all words that say an entry in short, what says it aloud too.
func saidInShort(given contract.InShort) (words []string) {
	for _, one := range given.Texts {
		words = append(words, one.What)
		for _, said := range []*string{one.Why, one.WhatNow, one.Deadline, one.WhomToCall} {
			if said != nil {
				words = append(words, *said)
			}
		}
	}
	for _, media := range given.Media {
		if media.Transcript != nil {
			words = append(words, *media.Transcript)
		}
		for _, caption := range media.Captions {
			words = append(words, caption.Text)
		}
	}
	return words
}

// inAny tells whether one of some texts holds a protected fact.
func (h Hidden) inAny(texts ...string) bool { return slices.ContainsFunc(texts, h.In) }

// inAnyLanguage is inAny of a text and its translations.
func (h Hidden) inAnyLanguage(original string, translations map[string]string) bool {
	return h.In(original) || h.inAny(slices.Collect(maps.Values(translations))...)
}
