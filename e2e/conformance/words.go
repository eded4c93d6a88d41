package conformance

import (
	"context"
	"fmt"
	"strings"

	"innbyggertjenesten/contracts/fagsystem"
)

// wordsTranslated looks at what case workers have written of the case and answered,
// in further languages. Where nobody has translated any, there is nothing to check.
func wordsTranslated(ctx context.Context, r *runner) error {
	caseCopy, err := read[fagsystem.CaseCopy](ctx, r.client, get(r.copyPath))
	if err != nil {
		return err
	}
	original := ""
	if in := caseCopy.WhatHappensNowLanguage; in != nil {
		original = *in
	}
	if len(caseCopy.WhatHappensNowTranslations) > 0 && (caseCopy.WhatHappensNow == nil || strings.TrimSpace(*caseCopy.WhatHappensNow) == "") {
		return fmt.Errorf("what happens now is translated, and isn't said")
	}
	if err := translated("what happens now", original, caseCopy.WhatHappensNowTranslations); err != nil {
		return err
	}
	for _, meeting := range caseCopy.Meetings {
		if err := translated("a meeting's title", "", meeting.TitleTranslations); err != nil {
			return err
		}
	}
	for _, step := range caseCopy.MilestoneTranslations {
		if err := stepTranslated(caseCopy, step); err != nil {
			return err
		}
	}
	_, messages, err := r.listed(ctx)
	if err != nil {
		return err
	}
	for _, message := range messages {
		for _, answer := range message.Answers {
			if err := translated("an answer", answer.Language, answer.Translations); err != nil {
				return err
			}
		}
	}
	return nil
}

// stepTranslated: the step is there, and what is said of it is in each language or in none.
func stepTranslated(caseCopy fagsystem.CaseCopy, of fagsystem.MilestoneTranslations) error {
	if err := translated("a step", "", of.Translations); err != nil {
		return err
	}
	steps := caseCopy.Mappe.Milepeler
	if current := caseCopy.Mappe.NavaerendeMilepel; current != nil {
		steps = append(steps, current)
	}
	for _, step := range steps {
		if step == nil || step.Navn != of.Navn || !step.Startdato.Equal(of.Startdato) {
			continue
		}
		said := step.Beskrivelse != nil && *step.Beskrivelse != ""
		for _, words := range of.Translations {
			if in := words.Description != nil && *words.Description != ""; in != said {
				return fmt.Errorf("what is said of a step: %t, and in %s: %t", said, words.Language, in)
			}
		}
		return nil
	}
	return fmt.Errorf("a step is translated that isn't there: it begins %s", of.Startdato)
}

// translated checks words in further languages: each once, with who made them, when and of what.
func translated(what, original string, list []fagsystem.TranslatedWords) error {
	seen := map[string]bool{original: true}
	for _, words := range list {
		made := words.Provenance
		switch {
		case words.Language == "" || seen[words.Language]:
			return fmt.Errorf("%s is in %q more than once, or in no language", what, words.Language)
		case !words.Direction.Valid():
			return fmt.Errorf("%s runs %q in %s", what, words.Direction, words.Language)
		case strings.TrimSpace(words.Text) == "":
			return fmt.Errorf("%s has no words in %s", what, words.Language)
		case !made.Kind.Valid() || made.Kind == fagsystem.ProvenanceKindORIGINAL || made.MadeAt.IsZero() || made.OfVersion == "":
			return fmt.Errorf("%s doesn't say how it was made in %s: %+v", what, words.Language, made)
		}
		seen[words.Language] = true
	}
	return nil
}
