package show

import (
	"cmp"
	"slices"
	"strings"
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
		shown.Language = &entry.Documents[0].OriginalLanguage
	}
	given := map[string]contract.SubGoalState{}
	for _, one := range entry.SubGoalStates {
		given[one.Id] = one
	}
	inLanguage := translation(entry, language)
	for _, goal := range details.Delmal {
		if inLanguage != nil && strings.TrimSpace(given[goal.Id].Description[language]) == "" {
			inLanguage = nil // half a plan in another language would be worse than none
		}
	}
	if inLanguage != nil {
		shown.Language, shown.Translation = &language, inLanguage
	}
	for _, goal := range details.Delmal {
		one := portal.SubGoal{SubGoalId: goal.Id, Description: goal.Beskrivelse, State: portal.SubGoalStateUNKNOWN}
		if state := given[goal.Id].State; state.Valid() {
			one.State = portal.SubGoalState(state)
		}
		if inLanguage != nil {
			one.Description = given[goal.Id].Description[language]
		}
		shown.SubGoals = append(shown.SubGoals, one)
	}
	return shown
}

// translation is how an entry's text in a language was made, where it is a
// translation that may be shown.
func translation(entry contract.Entry, language string) *portal.Provenance {
	for _, document := range entry.Documents {
		if document.OriginalLanguage == language {
			return nil
		}
		for _, info := range texts(entry, document) {
			if info.Language == language && info.Provenance.Kind != contract.ProvenanceKindORIGINAL {
				made := Provenance(info.Provenance)
				return &made
			}
		}
	}
	return nil
}

// draft says of a draft what is asked and until when, and later what became of
// it. Of what has come to its end nobody is asked any more.
func draft(shown *portal.Entry, entry contract.Entry) {
	if asks(entry) {
		shown.DraftForComments, shown.CommentsUntil = entry.DraftForComments, entry.CommentsUntil
		if asked := entry.CommentsAsked; asked != nil && text(&asked.Text) != nil {
			shown.CommentsAsked = &portal.CommentsAsked{Text: asked.Text, Language: asked.Language}
		}
	}
	outcome := entry.DraftOutcome
	if outcome == nil || !outcome.Kind.Valid() {
		return
	}
	shown.DraftOutcome = &portal.DraftOutcome{
		Kind: portal.DraftOutcomeKind(outcome.Kind), Date: onDay(outcome.At), Text: text(outcome.Text), Language: outcome.Language,
	}
	if outcome.FinalEntryId != nil && *outcome.FinalEntryId != entry.EntryId {
		shown.DraftOutcome.FinalEntryId = outcome.FinalEntryId
	}
}

// asks tells whether the party is asked what it thinks of a draft.
func asks(entry contract.Entry) bool {
	return entry.DraftForComments != nil && *entry.DraftForComments && entry.DraftOutcome == nil
}

// toldFor is how long it stands on the plan's page what became of a draft.
const toldFor = 90 * 24 * time.Hour

// Plan is what was agreed and how it is going. A final entry that isn't in this
// party's copy is no place to go to.
func Plan(mappe barnevern.Barnevernmappe, entries []contract.Entry, language string, now time.Time) portal.Plan {
	shown := portal.Plan{Plans: []portal.Entry{}, Drafts: []portal.Entry{}, Timeline: Timeline(mappe, entries, language)}
	here := map[string]bool{}
	for _, entry := range entries {
		here[entry.EntryId.String()] = true
	}
	for _, entry := range entries {
		if entry.Released != contract.EntryReleasedFULL {
			continue
		}
		one := Entry(entry, language, now)
		outcome := one.DraftOutcome
		if outcome != nil && outcome.FinalEntryId != nil && !here[outcome.FinalEntryId.String()] {
			outcome.FinalEntryId = nil
		}
		if one.DraftForComments != nil || outcome != nil && now.Sub(entry.DraftOutcome.At) < toldFor {
			shown.Drafts = append(shown.Drafts, one)
		}
		// What was dropped, or is final elsewhere, is no plan of its own.
		if one.Plan != nil && (outcome == nil || outcome.Kind == portal.DraftOutcomeKindFINISHED && outcome.FinalEntryId == nil) {
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
func Timeline(mappe barnevern.Barnevernmappe, entries []contract.Entry, language string) []portal.TimelineItem {
	shown := []portal.TimelineItem{}
	for _, milestone := range Milestones(mappe) {
		shown = append(shown, portal.TimelineItem{Date: milestone.StartDate, Milestone: &milestone})
	}
	for _, entry := range entries {
		if entry.Journalpost.Tidslinje == nil || !*entry.Journalpost.Tidslinje {
			continue
		}
		summary := EntrySummary(entry, language)
		shown = append(shown, portal.TimelineItem{Date: summary.Date, Entry: &summary})
	}
	slices.SortStableFunc(shown, func(a, b portal.TimelineItem) int { return b.Date.Compare(a.Date.Time) })
	return shown
}
