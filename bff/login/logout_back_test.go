package login_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
)

const (
	backChannel = "/hooks/login/backchannel-logout"
	formType    = "application/x-www-form-urlencoded"
	event       = "http://schemas.openid.net/event/backchannel-logout"
)

// logoutClaims are a right logout token's; nil takes one away.
func (i *issuer) logoutClaims(changes map[string]any) map[string]any {
	now := time.Now().Unix()
	claims := map[string]any{
		"iss": i.URL, "aud": "portal", "iat": now, "exp": now + 300, "jti": uuid.NewString(), "sub": "pairwise-1", "sid": "sid-1",
		"events": map[string]any{event: map[string]any{}},
	}
	maps.Copy(claims, changes)
	for name, value := range claims {
		if value == nil {
			delete(claims, name)
		}
	}
	return claims
}

func signTyped(key any, kid string, algorithm jose.SignatureAlgorithm, kind string, claims any) string {
	options := &jose.SignerOptions{}
	if kind != "" {
		options = options.WithType(jose.ContentType(kind))
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: key, KeyID: kid}}, options)
	if err != nil {
		panic(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		panic(err)
	}
	return token
}

func (i *issuer) logoutToken(changes map[string]any) string {
	return signTyped(i.key, "k1", jose.RS256, "logout+jwt", i.logoutClaims(changes))
}

// post is the provider's own request: no cookie, no Origin.
func (f *fixture) post(path, contentType, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Host, r.RemoteAddr = host, f.elsewhere()
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	f.server.Handler().ServeHTTP(w, r)
	return w
}

// elsewhere is an address that nobody has asked from before, as far as limits go.
func (f *fixture) elsewhere() string {
	n := f.asked.Add(1)
	return fmt.Sprintf("10.%d.%d.%d:1234", n>>16&255, n>>8&255, n&255)
}

func (f *fixture) tellLoggedOut(token string) *httptest.ResponseRecorder {
	return f.post(backChannel, formType, url.Values{"logout_token": {token}}.Encode())
}

func (b *browser) isIn(world session.World) bool {
	_, err := b.f.sessions.Look(context.Background(), world, b.cookie(session.CookieName(world)))
	return err == nil
}

func TestTheProviderLogsOutByBackChannel(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	first, second := f.browser(), f.browser()
	first.logIn(t, f.citizens, "/login")
	f.citizens.set(func(i *issuer) { i.claims["sid"] = "sid-2" })
	second.logIn(t, f.citizens, "/login")
	w := f.tellLoggedOut(f.citizens.logoutToken(nil))
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" || w.Body.Len() != 0 {
		t.Fatalf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if first.isIn(session.Citizen) || !second.isIn(session.Citizen) {
		t.Error("the named session, and no other, must end")
	}
	if actions := f.audited(t, "session.end%"); len(actions) != 1 || actions[0] != "session.end-by-back-channel" {
		t.Errorf("audited: %v", actions)
	}
	// What is over already, or was never here, is answered in the same way.
	for name, changes := range map[string]map[string]any{"again": {}, "unknown": {"sid": "sid-9"}, "unknown subject": {"sid": nil, "sub": "pairwise-9"}} {
		if again := f.tellLoggedOut(f.citizens.logoutToken(changes)); again.Code != http.StatusOK || again.Body.Len() != 0 {
			t.Errorf("%s: %d %s", name, again.Code, again.Body)
		}
	}
	if !second.isIn(session.Citizen) {
		t.Fatal("another session ended")
	}
	if w := f.tellLoggedOut(f.citizens.logoutToken(map[string]any{"sid": nil, "aud": []string{"portal"}})); w.Code != http.StatusOK || second.isIn(session.Citizen) {
		t.Errorf("all of a subject: %d", w.Code)
	}
}

func TestAnEmployeesProviderLogsOutByBackChannel(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.employees.set(func(i *issuer) {
		maps.Copy(i.claims, map[string]any{"acr": nil, "pid": nil, "amr": []string{"mfa"}, "tid": "tenant-1", "groups": []string{"group-1"}, "oid": "oid-1"})
	})
	b := f.browser()
	b.logIn(t, f.employees, "/employee/login?municipality=fjordvik")
	token := url.Values{"logout_token": {f.employees.logoutToken(nil)}}.Encode()
	if w := f.post(backChannel, formType, token); w.Code != http.StatusBadRequest || !b.isIn(session.Employee) {
		t.Errorf("at the citizens' address: %d", w.Code)
	}
	if w := f.post("/hooks/employee/login/backchannel-logout", formType, token); w.Code != http.StatusOK || b.isIn(session.Employee) {
		t.Errorf("at their own: %d %s", w.Code, w.Body)
	}
}

