package server_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"innbyggertjenesten/bff/session"
)

// What keeps somebody logged in is what a person does, not what a page does by
// itself. Each of these happens after 20 minutes; after 35 it shows.
func TestWhatIsActivity(t *testing.T) {
	t.Parallel()
	draft := "/api/citizen/cases/" + uuid.NewString() + "/conversation/draft"
	for name, c := range map[string]struct {
		method, path, body string
		headers            []string
		activity           bool
	}{
		"asking when it ends":         {http.MethodGet, "/api/citizen/session", "", nil, false},
		"polling":                     {http.MethodGet, "/api/citizen/events?after=0", "", nil, false},
		"what a page fetches anew":    {http.MethodGet, "/api/citizen/logins", "", []string{session.PassiveHeader, "1"}, false},
		"a socket that can't be":      {http.MethodGet, "/api/citizen/live", "", nil, false},
		"a page without its content":  {http.MethodGet, casePage, "", []string{"Sec-Fetch-Mode", "navigate"}, false},
		"an address that isn't there": {http.MethodGet, "/api/citizen/nothing", "", nil, false},
		"looking at something":        {http.MethodGet, "/api/citizen/logins", "", nil, true},
		"typing":                      {http.MethodPut, draft, `{"text":"Hei","revision":0}`, []string{"Content-Type", "application/json"}, true},
		"staying logged in":           {http.MethodPost, "/api/citizen/session/extend", "", nil, true},
	} {
		f := setUp(t)
		cookie := f.enter(t, session.Citizen, "fs-1", session.Device{})
		headers := append(writing(session.Citizen, cookie), c.headers...)
		f.clock.advance(20 * time.Minute)
		w := f.do(c.method, c.path, c.body, headers...)
		if w.Code == http.StatusUnauthorized || w.Code >= http.StatusInternalServerError {
			t.Fatalf("%s: %d %s", name, w.Code, w.Body)
		}
		f.clock.advance(15 * time.Minute)
		if w := f.do(http.MethodGet, "/api/citizen/session", "", headers...); (w.Code == http.StatusOK) != c.activity {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

func TestTheEndsAreExact(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	cookie := f.enter(t, session.Citizen, "fs-1", session.Device{})
	headers := writing(session.Citizen, cookie)
	status := func(path string) int {
		t.Helper()
		method := http.MethodGet
		if strings.HasSuffix(path, "/extend") {
			method = http.MethodPost
		}
		w := f.do(method, path, "", headers...)
		if w.Code == http.StatusUnauthorized && problemIn(t, w).Code != "session-ended" {
			t.Errorf("%s", w.Body)
		}
		return w.Code
	}
	f.clock.advance(30*time.Minute - time.Microsecond)
	if got := status("/api/citizen/session"); got != http.StatusOK {
		t.Errorf("before 30 minutes: %d", got)
	}
	f.clock.advance(time.Microsecond)
	for _, path := range []string{"/api/citizen/session", "/api/citizen/session/extend"} {
		if got := status(path); got != http.StatusUnauthorized {
			t.Errorf("%s at 30 minutes: %d", path, got)
		}
	}
	headers = writing(session.Citizen, f.enter(t, session.Citizen, "fs-1", session.Device{}))
	for range 8 {
		f.clock.advance(15*time.Minute - time.Microsecond)
		if got := status("/api/citizen/session/extend"); got != http.StatusOK {
			t.Fatalf("busy: %d", got)
		}
	}
	f.clock.advance(8*time.Microsecond - time.Microsecond)
	if got := status("/api/citizen/session/extend"); got != http.StatusOK {
		t.Errorf("before 120 minutes: %d", got)
	}
	f.clock.advance(time.Microsecond)
	if got := status("/api/citizen/session/extend"); got != http.StatusUnauthorized {
		t.Errorf("at 120 minutes: %d", got)
	}
}

// An open socket keeps nobody logged in; what it tells of somebody's activity
// does, and a session's end closes it.
func TestSocketsAndActivity(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	portal := httptest.NewServer(f.server.Handler())
	t.Cleanup(portal.Close)
	open := func(cookie string) *websocket.Conn {
		t.Helper()
		conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(portal.URL, "http")+"/api/citizen/live",
			http.Header{"Host": {"localhost:4300"}, "Origin": {"http://localhost:4300"}, "Cookie": {"__Host-session=" + cookie}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		if _, _, err := conn.ReadMessage(); err != nil { // hello
			t.Fatal(err)
		}
		return conn
	}
	send := func(conn *websocket.Conn, frame string) {
		t.Helper()
		if err := conn.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
	}
	silent, typing := f.enter(t, session.Citizen, "fs-1", session.Device{}), f.enter(t, session.Citizen, "fs-2", session.Device{})
	closes, stays := open(silent), open(typing)
	f.clock.advance(20 * time.Minute)
	open(silent)
	send(closes, `{"kind":"resume","after":0}`)
	send(stays, `{"kind":"activity"}`)
	extended := f.clock.now().Add(30 * time.Minute)
	deadline := time.Now().Add(20 * time.Second)
	for {
		actor, err := f.sessions.Look(t.Context(), session.Citizen, typing)
		if err != nil {
			t.Fatal(err)
		}
		if actor.IdleEndAt.Equal(extended) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("typing extends nothing")
		}
		time.Sleep(time.Millisecond)
	}
	f.clock.advance(15 * time.Minute)
	f.in(t, session.Citizen, map[string]bool{silent: false, typing: true})
	if err := f.sessions.EndExpired(t.Context()); err != nil {
		t.Fatal(err)
	}
	_ = closes.SetReadDeadline(time.Now().Add(20 * time.Second))
	_, _, err := closes.ReadMessage()
	var closed *websocket.CloseError
	if !errors.As(err, &closed) || closed.Code != 4401 {
		t.Errorf("the silent one's socket: %v", err)
	}
	if err := f.sessions.EndCookie(t.Context(), typing); err != nil {
		t.Fatal(err)
	}
	_ = stays.SetReadDeadline(time.Now().Add(time.Second))
	if _, _, err := stays.ReadMessage(); !errors.As(err, &closed) || closed.Code != 4401 {
		t.Errorf("the other one's, a second after its log-out: %v", err)
	}
}
