// Package pausing pauses a party's access with everything real but the pages:
// two replicas' rooms on one database, and the fagsystem's stand-in.
package pausing

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/pause"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/staff"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

const here = "fjordvik"

// scene is what the replicas share.
type scene struct {
	standin *standintest.Running
	pool    *pgxpool.Pool
	vault   *vault.Vault
	people  *person.Store
	mother  session.PersonRef
	// applied tells what type of event a feed has applied.
	applied chan contract.Event
}

// replica is one process' rooms.
type replica struct {
	scene    *scene
	client   *fagsystem.Client
	decider  *access.Decider
	sessions *session.Store
	live     *live.Store
	handedIn *submissions.Store
	relay    *relay.Relay
	staff    *staff.API
	cases    *cases.API

	// begun tells when it reads the feed.
	begun chan struct{}

	mu       sync.Mutex
	recorded []audit.Event
}

func (r *replica) Record(_ context.Context, event audit.Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.recorded = append(r.recorded, event)
	return nil
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{standin: standintest.Start(t), pool: postgrestest.New(t), vault: vaulttest.New(t), applied: make(chan contract.Event, 100)}
	s.people = person.New(s.pool, s.vault, time.Now)
	known, err := s.people.Ensure(t.Context(), here, person.Citizen, seed.PersonID(here, "rania").String())
	must(t, err)
	s.mother = session.PersonRef{Municipality: here, PersonID: known.ID, FagsystemPersonID: known.FagsystemPersonID}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func inBackground(t *testing.T, run func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
}

func (s *scene) replica(t *testing.T) *replica {
	t.Helper()
	r := &replica{scene: s, live: live.NewStore(s.pool, time.Now), begun: make(chan struct{}, 10)}
	var err error
	r.client, err = fagsystem.New(fagsystem.Settings{
		Municipality: here, BaseURL: s.standin.URL + "/" + here, Token: fagsystem.StaticToken(standintest.Token), ProbeEvery: 10 * time.Millisecond,
	})
	must(t, err)
	t.Cleanup(r.client.Close)
	r.sessions = session.Start(s.pool, s.vault, session.Lifetimes{Idle: time.Hour, Absolute: time.Hour}, time.Now)
	t.Cleanup(r.sessions.Stop)
	r.decider = access.New(access.Settings{
		Municipalities: []access.Municipality{{ID: here, Fagsystem: r.client, DocumentsLevel: session.High}},
		Pool:           s.pool, Recorder: r, Persons: s.people, Sealers: s.people, Now: time.Now,
	})
	r.cases = cases.New(cases.Settings{
		Access: r.decider, Fagsystems: fagsystem.NewClients(r.client), Now: time.Now, Languages: func(context.Context) []portal.PortalLanguage { return nil },
	})
	notifier := wake.StartNotifier(s.pool, "access")
	t.Cleanup(notifier.Stop)
	listening := make(chan struct{})
	var once sync.Once
	inBackground(t, func(ctx context.Context) {
		postgres.Listen(ctx, s.pool, "access", func() { r.decider.DropAll(); once.Do(func() { close(listening) }) },
			func(payload string) { r.decider.Heard(wake.Names(payload)) })
	})
	<-listening
	liveNotifier := wake.StartNotifier(s.pool, live.Channel)
	t.Cleanup(liveNotifier.Stop)
	changes := &live.Changes{Store: r.live, Hub: live.NewHub(r.live, liveNotifier), People: s.people, Cases: map[string]live.Cases{here: r.client}}
	r.relay = relay.New(relay.Settings{
		Pool: s.pool, Fagsystems: map[string]relay.Fagsystem{here: r.client}, People: s.people, Teller: changes, Now: time.Now,
	})
	inBackground(t, r.relay.Run)
	r.handedIn = submissions.NewStore(submissions.Settings{Pool: s.pool, Vault: s.vault, Sealers: s.people, Now: time.Now, Wake: r.relay.Wake})
	forget := func(municipality string, event contract.Event) {
		r.decider.Drop(municipality, event)
		notifier.Signal(access.Signals(municipality, event)...)
	}
	pauses := &pause.Pauses{
		Access: r.decider, Sessions: r.sessions, People: s.people, Live: r.live, Audit: r, Forget: forget,
		Release: func(ctx context.Context, municipality string, id uuid.UUID) error {
			_, err := relay.ReleaseRefused(ctx, s.pool, municipality, id, time.Now())
			return err
		},
	}
	r.staff = &staff.API{Access: r.decider, Recorder: r, Now: time.Now, Pauses: pauses, Fagsystem: func(string) staff.Fagsystem { return r.client }}
	reader := feed.New(feed.Settings{Pool: s.pool, Sources: []feed.Source{r.client}, Now: time.Now, Arrived: func(municipality string, events []contract.Event) {
		for _, event := range events {
			forget(municipality, event)
		}
	}})
	reader.Subscribe(pauses.Prepare)
	reader.Subscribe(changes.Prepare)
	reader.OnResync(pauses.Resync)
	reader.OnResync(func(context.Context, string) error { r.begun <- struct{}{}; return nil })
	inBackground(t, reader.Run)
	return r
}

// reading is the one of the replicas that reads the feed.
func (s *scene) reading(t *testing.T) *replica {
	t.Helper()
	r := s.replica(t)
	select {
	case <-r.begun:
	case <-time.After(20 * time.Second):
		t.Fatal("the feed isn't read")
	}
	return r
}

// employee is Ingrid's request.
func (r *replica) employee(t *testing.T, id string) context.Context {
	known, err := r.scene.people.Ensure(t.Context(), here, person.Employee, seed.EmployeeID(here, id).String())
	must(t, err)
	return session.WithActor(t.Context(), &session.Actor{World: session.Employee, Language: "nb", Persons: []session.PersonRef{
		{Municipality: here, PersonID: known.ID, FagsystemPersonID: known.FagsystemPersonID},
	}})
}

func (r *replica) pause(t *testing.T, paused bool) error {
	_, err := r.staff.PutPause(r.employee(t, "ingrid"), portal.PutPauseRequestObject{
		CaseCopyId: seed.CopyID(here, "layla", "rania"), Body: &portal.PauseChoice{Paused: paused},
	})
	return err
}

// logIn is the mother's, or whoever holds her e-ID.
func (r *replica) logIn(t *testing.T) (cookie string) {
	t.Helper()
	cookie, err := r.sessions.Begin(t.Context(), session.Actor{
		World: session.Citizen, Given: "Rania", Family: "Haddad", BirthDate: "1987-01-01", Language: "nb", Level: session.High,
		Persons: []session.PersonRef{r.scene.mother},
	})
	must(t, err)
	return cookie
}

func (r *replica) me(t *testing.T, cookie string) portal.Citizen {
	t.Helper()
	actor, err := r.sessions.Look(t.Context(), session.Citizen, cookie)
	must(t, err)
	answer, err := r.cases.GetCitizen(session.WithActor(t.Context(), actor), portal.GetCitizenRequestObject{})
	must(t, err)
	return portal.Citizen(answer.(portal.GetCitizen200JSONResponse))
}

// watch gives a channel that closes when the session ends on this replica.
func (r *replica) watch(t *testing.T, cookie string) <-chan struct{} {
	t.Helper()
	actor, err := r.sessions.Look(t.Context(), session.Citizen, cookie)
	must(t, err)
	ended := make(chan struct{})
	r.sessions.Watch(t.Context(), actor.SessionID, func() { close(ended) })
	return ended
}

func ended(t *testing.T, what string, channels ...<-chan struct{}) {
	t.Helper()
	began := time.Now()
	for _, channel := range channels {
		select {
		case <-channel:
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: a session goes on", what)
		}
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("%s: it took %s", what, took)
	}
}

// within waits for what reaches the other replicas by a signal, a second at most.
func within(t *testing.T, what string, happened func() bool) {
	t.Helper()
	eventually(t, time.Second, what, happened)
}

// eventually waits for what another replica or the feed brings about.
func eventually(t *testing.T, most time.Duration, what string, happened func() bool) {
	t.Helper()
	deadline := time.Now().Add(most)
	for !happened() {
		if time.Now().After(deadline) {
			t.Fatal(what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// nothingIsTold looks at all that whoever holds the e-ID gets.
func nothingIsTold(t *testing.T, me portal.Citizen) {
	t.Helper()
	raw, err := json.Marshal(me)
	must(t, err)
	for _, told := range []string{"Rania", "Haddad", "Layla", "Sami", "Ingrid", "caseCopyId", "pausedAt"} {
		if strings.Contains(string(raw), told) {
			t.Errorf("%s stands in %s", told, raw)
		}
	}
	if !slices.Equal(me.PausedIn, []string{here}) || len(me.Cases) != 0 || len(me.Incomplete) != 0 {
		t.Errorf("%s", raw)
	}
}

func TestAPauseEndsWhatIsOpenOnAllReplicas(t *testing.T) {
	s := newScene(t)
	one, other := s.reading(t), s.replica(t)
	first, second := one.logIn(t), other.logIn(t)
	if me := other.me(t, first); len(me.Cases) != 2 || me.Name.Given != "Rania" || me.PausedIn != nil {
		t.Fatalf("%+v", me)
	}
	here, there := one.watch(t, first), other.watch(t, second)
	must(t, one.pause(t, true))
	ended(t, "paused in the portal", here, there)

	again := other.logIn(t)
	for _, r := range []*replica{one, other} {
		within(t, "it is still shown", func() bool { return r.me(t, again).PausedIn != nil })
		nothingIsTold(t, r.me(t, again))
	}

	must(t, other.pause(t, false))
	for _, r := range []*replica{one, other} {
		within(t, "after lifting it isn't shown", func() bool { return len(r.me(t, again).Cases) == 2 })
		if me := r.me(t, again); me.PausedIn != nil || me.Name.Given != "Rania" {
			t.Errorf("after lifting: %+v", me)
		}
	}
	one.mu.Lock()
	defer one.mu.Unlock()
	other.mu.Lock()
	defer other.mu.Unlock()
	for _, r := range []*replica{one, other} {
		action := map[*replica]string{one: "pause.set", other: "pause.lift"}[r]
		if !slices.ContainsFunc(r.recorded, func(e audit.Event) bool {
			return e.Action == action && e.Outcome == audit.Allowed && e.About == s.mother.PersonID
		}) {
			t.Errorf("%s isn't in the audit log: %+v", action, r.recorded)
		}
	}
}

func TestAPauseInTheFagsystemItselfDoesTheSame(t *testing.T) {
	s := newScene(t)
	one, other := s.reading(t), s.replica(t)
	first, second := one.logIn(t), other.logIn(t)
	here, there := one.watch(t, first), other.watch(t, second)
	s.pauseInFagsystem(t, true)
	ended(t, "paused in the fagsystem", here, there)
	nothingIsTold(t, other.me(t, other.logIn(t)))
	s.pauseInFagsystem(t, false)
	for _, action := range []string{"pause.set", "pause.lift"} {
		s.awaitRecord(t, action, one, other)
	}
}

// The page asks just between the pause and its event: then the portal knows of
// the pause already when the event comes, and the sessions end all the same.
func TestAPauseThatARequestKnewFirstEndsWhatIsOpen(t *testing.T) {
	s := newScene(t)
	deaf := func() {
		s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "stopped", "path": "/v1/events"}, nil)
	}
	deaf()
	r := s.replica(t)
	caseCopy := seed.CopyID(here, "layla", "rania")
	cookie := r.logIn(t)
	gone := r.watch(t, cookie)
	unheard := func(paused bool) {
		t.Helper()
		s.pauseInFagsystem(t, paused)
		within(t, "the page doesn't know", func() bool {
			r.decider.DropAll()
			return (r.me(t, cookie).PausedIn != nil) == paused
		})
		s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
	}
	unheard(true)
	select {
	case <-gone:
	case <-time.After(20 * time.Second):
		t.Fatal("the session goes on")
	}
	s.awaitRecord(t, "pause.set", r)

	// What was refused meanwhile goes when it is lifted, whoever knew that first.
	text, language := "Skrevet rett før pausen", "nb"
	id := uuid.Must(uuid.NewV7())
	_, _, err := r.handedIn.Accept(t.Context(), submissions.New{
		Key:   submissions.Key{Municipality: here, AuthorID: s.mother.PersonID, OrderingKey: caseCopy, ID: id},
		World: person.Citizen, CaseCopyID: caseCopy, Kind: contract.SubmissionKindMESSAGE,
		Body: contract.SubmissionBody{Text: &text, Language: &language},
	})
	must(t, err)
	r.awaitState(t, id, "PARKED")
	cookie = r.logIn(t)
	deaf()
	unheard(false)
	r.awaitState(t, id, "REGISTERED")
	s.awaitRecord(t, "pause.lift", r)
}

// pauseInFagsystem is done by somebody who works there.
func (s *scene) pauseInFagsystem(t *testing.T, paused bool) {
	t.Helper()
	s.standin.Control(t, http.MethodPost, "/fjordvik/copies/"+seed.CopyID("fjordvik", "sami", "rania").String()+"/pause", map[string]any{"paused": paused}, nil)
}

// awaitRecord waits until the audit log of one of the replicas says that the
// portal itself followed the fagsystem.
func (s *scene) awaitRecord(t *testing.T, action string, replicas ...*replica) {
	t.Helper()
	eventually(t, 20*time.Second, action+" isn't in the audit log", func() bool {
		return slices.ContainsFunc(replicas, func(r *replica) bool {
			r.mu.Lock()
			defer r.mu.Unlock()
			return slices.ContainsFunc(r.recorded, func(e audit.Event) bool {
				return e.Action == action && e.World == audit.System && e.Municipality == here && e.About == s.mother.PersonID && e.Outcome == audit.Allowed
			})
		})
	})
}

func TestAPauseThatTheFeedLostEndsWhatIsOpen(t *testing.T) {
	s := newScene(t)
	// Nobody reads while it happens, and when somebody does, the events are gone.
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "stopped", "path": "/v1/events"}, nil)
	r := s.replica(t)
	gone := r.watch(t, r.logIn(t))
	s.standin.Control(t, http.MethodPost, "/fjordvik/copies/"+seed.CopyID(here, "layla", "rania").String()+"/pause", map[string]any{"paused": true}, nil)
	s.standin.Control(t, http.MethodPost, "/fjordvik/feed/drop", nil, nil)
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
	select {
	case <-gone:
	case <-time.After(20 * time.Second):
		t.Error("the session goes on")
	}
}

func TestWithoutTheFagsystemNothingIsPaused(t *testing.T) {
	s := newScene(t)
	r := s.reading(t)
	cookie := r.logIn(t)
	gone := r.watch(t, cookie)
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "error", "path": "/v1/case-copies"}, nil)
	if err := r.pause(t, true); err == nil || problem.Of(err).Code != problem.FagsystemUnavailable {
		t.Errorf("%v", err)
	}
	select {
	case <-gone:
		t.Error("the session has ended although nothing is paused")
	default:
	}
	if me := r.me(t, cookie); len(me.Cases) != 2 {
		t.Errorf("%+v", me)
	}
}

