package relay_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// read is somebody who has read a conversation of seven up to five.
func (f *fixture) read(t *testing.T) (reader, caseCopy uuid.UUID) {
	t.Helper()
	reader, caseCopy = f.author(t), uuid.New()
	if _, err := f.store.NoteShown(t.Context(), municipality, reader, person.Citizen, caseCopy, 7); err != nil {
		t.Fatal(err)
	}
	if err := f.store.NoteRead(t.Context(), municipality, reader, caseCopy, 5); err != nil {
		t.Fatal(err)
	}
	return reader, caseCopy
}

func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	timeout := time.After(15 * time.Second)
	for !holds() {
		select {
		case <-again.C:
		case <-timeout:
			t.Fatalf("never: %s", what)
		}
	}
}

// awaitMark waits until the fagsystem has this conversation's mark.
func (f *fixture) awaitMark(t *testing.T, caseCopy uuid.UUID) {
	t.Helper()
	timeout := time.After(15 * time.Second)
	for {
		f.fake.mu.Lock()
		mark := f.fake.marks[caseCopy.String()]
		f.fake.mu.Unlock()
		if mark.Position == 5 {
			return
		}
		select {
		case <-f.fake.marked:
		case <-timeout:
			t.Fatal("the mark was never reported")
		}
	}
}

func TestAReadMarkThatWasRefusedDuringAPauseIsReportedAfterIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.fake.mark = func() (int, contract.ProblemCode) { return http.StatusForbidden, contract.ProblemCodeRefused }
	f.run(t)
	reader, caseCopy := f.read(t)
	f.wake()
	const unreported = "SELECT count(*) FROM read_mark WHERE person_id = $1 AND position > reported_position AND attempts >= $2"
	f.awaitNumber(t, 1, unreported, reader, 2)
	// As after a long pause: asked again within an hour at the latest, but not soon.
	if _, err := f.pool.Exec(t.Context(), "UPDATE read_mark SET attempts = 1000, due_at = now() WHERE person_id = $1", reader); err != nil {
		t.Fatal(err)
	}
	f.wake()
	f.awaitNumber(t, 1, unreported, reader, 1001)
	var wait float64
	if err := f.pool.QueryRow(t.Context(), "SELECT extract(epoch FROM due_at - now())::float8 FROM read_mark WHERE person_id = $1", reader).Scan(&wait); err != nil ||
		wait < (10*time.Minute).Seconds() || wait > time.Hour.Seconds() {
		t.Fatalf("it waits %v s, %v", wait, err)
	}
	f.fake.set(func() { f.fake.mark = nil })
	// Somebody else's pause ends: nothing of that is this reader's.
	if _, err := relay.ReleaseRefused(t.Context(), f.pool, municipality, uuid.New(), f.clock.now()); err != nil {
		t.Fatal(err)
	}
	f.awaitNumber(t, 1, "SELECT count(*) FROM read_mark WHERE person_id = $1 AND due_at > now() + interval '5 minutes'", reader)
	if _, err := relay.ReleaseRefused(t.Context(), f.pool, municipality, reader, f.clock.now()); err != nil {
		t.Fatal(err)
	}
	f.awaitMark(t, caseCopy)
	f.awaitNumber(t, 1, "SELECT count(*) FROM read_mark WHERE person_id = $1 AND reported_position = 5 AND attempts = 0", reader)
}

func TestARefusedReadMarkHoldsUpNobodyElses(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	refusals := 1
	f.fake.mark = func() (int, contract.ProblemCode) {
		if refusals--; refusals >= 0 {
			return http.StatusForbidden, contract.ProblemCodeRefused
		}
		return 0, ""
	}
	_, first := f.read(t)
	_, second := f.read(t)
	f.run(t)
	f.awaitMark(t, second)
	f.awaitMark(t, first)
}

func TestAReadMarkOfWhatIsGoneIsGivenUpAndCounted(t *testing.T) {
	t.Parallel()
	for reason, answer := range map[string]struct {
		status int
		code   contract.ProblemCode
	}{
		"NOT_FOUND": {http.StatusNotFound, contract.ProblemCodeNotFound},
		"INVALID":   {http.StatusUnprocessableEntity, contract.ProblemCodeInvalid},
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, 0)
			f.metrics = prometheus.NewRegistry()
			f.fake.mark = func() (int, contract.ProblemCode) { return answer.status, answer.code }
			f.run(t)
			reader, _ := f.read(t)
			f.wake()
			f.awaitNumber(t, 1, "SELECT count(*) FROM read_mark WHERE person_id = $1 AND reported_position = 5", reader)
			waitFor(t, "it is counted", func() bool {
				return f.number(t, "portal_read_marks_given_up_total", map[string]string{"municipality": municipality, "reason": reason}) == 1
			})
			f.fake.mu.Lock()
			defer f.fake.mu.Unlock()
			if f.fake.asked != 1 {
				t.Errorf("it was sent %d times", f.fake.asked)
			}
		})
	}
}

func TestEvidenceThatIsNeverAcknowledgedAlarms(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.metrics = prometheus.NewRegistry()
	f.fake.evidenced = func() bool { return false }
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	ids := f.send(t, author, caseCopy, 2)
	f.await(t, ids[1], submissions.Registered, submissions.NoReason)
	where := map[string]string{"municipality": municipality}
	look := func(count, seconds float64) {
		t.Helper()
		waitFor(t, "the alarm stands as it should", func() bool {
			f.clock.advance(10 * time.Second) // the gauges are read now and then
			f.wake()
			oldest := f.number(t, "portal_evidence_unacknowledged_oldest_seconds", where)
			return f.number(t, "portal_evidence_unacknowledged", where) == count && (oldest > 0) == (count > 0) && oldest >= seconds
		})
	}
	f.clock.advance(time.Hour)
	look(2, time.Hour.Seconds())
	f.fake.set(func() { f.fake.evidenced = nil })
	f.awaitErased(t, 2)
	look(0, 0)
}
