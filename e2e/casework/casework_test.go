package casework

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// TestWhatEachOfTheDemosPeopleSees goes through everybody once.
func TestWhatEachOfTheDemosPeopleSees(t *testing.T) {
	t.Parallel()
	r := start(t)
	everybody := map[string]*seen{}
	contexts := map[string]context.Context{}
	for _, citizen := range r.list.Citizens {
		if citizen.NationalNumber == nil {
			continue
		}
		contexts[citizen.ID], _ = r.logIn(t, citizen.ID, session.High)
		everybody[citizen.ID] = r.lookAround(t, contexts[citizen.ID])
	}
	t.Run("nobody meets a protected fact of another, or any national number", func(t *testing.T) {
		for _, m := range r.list.Municipalities {
			secrets, err := seed.Secrets(m.ID)
			must(t, err)
			if len(secrets) == 0 && m.ID == "fjordvik" {
				t.Fatal("there are no secrets to look for")
			}
			for id, s := range everybody {
				var own []string
				for _, secret := range secrets {
					if secret.Person == id {
						own = secret.Strings // who lives together shares an address
					}
				}
				for _, secret := range secrets {
					for _, text := range secret.Strings {
						if !slices.Contains(own, text) && strings.Contains(s.all.String(), text) {
							t.Errorf("%s meets a fact of %s", id, secret.Person)
						}
					}
				}
				for _, citizen := range r.list.Citizens {
					if citizen.NationalNumber != nil && strings.Contains(s.all.String(), *citizen.NationalNumber) {
						t.Errorf("%s meets the number of %s", id, citizen.ID)
					}
				}
			}
		}
	})
	t.Run("the mother reads the decision in Arabic next to the Norwegian", func(t *testing.T) {
		s := everybody["rania"]
		aligned := 0
		for _, text := range s.texts {
			if text.Translation == nil || text.Translation.Language != "ar" || text.Translation.Direction != portal.DirectionRtl {
				continue
			}
			ids := func(blocks []portal.Block) (ids []string) {
				for _, block := range blocks {
					ids = append(ids, block.Id)
				}
				return ids
			}
			if !slices.Equal(ids(text.Original.Blocks), ids(text.Translation.Blocks)) {
				t.Error("original and translation don't correspond")
			}
			aligned++
		}
		if aligned == 0 {
			t.Error("no document in Arabic")
		}
		one := s.cases[seed.CopyID("fjordvik", "layla", "rania")]
		if one.Role != portal.RoleMOTHER || one.ContactPerson.Name.Given != "Ingrid" || len(one.Milestones) != 4 || len(one.Latest) == 0 {
			t.Errorf("%+v", one)
		}
		if !slices.ContainsFunc(one.Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindUNOPENEDDECISION }) {
			t.Error("the decision doesn't wait for her")
		}
	})
	t.Run("who sees documents", func(t *testing.T) {
		for id, sees := range map[string]bool{
			"rania": true, "layla": true, "omar": true, "sami": false, "jakub": true, "ayan": true, "helle": true, "olena": true,
			"maksym": true, "emil": true, "mathea": true, "berit": false, "odd": false,
		} {
			documents := 0
			for _, entries := range everybody[id].entries {
				documents += len(entries)
			}
			if (documents > 0) != sees || len(everybody[id].cases) == 0 {
				t.Errorf("%s: %d documents, %d cases", id, documents, len(everybody[id].cases))
			}
		}
		for _, id := range []string{"gro", "frode"} {
			if len(everybody[id].cases) != 0 || len(everybody[id].citizen.Incomplete) != 0 {
				t.Errorf("%s has cases", id)
			}
		}
		for _, one := range everybody["sami"].cases {
			if !one.May.Conversation || one.May.Documents || len(one.Milestones) != 0 || len(one.OtherParties) != 0 {
				t.Errorf("%+v", one)
			}
		}
	})
	t.Run("what is another's doesn't exist", func(t *testing.T) {
		tried := 0
		for id, ctx := range contexts {
			for other, s := range everybody {
				for caseCopyID := range s.cases {
					if _, mine := everybody[id].cases[caseCopyID]; mine {
						continue
					}
					tried++
					if _, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: caseCopyID}); code(err) != problem.NotFound {
						t.Errorf("%s on %s's case: %v", id, other, err)
					}
					// Another's entry below one's own case copy.
					for mine, one := range everybody[id].cases {
						if !one.May.Documents || len(s.entries[caseCopyID]) == 0 {
							continue
						}
						theirs := s.entries[caseCopyID][0].Summary.EntryId
						if _, err := r.documents.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: mine, EntryId: theirs}); code(err) != problem.NotFound {
							t.Errorf("%s on %s's entry: %v", id, other, err)
						}
					}
				}
			}
		}
		if tried < 100 {
			t.Errorf("only %d tries", tried)
		}
	})
}