// What was accepted before the pause is kept while the fagsystem refuses it, and
// goes by itself when the pause is lifted, with the time it was accepted.
func TestNothingAcceptedIsLost(t *testing.T) {
	s := newScene(t)
	r := s.reading(t)
	caseCopy := seed.CopyID(here, "layla", "rania")
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "error", "path": "/v1/case-copies/" + caseCopy.String() + "/submissions"}, nil)
	text, language := "Skrevet før pausen", "nb"
	var ids []uuid.UUID
	var accepted time.Time
	for range 2 {
		id := uuid.Must(uuid.NewV7())
		ids = append(ids, id)
		got, _, err := r.handedIn.Accept(t.Context(), submissions.New{
			Key:   submissions.Key{Municipality: here, AuthorID: s.mother.PersonID, OrderingKey: caseCopy, ID: id},
			World: person.Citizen, CaseCopyID: caseCopy, Kind: contract.SubmissionKindMESSAGE,
			Body: contract.SubmissionBody{Text: &text, Language: &language},
		})
		must(t, err)
		accepted = got.AcceptedAt
	}
	must(t, r.pause(t, true))
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
	r.awaitState(t, ids[0], "PARKED")
	if kept := s.registered(t, caseCopy, ids); len(kept) > 0 {
		t.Errorf("registered while paused: %v", kept)
	}
	must(t, r.pause(t, false))
	for _, id := range ids {
		r.awaitState(t, id, "REGISTERED")
	}
	kept := s.registered(t, caseCopy, ids)
	if len(kept) != 2 || kept[0].SubmissionID != ids[0] || !kept[1].AcceptedAt.Equal(accepted) {
		t.Errorf("%+v", kept)
	}
}

