package matrix

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// onTheirWay are routes that the tables have and the portal doesn't answer yet.
// Whoever makes one takes it off this list.
var onTheirWay = map[string]bool{}

// walk asks everything and remembers what must be in the audit log.
type walk struct {
	*running
	operations map[string]string // by route

	mu       sync.Mutex
	strange  map[string]string // a stranger thing's answer, by who and route
	denied   []denial
	asked    int
	sent     map[string][]string // messages that can be taken back, by who and case copy
	kept     map[string]string   // one that nobody takes back
	files    map[string][]string // files of drafts, by who and case copy
	checked  map[string]target   // a message with a file that is ready, by case copy
	failures []string
}

// denial is an answer that must be in the audit log.
type denial struct {
	what, correlationID string
	person              uuid.UUID
}

func newWalk(t *testing.T, r *running) *walk {
	t.Helper()
	w := &walk{running: r, operations: map[string]string{}, strange: map[string]string{}, sent: map[string][]string{}, kept: map[string]string{}, files: map[string][]string{}, checked: map[string]target{}}
	for to, operation := range contractRoutes(t) {
		w.operations[to.String()] = operation
	}
	return w
}

func (w *walk) fail(format string, arguments ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failures = append(w.failures, fmt.Sprintf(format, arguments...))
}

// report fails the test with everything that wasn't as the table says.
func (w *walk) report(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.Sort(w.failures)
	for _, failure := range w.failures {
		t.Error(failure)
	}
	w.failures = nil
}

func routeFrom(text string) route {
	method, path, _ := strings.Cut(text, " ")
	return route{method, path}
}

// try asks one thing as somebody and compares with a cell.
func (w *walk) try(ctx context.Context, as *who, to route, named target, want, where string) {
	if onTheirWay[to.String()] {
		return
	}
	where = fmt.Sprintf("%s: %s", where, to)
	if strings.HasSuffix(to.path, "/undo") && want == yes {
		named = named.with(messageID, w.takeSent(as, named[caseCopyID]))
	}
	if slices.Contains(to.names(), answerID) && named[answerID] != "" {
		named = named.with(answerID, uuid.Must(uuid.NewV7()).String()) // each answers on their own
	}
	if slices.Contains(to.names(), entryID) && slices.Contains(to.names(), viewID) && named[viewID] != "0" {
		named = named.with(viewID, uuid.Must(uuid.NewV7()).String()) // a comment isn't a complaint
	}
	if strings.HasSuffix(to.path, "/receipt") && want == yes {
		named = named.with(messageID, w.kept[as.person.String()+named[caseCopyID]])
	}
	if want == yes && slices.Contains(to.names(), fileID) {
		named = w.namedFile(as, to, named)
	}
	if strings.HasSuffix(to.path, "/show-only") && want == yes {
		as = w.again(ctx, as) // whose log-in opens nothing else afterwards
	}
	found, err := w.ask(ctx, as, to, named)
	if err != nil {
		w.fail("%s: %v", where, err)
		return
	}
	if got := found.word(); got != want {
		w.fail("%s: %s, and the table says %s", where, got, want)
		return
	}
	if want != no {
		return
	}
	stranger, err := w.stranger(ctx, as, to)
	switch {
	case err != nil:
		w.fail("%s: %v", where, err)
	case found.same() != stranger:
		w.fail("%s: the answer differs from that for what nobody has:\n%s\n%s", where, found.same(), stranger)
	}
	if as != nil && to.hasCase() && !malformed(named) {
		w.mu.Lock()
		w.denied = append(w.denied, denial{where, found.correlationID(), as.person})
		w.mu.Unlock()
	}
}

// again is the same person in a log-in of its own.
func (w *walk) again(ctx context.Context, as *who) *who {
	other := *as
	actor, err := w.sessions.Look(ctx, as.world, as.cookie)
	if err == nil {
		other.cookie, err = w.sessions.Begin(ctx, *actor)
	}
	if err != nil {
		w.fail("%s can't log in again: %v", as.name, err)
	}
	return &other
}

func malformed(named target) bool {
	id, err := uuid.Parse(named[caseCopyID])
	return err != nil || id.String() != named[caseCopyID]
}

func (w *walk) ask(ctx context.Context, as *who, to route, named target) (answer, error) {
	w.mu.Lock()
	w.asked++
	w.mu.Unlock()
	body := bodies[w.operations[to.String()]]
	if strings.HasSuffix(to.path, "/draft") && to.method == http.MethodPut {
		// What was saved last is what one goes on from.
		before, err := w.call(ctx, as, route{http.MethodGet, to.path}, to.at(named), nil)
		if err != nil {
			return before, err
		}
		body = map[string]any{"text": "Jeg", "revision": revisionOf(before)}
	}
	return w.call(ctx, as, to, to.at(named), body)
}

