package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

var built = fstest.MapFS{
	"index.html":           {Data: []byte(`<!doctype html><html lang="nb" dir="ltr" data-x><head><!--preload--></head><body><!--without-script--></body></html>`)},
	"assets/a-1.js":        {Data: []byte("plain")},
	"assets/a-1.js.br":     {Data: []byte("brotli")},
	"assets/a-1.js.gz":     {Data: []byte("gzip")},
	"icon.svg":             {Data: []byte("<svg/>")},
	".vite/languages.json": {Data: []byte(`{"ar":{"file":"/assets/ar-1.js","dir":"rtl"}}`)},
}

type fixture struct {
	server   *server.Server
	sessions *session.Store
	people   *person.Store
	pool     *pgxpool.Pool
	clock    *clock
}

// clock goes on only when a test says so.
type clock struct{ nanos atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.nanos.Store(time.Now().Truncate(time.Second).UnixNano())
	return c
}
func (c *clock) now() time.Time           { return time.Unix(0, c.nanos.Load()).UTC() }
func (c *clock) advance(by time.Duration) { c.nanos.Add(int64(by)) }

// api has only what this room answers.
type api struct {
	*server.API
	others
}

// others are one level deeper, so that this room's methods win.
type others struct {
	portal.StrictServerInterface
	live *live.API
}

// ListCitizenEvents is the live room's.
func (o others) ListCitizenEvents(ctx context.Context, r portal.ListCitizenEventsRequestObject) (portal.ListCitizenEventsResponseObject, error) {
	return o.live.ListCitizenEvents(ctx, r)
}

// PutCitizenDraft saves nothing: here it only matters that somebody writes.
func (others) PutCitizenDraft(context.Context, portal.PutCitizenDraftRequestObject) (portal.PutCitizenDraftResponseObject, error) {
	return portal.PutCitizenDraft200JSONResponse{}, nil
}

