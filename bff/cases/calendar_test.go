package cases

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"
)

func ptr[T any](value T) *T { return &value }

func aMeeting() portal.Meeting {
	return portal.Meeting{
		MeetingId: uuid.MustParse("0198d000-0000-7000-8000-000000000001"), Title: "Møte om Layla hos barnevernet",
		StartsAt: time.Date(2026, 12, 2, 13, 0, 0, 0, time.UTC), EndsAt: ptr(time.Date(2026, 12, 2, 14, 30, 0, 0, time.UTC)),
		Place: ptr("Storgata 1, møterom Lerka"), InterpreterLanguage: ptr("ar"),
	}
}

// TestACalendarSaysWhenAndNothingElse: what stands in a calendar is seen by
// whoever shares it, and on a locked screen.
func TestACalendarSaysWhenAndNothingElse(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for language, title := range map[string]string{"nb": "Avtale", "nn": "Avtale", "en": "Appointment", "ar": "موعد", "pl": "Spotkanie"} {
		file := calendar(aMeeting(), language, now)
		if !strings.HasSuffix(file, "END:VCALENDAR\r\n") || strings.Contains(strings.ReplaceAll(file, "\r\n", ""), "\n") {
			t.Errorf("lines end otherwise: %q", file)
		}
		for _, line := range []string{
			"BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "DTSTART:20261202T130000Z", "DTEND:20261202T143000Z", "DTSTAMP:20261122T120000Z", "CLASS:PRIVATE",
			"SUMMARY;LANGUAGE=" + language + ":" + title,
		} {
			if !strings.Contains(file, "\r\n"+line+"\r\n") && !strings.HasPrefix(file, line+"\r\n") {
				t.Errorf("%s: no %q in %q", language, line, file)
			}
		}
		for _, never := range []string{"Layla", "barnevern", "Storgata", "LOCATION", "DESCRIPTION", "ATTENDEE", "ORGANIZER", "URL", "VALARM", aMeeting().MeetingId.String()} {
			if strings.Contains(file, never) {
				t.Errorf("%s: it says %q", language, never)
			}
		}
	}
}

func TestAMovedMeetingTakesItsFormerPlace(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	moved, other := aMeeting(), aMeeting()
	moved.StartsAt, moved.EndsAt = moved.StartsAt.Add(24*time.Hour), nil
	other.MeetingId = uuid.New()
	named := func(file, name string) string {
		_, rest, _ := strings.Cut(file, "\r\n"+name+":")
		value, _, _ := strings.Cut(rest, "\r\n")
		return value
	}
	before, after := calendar(aMeeting(), "nb", now), calendar(moved, "nb", now.Add(time.Hour))
	if named(before, "UID") != named(after, "UID") || named(before, "UID") == named(calendar(other, "nb", now), "UID") || named(before, "UID") == "" {
		t.Error("it isn't the same meeting")
	}
	if named(after, "SEQUENCE") <= named(before, "SEQUENCE") {
		t.Error("the later one doesn't count more")
	}
	if named(after, "DTEND") != "20261203T140000Z" {
		t.Errorf("whose end isn't said ends at %s", named(after, "DTEND"))
	}
}

func TestLongLinesAreFoldedBetweenLetters(t *testing.T) {
	t.Parallel()
	line := "SUMMARY:" + strings.Repeat("موعد ", 40)
	for part := range strings.SplitSeq(folded(line), "\r\n") {
		if len(part) > 75 || strings.ToValidUTF8(part, "?") != part {
			t.Errorf("%d bytes: %q", len(part), part)
		}
	}
	if strings.ReplaceAll(folded(line), "\r\n ", "") != line {
		t.Error("something is lost")
	}
	if escaped("a,b;c\\d\ne") != `a\,b\;c\\d\ne` {
		t.Error(escaped("a,b;c\\d\ne"))
	}
}

func TestTheFilesNameIsNeutral(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	if err := calendarFile("BEGIN:VCALENDAR\r\n").VisitGetMeetingCalendarResponse(w); err != nil {
		t.Fatal(err)
	}
	header := w.Header()
	if header.Get("Cache-Control") != "no-store" || header.Get("Content-Disposition") != `attachment; filename="calendar.ics"` ||
		!strings.HasPrefix(header.Get("Content-Type"), "text/calendar") || header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", header)
	}
}
