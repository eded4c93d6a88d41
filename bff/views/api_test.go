package views_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/bff/views"
	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// world is a child with one case, a contact person, and a fagsystem that a test
// can stop.
type world struct {
	api             *views.API
	child, staff    context.Context
	caseCopy        uuid.UUID
	now             time.Time
	person, contact uuid.UUID
	documents, down bool
	history         contract.MessagePage
	caseData        contract.CaseCopy
	entries         map[uuid.UUID]contract.Entry
	denied          []audit.Event
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{caseCopy: uuid.New(), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), documents: true, entries: map[uuid.UUID]contract.Entry{}}
	pool, v := postgrestest.New(t), vaulttest.New(t)
	clock := func() time.Time { return w.now }
	people := person.New(pool, v, clock)
	for world, id := range map[person.World]*uuid.UUID{person.Citizen: &w.person, person.Employee: &w.contact} {
		found, err := people.Ensure(t.Context(), "fjordvik", world, uuid.NewString())
		if err != nil {
			t.Fatal(err)
		}
		*id = found.ID
	}
	store := submissions.NewStore(submissions.Settings{Pool: pool, Vault: v, Sealers: people, Now: clock, Hold: 10 * time.Second})
	kept := drafts.NewStore(pool, people, clock)
	w.api = &views.API{
		Access: w, Recorder: w, Submissions: store,
		Room:      &messages.Room{Submissions: store, Drafts: kept, Now: clock, Fagsystem: func(string) messages.Fagsystem { return nil }},
		Fagsystem: func(string) views.Fagsystem { return w },
	}
	w.child = session.WithActor(t.Context(), &session.Actor{World: session.Citizen, Given: "Jakub", Family: "Nowak", Language: "nb"})
	w.staff = session.WithActor(t.Context(), &session.Actor{World: session.Employee, Given: "Petter", Family: "Lunde", Language: "nb"})
	return w
}

func (w *world) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	if w.down {
		return access.Case{}, fagsystem.ErrUnavailable
	}
	return w.DecideAdding(context.Background(), nil, caseCopyID, purpose)
}

func (w *world) DecideAdding(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	may := access.Capabilities{Documents: w.documents, Conversation: true, Writing: true}
	if caseCopyID != w.caseCopy || !may.Has(purpose.Needs) {
		return access.Case{}, access.ErrNotFound
	}
	return access.Case{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, May: may}, nil
}

func (w *world) DecideEmployee(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.EmployeeCase, error) {
	if w.down {
		return access.EmployeeCase{}, fagsystem.ErrUnavailable
	}
	return w.DecideEmployeeAdding(context.Background(), nil, caseCopyID, access.Purpose{})
}

func (w *world) DecideEmployeeAdding(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.EmployeeCase, error) {
	if caseCopyID != w.caseCopy {
		return access.EmployeeCase{}, access.ErrNotFound
	}
	return access.EmployeeCase{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Employee: w.contact, Party: w.person}, nil
}

func (w *world) Record(_ context.Context, event audit.Event) error {
	w.denied = append(w.denied, event)
	return nil
}

func (w *world) MessagesOfKind(_ context.Context, _ uuid.UUID, kind contract.SubmissionKind, _ int) (contract.MessagePage, error) {
	if w.down || kind != contract.SubmissionKindVIEW {
		return contract.MessagePage{}, fagsystem.ErrUnavailable
	}
	return w.history, nil
}

func (w *world) CaseCopy(context.Context, uuid.UUID) (contract.CaseCopy, error) {
	return w.caseData, nil
}

func (w *world) Entry(_ context.Context, _, id uuid.UUID) (contract.Entry, error) {
	entry, there := w.entries[id]
	if !there {
		return entry, fagsystem.ErrNotFound
	}
	return entry, nil
}

