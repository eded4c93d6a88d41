package staff

import (
	"context"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/portal"
)

// PutPause is described in the contract and not answered yet.
func (a *API) PutPause(context.Context, portal.PutPauseRequestObject) (portal.PutPauseResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}