// stranger is the answer to somebody for what nobody has.
func (w *walk) stranger(ctx context.Context, as *who, to route) (string, error) {
	key := to.String()
	if as != nil {
		key += " " + as.name
	}
	w.mu.Lock()
	known, there := w.strange[key]
	w.mu.Unlock()
	if there {
		return known, nil
	}
	found, err := w.ask(ctx, as, to, nowhere())
	if err != nil {
		return "", err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.strange[key] = found.same()
	return found.same(), nil
}

// send makes messages that can be taken back later.
func (w *walk) send(t testing.TB, as *who, group, copyID string, count int) {
	t.Helper()
	to := route{http.MethodPut, "/api/" + group + "/{caseCopyId}/conversation/messages/{messageId}"}
	if group == "employee/conversations" {
		to.path = "/api/employee/conversations/{caseCopyId}/messages/{messageId}"
	}
	for range count {
		named := nowhere().with(caseCopyID, copyID)
		found, err := w.call(t.Context(), as, to, to.at(named), map[string]any{"text": "Hei"})
		must(t, err)
		if found.status != http.StatusCreated {
			t.Fatalf("%s can't send: %d %s", as.name, found.status, found.body)
		}
		key := as.person.String() + copyID
		if w.kept[key] == "" {
			w.kept[key] = named[messageID]
			continue
		}
		w.sent[key] = append(w.sent[key], named[messageID])
	}
	// The walk may take longer than a message can be held.
	_, err := w.pool.Exec(t.Context(), `UPDATE submission SET release_at = release_at + interval '1 hour' WHERE release_at > now()`)
	must(t, err)
}

// addFiles makes files of a draft, and a message with a file that is ready.
func (w *walk) addFiles(t testing.TB, as *who, group string, p party, copyID string, count int) {
	t.Helper()
	to := route{http.MethodPut, "/api/" + group + "/{caseCopyId}/conversation/attachments/{attachmentId}"}
	if group == "employee/conversations" {
		to.path = "/api/employee/conversations/{caseCopyId}/attachments/{attachmentId}"
	}
	for range count {
		named := nowhere().with(caseCopyID, copyID)
		found, err := w.call(t.Context(), as, to, to.at(named), bodies["PutCitizenAttachment"])
		must(t, err)
		if found.status != http.StatusCreated {
			t.Fatalf("%s can't add a file: %d %s", as.name, found.status, found.body)
		}
		key := as.person.String() + copyID
		w.files[key] = append(w.files[key], named[fileID])
	}
	if w.checked[copyID] == nil {
		message, attached := w.withFile(t, p, "READY")
		w.checked[copyID] = target{messageID: message, fileID: attached}
	}
}

// withFile is fileIn for what must succeed.
func (r *running) withFile(t testing.TB, p party, state string) (message, attached string) {
	t.Helper()
	message, attached, err := r.fileIn(t.Context(), p, state)
	must(t, err)
	return message, attached
}

// fileIn registers a message of an employee with a file in a state.
func (r *running) fileIn(ctx context.Context, p party, state string) (message, attached string, err error) {
	s := r.standin.Store
	contact, err := r.contactOf(ctx, p)
	if err != nil {
		return "", "", err
	}
	id, fileID, text, language := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), "Se filen.", "nb"
	body, hash, err := seed.Body(map[string]any{"text": text, "language": language, "attachments": []uuid.UUID{fileID}})
	if err != nil {
		return "", "", err
	}
	_, _, err = s.Register(ctx, p.municipality, p.copyID(), id, contract.Submission{
		Kind: contract.SubmissionKindMESSAGE, Author: contract.Author{EmployeeId: &contact}, AcceptedAt: time.Now(), BodyHash: hash,
		Body:        contract.SubmissionBody{Text: &text, Language: &language, Attachments: []uuid.UUID{fileID}},
		Attachments: []contract.SubmittedAttachment{{AttachmentId: fileID, Name: "timeplan.pdf", MediaType: "application/pdf"}},
	}, body)
	switch {
	case err != nil:
	case state == "READY":
		_, err = s.AttachmentContent(ctx, p.municipality, p.copyID(), id, fileID, seed.PlainPDF("vedlegg"))
	case state == "INFECTED" || state == "REFUSED":
		err = s.AttachmentWithheld(ctx, p.municipality, p.copyID(), id, fileID, contract.Withheld{State: contract.WithheldState(state)})
	}
	return id.String(), fileID.String(), err
}

