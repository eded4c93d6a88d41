package looks_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/looks"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/portal"
)

// world is a mother with a copy of a case, the father with his, and what employees read.
type world struct {
	api                          *looks.API
	log                          *audit.Recorder
	mother, father, hers, his    uuid.UUID
	contact, leader, motherOther uuid.UUID
	now                          time.Time
	fagsystem                    logs
	may                          access.Capabilities
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{hers: uuid.New(), his: uuid.New(), motherOther: uuid.New(), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	pool, v := postgrestest.New(t), vaulttest.New(t)
	clock := func() time.Time { return w.now }
	people := person.New(pool, v, clock)
	for id, world := range map[*uuid.UUID]person.World{&w.mother: person.Citizen, &w.father: person.Citizen, &w.contact: person.Employee, &w.leader: person.Employee} {
		found, err := people.Ensure(t.Context(), "fjordvik", world, uuid.NewString())
		if err != nil {
			t.Fatal(err)
		}
		*id = found.ID
	}
	w.log = audit.Start(pool, v, people, clock)
	t.Cleanup(w.log.Stop)
	w.fagsystem.err = fagsystem.ErrNotFound
	w.api = &looks.API{Access: w, Log: w.log, Session: 2 * time.Hour, Now: clock, Fagsystem: func(string) looks.Fagsystem { return &w.fagsystem }}
	return w
}

// Decide answers for the mother.
func (w *world) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.Case, error) {
	if caseCopyID != w.hers {
		return access.Case{}, access.ErrNotFound
	}
	return access.Case{Municipality: "fjordvik", CaseCopyID: w.hers, Person: w.mother, May: w.may}, nil
}

func (w *world) record(t *testing.T, event audit.Event) {
	t.Helper()
	event.Municipality = "fjordvik"
	if event.World == "" {
		event.World = session.Employee
	}
	if event.Outcome == "" {
		event.Outcome = audit.Allowed
	}
	if event.ObjectKind == "" {
		event.ObjectKind = "case-copy"
	}
	if err := w.log.Record(t.Context(), event); err != nil {
		t.Fatal(err)
	}
}

// reads is what the contact person's page does when it is opened, or fetches itself anew.
func (w *world) reads(t *testing.T, who uuid.UUID, relation, action string, copy, about uuid.UUID, ago time.Duration) {
	t.Helper()
	w.record(t, audit.Event{Person: who, Relation: relation, Action: action, ObjectID: copy.String(), About: about, At: w.now.Add(-ago)})
}

func (w *world) list(t *testing.T) []string {
	t.Helper()
	answer, err := w.api.ListLooks(t.Context(), portal.ListLooksRequestObject{CaseCopyId: w.hers})
	if err != nil {
		t.Fatal(err)
	}
	told := []string{}
	for _, one := range portal.LookList(answer.(portal.ListLooks200JSONResponse)).Looks {
		told = append(told, string(one.Role)+" "+w.now.Sub(one.At).String())
	}
	return told
}

func TestEachLookIsToldByRoleAndBeginningAndNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, 30*time.Hour)
	w.reads(t, w.contact, "CONTACT_PERSON", "consents.read", w.hers, w.mother, 29*time.Hour+50*time.Minute)
	w.reads(t, w.leader, "TEAM_LEADER", "views.read", w.hers, w.mother, 29*time.Hour)
	w.reads(t, w.contact, "STAND_IN", "conversation.read", w.hers, w.mother, 3*time.Hour)
	w.reads(t, w.leader, "", "conversation.read", w.hers, w.mother, time.Minute) // before relations were noted
	want := []string{"EMPLOYEE 1m0s", "STAND_IN 3h0m0s", "TEAM_LEADER 29h0m0s", "CONTACT_PERSON 30h0m0s"}
	if told := w.list(t); !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
	if report, err := func() (audit.Report, error) { _ = w.log.Seal(t.Context()); return w.log.Verify(t.Context()) }(); err != nil || len(report.Problems) > 0 {
		t.Errorf("%v %v", report.Problems, err)
	}
}

// Whoever reads their own list again and again must not learn when somebody else did something.
func TestNothingOfAnybodyElseCanBeToldFromIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, 5*time.Hour)
	before := w.list(t)
	// The page stays open beside, and fetches itself anew each time the father writes or reads, as long as that log-in may live.
	for _, ago := range []time.Duration{4*time.Hour + 30*time.Minute, 3*time.Hour + 10*time.Minute, 2*time.Hour + 20*time.Minute} {
		w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.his, w.father, ago)
		w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, ago)
	}
	for name, event := range map[string]audit.Event{
		"the father's copy, about him":         {Person: w.leader, Action: "conversation.read", ObjectID: w.his.String(), About: w.father},
		"his copy, noted as about her":         {Person: w.leader, Action: "conversation.read", ObjectID: w.his.String(), About: w.mother},
		"her copy of another case":             {Person: w.leader, Action: "conversation.read", ObjectID: w.motherOther.String(), About: w.mother},
		"her own reading":                      {Person: w.mother, World: session.Citizen, Action: "conversation.read", ObjectID: w.hers.String(), About: w.mother},
		"the father, who tried hers":           {Person: w.father, World: session.Citizen, Action: "case.read", ObjectID: w.hers.String(), About: w.mother, Outcome: audit.Denied},
		"an employee who was turned away":      {Person: w.leader, Action: "conversation.read", ObjectID: w.hers.String(), About: w.mother, Outcome: audit.Denied},
		"what an employee did, not looked at":  {Person: w.leader, Action: "pause.set", ObjectID: w.hers.String(), About: w.mother},
		"the inbox":                            {Person: w.leader, Action: "inbox.read", ObjectKind: "inbox", ObjectID: w.hers.String(), About: w.mother},
		"what was handed in and is on its way": {Person: w.contact, Action: "submission.accept", ObjectKind: "submission", ObjectID: w.hers.String() + "/x", About: w.mother},
	} {
		w.record(t, event)
		if told := w.list(t); !slices.Equal(told, before) {
			t.Errorf("%s: %q, before %q", name, told, before)
		}
	}
	_, err := w.api.ListLooks(t.Context(), portal.ListLooksRequestObject{CaseCopyId: w.his})
	if err == nil || problem.Of(err).Code != problem.NotFound {
		t.Errorf("the father's copy: %v", err)
	}
}

func TestWhatIsTooOldIsNotToldNorDoesItMakeSomethingLookNew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	year := 365 * 24 * time.Hour
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, year+time.Hour)
	w.reads(t, w.contact, "CONTACT_PERSON", "conversation.read", w.hers, w.mother, year-time.Minute) // the same look still
	if told := w.list(t); len(told) != 0 {
		t.Errorf("%q", told)
	}
}
