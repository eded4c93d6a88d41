package conversation_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/conversation"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// world is a party with one case, and a fagsystem that a test can stop.
type world struct {
	api      *conversation.API
	store    *submissions.Store
	ctx      context.Context
	caseCopy uuid.UUID
	now      time.Time
	person   uuid.UUID
	pool     *pgxpool.Pool
	people   *person.Store
	// fagsystemID is the fagsystem's id of the party.
	fagsystemID uuid.UUID

	mu   sync.Mutex
	down bool
	// silent: it still says who may see what, and nothing else.
	silent bool
	// concluded are the audit rows, auditFails why there can't be any.
	concluded  []string
	auditFails error
	history    contract.MessagePage
	contact    contract.ContactPerson
	others     []contract.Party
	noCase     bool
	entries    map[uuid.UUID]contract.Entry
	// may is what the party may do, where it isn't all but documents.
	may   *access.Capabilities
	vault *vault.Vault
	// files are what the fagsystem gives out, opened how often it was asked.
	files  map[uuid.UUID]string
	opened int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{caseCopy: uuid.New(), fagsystemID: uuid.New(), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	pool, v := postgrestest.New(t), vaulttest.New(t)
	clock := func() time.Time { return w.now }
	people := person.New(pool, v, clock)
	mother, err := people.Ensure(t.Context(), "fjordvik", person.Citizen, w.fagsystemID.String())
	if err != nil {
		t.Fatal(err)
	}
	w.person, w.pool, w.people, w.vault = mother.ID, pool, people, v
	w.store = submissions.NewStore(submissions.Settings{Pool: pool, Vault: v, Sealers: people, Now: clock, Hold: 10 * time.Second})
	w.api = &conversation.API{Access: w, Room: &messages.Room{
		Attachments: attachments.NewStore(attachments.Settings{Pool: pool, Vault: v, Sealers: people, Now: clock}),
		Submissions: w.store, Drafts: drafts.NewStore(pool, people, clock), Now: clock,
		Fagsystem: func(string) messages.Fagsystem { return w },
	}, Press: receipt.NewPress(), MunicipalityName: func(string) string { return "Fjordvik kommune" }}
	w.ctx = session.WithActor(t.Context(), &session.Actor{World: session.Citizen, Given: "Amal", Family: "Haddad", Language: "ar"})
	return w
}

func (w *world) decide(caseCopyID uuid.UUID) (access.Case, error) {
	if caseCopyID != w.caseCopy {
		return access.Case{}, access.ErrNotFound
	}
	may := access.Capabilities{Conversation: true, Writing: true, Meeting: true, CallMe: true}
	if w.may != nil {
		may = *w.may
	}
	return access.Case{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, FagsystemPersonID: w.fagsystemID, May: may}, nil
}

func (w *world) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.Case, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down {
		return access.Case{}, fagsystem.ErrUnavailable
	}
	return w.decide(caseCopyID)
}

func (w *world) DecideAdding(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.Case, error) {
	return w.decide(caseCopyID)
}

func (w *world) Conclude(_ context.Context, _ *session.Actor, _ access.Case, purpose access.Purpose, outcome error) error {
	if w.auditFails != nil && outcome == nil {
		return w.auditFails
	}
	w.concluded = append(w.concluded, purpose.Action+" "+purpose.ObjectID)
	return outcome
}

func (w *world) Messages(_ context.Context, _ uuid.UUID, before int64, limit int) (contract.MessagePage, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down || w.silent {
		return contract.MessagePage{}, fagsystem.ErrUnavailable
	}
	page := w.history
	page.Messages = slices.DeleteFunc(slices.Clone(page.Messages), func(m contract.Message) bool { return before > 0 && m.Position >= before })
	if len(page.Messages) > limit {
		page.Messages, page.More = page.Messages[:limit], true
	}
	return page, nil
}

func (w *world) Entry(_ context.Context, _, id uuid.UUID) (contract.Entry, error) {
	entry, there := w.entries[id]
	if !there {
		return entry, fagsystem.ErrNotFound
	}
	return entry, nil
}