// namedFile names a file that is there: one of one's draft, which is gone once it
// is deleted, or a checked one of a message.
func (w *walk) namedFile(as *who, to route, named target) target {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := as.person.String() + named[caseCopyID]
	switch {
	case strings.HasSuffix(to.path, "/content"):
		of := w.checked[named[caseCopyID]]
		return named.with(messageID, of[messageID]).with(fileID, of[fileID])
	case to.method == http.MethodPut || len(w.files[key]) == 0:
		return named
	}
	named = named.with(fileID, w.files[key][0])
	if to.method == http.MethodDelete {
		w.files[key] = w.files[key][1:]
	}
	return named
}

func (w *walk) takeSent(as *who, copyID string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := as.person.String() + copyID
	if len(w.sent[key]) == 0 {
		return uuid.Must(uuid.NewV7()).String()
	}
	last := w.sent[key][0]
	w.sent[key] = w.sent[key][1:]
	return last
}

// audited checks that every denial so far stands in the audit log as such.
func (w *walk) audited(t *testing.T) {
	t.Helper()
	w.mu.Lock()
	denied := w.denied
	w.denied = nil
	w.mu.Unlock()
	ids := make([]string, 0, len(denied))
	for _, one := range denied {
		ids = append(ids, one.correlationID)
	}
	rows, err := w.pool.Query(t.Context(), `SELECT correlation_id, person_id FROM audit_event WHERE outcome = 'denied' AND correlation_id = ANY ($1)`, ids)
	must(t, err)
	defer rows.Close()
	recorded := map[string]uuid.UUID{}
	for rows.Next() {
		var id string
		var person uuid.UUID
		must(t, rows.Scan(&id, &person))
		recorded[id] = person
	}
	must(t, rows.Err())
	for _, one := range denied {
		if person, there := recorded[one.correlationID]; !there || person != one.person {
			w.fail("%s: the denial isn't in the audit log", one.what)
		}
	}
}

// second is the error of a call whose first answer doesn't matter.
func second[T any](_ T, err error) error { return err }

// each does something for all columns at once.
func each[T any](t *testing.T, all map[string]T, do func(ctx context.Context, column string, one T)) {
	t.Helper()
	var running sync.WaitGroup
	for column, one := range all {
		running.Go(func() { do(t.Context(), column, one) })
	}
	running.Wait()
}

// section is a table whose columns are all known here.
func section(t *testing.T, tables map[string]table, title string, columns ...string) table {
	t.Helper()
	found, there := tables[title]
	if !there {
		t.Fatalf("%s has no table %q", tablePath, title)
	}
	if !slices.Equal(found.columns, columns) {
		t.Fatalf("%q has the columns %q, not %q", title, found.columns, columns)
	}
	return found
}

func columnsOf[T any](list []T, name func(T) string) []string {
	names := make([]string, 0, len(list))
	for _, one := range list {
		names = append(names, name(one))
	}
	return names
}

func partyColumns() []string { return columnsOf(parties, func(p party) string { return p.column }) }
func employeeColumns() []string {
	return columnsOf(colleagues, func(c colleague) string { return c.column })
}

// The tables' titles.
const (
	noCase       = "What is about no case"
	atHigh       = "One's own case, logged in at the high level"
	atLow        = "One's own case, logged in at level substantial"
	closedOpen   = "A closed case in which the fagsystem leaves everything open"
	otherStates  = "Other states of a case, for every route above"
	notInOwn     = "What isn't in one's own copy"
	turned18     = "The day the child turns 18"
	forEmployees = "Conversations, for employees"
	staffStates  = "Other states, for every route of employees"
)

// TestTheMatrix walks the tables.
func TestTheMatrix(t *testing.T) {
	r := start(t)
	t.Run("every route is in a table", r.everyRoute)
	t.Run("what is about no case", r.aboutNoCase)
	t.Run("on the other side nothing is there", r.otherSide)
	t.Run("who may open a conversation", r.conversations)
	t.Run("who may do what in a case", r.inACase)
}

