package show

import (
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/oslo"
)

// ContactPerson is whom the party talks with, and who stands in.
func ContactPerson(contact contract.ContactPerson, now time.Time) portal.ContactPerson {
	employee := contact.Employee
	shown := portal.ContactPerson{
		Name: Name(employee.Name), Phone: text(employee.Phone),
	}
	if employee.Team != nil {
		// The team's own name is the staff's word; parties may know another.
		shown.Team = text(employee.Team.NameForParties)
		if shown.Phone == nil {
			shown.Phone = text(employee.Team.Phone)
		}
	}
	if away(employee.Absence, oslo.Today(now)) {
		shown.AwayUntil = &employee.Absence.Until
		if contact.StandIn != nil {
			name := Name(contact.StandIn.Name)
			shown.StandIn = &name
		}
	}
	return shown
}

func away(absence *contract.Absence, day oslo.Date) bool {
	return absence != nil && !date(absence.From).After(day) && !day.After(date(absence.Until))
}

// date is a contract's date as a day.
func date(value openapi.Date) oslo.Date { return oslo.DateOf(value.Time, time.UTC) }

// onDay is the day in Oslo that a point in time falls on, as the contract's date.
// Its year has four digits: the first and the last moment that systems know, which
// they write where there is no date, fall on days in Oslo that nobody can read.
func onDay(at time.Time) openapi.Date {
	switch day := oslo.DateOf(at, oslo.Zone); {
	case day.Year < 1:
		return asDate(oslo.Date{Year: 1, Month: time.January, Day: 1})
	case day.Year > 9999:
		return asDate(oslo.Date{Year: 9999, Month: time.December, Day: 31})
	default:
		return asDate(day)
	}
}

func asDate(day oslo.Date) openapi.Date {
	return openapi.Date{Time: time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)}
}
