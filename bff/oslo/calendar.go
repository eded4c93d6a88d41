package oslo

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/no"
)

// Holiday is why nobody is at work on a day.
type Holiday string

// The public holidays, and a day of somebody's own.
const (
	NoHoliday       Holiday = ""
	NewYear         Holiday = "NEW_YEAR"
	MaundyThursday  Holiday = "MAUNDY_THURSDAY"
	GoodFriday      Holiday = "GOOD_FRIDAY"
	EasterSunday    Holiday = "EASTER_SUNDAY"
	EasterMonday    Holiday = "EASTER_MONDAY"
	LabourDay       Holiday = "LABOUR_DAY"
	ConstitutionDay Holiday = "CONSTITUTION_DAY"
	AscensionDay    Holiday = "ASCENSION_DAY"
	WhitSunday      Holiday = "WHIT_SUNDAY"
	WhitMonday      Holiday = "WHIT_MONDAY"
	ChristmasDay    Holiday = "CHRISTMAS_DAY"
	BoxingDay       Holiday = "BOXING_DAY"
	OwnHoliday      Holiday = "OWN"
)

// calculated are the public holidays by name. Where two fall on one day (17 May
// and Whit Sunday in 2043), the first counts. The library's own list of Norway
// leaves out the two that are always Sundays.
var calculated = []struct {
	name Holiday
	day  *cal.Holiday
}{
	{NewYear, no.FoersteNyttaarsdag}, {LabourDay, no.Arbeiderenesdag}, {ConstitutionDay, no.Grunnlovsdag},
	{ChristmasDay, no.FoersteJuledag}, {BoxingDay, no.AndreJuledag},
	{MaundyThursday, no.Skjaertorsdag}, {GoodFriday, no.Langfredag}, {EasterSunday, aa.Easter},
	{EasterMonday, no.AndrePaaskedag}, {AscensionDay, no.Kristihimmelfartsdag}, {WhitSunday, aa.Pentecost}, {WhitMonday, no.AndrePinsedag},
}

// PublicHoliday is which public holiday a day is, if any.
func PublicHoliday(day Date) Holiday {
	for _, one := range calculated {
		if on, _ := one.day.Calc(day.Year); on.Month() == day.Month && on.Day() == day.Day {
			return one.name
		}
	}
	return NoHoliday
}

// HalfDay is a day that ends early.
type HalfDay struct {
	Month time.Month
	Day   int
	// Year is 0 where it is so every year.
	Year int
	// Closes in minutes after midnight.
	Closes int
}

// Calendar is which days an office has beside its weekly hours: the public
// holidays, its own, and those that end early. The zero value has the public
// ones.
type Calendar struct {
	Own      []Date
	HalfDays []HalfDay
}

// Holiday is why nobody works on a day, if so.
func (c Calendar) Holiday(day Date) Holiday {
	if public := PublicHoliday(day); public != NoHoliday {
		return public
	}
	if slices.Contains(c.Own, day) {
		return OwnHoliday
	}
	return NoHoliday
}

// Closes is when a day ends early, in minutes after midnight.
func (c Calendar) Closes(day Date) (minutes int, early bool) {
	for _, half := range c.HalfDays {
		if half.Month == day.Month && half.Day == day.Day && (half.Year == 0 || half.Year == day.Year) {
			return half.Closes, true
		}
	}
	return 0, false
}

// WorkingDay tells whether a day is from Monday to Friday and no holiday. One
// that ends early is a working day.
func (c Calendar) WorkingDay(day Date) bool {
	return day.Weekday() <= 5 && c.Holiday(day) == NoHoliday
}

// daysAhead is how far ahead it is looked for days and openings; longer than
// any holiday, shorter than a leave.
const daysAhead = 60

// mostDaysAhead is how far ahead it is looked for the first opening.
const mostDaysAhead = 400

// WorkingDaysAfter is the day so many working days after another one, counting
// only those on which staffed says that somebody is there (nil: all). Where
// there aren't as many in sight, ok is false.
func (c Calendar) WorkingDaysAfter(day Date, count int, staffed func(Date) bool) (after Date, ok bool) {
	for ahead := range daysAhead {
		next := day.AddDays(ahead + 1)
		if count == 0 {
			return day.AddDays(ahead), true
		}
		if c.WorkingDay(next) && (staffed == nil || staffed(next)) {
			count--
		}
	}
	return Date{}, false
}
