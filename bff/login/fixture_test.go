package login_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/login"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

const host = "localhost:4300"

type fakeLookup struct {
	mu       sync.Mutex
	citizens map[string]login.Known
	down     bool
}

func (f *fakeLookup) LookupCitizen(_ context.Context, municipality, number string) (login.Known, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.down {
		return login.Known{}, errors.New("down")
	}
	if known, ok := f.citizens[municipality+" "+number]; ok {
		return known, nil
	}
	return login.Known{}, login.ErrUnknown
}

func (f *fakeLookup) LookupEmployee(_ context.Context, municipality, tenant, directoryID string) (login.Known, error) {
	if municipality == "fjordvik" && tenant == "tenant-1" && directoryID == "oid-1" {
		return login.Known{FagsystemPersonID: "emp-1", Given: "Ingrid", Family: "Solbakken", Language: "nb"}, nil
	}
	// Ansattporten's: the employer stands for the tenant.
	if municipality == "fjordvik" && tenant == "311400215" && directoryID == "sub-1" {
		return login.Known{FagsystemPersonID: "emp-1", Given: "Ingrid", Family: "Solbakken", Language: "nb"}, nil
	}
	return login.Known{}, login.ErrUnknown
}

type fixture struct {
	asked               atomic.Int64
	pool                *pgxpool.Pool
	vault               *vault.Vault
	audit               *audit.Recorder
	citizens, employees *issuer
	server              *server.Server
	sessions            *session.Store
	people              *person.Store
	lookup              *fakeLookup
	settings            *config.Config
	logins              *login.Login
	ahead               atomic.Int64 // of the log-in's clock, in nanoseconds
}

// now is the clock of the log-in alone: providers and sessions have the real one.
func (f *fixture) now() time.Time { return time.Now().Add(time.Duration(f.ahead.Load())) }

// setUp makes a portal with two providers; changes are made to its settings first.
func setUp(t testing.TB, changes ...func(*fixture, *config.Municipality)) *fixture {
	t.Helper()
	pool, v := postgrestest.New(t), vaulttest.New(t)
	f := &fixture{pool: pool, vault: v, citizens: newIssuer(t), employees: newIssuer(t), lookup: &fakeLookup{citizens: map[string]login.Known{
		"fjordvik 14838612149": {FagsystemPersonID: "fs-1", Given: "Rania", Family: "Haddad", Language: "ar", BirthDate: "1986-03-14"},
	}}}
	f.employees.set(func(i *issuer) { i.noPAR, i.noIss, i.audience = true, true, i.URL+"/token" })
	employeeLogin := config.EmployeeLogin{
		Kind: config.Entra, Client: config.Client{Issuer: f.employees.URL, ClientID: "portal", KeyFile: f.employees.keyFile(t)},
		TenantID: "tenant-1", Groups: []string{"group-1"}, MFA: []string{"mfa"}, DirectoryIDClaim: config.ClaimOID,
	}
	citizenLogin := config.CitizenLogin{
		Client: config.Client{Issuer: f.citizens.URL, ClientID: "portal", KeyFile: f.citizens.keyFile(t)}, DocumentsLevel: "high",
	}
	municipality := func(id string) config.Municipality {
		return config.Municipality{
			ID: id, Name: id, Hosts: []string{host}, Languages: []string{"nb", "nn", "en", "ar", "pl"}, CitizenLogin: citizenLogin, EmployeeLogin: employeeLogin,
		}
	}
	f.settings = &config.Config{
		Process:        config.Process{Environment: config.Test, LeaveURL: "https://weather.example/", SessionAbsolute: 2 * time.Hour},
		Municipalities: []config.Municipality{municipality("fjordvik"), municipality("lyngmo")},
	}
	for i := range f.settings.Municipalities {
		for _, change := range changes {
			change(f, &f.settings.Municipalities[i])
		}
	}
	f.people = person.New(pool, v, time.Now)
	f.audit = audit.Start(pool, v, f.people, time.Now)
	t.Cleanup(f.audit.Stop)
	f.sessions, f.server = f.replica(t)
	return f
}

// lines is a log that may be read while others write.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(text)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func (l *lines) Reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Reset()
}

// logged is what is written to the log until the test ends. The log is
// everybody's, so such a test can't be parallel.
func (f *fixture) logged(t *testing.T) *lines {
	t.Helper()
	log, before := &lines{}, slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return log
}

// replica is one more process on the same database.
func (f *fixture) replica(t testing.TB) (*session.Store, *server.Server) {
	t.Helper()
	sessions := session.Start(f.pool, f.vault, session.Lifetimes{Idle: 30 * time.Minute, Absolute: 2 * time.Hour}, time.Now)
	t.Cleanup(sessions.Stop)
	made, err := server.New(server.Options{Config: f.settings, Pool: f.pool, Sessions: sessions, Pages: fstest.MapFS{}, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	logins, err := login.New(login.Options{
		Config: f.settings, Pool: f.pool, Vault: f.vault, People: f.people, Sessions: sessions, Audit: f.audit, Lookup: f.lookup, Now: f.now,
	})
	if err != nil {
		t.Fatal(err)
	}
	f.logins = logins
	logins.Register(made.Echo())
	return sessions, made
}

// browser keeps cookies as a browser does; https, because a browser sends
// Secure cookies to localhost too.
type browser struct {
	f   *fixture
	jar *cookiejar.Jar
}

func (f *fixture) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic(err)
	}
	return &browser{f, jar}
}

func (b *browser) do(method, address string, headers ...string) *httptest.ResponseRecorder {
	at := &url.URL{Scheme: "https", Host: host, Path: "/"}
	if parsed, err := url.Parse(address); err == nil {
		address = parsed.RequestURI()
	}
	r := httptest.NewRequest(method, address, nil)
	r.Host = host
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	for _, cookie := range b.jar.Cookies(at) {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	b.f.server.Handler().ServeHTTP(w, r)
	b.jar.SetCookies(at, w.Result().Cookies())
	return w
}

func (b *browser) cookie(name string) string {
	for _, cookie := range b.jar.Cookies(&url.URL{Scheme: "https", Host: host, Path: "/"}) {
		if cookie.Name == name {
			return cookie.Value
		}
	}
	return ""
}

func (b *browser) set(name, value string) {
	b.jar.SetCookies(&url.URL{Scheme: "https", Host: host, Path: "/"}, []*http.Cookie{{Name: name, Value: value, Path: "/", Secure: true}})
}

// logIn goes the whole way and tells where it ended.
func (b *browser) logIn(t testing.TB, at *issuer, start string, headers ...string) string {
	t.Helper()
	w := b.do(http.MethodGet, start, headers...)
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), at.URL+"/authorize?") {
		t.Fatalf("%s: %d %s", start, w.Code, w.Header().Get("Location"))
	}
	w = b.do(http.MethodGet, at.authorize(t, w.Header().Get("Location")), headers...)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("callback: %d %s", w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (b *browser) actor(t *testing.T, world session.World) *session.Actor {
	t.Helper()
	actor, err := b.f.sessions.Look(t.Context(), world, b.cookie(session.CookieName(world)))
	if err != nil {
		t.Fatal(err)
	}
	return actor
}