func (w *world) OpenAttachment(_ context.Context, _, _, id uuid.UUID) (*fagsystem.File, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.opened++
	content, there := w.files[id]
	if !there {
		return nil, fagsystem.ErrNotFound
	}
	return &fagsystem.File{Status: http.StatusOK, Length: int64(len(content)), ContentType: "application/pdf", Body: io.NopCloser(strings.NewReader(content))}, nil
}

func (w *world) CaseCopy(context.Context, uuid.UUID) (contract.CaseCopy, error) {
	if w.noCase {
		return contract.CaseCopy{}, fagsystem.ErrUnavailable
	}
	return contract.CaseCopy{ContactPerson: w.contact, OtherParties: w.others}, nil
}

// add puts a message into the fagsystem's history, which is newest first.
func (w *world) add(id uuid.UUID, side contract.Side, text string) {
	w.history.LastPosition++
	w.history.Messages = append([]contract.Message{{
		MessageId: id, Position: w.history.LastPosition, RegistrationId: "2026/1", Kind: contract.SubmissionKindMESSAGE, Text: text, Language: "nb",
		Author: contract.MessageAuthor{Side: side}, ReceivedAt: w.now, RegisteredAt: w.now,
	}}, w.history.Messages...)
}

func (w *world) page(t *testing.T) portal.Conversation {
	t.Helper()
	answer, err := w.api.GetConversation(w.ctx, portal.GetConversationRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Conversation(answer.(portal.GetConversation200JSONResponse))
}

func (w *world) send(id uuid.UUID, text string) (portal.PutCitizenMessageResponseObject, error) {
	return w.api.PutCitizenMessage(w.ctx, portal.PutCitizenMessageRequestObject{
		CaseCopyId: w.caseCopy, MessageId: id, Body: &portal.NewMessage{Text: text},
	})
}

func (w *world) sent(t *testing.T, text string) portal.Message {
	t.Helper()
	answer, err := w.send(uuid.Must(uuid.NewV7()), text)
	if err != nil {
		t.Fatal(err)
	}
	return portal.Message(answer.(portal.PutCitizenMessage201JSONResponse))
}

func expectCode(t *testing.T, err error, code problem.Code) {
	t.Helper()
	if err == nil || problem.Of(err).Code != code {
		t.Errorf("%v, want %s", err, code)
	}
}

func TestOwnMessagesStandLastAndNeverTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if first := w.page(t); !first.BeforeFirstMessage || !first.HistoryAvailable || len(first.Messages) != 0 {
		t.Fatalf("%+v", first)
	}
	w.add(uuid.New(), contract.SideEMPLOYEE, "Hei")
	mine := w.sent(t, "  Når er møtet?\r\n")
	if mine.State != portal.MessageStateSENT || mine.UndoUntil == nil || !mine.UndoUntil.Equal(w.now.Add(10*time.Second)) ||
		mine.Text != "Når er møtet?" || *mine.Language != "ar" || mine.AuthorName.Family != "Haddad" {
		t.Fatalf("%+v", mine)
	}
	w.add(uuid.New(), contract.SideEMPLOYEE, "Er du der?")
	page := w.page(t)
	if len(page.Messages) != 3 || page.Messages[0].Text != "Hei" || page.Messages[2].MessageId != mine.MessageId || page.BeforeFirstMessage {
		t.Fatalf("%+v", page.Messages)
	}
	// Registered in the fagsystem, but not yet noted here.
	w.add(mine.MessageId, contract.SidePARTY, "Når er møtet?")
	page = w.page(t)
	if len(page.Messages) != 3 || page.Messages[2].State != portal.MessageStateDELIVERED || *page.Messages[2].Position != 3 {
		t.Fatalf("%+v", page.Messages)
	}
	readAt := w.now
	w.history.ReadMarks = []contract.ReadMark{{Side: contract.SideEMPLOYEE, Position: 3, ReadAt: &readAt}, {Side: contract.SidePARTY, Position: 1}}
	page = w.page(t)
	if page.Messages[2].State != portal.MessageStateREAD || page.Messages[1].State != portal.MessageStateDELIVERED || page.ReadPosition != 1 {
		t.Fatalf("%+v", page)
	}
}

