package matrix

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

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
