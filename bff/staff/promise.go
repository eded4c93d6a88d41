package staff

import (
	"context"

	"innbyggertjenesten/contracts/portal"
)

// PutAnswerPromise tells the party that one has read it, and on which day one
// answers.
func (a *API) PutAnswerPromise(ctx context.Context, r portal.PutAnswerPromiseRequestObject) (portal.PutAnswerPromiseResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	message, created, err := a.Room.Promise(ctx, where, r.PromiseId, r.Body.AnswerBy)
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutAnswerPromise201JSONResponse(message), nil
	}
	return portal.PutAnswerPromise200JSONResponse(message), nil
}
