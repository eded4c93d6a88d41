package main

import (
	"context"
	"errors"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/login"
)

// lookup lets the log-in ask the fagsystems without knowing them.
type lookup struct{ clients *fagsystem.Clients }

var _ login.PersonLookup = lookup{}

// LookupCitizen finds a person by national number.
func (l lookup) LookupCitizen(ctx context.Context, municipality, nationalNumber string) (login.Known, error) {
	found, err := l.clients.Of(municipality).LookupPerson(ctx, nationalNumber)
	if err != nil {
		return login.Known{}, unknownIfNotFound(err)
	}
	known := login.Known{FagsystemPersonID: found.PersonId.String(), Given: found.Name.Given, Family: found.Name.Family}
	if found.Language != nil {
		known.Language = *found.Language
	}
	if found.BirthDate != nil {
		known.BirthDate = found.BirthDate.String()
	}
	return known, nil
}

// LookupEmployee finds an employee by the directory's id.
func (l lookup) LookupEmployee(ctx context.Context, municipality, tenantID, directoryID string) (login.Known, error) {
	found, err := l.clients.Of(municipality).LookupEmployee(ctx, tenantID, directoryID)
	if err != nil {
		return login.Known{}, unknownIfNotFound(err)
	}
	return login.Known{
		FagsystemPersonID: found.EmployeeId.String(), Given: found.Name.Given, Family: found.Name.Family, Language: found.Language,
	}, nil
}

func unknownIfNotFound(err error) error {
	if errors.Is(err, fagsystem.ErrNotFound) {
		return login.ErrUnknown
	}
	return err
}