func TestEveryWrongLogoutTokenIsRefused(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	now := time.Now().Unix()
	i := f.citizens
	with := func(name string, value any) string { return i.logoutToken(map[string]any{name: value}) }
	typed := func(kind string) string { return signTyped(i.key, "k1", jose.RS256, kind, i.logoutClaims(nil)) }
	right := i.logoutToken(nil)
	parts := strings.Split(right, ".")
	b := f.browser()
	b.logIn(t, i, "/login")
	idToken := b.actor(t, session.Citizen).IDToken
	for name, token := range map[string]string{
		"nothing":                         "",
		"no token":                        "abc",
		"two parts":                       parts[0] + "." + parts[1],
		"four parts":                      right + ".",
		"not signed":                      unsigned(i.logoutClaims(nil)),
		"not signed, of the right type":   unsignedTyped(i.logoutClaims(nil)),
		"without its signature":           parts[0] + "." + parts[1] + ".",
		"another's signature":             parts[0] + "." + parts[1] + "." + strings.Split(i.logoutToken(nil), ".")[2],
		"signed by somebody":              signTyped(i.client, "k1", jose.RS256, "logout+jwt", i.logoutClaims(nil)),
		"signed with an unknown key":      signTyped(i.client, "k9", jose.RS256, "logout+jwt", i.logoutClaims(nil)),
		"signed with a secret":            signTyped([]byte(strings.Repeat("k", 64)), "k1", jose.HS256, "logout+jwt", i.logoutClaims(nil)),
		"an algorithm that isn't offered": signTyped(i.key, "k1", jose.RS512, "logout+jwt", i.logoutClaims(nil)),
		"without a type":                  typed(""),
		"of no special type":              typed("JWT"),
		"an access token":                 typed("at+jwt"),
		"an ID token":                     idToken,
		"an ID token of the right type":   signTyped(i.key, "k1", jose.RS256, "logout+jwt", map[string]any{"iss": i.URL, "sub": "pairwise-1", "aud": "portal", "exp": now + 120, "iat": now, "nonce": "n", "sid": "sid-1"}),
		"another issuer":                  with("iss", "https://idporten.example"),
		"the employees' issuer":           with("iss", f.employees.URL),
		"an issuer with a slash":          with("iss", i.URL+"/"),
		"no issuer":                       with("iss", nil),
		"another audience":                with("aud", "other"),
		"two audiences":                   with("aud", []string{"portal", "other"}),
		"the audience twice":              with("aud", []string{"portal", "portal"}),
		"no audience":                     with("aud", nil),
		"an empty audience":               with("aud", []string{}),
		"expired":                         with("exp", now-1),
		"never expiring":                  with("exp", nil),
		"an expiry that is no number":     with("exp", "soon"),
		"old":                             with("iat", now-301),
		"from the future":                 with("iat", now+30),
		"of no time":                      with("iat", nil),
		"a time that is no number":        with("iat", "now"),
		"no id":                           with("jti", nil),
		"an empty id":                     with("jti", ""),
		"an id that is no text":           with("jti", 7),
		"a very long id":                  with("jti", strings.Repeat("j", 300)),
		"a nonce":                         with("nonce", "n"),
		"an empty nonce":                  with("nonce", ""),
		"no events":                       with("events", nil),
		"another event":                   with("events", map[string]any{"http://schemas.openid.net/event/other": map[string]any{}}),
		"one event more":                  with("events", map[string]any{event: map[string]any{}, "x": map[string]any{}}),
		"an event that is no object":      with("events", map[string]any{event: true}),
		"an event that is null":           with("events", map[string]any{event: nil}),
		"a list of events":                with("events", []string{event}),
		"nobody":                          i.logoutToken(map[string]any{"sid": nil, "sub": nil}),
		"an empty sid":                    with("sid", ""),
		"an empty sid, and nobody else":   i.logoutToken(map[string]any{"sid": "", "sub": nil}),
		"a sid that is no text":           with("sid", []string{"sid-1"}),
		"names in capitals":               i.logoutToken(map[string]any{"sid": nil, "sub": nil, "SID": "sid-1", "SUB": "pairwise-1"}),
		"an issuer in capitals":           i.logoutToken(map[string]any{"iss": nil, "ISS": i.URL}),
		"too long":                        with("more", strings.Repeat("x", 20<<10)),
		"longer than any":                 with("more", strings.Repeat("x", 300<<10)),
	} {
		w := f.tellLoggedOut(token)
		if w.Code != http.StatusBadRequest || w.Header().Get("Cache-Control") != "no-store" || strings.TrimSpace(w.Body.String()) != `{"error":"invalid_request"}` {
			if name != "longer than any" || w.Code != http.StatusRequestEntityTooLarge {
				t.Errorf("%s: %d %s", name, w.Code, w.Body)
			}
		}
		if !b.isIn(session.Citizen) {
			t.Fatalf("%s ended the session", name)
		}
	}
	form := func(token string) string { return url.Values{"logout_token": {token}}.Encode() }
	for name, w := range map[string]*httptest.ResponseRecorder{
		"as JSON":               f.post(backChannel, "application/json", `{"logout_token":"`+i.logoutToken(nil)+`"}`),
		"without a type":        f.post(backChannel, "", form(i.logoutToken(nil))),
		"as plain text":         f.post(backChannel, "text/plain", form(i.logoutToken(nil))),
		"in the address":        f.post(backChannel+"?"+form(i.logoutToken(nil)), formType, ""),
		"two tokens":            f.post(backChannel, formType, form(i.logoutToken(nil))+"&"+form(i.logoutToken(nil))),
		"at the employees' own": f.post("/hooks/employee/login/backchannel-logout", formType, form(i.logoutToken(nil))),
		"a form that is none":   f.post(backChannel, formType, "logout_token=%zz"),
	} {
		if w.Code != http.StatusBadRequest || !b.isIn(session.Citizen) {
			t.Errorf("%s: %d, still in: %t", name, w.Code, b.isIn(session.Citizen))
		}
	}
	if w := f.tellLoggedOut(right); w.Code != http.StatusOK || b.isIn(session.Citizen) {
		t.Errorf("the right token is refused, too: %d %s", w.Code, w.Body)
	}
}

