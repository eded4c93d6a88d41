package messages

import (
	"context"
	"errors"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// furthestPromise is how many days ahead an answer can be promised.
const furthestPromise = 60

// Promise accepts an employee's promise to answer on a day. It goes in the lane
// of their messages: a promise must not overtake what it is about, nor come
// after the answer that withdraws it.
func (r *Room) Promise(ctx context.Context, p Place, id uuid.UUID, answerBy openapi.Date) (message portal.Message, created bool, err error) {
	if ahead := show.DaysAhead(answerBy, r.Now()); ahead < 0 || ahead > furthestPromise {
		// One that was accepted in time is the same also when its day has passed.
		_, err := r.Submissions.Find(ctx, p.key(id))
		switch {
		case errors.Is(err, submissions.ErrNotFound):
			return portal.Message{}, false, problem.New(problem.DayUnclear)
		case err != nil:
			return portal.Message{}, false, problem.Wrap(problem.Unavailable, err)
		}
	}
	accepted, created, err := r.Accept(ctx, submissions.New{
		Key: p.key(id), World: p.World, CaseCopyID: p.CaseCopyID, Kind: contract.SubmissionKindANSWERPROMISE, About: p.Party,
		Body: contract.SubmissionBody{AnswerBy: &answerBy},
	})
	if err != nil {
		return portal.Message{}, false, err
	}
	return r.Own(p, accepted), created, nil
}

// PromiseDays are days for which one can sensibly promise an answer.
func (r *Room) PromiseDays(p Place) []openapi.Date {
	return show.PromiseDays(r.municipality(p.Municipality), r.Now())
}
