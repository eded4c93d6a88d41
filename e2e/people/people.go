// Package people is the list of the demo's fictitious people, shared by every stand-in and test.
package people

import (
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed people.json
var file []byte

// Municipality is one of the demo's two fictitious municipalities.
type Municipality struct {
	ID                 string `json:"id"`
	Name               string `json:"name"`
	OrganizationNumber string `json:"organizationNumber"`
}

// Citizen is a fictitious person who may log in as a citizen.
type Citizen struct {
	ID               string  `json:"id"`
	NationalNumber   *string `json:"nationalNumber"`
	Given            string  `json:"given"`
	Family           string  `json:"family"`
	Age              int     `json:"age"`
	DaysPastBirthday int     `json:"daysPastBirthday"`
	Language         string  `json:"language"`
}

// Employee is a fictitious person who may log in as an employee. Role NONE: the fagsystem doesn't know them.
type Employee struct {
	ID           string `json:"id"`
	DirectoryID  string `json:"directoryId"`
	Municipality string `json:"municipality"`
	Given        string `json:"given"`
	Family       string `json:"family"`
	Role         string `json:"role"`
	Team         string `json:"team"`
}

// List is everybody.
type List struct {
	Municipalities []Municipality `json:"municipalities"`
	Citizens       []Citizen      `json:"citizens"`
	Employees      []Employee     `json:"employees"`
}

// Load reads the list that is built into the program.
func Load() (List, error) {
	var list List
	if err := json.Unmarshal(file, &list); err != nil {
		return List{}, fmt.Errorf("people.json: %w", err)
	}
	return list, nil
}

// Citizen finds a citizen by id and panics on an unknown one: ids are written in code only.
func (l List) Citizen(id string) Citizen {
	for _, c := range l.Citizens {
		if c.ID == id {
			return c
		}
	}
	panic("people.json has no citizen " + id)
}