// plan is what somebody's page about the plan shows.
func (r *rooms) plan(t *testing.T, ctx context.Context, caseCopyID uuid.UUID) portal.Plan {
	t.Helper()
	answer, err := r.cases.GetPlan(ctx, portal.GetPlanRequestObject{CaseCopyId: caseCopyID})
	must(t, err)
	return portal.Plan(answer.(portal.GetPlan200JSONResponse))
}

func (r *rooms) awaitEvent(kind contract.EventType) {
	for event := range r.events {
		if event.Type == kind {
			return
		}
	}
}

// TestADraftFromTheFirstQuestionToWhatBecameOfIt: what is asked, until when, and
// afterwards what was changed.
func TestADraftFromTheFirstQuestionToWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "rania", session.High)
	mine, draftID := seed.CopyID("fjordvik", "layla", "rania"), seed.EntryID("fjordvik", "layla", "rania", "tiltaksplan")
	waits := func() bool {
		answer, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: mine})
		must(t, err)
		return slices.ContainsFunc(answer.(portal.GetCase200JSONResponse).Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindCOMMENTWANTED })
	}
	draftOf := func(plan portal.Plan) portal.Entry {
		at := slices.IndexFunc(plan.Drafts, func(e portal.Entry) bool { return e.Summary.EntryId == draftID })
		if at < 0 {
			t.Fatalf("the draft isn't among %d", len(plan.Drafts))
		}
		return plan.Drafts[at]
	}

	plan := r.plan(t, ctx, mine)
	if len(plan.Plans) != 1 || len(plan.Plans[0].Plan.SubGoals) != 5 || *plan.Plans[0].Plan.Language != "ar" || plan.Plans[0].Plan.Translation.Provenance.Kind != portal.ProvenanceKindCERTIFIED {
		t.Errorf("the plan in Arabic: %+v", plan.Plans)
	}
	if one := draftOf(plan); !*one.DraftForComments || one.CommentsUntil == nil || one.CommentsAsked == nil || !waits() {
		t.Errorf("what is asked: %+v", one)
	}
	steps, marked := 0, 0
	for _, item := range plan.Timeline {
		if item.Milestone != nil {
			steps++
		} else {
			marked++
		}
	}
	if steps != 4 || marked < 3 || !slices.IsSortedFunc(plan.Timeline, func(a, b portal.TimelineItem) int { return b.Date.Compare(a.Date.Time) }) {
		t.Errorf("%d steps and %d entries", steps, marked)
	}

	change := func(body map[string]any) {
		r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/entries/%s/draft", mine, draftID), body, nil)
		r.awaitEvent(contract.EventTypeEntryChanged)
	}
	change(map[string]any{"asking": true, "until": "2026-01-02"}) // the time to say something is over
	if one := draftOf(r.plan(t, ctx, mine)); !*one.DraftForComments || one.CommentsUntil.String() != "2026-01-02" || waits() {
		t.Errorf("after its time: %+v", one)
	}
	change(map[string]any{"asking": false, "outcome": map[string]any{"kind": "FINISHED", "at": time.Now(), "text": "Målet om skolen er endret.", "language": "nb"}})
	if one := draftOf(r.plan(t, ctx, mine)); one.DraftForComments != nil || *one.DraftOutcome.Text != "Målet om skolen er endret." || waits() {
		t.Errorf("what became of it: %+v", one)
	}
	// Omar has a copy of his own, in which nothing has changed.
	omars, _ := r.logIn(t, "omar", session.High)
	if one := r.plan(t, omars, seed.CopyID("fjordvik", "layla", "omar")); len(one.Drafts) != 1 || one.Drafts[0].DraftOutcome != nil {
		t.Errorf("%+v", one.Drafts)
	}
}

