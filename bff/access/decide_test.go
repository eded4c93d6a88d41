package access_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

func TestYoursIsSeenAndRecorded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	found, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read)
	if err != nil {
		t.Fatal(err)
	}
	if found.Municipality != "fjordvik" || !found.May.Documents || found.Person != f.mother.Persons[0].PersonID || found.FagsystemPersonID != f.motherID {
		t.Errorf("%+v", found)
	}
	event := f.recorder.last(t)
	if event.Outcome != audit.Allowed || event.Action != "case.read" || event.ObjectID != f.copyID.String() || event.About != found.Person {
		t.Errorf("%+v", event)
	}
}

func TestNotYoursIsTheSameAsNotExisting(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	anothers := uuid.New()
	f.source.grant(uuid.New(), anothers, contract.GrantGRANTED)
	_, notYours := f.decider.Decide(t.Context(), f.mother, anothers, read)
	_, notThere := f.decider.Decide(t.Context(), f.mother, uuid.New(), read)
	if !errors.Is(notYours, access.ErrNotFound) || notYours.Error() != notThere.Error() {
		t.Errorf("%v, %v", notYours, notThere)
	}
	if event := f.recorder.last(t); event.Outcome != audit.Denied || event.Person != f.mother.Persons[0].PersonID {
		t.Errorf("%+v", event)
	}
	employee := &session.Actor{World: session.Employee, Persons: f.mother.Persons[:1]}
	if _, err := f.decider.Decide(t.Context(), employee, f.copyID, read); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("an employee's session on a citizen's decision: %v", err)
	}
	if _, err := f.decider.Decide(t.Context(), nil, f.copyID, read); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
}

func TestWhatCannotBeRecordedIsNotShown(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.recorder.err = errors.New("the log is full")
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); err == nil {
		t.Fatal("shown")
	}
	if _, err := f.decider.Decide(t.Context(), f.mother, uuid.New(), read); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a denial stands either way: %v", err)
	}
}

func TestDocumentsOfAHigherLevel(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.mother.Level = session.Substantial
	need := access.Purpose{Action: "document.read", Needs: access.Documents}
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, need); !errors.Is(err, access.ErrStepUpNeeded) {
		t.Errorf("%v", err)
	}
	f.source.grant(f.motherID, f.copyID, contract.GrantREFUSED)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, need); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("what is refused isn't there at any level: %v", err)
	}
}

func TestAnAnswerHoldsFiveSecondsAndNoLongerThanItsEvent(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	see := func() error {
		_, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read)
		return err
	}
	if err := see(); err != nil {
		t.Fatal(err)
	}
	f.source.revoke(f.motherID)
	f.clock.pass(5 * time.Second)
	if err := see(); err != nil {
		t.Errorf("five seconds: %v", err)
	}
	f.clock.pass(time.Millisecond)
	if err := see(); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("later: %v", err)
	}
	f.source.grant(f.motherID, f.copyID, contract.GrantGRANTED)
	f.clock.pass(6 * time.Second)
	if err := see(); err != nil {
		t.Fatal(err)
	}
	f.source.revoke(f.motherID)
	f.decider.Drop("fjordvik", contract.Event{Type: contract.EventTypeAccessChanged, Data: contract.EventData{PersonId: &f.motherID}})
	if err := see(); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("after its event: %v", err)
	}
}

// An answer that was asked for before an event and arrives after it must not
// live on.
func TestAnAnswerOnItsWayDoesNotOutliveTheEvent(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	hold := make(chan struct{})
	f.source.hold, f.source.taken = hold, make(chan struct{})
	first := make(chan error, 1)
	go func() {
		_, err := f.decider.Decide(context.Background(), f.mother, f.copyID, read)
		first <- err
	}()
	<-f.source.taken
	f.source.revoke(f.motherID)
	f.source.mu.Lock()
	f.source.hold = nil
	f.source.mu.Unlock()
	f.decider.Heard(access.Signals("fjordvik", contract.Event{Type: contract.EventTypeAccessChanged, Data: contract.EventData{PersonId: &f.motherID}}))
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("asked after the event: %v", err)
	}
	close(hold)
	<-first
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("the old answer lives on: %v", err)
	}
}

func TestManyWhoAskAtOnceAskOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	var asking sync.WaitGroup
	for range 50 {
		asking.Go(func() {
			if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	if f.source.asked != 1 {
		t.Errorf("asked %d times", f.source.asked)
	}
}

func TestAddingRestsOnTheLastAnswerForADay(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	add := access.Purpose{Needs: access.Conversation}
	adding := func() (access.Case, error) { return f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add) }

	f.source.fail(fagsystem.ErrUnavailable)
	if _, err := adding(); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Fatalf("nothing is known yet: %v", err)
	}
	f.source.fail(nil)
	before, err := adding()
	if err != nil {
		t.Fatal(err)
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(23 * time.Hour)
	kept, err := adding()
	if err != nil {
		t.Fatal(err)
	}
	if kept.PartyID != before.PartyID || kept.Role != before.Role || kept.FagsystemPersonID != f.motherID || kept.May.Documents || !kept.May.Conversation {
		t.Errorf("%+v", kept)
	}
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("seeing never rests on it: %v", err)
	}
	low := *f.mother
	low.Level = session.Substantial
	for what, needs := range map[string]access.Capability{"asking to see a document": access.Asking, "commenting on one": access.Commenting} {
		if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, access.Purpose{Needs: needs}); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := f.decider.DecideAdding(t.Context(), &low, f.copyID, access.Purpose{Needs: needs}); !errors.Is(err, access.ErrStepUpNeeded) {
			t.Errorf("%s, logged in less surely than when it was kept: %v", what, err)
		}
	}
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, uuid.New(), add); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("somebody else's: %v", err)
	}
	f.clock.pass(2 * time.Hour)
	if _, err := adding(); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("after a day: %v", err)
	}
	if err := f.decider.DeleteOld(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestARefusalReplacesWhatWasKept(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	add := access.Purpose{Needs: access.Conversation}
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); err != nil {
		t.Fatal(err)
	}
	f.source.revoke(f.motherID)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); !errors.Is(err, access.ErrNotFound) {
		t.Fatalf("%v", err)
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.DecideAdding(t.Context(), f.mother, f.copyID, add); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("what ended stays ended: %v", err)
	}
}

func TestWhileAFagsystemIsDownTheListHasWhatCanBeAddedTo(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	before, err := f.decider.List(t.Context(), f.mother)
	if err != nil || len(before.Cases) != 1 {
		t.Fatalf("%+v %v", before, err)
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(23 * time.Hour)
	during, err := f.decider.List(t.Context(), f.mother)
	if err != nil || len(during.Cases) != 1 || len(during.Unavailable) != 1 {
		t.Fatalf("%+v %v", during, err)
	}
	kept := during.Cases[0]
	if kept.CaseCopyID != f.copyID || kept.Child.Name != before.Cases[0].Child.Name || !kept.May.Conversation || kept.May.Documents {
		t.Errorf("%+v", kept)
	}
	f.clock.pass(2 * time.Hour)
	if after, err := f.decider.List(t.Context(), f.mother); err != nil || len(after.Cases) != 0 {
		t.Errorf("after a day: %+v %v", after, err)
	}
}

func TestOneFagsystemDownHidesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.other.fail(fagsystem.ErrUnavailable)
	all, err := f.decider.List(t.Context(), f.mother)
	if err != nil || len(all.Cases) != 1 || len(all.Unavailable) != 1 || all.Unavailable[0] != "lyngmo" || all.Name == nil {
		t.Errorf("%+v %v", all, err)
	}
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); err != nil {
		t.Errorf("the other municipality's: %v", err)
	}
	if _, err := f.decider.Decide(t.Context(), f.mother, uuid.New(), read); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("perhaps in the one that is down: %v", err)
	}
}

func TestAnEmployeeOpensWhatTheRelationOpens(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	employeeID := uuid.New()
	ingrid := &session.Actor{World: session.Employee, Level: session.High, Persons: []session.PersonRef{
		{Municipality: "fjordvik", PersonID: uuid.New(), FagsystemPersonID: employeeID.String()},
	}}
	conversation := contract.EmployeeConversation{CaseCopyId: f.copyID, Relation: contract.EmployeeRelationCONTACTPERSON}
	conversation.Party.PersonId = f.motherID
	unknown := contract.EmployeeConversation{CaseCopyId: uuid.New(), Relation: "FRIEND"}
	f.source.employees[employeeID] = contract.EmployeeAccess{Conversations: []contract.EmployeeConversation{conversation, unknown}}

	purpose := access.Purpose{Action: "conversation.read"}
	found, err := f.decider.DecideEmployee(t.Context(), ingrid, f.copyID, purpose)
	if err != nil || found.EmployeeID != employeeID || found.Relation != contract.EmployeeRelationCONTACTPERSON {
		t.Fatalf("%+v %v", found, err)
	}
	if event := f.recorder.last(t); event.World != session.Employee || event.About != found.Party || event.About == uuid.Nil || event.Person != ingrid.Persons[0].PersonID {
		t.Errorf("%+v", event)
	}
	if _, err := f.decider.DecideEmployee(t.Context(), ingrid, unknown.CaseCopyId, purpose); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a relation that isn't known: %v", err)
	}
	if _, err := f.decider.DecideEmployee(t.Context(), f.mother, f.copyID, purpose); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a citizen: %v", err)
	}
	// A former contact person isn't named in the event that ends the relation.
	f.source.mu.Lock()
	f.source.employees[employeeID] = contract.EmployeeAccess{}
	f.source.mu.Unlock()
	successor := uuid.New()
	f.decider.Drop("fjordvik", contract.Event{Type: contract.EventTypeContactChanged, Data: contract.EventData{EmployeeIds: []uuid.UUID{successor}}})
	if _, err := f.decider.DecideEmployee(t.Context(), ingrid, f.copyID, purpose); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a former contact person: %v", err)
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.DecideEmployeeAdding(t.Context(), ingrid, f.copyID, purpose); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Errorf("what ended stays ended: %v", err)
	}
}

