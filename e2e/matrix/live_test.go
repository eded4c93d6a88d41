package matrix

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/live"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/store"
)

const (
	liveHigh  = "Live events about one's own case, logged in at the high level"
	liveLow   = "Live events about one's own case, logged in at level substantial"
	liveOther = "Live events about what isn't one's own, or no longer"
	liveStaff = "Live events for employees"
)

// eventTypes are all of the contract's.
func eventTypes(t *testing.T) []string {
	t.Helper()
	source, err := os.ReadFile("../../contracts/live.yaml")
	must(t, err)
	_, list, found := strings.Cut(string(source), "      type: string\n      enum:\n")
	if !found {
		t.Fatal("the contract's list of events can't be found")
	}
	var types []string
	for line := range strings.Lines(list) {
		name, ok := strings.CutPrefix(line, "        - ")
		if !ok {
			break
		}
		if !live.EventType(strings.TrimSpace(name)).Valid() {
			t.Fatalf("%s is no live event", name)
		}
		types = append(types, strings.TrimSpace(name))
	}
	return types
}

// listener is somebody with a page open: a socket, and polling beside it.
type listener struct {
	*who
	group string
	conn  *websocket.Conn
	from  int64 // where it began to listen
	after int64
	told  []portal.LiveEvent
}

func (r *running) listen(t *testing.T, as *who) *listener {
	t.Helper()
	l := &listener{who: as, group: "citizen"}
	if as.world == session.Employee {
		l.group = "employee"
	}
	header := http.Header{}
	r.dress(header, as)
	var err error
	l.conn, _, err = websocket.DefaultDialer.DialContext(t.Context(), "ws://"+r.host+"/api/"+l.group+"/live", header)
	must(t, err)
	t.Cleanup(func() { _ = l.conn.Close() })
	var hello live.HelloFrame
	must(t, l.conn.ReadJSON(&hello))
	l.from, l.after = hello.Position, hello.Position
	return l
}

// hear is what has happened since last time, by polling.
func (r *running) hear(t *testing.T, l *listener) []portal.LiveEvent {
	t.Helper()
	var page portal.LiveEventPage
	r.get(t, l.who, fmt.Sprintf("/api/%s/events?after=%d", l.group, l.after), &page)
	if page.Resync {
		t.Fatalf("%s is told to fetch everything anew", l.name)
	}
	l.after = page.Position
	l.told = append(l.told, page.Events...)
	return page.Events
}

// sameBySocket compares what the socket told with what polling did.
func (l *listener) sameBySocket(t *testing.T) {
	t.Helper()
	must(t, l.conn.SetReadDeadline(time.Now().Add(20*time.Second)))
	for _, polled := range l.told {
		var frame portal.LiveEvent
		if err := l.conn.ReadJSON(&frame); err != nil {
			t.Errorf("%s: the socket ended before %+v: %v", l.name, polled, err)
			return
		}
		if a, b := asJSON(frame), asJSON(polled); a != b {
			t.Errorf("%s: by socket %s, by polling %s", l.name, a, b)
		}
	}
}

func asJSON(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}

// wordOf is what was heard of one kind of event about a copy.
func wordOf(kind string, copyID uuid.UUID, heard []portal.LiveEvent) string {
	word := no
	for _, event := range heard {
		switch {
		case event.CaseCopyId == nil && event.EntryId == nil && event.MessageId == nil && word == no:
			word = hint
		case event.Type == kind && event.CaseCopyId != nil && *event.CaseCopyId == copyID:
			return yes
		}
	}
	return word
}

