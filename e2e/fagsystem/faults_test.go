package standin_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// handIn puts a submission of a person under a new id and answers the status, 0 where none came.
func handIn(t *testing.T, s *standintest.Running, base, kind, personID string, said map[string]any) int {
	t.Helper()
	status, _ := handInAs(t.Context(), t, s, base, uuid.Must(uuid.NewV7()).String(), kind, personID, said)
	return status
}

func handInAs(ctx context.Context, t *testing.T, s *standintest.Running, base, id, kind, personID string, said map[string]any) (int, error) {
	t.Helper()
	raw, hash, err := seed.Body(said)
	if err != nil {
		t.Fatal(err)
	}
	return send(ctx, s, http.MethodPut, base+"/submissions/"+id, map[string]any{"kind": kind, "author": map[string]any{"personId": personID},
		"acceptedAt": time.Now().UTC().Format(time.RFC3339Nano), "bodyHash": hash, "body": raw})
}

type attempt struct {
	*standintest.Running
	base, person, copyID string
}

func (a attempt) message(t *testing.T, ctx context.Context, id string) (int, error) {
	return handInAs(ctx, t, a.Running, a.base, id, "MESSAGE", a.person, map[string]any{"text": "Hei"})
}

func (a attempt) registered(t *testing.T, id string) int {
	t.Helper()
	var kept []struct{ SubmissionID string }
	a.Control(t, http.MethodGet, "/fjordvik/copies/"+a.copyID+"/submissions", nil, &kept)
	n := 0
	for _, k := range kept {
		if k.SubmissionID == id {
			n++
		}
	}
	return n
}

func (a attempt) fault(t *testing.T, fault map[string]any) {
	t.Helper()
	a.Control(t, http.MethodPost, "/fault", fault, nil)
}

func start(t *testing.T) attempt {
	s := standintest.Start(t)
	copyID := seed.CopyID("fjordvik", "layla", "rania").String()
	return attempt{s, "/fjordvik/v1/case-copies/" + copyID, seed.PersonID("fjordvik", "rania").String(), copyID}
}

func TestFaults(t *testing.T) {
	a := start(t)
	for _, c := range []struct {
		mode   string
		status int // 0: no answer at all
		kept   int
	}{
		{"error", http.StatusInternalServerError, 0},
		{"error-after-commit", http.StatusInternalServerError, 1},
		{"refuse", http.StatusForbidden, 0},
		{"stopped", 0, 0},
		{"reset-after-commit", 0, 1},
	} {
		t.Run(c.mode, func(t *testing.T) {
			id := uuid.Must(uuid.NewV7()).String()
			a.fault(t, map[string]any{"mode": c.mode, "municipality": "fjordvik", "method": "PUT"})
			status, err := a.message(t, t.Context(), id)
			if status != c.status || (err == nil) != (c.status != 0) {
				t.Errorf("answer %d, %v", status, err)
			}
			a.fault(t, map[string]any{"mode": "none"})
			if n := a.registered(t, id); n != c.kept {
				t.Errorf("registered %d times, not %d", n, c.kept)
			}
			want := http.StatusCreated
			if c.kept == 1 {
				want = http.StatusOK
			}
			if status, err := a.message(t, t.Context(), id); status != want {
				t.Errorf("repeated: answer %d, %v", status, err)
			}
		})
	}
}

func TestAFaultStrikesOnlyWhatItIsFor(t *testing.T) {
	a := start(t)
	a.fault(t, map[string]any{"mode": "error", "municipality": "fjordvik", "path": "/v1/events", "times": 1})
	for path, want := range map[string]int{"/fjordvik/v1/health": http.StatusOK, "/lyngmo/v1/events": http.StatusOK} {
		if status := ask(t, a.Running, http.MethodGet, path, nil, nil); status != want {
			t.Errorf("%s answers %d", path, status)
		}
	}
	for _, want := range []int{http.StatusInternalServerError, http.StatusOK} {
		if status := ask(t, a.Running, http.MethodGet, "/fjordvik/v1/events", nil, nil); status != want {
			t.Errorf("events answer %d, not %d", status, want)
		}
	}
}

// A hung request that its caller gave up may still be carried out later; the same id must not be registered twice.
func TestAHungRequestIsCarriedOutOnceWhenTheFaultIsLifted(t *testing.T) {
	a := start(t)
	id := uuid.Must(uuid.NewV7()).String()
	a.fault(t, map[string]any{"mode": "hang", "municipality": "fjordvik", "method": "PUT"})
	impatient, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if status, err := a.message(t, impatient, id); err == nil {
		t.Fatalf("a hung request answered %d", status)
	}
	if n := a.registered(t, id); n != 0 {
		t.Fatalf("registered %d times while hanging", n)
	}
	var feed fagsystem.EventPage
	ask(t, a.Running, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
	a.fault(t, map[string]any{"mode": "none"})
	ask(t, a.Running, http.MethodGet, "/fjordvik/v1/events?wait=9&after="+feed.Next, nil, &feed)
	if len(feed.Events) == 0 || a.registered(t, id) != 1 {
		t.Errorf("registered %d times afterwards", a.registered(t, id))
	}
	if status, err := a.message(t, t.Context(), id); status != http.StatusOK {
		t.Errorf("repeated: answer %d, %v", status, err)
	}
}

func TestAnAnswerKeptBackComesWhenTheFaultIsLifted(t *testing.T) {
	a := start(t)
	id := uuid.Must(uuid.NewV7()).String()
	var feed fagsystem.EventPage
	ask(t, a.Running, http.MethodGet, "/fjordvik/v1/events", nil, &feed)
	a.fault(t, map[string]any{"mode": "hang-after-commit", "municipality": "fjordvik", "method": "PUT"})
	answered := make(chan int, 1)
	go func() {
		status, err := a.message(t, t.Context(), id)
		if err != nil {
			status = 0
		}
		answered <- status
	}()
	ask(t, a.Running, http.MethodGet, "/fjordvik/v1/events?wait=9&after="+feed.Next, nil, &feed)
	if a.registered(t, id) != 1 {
		t.Error("not registered while the answer is kept back")
	}
	select {
	case status := <-answered:
		t.Errorf("answered %d", status)
	default:
	}
	a.fault(t, map[string]any{"mode": "none"})
	if status := <-answered; status != http.StatusCreated {
		t.Errorf("answered %d", status)
	}
}
