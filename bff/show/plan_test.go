package show_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/show"
)

// aPlan is a released plan of two sub-goals, with an Arabic text made as said.
func aPlan(title, date string, arabic contract.ProvenanceKind) contract.Entry {
	return contract.Entry{
		EntryId: uuid.New(), Released: contract.EntryReleasedFULL,
		Journalpost: barnevern.Barnevernjournalpost{
			Tittel: title, Dokumenttype: ptr(barnevern.DokumenttypeTiltaksplan), DokumentetsDato: ptr(at(date + " 12:00")), Tidslinje: ptr(true),
			TiltaksplanDetaljer: &barnevern.TiltaksplanDetaljer{
				Tiltaksstatus: barnevern.TiltaksstatusAktiv, Startdato: at("2026-11-01 00:00"), Sluttdato: at("2027-05-01 00:00"),
				Delmal: []barnevern.Delmal{{Id: "1", Beskrivelse: "Skole"}, {Id: "2", Beskrivelse: "Søvn"}},
			},
		},
		SubGoalStates: []contract.SubGoalState{
			{Id: "1", State: contract.SubGoalStateStateACHIEVED, Description: map[string]string{"ar": "المدرسة"}},
			{Id: "2", State: contract.SubGoalStateStateNOTSTARTED, Description: map[string]string{"ar": "النوم"}},
		},
		Documents: []contract.EntryDocument{{DocumentId: uuid.New(), OriginalLanguage: "nb", Texts: []contract.TextInfo{
			{Language: "nb", Provenance: contract.Provenance{Kind: contract.ProvenanceKindORIGINAL}},
			{Language: "ar", Provenance: contract.Provenance{Kind: arabic, Agency: ptr("Fjordtolk")}},
		}}},
	}
}

func described(plan *portal.MeasuresPlan) string {
	var words []string
	for _, goal := range plan.SubGoals {
		words = append(words, goal.Description+" "+string(goal.State))
	}
	return strings.Join(words, ", ")
}

func TestSubGoalsAreReadInOnesLanguageAllOrNone(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	half := aPlan("Plan", "2026-11-18", contract.ProvenanceKindCERTIFIED)
	half.SubGoalStates[1].Description = nil
	unmade := aPlan("Plan", "2026-11-18", contract.ProvenanceKindCERTIFIED)
	unmade.Documents[0].Texts = unmade.Documents[0].Texts[:1]
	bound := aPlan("Plan", "2026-11-18", contract.ProvenanceKindMACHINE)
	bound.Journalpost.SamtykkeId = ptr("1")
	norwegian := "Skole ACHIEVED, Søvn NOT_STARTED"
	for _, one := range []struct {
		what     string
		entry    contract.Entry
		language string
		want     string
		by       portal.ProvenanceKind
	}{
		{"a certified translation", aPlan("Plan", "2026-11-18", contract.ProvenanceKindCERTIFIED), "ar", "المدرسة ACHIEVED, النوم NOT_STARTED", portal.ProvenanceKindCERTIFIED},
		{"a machine's, and it says so", aPlan("Plan", "2026-11-18", contract.ProvenanceKindMACHINE), "ar", "المدرسة ACHIEVED, النوم NOT_STARTED", portal.ProvenanceKindMACHINE},
		{"the original's language", aPlan("Plan", "2026-11-18", contract.ProvenanceKindCERTIFIED), "nb", norwegian, ""},
		{"a language that nobody has made", aPlan("Plan", "2026-11-18", contract.ProvenanceKindCERTIFIED), "pl", norwegian, ""},
		{"half of it", half, "ar", norwegian, ""},
		{"words of which nobody says how they were made", unmade, "ar", norwegian, ""},
		{"a machine's of what belongs to a consent", bound, "ar", norwegian, ""},
	} {
		plan := show.Entry(one.entry, show.Reader{}, one.language, now).Plan
		if got := described(plan); got != one.want {
			t.Errorf("%s: %s", one.what, got)
		}
		language := "nb"
		if one.by != "" {
			language = one.language
		}
		if *plan.Language != language || (plan.Translation != nil) != (one.by != "") || plan.Translation != nil && plan.Translation.Provenance.Kind != one.by {
			t.Errorf("%s: %s, %+v", one.what, *plan.Language, plan.Translation)
		}
	}
}

