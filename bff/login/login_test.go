package login_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"innbyggertjenesten/bff/login"
	"innbyggertjenesten/bff/session"
)

func TestACitizenLogsInAndOut(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	if end := b.logIn(t, f.citizens, "/login?return=/case/1"); end != "/case/1" {
		t.Fatal(end)
	}
	actor := b.actor(t, session.Citizen)
	if actor.Given != "Rania" || actor.Family != "Haddad" || actor.Language != "ar" || actor.Level != session.High || actor.BirthDate != "1986-03-14" ||
		len(actor.Persons) != 1 || actor.Persons[0].FagsystemPersonID != "fs-1" {
		t.Fatalf("%+v", actor)
	}
	if asked := f.citizens.pushed["urn:request:0"]; asked.Get("acr_values") != "idporten-loa-substantial" || asked.Get("ui_locales") != "nb" {
		t.Fatalf("%v", asked)
	}
	if w := b.do(http.MethodPost, "/logout"); w.Code != http.StatusForbidden {
		t.Fatalf("logged out without an Origin: %d", w.Code)
	}
	before := b.cookie("__Host-session")
	w := b.do(http.MethodPost, "/logout", "Origin", "http://"+host, "Content-Type", "application/x-www-form-urlencoded")
	page := w.Body.String()
	for _, part := range []string{`action="` + f.citizens.URL + `/end"`, `name="id_token_hint" value="eyJ`, `value="http://` + host + `/logged-out"`, `dir="rtl"`} {
		if !strings.Contains(page, part) {
			t.Errorf("the log-out page lacks %s:\n%s", part, page)
		}
	}
	if w.Header().Get("Clear-Site-Data") != `"cache", "storage"` || !strings.Contains(w.Header().Get("Content-Security-Policy"), "form-action 'self' https: "+f.citizens.URL+";") {
		t.Errorf("%v", w.Header())
	}
	if _, err := f.sessions.Look(t.Context(), session.Citizen, before); !errors.Is(err, session.ErrEnded) || b.cookie("__Host-session") != "" {
		t.Errorf("the session lives on: %v", err)
	}
	// Again, and without a session: the page is reached all the same.
	if w := b.do(http.MethodPost, "/logout", "Origin", "http://"+host); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/logged-out" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestAnEmployeeLogsIn(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	right := map[string]any{"acr": nil, "pid": nil, "amr": []string{"pwd", "mfa"}, "tid": "tenant-1", "groups": []string{"group-1"}, "oid": "oid-1"}
	for name, c := range map[string]struct {
		claim string
		value any
		end   string
	}{
		"as they should":         {"oid", "oid-1", "/employee/inbox"},
		"unknown":                {"oid", "oid-2", "/employee/sorry/no-access"},
		"without second factor":  {"amr", []string{"pwd"}, "/employee/sorry/level"},
		"from another tenant":    {"tid", "tenant-2", "/employee/sorry/no-access"},
		"in another group":       {"groups", []string{"group-2"}, "/employee/sorry/no-access"},
		"without a group":        {"groups", nil, "/employee/sorry/no-access"},
		"without a directory id": {"oid", nil, "/employee/sorry/login-failed"},
	} {
		t.Run(name, func(t *testing.T) {
			b := f.browser()
			f.employees.set(func(i *issuer) {
				for claim, value := range right {
					i.claims[claim] = value
				}
				i.claims[c.claim] = c.value
			})
			if end := b.logIn(t, f.employees, "/employee/login?municipality=fjordvik&return=/employee/inbox"); end != c.end {
				t.Fatal(end)
			}
			if b.cookie("__Host-session") != "" {
				t.Fatal("an employee has a citizen's cookie")
			}
			if name == "as they should" {
				if actor := b.actor(t, session.Employee); actor.Family != "Solbakken" || len(actor.Persons) != 1 {
					t.Fatalf("%+v", actor)
				}
			}
			if name == "unknown" && len(b.actor(t, session.Employee).Persons) != 0 {
				t.Fatal("who is unknown has a person")
			}
		})
	}
}

