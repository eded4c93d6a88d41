package matrix

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

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
