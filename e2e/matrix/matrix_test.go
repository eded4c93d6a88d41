package matrix

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

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
		if !had[one] {
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
