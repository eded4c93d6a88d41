package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/session"
)

const casePage = "/case/8955e1b6-9f0a-4a3c-8f4e-0d3c54a1b5d0/documents"

func TestANavigationWithoutASessionGoesToTheLogIn(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	citizen := "__Host-session=" + f.enter(t, session.Citizen, "fs-1", session.Device{})
	employee := "__Host-employee=" + f.enter(t, session.Employee, "fs-2", session.Device{})
	navigates := []string{"Sec-Fetch-Mode", "navigate"}
	older := []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}
	fetches := []string{"Sec-Fetch-Mode", "cors", "Accept", "text/html"}
	for name, c := range map[string]struct {
		path    string
		headers []string
		to      string // "" is the page itself
	}{
		"a case":                        {casePage, navigates, "/?return=" + casePage},
		"in an older browser":           {casePage, older, "/?return=" + casePage},
		"with what is in the address":   {casePage + "?from=mail&name=kari", navigates, "/?return=" + casePage},
		"of a script":                   {casePage, fetches, ""},
		"of who knows what":             {casePage, nil, ""},
		"with a session":                {casePage, append(navigates, "Cookie", citizen), ""},
		"with the other world's":        {casePage, append(navigates, "Cookie", employee), "/?return=" + casePage},
		"with an invented one":          {casePage, append(navigates, "Cookie", "__Host-session=AAAA"), "/?return=" + casePage},
		"with two":                      {casePage, append(navigates, "Cookie", citizen+"; __Host-session=AAAA"), "/?return=" + casePage},
		"the front page":                {"/", navigates, ""},
		"the log-in's answers":          {"/sorry/unavailable", navigates, ""},
		"logged out":                    {"/logged-out", navigates, ""},
		"a path that isn't plain":       {"/case/x%0d%0aSet-Cookie:a", navigates, "/"},
		"a path with an address":        {"/case/@evil", navigates, "/"},
		"an employee's conversation":    {"/employee/conversation/1", navigates, "/employee?return=/employee/conversation/1"},
		"an employee's, with a session": {"/employee/conversation/1", append(navigates, "Cookie", employee), ""},
		"an employee's, as a citizen":   {"/employee/conversation/1", append(navigates, "Cookie", citizen), "/employee?return=/employee/conversation/1"},
		"the employees' log-in":         {"/employee", navigates, ""},
		"the employees' log-in, too":    {"/employee/", navigates, ""},
		"an employee's no access":       {"/employee/sorry/no-access", navigates, ""},
		"an employee who is out":        {"/employee/logged-out", navigates, ""},
		"not the employees'":            {"/employees", navigates, ""},
	} {
		w := f.do(http.MethodGet, c.path, "", c.headers...)
		wanted := http.StatusOK
		if c.to != "" {
			wanted = http.StatusSeeOther
		}
		if w.Code != wanted || w.Header().Get("Location") != c.to || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d to %q", name, w.Code, w.Header().Get("Location"))
		}
		if w.Code == http.StatusOK && !strings.Contains(w.Body.String(), "<!doctype html>") {
			t.Errorf("%s: %s", name, w.Body)
		}
	}
	f.clock.advance(30 * time.Minute)
	if w := f.do(http.MethodGet, casePage, "", append(navigates, "Cookie", citizen)...); w.Code != http.StatusSeeOther {
		t.Errorf("with a session that timed out: %d", w.Code)
	}
	// A script learns it from a code, and is never sent elsewhere.
	for _, headers := range [][]string{fetches, navigates, {"Cookie", citizen}} {
		w := f.do(http.MethodGet, "/api/citizen/session", "", headers...)
		if got := problemIn(t, w); w.Code != http.StatusUnauthorized || got.Code != "session-ended" {
			t.Errorf("the API: %d %+v", w.Code, got)
		}
	}
}

func TestWhatIsNoPage(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	for _, path := range []string{
		"/metrics", "/metrics/", "/debug", "/debug/pprof/", "/debug/vars", "/health", "/health/", "/hooks", "/hooks/x", "/api", "/api/",
		"/.git/config", "/.well-known/openid-configuration", "/.env", "/case/1/x.css", "/assets/", "/index.html",
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			if w := f.do(method, path, "", "Sec-Fetch-Mode", "navigate"); w.Code != http.StatusNotFound {
				t.Errorf("%s %s: %d", method, path, w.Code)
			}
		}
	}
	// Another server has neither Origin nor header of ours.
	for _, path := range []string{"/hooks/", "/hooks/x", "/hooks/fagsystem", "/hooks/x/../../api/citizen/language", "/hooks/%2e%2e/api/citizen/language"} {
		if w := f.do(http.MethodPost, path, "{}"); w.Code != http.StatusNotFound {
			t.Errorf("POST %s: %d", path, w.Code)
		}
	}
	if w := f.do(http.MethodPut, "/api/citizen/language", "{}"); w.Code != http.StatusForbidden {
		t.Errorf("a write without an Origin: %d", w.Code)
	}
}
