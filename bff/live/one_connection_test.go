package live

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/fagsystem"
)

// Who has locked people's streams never waits for another connection: those who
// have them all may be waiting for the streams.
func TestWhatIsToldNeedsOneConnectionOnly(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	caseCopy, mother, side := uuid.New(), uuid.New(), fagsystem.SideEMPLOYEE
	write, err := changes.Prepare(ctx, "fjordvik", fagsystem.Event{Type: fagsystem.EventTypeMessageRegistered, Data: fagsystem.EventData{
		CaseCopyId: &caseCopy, PersonId: &mother, EmployeeIds: []uuid.UUID{uuid.New()}, Side: &side,
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return write(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
	var told int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM live_event").Scan(&told); err != nil || told != 3 {
		t.Errorf("%d told, %v", told, err)
	}
}

// The other side of a file that is stuck is asked for at the fagsystem: not while the
// author's stream is locked.
func TestBothSidesAreToldOfAStuckFileWithOneConnection(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	message := uuid.New()
	var after func()
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) (err error) {
		after, err = changes.AttachmentChanged(ctx, tx, attachments.Attachment{
			Place:        attachments.Place{Municipality: "fjordvik", AuthorID: uuid.New(), CaseCopyID: uuid.New(), World: person.Citizen},
			SubmissionID: &message, Parked: true,
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	after()
	var told int
	if err := pool.QueryRow(ctx, "SELECT count(DISTINCT stream_id) FROM live_event WHERE message_id = $1", message).Scan(&told); err != nil || told != 2 {
		t.Errorf("%d told, %v", told, err)
	}
}

// A file in the fagsystem is neither side's more than the other's.
func TestBothSidesAreToldThatAFileInTheFagsystemWasChecked(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	system := &counted{Cases: changes.Cases["fjordvik"]}
	changes.Cases["fjordvik"] = system
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	file := attachments.Received{Municipality: "fjordvik", CaseCopyID: uuid.New(), MessageID: uuid.New(), FileID: uuid.New()}
	tell := changes.ReceivedChanged(ctx, file)
	var after func()
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) (err error) {
		after, err = tell(ctx, tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	after()
	var told int
	err = pool.QueryRow(ctx, `SELECT count(DISTINCT stream_id) FROM live_event
		WHERE type = 'attachment-changed' AND case_copy_id = $1 AND message_id = $2`, file.CaseCopyID, file.MessageID).Scan(&told)
	if err != nil || told != 2 {
		t.Errorf("%d told, %v", told, err)
	}
	if asked := system.asked.Load(); asked != 1 {
		t.Errorf("the fagsystem is asked %d times whose conversation it is", asked)
	}
}

// counted is a fagsystem that counts how often it is asked whose a case copy is.
type counted struct {
	Cases
	asked atomic.Int32
}

func (c *counted) CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (fagsystem.CaseCopy, error) {
	c.asked.Add(1)
	return c.Cases.CaseCopy(ctx, caseCopyID)
}

// What is asked about a text and is stuck is told to the one who asked, and to
// the other side, whose conversation says that something is stuck.
func TestBothSidesAreToldOfAStuckRequestAboutAText(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	types := func(state submissions.State) string {
		caseCopy := uuid.New()
		tell := changes.SubmissionChanged(ctx, submissions.Submission{
			Key:   submissions.Key{Municipality: "fjordvik", AuthorID: uuid.New(), ID: uuid.New()},
			World: person.Citizen, Kind: fagsystem.SubmissionKindTRANSLATIONREQUEST, CaseCopyID: caseCopy, State: state,
		})
		var after func()
		if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) (err error) { after, err = tell(ctx, tx); return err }); err != nil {
			t.Fatal(err)
		}
		after()
		var told string
		if err := pool.QueryRow(ctx, "SELECT string_agg(type, ' ' ORDER BY type) FROM live_event WHERE case_copy_id = $1", caseCopy).Scan(&told); err != nil {
			t.Fatal(err)
		}
		return told
	}
	if told := types(submissions.Waiting); told != "text-available" {
		t.Errorf("on its way: %s", told)
	}
	if told := types(submissions.Parked); told != "message-state text-available" {
		t.Errorf("stuck: %s", told)
	}
}

// The feed tells the same people in another order, and has them locked meanwhile.
func TestWhoTellsBothSidesNeverHoldsOneStreamAndWaitsForAnother(t *testing.T) {
	t.Parallel()
	for what, one := range map[string]func(ctx context.Context, changes *Changes, party uuid.UUID) func(context.Context, pgx.Tx) (func(), error){
		"a checked file": func(ctx context.Context, changes *Changes, _ uuid.UUID) func(context.Context, pgx.Tx) (func(), error) {
			return changes.ReceivedChanged(ctx, attachments.Received{Municipality: "fjordvik", CaseCopyID: uuid.New(), MessageID: uuid.New(), FileID: uuid.New()})
		},
		"a stuck message": func(ctx context.Context, changes *Changes, party uuid.UUID) func(context.Context, pgx.Tx) (func(), error) {
			return changes.SubmissionChanged(ctx, submissions.Submission{
				Key:   submissions.Key{Municipality: "fjordvik", AuthorID: party, ID: uuid.New()},
				World: person.Citizen, Kind: fagsystem.SubmissionKindMESSAGE, CaseCopyID: uuid.New(), State: submissions.Parked,
			})
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			neverWaits(t, one)
		})
	}
}

func neverWaits(t *testing.T, tells func(ctx context.Context, changes *Changes, party uuid.UUID) func(context.Context, pgx.Tx) (func(), error)) {
	t.Helper()
	_, changes := oneConnection(t)
	pool := postgrestest.New(t)
	changes.Store = NewStore(pool, time.Now)
	changes.People = person.New(pool, vaulttest.New(t), time.Now)
	both := twoSides{party: uuid.New(), employee: uuid.New()}
	changes.Cases["fjordvik"] = both
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	known := func(world person.World, id uuid.UUID) Event {
		found, err := changes.People.Ensure(ctx, "fjordvik", world, id.String())
		if err != nil {
			t.Fatal(err)
		}
		return Event{Municipality: "fjordvik", Persons: []uuid.UUID{found.ID}, Type: "attachment-changed"}
	}
	party, employee := known(person.Citizen, both.party), known(person.Employee, both.employee)
	tell := tells(ctx, changes, party.Persons[0])
	told := make(chan struct{})
	err := pgx.BeginFunc(ctx, pool, func(feed pgx.Tx) error {
		if _, err := changes.Store.Append(ctx, feed, employee); err != nil {
			return err
		}
		var after func()
		if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) (err error) {
			after, err = tell(ctx, tx)
			return err
		}); err != nil {
			return err
		}
		go func() {
			defer close(told)
			after()
		}()
		_, err := changes.Store.Append(ctx, feed, party)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	<-told
	var events int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM live_event").Scan(&events); err != nil || events != 4 {
		t.Errorf("%d told, %v", events, err)
	}
}

// twoSides is a fagsystem that knows whose every case is.
type twoSides struct {
	contactOnly
	party, employee uuid.UUID
}

func (s twoSides) CaseCopy(context.Context, uuid.UUID) (fagsystem.CaseCopy, error) {
	var found fagsystem.CaseCopy
	found.Me.PersonId, found.ContactPerson.Employee.EmployeeId = s.party, s.employee
	return found, nil
}

// That somebody is away is about no case: the parties whose contact person it is
// see who stands in, and nobody else hears of it.
func TestPartiesAreToldThatTheirContactPersonIsAway(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	work := func(relation fagsystem.EmployeeRelation) fagsystem.EmployeeConversation {
		one := fagsystem.EmployeeConversation{CaseCopyId: uuid.New(), Relation: relation}
		one.Party.PersonId = uuid.New()
		return one
	}
	own, another := work(fagsystem.EmployeeRelationCONTACTPERSON), work(fagsystem.EmployeeRelationSTANDIN)
	changes.Cases["fjordvik"] = contactOnly{works: []fagsystem.EmployeeConversation{own, another}}
	write, err := changes.Prepare(ctx, "fjordvik", fagsystem.Event{Type: fagsystem.EventTypeAbsenceChanged, Data: fagsystem.EventData{EmployeeIds: []uuid.UUID{uuid.New()}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return write(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
	var told []string
	rows, err := pool.Query(ctx, "SELECT type || ' ' || coalesce(case_copy_id::text, '-') FROM live_event ORDER BY type")
	if err == nil {
		told, err = pgx.CollectRows(rows, pgx.RowTo[string])
	}
	if err != nil || !slices.Equal(told, []string{"case-changed " + own.CaseCopyId.String(), "inbox-changed -"}) {
		t.Errorf("%v, %v", told, err)
	}
}

// oneConnection is a pool of one connection, and what tells people through it.
func oneConnection(t *testing.T) (*pgxpool.Pool, *Changes) {
	t.Helper()
	settings := postgrestest.New(t).Config()
	settings.MaxConns, settings.MinConns = 1, 0
	pool, err := pgxpool.NewWithConfig(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	store := NewStore(pool, time.Now)
	// The hub's wake-ups have their own.
	waking := wake.StartNotifier(postgrestest.New(t), Channel)
	t.Cleanup(waking.Stop)
	return pool, &Changes{
		Store: store, Hub: NewHub(store, waking), People: person.New(pool, vaulttest.New(t), time.Now), Cases: map[string]Cases{"fjordvik": contactOnly{}},
	}
}

// contactOnly is a fagsystem that knows the contact person of every case, and of
// one employee whom they work with.
type contactOnly struct {
	works []fagsystem.EmployeeConversation
}

func (c contactOnly) EmployeeAccess(context.Context, uuid.UUID) (fagsystem.EmployeeAccess, error) {
	return fagsystem.EmployeeAccess{Conversations: c.works}, nil
}

func (contactOnly) CaseCopy(context.Context, uuid.UUID) (fagsystem.CaseCopy, error) {
	var found fagsystem.CaseCopy
	found.ContactPerson.Employee.EmployeeId = uuid.New()
	return found, nil
}