func unsignedTyped(claims map[string]any) string {
	const header = "eyJhbGciOiJub25lIiwidHlwIjoibG9nb3V0K2p3dCJ9" // {"alg":"none","typ":"logout+jwt"}
	return header + "." + strings.Split(unsigned(claims), ".")[1] + "."
}

func TestALogoutTokenWorksOnceOnAllReplicas(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	token := f.citizens.logoutToken(nil)
	if w := f.tellLoggedOut(token); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	b := f.browser()
	f.citizens.set(func(i *issuer) { i.claims["sid"] = "sid-2" })
	b.logIn(t, f.citizens, "/login")
	if w := f.tellLoggedOut(token); w.Code != http.StatusBadRequest {
		t.Errorf("replayed: %d", w.Code)
	}
	_, f.server = f.replica(t)
	if w := f.tellLoggedOut(token); w.Code != http.StatusBadRequest || !b.isIn(session.Citizen) {
		t.Errorf("replayed at another replica: %d", w.Code)
	}
}

func TestALogOutThatFailedCanBeSentAgain(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	token := f.citizens.logoutToken(nil)
	if _, err := f.pool.Exec(t.Context(), "ALTER TABLE provider_logout RENAME TO gone"); err != nil {
		t.Fatal(err)
	}
	if w := f.tellLoggedOut(token); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "server_error") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if _, err := f.pool.Exec(t.Context(), "ALTER TABLE gone RENAME TO provider_logout"); err != nil {
		t.Fatal(err)
	}
	if w := f.tellLoggedOut(token); w.Code != http.StatusOK || b.isIn(session.Citizen) {
		t.Errorf("sent again: %d %s", w.Code, w.Body)
	}
}

// The browser is on its way back from the provider when the same provider's
// session is logged out elsewhere.
func TestALogOutWinsOverACallbackOnItsWay(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	callback := f.citizens.authorize(t, b.do(http.MethodGet, "/login").Header().Get("Location"))
	if w := f.tellLoggedOut(f.citizens.logoutToken(nil)); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != "/sorry/login-failed" || b.cookie("__Host-session") != "" {
		t.Errorf("%s, cookie %q", w.Header().Get("Location"), b.cookie("__Host-session"))
	}
	f.citizens.set(func(i *issuer) { i.claims["sid"] = "sid-2" })
	if end := b.logIn(t, f.citizens, "/login"); end != "/" {
		t.Errorf("logging in anew: %s", end)
	}
}

