package login_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/login"
	"innbyggertjenesten/bff/session"
)

const (
	low  = "idporten-loa-substantial"
	high = "idporten-loa-high"
)

// atLevel logs Rania in at a level and gives her browser and session.
func (f *fixture) atLevel(t *testing.T, acr string) (*browser, string) {
	t.Helper()
	f.citizens.set(func(i *issuer) {
		i.claims = map[string]any{"acr": acr, "auth_time": time.Now().Add(-time.Minute).Unix()}
	})
	b := f.browser()
	if end := b.logIn(t, f.citizens, "/login"); end != "/" {
		t.Fatal(end)
	}
	return b, b.cookie("__Host-session")
}

// asked is what the provider was asked for last.
func (i *issuer) asked() url.Values {
	i.mu.Lock()
	defer i.mu.Unlock()
	var last url.Values
	for _, one := range i.codes {
		last = one.asked
	}
	if len(i.codes) != 1 {
		return nil
	}
	return last
}

func (f *fixture) lives(t *testing.T, cookie string) bool {
	t.Helper()
	_, err := f.sessions.Look(t.Context(), session.Citizen, cookie)
	if err != nil && !errors.Is(err, session.ErrEnded) {
		t.Fatal(err)
	}
	return err == nil
}

func TestSteppingUpReturnsToWhereOneWas(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b, old := f.atLevel(t, low)
	before := b.actor(t, session.Citizen)
	if before.Level != session.Substantial {
		t.Fatalf("level %s", before.Level)
	}
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": high} })
	w := b.do(http.MethodGet, "/login?level=high&return=/case/1/documents")
	callback := f.citizens.authorize(t, w.Header().Get("Location"))
	if asked := f.citizens.asked(); asked.Get("acr_values") != high || asked.Get("prompt") != "login" {
		t.Errorf("asked for %v", asked)
	}
	if !f.lives(t, old) {
		t.Error("the session ended before anything was proved")
	}
	if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != "/case/1/documents" {
		t.Fatal(w.Header().Get("Location"))
	}
	actor := b.actor(t, session.Citizen)
	if b.cookie("__Host-session") == old || f.lives(t, old) || actor.Level != session.High || actor.Persons[0] != before.Persons[0] {
		t.Errorf("old lives: %v, %+v", f.lives(t, old), actor)
	}
	// The absolute end is the new log-in's own; the first one was a minute ago.
	if !actor.AbsoluteEndAt.After(before.AbsoluteEndAt) {
		t.Errorf("ends at %s as before (%s)", actor.AbsoluteEndAt, before.AbsoluteEndAt)
	}
}

func TestProvingAgainWhoOneIsCostsNoLevelAndTakesNoSilentAnswer(t *testing.T) {
	t.Parallel()
	for acr, level := range map[string]session.Level{low: session.Substantial, high: session.High} {
		f := setUp(t)
		b, old := f.atLevel(t, acr)
		before := b.actor(t, session.Citizen)
		f.citizens.set(func(i *issuer) {
			i.claims = map[string]any{"acr": acr, "auth_time": time.Now().Add(-time.Minute).Unix()}
		})
		if end := b.logIn(t, f.citizens, "/login?again=1&return=/case/1"); end != "/sorry/login-failed" || !f.lives(t, old) {
			t.Errorf("%s, an old answer: %s, old lives: %v", level, end, f.lives(t, old))
		}
		f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": acr} })
		if end := b.logIn(t, f.citizens, "/login?again=1&return=/case/1"); end != "/case/1" || f.lives(t, old) {
			t.Errorf("%s: %s, old lives: %v", level, end, f.lives(t, old))
		}
		now := b.actor(t, session.Citizen)
		if now.Level != level || now.Persons[0] != before.Persons[0] || !now.AuthenticatedAt.After(before.AuthenticatedAt) {
			t.Errorf("%s: %+v", level, now)
		}
		if !now.FreshUntil(time.Minute).Equal(now.AuthenticatedAt.Add(time.Minute)) {
			t.Errorf("fresh until %s", now.FreshUntil(time.Minute))
		}
	}
	// With the high level before, a lower one isn't enough: nothing is lost by trying.
	f := setUp(t)
	b, old := f.atLevel(t, high)
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": low} })
	if end := b.logIn(t, f.citizens, "/login?again=1&return=/case/1"); end != "/sorry/level?return=%2Fcase%2F1" || !f.lives(t, old) {
		t.Errorf("%s, old lives: %v", end, f.lives(t, old))
	}
}

