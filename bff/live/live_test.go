package live

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
	contract "innbyggertjenesten/contracts/live"
	"innbyggertjenesten/contracts/portal"
)

const origin = "http://portal.test"

// connKey finds a request's connection.
type connKey struct{}

// replica is one process' live room, with a log-in that believes everybody.
type replica struct {
	store *Store
	hub   *Hub
	*httptest.Server

	mu    sync.Mutex
	ended map[string][]func()
	used  chan string
	// sockets are what it answers handshakes with.
	sockets *Sockets
	unread  chan string
}

// heardCounter tells a test what it counts.
type heardCounter struct {
	prometheus.Counter
	counted chan string
}

func (c heardCounter) Inc() { c.Counter.Inc(); c.counted <- "unread" }

func newReplica(t testing.TB, pool *pgxpool.Pool, actors map[string]*session.Actor) *replica {
	t.Helper()
	return newReplicaWith(t, pool, actors, nil)
}

func newReplicaWith(t testing.TB, pool *pgxpool.Pool, actors map[string]*session.Actor, rights Rights, patience ...Patience) *replica {
	t.Helper()
	r := &replica{store: NewStore(pool, time.Now), ended: map[string][]func(){}, used: make(chan string, 10), unread: make(chan string, 1000)}
	notifier := wake.StartNotifier(pool, Channel)
	t.Cleanup(notifier.Stop)
	r.hub = NewHub(r.store, notifier)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); r.hub.Run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) { _ = c.NoContent(problem.Of(err).Code.Status()) }
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.SetRequest(c.Request().WithContext(visit.With(c.Request().Context(), &visit.Visit{Origin: origin})))
			return next(c)
		}
	})
	r.sockets = &Sockets{
		Store: r.store, Hub: r.hub, Sessions: r, Rights: rights, Patience: UsualPatience,
		Unread: heardCounter{NewUnread(prometheus.NewRegistry()), r.unread},
	}
	for _, other := range patience {
		r.sockets.Patience = other
	}
	r.sockets.Register(e, func(session.World) echo.MiddlewareFunc {
		return func(next echo.HandlerFunc) echo.HandlerFunc {
			return func(c echo.Context) error {
				if c.Request().Header.Get(silentHeader) != "" {
					// So that it blocks soon.
					_ = c.Request().Context().Value(connKey{}).(*net.TCPConn).SetWriteBuffer(1)
				}
				actor := actors[c.Request().Header.Get("Test-Actor")]
				if actor == nil {
					return problem.New(problem.SessionEnded)
				}
				c.SetRequest(c.Request().WithContext(session.WithActor(c.Request().Context(), actor)))
				return next(c)
			}
		}
	})
	r.Server = httptest.NewUnstartedServer(e)
	r.Config.ConnContext = func(ctx context.Context, conn net.Conn) context.Context {
		return context.WithValue(ctx, connKey{}, conn)
	}
	r.Start()
	t.Cleanup(func() {
		drain, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		r.hub.Drain(drain)
		r.Close()
	})
	return r
}

// Watch makes the replica the sockets' session store.
func (r *replica) Watch(_ context.Context, id string, ended func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended[id] = append(r.ended[id], ended)
}

func (r *replica) Use(context.Context, session.World, string) (*session.Actor, error) {
	r.used <- "used"
	return nil, nil
}

func (r *replica) end(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, ended := range r.ended[id] {
		ended()
	}
}

func (r *replica) dial(t testing.TB, actor string, header http.Header) (*websocket.Conn, *http.Response, error) {
	t.Helper()
	if header == nil {
		header = http.Header{"Origin": {origin}}
	}
	header.Set("Test-Actor", actor)
	return websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(r.URL, "http")+"/api/citizen/live", header)
}

