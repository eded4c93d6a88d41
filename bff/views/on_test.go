package views_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// takes adds to the fagsystem an entry about which these may be sent in.
func (w *world) takes(released contract.EntryReleased, remedy *contract.Remedy, forms ...barnevern.EdialogSkjemaType) uuid.UUID {
	id := uuid.New()
	made := entry(id, uuid.New(), released)
	made.Remedy = remedy
	made.Journalpost.EdialogSkjemaer = append(made.Journalpost.EdialogSkjemaer, nil)
	for _, form := range forms {
		made.Journalpost.EdialogSkjemaer = append(made.Journalpost.EdialogSkjemaer, &barnevern.EdialogSkjema{Predefinert: &barnevern.EdialogSkjemaPredefinert{Type: form}})
	}
	w.entries[id] = made
	return id
}

func remedy(kind contract.RemedyKind, deadline string) *contract.Remedy {
	day, err := time.Parse(time.DateOnly, deadline)
	if err != nil {
		panic(err)
	}
	return &contract.Remedy{Kind: kind, Receiver: "Barneverntjenesten", Deadline: &openapi.Date{Time: day}}
}

func (w *world) comment(entryID, id uuid.UUID, text string) (portal.View, bool, error) {
	answer, err := w.api.PutComment(w.child, portal.PutCommentRequestObject{CaseCopyId: w.caseCopy, EntryId: entryID, ViewId: id, Body: &portal.NewOnEntry{Text: text}})
	switch view := answer.(type) {
	case portal.PutComment201JSONResponse:
		return portal.View(view), true, err
	case portal.PutComment200JSONResponse:
		return portal.View(view), false, err
	}
	return portal.View{}, false, err
}

func (w *world) complain(entryID, id uuid.UUID, text string) (portal.View, bool, error) {
	answer, err := w.api.PutComplaint(w.child, portal.PutComplaintRequestObject{CaseCopyId: w.caseCopy, EntryId: entryID, ViewId: id, Body: &portal.NewOnEntry{Text: text}})
	switch view := answer.(type) {
	case portal.PutComplaint201JSONResponse:
		return portal.View(view), true, err
	case portal.PutComplaint200JSONResponse:
		return portal.View(view), false, err
	}
	return portal.View{}, false, err
}

// registerOn puts a comment or complaint into the fagsystem's history.
func (w *world) registerOn(kind contract.SubmissionKind, entryID uuid.UUID, text string, answers ...contract.Answer) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	w.register(id, portal.NewView{}, answers...)
	made := &w.history.Messages[0]
	made.Kind, made.View, made.EntryId, made.Text = kind, nil, &entryID, text
	return id
}

const (
	complaint = contract.SubmissionKindCOMPLAINT
	comment   = contract.SubmissionKindCOMMENT
)

func TestACommentIsAcceptedOnceAndStandsWithWhatItIsAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plan := w.takes(contract.EntryReleasedFULL, nil, barnevern.EdialogSkjemaTypeSvar)
	id := uuid.Must(uuid.NewV7())
	mine, created, err := w.comment(plan, id, "  Målet om skolen er feil\r\n")
	if err != nil || !created || mine.State != portal.MessageStateSENT || *mine.Text != "Målet om skolen er feil" || mine.On.Kind != portal.OnEntryKindCOMMENT || *mine.On.EntryId != plan {
		t.Fatalf("%+v %v", mine, err)
	}
	_, _, err = w.comment(plan, id, "Noe annet")
	expectCode(t, err, problem.OtherBody)
	// The answer to sending it got lost, and meanwhile the document was withdrawn: it was accepted all the same.
	entries := w.entries
	w.entries = map[uuid.UUID]contract.Entry{}
	if _, created, err := w.comment(plan, id, "Målet om skolen er feil"); err != nil || created {
		t.Errorf("created %v, %v", created, err)
	}
	w.entries = entries
	shown := w.list(t).Views
	if len(shown) != 1 || *shown[0].On.Title != "Tiltaksplan" || *shown[0].Text != "Målet om skolen er feil" || shown[0].On.Deadline != nil {
		t.Errorf("%+v", shown)
	}
	school := "Tiltaksplan"
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	if telling := w.list(t).Views[0].On; telling.Title != nil || telling.Date == nil {
		t.Errorf("a title with another party's protected fact: %+v", telling)
	}
	w.down = true
	w.now = w.now.Add(time.Minute)
	if list := w.list(t); len(list.Views) != 1 || list.Views[0].State != portal.MessageStateNOTDELIVEREDYET || *list.Views[0].Text == "" {
		t.Errorf("%+v", list)
	}
}

