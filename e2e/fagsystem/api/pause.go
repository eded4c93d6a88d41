package api

import (
	"context"
	"net/http"

	"innbyggertjenesten/contracts/fagsystem"
)

// PutPause is described in the contract and not answered yet.
func (s *Server) PutPause(context.Context, fagsystem.PutPauseRequestObject) (fagsystem.PutPauseResponseObject, error) {
	return fagsystem.PutPause404ApplicationProblemPlusJSONResponse{NotFoundApplicationProblemPlusJSONResponse: fagsystem.NotFoundApplicationProblemPlusJSONResponse(problem(http.StatusNotFound, "not-found", ""))}, nil
}