type kept struct {
	SubmissionID uuid.UUID `json:"submissionId"`
	AcceptedAt   time.Time `json:"acceptedAt"`
}

func (s *scene) registered(t *testing.T, caseCopy uuid.UUID, ids []uuid.UUID) (found []kept) {
	t.Helper()
	var all []kept
	s.standin.Control(t, http.MethodGet, "/fjordvik/copies/"+caseCopy.String()+"/submissions", nil, &all)
	for _, one := range all {
		if slices.Contains(ids, one.SubmissionID) {
			found = append(found, one)
		}
	}
	return found
}

// awaitState polls: no signal tells of a state that whoever is paused isn't told.
func (r *replica) awaitState(t *testing.T, id uuid.UUID, state string) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		var now string
		must(t, r.scene.pool.QueryRow(t.Context(), "SELECT state FROM submission WHERE id = $1", id).Scan(&now))
		if now == state {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%s is %s, not %s", id, now, state)
		}
	}
}

// Whoever logs in while it is paused is told of nothing that happens, nor of
// what happened before.
func TestWhoIsPausedHearsNothing(t *testing.T) {
	s := newScene(t)
	r := s.reading(t)
	cookie := r.logIn(t)
	write := func() {
		s.standin.Control(t, http.MethodPost, "/fjordvik/copies/"+seed.CopyID(here, "layla", "rania").String()+"/message",
			map[string]any{"employeeId": seed.EmployeeID(here, "ingrid"), "text": "Hei"}, nil)
	}
	api := &live.API{Store: r.live, Rights: r.decider}
	events := func(after int64) portal.LiveEventPage {
		actor, err := r.sessions.Look(t.Context(), session.Citizen, cookie)
		must(t, err)
		answer, err := api.ListCitizenEvents(session.WithActor(t.Context(), actor), portal.ListCitizenEventsRequestObject{Params: portal.ListCitizenEventsParams{After: &after}})
		must(t, err)
		return portal.LiveEventPage(answer.(portal.ListCitizenEvents200JSONResponse))
	}
	await := func(what string, happened func() bool) {
		t.Helper()
		eventually(t, 20*time.Second, what, happened)
	}
	write()
	await("the first message isn't told", func() bool { return len(events(0).Events) == 1 })
	must(t, r.pause(t, true))
	write()
	// The employees are told by the same event: when they are, it has been applied.
	ingrid, err := s.people.Ensure(t.Context(), here, person.Employee, seed.EmployeeID(here, "ingrid").String())
	must(t, err)
	await("the second message isn't told to the employee", func() bool {
		var told int
		must(t, s.pool.QueryRow(t.Context(), `SELECT count(*) FROM live_event e JOIN live_person l USING (stream_id)
			WHERE l.person_id = $1 AND e.type = 'message-state'`, ingrid.ID).Scan(&told))
		return told == 2
	})
	cookie = r.logIn(t)
	if page := events(0); len(page.Events) > 0 || !page.Resync {
		t.Errorf("%+v", page)
	}
	must(t, r.pause(t, false))
	position := events(0).Position
	write()
	await("after lifting nothing is told", func() bool { return len(events(position).Events) > 0 })
}
