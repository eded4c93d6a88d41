package oslo_test

import (
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/oslo"
)

func TestOpenings(t *testing.T) {
	t.Parallel()
	clock := func(text string) time.Time {
		parsed, err := time.ParseInLocation("2006-01-02 15:04", text, oslo.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	hours := func(opens, closes string, weekdays ...int) []oslo.Hours {
		var all []oslo.Hours
		for _, weekday := range weekdays {
			from, _ := oslo.Minutes(opens)
			until, ok := oslo.Minutes(closes)
			if !ok {
				t.Fatal(closes)
			}
			all = append(all, oslo.Hours{Weekday: weekday, Opens: from, Closes: until})
		}
		return all
	}
	office := hours("08:00", "15:30", 1, 2, 3, 4, 5)
	night := append(hours("15:00", "08:00", 1, 2, 3, 4, 5), hours("00:00", "24:00", 6, 7)...)
	nightDuty := oslo.Schedule{Hours: night, SundayOnHolidays: true, Calendar: oslo.Calendar{Own: []oslo.Date{date(t, "2026-11-25")}}}
	for _, one := range []struct {
		what     string
		schedule oslo.Schedule
		now      string
		want     string // the first two openings
	}{
		{"open", oslo.Schedule{Hours: office}, "2026-11-24 10:00", "2026-11-24 08:00–15:30, 2026-11-25 08:00–15:30"},
		{"the minute it opens", oslo.Schedule{Hours: office}, "2026-11-24 08:00", "2026-11-24 08:00–15:30, 2026-11-25 08:00–15:30"},
		{"the minute it closes", oslo.Schedule{Hours: office}, "2026-11-24 15:30", "2026-11-25 08:00–15:30, 2026-11-26 08:00–15:30"},
		{"a Friday evening", oslo.Schedule{Hours: office}, "2026-11-20 20:00", "2026-11-23 08:00–15:30, 2026-11-24 08:00–15:30"},
		{"before Easter", oslo.Schedule{Hours: office}, "2026-04-01 16:00", "2026-04-07 08:00–15:30, 2026-04-08 08:00–15:30"},
		{
			"a half day and Christmas", oslo.Schedule{Hours: office, Calendar: oslo.Calendar{HalfDays: []oslo.HalfDay{{Month: 12, Day: 24, Closes: 12 * 60}}}},
			"2026-12-24 11:00", "2026-12-24 08:00–12:00, 2026-12-28 08:00–15:30",
		},
		{
			"a half day that ends before it begins", oslo.Schedule{Hours: office, Calendar: oslo.Calendar{HalfDays: []oslo.HalfDay{{Month: 11, Day: 24, Closes: 8 * 60}}}},
			"2026-11-24 07:00", "2026-11-25 08:00–15:30, 2026-11-26 08:00–15:30",
		},
		{"an own day", oslo.Schedule{Hours: office, Calendar: oslo.Calendar{Own: []oslo.Date{date(t, "2026-11-25")}}}, "2026-11-24 16:00", "2026-11-26 08:00–15:30, 2026-11-27 08:00–15:30"},
		{"lunch", oslo.Schedule{Hours: append(hours("12:30", "15:00", 2), hours("08:00", "11:30", 2)...)}, "2026-11-24 12:00", "2026-11-24 12:30–15:00, 2026-12-01 08:00–11:30"},
		{"hours that touch are one", oslo.Schedule{Hours: append(hours("08:00", "12:00", 2), hours("12:00", "15:00", 2)...)}, "2026-11-24 09:00", "2026-11-24 08:00–15:00, 2026-12-01 08:00–15:00"},
		{"past midnight", oslo.Schedule{Hours: hours("20:00", "02:00", 5)}, "2026-11-28 01:30", "2026-11-27 20:00–02:00, 2026-12-04 20:00–02:00"},
		{"away for half a year", oslo.Schedule{Hours: hours("08:00", "15:30", 1), Staffed: func(day oslo.Date) bool { return day.After(date(t, "2027-05-24")) }}, "2026-11-24 10:00", "2027-05-31 08:00–15:30"},
		{"past midnight, over", oslo.Schedule{Hours: hours("20:00", "02:00", 5)}, "2026-11-28 02:00", "2026-12-04 20:00–02:00, 2026-12-11 20:00–02:00"},
		{"past midnight into a holiday", oslo.Schedule{Hours: hours("20:00", "02:00", 3, 4)}, "2026-12-24 21:00", "2026-12-24 20:00–02:00, 2026-12-30 20:00–02:00"},
		{"the night to summer time", oslo.Schedule{Hours: hours("10:00", "12:00", 7)}, "2026-03-28 20:00", "2026-03-29 10:00–12:00, 2026-04-12 10:00–12:00"},
		{"through the night to summer time", oslo.Schedule{Hours: hours("22:00", "06:00", 6)}, "2026-03-29 01:30", "2026-03-28 22:00–06:00, 2026-04-04 22:00–06:00"},
		{"a closing time that the clock skips", oslo.Schedule{Hours: hours("22:00", "02:30", 6)}, "2026-03-29 01:30", "2026-03-28 22:00–03:30, 2026-04-04 22:00–02:30"},
		{"through the night to winter time", oslo.Schedule{Hours: hours("22:00", "06:00", 6)}, "2026-10-25 00:30", "2026-10-24 22:00–06:00, 2026-10-31 22:00–06:00"},
		{"the duty at night", nightDuty, "2026-11-23 23:00", "2026-11-23 15:00–08:00, 2026-11-24 15:00–08:00"},
		{"the duty on a day of the municipality's own", nightDuty, "2026-11-25 07:00", "2026-11-24 15:00–08:00, 2026-11-25 15:00–08:00"},
		{"the duty in a weekend is one opening", nightDuty, "2026-11-28 10:00", "2026-11-28 00:00–00:00, 2026-11-30 15:00–08:00"},
		{"the duty on a holiday", nightDuty, "2026-05-14 10:00", "2026-05-14 00:00–00:00, 2026-05-15 15:00–00:00"},
		{"nobody there", oslo.Schedule{Hours: office, Staffed: func(day oslo.Date) bool { return day.After(date(t, "2026-11-26")) }}, "2026-11-24 10:00", "2026-11-27 08:00–15:30, 2026-11-30 08:00–15:30"},
		{"no hours", oslo.Schedule{}, "2026-11-24 10:00", ""},
	} {
		var got []string
		for _, opening := range one.schedule.Openings(clock(one.now), 2) {
			got = append(got, opening.From.In(oslo.Zone).Format("2006-01-02 15:04")+"–"+opening.Until.In(oslo.Zone).Format("15:04"))
		}
		if text := strings.Join(got, ", "); text != one.want {
			t.Errorf("%s: %s\nwanted: %s", one.what, text, one.want)
		}
	}
	// A night is as long as it is, not as its clock says.
	through := oslo.Schedule{Hours: hours("22:00", "06:00", 6)}
	for now, long := range map[string]time.Duration{"2026-03-28 23:00": 7 * time.Hour, "2026-10-24 23:00": 9 * time.Hour, "2026-11-21 23:00": 8 * time.Hour} {
		if one := through.Openings(clock(now), 1)[0]; one.Until.Sub(one.From) != long {
			t.Errorf("%s: %v long", now, one.Until.Sub(one.From))
		}
	}
}