func TestEveryWrongFieldOfTheTokenIsRefused(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	now := time.Now().Unix()
	for name, change := range map[string]func(*issuer){
		"another nonce":             func(i *issuer) { i.claims["nonce"] = "x" },
		"no nonce":                  func(i *issuer) { i.claims["nonce"] = nil },
		"another issuer":            func(i *issuer) { i.claims["iss"] = "https://idporten.example" },
		"another audience":          func(i *issuer) { i.claims["aud"] = "other" },
		"two audiences":             func(i *issuer) { i.claims["aud"] = []string{"portal", "other"} },
		"another party":             func(i *issuer) { i.claims["azp"] = "other" },
		"expired":                   func(i *issuer) { i.claims["exp"] = now - 60 },
		"from the future":           func(i *issuer) { i.claims["iat"] = now + 60 },
		"old":                       func(i *issuer) { i.claims["iat"] = now - 3600 },
		"nobody":                    func(i *issuer) { i.claims["sub"] = "" },
		"an old log-in":             func(i *issuer) { i.claims["auth_time"] = now - 7300 },
		"a future log-in":           func(i *issuer) { i.claims["auth_time"] = now + 60 },
		"no log-in time":            func(i *issuer) { i.claims["auth_time"] = nil },
		"a log-in time in words":    func(i *issuer) { i.claims["auth_time"] = "now" },
		"not valid yet":             func(i *issuer) { i.claims["nbf"] = now + 60 },
		"no issuer":                 func(i *issuer) { i.claims["iss"] = nil },
		"no audience":               func(i *issuer) { i.claims["aud"] = nil },
		"no expiry":                 func(i *issuer) { i.claims["exp"] = nil },
		"no time":                   func(i *issuer) { i.claims["iat"] = nil },
		"another token's hash":      func(i *issuer) { i.claims["at_hash"] = "77QmUPtjPfzWtF2AnpK9RQ" },
		"a nonce of another name":   func(i *issuer) { i.claims["Nonce"], i.claims["nonce"] = "x", nil },
		"a sid that is no text":     func(i *issuer) { i.claims["sid"] = 7 },
		"a sid with a line":         func(i *issuer) { i.claims["sid"] = "a\nb" },
		"a long sid":                func(i *issuer) { i.claims["sid"] = strings.Repeat("s", 300) },
		"a subject that is a list":  func(i *issuer) { i.claims["sub"] = []string{"a"} },
		"levels":                    func(i *issuer) { i.claims["acr"] = []string{"idporten-loa-high"} },
		"no number":                 func(i *issuer) { i.claims["pid"] = "abc" },
		"an impossible number":      func(i *issuer) { i.claims["pid"] = "99999999999" },
		"a number that is a number": func(i *issuer) { i.claims["pid"] = 14838612149 },
		"unsigned":                  func(i *issuer) { i.signed = unsigned },
		"an unknown key": func(i *issuer) {
			key := i.client
			i.signed = func(c map[string]any) string { return signWith(key, "k9", jose.RS256, c) }
		},
		"another key": func(i *issuer) {
			key := i.client
			i.signed = func(c map[string]any) string { return signWith(key, "k1", jose.RS256, c) }
		},
		"an algorithm that isn't offered": func(i *issuer) {
			key := i.key
			i.signed = func(c map[string]any) string { return signWith(key, "k1", jose.RS512, c) }
		},
		"the public key as a secret": func(i *issuer) {
			i.algs = []string{"HS256"}
			public, err := x509.MarshalPKIXPublicKey(&i.key.PublicKey)
			if err != nil {
				t.Error(err)
			}
			i.signed = func(c map[string]any) string { return signWith(public, "k1", jose.HS256, c) }
		},
		"a shared secret": func(i *issuer) {
			i.signed = func(c map[string]any) string { return signWith([]byte(strings.Repeat("k", 64)), "k1", jose.HS256, c) }
		},
		"no token": func(i *issuer) { i.signed = func(map[string]any) string { return "" } },
	} {
		t.Run(name, func(t *testing.T) {
			b := f.browser()
			f.citizens.set(func(i *issuer) {
				i.claims, i.signed = map[string]any{}, nil
				change(i)
			})
			if end := b.logIn(t, f.citizens, "/login"); end != "/sorry/login-failed" || b.cookie("__Host-session") != "" {
				t.Fatalf("%s, session %q", end, b.cookie("__Host-session"))
			}
		})
	}
	f.citizens.set(func(i *issuer) { i.claims, i.signed = map[string]any{}, nil })
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
		t.Fatalf("the right token is refused, too: %s", end)
	}
}

func unsigned(claims map[string]any) string {
	encode := func(value any) string {
		text, err := json.Marshal(value)
		if err != nil {
			panic(err)
		}
		return base64.RawURLEncoding.EncodeToString(text)
	}
	return encode(map[string]string{"alg": "none"}) + "." + encode(claims) + "."
}