func TestWhatTheFagsystemDoesNotTakeFromHereIsSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	board := w.takes(contract.EntryReleasedFULL, remedy(contract.RemedyKindBOARDDECISION, "2026-12-01"), barnevern.EdialogSkjemaTypeSvar)
	letter := w.takes(contract.EntryReleasedFULL, nil, barnevern.EdialogSkjemaTypePost)
	title := w.takes(contract.EntryReleasedTITLE, remedy(contract.RemedyKindMUNICIPALDECISION, "2026-12-01"), barnevern.EdialogSkjemaTypeSvar, barnevern.EdialogSkjemaTypeKlage)
	try := func(what string, err error, code problem.Code) {
		t.Helper()
		if err == nil && code != "" || err != nil && problem.Of(err).Code != code || err != nil && strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("%s: %v, want %q", what, err, code)
		}
	}
	new7 := func() uuid.UUID { return uuid.Must(uuid.NewV7()) }
	_, _, err := w.complain(board, new7(), "hemmelig")
	try("a complaint that goes to a court", err, problem.NotTakenHere)
	_, _, err = w.complain(letter, new7(), "hemmelig")
	try("a complaint about a letter", err, problem.NotTakenHere)
	_, _, err = w.comment(letter, new7(), "hemmelig")
	try("a comment on what takes none", err, problem.NotTakenHere)
	_, _, err = w.comment(title, new7(), "hemmelig")
	try("a comment on what one hasn't seen", err, problem.NotTakenHere)
	_, _, err = w.complain(title, new7(), "hemmelig")
	try("a complaint about what one hasn't seen", err, "")
	_, _, err = w.comment(board, new7(), strings.Repeat("hemmelig", 1251))
	try("too long", err, problem.TextTooLong)
	_, _, err = w.comment(board, new7(), "\u200b \n")
	try("nothing", err, problem.TextEmpty)
	_, _, err = w.comment(board, uuid.New(), "hemmelig")
	try("an id that isn't the client's", err, problem.InvalidRequest)
	_, _, err = w.comment(uuid.New(), new7(), "hemmelig")
	try("a document that isn't there, or not any more", err, problem.NotFound)
	if len(w.recorded) != 1 || w.recorded[0].Outcome != audit.Denied || w.recorded[0].ObjectKind != "entry" {
		t.Errorf("%+v", w.recorded)
	}
	school := "Solbakken skole"
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	telling := w.takes(contract.EntryReleasedFULL, remedy(contract.RemedyKindMUNICIPALDECISION, "2026-12-01"), barnevern.EdialogSkjemaTypeSvar, barnevern.EdialogSkjemaTypeKlage)
	named := w.entries[telling]
	named.Journalpost.Tittel = "Møte på Solbakken skole"
	w.entries[telling] = named
	_, _, err = w.comment(telling, new7(), "hemmelig")
	try("a comment on what isn't there for this party", err, problem.NotFound)
	_, _, err = w.complain(telling, new7(), "hemmelig")
	try("a complaint about it, which doesn't hang on what it is called", err, "")
	w.may.Commenting = false
	_, _, err = w.comment(board, new7(), "hemmelig")
	try("without the right", err, problem.NotFound)
	w.may.Complaint = false
	_, _, err = w.complain(title, new7(), "hemmelig")
	try("without the right to complain", err, problem.NotFound)
}

func TestALateComplaintIsAcceptedAndSaidToBeLate(t *testing.T) {
	t.Parallel()
	for deadline, late := range map[string]bool{"2026-11-21": true, "2026-11-22": false} {
		w := newWorld(t)
		w.now = time.Date(2026, 11, 22, 22, 59, 59, 0, time.UTC) // a second before midnight in Oslo
		decision := w.takes(contract.EntryReleasedFULL, remedy(contract.RemedyKindMUNICIPALDECISION, deadline), barnevern.EdialogSkjemaTypeKlage)
		if _, created, err := w.complain(decision, uuid.Must(uuid.NewV7()), "Jeg klager"); err != nil || !created {
			t.Fatal(err)
		}
		w.now = w.now.Add(48 * time.Hour) // what counts is when it was sent
		shown := w.list(t).Views[0]
		if shown.On.Deadline == nil || shown.On.Deadline.String() != deadline || *shown.On.AfterDeadline != late {
			t.Errorf("%+v", shown.On)
		}
	}
}

