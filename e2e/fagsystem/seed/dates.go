package seed

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // dates are Oslo's on every machine
)

var oslo = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err)
	}
	return zone
}()

// clock counts everything from the moment of seeding.
type clock struct{ now time.Time }

func (c clock) today() time.Time {
	y, m, d := c.now.In(oslo).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// day is a date so many days from today, as a date without a time.
func (c clock) day(days int) time.Time { return c.today().AddDate(0, 0, days) }

// at is a time of day in Oslo so many days from today, never in the future when days is not positive.
func (c clock) at(days, hour, minute int) time.Time {
	y, m, d := c.day(days).Date()
	t := time.Date(y, m, d, hour, minute, 0, 0, oslo)
	if days <= 0 && t.After(c.now) {
		t = c.now.Add(-time.Duration(60-minute) * time.Minute)
	}
	return t.UTC()
}

// workday moves a Saturday or Sunday to the Monday after it.
func workday(t time.Time) time.Time {
	switch t.Weekday() {
	case time.Saturday:
		return t.AddDate(0, 0, 2)
	case time.Sunday:
		return t.AddDate(0, 0, 1)
	}
	return t
}

type calendar struct {
	Months     []string `json:"months"`
	Weekdays   []string `json:"weekdays"`
	WeekdaysOn []string `json:"weekdaysOn"`
	DayMonth   string   `json:"dayMonth"`
	Comma      string   `json:"comma"`
}

func (c calendar) dayMonth(t time.Time) string {
	return strings.NewReplacer("{d}", strconv.Itoa(t.Day()), "{month}", c.Months[t.Month()-1]).Replace(c.DayMonth)
}

func (c calendar) full(t time.Time) string { return c.dayMonth(t) + " " + strconv.Itoa(t.Year()) }

func mondayBased(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

var dateMark = regexp.MustCompile(`\{\{(\w+)(?: (-?\d+))?\}\}`)

// fill writes a text's dates in its language. sent and deadline are the document's own; deadline may be nil.
func (c clock) fill(text string, cal calendar, sent time.Time, deadline *time.Time) (string, error) {
	var failed error
	filled := dateMark.ReplaceAllStringFunc(text, func(mark string) string {
		parts := dateMark.FindStringSubmatch(mark)
		if n, err := strconv.Atoi(parts[2]); err == nil {
			switch day := workday(c.day(n)); parts[1] {
			case "date":
				return cal.full(c.day(n))
			case "day":
				return cal.Weekdays[mondayBased(day)] + cal.Comma + cal.dayMonth(day)
			case "on":
				return cal.WeekdaysOn[mondayBased(day)] + cal.Comma + cal.dayMonth(day)
			}
		} else if parts[1] == "sent" {
			return cal.full(sent)
		} else if parts[1] == "deadline" && deadline != nil {
			return cal.Weekdays[mondayBased(*deadline)] + cal.Comma + cal.full(*deadline)
		}
		failed = fmt.Errorf("unknown date %s", mark)
		return mark
	})
	return filled, failed
}