// TestAChildWithoutPartyRightsSeesItsRightToComplain, at either level, and not
// what was decided; one whose right was taken away sees nothing.
func TestAChildWithoutPartyRightsSeesItsRightToComplain(t *testing.T) {
	t.Parallel()
	r := start(t)
	mine := seed.CopyID("fjordvik", "sami", "sami")
	for _, level := range []session.Level{session.High, session.Substantial} {
		ctx, _ := r.logIn(t, "sami", level)
		s := r.lookAround(t, ctx)
		one := s.cases[mine]
		if len(one.Complaints) != 1 || one.Complaints[0].Remedy.Kind != portal.RemedyKindMUNICIPALDECISION || *one.Complaints[0].Remedy.DaysLeft < 8 ||
			one.Complaints[0].Remedy.Receiver != "Barneverntjenesten i Fjordvik kommune" {
			t.Errorf("%s: %+v", level, one.Complaints)
		}
		if !slices.ContainsFunc(one.Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindCOMPLAINTDEADLINE && w.Title == nil }) {
			t.Errorf("%s: %+v", level, one.Waiting)
		}
		if len(one.Latest) != 0 || strings.Contains(s.all.String(), "Vedtak om hjelp til Sami") {
			t.Errorf("%s: he sees what was decided", level)
		}
	}
	ctx, _ := r.logIn(t, "sami", session.High)
	// A deadline in the past is told as one, and waits for nobody.
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/release", mine), map[string]any{
		"title": map[string]string{"nb": "Akutt"}, "released": "TITLE", "deadlineDays": -2, "childMayComplain": true,
	}, nil)
	r.awaitEvent(contract.EventTypeEntryReleased)
	one := r.lookAround(t, ctx).cases[mine]
	waiting := slices.DeleteFunc(one.Waiting, func(w portal.Waiting) bool { return w.Kind != portal.WaitingKindCOMPLAINTDEADLINE })
	if len(one.Complaints) != 2 || *one.Complaints[0].Remedy.DaysLeft >= 0 || len(waiting) != 1 {
		t.Errorf("%+v\n%+v", one.Complaints, waiting)
	}
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/grants", mine), map[string]any{"conversation": "GRANTED", "complaint": "REFUSED"}, nil)
	r.awaitEvent(contract.EventTypeAccessChanged)
	if one := r.lookAround(t, ctx).cases[mine]; len(one.Complaints) != 0 {
		t.Errorf("%+v", one.Complaints)
	}
}

// TestWhoeverMayComplainSeesItAlsoWithoutDocuments, not only a child: of each
// decision in their own copy that has a remedy, and no word of what was decided.
func TestWhoeverMayComplainSeesItAlsoWithoutDocuments(t *testing.T) {
	t.Parallel()
	r := start(t)
	mine := seed.CopyID("fjordvik", "layla", "rania")
	grants := func(documents, complaint string) {
		r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/grants", mine), map[string]any{"documents": documents, "complaint": complaint}, nil)
		r.awaitEvent(contract.EventTypeAccessChanged)
	}
	grants("REFUSED", "GRANTED")
	ctx, _ := r.logIn(t, "rania", session.High)
	s := r.lookAround(t, ctx)
	one := s.cases[mine]
	if len(one.Complaints) == 0 || one.Complaints[0].Remedy.Receiver == "" || len(one.Latest) != 0 || len(one.Milestones) != 0 {
		t.Errorf("%+v", one)
	}
	if !slices.ContainsFunc(one.Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindCOMPLAINTDEADLINE && w.Title == nil }) {
		t.Errorf("%+v", one.Waiting)
	}
	if plain := asJSON(t, one); strings.Contains(plain, "Vedtak om") || strings.Contains(plain, "القرار") {
		t.Errorf("she sees what was decided: %s", plain)
	}
	grants("REFUSED", "REFUSED")
	if one := r.lookAround(t, ctx).cases[mine]; len(one.Complaints) != 0 {
		t.Errorf("%+v", one.Complaints)
	}
	// With a lower log-in she learns of decisions as little as of documents.
	grants("GRANTED", "GRANTED")
	low, _ := r.logIn(t, "rania", session.Substantial)
	if one := r.lookAround(t, low).cases[mine]; len(one.Complaints) != 0 {
		t.Errorf("%+v", one.Complaints)
	}
}