// everyRoute compares the routes of the binary, those of the contract and
// those of the tables.
func (r *running) everyRoute(t *testing.T) {
	tables := readTables(t)
	written := map[string]bool{}
	for _, one := range tables {
		for _, line := range one.rows {
			if strings.Contains(line.route, " ") { // a live event has no method
				written[line.route] = true
			}
		}
	}
	had := map[string]bool{}
	for _, one := range r.routes {
		had[one.String()] = true
		if !written[one.String()] {
			t.Errorf("%s is in no table of %s", one, tablePath)
		}
	}
	for one := range contractRoutes(t) {
		had[one.String()] = true
		if !written[one.String()] {
			t.Errorf("%s of the contract is in no table of %s", one, tablePath)
		}
	}
	for one := range written {
		if !had[one] && !onTheirWay[one] {
			t.Errorf("%s has %s, and the portal doesn't", tablePath, one)
		}
	}
	for _, title := range []string{atHigh, atLow, closedOpen} {
		for one := range contractRoutes(t) {
			if one.hasCase() && strings.HasPrefix(one.path, "/api/citizen/") && !hasRoute(tables[title], one) {
				t.Errorf("%s is not in %q", one, title)
			}
		}
	}
}

func hasRoute(in table, one route) bool {
	return slices.ContainsFunc(in.rows, func(line row) bool { return line.route == one.String() })
}

func (r *running) aboutNoCase(t *testing.T) {
	w := newWalk(t, r)
	columns := []string{"nobody", "citizen", "citizen without a case", "employee", "unknown employee"}
	found := section(t, readTables(t), noCase, columns...)
	rania, frode, unknown := seed.PersonID("fjordvik", "rania"), seed.PersonID("fjordvik", "frode"), uuid.New()
	begin := map[string]func() *who{
		"nobody": func() *who { return nil },
		"citizen": func() *who {
			return r.logIn(t, "citizen", session.Citizen, session.High, map[string]uuid.UUID{"fjordvik": rania})
		},
		"citizen without a case": func() *who {
			return r.logIn(t, "citizen without a case", session.Citizen, session.High, map[string]uuid.UUID{"fjordvik": frode})
		},
		"employee": func() *who {
			return r.logIn(t, "employee", session.Employee, session.High, map[string]uuid.UUID{"fjordvik": seed.EmployeeID("fjordvik", "ingrid")})
		},
		"unknown employee": func() *who {
			return r.logIn(t, "unknown employee", session.Employee, session.High, map[string]uuid.UUID{"fjordvik": unknown})
		},
	}
	const citizens, employees = "/api/citizen/logins/{logInId}", "/api/employee/logins/{logInId}"
	ours := map[string]func() *who{citizens: begin["citizen"], employees: begin["employee"]}
	theirs := map[string]*who{
		citizens:  r.logIn(t, "another", session.Citizen, session.High, map[string]uuid.UUID{"fjordvik": seed.PersonID("fjordvik", "omar")}),
		employees: r.logIn(t, "a colleague", session.Employee, session.High, map[string]uuid.UUID{"fjordvik": seed.EmployeeID("fjordvik", "marit")}),
	}
	for _, column := range columns {
		for _, line := range found.rows {
			to := routeFrom(line.route)
			named := nowhere().with("*", "")
			// What is real is named, whoever asks: another's log-in answers as none.
			switch {
			case strings.HasPrefix(line.what, "End another log-in of mine"):
				of := begin[column]
				if line.cells[column] == logIn {
					of = ours[to.path]
				}
				named[logInID] = r.newestLogIn(t, of())
			case strings.HasPrefix(line.what, "End a log-in that isn't mine"):
				named[logInID] = r.newestLogIn(t, theirs[to.path])
			}
			// Each with a log-in of its own: some end it.
			w.try(t.Context(), begin[column](), to, named, line.cells[column], column+": "+line.what)
		}
	}
	for path, stranger := range theirs {
		if r.newestLogIn(t, stranger) == "" {
			t.Errorf("%s: somebody else's log-in was ended", path)
		}
	}
	w.report(t)
}

// newestLogIn is the id of the log-in that somebody asks with.
func (r *running) newestLogIn(t *testing.T, as *who) string {
	t.Helper()
	group := "citizen"
	if as.world == session.Employee {
		group = "employee"
	}
	var list portal.LogInList
	r.get(t, as, "/api/"+group+"/logins", &list)
	for _, one := range list.LogIns {
		if one.Current && one.Active {
			return one.LogInId.String()
		}
	}
	return ""
}

