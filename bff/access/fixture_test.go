package access_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// source is a fagsystem whose answers the test sets.
type source struct {
	mu        sync.Mutex
	persons   map[uuid.UUID]contract.PersonAccess
	employees map[uuid.UUID]contract.EmployeeAccess
	err       error
	asked     int
	// hold, where set, is waited for after the answer was taken, which taken tells.
	hold, taken chan struct{}
}

func (s *source) PersonAccess(ctx context.Context, id uuid.UUID) (contract.PersonAccess, error) {
	s.mu.Lock()
	s.asked++
	answer, known := s.persons[id]
	err, hold := s.err, s.hold
	s.mu.Unlock()
	if hold != nil {
		close(s.taken)
		<-hold
	}
	if err == nil && !known {
		err = fagsystem.ErrNotFound
	}
	return answer, err
}

func (s *source) EmployeeAccess(_ context.Context, id uuid.UUID) (contract.EmployeeAccess, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	answer, known := s.employees[id]
	if s.err == nil && !known {
		return answer, fagsystem.ErrNotFound
	}
	return answer, s.err
}

func (s *source) fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.err = err
}

func (s *source) grant(id, caseCopyID uuid.UUID, documents contract.Grant) {
	s.mu.Lock()
	defer s.mu.Unlock()
	conversation := contract.GrantGRANTED
	s.persons[id] = contract.PersonAccess{
		Person: contract.Person{PersonId: id, BirthDate: &openapi.Date{Time: time.Date(1986, 1, 1, 0, 0, 0, 0, time.UTC)}},
		Cases: []contract.CaseAccess{{
			CaseCopyId: caseCopyID, PartyId: uuid.New(), CaseId: uuid.New(), Role: contract.RoleMOR,
			Grants: contract.Grants{Documents: &documents, Conversation: &conversation},
			Child: contract.Child{PersonId: uuid.New(), Name: contract.PersonName{Given: "Layla", Family: "Haddad"},
				BirthDate: &openapi.Date{Time: time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)}},
		}},
	}
}

func (s *source) revoke(id uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.persons[id] = contract.PersonAccess{Person: contract.Person{PersonId: id}}
}

// recorder keeps audit events in memory.
type recorder struct {
	mu     sync.Mutex
	events []audit.Event
	err    error
}

func (r *recorder) Record(_ context.Context, event audit.Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events = append(r.events, event)
	return r.err
}

func (r *recorder) last(t *testing.T) audit.Event {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.events) == 0 {
		t.Fatal("nothing was recorded")
	}
	return r.events[len(r.events)-1]
}

type persons struct{}

func (persons) Ensure(_ context.Context, municipality string, world person.World, id string) (person.Person, error) {
	return person.Person{Municipality: municipality, World: world, ID: uuid.NewSHA1(uuid.Nil, []byte(id)), FagsystemPersonID: id}, nil
}

type sealers struct{ vault *vault.Vault }

func (s sealers) Sealer(_ context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error) {
	return s.vault.Sealer(municipality, id.String(), s.wrapped(municipality, id))
}

var wrappedKeys sync.Map

func (s sealers) wrapped(municipality string, id uuid.UUID) []byte {
	key, _ := wrappedKeys.LoadOrStore(municipality+id.String(), s.vault.NewPersonKey(municipality, id.String()))
	return key.([]byte)
}

type fixture struct {
	decider  *access.Decider
	pool     *pgxpool.Pool
	source   *source
	other    *source
	recorder *recorder
	clock    *clock
	mother   *session.Actor
	motherID uuid.UUID
	copyID   uuid.UUID
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	return newFixtureOn(t, postgrestest.New(t))
}

func newFixtureOn(t *testing.T, pool *pgxpool.Pool) *fixture {
	t.Helper()
	newSource := func() *source {
		return &source{persons: map[uuid.UUID]contract.PersonAccess{}, employees: map[uuid.UUID]contract.EmployeeAccess{}}
	}
	f := &fixture{
		source: newSource(), other: newSource(), recorder: &recorder{},
		clock:    &clock{now: time.Date(2026, 6, 15, 10, 0, 0, 0, time.UTC)},
		motherID: uuid.New(), copyID: uuid.New(), pool: pool,
	}
	f.source.grant(f.motherID, f.copyID, contract.GrantGRANTED)
	f.mother = &session.Actor{World: session.Citizen, Level: session.High, Persons: []session.PersonRef{
		{Municipality: "fjordvik", PersonID: uuid.New(), FagsystemPersonID: f.motherID.String()},
		{Municipality: "lyngmo", PersonID: uuid.New(), FagsystemPersonID: uuid.NewString()},
	}}
	f.decider = access.New(access.Settings{
		Municipalities: []access.Municipality{
			{ID: "fjordvik", Fagsystem: f.source, DocumentsLevel: session.High},
			{ID: "lyngmo", Fagsystem: f.other, DocumentsLevel: session.High},
		},
		Pool: f.pool, Recorder: f.recorder, Persons: persons{}, Sealers: sealers{vaulttest.New(t)}, Now: f.clock.Now,
	})
	return f
}

var read = access.Purpose{Action: "case.read"}