func TestAStepUpThatIsCancelledCostsNothing(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b, old := f.atLevel(t, low)
	f.citizens.set(func(i *issuer) { i.problem = "access_denied" })
	if end := b.logIn(t, f.citizens, "/login?level=high&return=/case/1"); end != "/case/1" || b.cookie("__Host-session") != old || !f.lives(t, old) {
		t.Errorf("%s, old lives: %v", end, f.lives(t, old))
	}
	// Without a session there is nowhere to be back at.
	if err := f.sessions.EndCookie(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	if end := b.logIn(t, f.citizens, "/login?level=high&return=/case/1"); end != "/sorry/login-cancelled" {
		t.Error(end)
	}
}

func TestAStepUpThatFailsCostsNothing(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b, old := f.atLevel(t, low)
	for name, c := range map[string]struct {
		change func(*issuer)
		end    string
	}{
		"the level is still too low":    {func(i *issuer) { i.claims["acr"] = low }, "/sorry/level?return=%2Fcase%2F1"},
		"the level is a foreign one":    {func(i *issuer) { i.claims["acr"] = "eidas-loa-high" }, "/sorry/level?return=%2Fcase%2F1"},
		"the provider can't reach it":   {func(i *issuer) { i.problem = "unmet_authentication_requirements" }, "/sorry/level?return=%2Fcase%2F1"},
		"the provider is busy":          {func(i *issuer) { i.problem = "temporarily_unavailable" }, "/sorry/unavailable"},
		"something else":                {func(i *issuer) { i.problem = "invalid_request" }, "/sorry/login-failed"},
		"the token is another log-in's": {func(i *issuer) { i.claims["nonce"] = "x" }, "/sorry/login-failed"},
		// The answer came silently from an older log-in: as if nobody had proved anything.
		"the log-in is an old one": {func(i *issuer) { i.claims["auth_time"] = time.Now().Unix() - 60 }, "/sorry/login-failed"},
		"the log-in has no time":   {func(i *issuer) { i.claims["auth_time"] = nil }, "/sorry/login-failed"},
	} {
		f.citizens.set(func(i *issuer) {
			i.claims, i.problem = map[string]any{"acr": high}, ""
			c.change(i)
		})
		if end := b.logIn(t, f.citizens, "/login?level=high&return=/case/1"); end != c.end || b.cookie("__Host-session") != old || !f.lives(t, old) {
			t.Errorf("%s: %s, old lives: %v", name, end, f.lives(t, old))
		}
	}
	// The fagsystem is down and nobody is remembered.
	f.citizens.set(func(i *issuer) { i.claims, i.problem = map[string]any{"acr": high, "pid": "02861052047"}, "" })
	f.lookup.mu.Lock()
	f.lookup.down = true
	f.lookup.mu.Unlock()
	if end := b.logIn(t, f.citizens, "/login?level=high&return=/case/1"); end != "/sorry/unavailable" || !f.lives(t, old) {
		t.Errorf("the fagsystem is down: %s, old lives: %v", end, f.lives(t, old))
	}
}

func TestAnotherPersonWhoStepsUpIsAnOrdinaryLogIn(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.lookup.citizens["fjordvik 02861052047"] = login.Known{FagsystemPersonID: "fs-2", Given: "Layla"}
	b, old := f.atLevel(t, low)
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": high, "pid": "02861052047", "sid": "sid-2"} })
	if end := b.logIn(t, f.citizens, "/login?level=high&return=/case/1"); end != "/" || f.lives(t, old) || b.actor(t, session.Citizen).Given != "Layla" {
		t.Errorf("%s, old lives: %v", end, f.lives(t, old))
	}
	// The same, but the first person's session ended while they were away.
	b, old = f.atLevel(t, low)
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": high, "pid": "02861052047", "sid": "sid-2"} })
	callback := f.citizens.authorize(t, b.do(http.MethodGet, "/login?level=high&return=/case/1").Header().Get("Location"))
	if err := f.sessions.EndCookie(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != "/" {
		t.Errorf("lands on another's page: %s", w.Header().Get("Location"))
	}
	// Nor does a plain log-in of another person end on a page of the first one's.
	b, _ = f.atLevel(t, low)
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{"pid": "02861052047", "sid": "sid-2"} })
	if end := b.logIn(t, f.citizens, "/login?return=/case/1"); end != "/" {
		t.Error(end)
	}
}

func TestAProviderWithoutPromptsIsAskedForANewLogInAllTheSame(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.citizens.set(func(i *issuer) { i.prompts = []string{"none"} })
	f.citizens.authorize(t, f.browser().do(http.MethodGet, "/login?level=high").Header().Get("Location"))
	if asked := f.citizens.asked(); asked.Get("max_age") != "0" || asked.Has("prompt") {
		t.Errorf("asked for %v", asked)
	}
}