// TestWhoMayNotComplainIsPromisedNothing: the published deadline stands in everybody's copy.
func TestWhoMayNotComplainIsPromisedNothing(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "rania", session.High)
	mine, decision := seed.CopyID("fjordvik", "layla", "rania"), seed.EntryID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak")
	told := func() bool {
		s := r.lookAround(t, ctx)
		return strings.Contains(s.all.String(), "complaintDeadline") || strings.Contains(s.all.String(), "COMPLAINT_DEADLINE") || strings.Contains(s.all.String(), `"remedy"`)
	}
	if !told() {
		t.Fatal("whoever may complain isn't told")
	}
	for _, copyID := range []uuid.UUID{mine, seed.CopyID("fjordvik", "sami", "rania")} {
		r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/grants", copyID), map[string]any{"documents": "GRANTED", "conversation": "GRANTED"}, nil)
		r.awaitEvent(contract.EventTypeAccessChanged)
	}
	if told() {
		t.Error("whoever may not complain is told of a deadline")
	}
	answer, err := r.documents.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: mine, EntryId: decision})
	must(t, err)
	if one := answer.(portal.GetEntry200JSONResponse); one.Remedy != nil || one.Summary.ComplaintDeadline != nil {
		t.Errorf("%+v", one.Remedy)
	}
}

// TestACaseThatIsClosedMeanwhile goes on being read, and says so.
func TestACaseThatIsClosedMeanwhile(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "rania", session.High)
	mine := seed.CopyID("fjordvik", "layla", "rania")
	if r.plan(t, ctx, mine).Closed {
		t.Fatal("it is closed already")
	}
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/close", mine), nil, nil)
	r.awaitEvent(contract.EventTypeCaseClosed)
	answer, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: mine})
	must(t, err)
	if plan := r.plan(t, ctx, mine); !plan.Closed || !answer.(portal.GetCase200JSONResponse).Closed || len(plan.Timeline) == 0 || len(plan.Plans) != 1 {
		t.Errorf("%+v", plan)
	}
}

// TestWhoMayNotCommentIsNotAskedTo: what a draft asks is read, and nothing waits for an answer that can't be given.
func TestWhoMayNotCommentIsNotAskedTo(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "ayan", session.High)
	mine := seed.CopyID("fjordvik", "ayan", "ayan")
	draft := seed.EntryID("fjordvik", "ayan", "ayan", "vedtak-fritid-ayan")
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/entries/%s/draft", mine, draft), map[string]any{"asking": true}, nil)
	r.awaitEvent(contract.EventTypeEntryChanged)
	asked := func() (waits, takes bool) {
		one := r.lookAround(t, ctx).cases[mine]
		plan := r.plan(t, ctx, mine)
		return slices.ContainsFunc(one.Waiting, func(w portal.Waiting) bool { return w.Kind == portal.WaitingKindCOMMENTWANTED }),
			slices.ContainsFunc(plan.Drafts, func(e portal.Entry) bool { return e.MayComment != nil && *e.MayComment })
	}
	if waits, takes := asked(); !waits || !takes {
		t.Fatalf("waits %v, takes %v", waits, takes)
	}
	r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/close", mine), nil, nil)
	r.awaitEvent(contract.EventTypeCaseClosed)
	if waits, takes := asked(); waits || takes {
		t.Errorf("waits %v, takes %v", waits, takes)
	}
}

