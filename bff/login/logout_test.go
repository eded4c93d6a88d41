package login_test

import (
	"net/http"
	"strings"
	"testing"

	"innbyggertjenesten/bff/session"
)

func TestNoForeignPageLogsAnybodyOut(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	for name, headers := range map[string][]string{
		"a link":                   nil,
		"a form of another site":   {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"},
		"a form of a sibling host": {"Origin", "http://other." + host, "Sec-Fetch-Site", "same-site"},
		"a form without an Origin": {"Content-Type", "application/x-www-form-urlencoded"},
		"a form of no origin":      {"Origin", "null"},
	} {
		method := http.MethodPost
		if name == "a link" {
			method = http.MethodGet
		}
		if w := b.do(method, "/logout", headers...); w.Code < http.StatusBadRequest || !b.isIn(session.Citizen) {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// The provider is down: one is logged out here all the same, and told that its
// own log-in may still live.
func TestLoggingOutWhileTheProviderIsDown(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.employees.set(func(i *issuer) {
		i.claims = map[string]any{"acr": nil, "pid": nil, "amr": []string{"mfa"}, "tid": "tenant-1", "groups": []string{"group-1"}, "oid": "oid-1"}
	})
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	b.logIn(t, f.employees, "/employee/login?municipality=fjordvik")
	for _, at := range []*issuer{f.citizens, f.employees} {
		at.set(func(i *issuer) { i.down = true })
	}
	for world, prefix := range map[session.World]string{session.Citizen: "", session.Employee: "/employee"} {
		before := b.cookie(session.CookieName(world))
		w := b.do(http.MethodPost, prefix+"/logout", "Origin", "http://"+host)
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != prefix+"/logged-out/only-here" || w.Header().Get("Clear-Site-Data") == "" {
			t.Errorf("%s: %d %v", world, w.Code, w.Header())
		}
		if _, err := f.sessions.Look(t.Context(), world, before); err == nil || b.cookie(session.CookieName(world)) != "" {
			t.Errorf("%s: still logged in", world)
		}
	}
}

// The ID token goes to the provider in a form, never in an address.
func TestTheIDTokenIsInNoAddress(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	token := b.actor(t, session.Citizen).IDToken
	w := b.do(http.MethodPost, "/logout", "Origin", "http://"+host)
	if strings.Count(w.Body.String(), token) != 1 || !strings.Contains(w.Body.String(), `<input type="hidden" name="id_token_hint" value="`+token) {
		t.Errorf("%s", w.Body)
	}
	for name, values := range w.Header() {
		for _, value := range values {
			if strings.Contains(value, token) {
				t.Errorf("the token is in %s", name)
			}
		}
	}
	if w.Header().Get("Location") != "" || w.Header().Get("Referrer-Policy") != "no-referrer" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%v", w.Header())
	}
}