func TestForeignAndReplayedAnswersAreRefused(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	callback := func() string {
		return f.citizens.authorize(t, b.do(http.MethodGet, "/login").Header().Get("Location"))
	}
	refused := func(name string, w *httptest.ResponseRecorder) {
		t.Helper()
		if w.Header().Get("Location") != "/sorry/login-failed" || b.cookie("__Host-session") != "" {
			t.Errorf("%s: %d %s", name, w.Code, w.Header().Get("Location"))
		}
	}
	refused("another browser", f.browser().do(http.MethodGet, callback()))
	refused("no state", b.do(http.MethodGet, "/login/callback?code=x"))
	refused("an unknown state", b.do(http.MethodGet, "/login/callback?code=x&state=y"))
	refused("another issuer", b.do(http.MethodGet, strings.ReplaceAll(callback(), url.QueryEscape(f.citizens.URL), "https%3A%2F%2Fevil.example")))
	refused("no issuer", b.do(http.MethodGet, strings.ReplaceAll(callback(), "iss=", "ssi=")))
	refused("two codes", b.do(http.MethodGet, callback()+"&code=z"))
	at := callback()
	if w := b.do(http.MethodGet, strings.Replace(at, "/login/callback", "/employee/login/callback", 1)); w.Header().Get("Location") != "/employee/sorry/login-failed" {
		t.Errorf("at the other world's callback: %s", w.Header().Get("Location"))
	}
	if f.citizens.tokens != 0 {
		t.Errorf("%d codes were traded", f.citizens.tokens)
	}
	at = callback()
	if w := b.do(http.MethodGet, at); w.Header().Get("Location") != "/" {
		t.Fatal(w.Header().Get("Location"))
	}
	if w := b.do(http.MethodGet, at); w.Header().Get("Location") != "/sorry/login-failed" {
		t.Errorf("the same answer twice: %s", w.Header().Get("Location"))
	}
}

func TestSeveralTabsLogInAtOnce(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	var callbacks []string
	for _, path := range []string{"/case/1", "/case/2"} {
		callbacks = append(callbacks, f.citizens.authorize(t, b.do(http.MethodGet, "/login?return="+path).Header().Get("Location")))
	}
	for i, wanted := range []string{"/case/1", "/case/2"} {
		if w := b.do(http.MethodGet, callbacks[i]); w.Header().Get("Location") != wanted {
			t.Errorf("tab %d: %s", i, w.Header().Get("Location"))
		}
	}
	// Many are begun and left; those that are begun last still succeed.
	callbacks = nil
	for i := range 20 {
		f.ahead.Add(int64(time.Millisecond))
		callbacks = append(callbacks, f.citizens.authorize(t, b.do(http.MethodGet, fmt.Sprintf("/login?return=/case/%d", i)).Header().Get("Location")))
	}
	if cookies := b.jar.Cookies(&url.URL{Scheme: "https", Host: host, Path: "/"}); len(cookies) != 1+8 {
		t.Errorf("%d cookies were left", len(cookies))
	}
	for i, callback := range callbacks {
		wanted := fmt.Sprintf("/case/%d", i)
		if i < 20-8 {
			wanted = "/sorry/login-failed"
		}
		if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != wanted {
			t.Errorf("log-in %d of 20: %s", i, w.Header().Get("Location"))
		}
	}
}

func TestANewLogInHasANewSession(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	first := b.cookie("__Host-session")
	b.logIn(t, f.citizens, "/login?level=high")
	if b.cookie("__Host-session") == first {
		t.Error("the id was kept")
	}
	if _, err := f.sessions.Look(t.Context(), session.Citizen, first); !errors.Is(err, session.ErrEnded) {
		t.Errorf("the old session lives: %v", err)
	}
	f.citizens.set(func(i *issuer) { i.claims["acr"] = "idporten-loa-substantial" })
	if end := b.logIn(t, f.citizens, "/login?level=high"); end != "/sorry/level" {
		t.Errorf("asked for more, got less: %s", end)
	}
}

func TestWhoCannotBeMatched(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	foreign := f.browser()
	f.citizens.set(func(i *issuer) { i.claims["pid"] = nil })
	if end := foreign.logIn(t, f.citizens, "/login"); end != "/sorry/no-national-number" || len(foreign.actor(t, session.Citizen).Persons) != 0 {
		t.Errorf("a foreign e-ID: %s", end)
	}
	unknown := f.browser()
	f.citizens.set(func(i *issuer) { i.claims["pid"] = "18889211497" })
	if end := unknown.logIn(t, f.citizens, "/login"); end != "/sorry/unknown-person" || len(unknown.actor(t, session.Citizen).Persons) != 0 {
		t.Errorf("an unknown person: %s", end)
	}
	// They can log out, at the provider too.
	w := unknown.do(http.MethodPost, "/logout", "Origin", "http://"+host)
	if !strings.Contains(w.Body.String(), "id_token_hint") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	gaveUp := f.browser()
	f.citizens.set(func(i *issuer) { i.problem = "access_denied" })
	if end := gaveUp.logIn(t, f.citizens, "/login"); end != "/sorry/login-cancelled" {
		t.Errorf("who gave up: %s", end)
	}
}

