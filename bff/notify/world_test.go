package notify

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/jobs"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// number is a synthetic one: the month is 40 too high.
const number = "01417012345"

// world is one person, what the fagsystem says of them, and Altinn.
type world struct {
	pool     *pgxpool.Pool
	people   *person.Store
	notifier *Notifier
	decider  *access.Decider
	person   person.Person
	personID uuid.UUID
	caseCopy uuid.UUID
	runner   *jobs.Runner

	mu     sync.Mutex
	access contract.PersonAccess
	read   int64
	opened map[uuid.UUID]bool
	// messages and entries are what the fagsystem has; marked is how far it knows that the party read.
	messages []contract.Message
	entries  []contract.Entry
	marked   int64
	asked    contract.TextRequests
	// requests are the party's own to see something, newest first.
	requests []contract.Message
	copy     contract.CaseCopy
	// ready is an archive that is, and that its owner hasn't seen to be.
	ready    *uuid.UUID
	readyAt  time.Time
	away     bool
	seenAt   time.Time
	here     bool
	orders   []map[string]any
	evidence chan contract.Evidence
	ordered  chan struct{}
	// fail makes Altinn answer 500 after it has kept the order.
	fail   bool
	lookup map[string]any
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		pool: postgrestest.New(t), personID: uuid.New(), caseCopy: uuid.New(),
		evidence: make(chan contract.Evidence, 10), ordered: make(chan struct{}, 10), lookup: map[string]any{"status": "Success"},
	}
	w.people = person.New(w.pool, vaulttest.New(t), time.Now)
	var err error
	if w.person, err = w.people.EnsureCitizen(t.Context(), "fjordvik", number, w.personID.String()); err != nil {
		t.Fatal(err)
	}
	arabic := "ar"
	w.access = contract.PersonAccess{
		Person: contract.Person{PersonId: w.personID, BirthDate: born(1990), Language: &arabic},
		Cases: []contract.CaseAccess{{
			CaseCopyId: w.caseCopy, Role: contract.RoleMOR, Child: contract.Child{PersonId: uuid.New(), BirthDate: born(time.Now().Year() - 10)},
			Grants: contract.Grants{Documents: new(contract.GrantGRANTED), Conversation: new(contract.GrantGRANTED), Consents: new(contract.GrantGRANTED)},
		}},
	}
	server := httptest.NewServer(http.HandlerFunc(w.altinn))
	t.Cleanup(server.Close)
	// Real decisions, each on what the fagsystem says by then.
	w.decider = access.New(access.Settings{
		Municipalities: []access.Municipality{{ID: "fjordvik", Fagsystem: w, DocumentsLevel: session.High}},
		Pool:           w.pool, Persons: w.people, Sealers: w.people, Now: time.Now,
	})
	w.notifier = New(Settings{
		Pool: w.pool, People: w.people, Presence: w, Reads: w, Rights: w.decider, Exports: w, Now: time.Now,
		Municipalities: map[string]Municipality{"fjordvik": {
			Fagsystem: w, Sender: "Fjordvik", Altinn: NewAltinn(server.URL, fagsystem.StaticToken("secret"), nil),
		}},
	})
	if w.runner, err = jobs.New(w.pool, nil, nil, w.notifier.Register); err != nil {
		t.Fatal(err)
	}
	w.notifier.Use(w.runner.Client())
	return w
}

func born(year int) *openapi.Date {
	return &openapi.Date{Time: time.Date(year, 5, 17, 0, 0, 0, 0, time.UTC)}
}

func (w *world) PersonAccess(context.Context, uuid.UUID) (contract.PersonAccess, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.access, nil
}

// EmployeeAccess isn't asked for here.
func (w *world) EmployeeAccess(context.Context, uuid.UUID) (contract.EmployeeAccess, error) {
	return contract.EmployeeAccess{}, fagsystem.ErrNotFound
}

func (w *world) PutEvidence(_ context.Context, _, _ uuid.UUID, evidence contract.Evidence) error {
	w.evidence <- evidence
	return nil
}

func (w *world) ReadPosition(context.Context, string, uuid.UUID, uuid.UUID) (int64, error) {
	return w.read, nil
}

func (w *world) HasOpened(_ context.Context, _ string, _, entryID uuid.UUID) (bool, error) {
	return w.opened[entryID], nil
}

// Messages gives pages of two, newest first.
func (w *world) Messages(_ context.Context, caseCopyID uuid.UUID, before int64, _ int) (contract.MessagePage, error) {
	if w.away {
		return contract.MessagePage{}, fagsystem.ErrUnavailable
	}
	page := contract.MessagePage{ReadMarks: []contract.ReadMark{{Side: contract.SidePARTY, Position: w.marked}}}
	for _, message := range slices.Backward(w.messages) {
		if caseCopyID != w.caseCopy || before != 0 && message.Position >= before {
			continue
		}
		if len(page.Messages) == 2 {
			page.More = true
			break
		}
		page.Messages = append(page.Messages, message)
	}
	return page, nil
}

func (w *world) Entries(_ context.Context, caseCopyID uuid.UUID, cursor string, _ int) (contract.EntryPage, error) {
	if caseCopyID != w.caseCopy {
		return contract.EntryPage{}, fagsystem.ErrNotFound
	}
	at, _ := strconv.Atoi(cursor)
	page := contract.EntryPage{Entries: w.entries[min(at, len(w.entries)):min(at+1, len(w.entries))]}
	if at+1 < len(w.entries) {
		page.NextCursor = new(strconv.Itoa(at + 1))
	}
	return page, nil
}