func (w *world) Entries(context.Context, uuid.UUID, string, int) (contract.EntryPage, error) {
	var page contract.EntryPage
	for _, entry := range w.entries {
		page.Entries = append(page.Entries, entry)
	}
	return page, nil
}

// register puts a view into the fagsystem's history.
func (w *world) register(id uuid.UUID, said portal.NewView, answers ...contract.Answer) {
	view := &contract.View{Moment: contract.ViewMoment(said.Moment), MeetingId: said.MeetingId}
	for _, item := range said.Items {
		view.Items = append(view.Items, contract.ViewItem{Prompt: contract.ViewPrompt(item.Prompt), Text: item.Text})
	}
	w.history.LastPosition++
	w.history.Messages = append([]contract.Message{{
		MessageId: id, Position: w.history.LastPosition, RegistrationId: "2026/000107-9", Kind: contract.SubmissionKindVIEW, Language: "nb", View: view,
		Author: contract.MessageAuthor{Side: contract.SidePARTY}, ReceivedAt: w.now, RegisteredAt: w.now, Answers: answers,
	}}, w.history.Messages...)
}

func good() portal.NewView {
	return portal.NewView{Moment: portal.ViewMomentBEFOREMEETING, Items: []portal.NewViewItem{
		{Prompt: portal.ViewPromptTHISISGOOD, Text: "  Fotballen\r\n"}, {Prompt: portal.ViewPromptTHISMUSTCHANGE, Text: "Onsdagene"},
	}}
}

func (w *world) say(id uuid.UUID, said portal.NewView) (portal.PutViewResponseObject, error) {
	return w.api.PutView(w.child, portal.PutViewRequestObject{CaseCopyId: w.caseCopy, ViewId: id, Body: &said})
}

func (w *world) said(t *testing.T, said portal.NewView) portal.View {
	t.Helper()
	answer, err := w.say(uuid.Must(uuid.NewV7()), said)
	if err != nil {
		t.Fatal(err)
	}
	return portal.View(answer.(portal.PutView201JSONResponse))
}

