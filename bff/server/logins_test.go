package server_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// enter logs somebody in on a device and gives the cookie.
func (f *fixture) enter(t *testing.T, world session.World, fagsystemPersonID string, device session.Device) string {
	t.Helper()
	actor := session.Actor{World: world, Language: "nb", Level: session.High, Device: device}
	if fagsystemPersonID != "" {
		someone, err := f.people.Ensure(t.Context(), "fjordvik", person.World(world), fagsystemPersonID)
		if err != nil {
			t.Fatal(err)
		}
		actor.Persons = []session.PersonRef{{Municipality: "fjordvik", PersonID: someone.ID, FagsystemPersonID: fagsystemPersonID}}
	}
	cookie, err := f.sessions.Begin(t.Context(), actor)
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

// writing are the headers of a write by our own pages.
func writing(world session.World, cookie string) []string {
	return []string{"Cookie", session.CookieName(world) + "=" + cookie, "Origin", "http://localhost:4300", "X-Portal", "1"}
}

func (f *fixture) logIns(t *testing.T, world session.World, cookie string) []portal.LogIn {
	t.Helper()
	w := f.do(http.MethodGet, "/api/"+string(world)+"/logins", "", "Cookie", session.CookieName(world)+"="+cookie)
	var list portal.LogInList
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%d %s (%v)", w.Code, w.Body, err)
	}
	return list.LogIns
}