func (r *running) inACase(t *testing.T) {
	w := newWalk(t, r)
	tables := readTables(t)
	all := r.citizens(t)
	for _, c := range all {
		if c.column != "unknown role" {
			w.send(t, c.high, "citizen/cases", c.own[caseCopyID], 7)
			w.addFiles(t, c.high, "citizen/cases", c.party, c.own[caseCopyID], 6)
		}
	}
	r.settled(t)
	high := section(t, tables, atHigh, partyColumns()...)
	// on walks a table of routes below what named gives.
	on := func(lines []row, state string, as func(*citizen) *who, named func(*citizen) target, want func(line row, column string) string) {
		each(t, all, func(ctx context.Context, column string, c *citizen) {
			for _, line := range lines {
				w.try(ctx, as(c), routeFrom(line.route), named(c), want(line, column), state+": "+column)
			}
		})
	}
	asHigh := func(c *citizen) *who { return c.high }
	asLow := func(c *citizen) *who { return c.low }
	own := func(c *citizen) target { return c.own }
	cell := func(line row, column string) string { return line.cells[column] }

	on(high.rows, atHigh, asHigh, own, cell)
	on(section(t, tables, atLow, partyColumns()...).rows, atLow, asLow, own, cell)

	// What is another's, or nobody's.
	states := section(t, tables, otherStates, partyColumns()...)
	inState := func(state string, named func(*citizen) target) {
		line, there := states.findRow(state)
		if !there {
			t.Fatalf("%q has no line %q", otherStates, state)
		}
		on(high.rows, state, asHigh, named, func(of row, column string) string {
			if line.cells[column] == yes {
				return of.cells[column]
			}
			return line.cells[column]
		})
	}
	others := map[string]target{}
	for _, c := range all {
		other := c.party
		other.key, other.role = c.other, ""
		others[c.column] = r.release(t, other, "FULL")
	}
	stranger := r.release(t, party{municipality: "fjordvik", child: "child-03", key: "mother-03"}, "FULL")
	elsewhere := map[string]target{
		"fjordvik": r.release(t, party{municipality: "lyngmo", child: "jakub", key: "katarzyna"}, "FULL"),
		"lyngmo":   r.release(t, party{municipality: "fjordvik", child: "layla", key: "rania"}, "FULL"),
	}
	r.settled(t)
	tried := map[string]bool{}
	for state, named := range map[string]func(*citizen) target{
		"another party's copy of the same case": func(c *citizen) target { return others[c.column] },
		"another family's case":                 func(*citizen) target { return stranger },
		"a case of the other municipality":      func(c *citizen) target { return elsewhere[c.municipality] },
		"a case that nobody has":                func(*citizen) target { return nowhere() },
		"an id that is none": func(c *citizen) target {
			return target{caseCopyID: strings.ToUpper(c.own[caseCopyID]), entryID: "1", documentID: "x", mediaID: "x", meetingID: "1", messageID: "0", requestID: "0", promiseID: "0", viewID: "0", consentID: "0", answerID: "0", fileID: "0", accessID: "0", markID: "0", inLanguage: "so", paragraph: "x"}
		},
	} {
		tried[state] = true
		inState(state, named)
	}

	// What isn't in one's own copy.
	parts := section(t, tables, notInOwn, partyColumns()...)
	inPart := func(state string, routes func(route) bool, named func(*citizen) target) {
		line, there := parts.findRow(state)
		if !there {
			t.Fatalf("%q has no line %q", notInOwn, state)
		}
		var lines []row
		for _, of := range high.rows {
			if routes(routeFrom(of.route)) {
				lines = append(lines, of)
			}
		}
		if len(lines) == 0 {
			t.Fatalf("%q: no route", state)
		}
		on(lines, state, asHigh, named, func(_ row, column string) string { return line.cells[column] })
	}
	isReceipt := func(to route) bool { return strings.HasSuffix(to.path, "/receipt") }
	anotherParty := func(c *citizen) *citizen {
		if c.column == "mother" {
			return all["father"]
		}
		return all["mother"]
	}
	unready := map[string]target{}
	for i, c := range slices.Collect(maps.Values(all)) {
		message, attached := r.withFile(t, c.party, []string{"WAITING_FOR_CHECK", "INFECTED", "REFUSED"}[i%3])
		unready[c.column] = target{messageID: message, fileID: attached}
	}
	// A draft is one's own, whatever it is about.
	namesEntry := func(to route) bool {
		return slices.Contains(to.names(), entryID) && !strings.HasSuffix(to.path, "/draft")
	}
	namesDocument := func(to route) bool { return slices.Contains(to.names(), documentID) }
	namesMedia := func(to route) bool { return slices.Contains(to.names(), mediaID) }
	for state, part := range map[string]struct {
		routes func(route) bool
		named  func(*citizen) target
	}{
		"a meeting of another party's copy": {
			func(to route) bool { return slices.Contains(to.names(), meetingID) },
			func(c *citizen) target { return c.own.with(meetingID, anotherParty(c).own[meetingID]) },
		},
		"an entry of another party's copy": {namesEntry, func(c *citizen) target { return others[c.column].with(caseCopyID, c.own[caseCopyID]) }},
		"an entry that was withdrawn":      {namesEntry, func(c *citizen) target { return c.withdrawn }},
		"a document of another party's copy, below an entry of one's own": {namesDocument, func(c *citizen) target {
			return c.own.with(documentID, others[c.column][documentID])
		}},
		"a recording of another party's copy, below an entry of one's own": {namesMedia, func(c *citizen) target {
			return c.own.with(mediaID, others[c.column][mediaID])
		}},
		"more than the title of an entry of which only the title is released": {
			func(to route) bool {
				return namesDocument(to) || namesMedia(to) || strings.HasSuffix(to.path, "/opened") || strings.Contains(to.path, "/understood")
			},
			func(c *citizen) target {
				return c.titled.with(documentID, c.own[documentID]).with(mediaID, c.own[mediaID])
			},
		},
		"taking back another party's message": {
			func(to route) bool { return strings.HasSuffix(to.path, "/undo") },
			func(c *citizen) target {
				another := anotherParty(c)
				return c.own.with(messageID, w.sent[another.high.person.String()+another.own[caseCopyID]][0])
			},
		},
		"a receipt for another party's message": {isReceipt, func(c *citizen) target {
			another := anotherParty(c)
			return c.own.with(messageID, w.kept[another.high.person.String()+another.own[caseCopyID]])
		}},
		"a file of another party's draft": {
			func(to route) bool { return slices.Contains(to.names(), fileID) && to.method != http.MethodPut },
			func(c *citizen) target {
				another := anotherParty(c)
				return c.own.with(fileID, w.files[another.high.person.String()+another.own[caseCopyID]][0])
			},
		},
		"a file of another party's message": {
			func(to route) bool { return strings.HasSuffix(to.path, "/attachments/{attachmentId}/content") },
			func(c *citizen) target {
				of := w.checked[anotherParty(c).own[caseCopyID]]
				return c.own.with(messageID, of[messageID]).with(fileID, of[fileID])
			},
		},
		"a file of a message that waits for its check, is infected or is refused": {
			func(to route) bool { return strings.HasSuffix(to.path, "/attachments/{attachmentId}/content") },
			func(c *citizen) target {
				of := unready[c.column]
				return c.own.with(messageID, of[messageID]).with(fileID, of[fileID])
			},
		},
	} {
		inPart(state, part.routes, part.named)
	}
	if len(parts.rows) != 11 {
		t.Errorf("%q has a line that isn't tried", notInOwn)
	}

	// What ends access, and gives it back.
	s := r.standin.Store
	change := func(do func(*citizen) error) {
		for _, c := range all {
			must(t, do(c))
		}
		r.settled(t)
		for _, c := range all {
			r.again(t, c)
		}
	}
	grants := map[string]contract.Grants{}
	for _, c := range all {
		var granted contract.Grants
		must(t, s.Pool.QueryRow(t.Context(), `select grants from case_copy where case_copy_id = $1`, c.copyID()).Scan(&granted))
		grants[c.column] = granted
	}
	roles := map[string]contract.Role{}
	for _, c := range all {
		var role contract.Role
		must(t, s.Pool.QueryRow(t.Context(), `select role from case_copy where case_copy_id = $1`, c.copyID()).Scan(&role))
		roles[c.column] = role
	}
	for _, ended := range []struct {
		state    string
		set, end func(*citizen) error
	}{
		{
			"my access is paused, and I log in again",
			func(c *citizen) error { return second(s.Pause(t.Context(), c.municipality, c.copyID(), true)) },
			func(c *citizen) error { return second(s.Pause(t.Context(), c.municipality, c.copyID(), false)) },
		},
		{
			"my access has ended",
			func(c *citizen) error { return s.EndAccess(t.Context(), c.municipality, c.copyID(), true) },
			func(c *citizen) error { return s.EndAccess(t.Context(), c.municipality, c.copyID(), false) },
		},
		{
			"my role was withdrawn",
			func(c *citizen) error { return s.SetRole(t.Context(), c.municipality, c.copyID(), "INGEN") },
			func(c *citizen) error { return s.SetRole(t.Context(), c.municipality, c.copyID(), roles[c.column]) },
		},
		{
			"the fagsystem no longer says anything about what I may",
			func(c *citizen) error { return s.SetGrants(t.Context(), c.municipality, c.copyID(), contract.Grants{}) },
			func(c *citizen) error { return s.SetGrants(t.Context(), c.municipality, c.copyID(), grants[c.column]) },
		},
	} {
		tried[ended.state] = true
		change(ended.set)
		inState(ended.state, own)
		change(ended.end)
	}
	for _, line := range states.rows {
		if !tried[line.what] {
			t.Errorf("%q: %q isn't tried", otherStates, line.what)
		}
	}

	// The child turns 18.
	birthdays := section(t, tables, turned18, partyColumns()...)
	born := func(years int) {
		for _, c := range all {
			r.inFagsystem(t, `update person set birth_date = (now() at time zone 'Europe/Oslo')::date - make_interval(years => $3)
				where municipality = $1 and person_id = $2`, c.municipality, seed.PersonID(c.municipality, c.child), years)
		}
	}
	represents := func(key string) {
		p := all["representative"]
		r.inFagsystem(t, `update case_copy set represents = $3 where municipality = $1 and case_copy_id = $2`,
			p.municipality, p.copyID(), seed.PersonID(p.municipality, key))
	}
	told := func(c *citizen) error { return s.SetGrants(t.Context(), c.municipality, c.copyID(), grants[c.column]) }
	born(18)
	for what, key := range map[string]string{
		"the child is 18; the representative acts for a parent":  "katarzyna",
		"the child is 18; the representative acts for the child": "jakub",
	} {
		line, there := birthdays.findRow(what)
		if !there {
			t.Fatalf("%q has no line %q", turned18, what)
		}
		represents(key)
		change(told)
		on(high.rows, what, asHigh, own, func(of row, column string) string {
			if line.cells[column] == yes {
				return of.cells[column]
			}
			return line.cells[column]
		})
	}
	if len(birthdays.rows) != 2 {
		t.Errorf("%q has a line that isn't tried", turned18)
	}

	// Closed, and everything left open: the child is 16, the other 14.
	for _, c := range all {
		years := 16
		if c.column == "child without party rights" {
			years = 14
		}
		r.inFagsystem(t, `update person set birth_date = now()::date - make_interval(years => $3, days => 10) where municipality = $1 and person_id = $2`,
			c.municipality, seed.PersonID(c.municipality, c.child), years)
	}
	open := contract.GrantOPEN
	change(func(c *citizen) error {
		return s.SetGrants(t.Context(), c.municipality, c.copyID(),
			contract.Grants{Documents: &open, Conversation: &open, Meeting: &open, CallMe: &open, Complaint: &open, Consents: &open})
	})
	change(func(c *citizen) error { return s.CloseCase(t.Context(), c.municipality, c.copyID()) })
	// A mark of one's own: the former one was accepted, and stays so.
	anew := func(c *citizen) target { return c.own.with(markID, uuid.Must(uuid.NewV7()).String()) }
	on(section(t, tables, closedOpen, partyColumns()...).rows, closedOpen, asHigh, anew, cell)

	w.audited(t)
	w.report(t)
	t.Logf("%d questions", w.asked)
}