// What one was asked for is looked up once: that Postgres can't say is not the
// visitor's fault, and they are told so.
func TestPostgresIsAwayAsTheProviderAnswers(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	callback := f.citizens.authorize(t, b.do(http.MethodGet, "/login").Header().Get("Location"))
	rename := func(from, to string) {
		t.Helper()
		if _, err := f.pool.Exec(t.Context(), "ALTER TABLE "+from+" RENAME TO "+to); err != nil {
			t.Fatal(err)
		}
	}
	rename("pending_login", "elsewhere")
	if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != "/sorry/unavailable" || b.cookie("__Host-session") != "" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	rename("elsewhere", "pending_login")
	if end := b.logIn(t, f.citizens, "/login"); end != "/" {
		t.Error(end)
	}
}

// A provider's word for what went wrong is written down only where it can be one:
// an address can hold anything.
func TestTheLogHoldsNothingOfACallbacksAddress(t *testing.T) {
	f := setUp(t)
	log := f.logged(t)
	for said, told := range map[string]bool{"invalid_scope": true, "14838612149": false, "Rania Haddad": false, "a\nb": false} {
		log.Reset()
		b := f.browser()
		at, err := url.Parse(f.citizens.authorize(t, b.do(http.MethodGet, "/login").Header().Get("Location")))
		if err != nil {
			t.Fatal(err)
		}
		query := url.Values{"state": {at.Query().Get("state")}, "iss": {f.citizens.URL}, "error": {said}, "error_description": {"14838612149"}}
		if w := b.do(http.MethodGet, at.Path+"?"+query.Encode()); w.Header().Get("Location") != "/sorry/login-failed" {
			t.Errorf("%q: %s", said, w.Header().Get("Location"))
		}
		if strings.Contains(log.String(), said) != told || strings.Contains(log.String(), "14838612149") {
			t.Errorf("%q: %s", said, log)
		}
	}
}

func TestWhileOthersAreDown(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.citizens.set(func(i *issuer) { i.down = true })
	b := f.browser()
	if w := b.do(http.MethodGet, "/login"); w.Header().Get("Location") != "/sorry/unavailable" {
		t.Fatalf("the provider is down: %s", w.Header().Get("Location"))
	}
	f.citizens.set(func(i *issuer) { i.down = false })
	f.at(2 * time.Second) // it isn't asked again at once
	end := b.logIn(t, f.citizens, "/login")
	if end != "/" {
		t.Fatalf("the provider is back: %q", end)
	}
	f.lookup.mu.Lock()
	f.lookup.down = true
	f.lookup.mu.Unlock()
	if end := b.logIn(t, f.citizens, "/login"); end != "/" || b.actor(t, session.Citizen).Persons[0].FagsystemPersonID != "fs-1" {
		t.Errorf("a known person while the fagsystem is down: %s", end)
	}
	f.citizens.set(func(i *issuer) { i.claims["pid"] = "02861052047" })
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/sorry/unavailable" {
		t.Errorf("somebody new while the fagsystem is down: %s", end)
	}
}

func TestTheLanguageOfWhoLogsIn(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login", "Accept-Language", "pl")
	if got := b.actor(t, session.Citizen).Language; got != "ar" {
		t.Errorf("the fagsystem's: %s", got)
	}
	b.jar.SetCookies(&url.URL{Scheme: "https", Host: host}, []*http.Cookie{{Name: "lang", Value: "en", Path: "/"}})
	b.logIn(t, f.citizens, "/login", "Accept-Language", "pl")
	if got := b.actor(t, session.Citizen).Language; got != "en" {
		t.Errorf("the log-in page's: %s", got)
	}
	who := b.actor(t, session.Citizen).Persons[0]
	if err := f.people.SetLanguage(t.Context(), who.Municipality, who.PersonID, "nn"); err != nil {
		t.Fatal(err)
	}
	b.logIn(t, f.citizens, "/login")
	if got := b.actor(t, session.Citizen).Language; got != "nn" {
		t.Errorf("the portal's: %s", got)
	}
}

func TestAKeyThatIsNoneIsTold(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	if err := os.WriteFile(f.settings.Municipalities[0].CitizenLogin.KeyFile, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := login.New(login.Options{Config: f.settings, Now: time.Now}); err == nil {
		t.Fatal("accepted")
	}
}
