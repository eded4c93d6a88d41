package oslo_test

import (
	"testing"
	"time"

	"innbyggertjenesten/bff/oslo"
)

// date reads 2026-12-25.
func date(t *testing.T, text string) oslo.Date {
	t.Helper()
	parsed, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return oslo.DateOf(parsed, time.UTC)
}

// The public holidays of years with an early, a late and a usual Easter, as
// almanacs have them.
func TestPublicHolidaysOfKnownYears(t *testing.T) {
	t.Parallel()
	movable := []oslo.Holiday{
		oslo.MaundyThursday, oslo.GoodFriday, oslo.EasterSunday, oslo.EasterMonday, oslo.AscensionDay, oslo.WhitSunday, oslo.WhitMonday,
	}
	known := map[string][]string{
		"2008": {"03-20", "03-21", "03-23", "03-24", "05-01", "05-11", "05-12"},
		"2024": {"03-28", "03-29", "03-31", "04-01", "05-09", "05-19", "05-20"},
		"2026": {"04-02", "04-03", "04-05", "04-06", "05-14", "05-24", "05-25"},
		"2027": {"03-25", "03-26", "03-28", "03-29", "05-06", "05-16", "05-17"},
		"2038": {"04-22", "04-23", "04-25", "04-26", "06-03", "06-13", "06-14"},
	}
	fixed := map[string]oslo.Holiday{
		"01-01": oslo.NewYear, "05-01": oslo.LabourDay, "05-17": oslo.ConstitutionDay, "12-25": oslo.ChristmasDay, "12-26": oslo.BoxingDay,
	}
	for year, days := range known {
		want := map[oslo.Date]oslo.Holiday{}
		for i, day := range days {
			want[date(t, year+"-"+day)] = movable[i]
		}
		for day, name := range fixed {
			want[date(t, year+"-"+day)] = name // it counts where a movable one falls on it
		}
		for day := date(t, year+"-01-01"); day.Year == date(t, year+"-01-01").Year; day = day.AddDays(1) {
			if got := oslo.PublicHoliday(day); got != want[day] {
				t.Errorf("%v is %q, not %q", day, got, want[day])
			}
		}
	}
}

func TestWorkingDays(t *testing.T) {
	t.Parallel()
	calendar := oslo.Calendar{
		Own:      []oslo.Date{date(t, "2026-11-25")},
		HalfDays: []oslo.HalfDay{{Month: time.December, Day: 24, Closes: 12 * 60}, {Year: 2026, Month: time.April, Day: 1, Closes: 12 * 60}},
	}
	away := func(from, until string) func(oslo.Date) bool {
		return func(day oslo.Date) bool { return date(t, from).After(day) || day.After(date(t, until)) }
	}
	for _, one := range []struct {
		what, from string
		count      int
		staffed    func(oslo.Date) bool
		want       string
	}{
		{"the same day", "2026-11-23", 0, nil, "2026-11-23"},
		{"over an own day", "2026-11-23", 2, nil, "2026-11-26"},
		{"over a weekend", "2026-11-27", 1, nil, "2026-11-30"},
		{"over Easter", "2026-04-01", 1, nil, "2026-04-07"},
		{"over Christmas, where the half day is a working day", "2026-12-23", 2, nil, "2026-12-28"},
		{"over May", "2027-05-14", 1, nil, "2027-05-18"},
		{"while everybody is away", "2026-11-26", 2, away("2026-11-27", "2026-12-04"), "2026-12-08"},
	} {
		got, ok := calendar.WorkingDaysAfter(date(t, one.from), one.count, one.staffed)
		if !ok || got != date(t, one.want) {
			t.Errorf("%s: %v %v, not %s", one.what, got, ok, one.want)
		}
	}
	if day, ok := calendar.WorkingDaysAfter(date(t, "2026-11-23"), 1, func(oslo.Date) bool { return false }); ok {
		t.Errorf("nobody is ever there, and yet on %v", day)
	}
}