func TestAChildWithoutPartyRightsComplainsOfWhatItMayAndLearnsNoTitle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.may.Documents, w.may.Commenting = false, false
	forms := []barnevern.EdialogSkjemaType{barnevern.EdialogSkjemaTypeSvar, barnevern.EdialogSkjemaTypeKlage}
	mine := w.takes(contract.EntryReleasedTITLE, remedy(contract.RemedyKindMUNICIPALDECISION, "2026-12-01"), forms...)
	may := w.entries[mine]
	may.ChildMayComplain = new(true)
	w.entries[mine] = may
	other := w.takes(contract.EntryReleasedTITLE, remedy(contract.RemedyKindMUNICIPALDECISION, "2026-12-01"), forms...)
	if _, _, err := w.complain(mine, uuid.Must(uuid.NewV7()), "jeg vil ikke bytte skole"); err != nil {
		t.Fatal(err)
	}
	_, _, err := w.complain(other, uuid.Must(uuid.NewV7()), "jeg vil ikke")
	expectCode(t, err, problem.NotFound)
	_, _, err = w.comment(mine, uuid.Must(uuid.NewV7()), "jeg vil ikke")
	expectCode(t, err, problem.NotFound)
	plan := w.takes(contract.EntryReleasedFULL, nil)
	w.registerOn(complaint, mine, "jeg vil ikke bytte skole", contract.Answer{
		Outcome: contract.AnswerOutcomeFORWARDED, Reason: "Sendt videre", Language: "nb", Direction: contract.DirectionLtr, Link: &contract.AnswerLink{EntryId: plan},
	})
	for _, view := range w.list(t).Views {
		if view.On.Title != nil || view.On.Type != nil || view.On.Deadline == nil || view.On.Date == nil {
			t.Errorf("%+v", view.On)
		}
		if view.Answer != nil && (view.Answer.Link != nil || view.Answer.Outcome != portal.AnswerOutcomeFORWARDED) {
			t.Errorf("%+v", view.Answer)
		}
	}
	// Whom the fagsystem grants it without documents complains of what has a remedy in their copy, and knows of nothing else in it.
	w.role = contract.RoleFOSTERFORELDER
	if _, _, err = w.complain(other, uuid.Must(uuid.NewV7()), "vi er ikke enige"); err != nil {
		t.Error(err)
	}
	_, _, err = w.complain(w.takes(contract.EntryReleasedTITLE, nil, forms...), uuid.Must(uuid.NewV7()), "vi er ikke enige")
	expectCode(t, err, problem.NotFound)
	w.down = true // nobody can say: the fagsystem decides at delivery
	if _, _, err := w.complain(mine, uuid.Must(uuid.NewV7()), "jeg vil ikke"); err != nil {
		t.Error(err)
	}
}

func TestWhoeverMayComplainAndNotTalkSeesTheirComplaints(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	decision := w.takes(contract.EntryReleasedFULL, remedy(contract.RemedyKindMUNICIPALDECISION, "2026-12-01"), barnevern.EdialogSkjemaTypeKlage)
	w.register(uuid.Must(uuid.NewV7()), good())
	w.registerOn(comment, decision, "Fint")
	w.registerOn(complaint, decision, "Jeg klager")
	if list := w.list(t); len(list.Views) != 3 {
		t.Errorf("%+v", list.Views)
	}
	w.may = access.Capabilities{Complaint: true}
	if list := w.list(t); len(list.Views) != 1 || *list.Views[0].Text != "Jeg klager" || list.CanSend {
		t.Errorf("%+v", list.Views)
	}
	w.may = access.Capabilities{Meeting: true}
	_, err := w.api.ListViews(w.child, portal.ListViewsRequestObject{CaseCopyId: w.caseCopy})
	expectCode(t, err, problem.NotFound)
}