func (w *world) list(t *testing.T) portal.ViewList {
	t.Helper()
	answer, err := w.api.ListViews(w.child, portal.ListViewsRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return portal.ViewList(answer.(portal.ListViews200JSONResponse))
}

func (w *world) staffList(t *testing.T) portal.EmployeeViewList {
	t.Helper()
	answer, err := w.api.ListEmployeeViews(w.staff, portal.ListEmployeeViewsRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return portal.EmployeeViewList(answer.(portal.ListEmployeeViews200JSONResponse))
}

func expectCode(t *testing.T, err error, code problem.Code) {
	t.Helper()
	if err == nil || problem.Of(err).Code != code {
		t.Errorf("%v, want %s", err, code)
	}
}

func TestAViewIsAcceptedOnceAndWhileTheFagsystemIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.down = true
	mine := w.said(t, good())
	if mine.State != portal.MessageStateSENT || !mine.Known || mine.Items[0].Text != "Fotballen" || *mine.Language != "nb" {
		t.Fatalf("%+v", mine)
	}
	again, err := w.say(mine.ViewId, good())
	if _, same := again.(portal.PutView200JSONResponse); err != nil || !same {
		t.Fatalf("%T %v", again, err)
	}
	other := good()
	other.Items = other.Items[:1]
	_, err = w.say(mine.ViewId, other)
	expectCode(t, err, problem.OtherBody)
	w.now = w.now.Add(time.Minute)
	list := w.list(t)
	if list.HistoryAvailable || len(list.Views) != 1 || list.Views[0].State != portal.MessageStateNOTDELIVEREDYET || list.Views[0].Items[1].Text != "Onsdagene" {
		t.Errorf("%+v", list)
	}
	// Registered, but not yet noted here: it stands once.
	w.down = false
	w.register(mine.ViewId, good())
	if list := w.list(t); !list.HistoryAvailable || len(list.Views) != 1 || list.Views[0].State != portal.MessageStateDELIVERED || *list.Views[0].RegistrationId == "" {
		t.Errorf("%+v", list)
	}
}

func TestWhatCannotBeRegisteredIsToldAndNothingOfItIsInTheError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	item := func(prompt portal.ViewPrompt, text string) portal.NewView {
		return portal.NewView{Moment: portal.ViewMomentANYTIME, Items: []portal.NewViewItem{{Prompt: prompt, Text: text}}}
	}
	twice := item(portal.ViewPromptTHISISGOOD, "hemmelig")
	twice.Items = append(twice.Items, twice.Items[0])
	moment := item(portal.ViewPromptTHISISGOOD, "hemmelig")
	moment.Moment = "YESTERDAY"
	tongue := item(portal.ViewPromptTHISISGOOD, "hemmelig")
	none := "no language"
	tongue.Language = &none
	for name, c := range map[string]struct {
		said portal.NewView
		code problem.Code
	}{
		"nothing":        {portal.NewView{Moment: portal.ViewMomentANYTIME}, problem.TextEmpty},
		"nothing seen":   {item(portal.ViewPromptTHISISGOOD, "\u200b \n"), problem.TextEmpty},
		"too long":       {item(portal.ViewPromptTHISISGOOD, strings.Repeat("hemmelig", 251)), problem.FieldTooLong},
		"no such prompt": {item("TELL_ME_ALL", "hemmelig"), problem.InvalidRequest},
		"no such moment": {moment, problem.InvalidRequest}, "no such language": {tongue, problem.InvalidRequest},
		"the same prompt twice": {twice, problem.InvalidRequest},
	} {
		_, err := w.say(uuid.Must(uuid.NewV7()), c.said)
		if err == nil || problem.Of(err).Code != c.code || strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	_, err := w.say(uuid.New(), good())
	expectCode(t, err, problem.InvalidRequest)
	if list := w.list(t); len(list.Views) != 0 {
		t.Errorf("%+v", list.Views)
	}
}

func TestEachMomentOfEachMeetingHasItsDraftWhichIsGoneWhenSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	meeting, before, after := uuid.New(), portal.ViewMomentBEFOREMEETING, portal.ViewMomentAFTERMEETING
	save := func(moment *portal.ViewMoment, text string) {
		t.Helper()
		_, err := w.api.PutViewDraft(w.child, portal.PutViewDraftRequestObject{
			CaseCopyId: w.caseCopy, Params: portal.PutViewDraftParams{Moment: moment, MeetingId: &meeting}, Body: &portal.Draft{Text: text},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	read := func(moment *portal.ViewMoment, meeting *uuid.UUID) string {
		t.Helper()
		answer, err := w.api.GetViewDraft(w.child, portal.GetViewDraftRequestObject{CaseCopyId: w.caseCopy, Params: portal.GetViewDraftParams{Moment: moment, MeetingId: meeting}})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(answer.(portal.GetViewDraft200JSONResponse)).Text
	}
	save(&before, "før")
	save(&after, "etter")
	if read(&before, &meeting) != "før" || read(&after, &meeting) != "etter" || read(&before, nil) != "" || read(nil, nil) != "" {
		t.Error("drafts are mixed up")
	}
	said := good()
	said.MeetingId = &meeting
	w.said(t, said)
	if read(&before, &meeting) != "" || read(&after, &meeting) != "etter" {
		t.Error("what was sent is a draft still, or something else isn't any more")
	}
}

// entry is a released plan with one document.
func entry(id, document uuid.UUID, released contract.EntryReleased) contract.Entry {
	plan := barnevern.DokumenttypeTiltaksplan
	return contract.Entry{EntryId: id, Released: released, Journalpost: barnevern.Barnevernjournalpost{Tittel: "Tiltaksplan", Dokumenttype: &plan},
		Documents: []contract.EntryDocument{{DocumentId: document, OriginalLanguage: "nb"}}}
}

func TestTheAnswerStandsNextToWhatWasSaidAndLinksOnlyToWhatMayBeSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	open, titled, gone, document := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	w.entries[open], w.entries[titled] = entry(open, document, contract.EntryReleasedFULL), entry(titled, document, contract.EntryReleasedTITLE)
	answer := func(prompt contract.ViewPrompt, to uuid.UUID) contract.Answer {
		block := "b6"
		return contract.Answer{Prompt: &prompt, Outcome: contract.AnswerOutcomePARTLY, Reason: "Fordi", Language: "nb", Direction: contract.DirectionLtr,
			AnsweredAt: w.now, ByRole: contract.EmployeeRelationSTANDIN, Link: &contract.AnswerLink{EntryId: to, DocumentId: &document, BlockId: &block}}
	}
	three := good()
	three.Items = append(three.Items, portal.NewViewItem{Prompt: portal.ViewPromptASKMEABOUT, Text: "Kampen"}, portal.NewViewItem{Prompt: portal.ViewPromptSOMETHINGELSE, Text: "Katten"})
	w.register(uuid.Must(uuid.NewV7()), three, answer(contract.ViewPromptTHISISGOOD, open), answer(contract.ViewPromptTHISMUSTCHANGE, titled),
		answer(contract.ViewPromptASKMEABOUT, gone))
	items := w.list(t).Views[0].Items
	link := items[0].Answer.Link
	if link == nil || link.EntryId != open || *link.BlockId != "b6" || link.Title != "Tiltaksplan" || items[0].Answer.ByRole != portal.EmployeeRelationSTANDIN {
		t.Errorf("%+v", items[0].Answer)
	}
	for _, item := range items[1:3] {
		if item.Answer == nil || item.Answer.Reason != "Fordi" || item.Answer.Link != nil {
			t.Errorf("%+v", item.Answer)
		}
	}
	if items[3].Answer != nil {
		t.Errorf("%+v", items[3].Answer)
	}
	w.documents = false // a child without party rights, or a log-in that isn't sure enough
	if first := w.list(t).Views[0].Items[0].Answer; first == nil || first.Link != nil {
		t.Errorf("%+v", first)
	}
}

func TestAMeetingIsNamedOnlyAsInOnesOwnCopyAndNeverWithAnothersPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, telling := uuid.New(), uuid.New()
	school := "Strandheim skole"
	w.caseData.Meetings = []contract.Meeting{{MeetingId: mine, Title: "Møte om planen"}, {MeetingId: telling, Title: "Møte på Strandheim skole"}}
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	for _, id := range []uuid.UUID{mine, telling, uuid.New()} {
		said := good()
		said.MeetingId = &id
		w.register(uuid.Must(uuid.NewV7()), said)
	}
	var named []string
	for _, view := range w.list(t).Views {
		if view.MeetingId == nil {
			t.Error("no meeting")
		}
		if view.Meeting != nil {
			named = append(named, view.Meeting.Title)
		}
	}
	if !slices.Equal(named, []string{"Møte om planen"}) {
		t.Errorf("%q", named)
	}
}

func TestTheContactPersonAnswersAndNothingChangesForThePartyBeforeItIsRegistered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	view := uuid.Must(uuid.NewV7())
	w.register(view, good())
	prompt := portal.ViewPromptTHISISGOOD
	given := portal.NewAnswers{Answers: []portal.NewAnswer{
		{Prompt: &prompt, Outcome: portal.AnswerOutcomeUSED, Reason: " Det står i planen. "}, {Outcome: portal.AnswerOutcomePARTLY, Reason: "Takk"},
	}}
	put := func(to, id uuid.UUID, given portal.NewAnswers) (portal.PutAnswersResponseObject, error) {
		return w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: to, AnswerId: id, Body: &given})
	}
	id := uuid.Must(uuid.NewV7())
	accepted, err := put(view, id, given)
	if err != nil {
		t.Fatal(err)
	}
	if message := portal.Message(accepted.(portal.PutAnswers201JSONResponse)); *message.AnswersTo != view || message.Answers[0].Reason != "Det står i planen." {
		t.Errorf("%+v", message)
	}
	if again, err := put(view, id, given); err != nil {
		t.Error(err)
	} else if _, same := again.(portal.PutAnswers200JSONResponse); !same {
		t.Errorf("%T", again)
	}
	_, err = put(view, id, portal.NewAnswers{Answers: given.Answers[:1]})
	expectCode(t, err, problem.OtherBody)

	staff := w.staffList(t).Views[0]
	if staff.Items[0].Answer == nil || *staff.Items[0].Answer.State != portal.MessageStateSENT || staff.Answer == nil || staff.Items[1].Answer != nil {
		t.Errorf("%+v", staff)
	}
	if child := w.list(t).Views[0]; child.Answer != nil || child.Items[0].Answer != nil {
		t.Errorf("%+v", child)
	}

	_, err = put(uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), given)
	expectCode(t, err, problem.NotFound)
	if len(w.denied) != 1 || w.denied[0].Outcome != audit.Denied {
		t.Errorf("%+v", w.denied)
	}
	w.down = true // nobody can say: the fagsystem decides at delivery
	if _, err := put(uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), given); err != nil {
		t.Error(err)
	}
	for _, wrong := range []portal.NewAnswers{
		{}, {Answers: []portal.NewAnswer{{Outcome: "MAYBE", Reason: "x"}}}, {Answers: []portal.NewAnswer{{Outcome: portal.AnswerOutcomeUSED, Reason: " "}}},
		{Answers: []portal.NewAnswer{given.Answers[1], given.Answers[1]}},
	} {
		if _, err := put(view, uuid.Must(uuid.NewV7()), wrong); err == nil {
			t.Errorf("accepted: %+v", wrong)
		}
	}
}