func (r *replica) open(t testing.TB, actor string) *websocket.Conn {
	t.Helper()
	conn, _, err := r.dial(t, actor, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func actorOf(persons ...uuid.UUID) *session.Actor {
	actor := &session.Actor{SessionID: uuid.NewString(), World: session.Citizen}
	for i, id := range persons {
		actor.Persons = append(actor.Persons, session.PersonRef{Municipality: municipalityOf(i), PersonID: id})
	}
	return actor
}

func municipalityOf(i int) string { return []string{"fjordvik", "lyngmo"}[i] }

// happen appends an event for the persons and wakes everybody.
func (r *replica) happen(t *testing.T, pool *pgxpool.Pool, municipality string, persons ...uuid.UUID) {
	t.Helper()
	caseCopy := uuid.New()
	var streams []string
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) error {
		var err error
		streams, err = r.store.Append(t.Context(), tx, Event{
			Municipality: municipality, Persons: persons, Type: contract.EventTypeCaseChanged, CaseCopyID: &caseCopy,
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r.hub.Wake(streams...)
}

type frame struct {
	Kind     string
	Position int64
	Type     string
}

func next(t testing.TB, conn *websocket.Conn) frame {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	var f frame
	if err := conn.ReadJSON(&f); err != nil {
		t.Fatalf("no frame: %v", err)
	}
	return f
}

func expect(t testing.TB, conn *websocket.Conn, kind string, position int64) {
	t.Helper()
	if got := next(t, conn); got.Kind != kind || got.Position != position {
		t.Fatalf("got %+v, want %s %d", got, kind, position)
	}
}

func expectClose(t testing.TB, conn *websocket.Conn, code int) {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			if !websocket.IsCloseError(err, code) {
				t.Fatalf("ended with %v, want %d", err, code)
			}
			return
		}
	}
}

func TestWhatHappensOnOneReplicaIsToldOnAnother(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother, father := uuid.New(), uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother), "father": actorOf(father)}
	one, two := newReplica(t, pool, actors), newReplica(t, pool, actors)
	tab := one.open(t, "mother")
	expect(t, tab, "hello", 0)
	two.happen(t, pool, "fjordvik", mother, mother, father)
	expect(t, tab, "event", 1)
	two.happen(t, pool, "fjordvik", father)
	two.happen(t, pool, "fjordvik", mother)
	expect(t, tab, "event", 2)

	if _, here, err := one.store.SeenAt(t.Context(), "fjordvik", mother); err != nil || !here {
		t.Fatalf("here: %v %v", here, err)
	}
	if _, here, err := one.store.SeenAt(t.Context(), "fjordvik", father); err != nil || here {
		t.Fatalf("the father is here: %v %v", here, err)
	}

	// After a tunnel, on another replica.
	_ = tab.Close()
	one.happen(t, pool, "fjordvik", mother)
	again := two.open(t, "mother")
	expect(t, again, "hello", 3)
	if err := again.WriteJSON(contract.ResumeFrame{Kind: "resume", After: 1}); err != nil {
		t.Fatal(err)
	}
	expect(t, again, "event", 2)
	expect(t, again, "event", 3)
	one.happen(t, pool, "fjordvik", mother)
	expect(t, again, "event", 4)
}

func TestPositionsAreGaplessWhenManyWriteAtOnce(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother, father := uuid.New(), uuid.New()
	r := newReplica(t, pool, nil)
	var writers sync.WaitGroup
	for range 8 {
		writers.Go(func() {
			for range 10 {
				r.happen(t, pool, "fjordvik", father, mother)
			}
		})
	}
	writers.Wait()
	stream, err := r.store.StreamOf(t.Context(), actorOf(mother))
	if err != nil {
		t.Fatal(err)
	}
	found, err := r.store.after(t.Context(), stream, 0)
	if err != nil || len(found.events) != 80 || found.position != 80 {
		t.Fatalf("%d events to %d, %v", len(found.events), found.position, err)
	}
	for i, event := range found.events {
		if event.Position != int64(i)+1 {
			t.Fatalf("a gap at %d", i)
		}
	}
}

func TestATooOldPositionIsToldToStartAnew(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother := uuid.New()
	actors := map[string]*session.Actor{"mother": actorOf(mother)}
	r := newReplica(t, pool, actors)
	for range 3 {
		r.happen(t, pool, "fjordvik", mother)
	}
	old := NewStore(pool, func() time.Time { return time.Now().Add(KeepFor + time.Hour) })
	if deleted, err := old.Expire(t.Context()); err != nil || deleted != 3 {
		t.Fatalf("%d %v", deleted, err)
	}
	for _, after := range []int64{1, 99} {
		tab := r.open(t, "mother")
		expect(t, tab, "hello", 3)
		if err := tab.WriteJSON(contract.ResumeFrame{Kind: "resume", After: after}); err != nil {
			t.Fatal(err)
		}
		expect(t, tab, "resync", 3)
	}
}

func TestHandshakesOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	r := newReplica(t, postgrestest.New(t), map[string]*session.Actor{"mother": actorOf(uuid.New())})
	for name, attempt := range map[string]struct {
		actor  string
		header http.Header
		status int
	}{
		"foreign origin":   {"mother", http.Header{"Origin": {"https://evil.example"}}, http.StatusForbidden},
		"another port":     {"mother", http.Header{"Origin": {origin + ":81"}}, http.StatusForbidden},
		"https":            {"mother", http.Header{"Origin": {"https://portal.test"}}, http.StatusForbidden},
		"missing origin":   {"mother", http.Header{}, http.StatusForbidden},
		"null":             {"mother", http.Header{"Origin": {"null"}}, http.StatusForbidden},
		"nobody logged in": {"", http.Header{"Origin": {origin}}, http.StatusUnauthorized},
	} {
		_, response, err := r.dial(t, attempt.actor, attempt.header)
		if err == nil || response == nil || response.StatusCode != attempt.status {
			t.Errorf("%s: %v %v", name, response, err)
		}
	}
}

func TestASocketEndsWithItsSessionAndWithTheServer(t *testing.T) {
	t.Parallel()
	mother, father := actorOf(uuid.New()), actorOf(uuid.New())
	r := newReplica(t, postgrestest.New(t), map[string]*session.Actor{"mother": mother, "father": father})
	hers, his := r.open(t, "mother"), r.open(t, "father")
	expect(t, hers, "hello", 0)
	expect(t, his, "hello", 0)
	began := time.Now()
	r.end(mother.SessionID)
	expectClose(t, hers, closeSessionEnded)
	if took := time.Since(began); took > time.Second {
		t.Errorf("it took %s", took)
	}
	drained := make(chan struct{})
	go func() { defer close(drained); r.hub.Drain(context.Background()) }()
	expectClose(t, his, websocket.CloseServiceRestart)
	<-drained
	if _, response, err := r.dial(t, "father", nil); err == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a draining replica answers %v %v", response, err)
	}
}

func TestMisbehavingPagesAreCutOff(t *testing.T) {
	t.Parallel()
	r := newReplica(t, postgrestest.New(t), map[string]*session.Actor{"mother": actorOf(uuid.New())})
	for name, frame := range map[string]string{
		"no JSON": "hello", "unknown kind": `{"kind":"subscribe"}`, "too long": `{"kind":"activity","x":"` + strings.Repeat("x", 600) + `"}`,
	} {
		tab := r.open(t, "mother")
		expect(t, tab, "hello", 0)
		if err := tab.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
		_ = tab.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, _, err := tab.ReadMessage(); err == nil {
			t.Errorf("%s is answered", name)
		}
	}
	tab := r.open(t, "mother")
	expect(t, tab, "hello", 0)
	if err := tab.WriteJSON(contract.ActivityFrame{Kind: "activity"}); err != nil {
		t.Fatal(err)
	}
	select {
	case <-r.used:
	case <-time.After(10 * time.Second):
		t.Error("activity doesn't extend the session")
	}
}

// silent is a page that is never looked at.
type silent struct{}

func (silent) news()     {}
func (silent) end(error) {}

func TestATabThatLagsBehindIsToldSo(t *testing.T) {
	t.Parallel()
	known := &stream{tabs: map[*tab]bool{}}
	h := &Hub{streams: map[uuid.UUID]*stream{{}: known}}
	slow := &tab{hub: h, page: silent{}}
	known.tabs[slow] = true
	for i := int64(1); i <= queueSize+1; i++ {
		h.add(known, i-1, page{position: i, events: []contract.EventFrame{{Position: i}}})
	}
	if found, err := slow.after(1); err != nil || len(found.events) != queueSize {
		t.Errorf("%d events, %v", len(found.events), err)
	}
	if _, err := slow.after(0); err != errSlow {
		t.Errorf("%v", err)
	}
}

