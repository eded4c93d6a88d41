package api

import (
	"context"

	"innbyggertjenesten/contracts/fagsystem"
)

// PutExportSwitch decides whether a party may take the case along as files.
func (s *Server) PutExportSwitch(ctx context.Context, r fagsystem.PutExportSwitchRequestObject) (fagsystem.PutExportSwitchResponseObject, error) {
	held, err := s.Store.SwitchExport(ctx, s.Municipality, r.CaseCopyId, *r.Body)
	return fagsystem.PutExportSwitch200JSONResponse(held), err
}
