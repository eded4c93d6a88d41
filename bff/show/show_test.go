package show_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/show"
)

func day(text string) openapi.Date {
	parsed, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return openapi.Date{Time: parsed}
}

func at(text string) time.Time {
	parsed, err := time.ParseInLocation("2006-01-02 15:04", text, oslo.Zone)
	if err != nil {
		panic(err)
	}
	return parsed
}

func ptr[T any](value T) *T { return &value }

func TestWhenSomebodyReads(t *testing.T) {
	t.Parallel()
	var week []contract.OfficeHours
	for weekday := 1; weekday <= 5; weekday++ {
		week = append(week, contract.OfficeHours{Weekday: weekday, Opens: "08:30", Closes: "15:30"})
	}
	away := func(from, until string) *contract.Absence {
		return &contract.Absence{From: day(from), Until: day(until)}
	}
	for _, one := range []struct {
		what    string
		now     string
		hours   []contract.OfficeHours
		absence *contract.Absence
		standIn *contract.Employee
		reads   *bool
		again   string
		until   string
	}{
		{what: "a Tuesday at ten", now: "2026-11-24 10:00", hours: week, reads: ptr(true)},
		{what: "the minute it opens", now: "2026-11-24 08:30", hours: week, reads: ptr(true)},
		{what: "the minute it closes", now: "2026-11-24 15:30", hours: week, reads: ptr(false), again: "2026-11-25 08:30"},
		{what: "early in the morning", now: "2026-11-24 06:00", hours: week, reads: ptr(false), again: "2026-11-24 08:30"},
		{what: "a Friday evening", now: "2026-11-20 20:00", hours: week, reads: ptr(false), again: "2026-11-23 08:30"},
		{what: "the night to summer time", now: "2026-03-29 01:30", hours: []contract.OfficeHours{{Weekday: 7, Opens: "10:00", Closes: "12:00"}}, reads: ptr(false), again: "2026-03-29 10:00"},
		{what: "away until Friday, nobody stands in", now: "2026-11-24 10:00", hours: week, absence: away("2026-11-23", "2026-11-27"), reads: ptr(false), again: "2026-11-30 08:30", until: "2026-11-27"},
		{what: "away, with a stand-in", now: "2026-11-24 10:00", hours: week, absence: away("2026-11-23", "2026-11-27"), standIn: &contract.Employee{}, reads: ptr(true), until: "2026-11-27"},
		{what: "away, and the stand-in too", now: "2026-11-24 10:00", hours: week, absence: away("2026-11-23", "2026-11-27"), standIn: &contract.Employee{Absence: away("2026-11-24", "2026-11-24")}, reads: ptr(false), again: "2026-11-25 08:30", until: "2026-11-27"},
		{what: "the last day away", now: "2026-11-27 23:59", hours: week, absence: away("2026-11-23", "2026-11-27"), reads: ptr(false), again: "2026-11-30 08:30", until: "2026-11-27"},
		{what: "away next week", now: "2026-11-20 20:00", hours: week, absence: away("2026-11-23", "2026-11-24"), reads: ptr(false), again: "2026-11-25 08:30"},
		{what: "hours that can't be read", now: "2026-11-24 10:00", hours: []contract.OfficeHours{{Weekday: 2, Opens: "ten", Closes: "15:00"}, {Weekday: 9, Opens: "08:00", Closes: "15:00"}, {Weekday: 2, Opens: "08:00", Closes: "08:00"}}},
		{what: "no hours", now: "2026-11-24 10:00"},
	} {
		contact := contract.ContactPerson{
			Employee: contract.Employee{Absence: one.absence, Team: &contract.Team{Name: "Familie 1"}}, StandIn: one.standIn, Hours: one.hours,
		}
		shown := show.ContactPerson(contact, at(one.now))
		var reads *bool
		again := ""
		if openings := show.Office(nil, &contact, at(one.now)).Openings; len(openings) > 0 {
			reads = ptr(!openings[0].From.After(at(one.now)))
			if !*reads {
				again = openings[0].From.In(oslo.Zone).Format("2006-01-02 15:04")
			}
		}
		if diff := cmp.Diff(one.reads, reads); diff != "" {
			t.Errorf("%s: reads now: %s", one.what, diff)
		}
		if again != one.again {
			t.Errorf("%s: reads again at %q", one.what, again)
		}
		if until := ""; shown.AwayUntil != nil || one.until != "" {
			if shown.AwayUntil != nil {
				until = shown.AwayUntil.String()
			}
			if until != one.until {
				t.Errorf("%s: away until %q", one.what, until)
			}
		}
		if shown.Team != nil {
			t.Errorf("%s: the team's own name is the staff's", one.what)
		}
	}
}

