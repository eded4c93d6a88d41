package seed

import (
	"fmt"

	"innbyggertjenesten/e2e/conformance"
	"innbyggertjenesten/e2e/people"
)

// ConformanceSetup names a mother and her contact person.
func ConformanceSetup(municipality string) (conformance.Setup, error) {
	list, err := people.Load()
	if err != nil {
		return conformance.Setup{}, err
	}
	mother, child, slug, language, contact := "rania", "layla", "vedtak-hjelpetiltak", "ar", "ingrid"
	if municipality == "lyngmo" {
		mother, child, slug, language, contact = "katarzyna", "jakub", "vedtak-stottekontakt-jakub", "pl", "petter"
	}
	for _, e := range list.Employees {
		if e.ID == contact && e.Municipality == municipality {
			return conformance.Setup{
				NationalNumber: *list.Citizen(mother).NationalNumber,
				PersonID:       PersonID(municipality, mother).String(),
				CaseCopyID:     CopyID(municipality, child, mother).String(),
				EntryID:        EntryID(municipality, child, mother, slug).String(),
				DocumentID:     DocumentID(municipality, child, mother, slug).String(),
				TextLanguage:   language,
				EmployeeID:     EmployeeID(municipality, contact).String(),
				DirectoryID:    e.DirectoryID,
				TenantID:       tenantID(municipality),
				ReadBack:       "/control/" + municipality + "/copies/" + CopyID(municipality, child, mother).String() + "/submissions",
			}, nil
		}
	}
	return conformance.Setup{}, fmt.Errorf("no setup for %s", municipality)
}
