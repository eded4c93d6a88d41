// Package delivery runs what people hand in and are told against the
// fagsystem's stand-in: relays, feed and live events, with its faults.
package delivery

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

const municipality = "fjordvik"

// scene is a mother, her contact person, and all that lies between them.
type scene struct {
	standin  *standintest.Running
	pool     *pgxpool.Pool
	people   *person.Store
	handedIn *submissions.Store
	live     *live.Store
	hub      *live.Hub
	mother   person.Person
	contact  person.Person
	caseCopy uuid.UUID
	erased   chan struct{}
	// woken is signalled when somebody's live events may have changed.
	woken chan struct{}

	mu     sync.Mutex
	relays []*relay.Relay
}

func start(t *testing.T) *scene {
	t.Helper()
	s := &scene{
		standin: standintest.Start(t), pool: postgrestest.New(t), caseCopy: seed.CopyID(municipality, "layla", "rania"),
		erased: make(chan struct{}, 1000), woken: make(chan struct{}, 1),
	}
	v := vaulttest.New(t)
	s.people = person.New(s.pool, v, time.Now)
	s.mother = s.ensure(t, person.Citizen, seed.PersonID(municipality, "rania"))
	s.contact = s.ensure(t, person.Employee, seed.EmployeeID(municipality, "ingrid"))
	s.handedIn = submissions.NewStore(submissions.Settings{Pool: s.pool, Vault: v, Sealers: s.people, Now: time.Now, Wake: s.wakeRelays})
	s.live = live.NewStore(s.pool, time.Now)
	notifier := wake.StartNotifier(s.pool, live.Channel)
	t.Cleanup(notifier.Stop)
	s.hub = live.NewHub(s.live, notifier)
	s.inBackground(t, func(ctx context.Context) {
		signal := func() {
			select {
			case s.woken <- struct{}{}:
			default:
			}
		}
		postgres.Listen(ctx, s.pool, live.Channel, signal, func(string) { signal() })
	})
	return s
}

func (s *scene) ensure(t *testing.T, world person.World, id uuid.UUID) person.Person {
	t.Helper()
	found, err := s.people.Ensure(t.Context(), municipality, world, id.String())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func (s *scene) inBackground(t *testing.T, run func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
}

func (s *scene) wakeRelays() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.relays {
		r.Wake()
	}
}

