package views_test

import (
	"context"
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
	may             access.Capabilities
	role            contract.Role
	down, noCase    bool
	history         contract.MessagePage
	caseData        contract.CaseCopy
	entries         map[uuid.UUID]contract.Entry
	texts           map[uuid.UUID]portal.DocumentText
	recorded        []audit.Event
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{caseCopy: uuid.New(), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), role: contract.RoleHOVEDPERSON, entries: map[uuid.UUID]contract.Entry{}, texts: map[uuid.UUID]portal.DocumentText{}}
	w.may = access.Capabilities{Documents: true, Commenting: true, Conversation: true, Writing: true, Complaint: true}
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
		Access: w, Recorder: w, Submissions: store, Documents: w,
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
	found := access.Case{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, Role: w.role, May: w.may}
	if w.down {
		found.May.Documents = false // what is kept for adding opens none
	} else {
		found.Child.PersonId = w.caseCopy
	}
	if caseCopyID != w.caseCopy || !found.May.Has(purpose.Needs) {
		return access.Case{}, access.ErrNotFound
	}
	return found, nil
}

func (w *world) Conclude(_ context.Context, _ *session.Actor, _ access.Case, _ access.Purpose, outcome error) error {
	return outcome
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
	w.recorded = append(w.recorded, event)
	return nil
}

func (w *world) MessagesOfKind(_ context.Context, _ uuid.UUID, kind contract.SubmissionKind, _ int) (contract.MessagePage, error) {
	if w.down {
		return contract.MessagePage{}, fagsystem.ErrUnavailable
	}
	page := w.history
	page.Messages = nil
	for _, message := range w.history.Messages {
		if message.Kind == kind {
			page.Messages = append(page.Messages, message)
		}
	}
	return page, nil
}

func (w *world) CaseCopy(context.Context, uuid.UUID) (contract.CaseCopy, error) {
	if w.noCase {
		return contract.CaseCopy{}, fagsystem.ErrUnavailable
	}
	return w.caseData, nil
}

func (w *world) Entry(_ context.Context, _, id uuid.UUID) (contract.Entry, error) {
	entry, there := w.entries[id]
	if w.down {
		return entry, fagsystem.ErrUnavailable
	}
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

// Text is a document's as it was put there, in the language that is wanted.
func (w *world) Text(_ context.Context, found access.Case, _ contract.Entry, document contract.EntryDocument, wanted string) (portal.DocumentText, error) {
	text, there := w.texts[document.DocumentId]
	if !there || found.CaseCopyID != w.caseCopy {
		return text, fagsystem.ErrUnavailable
	}
	if text.Translation != nil && text.Translation.Language != wanted {
		text.Translation = nil
	}
	return text, nil
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
