package oslo

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Hours is an opening time of the week, in minutes after midnight. One that
// closes no later than it opens closes on the next day.
type Hours struct{ Weekday, Opens, Closes int }

// Opening is a time without a break in it.
type Opening struct{ From, Until time.Time }

// Schedule is when somebody is there: the only place that works it out, for the
// people who read and for those who answer a telephone.
type Schedule struct {
	Hours    []Hours
	Calendar Calendar
	// SundayOnHolidays: on public holidays it is as on a Sunday, and days of the
	// municipality's own and half days change nothing. So it is for a telephone
	// that is there when the office is closed. Otherwise holidays are closed.
	SundayOnHolidays bool
	// Staffed tells whether somebody is there on a day; nil: always. What begins on
	// such a day goes on past midnight.
	Staffed func(Date) bool
}

// Openings are the next ones, soonest first: the first may have begun. An
// opening belongs to the day on which it begins, also where it ends on the next
// one. Those that follow each other without a break are one. The first is looked
// for longer: somebody may be away for months.
func (s Schedule) Openings(now time.Time, most int) []Opening {
	today := Today(now)
	var openings []Opening
	for ahead := -1; ahead < daysAhead && len(openings) <= most || ahead < mostDaysAhead && len(openings) == 0; ahead++ {
		for _, one := range s.on(today.AddDays(ahead)) {
			last := len(openings) - 1
			switch {
			case !one.Until.After(now):
			case last >= 0 && !one.From.After(openings[last].Until):
				if one.Until.After(openings[last].Until) {
					openings[last].Until = one.Until
				}
			default:
				openings = append(openings, one)
			}
		}
	}
	return openings[:min(most, len(openings))]
}

// on are the openings that begin on a day.
func (s Schedule) on(day Date) []Opening {
	if s.Staffed != nil && !s.Staffed(day) {
		return nil
	}
	weekday, closes, early := day.Weekday(), 0, false
	switch {
	case s.SundayOnHolidays:
		if PublicHoliday(day) != NoHoliday {
			weekday = 7
		}
	case s.Calendar.Holiday(day) != NoHoliday:
		return nil
	default:
		closes, early = s.Calendar.Closes(day)
	}
	var openings []Opening
	for _, hours := range s.Hours {
		until := hours.Closes
		if until <= hours.Opens {
			until += 24 * 60
		}
		if early {
			until = min(until, closes)
		}
		if hours.Weekday == weekday && hours.Opens < until {
			openings = append(openings, Opening{From: day.At(0, hours.Opens), Until: day.At(0, until)})
		}
	}
	slices.SortFunc(openings, func(a, b Opening) int { return cmp.Or(a.From.Compare(b.From), a.Until.Compare(b.Until)) })
	return openings
}

// Minutes reads HH:MM; 24:00 is the end of the day.
func Minutes(clock string) (int, bool) {
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