// replica starts a process' relay and its part of the feed.
func (s *scene) replica(t *testing.T) {
	t.Helper()
	client, err := fagsystem.New(fagsystem.Settings{
		Municipality: municipality, BaseURL: s.standin.URL + "/" + municipality, Token: fagsystem.StaticToken(standintest.Token),
		Timeout: 700 * time.Millisecond, ProbeEvery: 50 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	changes := &live.Changes{Store: s.live, Hub: s.hub, People: s.people, Cases: map[string]live.Cases{municipality: client}}
	metrics := relay.NewMetrics(nil)
	metrics.Signal(relay.Signals{Erased: func() { s.erased <- struct{}{} }})
	r := relay.New(relay.Settings{
		Pool: s.pool, Fagsystems: map[string]relay.Fagsystem{municipality: client}, People: s.people, Teller: changes, Now: time.Now, Metrics: metrics,
	})
	s.mu.Lock()
	s.relays = append(s.relays, r)
	s.mu.Unlock()
	s.inBackground(t, r.Run)
	reader := feed.New(feed.Settings{Pool: s.pool, Sources: []feed.Source{client}, Now: time.Now, Wait: time.Second})
	reader.Subscribe(changes.Prepare)
	begun := make(chan struct{}, 10)
	reader.OnResync(func(context.Context, string) error { begun <- struct{}{}; return nil })
	s.inBackground(t, reader.Run)
	if len(s.relays) == 1 { // the first one has the turn
		<-begun
	}
}

func (s *scene) send(t *testing.T, author person.Person, text string) uuid.UUID {
	t.Helper()
	id, language := uuid.Must(uuid.NewV7()), "nb"
	_, created, err := s.handedIn.Accept(t.Context(), submissions.New{
		Key:   submissions.Key{Municipality: municipality, AuthorID: author.ID, OrderingKey: s.caseCopy, ID: id},
		World: author.World, CaseCopyID: s.caseCopy, Kind: contract.SubmissionKindMESSAGE,
		Body: contract.SubmissionBody{Text: &text, Language: &language},
	})
	if err != nil || !created {
		t.Fatalf("accept: %v %v", created, err)
	}
	return id
}

func (s *scene) awaitErased(t *testing.T, count int) {
	t.Helper()
	timeout := time.After(90 * time.Second)
	for i := range count {
		select {
		case <-s.erased:
		case <-timeout:
			t.Fatalf("only %d of %d were delivered", i, count)
		}
	}
}

// registered are the ids of these that the fagsystem has, in order of position.
func (s *scene) registered(t *testing.T, ids []uuid.UUID) []uuid.UUID {
	t.Helper()
	var kept []struct {
		SubmissionID uuid.UUID
		Position     int64
	}
	s.standin.Control(t, http.MethodGet, "/"+municipality+"/copies/"+s.caseCopy.String()+"/submissions", nil, &kept)
	slices.SortFunc(kept, func(a, b struct {
		SubmissionID uuid.UUID
		Position     int64
	}) int {
		return int(a.Position - b.Position)
	})
	var found []uuid.UUID
	for _, one := range kept {
		if slices.Contains(ids, one.SubmissionID) {
			found = append(found, one.SubmissionID)
		}
	}
	return found
}

// everybodyHears: this is about delivery; e2e/matrix is about who may hear of it.
type everybodyHears struct{}

func (everybodyHears) Hears(context.Context, *session.Actor, uuid.UUID, access.Capability) (bool, error) {
	return true, nil
}

func (everybodyHears) HearsOwn(context.Context, *session.Actor, uuid.UUID) (bool, error) {
	return true, nil
}

// events are the types of a person's live events so far.
func (s *scene) events(t *testing.T, who person.Person) []string {
	t.Helper()
	api := &live.API{Store: s.live, Rights: everybodyHears{}}
	after := int64(0)
	ctx := session.WithActor(t.Context(), &session.Actor{Persons: []session.PersonRef{{Municipality: municipality, PersonID: who.ID}}})
	answer, err := api.ListCitizenEvents(ctx, portal.ListCitizenEventsRequestObject{Params: portal.ListCitizenEventsParams{After: &after}})
	if err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, event := range answer.(portal.ListCitizenEvents200JSONResponse).Events {
		types = append(types, event.Type)
	}
	return types
}

// await waits until a person has been told count events of a type.
func (s *scene) await(t *testing.T, who person.Person, kind string, count int) {
	t.Helper()
	timeout := time.After(30 * time.Second)
	for {
		got := 0
		for _, one := range s.events(t, who) {
			if one == kind {
				got++
			}
		}
		if got >= count {
			return
		}
		select {
		case <-s.woken:
		case <-timeout:
			t.Fatalf("%d of %d events %s came", got, count, kind)
		}
	}
}

func TestBothSidesAreToldAsItHappens(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.replica(t)
	question := s.send(t, s.mother, "Når er møtet?")
	s.await(t, s.contact, "message-received", 1)
	s.await(t, s.mother, "message-state", 1)

	if _, err := s.handedIn.NoteShown(t.Context(), municipality, s.contact.ID, person.Employee, s.caseCopy, 1000); err != nil {
		t.Fatal(err)
	}
	registered, err := s.handedIn.Find(t.Context(), submissions.Key{Municipality: municipality, AuthorID: s.mother.ID, OrderingKey: s.caseCopy, ID: question})
	if err != nil || registered.State != submissions.Registered {
		t.Fatalf("%+v %v", registered, err)
	}
	if err := s.handedIn.NoteRead(t.Context(), municipality, s.contact.ID, s.caseCopy, registered.Position); err != nil {
		t.Fatal(err)
	}
	s.await(t, s.mother, "message-read", 1)

	answer := s.send(t, s.contact, "Onsdag klokka ti.")
	s.await(t, s.mother, "message-received", 1)
	s.awaitErased(t, 2)
	if got := s.registered(t, []uuid.UUID{question, answer}); !slices.Equal(got, []uuid.UUID{question, answer}) {
		t.Errorf("registered %v", got)
	}
}

func TestNothingIsLostDoubledOrReorderedWhateverTheFagsystemDoes(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.replica(t)
	s.replica(t)
	submissionsOf := "/v1/case-copies/" + s.caseCopy.String() + "/submissions"
	var hers, theirs []uuid.UUID
	for _, mode := range []string{"error-after-commit", "reset-after-commit", "hang-after-commit", "hang", "error", "stopped"} {
		s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": mode, "municipality": municipality, "path": submissionsOf, "times": 3}, nil)
		for n := range 3 {
			hers = append(hers, s.send(t, s.mother, fmt.Sprintf("%s %d", mode, n)))
		}
		theirs = append(theirs, s.send(t, s.contact, mode))
		if mode == "hang" {
			// It is lifted in the middle: what hung is carried out late.
			s.awaitErased(t, 1)
			s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
			s.awaitErased(t, 3)
			continue
		}
		s.awaitErased(t, 4)
	}
	if got := s.registered(t, hers); !slices.Equal(got, hers) {
		t.Errorf("hers: %d of %d, or in another order", len(got), len(hers))
	}
	if got := s.registered(t, theirs); !slices.Equal(got, theirs) {
		t.Errorf("theirs: %d of %d, or in another order", len(got), len(theirs))
	}
}

func TestAStoppedFagsystemGetsItLaterWithTheTimeItWasReceived(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
	s.replica(t)
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "stopped", "municipality": municipality}, nil)
	before := time.Now()
	id := s.send(t, s.mother, "Jeg kommer ikke i dag")
	accepted := time.Now()
	s.await(t, s.mother, "message-state", 1)
	pending, err := s.handedIn.InConversation(t.Context(), municipality, s.caseCopy, person.Citizen, s.mother.ID)
	if err != nil || len(pending.Own) != 1 || pending.Own[0].Reason != submissions.FagsystemUnavailable {
		t.Fatalf("%+v %v", pending, err)
	}
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "none"}, nil)
	s.awaitErased(t, 1)
	var kept []struct {
		SubmissionID uuid.UUID
		AcceptedAt   time.Time
	}
	s.standin.Control(t, http.MethodGet, "/"+municipality+"/copies/"+s.caseCopy.String()+"/submissions", nil, &kept)
	for _, one := range kept {
		if one.SubmissionID == id {
			if one.AcceptedAt.Before(before.Add(-time.Millisecond)) || one.AcceptedAt.After(accepted) {
				t.Errorf("received at %s, sent between %s and %s", one.AcceptedAt, before, accepted)
			}
			return
		}
	}
	t.Error("it never arrived")
}