// Its evidence may stay unacknowledged for long, and its words here with it: it
// stands on the older page to which it belongs, not below what came since.
func TestARegisteredMessageThatIsStillKeptHereStandsInItsPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.sent(t, "Det første jeg skrev")
	w.add(old.MessageId, contract.SidePARTY, old.Text)
	register := func(id uuid.UUID, position int) {
		t.Helper()
		if _, err := w.pool.Exec(t.Context(), `UPDATE submission SET state = 'REGISTERED', registration_id = '2026/1', position = $2, registered_at = accepted_at WHERE id = $1`, id, position); err != nil {
			t.Fatal(err)
		}
	}
	register(old.MessageId, 1)
	for range messages.DefaultLimit {
		w.add(uuid.New(), contract.SideEMPLOYEE, "Hei")
	}
	// Registered a moment ago: the page of the history was made before that.
	fresh := w.sent(t, "Det siste jeg skrev")
	register(fresh.MessageId, messages.DefaultLimit+2)
	page := w.page(t)
	if count := len(page.Messages); count != messages.DefaultLimit+1 || !page.More || page.Messages[count-1].MessageId != fresh.MessageId {
		t.Errorf("%d messages, the last %q", count, page.Messages[count-1].Text)
	}
	if slices.ContainsFunc(page.Messages, func(one portal.Message) bool { return one.MessageId == old.MessageId }) {
		t.Error("the oldest stands among the newest")
	}
	// Without its history all that is here is shown.
	w.down = true
	if page := w.page(t); len(page.Messages) != 2 || page.Messages[0].MessageId != old.MessageId {
		t.Errorf("%+v", page.Messages)
	}
}

func TestAStoppedFagsystemLeavesOwnMessagesAndAcceptsMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add(uuid.New(), contract.SideEMPLOYEE, "Hei")
	w.down = true
	mine := w.sent(t, "Jeg trenger hjelp")
	page := w.page(t)
	if page.HistoryAvailable || !page.CanWrite || len(page.Messages) != 1 || page.Messages[0].MessageId != mine.MessageId {
		t.Fatalf("%+v", page)
	}
	w.now = w.now.Add(time.Minute)
	late := w.page(t).Messages[0]
	if late.State != portal.MessageStateNOTDELIVEREDYET || late.Reason == nil || *late.Reason != portal.WaitReasonFAGSYSTEMUNAVAILABLE || late.UndoUntil != nil {
		t.Fatalf("%+v", late)
	}
}

func TestTextsAreCheckedAfterNormalizing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, text := range []string{"", " \n\t ", "\u200b\u200e", "\u0000"} {
		_, err := w.send(uuid.Must(uuid.NewV7()), text)
		expectCode(t, err, problem.TextEmpty)
	}
	_, err := w.send(uuid.Must(uuid.NewV7()), strings.Repeat("x", 10_001))
	expectCode(t, err, problem.TextTooLong)
	// Two code points each as they come, one after NFC.
	if _, err := w.send(uuid.Must(uuid.NewV7()), strings.Repeat("a\u030a", 10_000)); err != nil {
		t.Error(err)
	}
	if _, err := w.send(uuid.Must(uuid.NewV7()), strings.Repeat("😀", 10_000)); err != nil {
		t.Error(err)
	}
	_, err = w.send(uuid.New(), "ikke versjon 7")
	expectCode(t, err, problem.InvalidRequest)
	wrong := "not a language!"
	_, err = w.api.PutCitizenMessage(w.ctx, portal.PutCitizenMessageRequestObject{
		CaseCopyId: w.caseCopy, MessageId: uuid.Must(uuid.NewV7()), Body: &portal.NewMessage{Text: "x", Language: &wrong},
	})
	expectCode(t, err, problem.InvalidRequest)
}

func TestTheSameMessageTwiceIsOneAndAnotherBodyIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine := w.sent(t, "Hei")
	var senders sync.WaitGroup
	for range 8 {
		senders.Go(func() {
			answer, err := w.send(mine.MessageId, "Hei ")
			if _, same := answer.(portal.PutCitizenMessage200JSONResponse); err != nil || !same {
				t.Errorf("%T %v", answer, err)
			}
		})
	}
	senders.Wait()
	if page := w.page(t); len(page.Messages) != 1 {
		t.Errorf("%d messages", len(page.Messages))
	}
	_, err := w.send(mine.MessageId, "Noe annet")
	expectCode(t, err, problem.OtherBody)
}

func TestUndoMakesItADraftAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	putDraft := func(text string, revision int64) (portal.PutCitizenDraftResponseObject, error) {
		return w.api.PutCitizenDraft(w.ctx, portal.PutCitizenDraftRequestObject{
			CaseCopyId: w.caseCopy, Body: &portal.Draft{Text: text, Revision: revision},
		})
	}
	getDraft := func() portal.Draft {
		answer, err := w.api.GetCitizenDraft(w.ctx, portal.GetCitizenDraftRequestObject{CaseCopyId: w.caseCopy})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(answer.(portal.GetCitizenDraft200JSONResponse))
	}
	if _, err := putDraft("Hei", 0); err != nil {
		t.Fatal(err)
	}
	mine := w.sent(t, "Hei")
	if left := getDraft(); left.Text != "" {
		t.Fatalf("what was sent is still a draft: %+v", left)
	}
	late, err := putDraft("Hei", 1)
	if conflict, ok := late.(portal.PutCitizenDraft409ApplicationProblemPlusJSONResponse); err != nil || !ok || conflict.Saved.Text != "" || conflict.Detail == "" {
		t.Fatalf("a late automatic save: %+v %v", late, err)
	}
	undo := func(id uuid.UUID) (portal.UndoCitizenMessageResponseObject, error) {
		return w.api.UndoCitizenMessage(w.ctx, portal.UndoCitizenMessageRequestObject{CaseCopyId: w.caseCopy, MessageId: id})
	}
	undone, err := undo(mine.MessageId)
	if draft, ok := undone.(portal.UndoCitizenMessage200JSONResponse); err != nil || !ok || draft.Text != "Hei" {
		t.Fatalf("%+v %v", undone, err)
	}
	if page := w.page(t); len(page.Messages) != 0 || !page.BeforeFirstMessage {
		t.Errorf("%+v", page)
	}
	_, err = w.send(mine.MessageId, "Hei")
	expectCode(t, err, problem.OtherBody)
	other := w.sent(t, "Nok et forsøk")
	w.now = w.now.Add(11 * time.Second)
	_, err = undo(other.MessageId)
	expectCode(t, err, problem.UndoTooLate)
	_, err = undo(uuid.Must(uuid.NewV7()))
	expectCode(t, err, problem.NotFound)
}

func TestWhatIsSentAgainSinceItsAnswerGotLostIsNoDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	save := func(text string) portal.Draft {
		t.Helper()
		answer, err := w.api.GetCitizenDraft(w.ctx, portal.GetCitizenDraftRequestObject{CaseCopyId: w.caseCopy})
		if err != nil {
			t.Fatal(err)
		}
		there := portal.Draft(answer.(portal.GetCitizenDraft200JSONResponse))
		if text != "" {
			_, err = w.api.PutCitizenDraft(w.ctx, portal.PutCitizenDraftRequestObject{
				CaseCopyId: w.caseCopy, Body: &portal.Draft{Text: text, Revision: there.Revision},
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		return there
	}
	again := func(id uuid.UUID) {
		t.Helper()
		answer, err := w.send(id, "Hei")
		if _, same := answer.(portal.PutCitizenMessage200JSONResponse); err != nil || !same {
			t.Fatalf("%T %v", answer, err)
		}
	}
	mine := w.sent(t, "Hei")
	// The page saved it once more, not knowing that it was sent.
	save(" Hei\n")
	again(mine.MessageId)
	if left := save("Hei, og en ting til"); left.Text != "" {
		t.Errorf("what was sent is a draft: %+v", left)
	}
	again(mine.MessageId)
	if left := save(""); left.Text != "Hei, og en ting til" {
		t.Errorf("what wasn't sent is gone: %+v", left)
	}
}

// Whoever writes a word and sends it is quicker than the first automatic save,
// which on a slow line arrives when the page is gone already.
func TestWhatWasSentBeforeItsFirstSaveIsNoDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	draft := func() portal.GetCitizenDraft200JSONResponse {
		t.Helper()
		answer, err := w.api.GetCitizenDraft(w.ctx, portal.GetCitizenDraftRequestObject{CaseCopyId: w.caseCopy})
		if err != nil {
			t.Fatal(err)
		}
		return answer.(portal.GetCitizenDraft200JSONResponse)
	}
	opened := draft()
	w.sent(t, "Ja")
	late, err := w.api.PutCitizenDraft(w.ctx, portal.PutCitizenDraftRequestObject{
		CaseCopyId: w.caseCopy, Body: &portal.Draft{Text: "Ja", Revision: opened.Revision},
	})
	if conflict, ok := late.(portal.PutCitizenDraft409ApplicationProblemPlusJSONResponse); err != nil || !ok || conflict.Saved.Text != "" {
		t.Errorf("the first automatic save, after what was sent: %+v %v", late, err)
	}
	if left := draft(); left.Text != "" {
		t.Errorf("what was sent is a draft: %+v", left)
	}
}

func TestNobodyReadsFurtherThanWasShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add(uuid.New(), contract.SideEMPLOYEE, "en")
	w.add(uuid.New(), contract.SideEMPLOYEE, "to")
	w.page(t)
	for _, position := range []int64{1, 99} {
		if _, err := w.api.PutCitizenRead(w.ctx, portal.PutCitizenReadRequestObject{CaseCopyId: w.caseCopy, Body: &portal.ReadMark{Position: position}}); err != nil {
			t.Fatal(err)
		}
	}
	if page := w.page(t); page.ReadPosition != 2 {
		t.Errorf("read to %d", page.ReadPosition)
	}
	_, err := w.api.PutCitizenRead(w.ctx, portal.PutCitizenReadRequestObject{CaseCopyId: w.caseCopy, Body: &portal.ReadMark{}})
	expectCode(t, err, problem.InvalidRequest)
}