func TestADraftSaysWhatIsAskedAndLaterWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	asked := aPlan("Utkast", "2026-11-18", contract.ProvenanceKindCERTIFIED)
	asked.DraftForComments, asked.CommentsUntil = ptr(true), ptr(day("2026-12-01"))
	asked.CommentsAsked = &contract.CommentsAsked{Text: "Passer tidene?", Language: "nb"}
	shown := show.Entry(asked, show.Reader{}, "nb", now)
	if !*shown.DraftForComments || shown.CommentsUntil.String() != "2026-12-01" || shown.CommentsAsked.Text != "Passer tidene?" || shown.DraftOutcome != nil {
		t.Errorf("%+v", shown)
	}
	final := uuid.New()
	asked.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindFINISHED, At: now, FinalEntryId: &final, Text: ptr("Møtene er flyttet."), Language: ptr("nb")}
	shown = show.Entry(asked, show.Reader{}, "nb", now)
	if shown.DraftForComments != nil || shown.CommentsUntil != nil || shown.CommentsAsked != nil {
		t.Errorf("it goes on asking: %+v", shown)
	}
	if got := shown.DraftOutcome; got.Kind != portal.DraftOutcomeKindFINISHED || *got.Text != "Møtene er flyttet." || *got.FinalEntryId != final || got.Date.String() != "2026-11-22" {
		t.Errorf("%+v", got)
	}
	asked.DraftOutcome.FinalEntryId = &asked.EntryId
	if got := show.Entry(asked, show.Reader{}, "nb", now).DraftOutcome; got.FinalEntryId != nil {
		t.Error("it leads to itself")
	}
	asked.DraftOutcome.Kind = "NEW"
	if got := show.Entry(asked, show.Reader{}, "nb", now).DraftOutcome; got != nil {
		t.Errorf("an outcome that isn't known: %+v", got)
	}
	asked.Released = contract.EntryReleasedTITLE
	asked.DraftOutcome = nil
	if shown := show.Entry(asked, show.Reader{}, "nb", now); shown.DraftForComments != nil || shown.CommentsAsked != nil || shown.Plan != nil {
		t.Errorf("of which only the title is released: %+v", shown)
	}
}

func TestThePlansPage(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	ended := aPlan("Den gamle", "2026-10-20", contract.ProvenanceKindCERTIFIED)
	ended.Journalpost.TiltaksplanDetaljer.Tiltaksstatus = barnevern.TiltaksstatusAvsluttet
	inForce := aPlan("Planen", "2026-10-18", contract.ProvenanceKindCERTIFIED)
	draft := aPlan("Utkast", "2026-11-18", contract.ProvenanceKindCERTIFIED)
	draft.DraftForComments = ptr(true)
	became := aPlan("Ble planen", "2026-10-10", contract.ProvenanceKindCERTIFIED)
	became.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindFINISHED, At: now.AddDate(0, 0, -10), FinalEntryId: &inForce.EntryId}
	elsewhere := aPlan("Ble noe jeg ikke ser", "2026-10-09", contract.ProvenanceKindCERTIFIED)
	elsewhere.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindDROPPED, At: now.AddDate(0, 0, -10), FinalEntryId: ptr(uuid.New())}
	longAgo := aPlan("For lenge siden", "2026-05-09", contract.ProvenanceKindCERTIFIED)
	longAgo.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindDROPPED, At: now.AddDate(0, 0, -91)}
	minutes := contract.Entry{EntryId: uuid.New(), Released: contract.EntryReleasedFULL, DraftForComments: ptr(true),
		Journalpost: barnevern.Barnevernjournalpost{Tittel: "Referat", DokumentetsDato: ptr(at("2026-11-20 12:00"))}}
	unseen := aPlan("Bare tittelen", "2026-11-19", contract.ProvenanceKindCERTIFIED)
	unseen.Released, unseen.Journalpost.Tidslinje = contract.EntryReleasedTITLE, nil
	entries := []contract.Entry{minutes, unseen, draft, ended, inForce, became, elsewhere, longAgo}
	current := &barnevern.Milepel{Navn: "Hjelpetiltak", Startdato: at("2026-11-18 09:00")}
	mappe := barnevern.Barnevernmappe{NavaerendeMilepel: current, Milepeler: []*barnevern.Milepel{
		{Navn: "Undersøkelse", Startdato: at("2026-10-19 09:00"), Sluttdato: ptr(at("2026-11-18 09:00"))}, nil, current,
	}}

	plan := show.Plan(contract.CaseCopy{Mappe: mappe}, entries, show.Reader{}, "nb", now)
	titles := func(entries []portal.Entry) (titles []string) {
		for _, entry := range entries {
			titles = append(titles, entry.Summary.Title)
		}
		return titles
	}
	if diff := cmp.Diff([]string{"Utkast", "Planen", "Den gamle"}, titles(plan.Plans)); diff != "" {
		t.Error("plans", diff)
	}
	if diff := cmp.Diff([]string{"Referat", "Utkast", "Ble planen", "Ble noe jeg ikke ser"}, titles(plan.Drafts)); diff != "" {
		t.Error("drafts", diff)
	}
	if last := plan.Drafts[len(plan.Drafts)-1].DraftOutcome; last.FinalEntryId != nil {
		t.Error("it leads to what isn't in this copy")
	}
	if last := plan.Drafts[len(plan.Drafts)-2].DraftOutcome; *last.FinalEntryId != inForce.EntryId {
		t.Error("it doesn't lead to the final one")
	}
	var story []string
	for _, item := range plan.Timeline {
		switch {
		case item.Milestone != nil && item.Entry == nil:
			story = append(story, item.Date.String()+" step "+item.Milestone.Name)
		case item.Entry != nil && item.Milestone == nil:
			story = append(story, item.Date.String()+" entry "+item.Entry.Title)
		default:
			t.Errorf("%+v is neither a step nor an entry", item)
		}
	}
	// The minutes and the title aren't marked for it; on one day the step stands above.
	if diff := cmp.Diff([]string{
		"2026-11-18 step Hjelpetiltak", "2026-11-18 entry Utkast", "2026-10-20 entry Den gamle", "2026-10-19 step Undersøkelse", "2026-10-18 entry Planen",
		"2026-10-10 entry Ble planen", "2026-10-09 entry Ble noe jeg ikke ser", "2026-05-09 entry For lenge siden",
	}, story); diff != "" {
		t.Error("timeline", diff)
	}
}

