package fagsystem

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// LookupPerson finds a person by national number.
func (c *Client) LookupPerson(ctx context.Context, nationalNumber string) (contract.Person, error) {
	// A POST that changes nothing: the number must not be in a URL.
	return get[contract.Person](ctx, c, "lookupPerson", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.LookupPerson(ctx, contract.PersonLookup{NationalNumber: nationalNumber})
	})
}

// PersonAccess is what a person may see and do now, case by case.
func (c *Client) PersonAccess(ctx context.Context, personID uuid.UUID) (contract.PersonAccess, error) {
	access, err := getVersioned[contract.PersonAccess](ctx, c, "getPersonAccess", personID.String(),
		func(ctx context.Context, api *contract.Client, ifNoneMatch *string) (*http.Response, error) {
			return api.GetPersonAccess(ctx, personID, &contract.GetPersonAccessParams{IfNoneMatch: ifNoneMatch})
		})
	if err == nil && access.Person.PersonId != personID {
		return contract.PersonAccess{}, c.mixedUp(ctx, "getPersonAccess")
	}
	return access, err
}

// LookupEmployee finds an employee by the directory's id.
func (c *Client) LookupEmployee(ctx context.Context, tenantID, directoryID string) (contract.Employee, error) {
	return get[contract.Employee](ctx, c, "lookupEmployee", func(ctx context.Context, api *contract.Client) (*http.Response, error) {
		return api.LookupEmployee(ctx, contract.EmployeeLookup{TenantId: tenantID, DirectoryId: directoryID})
	})
}

// EmployeeAccess is which conversations an employee may open now: the inbox.
func (c *Client) EmployeeAccess(ctx context.Context, employeeID uuid.UUID) (contract.EmployeeAccess, error) {
	access, err := getVersioned[contract.EmployeeAccess](ctx, c, "getEmployeeAccess", employeeID.String(),
		func(ctx context.Context, api *contract.Client, ifNoneMatch *string) (*http.Response, error) {
			return api.GetEmployeeAccess(ctx, employeeID, &contract.GetEmployeeAccessParams{IfNoneMatch: ifNoneMatch})
		})
	if err == nil && access.Employee.EmployeeId != employeeID {
		return contract.EmployeeAccess{}, c.mixedUp(ctx, "getEmployeeAccess")
	}
	return access, err
}