func TestTheAnswerToEachViewIsADraftUntilItIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.register(first, good())
	save := func(view uuid.UUID, draft portal.Draft) (portal.PutAnswersDraftResponseObject, error) {
		return w.api.PutAnswersDraft(w.staff, portal.PutAnswersDraftRequestObject{CaseCopyId: w.caseCopy, ViewId: view, Body: &draft})
	}
	read := func(view uuid.UUID) portal.Draft {
		t.Helper()
		answer, err := w.api.GetAnswersDraft(w.staff, portal.GetAnswersDraftRequestObject{CaseCopyId: w.caseCopy, ViewId: view})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(answer.(portal.GetAnswersDraft200JSONResponse))
	}
	for view, text := range map[uuid.UUID]string{first: "det står i", second: "vi må"} {
		if _, err := save(view, portal.Draft{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if read(first).Text != "det står i" || read(second).Text != "vi må" {
		t.Error("drafts are mixed up")
	}
	answer, err := save(first, portal.Draft{Text: "fra en annen pult", Revision: 9})
	if conflict, is := answer.(portal.PutAnswersDraft409ApplicationProblemPlusJSONResponse); err != nil || !is || conflict.Saved.Text != "det står i" {
		t.Errorf("%+v %v", answer, err)
	}
	given := portal.NewAnswers{Answers: []portal.NewAnswer{{Outcome: portal.AnswerOutcomeUSED, Reason: "Det står i planen."}}}
	_, err = w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: first, AnswerId: uuid.Must(uuid.NewV7()), Body: &given})
	if err != nil {
		t.Fatal(err)
	}
	if read(first).Text != "" || read(second).Text != "vi må" {
		t.Error("what was sent is a draft still, or something else isn't any more")
	}
	_, err = w.api.GetAnswersDraft(w.staff, portal.GetAnswersDraftRequestObject{CaseCopyId: uuid.New(), ViewId: first})
	expectCode(t, err, problem.NotFound)
}
