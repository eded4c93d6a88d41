package views

import (
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mostCodePoints is how long each item, and each reason, may be.
const mostCodePoints = 2_000

// viewBody checks what is said and brings it into the form in which it is kept.
// No error says what was written.
func viewBody(place messages.Place, said portal.NewView) (contract.SubmissionBody, error) {
	view := contract.View{Moment: contract.ViewMoment(said.Moment), MeetingId: said.MeetingId, Items: []contract.ViewItem{}}
	body := contract.SubmissionBody{View: &view}
	var err error
	if body.Language, err = messages.Spoken(place, said.Language); err != nil || !view.Moment.Valid() {
		return body, problem.New(problem.InvalidRequest)
	}
	if said.AfraidOfBeingKnown != nil && *said.AfraidOfBeingKnown {
		body.AfraidOfBeingKnown = said.AfraidOfBeingKnown
	}
	stands := map[portal.ViewPrompt]bool{}
	for _, item := range said.Items {
		if !item.Prompt.Valid() || stands[item.Prompt] {
			return body, problem.New(problem.InvalidRequest)
		}
		stands[item.Prompt] = true
		text, err := words(item.Text)
		if err != nil {
			return body, err
		}
		view.Items = append(view.Items, contract.ViewItem{Prompt: contract.ViewPrompt(item.Prompt), Text: text})
	}
	if len(view.Items) == 0 {
		return body, problem.New(problem.TextEmpty)
	}
	return body, nil
}

// answersBody does the same for what became of a view.
func answersBody(place messages.Place, view uuid.UUID, given portal.NewAnswers) (contract.SubmissionBody, error) {
	answers := contract.NewAnswers{To: view, Answers: []contract.NewAnswer{}}
	body := contract.SubmissionBody{Answers: &answers}
	var err error
	if body.Language, err = messages.Spoken(place, given.Language); err != nil {
		return body, err
	}
	stands := map[portal.ViewPrompt]bool{}
	for _, one := range given.Answers {
		made := contract.NewAnswer{Outcome: contract.AnswerOutcome(one.Outcome)}
		about := portal.ViewPrompt("")
		if one.Prompt != nil {
			if about = *one.Prompt; !about.Valid() {
				return body, problem.New(problem.InvalidRequest)
			}
			prompt := contract.ViewPrompt(about)
			made.Prompt = &prompt
		}
		if stands[about] || !made.Outcome.Valid() {
			return body, problem.New(problem.InvalidRequest)
		}
		stands[about] = true
		if made.Reason, err = words(one.Reason); err != nil {
			return body, err
		}
		if link := one.Link; link != nil {
			for _, part := range []*string{link.BlockId, link.SubGoalId} {
				if part != nil && utf8.RuneCountInString(*part) > 200 {
					return body, problem.New(problem.InvalidRequest)
				}
			}
			made.Link = &contract.AnswerLink{EntryId: link.EntryId, DocumentId: link.DocumentId, BlockId: link.BlockId, SubGoalId: link.SubGoalId}
		}
		answers.Answers = append(answers.Answers, made)
	}
	if len(answers.Answers) == 0 {
		return body, problem.New(problem.TextEmpty)
	}
	return body, nil
}

func words(written string) (string, error) {
	text := messages.Clean(written)
	if messages.Empty(text) {
		return "", problem.New(problem.TextEmpty)
	}
	if utf8.RuneCountInString(text) > mostCodePoints {
		return "", problem.New(problem.FieldTooLong).With("Most", mostCodePoints)
	}
	return text, nil
}