func TestAChildIsToldOfItsRightToComplainAndOfNothingElse(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	decision := func(title string, may bool, deadline string, decided time.Time) contract.Entry {
		one := contract.Entry{EntryId: uuid.New(), Released: contract.EntryReleasedTITLE, ChildMayComplain: &may, Remedy: &contract.Remedy{
			Kind: contract.RemedyKindACUTEDECISION, Receiver: "Nemnda",
		}, Journalpost: barnevern.Barnevernjournalpost{Tittel: title, DokumentetsDato: &decided}}
		if deadline != "" {
			one.Remedy.Deadline = ptr(day(deadline))
		}
		return one
	}
	november := at("2026-11-10 12:00")
	withoutRemedy := decision("no remedy", true, "", november)
	withoutRemedy.Remedy = nil
	strange := decision("unknown remedy", true, "2026-12-01", november)
	strange.Remedy.Kind = "NEW"
	// Until when is all that the published object says of it.
	onlyUntil := decision("only until when", true, "", at("2026-11-09 12:00"))
	onlyUntil.Remedy, onlyUntil.Journalpost.Klagefrist = nil, ptr(at("2026-11-30 23:59"))
	rights := show.Complaints([]contract.Entry{
		decision("in the past", true, "2026-11-01", at("2026-10-11 12:00")),
		decision("open", true, "2026-12-01", november),
		decision("without a deadline", true, "", at("2026-11-12 12:00")),
		decision("not the child's", false, "2026-12-01", november),
		decision("too long ago", true, "2026-08-01", at("2026-07-11 12:00")),
		withoutRemedy, strange, onlyUntil,
	}, contract.RoleHOVEDPERSON, now)
	var got []string
	for _, right := range rights {
		line := right.Date.String()
		if right.Remedy != nil {
			line += " " + string(right.Remedy.Kind) + " " + right.Remedy.Receiver
		}
		if right.ComplaintDeadline != nil {
			line += " " + right.ComplaintDeadline.String()
		}
		got = append(got, line)
	}
	if diff := cmp.Diff([]string{
		"2026-11-12 ACUTE_DECISION Nemnda", "2026-11-10 ACUTE_DECISION Nemnda 2026-12-01", "2026-11-10 2026-12-01", "2026-11-09 2026-11-30",
		"2026-10-11 ACUTE_DECISION Nemnda 2026-11-01",
	}, got); diff != "" {
		t.Error(diff)
	}
	if *rights[4].Remedy.DaysLeft != -21 {
		t.Error("a deadline in the past")
	}
}

// TestADraftWhoseFinalOneIsNotInThisCopyIsNoPlanInForce: of the final one nothing is known here, and the draft isn't it.
func TestADraftWhoseFinalOneIsNotInThisCopyIsNoPlanInForce(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	became := aPlan("Ble noe jeg ikke ser", "2026-11-10", contract.ProvenanceKindCERTIFIED)
	became.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindFINISHED, At: now.AddDate(0, 0, -1), FinalEntryId: ptr(uuid.New())}
	plan := show.Plan(contract.CaseCopy{}, []contract.Entry{became}, show.Reader{}, "nb", now)
	if len(plan.Plans) != 0 {
		t.Errorf("%+v", plan.Plans)
	}
	if len(plan.Drafts) != 1 || plan.Drafts[0].DraftOutcome.FinalEntryId != nil {
		t.Errorf("%+v", plan.Drafts)
	}
}