// happens makes something happen in a copy that is told by a kind of event.
// Where the fagsystem refuses it, nothing happens.
func (r *running) happens(ctx context.Context, kind string, p party, byEmployee bool) error {
	s := r.standin.Store
	switch live.EventType(kind) {
	case live.EventTypeMessageReceived, live.EventTypeMessageState:
		author := contract.Author{PersonId: new(p.personID())}
		if byEmployee {
			contact, err := r.contactOf(ctx, p)
			if err != nil {
				return err
			}
			author = contract.Author{EmployeeId: &contact}
		}
		text, language := "Hei.", "nb"
		body, hash, err := seed.Body(map[string]any{"text": text, "language": language})
		if err != nil {
			return err
		}
		_, _, err = s.Register(ctx, p.municipality, p.copyID(), uuid.Must(uuid.NewV7()), contract.Submission{
			Kind: contract.SubmissionKindMESSAGE, Author: author, AcceptedAt: time.Now(), BodyHash: hash,
			Body: contract.SubmissionBody{Text: &text, Language: &language},
		}, body)
		return err
	case live.EventTypeAttachmentChanged:
		_, _, err := r.fileIn(ctx, p, "READY")
		return err
	case live.EventTypeMessageRead:
		if err := r.happens(ctx, string(live.EventTypeMessageReceived), p, !byEmployee); err != nil {
			return err
		}
		reader := contract.Author{PersonId: new(p.personID())}
		if byEmployee {
			contact, err := r.contactOf(ctx, p)
			if err != nil {
				return err
			}
			reader = contract.Author{EmployeeId: &contact}
		}
		var last int64
		if err := s.Pool.QueryRow(ctx, `select last_position from case_copy where case_copy_id = $1`, p.copyID()).Scan(&last); err != nil {
			return err
		}
		_, err := s.Read(ctx, p.municipality, p.copyID(), contract.ReadMarkReport{Reader: reader, Position: last, ReadAt: time.Now()})
		return err
	case live.EventTypeViewAnswered:
		view := uuid.Must(uuid.NewV7())
		if err := r.says(ctx, p, view); err != nil {
			return err
		}
		contact, err := r.contactOf(ctx, p)
		if err != nil {
			return err
		}
		given := contract.NewAnswers{To: view, Answers: []contract.NewAnswer{{Outcome: contract.AnswerOutcomeUSED, Reason: "Det står i planen."}}}
		return r.registers(ctx, p, uuid.Must(uuid.NewV7()), contract.SubmissionKindANSWER, contract.Author{EmployeeId: &contact}, contract.SubmissionBody{Answers: &given})
	case live.EventTypeCaseChanged, live.EventTypeInboxChanged:
		return s.SetWhatHappensNow(ctx, p.municipality, p.copyID(), "Nå.")
	case live.EventTypeAccessChanged:
		var granted contract.Grants
		if err := s.Pool.QueryRow(ctx, `select grants from case_copy where case_copy_id = $1`, p.copyID()).Scan(&granted); err != nil {
			return err
		}
		return s.SetGrants(ctx, p.municipality, p.copyID(), granted)
	}
	return nil
}

// says hands in a view as a party.
func (r *running) says(ctx context.Context, p party, id uuid.UUID) error {
	return r.registers(ctx, p, id, contract.SubmissionKindVIEW, contract.Author{PersonId: new(p.personID())}, contract.SubmissionBody{View: &contract.View{
		Moment: contract.ViewMomentANYTIME, Items: []contract.ViewItem{{Prompt: contract.ViewPromptTHISISGOOD, Text: "Skolen"}},
	}})
}

func (r *running) registers(ctx context.Context, p party, id uuid.UUID, kind contract.SubmissionKind, by contract.Author, said contract.SubmissionBody) error {
	language := "nb"
	said.Language = &language
	raw, err := json.Marshal(said)
	if err != nil {
		return err
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		return err
	}
	body, hash, err := seed.Body(fields)
	if err != nil {
		return err
	}
	_, _, err = r.standin.Store.Register(ctx, p.municipality, p.copyID(), id, contract.Submission{
		Kind: kind, Author: by, AcceptedAt: time.Now(), BodyHash: hash, Body: said,
	}, body)
	return err
}

