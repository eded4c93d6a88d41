package server_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// limited is a server with small limits, behind a proxy, at a time of our own.
func limited(t *testing.T) (*fixture, *atomic.Int64) {
	t.Helper()
	var seconds atomic.Int64
	now := func() time.Time { return time.Unix(1_800_000_000+seconds.Load(), 0) }
	pool, v := postgrestest.New(t), vaulttest.New(t)
	settings := &config.Config{
		Process: config.Process{
			Environment: config.Test, LogInsPerMinute: 60, RequestsPerSecond: 2,
			TrustedProxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")}, // httptest's browser
		},
		Municipalities: []config.Municipality{{ID: "fjordvik", Hosts: []string{"localhost:4300"}, Languages: []string{"nb", "pl"}}},
	}
	f := &fixture{
		sessions: session.Start(pool, v, session.Lifetimes{Idle: 30 * time.Minute, Absolute: 2 * time.Hour}, now),
		people:   person.New(pool, v, now),
	}
	t.Cleanup(f.sessions.Stop)
	var err error
	f.server, err = server.New(server.Options{Config: settings, Pool: pool, Sessions: f.sessions, Pages: fstest.MapFS{}, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	f.server.Register(api{API: &server.API{Config: settings, Sessions: f.sessions, People: f.people, Now: now}})
	for _, path := range []string{"/login", "/login/callback", "/employee/login", "/login/frontchannel-logout"} {
		f.server.Echo().GET(path, func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	}
	f.server.Echo().POST("/hooks/login/backchannel-logout", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	return f, &seconds
}

// untilRefused asks until something else comes than at first, and tells how
// often it went well.
func (f *fixture) untilRefused(method, path string, headers ...string) (went int, answer *answered) {
	first := f.do(method, path, "", headers...).Code
	for went = 1; went < 5000; went++ {
		if w := f.do(method, path, "", headers...); w.Code != first {
			return went, &answered{w.Code, w.Header()}
		}
	}
	return went, nil
}

type answered struct {
	status int
	header http.Header
}

func TestLogInsOfOneAddressAreLimited(t *testing.T) {
	t.Parallel()
	f, seconds := limited(t)
	school := []string{"X-Forwarded-For", "198.51.100.7"}
	went, refused := f.untilRefused(http.MethodGet, "/login", school...)
	if went != 60 || refused.status != http.StatusSeeOther || refused.header.Get("Location") != "/sorry/busy" || refused.header.Get("Retry-After") != "1" {
		t.Fatalf("%d times, then %+v", went, refused)
	}
	for name, headers := range map[string][]string{
		"somebody else": {"X-Forwarded-For", "198.51.100.8"}, "who pretends to be behind another proxy": {"X-Forwarded-For", "198.51.100.7, 198.51.100.9"},
	} {
		if w := f.do(http.MethodGet, "/login", "", headers...); w.Code != http.StatusNoContent {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if w := f.do(http.MethodGet, "/login", "", "X-Forwarded-For", "1.2.3.4, 198.51.100.7"); w.Code != http.StatusSeeOther {
		t.Errorf("an invented address before one's own: %d", w.Code)
	}
	if w := f.do(http.MethodGet, "/employee/login", "", school...); w.Header().Get("Location") != "/employee/sorry/busy" {
		t.Errorf("the other world: %d %s", w.Code, w.Header().Get("Location"))
	}
	seconds.Add(2)
	if w := f.do(http.MethodGet, "/login", "", school...); w.Code != http.StatusNoContent {
		t.Errorf("two seconds later: %d", w.Code)
	}
	if went, _ := f.untilRefused(http.MethodGet, "/login/callback", school...); went != 120 {
		t.Errorf("%d callbacks", went)
	}
	six := 0
	for i := range 100 { // one household has a whole network of addresses
		if w := f.do(http.MethodGet, "/login", "", "X-Forwarded-For", fmt.Sprintf("2001:db8:1:2::%x", i+1)); w.Code == http.StatusNoContent {
			six++
		}
	}
	if six != 60 {
		t.Errorf("%d log-ins of one IPv6 network", six)
	}
}

func TestProvidersLogOutsAreLimitedLate(t *testing.T) {
	t.Parallel()
	f, _ := limited(t)
	for path, method := range map[string]string{"/hooks/login/backchannel-logout": http.MethodPost, "/login/frontchannel-logout": http.MethodGet} {
		went, refused := f.untilRefused(method, path, "X-Forwarded-For", "198.51.100."+strconv.Itoa(len(path)))
		if went != 600 || refused.status != http.StatusTooManyRequests || refused.header.Get("Retry-After") == "" {
			t.Errorf("%s: %d times, then %+v", path, went, refused)
		}
	}
}

func TestOneLogInsRequestsAreLimited(t *testing.T) {
	t.Parallel()
	f, seconds := limited(t)
	headers := func(cookie string) []string { return []string{"Cookie", "__Host-session=" + cookie} }
	first, second := f.login(t), f.login(t)
	went, refused := f.untilRefused(http.MethodGet, "/api/citizen/session", headers(first)...)
	if went != 60 || refused.status != http.StatusTooManyRequests || refused.header.Get("Retry-After") != "1" {
		t.Fatalf("%d times, then %+v", went, refused)
	}
	w := f.do(http.MethodGet, "/api/citizen/session", "", append(headers(first), "Accept-Language", "pl")...)
	if got := problemIn(t, w); got.Code != "too-many-requests" {
		t.Errorf("%+v", got)
	}
	if w := f.do(http.MethodGet, "/api/public/context", "", headers(first)...); w.Code != http.StatusOK {
		t.Errorf("what needs no log-in: %d", w.Code)
	}
	if went, _ := f.untilRefused(http.MethodGet, "/api/citizen/session", headers(second)...); went != 60 {
		t.Errorf("the other log-in: %d", went)
	}
	// One person can't have more by logging in again and again.
	f.untilRefused(http.MethodGet, "/api/citizen/session", headers(f.login(t))...)
	if w := f.do(http.MethodGet, "/api/citizen/session", "", headers(f.login(t))...); w.Code != http.StatusTooManyRequests {
		t.Errorf("the fourth log-in: %d", w.Code)
	}
	seconds.Add(1)
	if w := f.do(http.MethodGet, "/api/citizen/session", "", headers(first)...); w.Code != http.StatusOK {
		t.Errorf("a second later: %d", w.Code)
	}
	// An invented cookie has a limit too, before anything is looked up.
	if went, _ := f.untilRefused(http.MethodGet, "/api/citizen/session", headers("invented")...); went != 60 {
		t.Errorf("an invented cookie: %d", went)
	}
}
