package show

import (
	"cmp"
	"slices"
	"time"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

var planStates = map[barnevern.Tiltaksstatus]portal.MeasuresPlanState{
	barnevern.TiltaksstatusAktiv:                 portal.MeasuresPlanStateACTIVE,
	barnevern.TiltaksstatusAvsluttet:             portal.MeasuresPlanStateENDED,
	barnevern.TiltaksstatusManueltAvsluttet:      portal.MeasuresPlanStateENDEDEARLY,
	barnevern.Tiltaksstatus("MANUELT_AVSLUTTET"): portal.MeasuresPlanStateENDEDEARLY, // published with a space at its end
}

// plan is a plan of measures with its sub-goals, in the reader's language where
// the fagsystem has all of them and their translation may be shown.
func plan(entry contract.Entry, language string) *portal.MeasuresPlan {
	details := entry.Journalpost.TiltaksplanDetaljer
	if details == nil {
		return nil
	}
	state, known := planStates[details.Tiltaksstatus]
	if !known {
		return nil
	}
	shown := &portal.MeasuresPlan{
		State: state, StartDate: onDay(details.Startdato), EndDate: onDay(details.Sluttdato), SubGoals: []portal.SubGoal{},
	}
	if len(entry.Documents) > 0 {
		shown.Language, shown.OriginalLanguage = &entry.Documents[0].OriginalLanguage, &entry.Documents[0].OriginalLanguage
	}
	given := map[string]contract.SubGoalState{}
	for _, one := range entry.SubGoalStates {
		given[one.Id] = one
	}
	document, info, inLanguage := translation(entry, language)
	for _, goal := range details.Delmal {
		if inLanguage && wordsFor(given[goal.Id].Description, document, info) == "" {
			inLanguage = false // half a plan in another language would be worse than none
		}
	}
	if inLanguage {
		made := textInfo(document, info)
		shown.Language, shown.OriginalLanguage, shown.Translation = &made.Language, &document.OriginalLanguage, &made
	}
	for _, goal := range details.Delmal {
		one := portal.SubGoal{SubGoalId: goal.Id, Description: goal.Beskrivelse, State: portal.SubGoalStateUNKNOWN}
		if state := given[goal.Id].State; state.Valid() {
			one.State = portal.SubGoalState(state)
		}
		if inLanguage {
			one.Description = wordsFor(given[goal.Id].Description, document, info)
		}
		shown.SubGoals = append(shown.SubGoals, one)
	}
	return shown
}

// Goal is a goal of an entry's plan and the plan it is in, in the reader's language
// where the plan is shown in it, and whether there is such a goal for the reader.
func Goal(entry contract.Entry, reader Reader, language, id string) (goal portal.SubGoal, in portal.MeasuresPlan, there bool) {
	shown := plan(reader.guarded(entry), language)
	if shown == nil {
		return goal, in, false
	}
	at := slices.IndexFunc(shown.SubGoals, func(one portal.SubGoal) bool { return one.SubGoalId == id })
	if at < 0 {
		return goal, in, false
	}
	return shown.SubGoals[at], *shown, true
}

// IsPlanOfItsOwn tells whether an entry's plan stands on the plan's page, whatever
// else the copy holds.
func IsPlanOfItsOwn(entry contract.Entry) bool {
	var shown portal.Entry
	draft(&shown, entry, "")
	return ofItsOwn(shown.DraftOutcome)
}

// ofItsOwn: what was dropped, or is final elsewhere, is no plan of its own.
func ofItsOwn(outcome *portal.DraftOutcome) bool {
	return outcome == nil || outcome.Kind == portal.DraftOutcomeKindFINISHED && outcome.FinalEntryId == nil
}

// translation is an entry's text in a language, and its document, where it is a
// translation that may be shown.
func translation(entry contract.Entry, language string) (document contract.EntryDocument, info contract.TextInfo, there bool) {
	for _, document := range entry.Documents {
		if SameLanguage(document.OriginalLanguage, language) {
			break
		}
		if info, there := TranslationFor(entry, document, language); there && info.Provenance.Kind != contract.ProvenanceKindORIGINAL {
			return document, info, true
		}
	}
	return document, info, false
}

// draft says of a draft what is asked and until when, and later what became of
// it. Of what has come to its end nobody is asked any more.
func draft(shown *portal.Entry, entry contract.Entry, language string) {
	if asks(entry) {
		if entry.CommentsUntil != nil && byMachine(entry, language) {
			language = "" // a day got wrong is a right lost: it is asked as it was written
		}
		shown.DraftForComments, shown.CommentsUntil = entry.DraftForComments, entry.CommentsUntil
		if asked := entry.CommentsAsked; asked != nil && text(&asked.Text) != nil {
			shown.CommentsAsked = &portal.CommentsAsked{Text: asked.Text, Language: asked.Language}
			if translated, made, ok := translatedText(entry, asked.Translations, language); ok {
				shown.CommentsAsked.Text, shown.CommentsAsked.Language, shown.CommentsAsked.Translation = translated, made.Language, &made
			}
		}
	}
	outcome := entry.DraftOutcome
	if outcome == nil || !outcome.Kind.Valid() {
		return
	}
	shown.DraftOutcome = &portal.DraftOutcome{
		Kind: portal.DraftOutcomeKind(outcome.Kind), Date: onDay(outcome.At), Text: text(outcome.Text), Language: outcome.Language,
	}
	if translated, made, ok := translatedText(entry, outcome.Translations, language); ok && shown.DraftOutcome.Text != nil {
		shown.DraftOutcome.Text, shown.DraftOutcome.Language, shown.DraftOutcome.Translation = &translated, &made.Language, &made
	}
	if outcome.FinalEntryId != nil && *outcome.FinalEntryId != entry.EntryId {
		shown.DraftOutcome.FinalEntryId = outcome.FinalEntryId
	}
}

// translatedText is what the fagsystem has of some words in the reader's language,
// with how they were made: as the document's text in it, where that may be shown.
func translatedText(entry contract.Entry, translations map[string]string, language string) (words string, made portal.TextInfo, ok bool) {
	document, info, there := translation(entry, language)
	if !there {
		return "", made, false
	}
	words = wordsFor(translations, document, info)
	return words, textInfo(document, info), words != ""
}

// asks tells whether the party is asked what it thinks of a draft.
func asks(entry contract.Entry) bool {
	return entry.DraftForComments != nil && *entry.DraftForComments && entry.DraftOutcome == nil
}

// byMachine tells whether what a reader would get of an entry is a machine's.
func byMachine(entry contract.Entry, language string) bool {
	return slices.ContainsFunc(entry.Documents, func(document contract.EntryDocument) bool {
		info, there := TranslationFor(entry, document, language)
		return there && info.Provenance.Kind == contract.ProvenanceKindMACHINE
	})
}

// toldFor is how long it stands on the plan's page what became of a draft.
const toldFor = 90 * 24 * time.Hour

// Plan is what was agreed and how it is going. A final entry that isn't in this
// party's copy is no place to go to.
func Plan(caseCopy contract.CaseCopy, entries []contract.Entry, reader Reader, language string, now time.Time) portal.Plan {
	shown := portal.Plan{Plans: []portal.Entry{}, Drafts: []portal.Entry{}, Timeline: Timeline(caseCopy, entries, reader, language)}
	here := map[string]bool{}
	for _, entry := range entries {
		here[entry.EntryId.String()] = true
	}
	for _, entry := range entries {
		if entry.Released != contract.EntryReleasedFULL {
			continue
		}
		one := Entry(entry, reader, language, now)
		outcome := one.DraftOutcome
		// Where its final one isn't here either: the draft isn't what was agreed.
		itsOwn := ofItsOwn(outcome)
		if outcome != nil && outcome.FinalEntryId != nil && !here[outcome.FinalEntryId.String()] {
			outcome.FinalEntryId = nil
		}
		if one.DraftForComments != nil || outcome != nil && now.Sub(entry.DraftOutcome.At) < toldFor {
			shown.Drafts = append(shown.Drafts, one)
		}
		if one.Plan != nil && itsOwn {
			shown.Plans = append(shown.Plans, one)
		}
	}
	newest := func(a, b portal.Entry) int { return b.Summary.Date.Compare(a.Summary.Date.Time) }
	ended := func(e portal.Entry) int {
		if e.Plan.State == portal.MeasuresPlanStateACTIVE {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(shown.Drafts, newest)
	slices.SortStableFunc(shown.Plans, func(a, b portal.Entry) int { return cmp.Or(cmp.Compare(ended(a), ended(b)), newest(a, b)) })
	return shown
}

// Timeline is the case's steps and the entries that the fagsystem marks for it,
// newest first; on one day a step stands above what came of it.
func Timeline(caseCopy contract.CaseCopy, entries []contract.Entry, reader Reader, language string) []portal.TimelineItem {
	shown := []portal.TimelineItem{}
	for _, milestone := range Milestones(caseCopy, language) {
		shown = append(shown, portal.TimelineItem{Date: milestone.StartDate, Milestone: &milestone})
	}
	for _, entry := range entries {
		if entry.Journalpost.Tidslinje == nil || !*entry.Journalpost.Tidslinje {
			continue
		}
		summary := EntrySummary(entry, reader, language)
		shown = append(shown, portal.TimelineItem{Date: summary.Date, Entry: &summary})
	}
	slices.SortStableFunc(shown, func(a, b portal.TimelineItem) int { return b.Date.Compare(a.Date.Time) })
	return shown
}
