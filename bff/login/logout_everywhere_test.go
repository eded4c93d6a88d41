package login_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
)

// open serves a replica with its sockets, and gives its address.
func (f *fixture) open(t *testing.T, sessions *session.Store, made *server.Server) string {
	t.Helper()
	store := live.NewStore(f.pool, time.Now)
	notifier := wake.StartNotifier(f.pool, live.Channel)
	t.Cleanup(notifier.Stop)
	hub := live.NewHub(store, notifier)
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { hub.Run(ctx) })
	t.Cleanup(func() { stop(); running.Wait() })
	sockets := &live.Sockets{Store: store, Hub: hub, Sessions: sessions, Patience: live.UsualPatience, Unread: live.NewUnread(prometheus.NewRegistry())}
	sockets.Register(made.Echo(), made.Behind)
	made.Echo().GET("/api/citizen/ping", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }, made.Behind(session.Citizen))
	serving := httptest.NewServer(made.Handler())
	t.Cleanup(serving.Close)
	return strings.TrimPrefix(serving.URL, "http://")
}

func socket(t *testing.T, address, cookie string) *websocket.Conn {
	t.Helper()
	header := http.Header{"Host": {host}, "Origin": {"http://" + host}, "Cookie": {session.CookieName(session.Citizen) + "=" + cookie}}
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws://"+address+"/api/citizen/live", header)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, _, err := conn.ReadMessage(); err != nil { // the server's greeting
		t.Fatal(err)
	}
	return conn
}

func ping(ctx context.Context, address, cookie string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/api/citizen/ping", nil)
	if err != nil {
		return 0, err
	}
	r.Host = host
	r.Header.Set("Cookie", session.CookieName(session.Citizen)+"="+cookie)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// However a session ends, and on whichever replica: within a second its tabs'
// sockets are closed on all of them, its requests are refused, and requests
// that were under way haven't brought it back.
func TestEveryLogOutEndsEverythingEverywhere(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	here := f.open(t, f.sessions, f.server)
	sessions, other := f.replica(t)
	there := f.open(t, sessions, other)
	for name, end := range map[string]func(*testing.T, *browser) error{
		"the page's own log-out": func(_ *testing.T, b *browser) error {
			b.do(http.MethodPost, "/logout", "Origin", "http://"+host)
			return nil
		},
		"leaving quickly": func(_ *testing.T, b *browser) error {
			b.do(http.MethodGet, "/leave")
			return nil
		},
		"front-channel": func(*testing.T, *browser) error {
			f.frame("/login/frontchannel-logout", named(f.citizens.URL, "sid-1"))
			return nil
		},
		"back-channel": func(*testing.T, *browser) error {
			f.tellLoggedOut(f.citizens.logoutToken(nil))
			return nil
		},
		"back-channel, all of a subject": func(*testing.T, *browser) error {
			f.tellLoggedOut(f.citizens.logoutToken(map[string]any{"sid": nil}))
			return nil
		},
		"the operator, one person": func(t *testing.T, b *browser) error {
			who := b.actor(t, session.Citizen).Persons[0]
			_, err := f.sessions.EndByPerson(context.Background(), who.Municipality, who.PersonID)
			return err
		},
		"the operator, everybody": func(*testing.T, *browser) error {
			_, err := f.sessions.EndAll(context.Background())
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			// Before this log-in's second nobody was logged out.
			f.forgetLogOuts(t)
			b := f.browser()
			b.logIn(t, f.citizens, "/login")
			cookie := b.cookie(session.CookieName(session.Citizen))
			var sockets []*websocket.Conn
			for _, address := range []string{here, here, there, there} {
				sockets = append(sockets, socket(t, address, cookie))
			}
			busy, rest := context.WithCancel(t.Context())
			var tabs sync.WaitGroup
			for _, address := range []string{here, there} {
				if status, err := ping(busy, address, cookie); err != nil || status != http.StatusNoContent {
					t.Fatalf("%d %v", status, err)
				}
			}
			for _, store := range []*session.Store{f.sessions, f.sessions, sessions, sessions} {
				tabs.Go(func() {
					for busy.Err() == nil {
						_, _ = store.Use(busy, session.Citizen, cookie)
					}
				})
			}
			began := time.Now()
			if err := end(t, b); err != nil {
				t.Fatal(err)
			}
			for i, conn := range sockets {
				_ = conn.SetReadDeadline(began.Add(5 * time.Second))
				_, _, err := conn.ReadMessage()
				var closed *websocket.CloseError
				if !errors.As(err, &closed) || closed.Code != 4401 {
					t.Errorf("socket %d: %v", i, err)
				}
			}
			if took := time.Since(began); took > time.Second {
				t.Errorf("it took %s", took)
			}
			for _, address := range []string{here, there} {
				if status, err := ping(t.Context(), address, cookie); err != nil || status != http.StatusUnauthorized {
					t.Errorf("a request afterwards: %d %v", status, err)
				}
			}
			rest()
			tabs.Wait()
			var alive int
			if err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM session").Scan(&alive); err != nil || alive != 0 {
				t.Errorf("%d sessions came back (%v)", alive, err)
			}
		})
	}
}

func (f *fixture) forgetLogOuts(t *testing.T) {
	t.Helper()
	if _, err := f.pool.Exec(t.Context(), "DELETE FROM provider_logout"); err != nil {
		t.Fatal(err)
	}
}
