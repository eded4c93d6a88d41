// Package casework runs the portal's rooms for cases and documents against the
// fagsystem's stand-in, with the whole demo's people.
package casework

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/e2e/fagsystem/standintest"
	"innbyggertjenesten/e2e/people"
)

// recorder counts what is recorded.
type recorder struct {
	mu     sync.Mutex
	counts map[audit.Outcome]int
}

func (r *recorder) Record(_ context.Context, event audit.Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.counts[event.Outcome]++
	return nil
}

type submitter struct{}

func (submitter) SubmitOpened(context.Context, access.Case, uuid.UUID, uuid.UUID, time.Time) error {
	return nil
}

// rooms are the portal's rooms on a running stand-in.
type rooms struct {
	standin   *standintest.Running
	clients   *fagsystem.Clients
	decider   *access.Decider
	cases     *cases.API
	documents *documents.API
	recorder  *recorder
	people    *person.Store
	pool      *pgxpool.Pool
	vault     *vault.Vault
	list      people.List
	events    chan contract.Event
}

// start stops the portal's clock: an answer about access never grows old by
// itself here, so that what ends, ends by its event.
func start(t *testing.T) *rooms {
	t.Helper()
	list, err := people.Load()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	now := func() time.Time { return began }
	r := &rooms{standin: standintest.Start(t), recorder: &recorder{counts: map[audit.Outcome]int{}}, list: list, events: make(chan contract.Event, 1000)}
	pool := postgrestest.New(t)
	r.pool, r.vault = pool, vaulttest.New(t)
	r.people = person.New(pool, r.vault, now)
	var clients []*fagsystem.Client
	var municipalities []access.Municipality
	var sources []feed.Source
	for _, m := range list.Municipalities {
		client, err := fagsystem.New(fagsystem.Settings{
			Municipality: m.ID, BaseURL: r.standin.URL + "/" + m.ID, Token: fagsystem.StaticToken(standintest.Token), ProbeEvery: 10 * time.Millisecond,
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(client.Close)
		clients, sources = append(clients, client), append(sources, client)
		municipalities = append(municipalities, access.Municipality{ID: m.ID, Fagsystem: client, DocumentsLevel: session.High})
	}
	r.clients = fagsystem.NewClients(clients...)
	r.decider = access.New(access.Settings{Municipalities: municipalities, Pool: pool, Recorder: r.recorder, Persons: r.people, Sealers: r.people, Now: now})
	r.cases = cases.New(cases.Settings{
		Access: r.decider, Fagsystems: r.clients, Now: now, Practice: true, Languages: func(context.Context) []portal.PortalLanguage { return nil },
	})
	r.documents = documents.New(documents.Settings{Access: r.decider, Fagsystems: r.clients, Submitter: submitter{}, Now: now})

	reader := feed.New(feed.Settings{Pool: pool, Sources: sources, Now: time.Now, Arrived: func(municipality string, events []contract.Event) {
		for _, event := range events {
			r.decider.Drop(municipality, event)
		}
	}})
	reader.Subscribe(func(_ context.Context, _ string, event contract.Event) (feed.Write, error) {
		return func(context.Context, pgx.Tx) error { r.events <- event; return nil }, nil
	})
	begun := make(chan struct{}, 10)
	reader.OnResync(func(context.Context, string) error { begun <- struct{}{}; return nil })
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { reader.Run(ctx); close(ended) }()
	t.Cleanup(func() { cancel(); <-ended })
	for range sources {
		<-begun
	}
	return r
}

// logIn makes the session that logging in would.
func (r *rooms) logIn(t *testing.T, id string, level session.Level) (context.Context, *session.Actor) {
	t.Helper()
	citizen := r.list.Citizen(id)
	actor := &session.Actor{SessionID: id, World: session.Citizen, Level: level, Language: citizen.Language}
	for _, municipality := range r.clients.Municipalities() {
		found, err := r.clients.Of(municipality).LookupPerson(t.Context(), *citizen.NationalNumber)
		if errors.Is(err, fagsystem.ErrNotFound) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		actor.Given, actor.Family, actor.BirthDate = found.Name.Given, found.Name.Family, found.BirthDate.String()
		known, err := r.people.EnsureCitizen(t.Context(), municipality, *citizen.NationalNumber, found.PersonId.String())
		if err != nil {
			t.Fatal(err)
		}
		actor.Persons = append(actor.Persons, session.PersonRef{Municipality: municipality, PersonID: known.ID, FagsystemPersonID: known.FagsystemPersonID})
	}
	return session.WithActor(t.Context(), actor), actor
}

// seen is all that one person could see.
type seen struct {
	citizen portal.Citizen
	cases   map[uuid.UUID]portal.Case
	entries map[uuid.UUID][]portal.Entry // by case copy
	texts   []portal.DocumentText
	all     strings.Builder
}

func (r *rooms) lookAround(t *testing.T, ctx context.Context) *seen {
	t.Helper()
	s := &seen{cases: map[uuid.UUID]portal.Case{}, entries: map[uuid.UUID][]portal.Entry{}}
	keep := func(answer any) {
		content, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		s.all.Write(content)
	}
	me, err := r.cases.GetCitizen(ctx, portal.GetCitizenRequestObject{})
	must(t, err)
	s.citizen = portal.Citizen(me.(portal.GetCitizen200JSONResponse))
	keep(s.citizen)
	for _, one := range s.citizen.Cases {
		answer, err := r.cases.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: one.CaseCopyId})
		must(t, err)
		s.cases[one.CaseCopyId] = portal.Case(answer.(portal.GetCase200JSONResponse))
		keep(answer)
		for _, meeting := range s.cases[one.CaseCopyId].Meetings {
			file, err := r.cases.GetMeetingCalendar(ctx, portal.GetMeetingCalendarRequestObject{CaseCopyId: one.CaseCopyId, MeetingId: meeting.MeetingId})
			must(t, err)
			keep(file)
		}
		if !one.May.Documents {
			continue
		}
		plan, err := r.cases.GetPlan(ctx, portal.GetPlanRequestObject{CaseCopyId: one.CaseCopyId})
		must(t, err)
		keep(plan)
		page, err := r.documents.ListEntries(ctx, portal.ListEntriesRequestObject{CaseCopyId: one.CaseCopyId})
		must(t, err)
		keep(page)
		for _, summary := range page.(portal.ListEntries200JSONResponse).Entries {
			answer, err := r.documents.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: one.CaseCopyId, EntryId: summary.EntryId})
			must(t, err)
			entry := portal.Entry(answer.(portal.GetEntry200JSONResponse))
			s.entries[one.CaseCopyId] = append(s.entries[one.CaseCopyId], entry)
			keep(answer)
			for _, document := range entry.Documents {
				if len(document.Texts) == 0 {
					continue
				}
				answer, err := r.documents.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{
					CaseCopyId: one.CaseCopyId, EntryId: summary.EntryId, DocumentId: document.DocumentId,
					Params: portal.GetDocumentTextParams{Language: &s.citizen.Language},
				})
				must(t, err)
				s.texts = append(s.texts, portal.DocumentText(answer.(portal.GetDocumentText200JSONResponse)))
				keep(answer)
			}
		}
	}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func code(err error) problem.Code {
	var p *problem.Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}
