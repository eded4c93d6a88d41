package api

import (
	"context"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// GetHealth answers if the database does.
func (s *Server) GetHealth(ctx context.Context, _ fagsystem.GetHealthRequestObject) (fagsystem.GetHealthResponseObject, error) {
	if err := s.Store.Pool.Ping(ctx); err != nil {
		return nil, err
	}
	return fagsystem.GetHealth200JSONResponse{Status: "ok"}, nil
}

// LookupPerson finds a person by national number.
func (s *Server) LookupPerson(ctx context.Context, r fagsystem.LookupPersonRequestObject) (fagsystem.LookupPersonResponseObject, error) {
	number := r.Body.NationalNumber
	if len(number) != 11 {
		return nil, store.InvalidError("a national number has 11 digits")
	}
	p, err := s.Store.PersonByNumber(ctx, s.Municipality, number)
	return fagsystem.LookupPerson200JSONResponse(p), err
}

// GetPersonAccess answers what a person may see and do now.
func (s *Server) GetPersonAccess(ctx context.Context, r fagsystem.GetPersonAccessRequestObject) (fagsystem.GetPersonAccessResponseObject, error) {
	access, err := s.Store.PersonAccess(ctx, s.Municipality, r.PersonId)
	if err != nil {
		return nil, err
	}
	if access.Version, err = versionOf(access); err != nil {
		return nil, err
	}
	if unchanged(r.Params.IfNoneMatch, access.Version) {
		return fagsystem.GetPersonAccess304Response{}, nil
	}
	return fagsystem.GetPersonAccess200JSONResponse{Body: access, Headers: fagsystem.GetPersonAccess200ResponseHeaders{ETag: etag(access.Version)}}, nil
}

// LookupEmployee finds an employee by the directory's ids.
func (s *Server) LookupEmployee(ctx context.Context, r fagsystem.LookupEmployeeRequestObject) (fagsystem.LookupEmployeeResponseObject, error) {
	e, err := s.Store.EmployeeByDirectory(ctx, s.Municipality, r.Body.DirectoryId, r.Body.TenantId)
	return fagsystem.LookupEmployee200JSONResponse(e), err
}

// GetEmployeeAccess answers which conversations an employee may open now.
func (s *Server) GetEmployeeAccess(ctx context.Context, r fagsystem.GetEmployeeAccessRequestObject) (fagsystem.GetEmployeeAccessResponseObject, error) {
	access, err := s.Store.EmployeeAccess(ctx, s.Municipality, r.EmployeeId)
	if err != nil {
		return nil, err
	}
	if access.Version, err = versionOf(access); err != nil {
		return nil, err
	}
	if unchanged(r.Params.IfNoneMatch, access.Version) {
		return fagsystem.GetEmployeeAccess304Response{}, nil
	}
	return fagsystem.GetEmployeeAccess200JSONResponse{Body: access, Headers: fagsystem.GetEmployeeAccess200ResponseHeaders{ETag: etag(access.Version)}}, nil
}

// PutAbsence says from when to when an employee is away.
func (s *Server) PutAbsence(ctx context.Context, r fagsystem.PutAbsenceRequestObject) (fagsystem.PutAbsenceResponseObject, error) {
	a, err := s.Store.SetAbsence(ctx, s.Municipality, r.EmployeeId, *r.Body)
	return fagsystem.PutAbsence200JSONResponse(a), err
}