// toldCarelessly puts on the feed that a message came, was read or a view was
// answered in a copy, although nothing did.
func (r *running) toldCarelessly(ctx context.Context, kind string, p party, byEmployee bool) error {
	contact, err := r.contactOf(ctx, p)
	if err != nil {
		return err
	}
	side, position := contract.SidePARTY, int64(1000)
	if byEmployee {
		side = contract.SideEMPLOYEE
	}
	data := contract.EventData{
		CaseCopyId: new(p.copyID()), PersonId: new(p.personID()), EmployeeIds: []uuid.UUID{contact}, Position: &position, Side: &side,
	}
	event := contract.EventTypeMessageRead
	switch live.EventType(kind) {
	case live.EventTypeMessageRead:
	case live.EventTypeViewAnswered:
		event, data.MessageId, data.Position, data.Side = contract.EventTypeViewAnswered, new(uuid.Must(uuid.NewV7())), nil, nil
	default:
		event, data.MessageId = contract.EventTypeMessageRegistered, new(uuid.Must(uuid.NewV7()))
		if kind == string(live.EventTypeAttachmentChanged) {
			event = contract.EventTypeAttachmentChanged
		}
	}
	return r.standin.Store.Write(ctx, p.municipality, func(_ context.Context, tx *store.Tx) error {
		tx.Emit(event, data)
		return nil
	})
}

func (r *running) contactOf(ctx context.Context, p party) (id uuid.UUID, err error) {
	err = r.standin.Store.Pool.QueryRow(ctx, `select contact_id from child_case where municipality = $1 and case_id = $2`,
		p.municipality, seed.CaseID(p.municipality, p.child)).Scan(&id)
	return id, err
}

// inEntries makes something happen with an entry of a copy.
func (r *running) inEntries(t *testing.T, kind string, p party) {
	t.Helper()
	s := r.standin.Store
	switch live.EventType(kind) {
	case live.EventTypeEntryReleased:
		r.release(t, p, "FULL")
	case live.EventTypeEntryChanged, live.EventTypeTextAvailable:
		var entry, document uuid.UUID
		must(t, s.Pool.QueryRow(t.Context(), `select e.entry_id, d.document_id from entry e join document d using (municipality, entry_id)
			where e.case_copy_id = $1 and e.released = 'FULL' and e.withdrawn_at is null limit 1`, p.copyID()).Scan(&entry, &document))
		if kind == string(live.EventTypeEntryChanged) {
			must(t, s.WithdrawEntry(t.Context(), p.municipality, p.copyID(), entry))
			return
		}
		agency := "Byrå"
		must(t, s.AddText(t.Context(), p.municipality, p.copyID(), document, "so", "# Warqad", contract.Provenance{Kind: "CERTIFIED", Agency: &agency}))
	}
}

func TestLiveEvents(t *testing.T) {
	r := start(t)
	tables := readTables(t)
	t.Run("every event is in a table", func(t *testing.T) {
		for _, title := range []string{liveHigh, liveLow, liveStaff} {
			var written []string
			for _, line := range tables[title].rows {
				written = append(written, line.route)
			}
			if known := eventTypes(t); !slices.Equal(slices.Sorted(slices.Values(written)), slices.Sorted(slices.Values(known))) {
				t.Errorf("%q has the events %q, and the contract %q", title, written, known)
			}
		}
	})
	t.Run("who hears what of a case", r.citizensHear)
	t.Run("who hears what of a conversation", r.employeesHear)
}

