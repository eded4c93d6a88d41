package cases

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// GetMeetingCalendar is a planned meeting for one's own calendar. It says when,
// and nothing of what, where and with whom.
func (a *API) GetMeetingCalendar(ctx context.Context, request portal.GetMeetingCalendarRequestObject) (portal.GetMeetingCalendarResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "meeting.calendar", ObjectKind: "meeting", ObjectID: request.MeetingId.String(), ByCaller: true}
	found, err := a.settings.Access.Decide(ctx, actor, request.CaseCopyId, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	meeting, err := a.meeting(ctx, found, request.MeetingId)
	if err = a.settings.Access.Conclude(ctx, actor, found, purpose, err); err != nil {
		return nil, access.Problem(err)
	}
	return calendarFile(calendar(meeting, actor.Language, a.settings.Now())), nil
}

// meeting is a planned one that the case shows to the party.
func (a *API) meeting(ctx context.Context, found access.Case, id uuid.UUID) (portal.Meeting, error) {
	caseCopy, err := a.settings.Fagsystems.Of(found.Municipality).CaseCopy(ctx, found.CaseCopyID)
	if err == nil {
		err = ofParty(ctx, found, caseCopy)
	}
	if err != nil {
		return portal.Meeting{}, err
	}
	meetings := show.Meetings(show.Guarded(caseCopy).Meetings, "", a.settings.Now())
	if at := slices.IndexFunc(meetings, func(m portal.Meeting) bool { return m.MeetingId == id }); at >= 0 {
		return meetings[at], nil
	}
	return portal.Meeting{}, access.ErrNotFound
}

// inCalendars names a meeting there: the same each time, so that one that was
// moved takes its former place, and not the id by which the portal knows it.
var inCalendars = uuid.MustParse("b7c5f0f2-0f0b-4a86-8a3e-6d2f0a5f4c11")

const utc = "20060102T150405Z"

// calendar is a meeting as iCalendar (RFC 5545).
func calendar(meeting portal.Meeting, language string, now time.Time) string {
	lines := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"BEGIN:VEVENT",
		"UID:" + uuid.NewSHA1(inCalendars, meeting.MeetingId[:]).String(),
		"DTSTAMP:" + now.UTC().Format(utc),
		// What is fetched later counts more.
		"SEQUENCE:" + strconv.FormatInt(now.Unix()/60, 10),
		"DTSTART:" + meeting.StartsAt.UTC().Format(utc),
		"DTEND:" + show.MeetingEnd(meeting.StartsAt, meeting.EndsAt).UTC().Format(utc),
		folded("SUMMARY;LANGUAGE=" + language + ":" + escaped(i18n.Localize(language, "srv.calendar.title", nil))),
		"CLASS:PRIVATE",
		"END:VEVENT", "END:VCALENDAR",
	}
	return strings.Join(lines, "\r\n") + "\r\n"
}

var escaped = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace

// folded breaks a line that is longer than the 75 bytes which iCalendar allows,
// never within a letter.
func folded(line string) string {
	const most = 75
	var out strings.Builder
	length := 0
	for _, letter := range line {
		if size := utf8.RuneLen(letter); length+size > most {
			out.WriteString("\r\n ")
			length = 1 + size
		} else {
			length += size
		}
		out.WriteRune(letter)
	}
	return out.String()
}

// calendarFile is the file on its way: to keep, never to show within the page.
type calendarFile string

// VisitGetMeetingCalendarResponse writes the answer.
func (f calendarFile) VisitGetMeetingCalendarResponse(w http.ResponseWriter) error {
	header := w.Header()
	show.Kept(header, "text/calendar; charset=utf-8; method=PUBLISH", `filename="calendar.ics"`)
	header.Set("Content-Length", strconv.Itoa(len(f)))
	w.WriteHeader(http.StatusOK)
	_, err := w.Write([]byte(f))
	return err
}