// said is a view that a party has handed in.
func (r *running) said(t *testing.T, p party) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	must(t, r.says(t.Context(), p, id))
	return id
}

// marked is a paragraph in which a party has said that something is wrong.
func (r *running) marked(t *testing.T, p party) uuid.UUID {
	t.Helper()
	at := r.release(t, p, "FULL")
	id, entry, document := uuid.Must(uuid.NewV7()), uuid.MustParse(at[entryID]), uuid.MustParse(at[documentID])
	must(t, r.registers(t.Context(), p, id, contract.SubmissionKindPARAGRAPHMARK, contract.Author{PersonId: new(p.personID())}, contract.SubmissionBody{
		EntryId: &entry, DocumentId: &document, Paragraph: &contract.MarkedParagraph{Language: "nb", BlockId: "b1", TextVersion: "1.1", Excerpt: "Brev"},
	}))
	return id
}

func (r *running) conversations(t *testing.T) {
	w := newWalk(t, r)
	tables := readTables(t)
	all := r.employees(t)
	mother := party{municipality: "fjordvik", child: "ayan", key: "hodan"}
	own := nowhere().with(caseCopyID, mother.copyID().String()).with(viewID, r.said(t, mother).String()).with(markID, r.marked(t, mother).String()).
		with(entryID, r.release(t, mother, "FULL")[entryID])
	elsewhere := r.said(t, party{municipality: "fjordvik", child: "layla", key: "rania"})
	lines := section(t, tables, forEmployees, employeeColumns()...)
	for _, column := range []string{"contact person", "stand-in", "team leader"} {
		w.send(t, all[column], "employee/conversations", own[caseCopyID], 7)
		w.addFiles(t, all[column], "employee/conversations", mother, own[caseCopyID], 6)
	}
	on := func(state string, named func(column string) target, want func(of row, column string) string) {
		each(t, all, func(ctx context.Context, column string, as *who) {
			for _, line := range lines.rows {
				w.try(ctx, as, routeFrom(line.route), named(column), want(line, column), state+": "+column)
			}
		})
	}
	its := func(string) target { return own }
	on(forEmployees, its, func(of row, column string) string { return of.cells[column] })

	states := section(t, tables, staffStates, employeeColumns()...)
	s := r.standin.Store
	again := func() error { return nil }
	for _, state := range []struct {
		what     string
		set, end func() error
		named    func(column string) target
	}{
		{
			"the party's access is paused",
			func() error { return second(s.Pause(t.Context(), mother.municipality, mother.copyID(), true)) },
			func() error { return second(s.Pause(t.Context(), mother.municipality, mother.copyID(), false)) }, its,
		},
		{
			"the party's access has ended",
			func() error { return s.EndAccess(t.Context(), mother.municipality, mother.copyID(), true) },
			func() error { return s.EndAccess(t.Context(), mother.municipality, mother.copyID(), false) }, its,
		},
		{"a conversation that nobody has", again, again, func(string) target { return nowhere() }},
		{"an id that is none", again, again, func(string) target {
			return target{caseCopyID: strings.ToUpper(own[caseCopyID]), messageID: "0", promiseID: "0", viewID: "0", answerID: "0", fileID: "0", markID: "0"}
		}},
		{"the case is closed", func() error { return s.CloseCase(t.Context(), mother.municipality, mother.copyID()) }, again, its},
	} {
		line, there := states.findRow(state.what)
		if !there {
			t.Fatalf("%q has no line %q", staffStates, state.what)
		}
		must(t, state.set())
		r.settled(t)
		on(state.what, state.named, func(of row, column string) string {
			if line.cells[column] == yes {
				return of.cells[column]
			}
			return line.cells[column]
		})
		must(t, state.end())
		r.settled(t)
	}
	line, there := states.findRow("answering a view of another conversation")
	if !there || len(states.rows) != 8 {
		t.Fatalf("%q has other lines than are tried", staffStates)
	}
	answer := route{http.MethodPut, "/api/employee/conversations/{caseCopyId}/views/{viewId}/answers/{answerId}"}
	each(t, all, func(ctx context.Context, column string, as *who) {
		w.try(ctx, as, answer, own.with(viewID, elsewhere.String()), line.cells[column], line.what+": "+column)
	})
	if line, there = states.findRow("taking back another's message"); !there {
		t.Fatalf("%q has other lines than are tried", staffStates)
	}
	undo := route{http.MethodPost, "/api/employee/conversations/{caseCopyId}/messages/{messageId}/undo"}
	each(t, all, func(ctx context.Context, column string, as *who) {
		another := all["contact person"]
		if column == "contact person" {
			another = all["stand-in"]
		}
		w.try(ctx, as, undo, own.with(messageID, w.sent[another.person.String()+own[caseCopyID]][0]), line.cells[column], line.what+": "+column)
	})
	line, there = states.findRow("a file of another's draft")
	if !there {
		t.Fatalf("%q has other lines than are tried", staffStates)
	}
	for _, method := range []string{http.MethodGet, http.MethodDelete} {
		look := route{method, "/api/employee/conversations/{caseCopyId}/attachments/{attachmentId}"}
		each(t, all, func(ctx context.Context, column string, as *who) {
			another := all["contact person"]
			if column == "contact person" {
				another = all["stand-in"]
			}
			w.try(ctx, as, look, own.with(fileID, w.files[another.person.String()+own[caseCopyID]][0]), line.cells[column], line.what+": "+column)
		})
	}
	w.audited(t)
	w.report(t)
	t.Logf("%d questions", w.asked)
}

// otherSide asks for everything without a log-in, and
// with the other side's.
func (r *running) otherSide(t *testing.T) {
	w := newWalk(t, r)
	rania := party{municipality: "fjordvik", child: "layla", key: "rania"}
	own := r.release(t, rania, "FULL")
	citizen := r.logIn(t, "citizen", session.Citizen, session.High, map[string]uuid.UUID{"fjordvik": rania.personID()})
	employee := r.logIn(t, "employee", session.Employee, session.High, map[string]uuid.UUID{"fjordvik": seed.EmployeeID("fjordvik", "ingrid")})
	for to := range contractRoutes(t) {
		var wrong *who
		switch {
		case strings.HasPrefix(to.path, "/api/citizen/"):
			wrong = employee
		case strings.HasPrefix(to.path, "/api/employee/"):
			wrong = citizen
		default:
			continue
		}
		w.try(t.Context(), nil, to, own, logIn, "nobody")
		w.try(t.Context(), wrong, to, own, logIn, "with the other side's log-in")
	}
	w.report(t)
}