func TestNothingOfALogoutTokenIsKept(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.browser().logIn(t, f.citizens, "/login")
	const number = "06819774798"
	for _, changes := range []map[string]any{{"sub": number}, {"sub": number, "sid": nil}} {
		if w := f.tellLoggedOut(f.citizens.logoutToken(changes)); w.Code != http.StatusOK {
			t.Fatal(w.Code)
		}
	}
	var rows string
	err := f.pool.QueryRow(t.Context(), `SELECT coalesce(string_agg(l::text, ' '), '') || coalesce((SELECT string_agg(p::text, ' ') FROM provider_logout p), '')
		|| coalesce((SELECT string_agg(a::text, ' ') FROM audit_event a), '') FROM logout_token l`).Scan(&rows)
	if err != nil || rows == "" {
		t.Fatal(rows, err)
	}
	for _, secret := range []string{number, "sid-1", "pairwise-1"} {
		if strings.Contains(rows, secret) {
			t.Errorf("%q is kept: %s", secret, rows)
		}
	}
}

func (f *fixture) audited(t *testing.T, like string) []string {
	t.Helper()
	rows, err := f.pool.Query(t.Context(), "SELECT action FROM audit_event WHERE action LIKE $1 ORDER BY at", like)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var actions []string
	for rows.Next() {
		var action string
		if err := rows.Scan(&action); err != nil {
			t.Fatal(err)
		}
		actions = append(actions, action)
	}
	return actions
}

func (f *fixture) alive(cookie string) bool {
	_, err := f.sessions.Look(context.Background(), session.Citizen, cookie)
	return err == nil
}

func TestALogOutWhileTheProvidersKeysCannotBeRead(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	cookie := f.begin(t, "sid-1", "pairwise-1")
	f.citizens.set(func(i *issuer) { i.down = true })
	token := f.citizens.logoutToken(nil)
	if w := f.tellLoggedOut(token); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "server_error") || !f.alive(cookie) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// Two municipalities on hosts of their own: a provider may tell at either host,
// and is believed about its own clients; in a frame only about the host's own.
func TestLogOutsOfSeveralHosts(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	elsewhere := newIssuer(t)
	lyngmo := &f.settings.Municipalities[1]
	lyngmo.Hosts = []string{"lyngmo.localhost:4300"}
	lyngmo.CitizenLogin.Issuer, lyngmo.CitizenLogin.ClientID = elsewhere.URL, "portal-2"
	f.sessions, f.server = f.replica(t)
	begin := func() string {
		cookie, err := f.sessions.Begin(t.Context(), session.Actor{
			World: session.Citizen, Issuer: elsewhere.URL, ProviderSession: "sid-1", ProviderSubject: "pairwise-1", AuthenticatedAt: time.Now(),
		})
		if err != nil {
			t.Fatal(err)
		}
		return cookie
	}
	cookie := begin()
	if w := f.frame("/login/frontchannel-logout", named(elsewhere.URL, "sid-1")); w.Code != http.StatusBadRequest || !f.alive(cookie) {
		t.Errorf("in a frame of another host's provider: %d", w.Code)
	}
	for name, token := range map[string]string{
		"for the other's client":    elsewhere.logoutToken(nil),
		"of the other's provider":   f.citizens.logoutToken(map[string]any{"aud": "portal-2"}),
		"signed by the other's key": signTyped(f.citizens.client, "k1", jose.RS256, "logout+jwt", elsewhere.logoutClaims(map[string]any{"aud": "portal-2"})),
	} {
		if w := f.tellLoggedOut(token); w.Code != http.StatusBadRequest || !f.alive(cookie) {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	// A provider that is right about its own sid says nothing about another's.
	if w := f.tellLoggedOut(f.citizens.logoutToken(nil)); w.Code != http.StatusOK || !f.alive(cookie) {
		t.Errorf("the same sid of another provider: %d", w.Code)
	}
	if w := f.tellLoggedOut(elsewhere.logoutToken(map[string]any{"aud": "portal-2"})); w.Code != http.StatusOK || f.alive(cookie) {
		t.Errorf("told at the other host: %d %s", w.Code, w.Body)
	}
}
