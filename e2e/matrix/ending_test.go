package matrix

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/live"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// longest is how long a right may outlive the fagsystem's change where nothing
// tells of it, with what a slow machine needs to ask.
const longest = 5*time.Second + 1500*time.Millisecond

// TestWhatEndsWhileItIsOpen: rights that end in the middle of something.
func TestWhatEndsWhileItIsOpen(t *testing.T) {
	r := start(t)
	t.Run("the next part of a file", r.nextPart)
	t.Run("somebody who is no longer the contact person", r.formerContact)
	t.Run("where the event never comes", r.withoutEvent)
}

// part reads a part of a file.
func (r *running) part(t *testing.T, as *who, path, bytes, tag string) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+r.host+path, nil)
	must(t, err)
	r.dress(request.Header, as)
	request.Header.Set("Range", bytes)
	if tag != "" {
		request.Header.Set("If-Range", tag)
		request.Header.Set("If-None-Match", tag)
	}
	response, err := r.client.Do(request)
	must(t, err)
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	must(t, err)
	return answer{response.StatusCode, response.Header, content}
}

func (r *running) nextPart(t *testing.T) {
	mother := party{municipality: "fjordvik", child: "layla", key: "rania"}
	as := r.logIn(t, "mother", session.Citizen, session.High, map[string]uuid.UUID{mother.municipality: mother.personID()})
	to := route{http.MethodGet, "/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/content"}
	path := to.at(r.release(t, mother, "FULL"))
	r.settled(t)
	first := r.part(t, as, path, "bytes=0-9", "")
	tag := first.header.Get("ETag")
	if first.status != http.StatusPartialContent || len(first.body) != 10 || tag == "" {
		t.Fatalf("the first part: %d %q", first.status, first.body)
	}
	must(t, r.standin.Store.EndAccess(t.Context(), mother.municipality, mother.copyID(), true))
	r.settled(t)
	nobodys := r.part(t, as, to.at(nowhere()), "bytes=10-19", tag)
	for _, with := range []string{"", tag} {
		if next := r.part(t, as, path, "bytes=10-19", with); next.word() != no || next.same() != nobodys.same() {
			t.Errorf("the next part, with the version %q: %s", with, next.same())
		}
	}
	must(t, r.standin.Store.EndAccess(t.Context(), mother.municipality, mother.copyID(), false))
	r.settled(t)
	if next := r.part(t, as, path, "bytes=10-19", tag); next.status != http.StatusPartialContent {
		t.Errorf("with the right again: %s", next.same())
	}
}

var conversation = route{http.MethodGet, "/api/employee/conversations/{caseCopyId}"}

func (r *running) formerContact(t *testing.T) {
	w := newWalk(t, r)
	mother := party{municipality: "fjordvik", child: "ayan", key: "hodan"}
	own := nowhere().with(caseCopyID, mother.copyID().String())
	all := r.employees(t)
	before, after := all["contact person"], all["colleague"]
	w.try(t.Context(), before, conversation, own, yes, "before")
	w.try(t.Context(), after, conversation, own, no, "before")
	old, fresh := r.listen(t, before), r.listen(t, after)
	must(t, r.standin.Store.SetContact(t.Context(), mother.municipality, mother.copyID(), seed.EmployeeID("fjordvik", "vidar")))
	r.settled(t)
	w.try(t.Context(), before, conversation, own, no, "after")
	w.try(t.Context(), after, conversation, own, yes, "after")
	r.hear(t, old)
	for _, kind := range []live.EventType{live.EventTypeMessageReceived, live.EventTypeMessageState, live.EventTypeMessageRead, live.EventTypeCaseChanged} {
		must(t, r.happens(t.Context(), string(kind), mother, kind == live.EventTypeMessageState))
	}
	r.settled(t)
	if heard := r.hear(t, old); len(heard) > 0 {
		t.Errorf("who was the contact person hears %s", asJSON(heard))
	}
	if word := wordOf(string(live.EventTypeMessageReceived), mother.copyID(), r.hear(t, fresh)); word != yes {
		t.Errorf("who is the contact person now hears %s", word)
	}
	old.sameBySocket(t)
	fresh.sameBySocket(t)
	for _, event := range old.told {
		if event.CaseCopyId != nil {
			t.Errorf("the change itself names %s", asJSON(event))
		}
	}
	w.audited(t)
	w.report(t)
}

// Where the feed is dead, a right still doesn't outlive its end by more than an
// answer's age, for whoever asks and for what a socket is told.
func (r *running) withoutEvent(t *testing.T) {
	employees := party{municipality: "fjordvik", child: "ayan", key: "hodan"}
	mother := party{municipality: "fjordvik", child: "layla", key: "rania"}
	as := r.logIn(t, "mother", session.Citizen, session.High, map[string]uuid.UUID{mother.municipality: mother.personID()})
	contact := r.logIn(t, "contact person", session.Employee, session.High, map[string]uuid.UUID{"fjordvik": seed.EmployeeID("fjordvik", "vidar")})
	r.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "stopped", "path": "/v1/events"}, nil)
	defer r.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
	// A question that was asked before would still hear: it ends with this.
	must(t, r.happens(t.Context(), string(live.EventTypeCaseChanged), mother, true))
	r.deaf(t, mother.municipality)
	type right struct {
		what string
		as   *who
		path string
		end  func() error
	}
	ask := func(one right) string {
		found, err := r.call(t.Context(), one.as, route{method: http.MethodGet}, one.path, nil)
		must(t, err)
		return found.word()
	}
	// Both end at once, so that one waits for them together.
	held := map[string]right{}
	ended := map[string]time.Time{}
	for _, one := range []right{
		{"a party's case", as, "/api/citizen/cases/" + mother.copyID().String(), func() error {
			return r.standin.Store.SetRole(t.Context(), mother.municipality, mother.copyID(), "INGEN")
		}},
		{"an employee's conversation", contact, "/api/employee/conversations/" + employees.copyID().String(), func() error {
			return r.standin.Store.SetContact(t.Context(), employees.municipality, employees.copyID(), seed.EmployeeID("fjordvik", "ingrid"))
		}},
	} {
		if got := ask(one); got != yes {
			t.Fatalf("%s: %s", one.what, got)
		}
		must(t, one.end())
		held[one.what], ended[one.what] = one, time.Now()
	}
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for ; len(held) > 0; <-tick.C {
		for what, one := range held {
			word, since := ask(one), time.Since(ended[what])
			if since > longest {
				t.Errorf("%s: %s after %v", what, word, since)
			}
			if word == no || since > longest {
				delete(held, what)
			}
		}
	}
}

// deaf returns when the portal has noticed that a fagsystem's feed is dead.
func (r *running) deaf(t *testing.T, municipality string) {
	t.Helper()
	tick, late := time.NewTicker(10*time.Millisecond), time.After(30*time.Second)
	defer tick.Stop()
	for {
		for line := range strings.Lines(r.log.text()) {
			var said struct{ Operation, Municipality string }
			if json.Unmarshal([]byte(line), &said) == nil && said.Operation == "listEvents" && said.Municipality == municipality {
				return
			}
		}
		select {
		case <-tick.C:
		case <-late:
			t.Fatal("the feed goes on")
		}
	}
}
