package login_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
)

// Who has shown one document to somebody is asked by the provider who they are
// before anything else is seen on that device, however the showing ended.
func TestWhatComesAfterShowingOnlyOneDocumentIsARealLogIn(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testing.T, *fixture, *browser){
		"while it is shown": func(*testing.T, *fixture, *browser) {},
		"after it has ended by itself": func(t *testing.T, f *fixture, b *browser) {
			if err := f.sessions.EndCookie(t.Context(), b.cookie("__Host-session")); err != nil {
				t.Fatal(err)
			}
		},
		"after leaving quickly": func(_ *testing.T, _ *fixture, b *browser) { b.do(http.MethodGet, "/leave") },
		"after logging out":     func(_ *testing.T, _ *fixture, b *browser) { b.do(http.MethodPost, "/logout", "Origin", "http://"+host) },
	} {
		f := setUp(t)
		b, wide := f.atLevel(t, high)
		cookie, err := f.sessions.ShowOnly(t.Context(), b.actor(t, session.Citizen), session.Only{CaseCopyID: uuid.New()})
		if err != nil {
			t.Fatal(err)
		}
		b.set("__Host-session", cookie)
		end(t, f, b)
		if f.lives(t, wide) {
			t.Errorf("%s: the wide session lives", name)
		}
		f.citizens.set(func(i *issuer) {
			i.claims = map[string]any{"acr": high, "auth_time": time.Now().Add(-time.Minute).Unix()}
		})
		w := b.do(http.MethodGet, "/login")
		callback := f.citizens.authorize(t, w.Header().Get("Location"))
		if asked := f.citizens.asked(); asked.Get("prompt") != "login" {
			t.Errorf("%s: asked for %v", name, asked)
		}
		// The provider answers silently all the same.
		if w := b.do(http.MethodGet, callback); w.Header().Get("Location") != "/sorry/login-failed" {
			t.Errorf("%s: let in by an old log-in to %s", name, w.Header().Get("Location"))
		}
		f.citizens.set(func(i *issuer) { i.claims = map[string]any{"acr": high} })
		if end := b.logIn(t, f.citizens, "/login"); end != "/" || b.actor(t, session.Citizen).Only != nil {
			t.Errorf("%s: a real log-in ends at %s", name, end)
		}
		// From then on it is as always.
		if b.do(http.MethodGet, "/login"); session.ShowsOnly(b.cookie("__Host-session")) {
			t.Errorf("%s: it is still marked", name)
		}
	}
}