func TestWhoseAddressIsShownToWhom(t *testing.T) {
	t.Parallel()
	hidden := func(kinds ...contract.ProtectionHidden) contract.Protection {
		return contract.Protection{Hidden: kinds}
	}
	party := func(role contract.Role, address string, protection contract.Protection) contract.Party {
		return contract.Party{Role: role, Name: contract.PersonName{Given: string(role)}, Protection: protection, Contact: contract.Contact{
			Address: &address, Phone: ptr("PHONE"), Email: ptr("EMAIL"), School: ptr("SCHOOL"), Place: ptr("PLACE"),
		}}
	}
	none := hidden()
	for _, one := range []struct {
		what    string
		reader  contract.Role
		parties []contract.Party
		want    []string
	}{
		{"a father sees where the mother lives", "FAR", []contract.Party{party("MOR", "Vei 1", none)}, []string{"Vei 1"}},
		{"unless she is protected", "FAR", []contract.Party{party("MOR", "Vei 1", hidden("ADDRESS"))}, []string{""}},
		{"or her place is", "FAR", []contract.Party{party("MOR", "Vei 1", hidden("PLACE"))}, []string{""}},
		{"or something that isn't known here", "FAR", []contract.Party{party("MOR", "Vei 1", hidden("CAR"))}, []string{""}},
		{"a hidden phone hides no address", "FAR", []contract.Party{party("MOR", "Vei 1", hidden("PHONE"))}, []string{"Vei 1"}},
		{"nor the child who lives with her", "FAR", []contract.Party{party("MOR", "Vei 1, 5999 Fjordvik", hidden("ADDRESS")), party("HOVEDPERSON", "vei 1  5999 FJORDVIK", none)}, []string{"", ""}},
		{"nor whoever lives there by a part of it", "FAR", []contract.Party{
			party("HOVEDPERSON", "Granlia gård, Granlivegen 12, 0000 Tverrdal", hidden("ADDRESS")), party("FOSTERFORELDER", "Granlivegen 12, 0000 Tverrdal", none),
		}, []string{"", ""}},
		{"nor by another name of it", "FAR", []contract.Party{
			party("HOVEDPERSON", "Granlia gård, Tverrdal", hidden("PLACE")), party("FOSTERFORELDER", "Granlivegen 12, 0000 Tverrdal", none),
		}, []string{"", ""}},
		{"nor where the fagsystem keeps the place to itself", "FAR", []contract.Party{party("HOVEDPERSON", " ", hidden("PLACE")), party("FOSTERFORELDER", "Granlivegen 12", none)}, []string{"", ""}},
		{"nor in whatever order they come", "FAR", []contract.Party{party("FOSTERFORELDER", "Granlivegen 12", none), party("HOVEDPERSON", " ", hidden("PLACE"))}, []string{"", ""}},
		{"a hidden school hides no address", "FAR", []contract.Party{party("MOR", "Vei 1", hidden("SCHOOL"))}, []string{"Vei 1"}},
		{"but one that names it", "FAR", []contract.Party{party("HOVEDPERSON", "Vei 1", hidden("SCHOOL")), party("VERGE", "c/o School, Vei 2", none)}, []string{"Vei 1", ""}},
		{"a foster mother sees no addresses", "FOSTERFORELDER", []contract.Party{party("MOR", "Vei 1", none)}, []string{""}},
		{"a lawyer sees no addresses", "FULLMEKTIG", []contract.Party{party("MOR", "Vei 1", none)}, []string{""}},
		{"a role that isn't known sees nobody", "ANNEN", []contract.Party{party("MOR", "Vei 1", none)}, nil},
		{"a party in a role that isn't known isn't shown", "MOR", []contract.Party{party("ANNEN", "Vei 1", none)}, nil},
		{"the child sees where the parents live", "HOVEDPERSON", []contract.Party{party("MOR", "Vei 1", none), party("FAR", "Vei 2", none)}, []string{"Vei 1", "Vei 2"}},
	} {
		shown := show.OtherParties(one.parties, one.reader, show.HiddenFrom(contract.Party{}, one.parties))
		var got []string
		for _, other := range shown {
			if other.Address != nil {
				got = append(got, *other.Address)
			} else {
				got = append(got, "")
			}
		}
		if diff := cmp.Diff(one.want, got); diff != "" {
			t.Errorf("%s: %s", one.what, diff)
		}
		answer, _ := json.Marshal(shown)
		for _, never := range []string{"PHONE", "EMAIL", "SCHOOL", "PLACE"} {
			if strings.Contains(string(answer), never) {
				t.Errorf("%s: %s is shown", one.what, never)
			}
		}
	}
}