// recorded counts the audit rows of an action with an outcome.
func (f *fixture) recorded(t *testing.T, action, outcome string) int {
	t.Helper()
	var count int
	err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM audit_event WHERE action = $1 AND outcome = $2", action, outcome).Scan(&count)
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func TestPeopleSeeTheirOwnLogInsAndEndThem(t *testing.T) {
	t.Parallel()
	for _, world := range []session.World{session.Citizen, session.Employee} {
		f := setUp(t)
		api := "/api/" + string(world) + "/logins"
		phone := f.enter(t, world, "fs-1", session.Device{Kind: session.Phone, System: "Android"})
		f.clock.advance(time.Minute)
		computer := f.enter(t, world, "fs-1", session.Device{Kind: session.Computer, System: "Windows"})
		f.clock.advance(time.Minute)
		here := f.enter(t, world, "fs-1", session.Device{Kind: session.UnknownDevice})
		stranger := f.enter(t, world, "fs-2", session.Device{Kind: session.Tablet, System: "iPadOS"})

		found := f.logIns(t, world, here)
		if len(found) != 3 {
			t.Fatalf("%+v", found)
		}
		if one := found[0]; !one.Current || !one.Active || one.EndedAt != nil || one.Device != "UNKNOWN" || one.System != nil {
			t.Errorf("this one: %+v", one)
		}
		if one := found[2]; one.Current || !one.Active || one.Device != "PHONE" || *one.System != "Android" || !one.StartedAt.Equal(f.clock.now().Add(-2*time.Minute)) {
			t.Errorf("the phone: %+v", one)
		}

		// Ending the phone's ends that one, at once, and again does nothing.
		ended := endOf(t, f.sessions, f.handle(t, world, phone))
		for range 2 {
			if w := f.do(http.MethodDelete, api+"/"+found[2].LogInId.String(), "", writing(world, here)...); w.Code != http.StatusNoContent {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		select {
		case <-ended:
		case <-time.After(time.Second):
			t.Error("the phone's socket lives on")
		}
		f.in(t, world, map[string]bool{phone: false, computer: true, here: true, stranger: true})
		if one := f.logIns(t, world, here)[2]; one.Active || one.EndedAt == nil || one.Device != "PHONE" {
			t.Errorf("ended: %+v", one)
		}

		// A stranger's log-in and one that never was answer alike, and nothing ends.
		theirs := f.logIns(t, world, stranger)[0].LogInId
		others := problemIn(t, f.do(http.MethodDelete, api+"/"+theirs.String(), "", writing(world, here)...))
		nobodys := problemIn(t, f.do(http.MethodDelete, api+"/"+uuid.NewString(), "", writing(world, here)...))
		others.CorrelationId, nobodys.CorrelationId = "", ""
		if others != nobodys || others.Code != "not-found" {
			t.Errorf("%+v, %+v", others, nobodys)
		}
		f.in(t, world, map[string]bool{here: true, stranger: true})

		if w := f.do(http.MethodPost, api+"/end-others", "", writing(world, here)...); w.Code != http.StatusNoContent {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		f.in(t, world, map[string]bool{computer: false, here: true, stranger: true})

		// Ending this one is logging out.
		if w := f.do(http.MethodDelete, api+"/"+found[0].LogInId.String(), "", writing(world, here)...); w.Code != http.StatusNoContent {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		f.in(t, world, map[string]bool{here: false, stranger: true})

		for action, wanted := range map[string]int{"log-in.end": 3, "log-in.end-others": 1} {
			if got := f.recorded(t, action, "allowed"); got != wanted {
				t.Errorf("%s was recorded %d times", action, got)
			}
		}
		if got := f.recorded(t, "log-in.end", "denied"); got != 2 {
			t.Errorf("denials were recorded %d times", got)
		}
	}
}

// in checks whose cookies open the API.
func (f *fixture) in(t *testing.T, world session.World, wanted map[string]bool) {
	t.Helper()
	for cookie, open := range wanted {
		w := f.do(http.MethodGet, "/api/"+string(world)+"/session", "", "Cookie", session.CookieName(world)+"="+cookie)
		if (w.Code == http.StatusOK) != open {
			t.Errorf("%.4s…: %d, open should be %v", cookie, w.Code, open)
		}
	}
}

// handle is the id of a cookie's session.
func (f *fixture) handle(t *testing.T, world session.World, cookie string) string {
	t.Helper()
	actor, err := f.sessions.Look(t.Context(), world, cookie)
	if err != nil {
		t.Fatal(err)
	}
	return actor.SessionID
}

// Somebody whom no fagsystem knows is logged in only to be told so.
func TestLogInsOfWhoHasNoPerson(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	nobody, other := f.enter(t, session.Citizen, "", session.Device{}), f.enter(t, session.Citizen, "", session.Device{})
	if found := f.logIns(t, session.Citizen, nobody); len(found) != 0 {
		t.Errorf("%+v", found)
	}
	if w := f.do(http.MethodPost, "/api/citizen/logins/end-others", "", writing(session.Citizen, nobody)...); w.Code != http.StatusNoContent {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if got := problemIn(t, f.do(http.MethodDelete, "/api/citizen/logins/"+uuid.NewString(), "", writing(session.Citizen, nobody)...)); got.Code != "not-found" {
		t.Errorf("%+v", got)
	}
	f.in(t, session.Citizen, map[string]bool{nobody: true, other: true})
}

// The worlds are apart: an employee who is also a party ends nothing there.
func TestLogInsOfTheOtherWorld(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	citizen := f.enter(t, session.Citizen, "fs-1", session.Device{Kind: session.Phone})
	employee := f.enter(t, session.Employee, "fs-1", session.Device{Kind: session.Computer})
	id := f.logIns(t, session.Citizen, citizen)[0].LogInId
	if got := problemIn(t, f.do(http.MethodDelete, "/api/employee/logins/"+id.String(), "", writing(session.Employee, employee)...)); got.Code != "not-found" {
		t.Errorf("%+v", got)
	}
	if w := f.do(http.MethodPost, "/api/employee/logins/end-others", "", writing(session.Employee, employee)...); w.Code != http.StatusNoContent {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	f.in(t, session.Citizen, map[string]bool{citizen: true})
	f.in(t, session.Employee, map[string]bool{employee: true, citizen: false})
}

// endOf closes when the session ends.
func endOf(t *testing.T, store *session.Store, id string) <-chan struct{} {
	t.Helper()
	ended := make(chan struct{})
	store.Watch(t.Context(), id, func() { close(ended) })
	return ended
}
