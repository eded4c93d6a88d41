package show

import (
	"cmp"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/oslo"
)

const (
	// mostOpenings is how many of the next openings a page gets: enough for a page
	// that stays open, without a network, over the longest holiday.
	mostOpenings = 10
	// specialWithin is how far ahead holidays are told of.
	specialWithin = 14
	// mostPromiseDays is how many days a promise is offered for.
	mostPromiseDays = 4
)

// Office is when somebody reads what a party writes. contact is nil where the
// fagsystem doesn't answer: then it is what the municipality has set.
func Office(municipality *config.Municipality, contact *contract.ContactPerson, now time.Time) portal.Office {
	office := portal.Office{
		Hours: officeHours(municipality, contact), Openings: Openings(Schedule(municipality, contact), now), SpecialDays: []portal.SpecialDay{},
		AnswersWithinWorkingDays: answersWithin(municipality, contact),
	}
	calendar := calendarOf(municipality)
	for ahead := range specialWithin {
		day := oslo.Today(now).AddDays(ahead)
		closes, early := calendar.Closes(day)
		holiday := portal.Holiday(calendar.Holiday(day))
		switch {
		case !opensOn(office.Hours, day.Weekday()):
			// As every week.
		case holiday != "":
			office.SpecialDays = append(office.SpecialDays, portal.SpecialDay{Date: asDate(day), Holiday: &holiday})
		case early:
			at := day.At(0, closes).Format("15:04")
			office.SpecialDays = append(office.SpecialDays, portal.SpecialDay{Date: asDate(day), Closes: &at})
		}
	}
	return office
}

func opensOn(hours []portal.Hours, weekday int) bool {
	for _, one := range hours {
		if one.Weekday == weekday {
			return true
		}
	}
	return false
}

// Openings are the next ones of a schedule.
func Openings(schedule oslo.Schedule, now time.Time) []portal.Opening {
	openings := []portal.Opening{}
	for _, one := range schedule.Openings(now, mostOpenings) {
		openings = append(openings, portal.Opening{From: one.From.UTC(), Until: one.Until.UTC()})
	}
	return openings
}

// Schedule is when somebody reads: in the contact person's hours, or else the
// municipality's, on days on which they or their stand-in are there.
func Schedule(municipality *config.Municipality, contact *contract.ContactPerson) oslo.Schedule {
	schedule := oslo.Schedule{Calendar: calendarOf(municipality), Staffed: staffed(contact)}
	for _, one := range officeHours(municipality, contact) {
		opens, _ := oslo.Minutes(one.Opens)
		closes, _ := oslo.Minutes(one.Closes)
		schedule.Hours = append(schedule.Hours, oslo.Hours{Weekday: one.Weekday, Opens: opens, Closes: closes})
	}
	return schedule
}

// AnswerBy is by when what was sent at a point in time is usually answered:
// counted in working days from the first day on which it can be read, over days
// on which somebody is there.
func AnswerBy(municipality *config.Municipality, contact *contract.ContactPerson, sentAt time.Time) (by openapi.Date, within int, ok bool) {
	usual := answersWithin(municipality, contact)
	schedule := Schedule(municipality, contact)
	openings := schedule.Openings(sentAt, 1)
	if usual == nil || len(openings) == 0 {
		return openapi.Date{}, 0, false
	}
	first := oslo.Today(sentAt)
	if opens := oslo.Today(openings[0].From); opens.After(first) {
		first = opens
	}
	day, ok := schedule.Calendar.WorkingDaysAfter(first, *usual, schedule.Staffed)
	return asDate(day), *usual, ok
}

// PromiseDays are days for which an employee can sensibly promise an answer:
// today while somebody reads, and the next working days.
func PromiseDays(municipality *config.Municipality, now time.Time) []openapi.Date {
	calendar, today := calendarOf(municipality), oslo.Today(now)
	days := []openapi.Date{}
	next := Schedule(municipality, nil).Openings(now, 1)
	if len(next) > 0 && !oslo.Today(next[0].From).After(today) && calendar.WorkingDay(today) {
		days = append(days, asDate(today))
	}
	for count := 1; len(days) < mostPromiseDays; count++ {
		day, ok := calendar.WorkingDaysAfter(today, count, nil)
		if !ok {
			break
		}
		days = append(days, asDate(day))
	}
	return days
}

// DaysAhead counts the days in Oslo from now to a day; negative when it has passed.
func DaysAhead(day openapi.Date, now time.Time) int { return oslo.Today(now).DaysUntil(date(day)) }

func calendarOf(municipality *config.Municipality) oslo.Calendar {
	if municipality == nil {
		return oslo.Calendar{}
	}
	return municipality.Calendar()
}

// officeHours are those that can be read of the fagsystem's, or else the
// municipality's.
func officeHours(municipality *config.Municipality, contact *contract.ContactPerson) []portal.Hours {
	hours := []portal.Hours{}
	add := func(weekday int, opens, closes string) {
		from, ok := oslo.Minutes(opens)
		until, also := oslo.Minutes(closes)
		if ok && also && from != until && weekday >= 1 && weekday <= 7 {
			hours = append(hours, portal.Hours{Weekday: weekday, Opens: opens, Closes: closes})
		}
	}
	if contact != nil {
		for _, one := range contact.Hours {
			add(one.Weekday, one.Opens, one.Closes)
		}
	}
	if municipality != nil && len(hours) == 0 {
		for _, one := range municipality.Hours {
			add(one.Weekday, one.Opens, one.Closes)
		}
	}
	return hours
}

func answersWithin(municipality *config.Municipality, contact *contract.ContactPerson) *int {
	var own, usual *int
	if contact != nil {
		own = contact.AnswersWithinWorkingDays
	}
	if municipality != nil && municipality.AnswersWithinWorkingDays > 0 {
		usual = &municipality.AnswersWithinWorkingDays
	}
	return cmp.Or(own, usual)
}

// staffed tells on which days the contact person or their stand-in is there.
func staffed(contact *contract.ContactPerson) func(oslo.Date) bool {
	return func(day oslo.Date) bool {
		return contact == nil || !away(contact.Employee.Absence, day) || contact.StandIn != nil && !away(contact.StandIn.Absence, day)
	}
}