func TestOneHumanBeingInTwoMunicipalitiesHasOneStream(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	// Whichever of the two streams goes on.
	small, large := uuid.New(), uuid.New()
	if small.String() > large.String() {
		small, large = large, small
	}
	testUniting(t, pool, small, large)
	small, large = uuid.New(), uuid.New()
	if small.String() > large.String() {
		small, large = large, small
	}
	testUniting(t, pool, large, small)
}

func testUniting(t *testing.T, pool *pgxpool.Pool, here, there uuid.UUID) {
	t.Helper()
	actors := map[string]*session.Actor{"here": actorOf(here), "both": actorOf(here, there)}
	r := newReplica(t, pool, actors)
	r.happen(t, pool, "fjordvik", here)
	r.happen(t, pool, "lyngmo", there)
	r.happen(t, pool, "lyngmo", there)
	before := r.open(t, "here")
	expect(t, before, "hello", 1)
	both := r.open(t, "both")
	hello := next(t, both)
	if hello.Kind != "hello" || hello.Position != 3 {
		t.Fatalf("%+v", hello)
	}
	r.happen(t, pool, "fjordvik", here)
	expect(t, both, "event", 4)
	r.happen(t, pool, "lyngmo", there)
	expect(t, both, "event", 5)
}

func TestPollingTellsTheSame(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	mother := uuid.New()
	r := newReplica(t, pool, nil)
	api := &API{Store: r.store}
	ctx := session.WithActor(t.Context(), actorOf(mother))
	poll := func(after *int64) portal.LiveEventPage {
		t.Helper()
		answer, err := api.ListCitizenEvents(ctx, portal.ListCitizenEventsRequestObject{Params: portal.ListCitizenEventsParams{After: after}})
		if err != nil {
			t.Fatal(err)
		}
		return portal.LiveEventPage(answer.(portal.ListCitizenEvents200JSONResponse))
	}
	if first := poll(nil); first.Position != 0 || len(first.Events) != 0 {
		t.Fatalf("%+v", first)
	}
	for range mostInPage + 1 {
		r.happen(t, pool, "fjordvik", mother)
	}
	if now := poll(nil); now.Position != mostInPage+1 || len(now.Events) != 0 {
		t.Fatalf("%+v", now)
	}
	var seen []string
	after := int64(0)
	for range 2 {
		got := poll(&after)
		for _, event := range got.Events {
			seen = append(seen, fmt.Sprint(event.Position))
		}
		after = got.Position
	}
	if len(seen) != mostInPage+1 || seen[0] != "1" || !slices.Contains(seen, fmt.Sprint(mostInPage+1)) {
		t.Fatalf("%d events", len(seen))
	}
	after = 10_000
	if ahead := poll(&after); !ahead.Resync {
		t.Fatalf("%+v", ahead)
	}
}

func TestTabsAreBoundedForALogInAndForAPerson(t *testing.T) {
	t.Parallel()
	person := uuid.New()
	r := newReplica(t, postgrestest.New(t), map[string]*session.Actor{"phone": actorOf(person), "computer": actorOf(person), "other": actorOf(uuid.New())})
	fill := func(who string) (tabs []*websocket.Conn) {
		for {
			tab, response, err := r.dial(t, who, nil)
			if err != nil {
				if response == nil || response.StatusCode != http.StatusTooManyRequests {
					t.Fatalf("%v %v", response, err)
				}
				return tabs
			}
			t.Cleanup(func() { _ = tab.Close() })
			tabs = append(tabs, tab)
		}
	}
	phone := fill("phone")
	if len(phone) != mostOfSession {
		t.Errorf("one log-in has %d", len(phone))
	}
	if computer := fill("computer"); len(phone)+len(computer) != mostSockets {
		t.Errorf("one person has %d and %d", len(phone), len(computer))
	}
	r.open(t, "other")
	_ = phone[0].Close()
	for until := time.Now().Add(10 * time.Second); ; {
		tab, _, err := r.dial(t, "phone", nil)
		if err == nil {
			_ = tab.Close()
			return
		}
		if time.Now().After(until) {
			t.Fatal("a closed tab makes no room")
		}
	}
}
