package session_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

var lifetimes = session.Lifetimes{Idle: 30 * time.Minute, Absolute: 120 * time.Minute}

type clock struct{ nanos atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.nanos.Store(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC).UnixNano())
	return c
}
func (c *clock) now() time.Time           { return time.Unix(0, c.nanos.Load()).UTC() }
func (c *clock) advance(by time.Duration) { c.nanos.Add(int64(by)) }
func start(t *testing.T, pool *pgxpool.Pool, v *vault.Vault, c *clock) *session.Store {
	t.Helper()
	store := session.Start(pool, v, lifetimes, c.now)
	t.Cleanup(store.Stop)
	return store
}

func citizen() session.Actor {
	return session.Actor{
		World: session.Citizen, Given: "Kari", Family: "Nordmann", Language: "nb", Level: session.High,
		Persons: []session.PersonRef{{Municipality: "fjordvik", PersonID: uuid.New(), FagsystemPersonID: "fs-1"}},
		Issuer:  "https://idporten.example", ProviderSession: "sid-1", IDToken: "token",
	}
}

func begin(t *testing.T, store *session.Store, actor session.Actor) string {
	t.Helper()
	cookie, err := store.Begin(context.Background(), actor)
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func TestASessionEndsExactlyAtItsTimes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := newClock()
	store := start(t, postgrestest.New(t), vaulttest.New(t), c)

	idle := begin(t, store, citizen())
	c.advance(lifetimes.Idle - time.Microsecond)
	if _, err := store.Look(ctx, session.Citizen, idle); err != nil {
		t.Fatalf("ended before its idle time: %v", err)
	}
	c.advance(time.Microsecond)
	if _, err := store.Look(ctx, session.Citizen, idle); !errors.Is(err, session.ErrEnded) {
		t.Fatalf("lives on after its idle time: %v", err)
	}
	if _, err := store.Use(ctx, session.Citizen, idle); !errors.Is(err, session.ErrEnded) {
		t.Fatalf("activity resurrects it: %v", err)
	}

	absolute := begin(t, store, citizen())
	for range 4 {
		c.advance(29 * time.Minute)
		if _, err := store.Use(ctx, session.Citizen, absolute); err != nil {
			t.Fatal(err)
		}
	}
	c.advance(4*time.Minute - time.Microsecond)
	actor, err := store.Use(ctx, session.Citizen, absolute)
	if err != nil || !actor.IdleEndAt.Equal(actor.AbsoluteEndAt) {
		t.Fatalf("%+v (%v)", actor, err)
	}
	c.advance(time.Microsecond)
	if _, err := store.Use(ctx, session.Citizen, absolute); !errors.Is(err, session.ErrEnded) {
		t.Fatalf("lives on after its absolute time: %v", err)
	}
}

func TestASessionDoesNotOutlastTheProofItBeganWith(t *testing.T) {
	t.Parallel()
	c := newClock()
	store := start(t, postgrestest.New(t), vaulttest.New(t), c)
	actor := citizen()
	actor.AuthenticatedAt = c.now().Add(-110 * time.Minute)
	cookie := begin(t, store, actor)
	c.advance(10*time.Minute - time.Microsecond)
	if _, err := store.Use(t.Context(), session.Citizen, cookie); err != nil {
		t.Fatalf("ended before the proof was two hours old: %v", err)
	}
	c.advance(time.Microsecond)
	if _, err := store.Use(t.Context(), session.Citizen, cookie); !errors.Is(err, session.ErrEnded) {
		t.Fatalf("lives on with a proof of two hours: %v", err)
	}
}

func TestLookingIsNoActivity(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	c := newClock()
	store := start(t, postgrestest.New(t), vaulttest.New(t), c)
	cookie := begin(t, store, citizen())
	for range 3 {
		c.advance(10 * time.Minute)
		_, _ = store.Look(ctx, session.Citizen, cookie)
	}
	if _, err := store.Look(ctx, session.Citizen, cookie); !errors.Is(err, session.ErrEnded) {
		t.Fatalf("looking extended it: %v", err)
	}
}

func TestTheActorComesBackAndTheTableTellsNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	pool := postgrestest.New(t)
	store := start(t, pool, vaulttest.New(t), newClock())
	wanted := citizen()
	cookie := begin(t, store, wanted)
	actor, err := store.Use(ctx, session.Citizen, cookie)
	if err != nil || actor.Given != wanted.Given || actor.World != session.Citizen || actor.IDToken != "token" {
		t.Fatalf("%+v (%v)", actor, err)
	}
	if ref, ok := actor.Person("fjordvik"); !ok || ref != wanted.Persons[0] {
		t.Fatalf("%+v", ref)
	}
	if _, err := store.Use(ctx, session.Employee, cookie); !errors.Is(err, session.ErrEnded) {
		t.Fatalf("it opens the other world: %v", err)
	}
	var row string
	if err := pool.QueryRow(ctx, "SELECT session::text FROM session").Scan(&row); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{cookie, "Kari", "token", "sid-1"} {
		if bytes.Contains([]byte(row), []byte(secret)) {
			t.Errorf("the table tells %q", secret)
		}
	}
	actor.Language = "ar"
	if err := store.Keep(ctx, actor); err != nil {
		t.Fatal(err)
	}
	if again, err := store.Use(ctx, session.Citizen, cookie); err != nil || again.Language != "ar" {
		t.Fatalf("%+v (%v)", again, err)
	}
}

func TestEndingReachesEveryReplica(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	address := postgrestest.NewURL(t)
	v, c := vaulttest.New(t), newClock()
	here := start(t, postgrestest.Open(t, address), v, c)
	there := start(t, postgrestest.Open(t, address), v, c)
	person := citizen()
	ends := map[string]func(cookie, id string) error{
		"by its cookie":   func(cookie, _ string) error { return here.EndCookie(ctx, cookie) },
		"by its handle":   func(_, id string) error { return here.End(ctx, id) },
		"by the provider": func(string, string) error { _, err := here.EndByProvider(ctx, person.Issuer, "sid-1"); return err },
		"by its person": func(string, string) error {
			_, err := here.EndByPerson(ctx, "fjordvik", person.Persons[0].PersonID)
			return err
		},
		"when time is over": func(string, string) error { c.advance(time.Hour); return here.EndExpired(ctx) },
	}
	for name, end := range ends {
		cookie := begin(t, here, person)
		actor, err := there.Use(ctx, session.Citizen, cookie)
		if err != nil {
			t.Fatal(err)
		}
		ended := endOf(t, there, actor.SessionID)
		select {
		case <-ended:
			t.Fatalf("%s: ended too early", name)
		default:
		}
		if err := end(cookie, actor.SessionID); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			t.Fatalf("%s: the other replica wasn't told", name)
		}
		if _, err := there.Use(ctx, session.Citizen, cookie); !errors.Is(err, session.ErrEnded) {
			t.Fatalf("%s: still opens: %v", name, err)
		}
		select {
		case <-endOf(t, there, actor.SessionID):
		case <-time.After(5 * time.Second):
			t.Fatalf("%s: watching an ended session doesn't tell", name)
		}
	}
}

func TestTheMiddleware(t *testing.T) {
	t.Parallel()
	c := newClock()
	store := start(t, postgrestest.New(t), vaulttest.New(t), c)
	cookie := begin(t, store, citizen())
	handler := store.Require(session.Citizen)(func(c echo.Context) error {
		if session.FromContext(c.Request().Context()) == nil {
			return errors.New("nobody acts")
		}
		return nil
	})
	call := func(cookies string, passive bool) error {
		r := httptest.NewRequest(http.MethodGet, "/api/citizen/me", nil)
		r.Header.Set("Cookie", cookies)
		if passive {
			r.Header.Set(session.PassiveHeader, "1")
		}
		return handler(echo.New().NewContext(r, httptest.NewRecorder()))
	}
	if err := call("__Host-session="+cookie, false); err != nil {
		t.Fatal(err)
	}
	for name, cookies := range map[string]string{
		"no cookie":                "",
		"an unknown one":           "__Host-session=AAAA",
		"the other world's":        "__Host-employee=" + cookie,
		"another name":             "session=" + cookie,
		"two of the name":          "__Host-session=" + cookie + "; __Host-session=AAAA",
		"two of the name, planted": "__Host-session=AAAA; __Host-session=" + cookie,
	} {
		if err := call(cookies, false); err == nil || problem.Of(err).Code != problem.SessionEnded {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range 2 {
		c.advance(15 * time.Minute)
		_ = call("__Host-session="+cookie, true)
	}
	if err := call("__Host-session="+cookie, false); err == nil {
		t.Error("passive requests kept it alive")
	}
}

func TestTheCookieIsTheHosts(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	session.SetCookie(w, session.Citizen, "v")
	const wanted = "__Host-session=v; Path=/; HttpOnly; Secure; SameSite=Lax"
	if got := w.Header().Get("Set-Cookie"); got != wanted {
		t.Fatal(got)
	}
}