func TestWhatWaitsIsSortedByUrgency(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	entry := func(title string, opened bool, deadline string) contract.Entry {
		one := contract.Entry{Released: contract.EntryReleasedFULL, ReleasedAt: now, Journalpost: barnevern.Barnevernjournalpost{
			Tittel: title, Dokumenttype: ptr(barnevern.DokumenttypeVedtak),
		}}
		if opened {
			one.OpenedAt = &now
		}
		if deadline != "" {
			one.Remedy = &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Deadline: ptr(day(deadline))}
		}
		return one
	}
	draft := entry("plan", true, "")
	draft.Journalpost.Dokumenttype, draft.DraftForComments, draft.CommentsUntil = nil, ptr(true), ptr(day("2026-12-20"))
	titleOnly := entry("title", false, "2026-11-25")
	titleOnly.Released = contract.EntryReleasedTITLE
	published := entry("published", true, "")
	published.Journalpost.Klagefrist = ptr(time.Date(2026, 12, 4, 22, 59, 59, 0, time.UTC))
	finished := draft
	finished.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindFINISHED, At: now}
	waiting := show.Waiting(show.Waits{
		Entries: []contract.Entry{entry("new", false, "2026-12-20"), entry("soon", true, "2026-11-22"), entry("late", true, "2026-11-21"), draft, finished, titleOnly, published},
		Complaints: []portal.ComplaintRight{
			{ComplaintDeadline: ptr(day("2026-11-23"))}, {ComplaintDeadline: ptr(day("2026-11-21"))},
		},
		Consents: []contract.Consent{{Purpose: "school", State: contract.ConsentStateASKED, AskedAt: now, AnswerBy: ptr(day("2026-12-20"))}, {Purpose: "too late", State: contract.ConsentStateASKED, AskedAt: now, ValidUntil: ptr(day("2026-11-21"))}, {Purpose: "old", State: contract.ConsentStateGIVEN}},
		Meetings: show.Meetings([]contract.Meeting{
			{Title: "meeting", State: contract.MeetingStatePLANNED, StartsAt: now.Add(time.Hour)},
			{Title: "held", State: contract.MeetingStateHELD, StartsAt: now.Add(time.Hour)},
			{Title: "cancelled", State: contract.MeetingStateCANCELLED, StartsAt: now.Add(time.Hour)},
			{Title: "over", State: contract.MeetingStatePLANNED, StartsAt: now.Add(-2 * time.Hour), EndsAt: ptr(now.Add(-time.Hour))},
		}, "nb", now), Unread: 3}, "nb", now)
	var got []string
	for _, one := range waiting {
		line := string(one.Kind)
		if one.Title != nil {
			line += " " + *one.Title
		}
		if one.Date != nil {
			line += " " + one.Date.String()
		}
		got = append(got, line)
	}
	want := []string{
		"COMPLAINT_DEADLINE soon 2026-11-22",
		"COMPLAINT_DEADLINE 2026-11-23",
		"COMPLAINT_DEADLINE title 2026-11-25", // one may complain without having read it
		"UNOPENED_DECISION new 2026-11-22",
		"UNREAD_MESSAGES",
		"CONSENT school 2026-12-20",
		"COMPLAINT_DEADLINE published 2026-12-04",
		"COMPLAINT_DEADLINE new 2026-12-20",
		"COMMENT_WANTED plan 2026-12-20",
		"MEETING meeting",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMachineTranslationsOfWhatBindsAreNeverShown(t *testing.T) {
	t.Parallel()
	decision := contract.Entry{Journalpost: barnevern.Barnevernjournalpost{Dokumenttype: ptr(barnevern.DokumenttypeVedtak)}}
	consent := contract.Entry{Journalpost: barnevern.Barnevernjournalpost{SamtykkeId: ptr("1")}}
	deadline := contract.Entry{Journalpost: barnevern.Barnevernjournalpost{Klagefrist: ptr(time.Now())}}
	letter := contract.Entry{}
	for _, one := range []struct {
		entry contract.Entry
		kind  contract.ProvenanceKind
		may   bool
	}{
		{decision, "MACHINE", false}, {consent, "MACHINE", false}, {deadline, "MACHINE", false}, {letter, "MACHINE", true},
		{decision, "CERTIFIED", true}, {decision, "PERSON", true}, {decision, "ORIGINAL", true}, {letter, "ORACLE", false},
	} {
		if may := show.MayShowText(one.entry, contract.Provenance{Kind: one.kind}); may != one.may {
			t.Errorf("%+v: %v", one, may)
		}
	}
}

// A deadline that a machine has put into other words is none that one may go by,
// in minutes and letters either.
// A decision of which there is neither a PDF nor a text that may be shown is
// there: whoever it is released to learns of it and whom to ask.
func TestADocumentThatCannotBeShownIsStillThere(t *testing.T) {
	t.Parallel()
	entry := contract.Entry{
		Released: contract.EntryReleasedFULL,
		Journalpost: barnevern.Barnevernjournalpost{Tittel: "Vedtak", Dokumenttype: ptr(barnevern.DokumenttypeVedtak), Dokumenter: []*barnevern.Dokument{
			{Filnavn: "vedtak.docx", MimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Tittel: "Vedtaket"},
		}},
		Documents: []contract.EntryDocument{{Version: "1", OriginalLanguage: "nb", Title: map[string]string{}}},
	}
	shown := show.Entry(entry, show.Reader{}, "nb", at("2026-11-22 12:00"))
	if len(shown.Documents) != 1 || shown.Documents[0].HasPdf || len(shown.Documents[0].Texts) != 0 || shown.Documents[0].Title != "Vedtaket" {
		t.Errorf("%+v", shown.Documents)
	}
}

// Whoever fills only the published schema says until when one can complain, and
// of an entry of which the title alone is released, too.
func TestThePublishedDeadlineIsShownWithoutARemedy(t *testing.T) {
	t.Parallel()
	for _, released := range []contract.EntryReleased{contract.EntryReleasedFULL, contract.EntryReleasedTITLE} {
		entry := contract.Entry{Released: released, Journalpost: barnevern.Barnevernjournalpost{Tittel: "Vedtak", Klagefrist: ptr(at("2026-12-03 23:59"))}}
		shown := show.Entry(entry, show.Reader{}, "nb", at("2026-11-22 12:00"))
		if shown.Remedy != nil || shown.Summary.ComplaintDeadline == nil || shown.Summary.ComplaintDeadline.String() != "2026-12-03" {
			t.Errorf("%s: %+v", released, shown.Summary)
		}
		show.WithoutComplaint(&shown)
		if shown.Summary.ComplaintDeadline != nil {
			t.Error("whoever may not complain is told of a deadline")
		}
	}
}

// Null means that there is no deadline; where the same entry has a published one,
// whoever believed the null would let a right run out.
func TestAPublishedDeadlineHoldsAgainstARemedyWithoutOne(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	for what, one := range map[string]struct {
		remedys   *openapi.Date
		published *time.Time
		want      string
	}{
		"both":                   {ptr(day("2026-12-01")), ptr(at("2026-12-03 23:59")), "2026-12-01"},
		"only the remedy's":      {ptr(day("2026-12-01")), nil, "2026-12-01"},
		"null against published": {nil, ptr(at("2026-12-03 23:59")), "2026-12-03"},
		"none":                   {nil, nil, ""},
	} {
		entry := contract.Entry{
			Released: contract.EntryReleasedFULL, Journalpost: barnevern.Barnevernjournalpost{Tittel: "Vedtak", Klagefrist: one.published},
			Remedy: &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Deadline: one.remedys, Receiver: "Barneverntjenesten"},
		}
		shown := show.Entry(entry, show.Reader{}, "nb", now)
		rights := show.Complaints([]contract.Entry{entry}, contract.RoleMOR, now)
		for where, deadline := range map[string]*openapi.Date{"summary": shown.Summary.ComplaintDeadline, "remedy": shown.Remedy.Deadline, "unseen": rights[0].Remedy.Deadline} {
			got := ""
			if deadline != nil {
				got = deadline.String()
			}
			if got != one.want {
				t.Errorf("%s, %s: %q", what, where, got)
			}
		}
		if (shown.Remedy.DaysLeft != nil) != (one.want != "") {
			t.Errorf("%s: %+v", what, shown.Remedy)
		}
		if entry.Remedy.Deadline != one.remedys {
			t.Errorf("%s: the fagsystem's answer isn't ours to change", what)
		}
	}
}

