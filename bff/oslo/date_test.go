package oslo_test

import (
	"testing"
	"time"

	"innbyggertjenesten/bff/oslo"
)

func TestTheDayIsOslos(t *testing.T) {
	t.Parallel()
	for utc, want := range map[string]oslo.Date{
		"2026-06-14T21:59:59Z": {Year: 2026, Month: time.June, Day: 14},
		"2026-06-14T22:00:00Z": {Year: 2026, Month: time.June, Day: 15},
		"2026-12-04T22:59:59Z": {Year: 2026, Month: time.December, Day: 4},
		"2026-12-04T23:00:00Z": {Year: 2026, Month: time.December, Day: 5},
	} {
		at, err := time.Parse(time.RFC3339, utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := oslo.Today(at); got != want {
			t.Errorf("%s is %v", utc, got)
		}
	}
}

func TestDaysAreCountedAcrossTheClocksChange(t *testing.T) {
	t.Parallel()
	from := oslo.Date{Year: 2026, Month: time.March, Day: 28}
	until := oslo.Date{Year: 2026, Month: time.March, Day: 30}
	if from.DaysUntil(until) != 2 || until.DaysUntil(from) != -2 || from.AddDays(2) != until || from.Weekday() != 6 {
		t.Error(from.DaysUntil(until), from.AddDays(2), from.Weekday())
	}
	if hours := until.Midnight().Sub(from.Midnight()).Hours(); hours != 47 {
		t.Errorf("%v hours between the midnights", hours)
	}
	leap := oslo.Date{Year: 2012, Month: time.February, Day: 29}
	if got := leap.AddYears(15); got != (oslo.Date{Year: 2027, Month: time.March, Day: 1}) {
		t.Error(got)
	}
}