func (r *running) citizensHear(t *testing.T) {
	tables := readTables(t)
	all := r.citizens(t)
	for _, c := range all { // a second document, so that one can be withdrawn
		r.release(t, c.party, "FULL")
	}
	r.settled(t)
	high, low := map[string]*listener{}, map[string]*listener{}
	listenAll := func() {
		for column, c := range all {
			high[column], low[column] = r.listen(t, c.high), r.listen(t, c.low)
		}
	}
	listenAll()
	heardOthers := func(c *citizen, heard []portal.LiveEvent) {
		for _, event := range heard {
			if event.CaseCopyId != nil && *event.CaseCopyId != c.copyID() {
				t.Errorf("%s hears of another's copy: %s", c.column, asJSON(event))
			}
		}
	}
	everywhere := func(kind string) {
		var drafting []*who
		for _, c := range all {
			if err := r.happens(t.Context(), kind, c.party, kind != string(live.EventTypeMessageState)); err != nil {
				// It may refuse what the right is gone for. A careless one tells of it all the same.
				must(t, r.toldCarelessly(t.Context(), kind, c.party, kind != string(live.EventTypeMessageState)))
			}
			r.inEntries(t, kind, c.party)
			if kind == string(live.EventTypeDraftChanged) && r.draft(t, c.high, "/api/citizen/cases/{caseCopyId}/conversation/draft", c.own) {
				drafting = append(drafting, c.high)
			}
		}
		r.settled(t)
		r.draftsTold(t, drafting...)
	}
	section(t, tables, liveHigh, partyColumns()...)
	section(t, tables, liveLow, partyColumns()...)
	for i, line := range tables[liveHigh].rows {
		everywhere(line.route)
		atLow := tables[liveLow].rows[i]
		if atLow.route != line.route {
			t.Fatalf("%q and %q have other orders", liveHigh, liveLow)
		}
		for column, c := range all {
			heard := r.hear(t, high[column])
			heardOthers(c, heard)
			if got := wordOf(line.route, c.copyID(), heard); got != line.cells[column] {
				t.Errorf("%s at the high level, %s: %s, and the table says %s: %s", column, line.route, got, line.cells[column], asJSON(heard))
			}
			heard = r.hear(t, low[column])
			heardOthers(c, heard)
			if got := wordOf(line.route, c.copyID(), heard); got != atLow.cells[column] {
				t.Errorf("%s at substantial, %s: %s, and the table says %s: %s", column, line.route, got, atLow.cells[column], asJSON(heard))
			}
		}
	}
	for column := range all {
		high[column].sameBySocket(t)
		low[column].sameBySocket(t)
	}

	states := section(t, tables, liveOther, partyColumns()...)
	s := r.standin.Store
	tried := map[string]bool{"whatever happens in all other copies": true} // above, with each event
	expect := func(state string) {
		tried[state] = true
		line, there := states.findRow(state)
		if !there {
			t.Fatalf("%q has no line %q", liveOther, state)
		}
		for column, c := range all {
			heard := r.hear(t, high[column])
			heardOthers(c, heard)
			got := no
			for _, event := range heard {
				got = hint
				if event.CaseCopyId != nil || event.EntryId != nil || event.MessageId != nil {
					got = yes
					break
				}
			}
			if got != line.cells[column] {
				t.Errorf("%s, %s: %s, and the table says %s: %s", state, column, got, line.cells[column], asJSON(heard))
			}
		}
	}
	var granted, roles = map[string]contract.Grants{}, map[string]contract.Role{}
	for column, c := range all {
		var g contract.Grants
		var role contract.Role
		must(t, s.Pool.QueryRow(t.Context(), `select grants, role from case_copy where case_copy_id = $1`, c.copyID()).Scan(&g, &role))
		granted[column], roles[column] = g, role
	}
	for _, state := range []struct {
		what     string
		set, end func(*citizen) error
	}{
		{"my access has ended",
			func(c *citizen) error { return s.EndAccess(t.Context(), c.municipality, c.copyID(), true) },
			func(c *citizen) error { return s.EndAccess(t.Context(), c.municipality, c.copyID(), false) }},
		{"my role was withdrawn",
			func(c *citizen) error { return s.SetRole(t.Context(), c.municipality, c.copyID(), "INGEN") },
			func(c *citizen) error { return s.SetRole(t.Context(), c.municipality, c.copyID(), roles[c.column]) }},
		{"the fagsystem no longer says anything about what I may",
			func(c *citizen) error { return s.SetGrants(t.Context(), c.municipality, c.copyID(), contract.Grants{}) },
			func(c *citizen) error { return s.SetGrants(t.Context(), c.municipality, c.copyID(), granted[c.column]) }},
		{"my access is paused, and I log in again",
			func(c *citizen) error { return second(s.Pause(t.Context(), c.municipality, c.copyID(), true)) },
			func(c *citizen) error { return second(s.Pause(t.Context(), c.municipality, c.copyID(), false)) }},
	} {
		for _, c := range all {
			must(t, state.set(c))
		}
		r.settled(t)
		if strings.Contains(state.what, "log in again") {
			for _, c := range all {
				r.again(t, c)
			}
			listenAll()
		}
		for column := range all {
			r.hear(t, high[column]) // that the right has ended
		}
		for _, line := range tables[liveHigh].rows {
			if line.route != string(live.EventTypeAccessChanged) {
				everywhere(line.route)
			}
		}
		expect(state.what)
		for _, c := range all {
			must(t, state.end(c))
		}
		r.settled(t)
		for column := range all {
			r.hear(t, high[column])
		}
	}

	// What is kept of before is decided about when it is asked for.
	for _, c := range all {
		r.release(t, c.party, "FULL")
		must(t, r.happens(t.Context(), string(live.EventTypeCaseChanged), c.party, true))
		must(t, s.EndAccess(t.Context(), c.municipality, c.copyID(), true))
	}
	r.settled(t)
	expect("what happened before my access ended, asked for afterwards")
	for _, line := range states.rows {
		if !tried[line.what] {
			t.Errorf("%q: %q isn't tried", liveOther, line.what)
		}
	}
}

