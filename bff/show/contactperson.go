package show

import (
	"fmt"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/oslo"
)

// daysAhead is how far ahead it is looked for when somebody reads again.
const daysAhead = 60

// ContactPerson is whom the party talks with, and when somebody reads.
func ContactPerson(contact contract.ContactPerson, now time.Time) portal.ContactPerson {
	employee := contact.Employee
	shown := portal.ContactPerson{
		Name: Name(employee.Name), Phone: text(employee.Phone), Hours: []portal.Hours{},
		AnswersWithinWorkingDays: contact.AnswersWithinWorkingDays,
	}
	if employee.Team != nil {
		// The team's own name is the staff's word; parties may know another.
		shown.Team = text(employee.Team.NameForParties)
		if shown.Phone == nil {
			shown.Phone = text(employee.Team.Phone)
		}
	}
	var open []opening
	for _, hours := range contact.Hours {
		if parsed, ok := parseHours(hours); ok {
			open = append(open, parsed)
			shown.Hours = append(shown.Hours, portal.Hours{Weekday: hours.Weekday, Opens: hours.Opens, Closes: hours.Closes})
		}
	}
	if away(employee.Absence, oslo.Today(now)) {
		shown.AwayUntil = &employee.Absence.Until
		if contact.StandIn != nil {
			name := Name(contact.StandIn.Name)
			shown.StandIn = &name
		}
	}
	if len(open) > 0 {
		readsNow, again := reads(contact, open, now)
		shown.ReadsNow, shown.ReadsAgainAt = &readsNow, again
	}
	return shown
}

// opening is a time of the week at which the office reads, in minutes.
type opening struct{ weekday, from, until int }

func parseHours(hours contract.OfficeHours) (opening, bool) {
	from, ok := minutes(hours.Opens)
	until, also := minutes(hours.Closes)
	return opening{weekday: hours.Weekday, from: from, until: until},
		ok && also && from < until && hours.Weekday >= 1 && hours.Weekday <= 7
}

// minutes reads HH:MM; 24:00 is the end of the day.
func minutes(clock string) (int, bool) {
	var hour, minute int
	if len(clock) != 5 {
		return 0, false
	}
	if _, err := fmt.Sscanf(clock, "%02d:%02d", &hour, &minute); err != nil {
		return 0, false
	}
	total := hour*60 + minute
	return total, hour >= 0 && minute >= 0 && minute < 60 && total <= 24*60
}

// reads tells whether somebody reads now, and otherwise when again. While the
// contact person is away, that is the stand-in; without one it is nobody.
func reads(contact contract.ContactPerson, open []opening, now time.Time) (bool, *time.Time) {
	today := oslo.Today(now)
	var next *time.Time
	for ahead := range daysAhead {
		day := today.AddDays(ahead)
		if away(contact.Employee.Absence, day) && (contact.StandIn == nil || away(contact.StandIn.Absence, day)) {
			continue
		}
		for _, hours := range open {
			if hours.weekday != day.Weekday() {
				continue
			}
			opens, closes := day.At(0, hours.from), day.At(0, hours.until)
			if !now.Before(opens) && now.Before(closes) {
				return true, nil
			}
			if opens.After(now) && (next == nil || opens.Before(*next)) {
				next = &opens
			}
		}
		if next != nil {
			return false, next
		}
	}
	return false, nil
}

func away(absence *contract.Absence, day oslo.Date) bool {
	return absence != nil && !date(absence.From).After(day) && !day.After(date(absence.Until))
}

// date is a contract's date as a day.
func date(value openapi.Date) oslo.Date { return oslo.DateOf(value.Time, time.UTC) }

// onDay is the day in Oslo that a point in time falls on, as the contract's date.
func onDay(at time.Time) openapi.Date { return asDate(oslo.DateOf(at, oslo.Zone)) }

func asDate(day oslo.Date) openapi.Date {
	return openapi.Date{Time: time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)}
}
