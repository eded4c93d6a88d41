package relay_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// number is the sum of a metric's values with these labels; absent ones count as none.
func (f *fixture) number(t *testing.T, name string, labels map[string]string) float64 {
	t.Helper()
	families, err := f.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
		for _, one := range family.GetMetric() {
			fits := 0
			for _, pair := range one.GetLabel() {
				if labels[pair.GetName()] == pair.GetValue() {
					fits++
				}
			}
			if fits == len(labels) {
				sum += one.GetGauge().GetValue() + one.GetCounter().GetValue()
			}
		}
	}
	return sum
}

func (f *fixture) awaitAlarm(t *testing.T, parked float64) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	timeout := time.After(15 * time.Second)
	for f.number(t, "portal_submissions_undelivered", map[string]string{"municipality": municipality, "state": "PARKED"}) != parked {
		select {
		case <-again.C:
		case <-timeout:
			t.Fatalf("the alarm never stood at %v", parked)
		}
	}
}

func TestAParkedOneAlarmsAtOnceAndUntilItIsReleased(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.metrics = prometheus.NewRegistry()
	f.fake.fault = func(uuid.UUID) fault { return refuse }
	f.run(t)
	one := f.accept(t, message(f.author(t), uuid.New(), "en"))
	f.await(t, one.ID, submissions.Parked, submissions.Refused)
	f.awaitAlarm(t, 1)
	counted := map[string]string{"municipality": municipality, "kind": "MESSAGE", "reason": "REFUSED"}
	if parked := f.number(t, "portal_submissions_parked_total", counted); parked != 1 {
		t.Errorf("%v parkings are counted", parked)
	}
	f.fake.set(func() { f.fake.fault = nil })
	if released, err := relay.ReleaseParked(t.Context(), f.pool, municipality, one.ID, f.clock.now()); err != nil || released != 1 {
		t.Fatal(released, err)
	}
	f.wake()
	f.await(t, one.ID, submissions.Registered, submissions.NoReason)
	f.awaitAlarm(t, 0)
}

func TestWhatAnotherReplicaDeliveredMeanwhileIsNotCountedAsParked(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.metrics = prometheus.NewRegistry()
	author, caseCopy := f.author(t), uuid.New()
	first := message(author, caseCopy, "en")
	f.fake.fault = func(id uuid.UUID) fault {
		if id != first.ID {
			return none
		}
		// The other replica's call came through before this one is refused.
		f.fake.answers[id] = contract.Registration{SubmissionId: id, RegistrationId: "2026/1", Position: 1}
		if _, err := f.pool.Exec(context.Background(), `UPDATE submission SET state = 'REGISTERED', registration_id = '2026/1', position = 1,
			registered_at = now() WHERE id = $1`, id); err != nil {
			t.Error(err)
		}
		return refuse
	}
	f.run(t)
	f.accept(t, first)
	f.awaitNumber(t, 1, "SELECT count(*) FROM submission WHERE id = $1 AND state = 'REGISTERED'", first.ID)
	// The lane is free again only when the refusal has been dealt with.
	second := f.accept(t, message(author, caseCopy, "to"))
	f.await(t, second.ID, submissions.Registered, submissions.NoReason)
	if parked := f.number(t, "portal_submissions_parked_total", map[string]string{"municipality": municipality}); parked != 0 {
		t.Errorf("%v parkings are counted", parked)
	}
}

// That a document was opened is evidence, which nobody has handed in: an operator
// sees that it is stuck, and nobody else does.
func TestAParkedOpeningAlarmsIsShownToNobodyAndGoesAgain(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.metrics = prometheus.NewRegistry()
	f.fake.fault = func(uuid.UUID) fault { return refuse }
	f.run(t)
	author, caseCopy, entry := f.author(t), uuid.New(), uuid.New()
	openedAt := f.clock.now().UTC().Truncate(time.Millisecond)
	opening := message(author, caseCopy, "")
	opening.Kind, opening.OrderingKey = contract.SubmissionKindOPENED, entry
	opening.Body = contract.SubmissionBody{EntryId: &entry, OpenedAt: &openedAt}
	f.accept(t, opening)
	f.await(t, opening.ID, submissions.Parked, submissions.Refused)
	f.awaitAlarm(t, 1)
	if parked := f.number(t, "portal_submissions_parked_total", map[string]string{"municipality": municipality, "kind": "OPENED", "reason": "REFUSED"}); parked != 1 {
		t.Errorf("%v parkings of openings are counted", parked)
	}
	for _, looks := range []struct {
		world person.World
		who   uuid.UUID
	}{{person.Citizen, author}, {person.Citizen, f.author(t)}, {person.Employee, f.author(t)}} {
		if seen, err := f.store.InConversation(t.Context(), municipality, caseCopy, looks.world, looks.who); err != nil || seen.OthersParked || len(seen.Own) != 0 {
			t.Errorf("a %s sees %+v %v", looks.world, seen, err)
		}
		if counts, err := f.store.CountParked(t.Context(), municipality); err != nil || len(counts) != 0 {
			t.Errorf("a %s's count: %v %v", looks.world, counts, err)
		}
	}
	// It holds up nothing that somebody writes.
	f.fake.set(func() { f.fake.fault = nil })
	written := f.accept(t, message(author, caseCopy, "en"))
	f.await(t, written.ID, submissions.Registered, submissions.NoReason)

	if released, err := relay.ReleaseParked(t.Context(), f.pool, municipality, opening.ID, f.clock.now()); err != nil || released != 1 {
		t.Fatal(released, err)
	}
	f.wake()
	f.await(t, opening.ID, submissions.Registered, submissions.NoReason)
	f.awaitAlarm(t, 0)
	f.fake.mu.Lock()
	defer f.fake.mu.Unlock()
	if got := f.fake.registered[caseCopy.String()][1].Body; !got.OpenedAt.Equal(openedAt) || *got.EntryId != entry {
		t.Errorf("the fagsystem has %+v", got)
	}
}
