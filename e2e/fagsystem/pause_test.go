package standin_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// Rania has a copy of Layla's case and one of Sami's; Ingrid is the contact person of both.
func TestAPauseHoldsForThePersonInThatMunicipality(t *testing.T) {
	s := standintest.Start(t)
	const rania = "/fjordvik/v1/persons/"
	put := func(paused bool, employee uuid.UUID) (fagsystem.Pause, int) {
		var held fagsystem.Pause
		status := ask(t, s, http.MethodPut, "/fjordvik/v1/case-copies/"+seed.CopyID("fjordvik", "layla", "rania").String()+"/pause",
			map[string]any{"paused": paused, "employeeId": employee}, &held)
		return held, status
	}
	pausedCopies := func(person string) (paused, all int) {
		var access fagsystem.PersonAccess
		ask(t, s, http.MethodGet, rania+seed.PersonID("fjordvik", person).String()+"/access", nil, &access)
		for _, c := range access.Cases {
			if c.PausedAt != nil {
				paused++
			}
		}
		return paused, len(access.Cases)
	}
	var feed fagsystem.EventPage
	happened := func() (about []uuid.UUID) {
		from := feed.Next
		ask(t, s, http.MethodGet, "/fjordvik/v1/events?after="+from, nil, &feed)
		for _, event := range feed.Events {
			if event.Type != fagsystem.EventTypeAccessChanged || *event.Data.PersonId != seed.PersonID("fjordvik", "rania") {
				t.Errorf("event %+v", event)
			}
			about = append(about, *event.Data.CaseCopyId)
		}
		return about
	}
	ask(t, s, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
	ingrid := seed.EmployeeID("fjordvik", "ingrid")

	if _, status := put(true, seed.EmployeeID("fjordvik", "vidar")); status != http.StatusForbidden {
		t.Errorf("an employee who may not open the conversation: %d", status)
	}
	if paused, _ := pausedCopies("rania"); paused != 0 || len(happened()) != 0 {
		t.Error("a refused pause changed something")
	}

	first, status := put(true, ingrid)
	if paused, all := pausedCopies("rania"); status != http.StatusOK || first.PausedAt == nil || paused != 2 || all != 2 {
		t.Errorf("%d %+v: %d of %d copies", status, first, paused, all)
	}
	if about := happened(); len(about) != 2 || about[0] == about[1] {
		t.Errorf("told about %v", about)
	}
	if paused, _ := pausedCopies("layla"); paused != 0 {
		t.Error("the daughter is paused with her mother")
	}
	again, _ := put(true, ingrid)
	if again.PausedAt == nil || !again.PausedAt.Equal(*first.PausedAt) || len(happened()) != 0 {
		t.Errorf("pausing again: %v, %v", first.PausedAt, again.PausedAt)
	}
	var inbox fagsystem.EmployeeAccess
	ask(t, s, http.MethodGet, "/fjordvik/v1/employees/"+ingrid.String()+"/access", nil, &inbox)
	for _, c := range inbox.Conversations {
		if (c.PausedAt != nil) != (c.Party.PersonId == seed.PersonID("fjordvik", "rania")) {
			t.Errorf("%s: paused at %v", c.Party.Name.Given, c.PausedAt)
		}
	}

	lifted, _ := put(false, ingrid)
	if paused, _ := pausedCopies("rania"); lifted.PausedAt != nil || paused != 0 || len(happened()) != 2 {
		t.Errorf("after lifting: %+v, %d paused", lifted, paused)
	}
	if put(false, ingrid); len(happened()) != 0 {
		t.Error("lifting what isn't paused is told")
	}
	s.Control(t, http.MethodPost, "/fjordvik/copies/"+seed.CopyID("fjordvik", "sami", "rania").String()+"/pause", map[string]any{"paused": true}, nil)
	if paused, _ := pausedCopies("rania"); paused != 2 {
		t.Errorf("paused in the fagsystem itself: %d copies", paused)
	}
}
