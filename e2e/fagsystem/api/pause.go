package api

import (
	"context"

	"innbyggertjenesten/contracts/fagsystem"
)

// PutPause pauses a party's access, or lifts the pause.
func (s *Server) PutPause(ctx context.Context, r fagsystem.PutPauseRequestObject) (fagsystem.PutPauseResponseObject, error) {
	held, err := s.Store.PauseAs(ctx, s.Municipality, r.CaseCopyId, r.Body.EmployeeId, r.Body.Paused)
	return fagsystem.PutPause200JSONResponse(held), err
}