func setUp(t *testing.T) *fixture {
	t.Helper()
	pool, v := postgrestest.New(t), vaulttest.New(t)
	settings := &config.Config{
		Process: config.Process{Environment: config.Test, ShutdownGrace: time.Second, LeaveURL: "https://example.org"},
		Municipalities: []config.Municipality{{
			ID: "fjordvik", Name: "Fjordvik kommune", Hosts: []string{"localhost:4300"}, Languages: []string{"nb", "ar", "pl"},
			VisitAddress: "Rådhusgata 1", Phones: []config.Phone{{Kind: config.Duty, Number: "75 00 00 01"}},
		}},
	}
	f := &fixture{pool: pool, clock: newClock()}
	f.sessions = session.Start(pool, v, session.Lifetimes{Idle: 30 * time.Minute, Absolute: 2 * time.Hour}, f.clock.now)
	f.people = person.New(pool, v, f.clock.now)
	t.Cleanup(f.sessions.Stop)
	recorder := audit.Start(pool, v, f.people, f.clock.now)
	t.Cleanup(recorder.Stop)
	var err error
	f.server, err = server.New(server.Options{Config: settings, Pool: pool, Sessions: f.sessions, Pages: built, Now: f.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	stream := live.NewStore(pool, f.clock.now)
	notifier := wake.StartNotifier(pool, live.Channel)
	t.Cleanup(notifier.Stop)
	hub := live.NewHub(stream, notifier)
	running, stop := context.WithCancel(context.Background())
	var hubs sync.WaitGroup
	hubs.Go(func() { hub.Run(running) })
	t.Cleanup(func() { stop(); hubs.Wait() })
	(&live.Sockets{Store: stream, Hub: hub, Sessions: f.sessions, Patience: live.UsualPatience, Unread: live.NewUnread(prometheus.NewRegistry())}).Register(f.server.Echo(), f.server.Behind)
	f.server.Register(api{others: others{live: &live.API{Store: stream}}, API: &server.API{Config: settings, Sessions: f.sessions, People: f.people, Audit: recorder, Now: f.clock.now}})
	return f
}

func (f *fixture) login(t *testing.T) (cookie string) {
	t.Helper()
	someone, err := f.people.EnsureCitizen(t.Context(), "fjordvik", "14838612149", "fs-1")
	if err != nil {
		t.Fatal(err)
	}
	cookie, err = f.sessions.Begin(t.Context(), session.Actor{
		World: session.Citizen, Language: "pl", Level: session.High,
		Persons: []session.PersonRef{{Municipality: "fjordvik", PersonID: someone.ID, FagsystemPersonID: "fs-1"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return cookie
}

func (f *fixture) do(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Host = "localhost:4300"
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else if headers[i+1] == "" {
			r.Header.Del(headers[i])
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	w := httptest.NewRecorder()
	f.server.Handler().ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	cookie := f.login(t)
	for name, c := range map[string]struct {
		path    string
		headers []string
		status  int
		body    string
		cache   string
	}{
		"the front page":        {"/", nil, 200, `<html lang="nb" dir="ltr"`, "no-store"},
		"a page of the SPA":     {"/case/1", []string{"Accept-Language", "ar"}, 200, `<html lang="ar" dir="rtl" data-x><head><link rel="modulepreload" crossorigin href="/assets/ar-1.js">`, "no-store"},
		"the chosen language":   {"/", []string{"Cookie", "lang=pl", "Accept-Language", "ar"}, 200, `lang="pl"`, "no-store"},
		"an unknown choice":     {"/", []string{"Cookie", `lang=x"><script>`}, 200, `lang="nb"`, "no-store"},
		"the person's language": {"/", []string{"Cookie", "__Host-session=" + cookie + "; lang=ar"}, 200, `lang="pl"`, "no-store"},
		"brotli":                {"/assets/a-1.js", []string{"Accept-Encoding", "gzip, br"}, 200, "brotli", "public, max-age=31536000, immutable"},
		"gzip":                  {"/assets/a-1.js", []string{"Accept-Encoding", "gzip, br;q=0"}, 200, "gzip", "public, max-age=31536000, immutable"},
		"neither":               {"/assets/a-1.js", nil, 200, "plain", "public, max-age=31536000, immutable"},
		"a missing file":        {"/assets/b.js", nil, 404, "", "no-store"},
		"cache deception":       {"/case/1/x.css", nil, 404, "", "no-store"},
		"below the API":         {"/api/citizen/nothing", nil, 404, "", "no-store"},
		"the build's own":       {"/.vite/languages.json", nil, 404, "", "no-store"},
		"another host":          {"/", []string{"Host", "evil.example"}, 421, "", ""},
	} {
		w := f.do(http.MethodGet, c.path, "", c.headers...)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) || w.Header().Get("Cache-Control") != c.cache && c.cache != "" {
			t.Errorf("%s: %d %q %s", name, w.Code, w.Header().Get("Cache-Control"), w.Body)
		}
	}
	header := f.do(http.MethodGet, "/", "").Header()
	for _, part := range []string{"script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types portal", "connect-src 'self' ws://localhost:4300"} {
		if !strings.Contains(header.Get("Content-Security-Policy"), part) {
			t.Errorf("the policy lacks %s", part)
		}
	}
	if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Cross-Origin-Opener-Policy") != "same-origin" {
		t.Error("security headers are missing")
	}
}

func TestWithoutItsScriptThePageStillSaysWhomToReach(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	for language, words := range map[string][]string{
		"nb": {`Siden virker ikke i denne nettleseren`, "Kom innom", "Kveld, natt og helg"},
		"ar": {`<html lang="ar" dir="rtl"`, i18n.Localize("ar", "ways.visit", nil), i18n.Localize("ar", "srv.without-script.text", nil)},
		"pl": {i18n.Localize("pl", "srv.without-script.title", nil), "Wieczorem"},
	} {
		w := f.do(http.MethodGet, "/", "", "Cookie", "lang="+language)
		page := w.Body.String()
		for _, part := range append(words, "Fjordvik kommune", `<a href="tel:75000001"><bdi dir="ltr">75 00 00 01</bdi></a>`, "Rådhusgata 1", `"tel:112"`, `"tel:113"`, `"tel:116111"`) {
			if !strings.Contains(page, part) {
				t.Errorf("%s: the page lacks %s: %s", language, part, page)
			}
		}
		// The policy allows neither scripts nor styles within the page, and a bystander may be reading.
		for _, part := range []string{"<script", "<style", "style=", "onclick", "barnevern", "Barnevern"} {
			if strings.Contains(page, part) {
				t.Errorf("%s: the page holds %s", language, part)
			}
		}
	}
}

func TestOnlyOurOwnPagesWrite(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	right := []string{"Cookie", "__Host-session=" + f.login(t), "Origin", "http://localhost:4300", "X-Portal", "1", "Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"}
	body := `{"language":"ar"}`
	if w := f.do(http.MethodPut, "/api/citizen/language", body, right...); w.Code != 204 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := f.do(http.MethodPut, "/api/citizen/language", body, append(right, "Sec-Fetch-Site", "")...); w.Code != 204 {
		t.Errorf("an older browser: %d", w.Code)
	}
	for name, c := range map[string]struct {
		change []string
		code   problem.Code
	}{
		"no Origin":       {[]string{"Origin", ""}, problem.OriginRefused},
		"another Origin":  {[]string{"Origin", "http://localhost:4301"}, problem.OriginRefused},
		"a null Origin":   {[]string{"Origin", "null"}, problem.OriginRefused},
		"https instead":   {[]string{"Origin", "https://localhost:4300"}, problem.OriginRefused},
		"no header":       {[]string{"X-Portal", ""}, problem.OriginRefused},
		"same-site":       {[]string{"Sec-Fetch-Site", "same-site"}, problem.OriginRefused},
		"cross-site":      {[]string{"Sec-Fetch-Site", "cross-site"}, problem.OriginRefused},
		"a form's type":   {[]string{"Content-Type", "text/plain"}, problem.InvalidRequest},
		"no session":      {[]string{"Cookie", ""}, problem.SessionEnded},
		"the other world": {[]string{"Cookie", "__Host-employee=x"}, problem.SessionEnded},
	} {
		w := f.do(http.MethodPut, "/api/citizen/language", body, append(right, c.change...)...)
		if got := problemIn(t, w); got.Code != portal.ProblemCode(c.code) || w.Code != c.code.Status() {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	for name, sent := range map[string]string{
		"an unknown field": `{"language":"ar","admin":true}`, "two values": `{"language":"ar"}{}`, "no JSON": `<`,
		"a language that isn't offered": `{"language":"en"}`, "nothing": ``,
	} {
		if got := problemIn(t, f.do(http.MethodPut, "/api/citizen/language", sent, right...)); got.Code != "invalid-request" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := problemIn(t, f.do(http.MethodPut, "/api/citizen/language", strings.Repeat(" ", 300<<10), right...)); got.Code != "too-large" {
		t.Errorf("a large body: %+v", got)
	}
	if got := problemIn(t, f.do("PROPFIND", "/api/citizen/language", "", right...)); got.Code != "not-found" {
		t.Errorf("an unknown method: %+v", got)
	}
}

func TestTheQueryKeepsTheContractsLimits(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	cookie := f.login(t)
	const entries = "/api/citizen/cases/8955e1b6-9f0a-4a3c-8f4e-0d3c54a1b5d0/entries"
	for _, query := range []string{"limit=0", "limit=201", "limit=-1", "limit=x", "limit=1&limit=2", "cursor=" + strings.Repeat("a", 401), "cursor=%zz"} {
		if got := problemIn(t, f.do(http.MethodGet, entries+"?"+query, "", "Cookie", "__Host-session="+cookie)); got.Code != "invalid-request" {
			t.Errorf("%s: %+v", query, got)
		}
	}
	if got := problemIn(t, f.do(http.MethodGet, entries+"?limit=0", "")); got.Code != "session-ended" {
		t.Errorf("first of all, who asks: %+v", got)
	}
}

func TestWhatIsNoIDNamesNothing(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	cookie := f.login(t)
	for _, id := range []string{"x", "1.css", "8955e1b6-9f0a-4a3c-8f4e-0d3c54a1b5d0.css", "8955e1b6-9f0a-4a3c-8f4e-0d3c54a1b5d0%2f..", "@evil.example"} {
		got := problemIn(t, f.do(http.MethodGet, "/api/citizen/cases/"+id, "", "Cookie", "__Host-session="+cookie))
		if got.Code != "not-found" {
			t.Errorf("%s: %+v", id, got)
		}
	}
}

func TestNothingHidesBehindChunks(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	edge := httptest.NewServer(f.server.Handler())
	t.Cleanup(edge.Close)
	conn, err := net.Dial("tcp", edge.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	const hidden = "GET /api/public/context HTTP/1.1\r\nHost: localhost:4300\r\n\r\n"
	_, err = conn.Write([]byte("POST /logout HTTP/1.1\r\nHost: localhost:4300\r\nContent-Length: 200\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden))
	if err != nil {
		t.Fatal(err)
	}
	answers, err := io.ReadAll(conn)
	if err != nil || strings.Count(string(answers), "HTTP/1.1 ") != 1 {
		t.Errorf("%s (%v)", answers, err)
	}
}

func TestLanguageAndSession(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	cookie := f.login(t)
	headers := []string{"Cookie", "__Host-session=" + cookie, "Origin", "http://localhost:4300", "X-Portal", "1", "Content-Type", "application/json"}
	if w := f.do(http.MethodPut, "/api/citizen/language", `{"language":"ar"}`, headers...); w.Code != 204 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	actor, err := f.sessions.Look(t.Context(), session.Citizen, cookie)
	if err != nil || actor.Language != "ar" {
		t.Fatalf("%+v (%v)", actor, err)
	}
	someone, err := f.people.Find(t.Context(), "fjordvik", actor.Persons[0].PersonID)
	if err != nil || someone.Language != "ar" {
		t.Fatalf("%+v (%v)", someone, err)
	}
	var times portal.Session
	w := f.do(http.MethodPost, "/api/citizen/session/extend", "", headers...)
	if err := json.Unmarshal(w.Body.Bytes(), &times); err != nil || !times.IdleEndsAt.After(times.Now) || !times.EndsAt.After(times.IdleEndsAt) {
		t.Fatalf("%s (%v)", w.Body, err)
	}
	var public portal.PublicContext
	w = f.do(http.MethodGet, "/api/public/context", "")
	if err := json.Unmarshal(w.Body.Bytes(), &public); err != nil || len(public.Municipalities) != 1 || !public.Practice || public.Municipalities[0].Phones[0].Kind != "DUTY" {
		t.Fatalf("%s (%v)", w.Body, err)
	}
}

func TestProblemsSpeakTheUsersLanguageAndTellNothing(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.server.Echo().GET("/broken", func(echo.Context) error {
		return problem.Wrap(problem.FagsystemUnavailable, context.DeadlineExceeded)
	})
	f.server.Echo().GET("/panics", func(echo.Context) error { panic("14838612149") })
	w := f.do(http.MethodGet, "/broken", "", "Accept-Language", "pl")
	got := problemIn(t, w)
	if w.Code != 503 || !strings.Contains(got.Detail, "sprawa") || strings.Contains(w.Body.String(), "deadline") ||
		got.CorrelationId != w.Header().Get("X-Correlation-Id") || w.Header().Get("Content-Language") != "pl" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := f.do(http.MethodGet, "/panics", ""); w.Code != 500 || strings.Contains(w.Body.String(), "1483") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestTheLogTellsNothingPersonal(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := server.NewLog(&out, slog.LevelDebug)
	log.Error("number 14838612149", "cause", "for 148386 12149 at kari@example.org", "token", "eyJhbGciOiJSUzI1NiJ9.eyJwaWQiOiIxIn0.c2ln",
		"url", "https://x/login/callback?code=abc&state=def", "database", "postgres://portal:hunter2@host/db", "line", "a\nb\x1b[31m")
	for _, secret := range []string{"14838612149", "148386 12149", "kari", "eyJ", "abc", "def", "hunter2", "\x1b"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the log tells %q: %s", secret, out.String())
		}
	}
	if strings.Count(out.String(), "\n") != 1 {
		t.Error("more than one line")
	}
}

func TestDraining(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	started, release := make(chan struct{}), make(chan struct{})
	f.server.Echo().GET("/slow", func(c echo.Context) error {
		close(started)
		<-release
		return c.NoContent(http.StatusNoContent)
	})
	drained := make(chan struct{})
	f.server.OnDrain(func(context.Context) { close(drained) })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan error, 1)
	go func() { over <- f.server.Serve(ctx, listener) }()
	answered := make(chan int, 1)
	go func() {
		r, err := http.NewRequest(http.MethodGet, "http://"+listener.Addr().String()+"/slow", nil)
		if err != nil {
			answered <- 0
			return
		}
		r.Host = "localhost:4300"
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			answered <- 0
			return
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		answered <- response.StatusCode
	}()
	<-started
	if w := f.do(http.MethodGet, "/health/ready", "", "Host", "10.0.0.7:8080"); w.Code != 204 {
		t.Errorf("ready: %d", w.Code)
	}
	stop()
	<-drained
	if w := f.do(http.MethodGet, "/health/ready", ""); w.Code != 503 {
		t.Errorf("ready while draining: %d", w.Code)
	}
	close(release)
	if status := <-answered; status != http.StatusNoContent {
		t.Errorf("the running request was cut: %d", status)
	}
	if err := <-over; err != nil {
		t.Error(err)
	}
}

func problemIn(t *testing.T, w *httptest.ResponseRecorder) portal.Problem {
	t.Helper()
	var p portal.Problem
	if kind := w.Header().Get("Content-Type"); kind != "application/problem+json" {
		t.Fatalf("%d %s: %s", w.Code, kind, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Detail == "" || uuid.Validate(p.CorrelationId) != nil {
		t.Fatalf("%s (%v)", w.Body, err)
	}
	return p
}