// TestAMeetingIsThereWhileItLasts also where its end isn't said, or can't be right.
func TestAMeetingIsThereWhileItLasts(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	meeting := func(starts time.Duration, ends *time.Duration) []contract.Meeting {
		one := contract.Meeting{Title: "Møte", State: contract.MeetingStatePLANNED, StartsAt: now.Add(starts)}
		if ends != nil {
			one.EndsAt = ptr(now.Add(*ends))
		}
		return []contract.Meeting{one}
	}
	for what, one := range map[string]struct {
		meetings      []contract.Meeting
		planned, held bool
	}{
		"just begun, and nobody says until when": {meeting(-10*time.Minute, nil), true, false},
		"over, and nobody said until when":       {meeting(-61*time.Minute, nil), false, true},
		"it lasts long":                          {meeting(-2*time.Hour, ptr(time.Minute)), true, false},
		"over early":                             {meeting(-30*time.Minute, ptr(-time.Minute)), false, true},
		"an end before its beginning":            {meeting(24*time.Hour, ptr(-24*time.Hour)), true, false},
		"an end at its beginning":                {meeting(-10*time.Minute, ptr(-10*time.Minute)), true, false},
	} {
		planned, held := show.Meetings(one.meetings, "nb", now), show.HeldMeetings(one.meetings, "nb", now)
		if (len(planned) == 1) != one.planned || (len(held) == 1) != one.held {
			t.Errorf("%s: planned %d, held %d", what, len(planned), len(held))
		}
		for _, shown := range append(planned, held...) {
			if shown.EndsAt != nil && !shown.EndsAt.After(shown.StartsAt) {
				t.Errorf("%s: it ends at %s", what, shown.EndsAt)
			}
		}
	}
}

func TestAMeetingThatWasCalledOffIsToldOfUntilItsTime(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	shown := show.CancelledMeetings([]contract.Meeting{
		{Title: "later", State: contract.MeetingStateCANCELLED, StartsAt: now.Add(48 * time.Hour)},
		{Title: "soon", State: contract.MeetingStateCANCELLED, StartsAt: now.Add(time.Hour)},
		{Title: "past", State: contract.MeetingStateCANCELLED, StartsAt: now.Add(-time.Hour)},
		{Title: "planned", State: contract.MeetingStatePLANNED, StartsAt: now.Add(time.Hour)},
	}, "nb", now)
	if len(shown) != 2 || shown[0].Title != "soon" || shown[1].Title != "later" || shown[0].State != portal.MeetingStateCANCELLED {
		t.Errorf("%+v", shown)
	}
}

func TestWhatBecameOfADraftIsInTheReadersLanguageWhereItMayBe(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		made     contract.ProvenanceKind
		language string
		want     string
	}{
		{contract.ProvenanceKindCERTIFIED, "ar", "ar أضفنا هدفًا"},
		{contract.ProvenanceKindCERTIFIED, "pl", "nb Vi la til et mål"},
		{contract.ProvenanceKindCERTIFIED, "nb", "nb Vi la til et mål"},
	} {
		entry := aPlan("Planen", "2026-11-18", one.made)
		entry.DraftOutcome = &contract.DraftOutcome{
			Kind: contract.DraftOutcomeKindFINISHED, At: at("2026-11-20 09:00"), Text: ptr("Vi la til et mål"), Language: ptr("nb"),
			Translations: map[string]string{"ar": "أضفنا هدفًا", "pl": " "},
		}
		shown := show.Entry(entry, show.Reader{}, one.language, at("2026-11-22 12:00")).DraftOutcome
		if got := *shown.Language + " " + *shown.Text; got != one.want {
			t.Errorf("%+v: %s", one, got)
		}
	}
	// A machine's words for what binds stay out, here too.
	entry := aPlan("Planen", "2026-11-18", contract.ProvenanceKindMACHINE)
	entry.Remedy = &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Receiver: "Kommunen"}
	entry.DraftForComments, entry.CommentsAsked = ptr(true), &contract.CommentsAsked{Text: "Hva mener du?", Language: "nb", Translations: map[string]string{"ar": "ما رأيك؟"}}
	if asked := show.Entry(entry, show.Reader{}, "ar", at("2026-11-22 12:00")).CommentsAsked; asked.Language != "nb" || asked.Text != "Hva mener du?" {
		t.Errorf("%+v", asked)
	}
}
