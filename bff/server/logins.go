package server

import (
	"context"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/portal"
)

// One's own log-ins are described in the contract and not answered yet.

// ListCitizenLogIns isn't answered yet.
func (a *API) ListCitizenLogIns(context.Context, portal.ListCitizenLogInsRequestObject) (portal.ListCitizenLogInsResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}

// EndCitizenLogIn isn't answered yet.
func (a *API) EndCitizenLogIn(context.Context, portal.EndCitizenLogInRequestObject) (portal.EndCitizenLogInResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}

// EndOtherCitizenLogIns isn't answered yet.
func (a *API) EndOtherCitizenLogIns(context.Context, portal.EndOtherCitizenLogInsRequestObject) (portal.EndOtherCitizenLogInsResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}

// ListEmployeeLogIns isn't answered yet.
func (a *API) ListEmployeeLogIns(context.Context, portal.ListEmployeeLogInsRequestObject) (portal.ListEmployeeLogInsResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}

// EndEmployeeLogIn isn't answered yet.
func (a *API) EndEmployeeLogIn(context.Context, portal.EndEmployeeLogInRequestObject) (portal.EndEmployeeLogInResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}

// EndOtherEmployeeLogIns isn't answered yet.
func (a *API) EndOtherEmployeeLogIns(context.Context, portal.EndOtherEmployeeLogInsRequestObject) (portal.EndOtherEmployeeLogInsResponseObject, error) {
	return nil, problem.New(problem.NotFound)
}
