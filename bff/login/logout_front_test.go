package login_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"innbyggertjenesten/bff/session"
)

// frame is the provider's hidden frame: another site's, so no cookie comes along.
func (f *fixture) frame(path, query string) *httptest.ResponseRecorder {
	return f.browser().do(http.MethodGet, path+"?"+query, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "iframe")
}

func named(issuer, sid string) string { return url.Values{"iss": {issuer}, "sid": {sid}}.Encode() }

func TestTheProviderLogsOutByFrontChannel(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	const path = "/login/frontchannel-logout"
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	unknown := f.frame(path, named(f.citizens.URL, "sid-9"))
	if !b.isIn(session.Citizen) {
		t.Fatal("a guess ended a session")
	}
	known := f.frame(path, named(f.citizens.URL, "sid-1"))
	if b.isIn(session.Citizen) {
		t.Error("the session lives on")
	}
	if actions := f.audited(t, "session.end%"); len(actions) != 1 || actions[0] != "session.end-by-front-channel" {
		t.Errorf("audited: %v", actions)
	}
	for name, w := range map[string]*httptest.ResponseRecorder{"known": known, "unknown": unknown, "again": f.frame(path, named(f.citizens.URL, "sid-1"))} {
		header := w.Header()
		if w.Code != http.StatusOK || header.Get("Cache-Control") != "no-store" || header.Get("X-Frame-Options") != "" || len(w.Result().Cookies()) != 0 ||
			header.Get("Content-Security-Policy") != "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors "+f.citizens.URL {
			t.Errorf("%s: %d %v", name, w.Code, header)
		}
	}
	if known.Body.String() != unknown.Body.String() || !slices.Equal(headerNames(known), headerNames(unknown)) {
		t.Error("the answer tells whether there was a session")
	}
}

func headerNames(w *httptest.ResponseRecorder) []string {
	var names []string
	for name := range w.Header() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestWhatIsNoFrontChannelLogOut(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	right := named(f.citizens.URL, "sid-1")
	const path = "/login/frontchannel-logout"
	for name, c := range map[string][2]string{
		"nothing":                      {path, ""},
		"no sid":                       {path, "iss=" + url.QueryEscape(f.citizens.URL)},
		"an empty sid":                 {path, named(f.citizens.URL, "")},
		"a long sid":                   {path, named(f.citizens.URL, strings.Repeat("s", 300))},
		"no issuer":                    {path, "sid=sid-1"},
		"another issuer":               {path, named("https://idporten.example", "sid-1")},
		"an issuer with a slash":       {path, named(f.citizens.URL+"/", "sid-1")},
		"the employees' issuer":        {path, named(f.employees.URL, "sid-1")},
		"two issuers":                  {path, right + "&iss=" + url.QueryEscape(f.citizens.URL)},
		"two sids":                     {path, right + "&sid=sid-1"},
		"no query":                     {path, "iss=%zz&sid=sid-1"},
		"at the employees' own":        {"/employee" + path, right},
		"a session's own name, no sid": {path, named(f.citizens.URL, b.actor(t, session.Citizen).SessionID)},
	} {
		w := f.frame(c[0], c[1])
		wanted := http.StatusBadRequest
		if name == "a session's own name, no sid" {
			wanted = http.StatusOK
		}
		if w.Code != wanted || !b.isIn(session.Citizen) {
			t.Errorf("%s: %d, still in: %t", name, w.Code, b.isIn(session.Citizen))
		}
		if wanted == http.StatusBadRequest && (w.Header().Get("X-Frame-Options") != "DENY" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "frame-ancestors 'none'")) {
			t.Errorf("%s can be framed: %v", name, w.Header())
		}
	}
	// Only this address may be in a frame.
	if w := b.do(http.MethodGet, "/leave"); w.Header().Get("X-Frame-Options") != "DENY" {
		t.Errorf("%v", w.Header())
	}
}
