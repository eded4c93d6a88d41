package login_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

var providersNextKey = sync.OnceValue(makeKey)

func (i *issuer) readsOf(path string) int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.reads[path]
}

// at sets the log-in's clock ahead, and the provider's tokens with it.
func (f *fixture) at(ahead time.Duration) {
	f.ahead.Store(int64(ahead))
	f.citizens.set(func(i *issuer) {
		i.ahead = ahead
		now := f.now().Unix()
		i.claims = map[string]any{"iat": now, "exp": now + 120, "auth_time": now}
	})
}

const (
	description = "/.well-known/openid-configuration"
	keys        = "/jwks"
)

func TestTheProvidersKeysMayChangeUnderneath(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	for range 3 {
		if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
			t.Fatal(end)
		}
	}
	if reads := f.citizens.readsOf(keys); reads != 1 {
		t.Fatalf("the keys were read %d times", reads)
	}
	f.citizens.set(func(i *issuer) { i.key = providersNextKey() })
	for range 3 {
		if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
			t.Fatal(end)
		}
	}
	if reads := f.citizens.readsOf(keys); reads != 2 {
		t.Errorf("the keys were read %d times", reads)
	}
	// A key that was withdrawn stops counting, though no unknown one came.
	f.citizens.set(func(i *issuer) { i.key = providersKey() })
	f.at(time.Hour)
	f.citizens.set(func(i *issuer) {
		i.signed = func(c map[string]any) string { return signWith(providersNextKey(), "k2", jose.RS256, c) }
	})
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/sorry/login-failed" {
		t.Errorf("a withdrawn key: %s", end)
	}
}

func TestInventedKeysDoNotMakeUsHammerTheProvider(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
		t.Fatal(end)
	}
	f.citizens.set(func(i *issuer) {
		i.signed = func(c map[string]any) string { return signWith(portalsKey(), "invented", jose.RS256, c) }
	})
	for range 12 {
		if end := f.browser().logIn(t, f.citizens, "/login"); end != "/sorry/login-failed" {
			t.Fatal(end)
		}
	}
	if reads := f.citizens.readsOf(keys); reads != 1+3 {
		t.Errorf("the keys were read %d times", reads)
	}
	f.at(11 * time.Second)
	for range 3 {
		f.browser().logIn(t, f.citizens, "/login")
	}
	if reads := f.citizens.readsOf(keys); reads != 1+3+1 {
		t.Errorf("after a while the keys were read %d times", reads)
	}
	// Who has a real token isn't kept out meanwhile.
	f.citizens.set(func(i *issuer) { i.signed = nil })
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
		t.Error(end)
	}
}

func TestTheDescriptionIsKeptForADayAndTheOldOneWhileThereIsNoNew(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	works := func(name string, wantedReads int) {
		t.Helper()
		if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
			t.Errorf("%s: %s", name, end)
		}
		if reads := f.citizens.readsOf(description); reads != wantedReads {
			t.Errorf("%s: read %d times", name, reads)
		}
	}
	works("first", 1)
	f.at(24*time.Hour - time.Minute)
	works("within the day", 1)
	f.at(24 * time.Hour)
	works("a day later", 2)
	wrong := map[string]map[string]any{
		"another issuer":    {"issuer": "https://idporten.example"},
		"an issuer's slash": {"issuer": f.citizens.URL + "/"},
		"no token endpoint": {"token_endpoint": ""},
		"no algorithm":      {"id_token_signing_alg_values_supported": []string{"none", "HS256"}},
		"words for a list":  {"ui_locales_supported": "nb"},
	}
	day := 1
	for name, changes := range wrong {
		day++
		f.at(time.Duration(day) * 24 * time.Hour)
		f.citizens.set(func(i *issuer) { i.described = changes })
		works(name, day+1)
		// Not asked again at once.
		works(name, day+1)
		f.at(time.Duration(day)*24*time.Hour + 2*time.Minute)
		f.citizens.set(func(i *issuer) { i.described = nil })
		works(name+", and right again", day+2)
		day++
	}
	for name, changes := range wrong {
		fresh := setUp(t)
		fresh.citizens.set(func(i *issuer) { i.described = changes })
		if w := fresh.browser().do(http.MethodGet, "/login"); w.Header().Get("Location") != "/sorry/unavailable" {
			t.Errorf("%s, from the start: %s", name, w.Header().Get("Location"))
		}
	}
}

// Nobody waits long for a slow provider, and many who come at once ask it once.
func TestASlowProviderHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
		t.Fatal(end)
	}
	released := make(chan struct{})
	defer close(released)
	slow := func(name, path string, ahead time.Duration, act func() string, wanted string) {
		t.Helper()
		f.at(ahead)
		f.citizens.set(func(i *issuer) { i.hang = released })
		before, began := f.citizens.readsOf(path), time.Now()
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				if end := act(); !strings.HasPrefix(end, wanted) {
					t.Errorf("%s: %s", name, end)
				}
			})
		}
		all.Wait()
		if took := time.Since(began); took > 4*time.Second {
			t.Errorf("%s: everybody waited %s", name, took)
		}
		if reads := f.citizens.readsOf(path) - before; reads != 1 {
			t.Errorf("%s: it was asked %d times", name, reads)
		}
		f.citizens.set(func(i *issuer) { i.hang = nil })
	}
	slow("slow keys", keys, 2*time.Hour, func() string { return f.browser().logIn(t, f.citizens, "/login") }, "/")
	slow("a slow description", description, 25*time.Hour, func() string {
		return f.browser().do(http.MethodGet, "/login").Header().Get("Location")
	}, f.citizens.URL)
}

func TestALineThatTheProviderCutsMeanwhileEndsNoLogIn(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	for _, path := range []string{"/par", "/token"} {
		f.citizens.set(func(i *issuer) { i.cut = map[string]int{path: 1} })
		if end := f.browser().logIn(t, f.citizens, "/login"); end != "/" {
			t.Errorf("%s was cut once: %s", path, end)
		}
	}
	// One that cuts each line isn't asked for ever.
	f.citizens.set(func(i *issuer) { i.cut = map[string]int{"/par": 100} })
	before := f.citizens.readsOf("/par")
	if at := f.browser().do(http.MethodGet, "/login").Header().Get("Location"); at != "/sorry/unavailable" {
		t.Errorf("%s is shown", at)
	}
	if tried := f.citizens.readsOf("/par") - before; tried != 2 {
		t.Errorf("asked %d times", tried)
	}
}