// draft saves what somebody begins to write, where they may.
func (r *running) draft(t *testing.T, as *who, path string, named target) (saved bool) {
	t.Helper()
	w := &walk{running: r, operations: map[string]string{}}
	answered, err := w.ask(t.Context(), as, route{http.MethodPut, path}, named)
	must(t, err)
	return answered.word() == yes
}

// draftsTold waits until each has been told of a draft of their own.
func (r *running) draftsTold(t *testing.T, authors ...*who) {
	t.Helper()
	for _, as := range authors {
		r.await(t, "a draft to be told", `SELECT EXISTS (SELECT FROM live_event JOIN live_person USING (stream_id) WHERE person_id = $1 AND type = 'draft-changed')`, as.person)
	}
}

func (r *running) employeesHear(t *testing.T) {
	tables := readTables(t)
	found := section(t, tables, liveStaff, employeeColumns()...)
	mother := party{municipality: "fjordvik", child: "ayan", key: "hodan"}
	r.release(t, mother, "FULL")
	r.release(t, mother, "FULL")
	r.settled(t)
	listeners, employees := map[string]*listener{}, r.employees(t)
	for column, as := range employees {
		listeners[column] = r.listen(t, as)
	}
	for _, line := range found.rows {
		must(t, r.happens(t.Context(), line.route, mother, line.route == string(live.EventTypeMessageState)))
		r.inEntries(t, line.route, mother)
		if contact := employees["contact person"]; line.route == string(live.EventTypeDraftChanged) {
			if !r.draft(t, contact, "/api/employee/conversations/{caseCopyId}/draft", nowhere().with(caseCopyID, mother.copyID().String())) {
				t.Error("the contact person's draft was not saved")
			}
			r.draftsTold(t, contact)
		}
		r.settled(t)
		for column, l := range listeners {
			if got := wordOf(line.route, mother.copyID(), r.hear(t, l)); got != line.cells[column] {
				t.Errorf("%s, %s: %s, and the table says %s", column, line.route, got, line.cells[column])
			}
		}
	}
	for _, l := range listeners {
		l.sameBySocket(t)
	}
}
