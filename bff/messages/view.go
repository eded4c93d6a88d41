package messages

import (
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// SaidView is what a message says that is a view, or nil where it is none. said
// may be nil: then it is only known that there is one.
func SaidView(kind contract.SubmissionKind, said *contract.View) *portal.SaidView {
	if kind != contract.SubmissionKindVIEW {
		return nil
	}
	shown := &portal.SaidView{Moment: portal.ViewMomentANYTIME, Items: []portal.ViewItem{}}
	if said == nil {
		return shown
	}
	shown.Known = true
	if moment := portal.ViewMoment(said.Moment); moment.Valid() {
		shown.Moment = moment
	}
	for _, item := range said.Items {
		shown.Items = append(shown.Items, portal.ViewItem{Prompt: Prompt(item.Prompt), Text: item.Text})
	}
	return shown
}

// Prompt is what somebody went on with; one that isn't known here is something else.
func Prompt(prompt contract.ViewPrompt) portal.ViewPrompt {
	if known := portal.ViewPrompt(prompt); known.Valid() {
		return known
	}
	return portal.ViewPromptSOMETHINGELSE
}

func saidAnswers(kind contract.SubmissionKind, given []contract.Answer, language string) []portal.SaidAnswer {
	if kind != contract.SubmissionKindANSWER {
		return nil
	}
	var shown []portal.SaidAnswer
	for _, answer := range given {
		said := saidAnswer(answer.Prompt, answer.Outcome, answer.Reason)
		said.Translation = show.AnswerTranslation(answer, language)
		shown = append(shown, said)
	}
	return shown
}

func saidAnswer(prompt *contract.ViewPrompt, outcome contract.AnswerOutcome, reason string) portal.SaidAnswer {
	shown := portal.SaidAnswer{Outcome: Outcome(outcome), Reason: reason}
	if prompt != nil {
		about := Prompt(*prompt)
		shown.Prompt = &about
	}
	return shown
}

// Outcome is what became of something; where it isn't known here, no promise is made.
func Outcome(outcome contract.AnswerOutcome) portal.AnswerOutcome {
	if known := portal.AnswerOutcome(outcome); known.Valid() {
		return known
	}
	return portal.AnswerOutcomeNOTUSED
}
