package i18n

import (
	_ "embed" // the words for dates
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed dates/words.json
var dateFile []byte

// dateWords are a language's months, weekdays (Sunday first) and CLDR patterns; the
// pages have the same.
type dateWords struct {
	Months, Weekdays []string
	Long, Time       string
}

var loadDates = sync.OnceValue(func() map[string]dateWords {
	var words map[string]dateWords
	if err := json.Unmarshal(dateFile, &words); err != nil {
		panic(fmt.Sprintf("i18n/dates: %v", err)) // embedded: it can't be broken
	}
	return words
})

var dateField = regexp.MustCompile(`'[^']*'|y+|M+|d+|H+|m+`)

// DayAndTime is a point in time as one says it: the day with its month and year,
// and the time of day, in the zone that at has.
func DayAndTime(code string, at time.Time) string {
	words := dateWordsOf(code)
	return Localize(code, "date.dayTime", map[string]any{"Day": words.fill(words.Long, at), "Time": words.fill(words.Time, at)})
}

// Day is a day with its month and year, in the zone that at has.
func Day(code string, at time.Time) string {
	words := dateWordsOf(code)
	return words.fill(words.Long, at)
}

// Weekday is a day's name; ISO's number, Monday is 1.
func Weekday(code string, day int) string { return dateWordsOf(code).Weekdays[(day%7+7)%7] }

func dateWordsOf(code string) dateWords {
	if words, known := loadDates()[code]; known {
		return words
	}
	return loadDates()[Fallback]
}

func (w dateWords) fill(pattern string, at time.Time) string {
	return dateField.ReplaceAllStringFunc(pattern, func(field string) string {
		switch field[0] {
		case '\'':
			return strings.Trim(field, "'")
		case 'y':
			return strconv.Itoa(at.Year())
		case 'M':
			if len(field) >= 4 {
				return w.Months[at.Month()-1]
			}
			return fmt.Sprintf("%0*d", len(field), at.Month())
		case 'd':
			return fmt.Sprintf("%0*d", len(field), at.Day())
		case 'H':
			return fmt.Sprintf("%0*d", len(field), at.Hour())
		default:
			return fmt.Sprintf("%02d", at.Minute())
		}
	})
}
