package staff

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/attachments"
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
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// desk is an employee's, with a fagsystem that a test can stop.
type desk struct {
	api      *API
	pool     *pgxpool.Pool
	ctx      context.Context
	employee uuid.UUID
	answer   contract.EmployeeAccess
	err      error
	recorded []audit.Event
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	pool, v := postgrestest.New(t), vaulttest.New(t)
	people := person.New(pool, v, time.Now)
	ingrid, err := people.Ensure(t.Context(), "fjordvik", person.Employee, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{employee: ingrid.ID, pool: pool}
	handedIn := submissions.NewStore(submissions.Settings{Pool: pool, Vault: v, Sealers: people, Now: time.Now, Hold: time.Minute})
	kept := drafts.NewStore(pool, people, time.Now)
	files := attachments.NewStore(attachments.Settings{Pool: pool, Vault: v, Sealers: people, Now: time.Now})
	d.api = &API{
		Access: d, Recorder: d, Submissions: handedIn, Drafts: kept, Now: time.Now, Practice: true,
		Room: &messages.Room{Submissions: handedIn, Drafts: kept, Attachments: files, Now: time.Now, Fagsystem: func(string) messages.Fagsystem { return nil }},
	}
	d.ctx = session.WithActor(t.Context(), &session.Actor{
		World: session.Employee, Given: "Ingrid", Family: "Solbakken", Language: "nb",
		Persons: []session.PersonRef{{Municipality: "fjordvik", PersonID: ingrid.ID}},
	})
	return d
}

func (d *desk) EmployeeAccess(context.Context, *session.Actor) (contract.EmployeeAccess, error) {
	return d.answer, d.err
}

func (d *desk) DecideEmployee(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.EmployeeCase, error) {
	for _, one := range d.answer.Conversations {
		if one.CaseCopyId == caseCopyID && d.err == nil {
			return access.EmployeeCase{Municipality: "fjordvik", CaseCopyID: caseCopyID, Employee: d.employee, Conversation: one, Relation: one.Relation}, nil
		}
	}
	if d.err != nil {
		return access.EmployeeCase{}, d.err
	}
	return access.EmployeeCase{}, access.ErrNotFound
}

func (d *desk) DecideEmployeeAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error) {
	return d.DecideEmployee(ctx, actor, caseCopyID, purpose)
}

func (d *desk) Record(_ context.Context, event audit.Event) error {
	d.recorded = append(d.recorded, event)
	return nil
}

func conversation(name string, unread int, waitingHours, lastHours int, lastSide contract.Side) contract.EmployeeConversation {
	last := noon.Add(-time.Duration(lastHours) * time.Hour)
	one := contract.EmployeeConversation{
		CaseCopyId: uuid.NewSHA1(uuid.Nil, []byte(name)), Relation: contract.EmployeeRelationCONTACTPERSON, Unread: unread, LastAt: &last, LastSide: &lastSide,
	}
	one.Party.Role, one.Party.Name = contract.RoleMOR, contract.PersonName{Given: name}
	if unread > 0 {
		since := noon.Add(-time.Duration(waitingHours) * time.Hour)
		one.UnreadSince = &since
	}
	return one
}