func (w *world) Entry(_ context.Context, _, entryID uuid.UUID) (contract.Entry, error) {
	at := slices.IndexFunc(w.entries, func(entry contract.Entry) bool { return entry.EntryId == entryID })
	if at < 0 {
		return contract.Entry{}, fagsystem.ErrNotFound
	}
	return w.entries[at], nil
}

func (w *world) MessagesOfKind(_ context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind, _ int) (contract.MessagePage, error) {
	if caseCopyID != w.caseCopy || kind != contract.SubmissionKindACCESSREQUEST {
		return contract.MessagePage{}, fagsystem.ErrNotFound
	}
	return contract.MessagePage{Messages: w.requests}, nil
}

func (w *world) CaseCopy(_ context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error) {
	if caseCopyID != w.caseCopy {
		return contract.CaseCopy{}, fagsystem.ErrNotFound
	}
	return w.copy, nil
}

func (w *world) TextRequests(context.Context, uuid.UUID) (contract.TextRequests, error) {
	return w.asked, nil
}

func (w *world) Unseen(context.Context, string, uuid.UUID, uuid.UUID) (id uuid.UUID, readyAt time.Time, ok bool, err error) {
	if w.ready == nil {
		return id, readyAt, false, nil
	}
	return *w.ready, w.readyAt, true, nil
}

func (w *world) SeenAt(context.Context, string, uuid.UUID) (time.Time, bool, error) {
	return w.seenAt, w.here, nil
}

func (w *world) altinn(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if r.Header.Get("Authorization") != "Bearer secret" {
		rw.WriteHeader(http.StatusUnauthorized)
		return
	}
	answer := map[string]any{}
	switch {
	case r.Method == http.MethodPost:
		var order map[string]any
		_ = json.NewDecoder(r.Body).Decode(&order)
		w.orders = append(w.orders, order)
		if w.fail {
			rw.WriteHeader(http.StatusInternalServerError)
			return
		}
		answer = map[string]any{"orderId": "o-1", "recipientLookup": w.lookup}
		rw.WriteHeader(http.StatusAccepted)
		w.ordered <- struct{}{}
	case strings.HasSuffix(r.URL.Path, "/status"):
		answer["processingStatus"] = map[string]any{"status": "Completed"}
		answer["notificationsStatusSummary"] = map[string]any{"sms": map[string]any{"succeeded": 1}}
	default:
		var found []map[string]any
		for _, order := range w.orders {
			if order["sendersReference"] == r.URL.Query().Get("sendersReference") {
				found = append(found, map[string]any{"id": "o-1"})
			}
		}
		answer["orders"] = found
	}
	_ = json.NewEncoder(rw).Encode(answer)
}

func (w *world) apply(t *testing.T, kind contract.EventType, side contract.Side, position int64) {
	t.Helper()
	message := uuid.New()
	data := contract.EventData{PersonId: &w.personID, CaseCopyId: &w.caseCopy, Side: &side, Position: &position, MessageId: &message}
	if kind == contract.EventTypeEntryReleased {
		data = contract.EventData{PersonId: &w.personID, CaseCopyId: &w.caseCopy, EntryId: &message}
	}
	switch kind {
	case contract.EventTypeMessageRegistered:
		w.messages = append(w.messages, contract.Message{MessageId: message, Position: position, RegisteredAt: time.Now(), Author: contract.MessageAuthor{Side: side}})
	case contract.EventTypeEntryReleased:
		w.entries = append(w.entries, contract.Entry{EntryId: message, ReleasedAt: time.Now()})
	}
	write, err := w.notifier.Prepare(t.Context(), "fjordvik", contract.Event{Type: kind, Data: data})
	if err == nil && write != nil {
		err = pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error { return write(t.Context(), tx) })
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) answered(t *testing.T, position int64) {
	t.Helper()
	w.apply(t, contract.EventTypeMessageRegistered, contract.SideEMPLOYEE, position)
}

// jobs are the arguments of what waits to be sent.
func (w *world) jobs(t *testing.T) []sendArgs {
	t.Helper()
	rows, err := w.pool.Query(t.Context(), "SELECT args FROM river_job WHERE kind = 'notify' ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (args sendArgs, err error) {
		var raw []byte
		if err := row.Scan(&raw); err != nil {
			return args, err
		}
		return args, json.Unmarshal(raw, &args)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func (w *world) sendLast(t *testing.T, attempt int) error {
	t.Helper()
	w.decider.DropAll() // as an event would
	waiting := w.jobs(t)
	return w.notifier.send(t.Context(), waiting[len(waiting)-1], attempt)
}

func (w *world) expectOrders(t *testing.T, count int) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.orders) != count {
		t.Fatalf("%d orders, want %d", len(w.orders), count)
	}
}

// withdraw takes a message out of the case, as the fagsystem does and says.
func (w *world) withdraw(t *testing.T, position int64) {
	t.Helper()
	for i := range w.messages {
		if w.messages[i].Position == position {
			w.messages[i].Withdrawn = new(true)
		}
	}
	w.apply(t, contract.EventTypeMessageWithdrawn, contract.SideEMPLOYEE, position)
}
