package seed

import (
	"fmt"

	"innbyggertjenesten/e2e/people"
)

// Setup is what a conformance run must know of an installation: fictitious people whom it may read and write as.
type Setup struct {
	NationalNumber string `json:"nationalNumber"`
	PersonID       string `json:"personId"`
	CaseCopyID     string `json:"caseCopyId"`
	EntryID        string `json:"entryId"`
	DocumentID     string `json:"documentId"`
	TextLanguage   string `json:"textLanguage"`
	EmployeeID     string `json:"employeeId"`
	DirectoryID    string `json:"directoryId"`
	TenantID       string `json:"tenantId"`
}

// ConformanceSetup names a mother and her contact person.
func ConformanceSetup(municipality string) (Setup, error) {
	list, err := people.Load()
	if err != nil {
		return Setup{}, err
	}
	mother, child, slug, language, contact := "rania", "layla", "vedtak-hjelpetiltak", "ar", "ingrid"
	if municipality == "lyngmo" {
		mother, child, slug, language, contact = "katarzyna", "jakub", "vedtak-stottekontakt-jakub", "pl", "petter"
	}
	for _, e := range list.Employees {
		if e.ID == contact && e.Municipality == municipality {
			return Setup{
				NationalNumber: *list.Citizen(mother).NationalNumber,
				PersonID:       PersonID(municipality, mother).String(),
				CaseCopyID:     CopyID(municipality, child, mother).String(),
				EntryID:        EntryID(municipality, child, mother, slug).String(),
				DocumentID:     DocumentID(municipality, child, mother, slug).String(),
				TextLanguage:   language,
				EmployeeID:     EmployeeID(municipality, contact).String(),
				DirectoryID:    e.DirectoryID,
				TenantID:       tenantID(municipality),
			}, nil
		}
	}
	return Setup{}, fmt.Errorf("no setup for %s", municipality)
}