func TestDeadlinesAreNeverShownInAMachinesWords(t *testing.T) {
	t.Parallel()
	said := func(language string, kind contract.ProvenanceKind, deadline *string) contract.InShortText {
		return contract.InShortText{Language: language, What: "Si hva du mener", Deadline: deadline, Provenance: contract.Provenance{Kind: kind}}
	}
	until := ptr("innen 4. desember")
	for name, one := range map[string]struct {
		given []contract.InShortText
		want  []string
	}{
		"a machine's with a deadline":             {[]contract.InShortText{said("pl", "MACHINE", until), said("nb", "ORIGINAL", until)}, []string{"nb"}},
		"a machine's without":                     {[]contract.InShortText{said("pl", "MACHINE", ptr(" ")), said("nb", "ORIGINAL", until)}, []string{"pl", "nb"}},
		"a person's with a deadline":              {[]contract.InShortText{said("pl", "PERSON", until), said("nb", "ORIGINAL", until)}, []string{"pl", "nb"}},
		"nothing but a machine's with a deadline": {[]contract.InShortText{said("pl", "MACHINE", until)}, nil},
	} {
		minutes := contract.Entry{
			Released: contract.EntryReleasedFULL, InShort: &contract.InShort{Texts: one.given},
			Journalpost: barnevern.Barnevernjournalpost{Dokumenttype: ptr(barnevern.DokumenttypeMotereferat)},
		}
		var got []string
		if shown := show.Entry(minutes, show.Reader{}, "pl", time.Now()).InShort; shown != nil {
			for _, text := range shown.Texts {
				got = append(got, text.Language)
			}
			if shown.InYourLanguage != (got[0] == "pl") {
				t.Errorf("%s: in one's language: %v", name, shown.InYourLanguage)
			}
		}
		if diff := cmp.Diff(one.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestWhatIsAskedUntilADayIsNeverAskedInAMachinesWords(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		kind  contract.ProvenanceKind
		until *openapi.Date
		want  string
	}{
		"a machine's, until a day": {contract.ProvenanceKindMACHINE, &openapi.Date{Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}, "nb Svar innen 1. desember"},
		"a machine's, without":     {contract.ProvenanceKindMACHINE, nil, "pl Do 1 grudnia"},
		"a person's, until a day":  {contract.ProvenanceKindPERSON, &openapi.Date{Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}, "pl Do 1 grudnia"},
		"a certified, until a day": {contract.ProvenanceKindCERTIFIED, &openapi.Date{Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}, "pl Do 1 grudnia"},
	} {
		entry := contract.Entry{
			Released: contract.EntryReleasedFULL, DraftForComments: ptr(true), CommentsUntil: one.until,
			CommentsAsked: &contract.CommentsAsked{Text: "Svar innen 1. desember", Language: "nb", Translations: map[string]string{"pl": "Do 1 grudnia"}},
			Documents:     []contract.EntryDocument{{OriginalLanguage: "nb", Texts: []contract.TextInfo{{Language: "pl", Provenance: contract.Provenance{Kind: one.kind}}}}},
		}
		asked := show.Entry(entry, show.Reader{}, "pl", time.Now()).CommentsAsked
		if asked == nil || asked.Language+" "+asked.Text != one.want {
			t.Errorf("%s: %+v", name, asked)
		}
	}
}

func TestPlansAndUnknownWords(t *testing.T) {
	t.Parallel()
	entry := contract.Entry{Released: contract.EntryReleasedFULL, Journalpost: barnevern.Barnevernjournalpost{
		Tittel: "Plan", Dokumenttype: ptr(barnevern.Dokumenttype("NYTT")),
		TiltaksplanDetaljer: &barnevern.TiltaksplanDetaljer{
			Tiltaksstatus: "MANUELT_AVSLUTTET ", Startdato: at("2026-09-01 00:00"), Sluttdato: at("2027-02-28 00:00"),
			Delmal: []barnevern.Delmal{{Id: "1", Beskrivelse: "A"}, {Id: "2", Beskrivelse: "B"}, {Id: "3", Beskrivelse: "C"}},
		},
	}, SubGoalStates: []contract.SubGoalState{{Id: "1", State: contract.SubGoalStateStateACHIEVED}, {Id: "2", State: "ODD"}}}
	shown := show.Entry(entry, show.Reader{}, "nb", time.Now())
	if shown.Summary.Type != portal.EntryTypeLETTER || shown.Plan.State != portal.MeasuresPlanStateENDEDEARLY || shown.Plan.StartDate.String() != "2026-09-01" {
		t.Errorf("%+v", shown.Plan)
	}
	for i, want := range []portal.SubGoalState{portal.SubGoalStateACHIEVED, portal.SubGoalStateUNKNOWN, portal.SubGoalStateUNKNOWN} {
		if shown.Plan.SubGoals[i].State != want {
			t.Errorf("%+v", shown.Plan.SubGoals[i])
		}
	}
	entry.Journalpost.TiltaksplanDetaljer.Tiltaksstatus = "NYTT"
	entry.Remedy = &contract.Remedy{Kind: "NYTT"}
	if shown := show.Entry(entry, show.Reader{}, "nb", time.Now()); shown.Plan != nil || shown.Remedy != nil {
		t.Errorf("%+v", shown)
	}
}

func TestATranslationOfAnEarlierVersionIsOutdated(t *testing.T) {
	t.Parallel()
	document := contract.EntryDocument{Version: "2"}
	of := func(kind contract.ProvenanceKind, version string) contract.Provenance {
		return contract.Provenance{Kind: kind, OfVersion: version}
	}
	for name, c := range map[string]struct {
		provenance   contract.Provenance
		said, wanted bool
	}{
		"of this version":                    {of(contract.ProvenanceKindCERTIFIED, "2"), false, false},
		"of an earlier one":                  {of(contract.ProvenanceKindCERTIFIED, "1"), false, true},
		"the fagsystem says so":              {of(contract.ProvenanceKindPERSON, "2"), true, true},
		"nobody says of which":               {of(contract.ProvenanceKindPERSON, ""), false, false},
		"the original is always its own one": {of(contract.ProvenanceKindORIGINAL, "1"), false, false},
	} {
		if got := show.Outdated(document, c.provenance, c.said); got != c.wanted {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWhatOneHasAnsweredWaitsNoMore(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	entry := func(id uuid.UUID) contract.Entry {
		return contract.Entry{EntryId: id, Released: contract.EntryReleasedFULL, ReleasedAt: now, OpenedAt: &now, DraftForComments: ptr(true)}
	}
	consent := func(id uuid.UUID, version string) contract.Consent {
		return contract.Consent{ConsentId: id, TextVersion: version, State: contract.ConsentStateASKED, AskedAt: now}
	}
	commented, open := uuid.New(), uuid.New()
	answered, anew, unanswered := uuid.New(), uuid.New(), uuid.New()
	waiting := show.Waiting(show.Waits{
		Entries:  []contract.Entry{entry(commented), entry(open)},
		Consents: []contract.Consent{consent(answered, "2"), consent(anew, "2"), consent(unanswered, "1")},
		Done:     show.Done{Commented: map[uuid.UUID]bool{commented: true}, Answered: map[uuid.UUID]string{answered: "2", anew: "1"}},
	}, "nb", now)
	got := map[uuid.UUID]portal.WaitingKind{}
	for _, one := range waiting {
		if one.EntryId != nil {
			got[*one.EntryId] = one.Kind
		} else {
			got[*one.ConsentId] = one.Kind
		}
	}
	want := map[uuid.UUID]portal.WaitingKind{
		open: portal.WaitingKindCOMMENTWANTED, unanswered: portal.WaitingKindCONSENT,
		anew: portal.WaitingKindCONSENT, // the text has changed since
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestADayIsOneThatPagesCanRead: systems write the first or the last moment that
// they know where there is no date, and in Oslo that is beyond any year of four digits.
func TestADayIsOneThatPagesCanRead(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"9999-12-31T23:59:59.9999999Z": "9999-12-31", "9999-12-31T23:59:59-11:00": "9999-12-31", "9999-12-31T12:00:00Z": "9999-12-31", "0001-01-01T00:00:00Z": "0001-01-01",
		"0000-01-01T00:00:00+14:00": "0001-01-01", "2026-12-04T23:00:00Z": "2026-12-05",
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		kind := barnevern.DokumenttypeVedtak
		entry := contract.Entry{EntryId: uuid.New(), Released: contract.EntryReleasedFULL, Journalpost: barnevern.Barnevernjournalpost{Tittel: "Vedtak", Dokumenttype: &kind, DokumentetsDato: &moment, Klagefrist: &moment}}
		shown := show.EntrySummary(entry, show.Reader{}, "nb")
		if shown.Date.String() != want || shown.ComplaintDeadline.String() != want {
			t.Errorf("%s is shown as %s and %s", at, shown.Date, shown.ComplaintDeadline)
		}
	}
}
