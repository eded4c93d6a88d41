// Package oslo knows the dates and hours that people in Norway go by. The time
// zone is embedded: a bare container has none.
package oslo

import (
	"time"
	_ "time/tzdata" // for containers without the zone files
)

// Zone is Europe/Oslo.
var Zone = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err) // embedded: it can't be missing
	}
	return zone
}()

// Date is a day of the calendar.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that t falls on in zone.
func DateOf(t time.Time, zone *time.Location) Date {
	year, month, day := t.In(zone).Date()
	return Date{Year: year, Month: month, Day: day}
}

// Today is the day that now falls on in Oslo.
func Today(now time.Time) Date { return DateOf(now, Zone) }

// Midnight is when the day begins in Oslo.
func (d Date) Midnight() time.Time { return d.At(0, 0) }

// At is a clock time on that day in Oslo.
func (d Date) At(hour, minute int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, Zone)
}

// AddDays moves by whole days.
func (d Date) AddDays(days int) Date { return DateOf(d.utc().AddDate(0, 0, days), time.UTC) }

// AddYears moves by whole years; 29 February becomes 1 March where there is none.
func (d Date) AddYears(years int) Date { return DateOf(d.utc().AddDate(years, 0, 0), time.UTC) }

// After tells whether d comes after other.
func (d Date) After(other Date) bool { return d.utc().After(other.utc()) }

// DaysUntil counts the days from d to other; negative when other has passed.
func (d Date) DaysUntil(other Date) int { return int(other.utc().Sub(d.utc()) / (24 * time.Hour)) }

// Weekday is ISO's: Monday is 1, Sunday 7.
func (d Date) Weekday() int {
	if weekday := d.utc().Weekday(); weekday != time.Sunday {
		return int(weekday)
	}
	return 7
}

// utc is a point in time that stands for the date, for arithmetic only.
func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }
