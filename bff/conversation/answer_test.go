package conversation_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/oslo"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// fjordvik reads from Monday to Friday and usually answers within two working
// days; 25 November is a day of its own.
func fjordvik(string) *config.Municipality {
	m := &config.Municipality{AnswersWithinWorkingDays: 2, Holidays: []config.Date{"2026-11-25"}}
	for weekday := 1; weekday <= 5; weekday++ {
		m.Hours = append(m.Hours, config.Hours{Weekday: weekday, Opens: "08:00", Closes: "15:30"})
	}
	return m
}

func asDate(text string) openapi.Date {
	parsed, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return openapi.Date{Time: parsed}
}

func inOslo(text string) time.Time {
	parsed, err := time.ParseInLocation("2006-01-02 15:04", text, oslo.Zone)
	if err != nil {
		panic(err)
	}
	return parsed
}

// promise lets an employee promise an answer in the fagsystem.
func (w *world) promise(day string) {
	w.add(uuid.New(), contract.SideEMPLOYEE, "")
	on := asDate(day)
	newest := &w.history.Messages[0]
	newest.Kind, newest.AnswerBy, newest.Author.Name = contract.SubmissionKindANSWERPROMISE, &on, contract.PersonName{Given: "Ingrid"}
}

func (w *world) readBy(side contract.Side) {
	at := w.now
	w.history.ReadMarks = []contract.ReadMark{{Side: side, Position: w.history.LastPosition, ReadAt: &at}}
}

func TestByWhenAnAnswerUsuallyComes(t *testing.T) {
	t.Parallel()
	away := func(from, until string) *contract.Absence {
		return &contract.Absence{From: asDate(from), Until: asDate(until)}
	}
	for _, one := range []struct {
		what, sent string
		contact    contract.ContactPerson
		want       string
	}{
		{"over the municipality's own day", "2026-11-23 10:00", contract.ContactPerson{}, "2026-11-26"},
		{"sent after hours: read on the next day", "2026-11-23 16:00", contract.ContactPerson{}, "2026-11-27"},
		{"sent before hours: read on the same day", "2026-11-23 06:00", contract.ContactPerson{}, "2026-11-26"},
		{"sent on a Friday night", "2026-11-27 23:00", contract.ContactPerson{}, "2026-12-02"},
		{"over Christmas", "2026-12-24 10:00", contract.ContactPerson{}, "2026-12-29"},
		{"the contact person is away", "2026-11-26 10:00", contract.ContactPerson{Employee: contract.Employee{Absence: away("2026-11-26", "2026-12-04")}}, "2026-12-09"},
		{"and somebody stands in", "2026-11-26 10:00", contract.ContactPerson{Employee: contract.Employee{Absence: away("2026-11-26", "2026-12-04")}, StandIn: &contract.Employee{}}, "2026-11-30"},
	} {
		w := newWorld(t)
		w.api.Room.Municipality, w.contact, w.now = fjordvik, one.contact, inOslo(one.sent)
		w.add(uuid.New(), contract.SidePARTY, "Hei")
		first := w.history.Messages[0].MessageId
		w.now = w.now.Add(time.Hour)
		w.add(uuid.New(), contract.SidePARTY, "Er du der?")
		answer := w.page(t).Answer
		if answer == nil || answer.By.String() != one.want || answer.Promised || answer.Read || answer.MessageId != first || *answer.WithinWorkingDays != 2 {
			t.Errorf("%s: %+v, not %s", one.what, answer, one.want)
		}
		w.readBy(contract.SideEMPLOYEE)
		if answer := w.page(t).Answer; answer == nil || !answer.Read || answer.By.String() != one.want {
			t.Errorf("%s, read: %+v", one.what, answer)
		}
	}
}

func TestAPromiseHoldsUntilTheAnswerOrAnotherPromise(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.Room.Municipality, w.now = fjordvik, inOslo("2026-11-23 10:00")
	if answer := w.page(t).Answer; answer != nil {
		t.Errorf("nobody has asked anything: %+v", answer)
	}
	w.add(uuid.New(), contract.SidePARTY, "Hei")
	w.promise("2026-12-01")
	page := w.page(t)
	if answer := page.Answer; answer == nil || !answer.Promised || answer.By.String() != "2026-12-01" || !answer.Read || answer.PromisedBy.Given != "Ingrid" || answer.WithinWorkingDays != nil {
		t.Errorf("promised: %+v", answer)
	}
	if told := page.Messages[1]; told.AnswerBy == nil || told.AnswerBy.String() != "2026-12-01" || !told.FromEmployee || told.Text != "" {
		t.Errorf("told as %+v", told)
	}
	w.add(uuid.New(), contract.SidePARTY, "Det haster")
	if answer := w.page(t).Answer; answer == nil || answer.By.String() != "2026-12-01" {
		t.Errorf("it holds also when one has written again: %+v", answer)
	}
	w.promise("2026-11-26")
	if answer := w.page(t).Answer; answer == nil || answer.By.String() != "2026-11-26" {
		t.Errorf("the newest holds: %+v", answer)
	}
	gone := true
	w.history.Messages[0].Withdrawn = &gone
	if answer := w.page(t).Answer; answer == nil || answer.By.String() != "2026-12-01" {
		t.Errorf("withdrawn, the one before holds: %+v", answer)
	}
	w.add(uuid.New(), contract.SideEMPLOYEE, "Her er svaret")
	if answer := w.page(t).Answer; answer != nil {
		t.Errorf("answered: %+v", answer)
	}
	w.add(uuid.New(), contract.SidePARTY, "Takk. En ting til")
	if answer := w.page(t).Answer; answer == nil || answer.Promised {
		t.Errorf("an old promise is none for something new: %+v", answer)
	}
}

func TestAPromiseAnswersNoRequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine := w.asked(t, callMe())
	w.add(mine.MessageId, contract.SidePARTY, "")
	w.history.Messages[0].Kind = contract.SubmissionKindCALLME
	w.promise("2026-11-24")
	if listed := w.requests(t); listed[0].Request.AnsweredAt != nil {
		t.Errorf("%+v", listed[0].Request)
	}
}

func TestWhenSomebodyReadsIsKnownWhileTheFagsystemIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.api.Room.Municipality, w.down, w.now = fjordvik, true, inOslo("2026-11-24 16:00")
	office := w.page(t).Office
	own := portal.HolidayOWN
	if len(office.Openings) == 0 || !office.Openings[0].From.Equal(inOslo("2026-11-26 08:00")) || len(office.Hours) != 5 || *office.AnswersWithinWorkingDays != 2 ||
		len(office.SpecialDays) != 1 || *office.SpecialDays[0].Holiday != own {
		t.Errorf("%+v", office)
	}
	// Where the fagsystem tells the contact person's own hours, those hold.
	w.down, w.contact.Hours = false, []contract.OfficeHours{{Weekday: 4, Opens: "12:00", Closes: "14:00"}}
	if office := w.page(t).Office; !office.Openings[0].From.Equal(inOslo("2026-11-26 12:00")) || len(office.Hours) != 1 || len(office.SpecialDays) != 0 {
		t.Errorf("%+v", office)
	}
}
