package config

import (
	"regexp"
	"strconv"
	"time"

	"innbyggertjenesten/bff/oslo"
)

// HalfDay is a day that ends early.
type HalfDay struct {
	// Day is a date like 2026-04-01, or 12-24 for every year.
	Day    string `yaml:"day"`
	Closes string `yaml:"closes"`
}

// halfDayPattern: a date, with or without a year.
var halfDayPattern = regexp.MustCompile(`^(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})$`)

// half is the day that a setting names.
func (h HalfDay) half() (oslo.HalfDay, bool) {
	found := halfDayPattern.FindStringSubmatch(h.Day)
	closes, ok := oslo.Minutes(h.Closes)
	if found == nil || !ok {
		return oslo.HalfDay{}, false
	}
	year, _ := strconv.Atoi(found[1])
	anyYear := year
	if anyYear == 0 {
		anyYear = 2028 // a leap year: 02-29 is a day
	}
	month, _ := strconv.Atoi(found[2])
	day, _ := strconv.Atoi(found[3])
	exists := time.Date(anyYear, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if int(exists.Month()) != month || exists.Day() != day {
		return oslo.HalfDay{}, false
	}
	return oslo.HalfDay{Year: year, Month: time.Month(month), Day: day, Closes: closes}, true
}

// Calendar is the municipality's: Norway's public holidays, its own, and the
// days that end early.
func (m *Municipality) Calendar() oslo.Calendar {
	var calendar oslo.Calendar
	for _, day := range m.Holidays {
		if parsed, err := day.Time(time.UTC); err == nil {
			calendar.Own = append(calendar.Own, oslo.DateOf(parsed, time.UTC))
		}
	}
	for _, day := range m.HalfDays {
		if half, ok := day.half(); ok {
			calendar.HalfDays = append(calendar.HalfDays, half)
		}
	}
	return calendar
}

// Schedule is when the municipality reads what is written.
func (m *Municipality) Schedule() oslo.Schedule {
	return oslo.Schedule{Hours: weekly(m.Hours), Calendar: m.Calendar()}
}

// Schedule is when a phone is answered: the switchboard in office hours, with
// the office's holidays; the duty phone on public holidays as on Sundays.
func (p Phone) Schedule(calendar oslo.Calendar) oslo.Schedule {
	return oslo.Schedule{Hours: weekly(p.Hours), Calendar: calendar, SundayOnHolidays: p.Kind == Duty}
}

func weekly(configured []Hours) []oslo.Hours {
	hours := make([]oslo.Hours, 0, len(configured))
	for _, one := range configured {
		opens, ok := oslo.Minutes(one.Opens)
		closes, also := oslo.Minutes(one.Closes)
		if ok && also {
			hours = append(hours, oslo.Hours{Weekday: one.Weekday, Opens: opens, Closes: closes})
		}
	}
	return hours
}
