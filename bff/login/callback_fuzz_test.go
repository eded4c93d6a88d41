package login_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"innbyggertjenesten/bff/session"
)

// FuzzCallback: whatever the browser comes back with, a session comes only of
// the one right answer, and the redirect stays among our own pages. STATE, CODE
// and ISS in a query stand for what belongs to a log-in that was really begun.
func FuzzCallback(f *testing.F) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	at := setUp(f)
	for _, query := range []string{
		"code=CODE&state=STATE&iss=ISS", "state=STATE&code=CODE&iss=ISS&more=x", "code=CODE&state=STATE", "code=CODE&iss=ISS", "state=STATE&iss=ISS", "",
		"code=CODE&code=CODE&state=STATE&iss=ISS", "code=CODE&state=STATE&state=STATE&iss=ISS", "code=CODE&state=STATE&iss=ISS&iss=ISS",
		"code=CODE&state=STATE&iss=https%3A%2F%2Fevil.example", "code=x&state=STATE&iss=ISS", "code=CODE&state=x&iss=ISS", "code=CODE&state=STATE&iss=ISS&error=access_denied",
		"error=access_denied&state=STATE&iss=ISS", "error=server_error&error_description=%0d%0aSet-Cookie:x&state=STATE&iss=ISS", "error&state=STATE&iss=ISS",
		"code=CODE;state=STATE&iss=ISS", "code=CODE&state=STATE%00&iss=ISS", "code=CODE&state=STATE&iss=ISS&return=//evil.example", "%zz=1&code=CODE&state=STATE&iss=ISS",
		"CODE=CODE&STATE=STATE&ISS=ISS", "code[]=CODE&state=STATE&iss=ISS", "code=&state=STATE&iss=ISS", "code=CODE&state=STATE&iss=", "code=CODE&state=&iss=ISS",
	} {
		f.Add(query, false)
		f.Add(query, true)
	}
	allowed := []string{"/sorry/login-failed", "/sorry/login-cancelled", "/sorry/unavailable", "/employee/sorry/login-failed", "/employee/sorry/login-cancelled", "/employee/sorry/unavailable"}
	f.Fuzz(func(t *testing.T, query string, employee bool) {
		path, world := "/login/callback", session.Citizen
		if employee {
			path, world = "/employee/login/callback", session.Employee
		}
		b := at.browser()
		right := url.Values{}
		if strings.Contains(query, "STATE") {
			begun, err := url.Parse(at.citizens.authorize(t, b.send("/login", "").Header().Get("Location")))
			if err != nil {
				t.Fatal(err)
			}
			right = begun.Query()
			// Names in capitals are names; only values are filled in.
			query = strings.NewReplacer("=STATE", "="+url.QueryEscape(right.Get("state")), "=CODE", "="+url.QueryEscape(right.Get("code")),
				"=ISS", "="+url.QueryEscape(right.Get("iss"))).Replace(query)
		}
		w := b.send(path, query)
		if w.Code != http.StatusSeeOther {
			t.Fatalf("%q: %d", query, w.Code)
		}
		asked, _ := url.ParseQuery(query)
		isRight := !employee && len(right) > 0 && !asked.Has("error") &&
			slices.Equal(asked["code"], right["code"]) && slices.Equal(asked["state"], right["state"]) && slices.Equal(asked["iss"], right["iss"])
		if in := b.cookie(session.CookieName(world)) != ""; in != isRight {
			t.Fatalf("%q: logged in %t, the right answer %t", query, in, isRight)
		}
		for _, cookie := range w.Result().Cookies() {
			if !isRight && cookie.MaxAge >= 0 {
				t.Fatalf("%q set %s", query, cookie.Name)
			}
		}
		if to := w.Header().Get("Location"); !slices.Contains(allowed, to) && !(isRight && to == "/") {
			t.Fatalf("%q leads to %q", query, to)
		}
	})
}

// send asks with a query that may be no proper one.
func (b *browser) send(path, query string) *httptest.ResponseRecorder {
	at := &url.URL{Scheme: "https", Host: host, Path: "/"}
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host, r.URL.RawQuery, r.RemoteAddr = host, query, b.f.elsewhere()
	for _, cookie := range b.jar.Cookies(at) {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	b.f.server.Handler().ServeHTTP(w, r)
	b.jar.SetCookies(at, w.Result().Cookies())
	return w
}
