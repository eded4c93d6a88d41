package access

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/session"
)

const (
	granted = contract.GrantGRANTED
	refused = contract.GrantREFUSED
	open    = contract.GrantOPEN
	silent  = contract.Grant("")
)

// grants are written in the order of the columns below.
func grants(documents, conversation, meeting, callMe, complaint contract.Grant) contract.Grants {
	said := func(grant contract.Grant) *contract.Grant {
		if grant == silent {
			return nil
		}
		return &grant
	}
	return contract.Grants{
		Documents: said(documents), Conversation: said(conversation), Meeting: said(meeting), CallMe: said(callMe),
		Complaint: said(complaint),
	}
}

var (
	everything = grants(granted, granted, granted, granted, granted)
	leftOpen   = grants(open, open, open, open, open)
	nothing    = grants(silent, silent, silent, silent, silent)
	takesPart  = grants(refused, granted, granted, granted, silent)
)

func day(t *testing.T, text string) *openapi.Date {
	t.Helper()
	if text == "" {
		return nil
	}
	parsed, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return &openapi.Date{Time: parsed}
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	parsed, err := time.ParseInLocation("2006-01-02 15:04:05", text, oslo.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// TestWhoMaySeeAndDoWhat is the rules as a case worker would write them down.
// D documents, d documents that one may not comment on, C conversation, c conversation to read only, M meeting, P call me, K complaint, + more after
// logging in at a higher level.
func TestWhoMaySeeAndDoWhat(t *testing.T) {
	t.Parallel()
	const (
		noon = "2026-06-15 12:00:00"
		high = session.High
		low  = session.Substantial
	)
	for _, one := range []struct {
		who    string
		role   contract.Role
		born   string // the person
		child  string // the child, where it is another
		grants contract.Grants
		paused bool
		closed bool
		acts   string // whom somebody represents: the child, or a parent
		now    string
		level  session.Level
		needs  session.Level // for documents
		may    string
	}{
		{who: "a mother to whom everything is released", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, may: "DCMPK"},
		{who: "a father of whom the fagsystem says nothing", role: "FAR", born: "1986-01-01", child: "2010-06-02", grants: nothing, may: ""},
		{who: "a father who is refused documents", role: "FAR", born: "1986-01-01", child: "2010-06-02", grants: grants(refused, granted, granted, silent, granted), may: "CMK"},
		{who: "a foster mother who may only write", role: "FOSTERFORELDER", born: "1974-01-01", child: "2009-06-02", grants: grants(silent, granted, silent, silent, silent), may: "C"},
		{who: "a lawyer to whom documents are released", role: "FULLMEKTIG", born: "1979-01-01", child: "2014-06-02", grants: grants(granted, granted, silent, silent, granted), may: "DCK"},
		{who: "a guardian", role: "VERGE", born: "1976-01-01", child: "2009-06-02", grants: everything, may: "DCMPK"},
		{who: "somebody in a role that isn't known", role: "TILLITSPERSON", born: "1990-01-01", child: "2010-06-02", grants: everything, may: ""},
		{who: "somebody without a role", role: "", born: "1990-01-01", child: "2010-06-02", grants: everything, may: ""},
		{who: "a mother whose access is paused", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, paused: true, may: ""},
		{who: "a word that isn't known is no grant", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: grants("MAYBE", granted, silent, silent, silent), may: "C"},

		{who: "a child of 12 whom the board made a party", role: "HOVEDPERSON", born: "2014-05-09", grants: everything, may: "DCMPK"},
		{who: "a child of 14 without party rights", role: "HOVEDPERSON", born: "2012-04-21", grants: takesPart, may: "CMP"},
		{who: "a child of 16 who is refused", role: "HOVEDPERSON", born: "2010-01-01", grants: takesPart, may: "CMP"},
		{who: "a child of 14, the question left open", role: "HOVEDPERSON", born: "2012-04-21", grants: leftOpen, may: "CMPK"},
		{who: "a child of 15, the question left open", role: "HOVEDPERSON", born: "2011-03-29", grants: leftOpen, may: "DCMPK"},
		{who: "the second before the 15th birthday", role: "HOVEDPERSON", born: "2011-06-15", now: "2026-06-14 23:59:59", grants: leftOpen, may: "CMPK"},
		{who: "the second in which the 15th birthday begins", role: "HOVEDPERSON", born: "2011-06-15", now: "2026-06-15 00:00:00", grants: leftOpen, may: "DCMPK"},
		{who: "born on 29 February, on the 28th", role: "HOVEDPERSON", born: "2012-02-29", now: "2027-02-28 23:59:59", grants: leftOpen, may: "CMPK"},
		{who: "born on 29 February, on 1 March", role: "HOVEDPERSON", born: "2012-02-29", now: "2027-03-01 00:00:00", grants: leftOpen, may: "DCMPK"},
		{who: "a child without a birth date in the register, left open", role: "HOVEDPERSON", grants: leftOpen, may: "CMPK"},
		{who: "a child without a birth date, granted", role: "HOVEDPERSON", grants: everything, may: "DCMPK"},
		{who: "a mother, the question left open: no rule speaks for her", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: leftOpen, may: ""},
		{who: "a foster father, the question left open", role: "FOSTERFORELDER", born: "1971-01-01", child: "2009-06-02", grants: leftOpen, may: ""},

		{who: "a mother the second before the child turns 18", role: "MOR", born: "1981-01-01", child: "2008-06-15", now: "2026-06-14 23:59:59", grants: everything, may: "DCMPK"},
		{who: "a mother the second in which the child turns 18", role: "MOR", born: "1981-01-01", child: "2008-06-15", now: "2026-06-15 00:00:00", grants: everything, may: ""},
		{who: "a father of a young adult", role: "FAR", born: "1981-01-01", child: "2008-01-15", grants: everything, may: ""},
		{who: "a co-mother of a young adult", role: "MEDMOR", born: "1981-01-01", child: "2008-01-15", grants: everything, may: ""},
		{who: "a co-father of a young adult", role: "MEDFAR", born: "1981-01-01", child: "2008-01-15", grants: everything, may: ""},
		{who: "a guardian of a young adult", role: "VERGE", born: "1981-01-01", child: "2008-01-15", grants: everything, may: ""},
		{who: "a foster mother of a young adult", role: "FOSTERFORELDER", born: "1981-01-01", child: "2008-01-15", grants: everything, may: ""},
		{who: "a lawyer in a young adult's case", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-01-15", grants: everything, may: ""},
		{who: "a lawyer who acts for the young adult", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-01-15", grants: everything, acts: "the child", may: "DCMPK"},
		{who: "a lawyer who acts for the young adult, to whom nothing is released", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-01-15", grants: nothing, acts: "the child", may: ""},
		{who: "a lawyer who acts for the young adult, the question left open", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-01-15", grants: leftOpen, acts: "the child", may: ""},
		{who: "a lawyer who acts for a parent of the young adult", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-01-15", grants: everything, acts: "a parent", may: ""},
		{who: "a lawyer of whom it says that they act for nobody", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-01-15", grants: everything, acts: "nobody", may: ""},
		{who: "a guardian acts for children only", role: "VERGE", born: "1976-01-01", child: "2008-01-15", grants: everything, acts: "the child", may: ""},
		{who: "a mother whom the fagsystem names as representing the young adult", role: "MOR", born: "1976-01-01", child: "2008-01-15", grants: everything, acts: "the child", may: ""},
		{who: "a lawyer who acts for the child, the second in which it turns 18", role: "FULLMEKTIG", born: "1981-01-01", child: "2008-06-15", now: "2026-06-15 00:00:00", grants: everything, acts: "the child", may: "DCMPK"},

		{who: "a closed case, granted: it may be read and added to", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, closed: true, may: "DCMPK"},
		{who: "a closed case, left open: the child reads and may complain", role: "HOVEDPERSON", born: "2010-01-15", grants: leftOpen, closed: true, may: "dcK"},
		{who: "a closed case, left open, 14 years", role: "HOVEDPERSON", born: "2012-01-15", grants: leftOpen, closed: true, may: "cK"},
		{who: "a closed case, left open: no rule speaks for the mother", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: leftOpen, closed: true, may: ""},
		{who: "a closed case of which the fagsystem says nothing more", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: nothing, closed: true, may: ""},

		{who: "18 on the day of summer time, the second before", role: "MOR", born: "1981-01-01", child: "2008-03-29", now: "2026-03-28 23:59:59", grants: everything, may: "DCMPK"},
		{who: "18 on the day of summer time", role: "MOR", born: "1981-01-01", child: "2008-03-29", now: "2026-03-29 00:00:00", grants: everything, may: ""},
		{who: "18 on the day after summer time began, the second before", role: "MOR", born: "1981-01-01", child: "2008-03-30", now: "2026-03-29 23:59:59", grants: everything, may: "DCMPK"},
		{who: "18 on the day after summer time began", role: "MOR", born: "1981-01-01", child: "2008-03-30", now: "2026-03-30 00:00:00", grants: everything, may: ""},
		{who: "18 on the day after summer time ended, the second before", role: "MOR", born: "1981-01-01", child: "2008-10-26", now: "2026-10-25 23:59:59", grants: everything, may: "DCMPK"},
		{who: "18 on the day after summer time ended", role: "MOR", born: "1981-01-01", child: "2008-10-26", now: "2026-10-26 00:00:00", grants: everything, may: ""},
		{who: "18, born on 29 February, on the 28th", role: "MOR", born: "1981-01-01", child: "2008-02-29", now: "2026-02-28 23:59:59", grants: everything, may: "DCMPK"},
		{who: "18, born on 29 February, on 1 March", role: "MOR", born: "1981-01-01", child: "2008-02-29", now: "2026-03-01 00:00:00", grants: everything, may: ""},
		{who: "the young adult", role: "HOVEDPERSON", born: "2008-01-15", grants: everything, may: "DCMPK"},
		{who: "a mother of a child without a birth date", role: "MOR", born: "1981-01-01", grants: everything, may: "DCMPK"},

		{who: "substantial where documents need high", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, level: low, needs: high, may: "CMPK+"},
		{who: "substantial where that is enough", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, level: low, needs: low, may: "DCMPK"},
		{who: "high where documents need high", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, level: high, needs: high, may: "DCMPK"},
		{who: "substantial, without any right to documents: nothing more to see", role: "HOVEDPERSON", born: "2012-04-21", grants: takesPart, level: low, needs: high, may: "CMP"},
		{who: "a level that isn't known", role: "MOR", born: "1986-01-01", child: "2010-06-02", grants: everything, level: "low", needs: low, may: "CMPK+"},
	} {
		t.Run(one.who, func(t *testing.T) {
			t.Parallel()
			person := contract.Person{BirthDate: day(t, one.born)}
			given := contract.CaseAccess{Role: one.role, Grants: one.grants, Child: contract.Child{BirthDate: day(t, one.child)}}
			if one.role == contract.RoleHOVEDPERSON {
				given.Child.BirthDate = person.BirthDate
			}
			now := one.now
			if now == "" {
				now = noon
			}
			if one.paused {
				paused := at(t, now).Add(-time.Hour)
				given.PausedAt = &paused
			}
			if one.closed {
				closed := at(t, now).Add(-time.Hour)
				given.ClosedAt = &closed
			}
			given.Child.PersonId = uuid.New()
			switch one.acts {
			case "the child":
				given.Represents = &given.Child.PersonId
			case "a parent":
				given.Represents = new(uuid.New())
			case "nobody":
				given.Represents = new(uuid.Nil)
			}
			if one.level == "" {
				one.level, one.needs = high, high
			}
			may := decide(person, given, circumstances{now: at(t, now), ages: ageTable, level: one.level, documentsLevel: one.needs})
			if got := letters(may); got != one.may {
				t.Errorf("may %q, should %q", got, one.may)
			}
		})
	}
}

func letters(may Capabilities) string {
	text := ""
	for _, one := range []struct {
		has    bool
		letter string
	}{
		{may.Documents != may.Asking, "asks unseen"}, {may.Documents && may.Commenting, "D"}, {may.Documents && !may.Commenting, "d"}, {!may.Documents && may.Commenting, "comments unseen"},
		{may.Conversation && !may.Writing, "c"}, {may.Conversation && may.Writing, "C"}, {may.Meeting, "M"}, {may.CallMe, "P"}, {may.Complaint, "K"}, {may.DocumentsNeedStepUp, "+"},
	} {
		if one.has {
			text += one.letter
		}
	}
	return text
}

func TestTheAgeRuleThatIsInForceOnTheDayCounts(t *testing.T) {
	t.Parallel()
	table := []AgeRule{
		{From: oslo.Date{Year: 2027, Month: time.July, Day: 1}, Age: 12},
		{From: oslo.Date{Year: 1, Month: time.January, Day: 1}, Age: 15},
	}
	child := contract.Person{BirthDate: day(t, "2014-01-01")}
	given := contract.CaseAccess{Role: contract.RoleHOVEDPERSON, Grants: grants(open, silent, silent, silent, silent)}
	for now, documents := range map[string]bool{"2027-06-30 23:59:59": false, "2027-07-01 00:00:00": true} {
		may := decide(child, given, circumstances{now: at(t, now), ages: table, level: session.High, documentsLevel: session.High})
		if may.Documents != documents {
			t.Errorf("%s: documents %v", now, may.Documents)
		}
	}
	if may := decide(child, given, circumstances{now: at(t, "2027-07-01 00:00:00"), level: session.High, documentsLevel: session.High}); may.Documents {
		t.Error("without any rule there is no age that opens documents")
	}
}

func TestConsentsAreForWhomTheFagsystemAsksAndNeedTheDocumentsLevel(t *testing.T) {
	t.Parallel()
	now := at(t, "2026-06-15 12:00:00")
	table := []AgeRule{{From: oslo.Date{Year: 1, Month: time.January, Day: 1}, Age: 15}}
	for name, c := range map[string]struct {
		grant        contract.Grant
		born         string
		level        session.Level
		may, further bool
	}{
		"a child without party rights may have consents of its own": {granted, "2014-01-01", session.High, true, false},
		"not with a lower log-in":                                   {granted, "2014-01-01", session.Substantial, false, true},
		"left open, and old enough":                                 {open, "2011-01-01", session.High, true, false},
		"left open, and too young":                                  {open, "2014-01-01", session.High, false, false},
		"refused":                                                   {refused, "2011-01-01", session.High, false, false},
		"never mentioned":                                           {silent, "2011-01-01", session.Substantial, false, false},
	} {
		given := takesPart
		if c.grant != silent {
			given.Consents = &c.grant
		}
		child := contract.Person{BirthDate: day(t, c.born)}
		may := decide(child, contract.CaseAccess{Role: contract.RoleHOVEDPERSON, Grants: given}, circumstances{
			now: now, ages: table, level: c.level, documentsLevel: session.High,
		})
		if may.Consents != c.may || may.ConsentsNeedStepUp != c.further {
			t.Errorf("%s: %v, after a higher log-in %v", name, may.Consents, may.ConsentsNeedStepUp)
		}
		// What is kept for when the fagsystem is away opens no more than that to anybody.
		if kept := addingFrom(may.adding()).atLevel(c.level, session.High); kept.Consents != c.may || kept.ConsentsNeedStepUp != c.further {
			t.Errorf("%s, kept: %v, after a higher log-in %v", name, kept.Consents, kept.ConsentsNeedStepUp)
		}
	}
}

func TestWhatIsKeptForAddingOpensNoDocuments(t *testing.T) {
	t.Parallel()
	all := Capabilities{Documents: true, Commenting: true, Asking: true, Conversation: true, Writing: true, Meeting: true, CallMe: true, Complaint: true}
	want := all
	want.Documents = false
	kept := addingFrom(all.adding())
	if diff := cmp.Diff(want, kept); diff != "" {
		t.Error(diff)
	}
	// At which level somebody was logged in when it was kept says nothing of who asks later.
	low := Capabilities{Conversation: true, Writing: true, Meeting: true, CallMe: true, Complaint: true, DocumentsNeedStepUp: true}
	if diff := cmp.Diff(low, kept.atLevel(session.Substantial, session.High)); diff != "" {
		t.Errorf("kept at the high level, and asked for at a lower one: %s", diff)
	}
	if again := addingFrom(low.adding()); !again.Asking || again.Documents || again.atLevel(session.Substantial, session.High).Asking {
		t.Errorf("kept at a lower level: %+v", again)
	}
}

// A birthday in Oslo begins an hour before midnight by Greenwich's clock in
// winter, and two in summer.
func TestABirthdayBeginsByOslosClock(t *testing.T) {
	t.Parallel()
	for _, one := range []struct{ born, before, begins string }{
		{"2011-01-10", "2026-01-09T22:59:59Z", "2026-01-09T23:00:00Z"},
		{"2011-07-10", "2026-07-09T21:59:59Z", "2026-07-09T22:00:00Z"},
		{"2011-03-29", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z"},
		{"2011-03-30", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"},
		{"2011-10-25", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z"},
		{"2011-10-26", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"},
	} {
		for text, turned := range map[string]bool{one.before: false, one.begins: true} {
			now, err := time.Parse(time.RFC3339, text)
			if err != nil {
				t.Fatal(err)
			}
			may := decide(contract.Person{BirthDate: day(t, one.born)},
				contract.CaseAccess{Role: contract.RoleHOVEDPERSON, Grants: leftOpen},
				circumstances{now: now, ages: ageTable, level: session.High, documentsLevel: session.High})
			if may.Documents != turned {
				t.Errorf("born %s, at %s: documents %v", one.born, text, may.Documents)
			}
		}
	}
}
