package looks_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/looks"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// logs is what a fagsystem answers of accesses, in pages of at most size.
type logs struct {
	accesses []contract.LoggedAccess
	// of is whose copy it has any of.
	of    uuid.UUID
	size  int
	err   error
	asked int
}

func (l *logs) Accesses(_ context.Context, caseCopyID uuid.UUID, cursor string, limit int) (contract.LoggedAccessPage, error) {
	l.asked++
	if l.err != nil || caseCopyID != l.of {
		return contract.LoggedAccessPage{}, l.err
	}
	if l.size > 0 {
		limit = min(limit, l.size)
	}
	from, _ := strconv.Atoi(cursor)
	until := min(from+limit, len(l.accesses))
	page := contract.LoggedAccessPage{Accesses: l.accesses[from:until]}
	if until < len(l.accesses) {
		page.NextCursor = new(strconv.Itoa(until))
	}
	return page, nil
}

// opens is that an employee opens something in the fagsystem, later than what was opened before.
func (w *world) opens(who uuid.UUID, role contract.LoggedAccessRole, what contract.LoggedAccessWhat, ago time.Duration) {
	w.fagsystem.err, w.fagsystem.of = nil, w.hers
	w.fagsystem.accesses = slices.Insert(w.fagsystem.accesses, 0, contract.LoggedAccess{EmployeeId: who, Role: role, What: what, At: w.now.Add(-ago)})
}

func (w *world) whole(t *testing.T) ([]string, portal.LookListFagsystem) {
	t.Helper()
	answer, err := w.api.ListLooks(t.Context(), portal.ListLooksRequestObject{CaseCopyId: w.hers})
	if err != nil {
		t.Fatal(err)
	}
	list := portal.LookList(answer.(portal.ListLooks200JSONResponse))
	if list.Looks == nil {
		t.Error("an empty list is null")
	}
	told := []string{}
	for _, one := range list.Looks {
		line := string(one.Role) + " " + string(one.Place)
		if one.What != nil {
			line += " " + string(*one.What)
		}
		told = append(told, line+" "+w.now.Sub(one.At).String())
	}
	return told, list.Fagsystem
}

func TestLooksInTheFagsystemStandAmongThoseHereInOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.may.Documents = true
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, 30*time.Hour)
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, 5*time.Hour)
	ingrid, marit := uuid.New(), uuid.New()
	w.opens(marit, "AUDITOR", "ARCHIVE", 40*time.Hour) // words of a newer contract
	w.opens(ingrid, "CONTACT_PERSON", "CASE", 29*time.Hour)
	w.opens(ingrid, "CONTACT_PERSON", "DOCUMENT", 28*time.Hour+50*time.Minute)
	w.opens(ingrid, "CONTACT_PERSON", "CASE", 28*time.Hour) // the same looks still
	w.opens(ingrid, "CONTACT_PERSON", "DOCUMENT", 27*time.Hour)
	w.opens(marit, "TEAM_LEADER", "DOCUMENT", 26*time.Hour+30*time.Minute) // another employee's
	w.opens(ingrid, "STAND_IN", "CONVERSATION", 4*time.Hour)
	want := []string{
		"STAND_IN FAGSYSTEM CONVERSATION 4h0m0s", "CONTACT_PERSON PORTAL 5h0m0s", "TEAM_LEADER FAGSYSTEM DOCUMENT 26h30m0s", "CONTACT_PERSON FAGSYSTEM DOCUMENT 28h50m0s",
		"CONTACT_PERSON FAGSYSTEM CASE 29h0m0s", "CONTACT_PERSON PORTAL 30h0m0s", "EMPLOYEE FAGSYSTEM CASE 40h0m0s",
	}
	check := func(when string) {
		t.Helper()
		if told, from := w.whole(t); from != portal.LookListFagsystemTOLD || !slices.Equal(told, want) {
			t.Errorf("%s: %s %q, want %q", when, from, told, want)
		}
	}
	check("at once")
	w.fagsystem.size = 3
	check("page by page")
	slices.Reverse(w.fagsystem.accesses)
	check("in another order")
	w.may.Documents = false
	want = slices.DeleteFunc(want, func(one string) bool { return slices.Contains([]string{want[2], want[3]}, one) })
	check("for whoever may see no documents")
}

func TestAFagsystemThatIsSilentOrDoesNotTellHidesNothingOfWhatIsKnownHere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, time.Hour)
	w.opens(uuid.New(), "CONTACT_PERSON", "CASE", 2*time.Hour)
	for err, want := range map[error]portal.LookListFagsystem{
		fagsystem.ErrNotFound: portal.LookListFagsystemNOTDELIVERED, fagsystem.ErrUnavailable: portal.LookListFagsystemSILENT,
		fagsystem.ErrFault: portal.LookListFagsystemSILENT, context.DeadlineExceeded: portal.LookListFagsystemSILENT,
	} {
		w.fagsystem.err = err
		if told, from := w.whole(t); from != want || !slices.Equal(told, []string{"CONTACT_PERSON PORTAL 1h0m0s"}) {
			t.Errorf("%v: %s %q", err, from, told)
		}
	}
}

func TestWhereNobodyHasLookedTheListIsEmpty(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.fagsystem.err = nil
	if told, from := w.whole(t); from != portal.LookListFagsystemTOLD || len(told) != 0 {
		t.Errorf("%s %q", from, told)
	}
}

// A log without an end is looked through only so far, and what was cut there isn't told as a beginning.
func TestALogThatIsTooLongOrTooOldIsNotReadToItsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	contact, most := uuid.New(), 10
	for i := range 4000 {
		w.opens(contact, "CONTACT_PERSON", "CASE", time.Duration(4000-i)*time.Hour)
	}
	if told, from := w.whole(t); w.fagsystem.asked != most || from != portal.LookListFagsystemTOLD || len(told) != 0 {
		t.Errorf("asked %d times, %s: %q", w.fagsystem.asked, from, told)
	}
	w.fagsystem.asked, w.fagsystem.accesses = 0, nil
	year := 365 * 24 * time.Hour
	for i := range 500 {
		w.opens(contact, "CONTACT_PERSON", "CASE", year+time.Duration(502-i)*time.Minute)
	}
	w.opens(contact, "CONTACT_PERSON", "CASE", year-time.Minute) // the same look still
	w.opens(contact, "CONTACT_PERSON", "CONVERSATION", year-time.Minute)
	if told, _ := w.whole(t); !slices.Equal(told, []string{"CONTACT_PERSON FAGSYSTEM CONVERSATION 8759h59m0s"}) || w.fagsystem.asked >= most {
		t.Errorf("asked %d times: %q", w.fagsystem.asked, told)
	}
}

var _ looks.Fagsystem = (*fagsystem.Client)(nil)