func TestACommentIsAnsweredLikeAViewAndAComplaintIsDecidedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plan := w.takes(contract.EntryReleasedFULL, nil)
	commented, complained := w.registerOn(comment, plan, "Målet er feil"), w.registerOn(complaint, plan, "Jeg klager")
	for _, c := range []struct {
		to      uuid.UUID
		outcome portal.AnswerOutcome
		prompt  *portal.ViewPrompt
		code    problem.Code
	}{
		{commented, portal.AnswerOutcomeFORWARDED, nil, problem.InvalidRequest}, {complained, portal.AnswerOutcomeNOTUSED, nil, problem.InvalidRequest},
		{commented, portal.AnswerOutcomeUSED, new(portal.ViewPromptTHISISGOOD), problem.InvalidRequest},
		{commented, portal.AnswerOutcomePARTLY, nil, ""}, {complained, portal.AnswerOutcomeDISMISSED, nil, ""},
	} {
		given := portal.NewAnswers{Answers: []portal.NewAnswer{{Prompt: c.prompt, Outcome: c.outcome, Reason: "Fordi", Link: &portal.NewAnswerLink{EntryId: plan}}}}
		_, err := w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: c.to, AnswerId: uuid.Must(uuid.NewV7()), Body: &given})
		if err == nil && c.code != "" || err != nil && problem.Of(err).Code != c.code {
			t.Errorf("%s: %v, want %q", c.outcome, err, c.code)
		}
	}
	answered := 0
	for _, view := range w.staffList(t).Views {
		if view.Answer != nil && view.Answer.Link != nil && *view.Answer.State == portal.MessageStateSENT {
			answered++
		}
	}
	if answered != 2 {
		t.Errorf("%d of them have their answer on its way", answered)
	}
	for _, view := range w.list(t).Views {
		if view.Answer != nil {
			t.Errorf("answered before it is registered: %+v", view)
		}
	}
}

func TestWhatOneSaysAboutEachEntryIsADraftUntilItIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plan := w.takes(contract.EntryReleasedFULL, remedy(contract.RemedyKindMUNICIPALDECISION, "2026-12-01"), barnevern.EdialogSkjemaTypeSvar, barnevern.EdialogSkjemaTypeKlage)
	save := func(entryID uuid.UUID, comment, complaint string) {
		t.Helper()
		_, err := w.api.PutCommentDraft(w.child, portal.PutCommentDraftRequestObject{CaseCopyId: w.caseCopy, EntryId: entryID, Body: &portal.Draft{Text: comment}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.api.PutComplaintDraft(w.child, portal.PutComplaintDraftRequestObject{CaseCopyId: w.caseCopy, EntryId: entryID, Body: &portal.Draft{Text: complaint}})
		if err != nil {
			t.Fatal(err)
		}
	}
	read := func(entryID uuid.UUID) (string, string) {
		t.Helper()
		commented, err := w.api.GetCommentDraft(w.child, portal.GetCommentDraftRequestObject{CaseCopyId: w.caseCopy, EntryId: entryID})
		if err != nil {
			t.Fatal(err)
		}
		complained, err := w.api.GetComplaintDraft(w.child, portal.GetComplaintDraftRequestObject{CaseCopyId: w.caseCopy, EntryId: entryID})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(commented.(portal.GetCommentDraft200JSONResponse)).Text, portal.Draft(complained.(portal.GetComplaintDraft200JSONResponse)).Text
	}
	gone := uuid.New()
	save(plan, "kommentar", "klage")
	save(gone, "til noe som er trukket tilbake", "også")
	_, err := w.api.PutComment(w.child, portal.PutCommentRequestObject{
		CaseCopyId: w.caseCopy, EntryId: plan, ViewId: uuid.Must(uuid.NewV7()), Body: &portal.NewOnEntry{Text: "Kommentar", Draft: &portal.DraftBase{Revision: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if commented, complained := read(plan); commented != "" || complained != "klage" {
		t.Errorf("%q %q", commented, complained)
	}
	_, _, err = w.comment(gone, uuid.Must(uuid.NewV7()), "til noe som er trukket tilbake")
	expectCode(t, err, problem.NotFound)
	if commented, _ := read(gone); commented != "til noe som er trukket tilbake" {
		t.Errorf("what couldn't be sent is lost: %q", commented)
	}
	_, err = w.api.GetCommentDraft(w.child, portal.GetCommentDraftRequestObject{CaseCopyId: uuid.New(), EntryId: plan})
	expectCode(t, err, problem.NotFound)
}