// What one may hear of follows the fagsystem's change without any event after
// five seconds at the latest, and with the event at once.
func TestHearingEndsWithTheRight(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	hears := func(actor *session.Actor, needs access.Capability) bool {
		t.Helper()
		may, err := f.decider.Hears(t.Context(), actor, f.copyID, needs)
		if err != nil {
			t.Fatal(err)
		}
		return may
	}
	low := *f.mother
	low.Level = session.Substantial
	employee := &session.Actor{World: session.Employee, Persons: f.mother.Persons[:1]}
	if !hears(f.mother, access.Documents) || hears(&low, access.Documents) || !hears(&low, access.Conversation) || hears(employee, "") || hears(nil, "") {
		t.Error("the wrong people hear")
	}
	f.source.revoke(f.motherID)
	f.clock.pass(5 * time.Second)
	if !hears(f.mother, access.Documents) {
		t.Error("the answer holds five seconds")
	}
	f.clock.pass(time.Millisecond)
	if hears(f.mother, access.Documents) {
		t.Error("the right ended more than five seconds ago")
	}
	f.source.grant(f.motherID, f.copyID, contract.GrantGRANTED)
	f.clock.pass(6 * time.Second)
	if !hears(f.mother, access.Documents) {
		t.Error("the right is back")
	}
	f.source.revoke(f.motherID)
	f.decider.Drop("fjordvik", contract.Event{Type: contract.EventTypeAccessChanged, Data: contract.EventData{PersonId: &f.motherID, CaseCopyId: &f.copyID}})
	if hears(f.mother, access.Documents) {
		t.Error("the event has told that the right has ended")
	}
}

// What the portal looks at by itself, when a right has ended say, is nobody's
// attempt: it leaves no row.
func TestWhatThePortalLooksAtByItselfIsNoAttempt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if found, err := f.decider.Holds(t.Context(), f.mother, f.copyID); err != nil || !found.May.Documents || found.Person != f.mother.Persons[0].PersonID {
		t.Errorf("%+v, %v", found, err)
	}
	f.source.revoke(f.motherID)
	f.clock.pass(6 * time.Second)
	employee := &session.Actor{World: session.Employee, Persons: f.mother.Persons[:1]}
	for _, actor := range []*session.Actor{f.mother, employee, nil} {
		if found, err := f.decider.Holds(t.Context(), actor, f.copyID); !errors.Is(err, access.ErrNotFound) || found.CaseCopyID != uuid.Nil {
			t.Errorf("%+v, %v", found, err)
		}
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(6 * time.Second)
	if _, err := f.decider.Holds(t.Context(), f.mother, f.copyID); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Error(err)
	}
	if rows := len(f.recorder.events); rows != 0 {
		t.Errorf("%d rows", rows)
	}
}

// While the fagsystem is silent, one hears of what one has written oneself where
// one could write, and of nothing else.
func TestHearingWhileTheFagsystemIsSilent(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if _, err := f.decider.Decide(t.Context(), f.mother, f.copyID, read); err != nil {
		t.Fatal(err)
	}
	f.source.fail(fagsystem.ErrUnavailable)
	f.clock.pass(time.Minute)
	if may, err := f.decider.Hears(t.Context(), f.mother, f.copyID, access.Conversation); may || err == nil {
		t.Errorf("%v %v", may, err)
	}
	if may, _ := f.decider.HearsOwn(t.Context(), f.mother, f.copyID); !may {
		t.Error("what becomes of one's own message isn't told")
	}
	if may, _ := f.decider.HearsOwn(t.Context(), f.mother, uuid.New()); may {
		t.Error("of another's it is")
	}
	f.clock.pass(25 * time.Hour)
	if may, _ := f.decider.HearsOwn(t.Context(), f.mother, f.copyID); may {
		t.Error("a day is long")
	}
}