func TestTheInboxHasWhatWaitsFirst(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.api.Now = func() time.Time { return noon }
	promised := func(name string, unread int, day string) contract.EmployeeConversation {
		one := conversation(name, unread, 5, 5, contract.SidePARTY)
		one.UnansweredSince = one.LastAt
		parsed, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		one.AnswerBy = &openapi.Date{Time: parsed}
		return one
	}
	d.answer.Conversations = []contract.EmployeeConversation{
		promised("promised for Tuesday", 0, "2026-11-24"),
		promised("promised for today", 0, "2026-11-20"),
		promised("was to be answered yesterday", 0, "2026-11-19"),
		conversation("answered long ago", 0, 0, 90, contract.SideEMPLOYEE),
		conversation("answered lately", 0, 0, 1, contract.SideEMPLOYEE),
		conversation("read but not answered", 0, 0, 30, contract.SidePARTY),
		conversation("waits an hour", 1, 1, 1, contract.SidePARTY),
		conversation("waits two days", 1, 48, 48, contract.SidePARTY),
	}
	stranger := conversation("unknown role", 9, 1, 1, contract.SidePARTY)
	stranger.Party.Role = "NABO"
	d.answer.Conversations = append(d.answer.Conversations, stranger)
	begun := d.answer.Conversations[4].CaseCopyId
	if _, err := d.api.PutEmployeeDraft(d.ctx, portal.PutEmployeeDraftRequestObject{CaseCopyId: begun, Body: &portal.Draft{Text: "Hei"}}); err != nil {
		t.Fatal(err)
	}
	answer, err := d.api.GetInbox(d.ctx, portal.GetInboxRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, item := range answer.(portal.GetInbox200JSONResponse).Items {
		names = append(names, item.Party.Given)
		if has := item.HasDraft != nil && *item.HasDraft; has != (item.CaseCopyId == begun) {
			t.Errorf("%s: draft %v", item.Party.Given, has)
		}
	}
	want := []string{
		"was to be answered yesterday", "waits two days", "waits an hour", "read but not answered",
		"promised for today", "promised for Tuesday", "answered lately", "answered long ago",
	}
	if len(names) != len(want) {
		t.Fatalf("%q", names)
	}
	for i := range want {
		if names[i] != want[i] {
			t.Fatalf("%q, want %q", names, want)
		}
	}
	if len(d.recorded) != 1 || d.recorded[0].Action != "inbox.read" || d.recorded[0].Person != d.employee {
		t.Errorf("%+v", d.recorded)
	}
}

func TestAnEmployeeSendsAndTakesBackLikeACitizen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.answer.Conversations = []contract.EmployeeConversation{conversation("a", 0, 0, 1, contract.SidePARTY)}
	where, id := d.answer.Conversations[0].CaseCopyId, uuid.Must(uuid.NewV7())
	put := func() portal.PutEmployeeMessageResponseObject {
		answer, err := d.api.PutEmployeeMessage(d.ctx, portal.PutEmployeeMessageRequestObject{CaseCopyId: where, MessageId: id, Body: &portal.NewMessage{Text: "Hei"}})
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	sent, created := put().(portal.PutEmployeeMessage201JSONResponse)
	if !created || !sent.FromEmployee || sent.AuthorName.Given != "Ingrid" {
		t.Fatalf("%+v", sent)
	}
	if _, same := put().(portal.PutEmployeeMessage200JSONResponse); !same {
		t.Error("sent twice")
	}
	undone, err := d.api.UndoEmployeeMessage(d.ctx, portal.UndoEmployeeMessageRequestObject{CaseCopyId: where, MessageId: id})
	if draft, ok := undone.(portal.UndoEmployeeMessage200JSONResponse); err != nil || !ok || draft.Text != "Hei" {
		t.Errorf("%+v %v", undone, err)
	}
	_, err = d.api.GetEmployeeConversation(d.ctx, portal.GetEmployeeConversationRequestObject{CaseCopyId: uuid.New()})
	if err == nil || problem.Of(err).Code != problem.NotFound {
		t.Errorf("a conversation of others: %v", err)
	}
}

func TestOnlyAPartyMarksWhatTheyAreAfraidOf(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.answer.Conversations = []contract.EmployeeConversation{conversation("a", 0, 0, 1, contract.SidePARTY)}
	where, afraid := d.answer.Conversations[0].CaseCopyId, true
	_, err := d.api.PutEmployeeMessage(d.ctx, portal.PutEmployeeMessageRequestObject{
		CaseCopyId: where, MessageId: uuid.Must(uuid.NewV7()), Body: &portal.NewMessage{Text: "Hei", AfraidOfBeingKnown: &afraid},
	})
	if err == nil || problem.Of(err).Code != problem.InvalidRequest {
		t.Errorf("a message: %v", err)
	}
	_, err = d.api.PutEmployeeDraft(d.ctx, portal.PutEmployeeDraftRequestObject{
		CaseCopyId: where, Body: &portal.Draft{Text: "Hei", AfraidParts: []portal.AfraidPart{{Start: 0, Length: 1}}},
	})
	if err == nil || problem.Of(err).Code != problem.InvalidRequest {
		t.Errorf("a draft: %v", err)
	}
}

func TestWithoutTheFagsystemAnEmployeeIsWhoLoggedIn(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.err = fagsystem.ErrUnavailable
	answer, err := d.api.GetEmployee(d.ctx, portal.GetEmployeeRequestObject{})
	if who, ok := answer.(portal.GetEmployee200JSONResponse); err != nil || !ok || who.Name.Family != "Solbakken" || who.Municipality != "fjordvik" {
		t.Errorf("%+v %v", answer, err)
	}
	// Nobody's conversation, since nobody can say whose they are; how much is kept for later.
	inbox, err := d.api.GetInbox(d.ctx, portal.GetInboxRequestObject{})
	if shown, ok := inbox.(portal.GetInbox200JSONResponse); err != nil || !ok || len(shown.Items) > 0 || shown.Away == nil || *shown.Away != (portal.InboxAway{}) {
		t.Errorf("the inbox: %+v %v", inbox, err)
	}
	d.err = access.ErrNotFound
	if _, err := d.api.GetEmployee(d.ctx, portal.GetEmployeeRequestObject{}); err == nil || problem.Of(err).Code != problem.NotFound {
		t.Errorf("nobody's employee: %v", err)
	}
}

func TestTheInboxSaysWhatIsStuckOnEitherSide(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	own, theirs, files, colleagues := conversation("Own", 0, 0, 1, contract.SidePARTY), conversation("Theirs", 0, 0, 1, contract.SidePARTY),
		conversation("Files", 0, 0, 1, contract.SidePARTY), conversation("Colleagues", 0, 0, 1, contract.SidePARTY)
	d.answer.Conversations = []contract.EmployeeConversation{own, theirs, files, colleagues}
	park := func(author uuid.UUID, world, kind string, caseCopy uuid.UUID) {
		_, err := d.pool.Exec(t.Context(), `INSERT INTO submission (municipality, author_id, ordering_key, id, world, case_copy_id, kind, send_order, accepted_at, release_at, state, body_mac, due_at)
			VALUES ('fjordvik', $1, $2, $2, $3, $4, $5, 1, now(), now(), 'PARKED', '', now())`, author, uuid.New(), world, caseCopy, kind)
		if err != nil {
			t.Fatal(err)
		}
	}
	park(d.employee, "employee", "MESSAGE", own.CaseCopyId)
	park(uuid.New(), "citizen", "MESSAGE", theirs.CaseCopyId)
	park(uuid.New(), "citizen", "CALL_ME", theirs.CaseCopyId)
	park(uuid.New(), "citizen", "OPENED", colleagues.CaseCopyId) // no conversation shows that
	park(uuid.New(), "employee", "MESSAGE", colleagues.CaseCopyId)
	_, err := d.pool.Exec(t.Context(), `INSERT INTO attachment (municipality, author_id, id, world, case_copy_id, sealed_name, media_type, size, content_mac,
		state, uploaded_at, submission_id, place, due_at, parked_at) VALUES ('fjordvik', $1, $1, 'citizen', $2, '', 'application/pdf', 1, '', 'READY', now(), $1, 1, now(), now())`,
		uuid.New(), files.CaseCopyId)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := d.api.GetInbox(d.ctx, portal.GetInboxRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[uuid.UUID]int{own.CaseCopyId: 1, theirs.CaseCopyId: 2, files.CaseCopyId: 1, colleagues.CaseCopyId: 1}
	for _, item := range answer.(portal.GetInbox200JSONResponse).Items {
		stuck := 0
		if item.Parked != nil {
			stuck = *item.Parked
		}
		if stuck != want[item.CaseCopyId] {
			t.Errorf("%s: %d are stuck, not %d", item.Party.Given, stuck, want[item.CaseCopyId])
		}
	}
}