func TestAtTheLowerLevelOneTakesPartAndReadsNothing(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "layla", session.Substantial)
	s := r.lookAround(t, ctx)
	mine := seed.CopyID("fjordvik", "layla", "layla")
	if one := s.cases[mine]; !one.May.Conversation || one.May.Documents || !*one.May.DocumentsNeedStepUp || len(one.Latest) != 0 {
		t.Errorf("%+v", one)
	}
	if _, err := r.documents.ListEntries(ctx, portal.ListEntriesRequestObject{CaseCopyId: mine}); code(err) != problem.StepUpNeeded {
		t.Error(err)
	}
}

// The clock stands still: only the event can end what was seen.
func TestARightEndsWithItsEvent(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "rania", session.High)
	mine := seed.CopyID("fjordvik", "layla", "rania")
	see := func() error {
		_, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: mine})
		return err
	}
	for _, paused := range []bool{true, false, true} {
		r.standin.Control(t, "POST", fmt.Sprintf("/fjordvik/copies/%s/pause", mine), map[string]any{"paused": paused}, nil)
		// She has two copies, and a pause holds for both.
		for changed := 0; changed < 2; {
			if event := <-r.events; event.Type == contract.EventTypeAccessChanged {
				changed++
			}
		}
		if err := see(); (code(err) == problem.NotFound) != paused {
			t.Errorf("paused %v: %v", paused, err)
		}
	}
}

func TestAFagsystemThatIsDownIsNamed(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "tomasz", session.High) // has a case in both municipalities
	r.standin.Control(t, "POST", "/fault", map[string]any{"municipality": "lyngmo", "mode": "stopped"}, nil)
	me, err := r.cases.GetCitizen(ctx, portal.GetCitizenRequestObject{})
	must(t, err)
	citizen := portal.Citizen(me.(portal.GetCitizen200JSONResponse))
	if len(citizen.Cases) != 1 || !slices.Equal(citizen.Incomplete, []string{"lyngmo"}) || citizen.Name.Given != "Tomasz" {
		t.Errorf("%+v", citizen)
	}
	_, err = r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: seed.CopyID("lyngmo", "jakub", "tomasz")})
	if code(err) != problem.FagsystemUnavailable {
		t.Error(err)
	}
}

func TestTheOriginalIsStreamed(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "rania", session.High)
	byteRange := "bytes=0-3"
	answer, err := r.documents.GetDocumentContent(ctx, portal.GetDocumentContentRequestObject{
		CaseCopyId: seed.CopyID("fjordvik", "layla", "rania"), EntryId: seed.EntryID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak"),
		DocumentId: seed.DocumentID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak"), Params: portal.GetDocumentContentParams{Range: &byteRange},
	})
	must(t, err)
	w := httptest.NewRecorder()
	must(t, answer.VisitGetDocumentContentResponse(w))
	content, _ := io.ReadAll(w.Result().Body)
	if w.Code != 206 || string(content) != "%PDF" || strings.Contains(fmt.Sprint(w.Header()), "vedtak") {
		t.Errorf("%d %q %v", w.Code, content, w.Header())
	}
}

// TestMessagesThatCannotBeCountedAreNotNone: the case is shown, and says that more may wait.
func TestMessagesThatCannotBeCountedAreNotNone(t *testing.T) {
	t.Parallel()
	r := start(t)
	ctx, _ := r.logIn(t, "rania", session.High)
	var broken error
	api := cases.New(cases.Settings{Access: r.decider, Fagsystems: r.clients, Now: time.Now, Read: func(context.Context, access.Case) (int64, error) { return 0, broken }})
	for _, broken = range []error{nil, errors.New("the database is away")} {
		answer, err := api.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: seed.CopyID("fjordvik", "layla", "rania")})
		must(t, err)
		shown := answer.(portal.GetCase200JSONResponse)
		if (shown.UnreadMessages == nil) != (broken != nil) || (shown.Incomplete != nil) != (broken != nil) {
			t.Errorf("%v: %v unread, incomplete %v", broken, shown.UnreadMessages, shown.Incomplete)
		}
	}
}