func TestAnotherFamilysConversationDoesNotExist(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	foreign, id := uuid.New(), uuid.Must(uuid.NewV7())
	calls := map[string]func() error{
		"page": func() error {
			_, err := w.api.GetConversation(w.ctx, portal.GetConversationRequestObject{CaseCopyId: foreign})
			return err
		},
		"send": func() error {
			_, err := w.api.PutCitizenMessage(w.ctx, portal.PutCitizenMessageRequestObject{CaseCopyId: foreign, MessageId: id, Body: &portal.NewMessage{}})
			return err
		},
		"undo": func() error {
			_, err := w.api.UndoCitizenMessage(w.ctx, portal.UndoCitizenMessageRequestObject{CaseCopyId: foreign, MessageId: id})
			return err
		},
		"read": func() error {
			_, err := w.api.PutCitizenRead(w.ctx, portal.PutCitizenReadRequestObject{CaseCopyId: foreign, Body: &portal.ReadMark{Position: 1}})
			return err
		},
		"draft": func() error {
			_, err := w.api.GetCitizenDraft(w.ctx, portal.GetCitizenDraftRequestObject{CaseCopyId: foreign})
			return err
		},
		"save draft": func() error {
			_, err := w.api.PutCitizenDraft(w.ctx, portal.PutCitizenDraftRequestObject{CaseCopyId: foreign, Body: &portal.Draft{}})
			return err
		},
	}
	for name, call := range calls {
		if err := call(); err == nil || problem.Of(err).Code != problem.NotFound || errors.Is(err, access.ErrStepUpNeeded) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A conversation opens at a lower level of log-in than documents do, and outlives
// the right to them: what somebody said of a document tells no title there.
func TestWhatWasUnderstoodTellsThePartyNoTitle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add(uuid.Must(uuid.NewV7()), contract.SidePARTY, "")
	said := &w.history.Messages[0]
	said.Kind, said.Text = contract.SubmissionKindUNDERSTOOD, ""
	said.Understood = &contract.UnderstoodMessage{EntryId: uuid.New(), Answer: contract.UnderstoodAnswerPARTLY, Title: "Vedtak om flytting til Solbakken skole"}
	shown := w.page(t).Messages
	if len(shown) != 1 || shown[0].Understood == nil || shown[0].Understood.Answer != portal.UnderstoodAnswerPARTLY {
		t.Fatalf("%+v", shown)
	}
	if shown[0].Understood.Title != nil {
		t.Errorf("it tells %q", *shown[0].Understood.Title)
	}
}