func TestAPlainLogInAsksForSubstantialAndNoOlderLogInThanASessionLasts(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.citizens.authorize(t, f.browser().do(http.MethodGet, "/login?level=low").Header().Get("Location"))
	if asked := f.citizens.asked(); asked.Get("acr_values") != low || asked.Get("max_age") != "7200" || asked.Has("prompt") {
		t.Errorf("asked for %v", asked)
	}
}

// Who may not come in has a session that opens nothing, with which they can log
// out at the provider.
func TestRefusalsAfterALogInAtTheProvider(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	refused := func(name string, claims map[string]any, end string) {
		t.Helper()
		b := f.browser()
		f.citizens.set(func(i *issuer) { i.claims = claims })
		if got := b.logIn(t, f.citizens, "/login"); got != end {
			t.Errorf("%s: %s", name, got)
			return
		}
		if actor := b.actor(t, session.Citizen); len(actor.Persons) != 0 || actor.Given != "" {
			t.Errorf("%s: the session has somebody in it: %+v", name, actor)
		}
		if w := b.do(http.MethodPost, "/logout", "Origin", "http://"+host); !strings.Contains(w.Body.String(), "id_token_hint") {
			t.Errorf("%s: no log-out at the provider: %d", name, w.Code)
		}
	}
	refused("a low level", map[string]any{"acr": "idporten-loa-low"}, "/sorry/level")
	refused("a foreign level", map[string]any{"acr": "eidas-loa-substantial"}, "/sorry/level")
	refused("an e-mail address", map[string]any{"acr": "selfregistered-email"}, "/sorry/level")
	refused("no level", map[string]any{"acr": nil}, "/sorry/level")
	refused("no national number", map[string]any{"pid": nil}, "/sorry/no-national-number")
	refused("a real number", map[string]any{"pid": "14038612149"}, "/sorry/real-identity")
	refused("a real D-number", map[string]any{"pid": "54038612149"}, "/sorry/real-identity")
	refused("an unknown person", map[string]any{"pid": "18889211497"}, "/sorry/unknown-person")

	// A session that opens nothing isn't one to be stepped up.
	b := f.browser()
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": "idporten-loa-low"} })
	b.logIn(t, f.citizens, "/login")
	f.citizens.set(func(i *issuer) { i.claims = map[string]any{} })
	if end := b.logIn(t, f.citizens, "/login?level=high"); end != "/" || len(b.actor(t, session.Citizen).Persons) != 1 {
		t.Error(end)
	}
}

func TestInProductionNobodyIsMadeUp(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	// Only now: production takes no providers without TLS.
	f.settings.Environment = config.Production
	for name, c := range map[string]struct {
		claims map[string]any
		end    string
	}{
		"the Tax Administration's": {map[string]any{"pid": "14838612149"}, "/sorry/test-identity"},
		"the health network's":     {map[string]any{"pid": "14688612149"}, "/sorry/test-identity"},
		"NAV's":                    {map[string]any{"pid": "14438612149"}, "/sorry/test-identity"},
		"Digdir's":                 {map[string]any{"pid": "14238612149"}, "/sorry/test-identity"},
		"a made-up D-number":       {map[string]any{"pid": "54838612149"}, "/sorry/test-identity"},
		"TestID":                   {map[string]any{"pid": "14038612149", "amr": []string{"TestID"}}, "/sorry/test-identity"},
		"TestID, said on its own":  {map[string]any{"pid": "14038612149", "amr": "TestID"}, "/sorry/test-identity"},
		"a person":                 {map[string]any{"pid": "14038612149"}, "/sorry/unknown-person"},
	} {
		f.citizens.set(func(i *issuer) { i.claims = c.claims })
		if end := f.browser().logIn(t, f.citizens, "/login", "X-Forwarded-Proto", "https"); end != c.end {
			t.Errorf("%s: %s", name, end)
		}
	}
}

// ID-porten doesn't document max_age: where sessions are shorter here than there,
// its silent answer must not keep anybody out.
func TestAShorterSessionHereShutsNobodyOut(t *testing.T) {
	t.Parallel()
	f := setUp(t, func(f *fixture, _ *config.Municipality) { f.settings.SessionAbsolute = time.Hour })
	for minutes, end := range map[int]string{59: "/", 119: "/", 121: "/sorry/login-failed"} {
		f.citizens.set(func(i *issuer) {
			i.claims = map[string]any{"auth_time": time.Now().Add(-time.Duration(minutes) * time.Minute).Unix()}
		})
		if got := f.browser().logIn(t, f.citizens, "/login"); got != end {
			t.Errorf("%d minutes ago: %s", minutes, got)
		}
	}
	f.citizens.authorize(t, f.browser().do(http.MethodGet, "/login").Header().Get("Location"))
	if asked := f.citizens.asked(); asked.Get("max_age") != "3600" {
		t.Errorf("asked for %v", asked)
	}
}
