package understood_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/understood"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// world is a mother with one decision, and a fagsystem that a test can stop.
type world struct {
	api      *understood.API
	store    *submissions.Store
	ctx      context.Context
	found    access.Case
	entry    contract.Entry
	now      time.Time
	down     bool
	recorded []string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), entry: contract.Entry{EntryId: uuid.New(), Released: contract.EntryReleasedFULL}}
	pool, v := postgrestest.New(t), vaulttest.New(t)
	clock := func() time.Time { return w.now }
	people := person.New(pool, v, clock)
	mother, err := people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	w.found = access.Case{Municipality: "fjordvik", CaseCopyID: uuid.New(), Person: mother.ID, May: access.Capabilities{Documents: true, Asking: true, Writing: true}}
	w.store = submissions.NewStore(submissions.Settings{Pool: pool, Vault: v, Sealers: people, Now: clock, Hold: 10 * time.Second})
	w.api = &understood.API{
		Access: w, Submissions: w.store, Documents: w,
		Room: &messages.Room{Submissions: w.store, Now: clock},
	}
	w.ctx = session.WithActor(t.Context(), &session.Actor{World: session.Citizen, Given: "Hodan", Family: "Warsame", Language: "nb"})
	return w
}

func (w *world) Decide(_ context.Context, _ *session.Actor, id uuid.UUID, purpose access.Purpose) (access.Case, error) {
	if w.down {
		return access.Case{}, fagsystem.ErrUnavailable
	}
	if purpose.Needs != access.Documents {
		return access.Case{}, access.ErrNotFound
	}
	return w.decide(id, purpose)
}

// DecideAdding rests, while the fagsystem doesn't answer, on what was kept: no documents.
func (w *world) DecideAdding(_ context.Context, _ *session.Actor, id uuid.UUID, purpose access.Purpose) (access.Case, error) {
	found, err := w.decide(id, purpose)
	if w.down {
		found.May.Documents = false
	}
	return found, err
}

func (w *world) decide(id uuid.UUID, purpose access.Purpose) (access.Case, error) {
	if id != w.found.CaseCopyID || !w.found.May.Has(purpose.Needs) {
		return access.Case{}, access.ErrNotFound
	}
	return w.found, nil
}

func (w *world) Conclude(_ context.Context, _ *session.Actor, _ access.Case, purpose access.Purpose, outcome error) error {
	w.recorded = append(w.recorded, fmt.Sprint(purpose.Action, " ", outcome == nil))
	return outcome
}

func (w *world) EntryFor(_ context.Context, _ access.Case, id uuid.UUID) (contract.Entry, error) {
	switch {
	case w.down:
		return contract.Entry{}, fagsystem.ErrUnavailable
	case id != w.entry.EntryId:
		return contract.Entry{}, access.ErrNotFound
	}
	return w.entry, nil
}

func (w *world) say(id uuid.UUID, answer portal.UnderstoodAnswer) (portal.PutUnderstoodResponseObject, error) {
	return w.api.PutUnderstood(w.ctx, portal.PutUnderstoodRequestObject{
		CaseCopyId: w.found.CaseCopyID, EntryId: w.entry.EntryId, AnswerId: id, Body: &portal.NewUnderstood{Answer: answer},
	})
}

func (w *world) said(t *testing.T) portal.Understood {
	t.Helper()
	answer, err := w.api.GetUnderstood(w.ctx, portal.GetUnderstoodRequestObject{CaseCopyId: w.found.CaseCopyID, EntryId: w.entry.EntryId})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Understood(answer.(portal.GetUnderstood200JSONResponse))
}

func code(err error) problem.Code {
	var told *problem.Problem
	if errors.As(err, &told) {
		return told.Code
	}
	return ""
}

func TestWhatWasSaidLastHolds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if first := w.said(t); first.Answer != nil || first.State != nil || !first.CanSay {
		t.Errorf("nothing is said: %+v", first)
	}
	partly, no := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	for range 2 { // the answer got lost, and the same comes again
		if _, err := w.say(partly, "PARTLY"); err != nil {
			t.Fatal(err)
		}
	}
	released := w.entry.Released
	w.entry.Released = contract.EntryReleasedTITLE
	if _, err := w.say(partly, "PARTLY"); err != nil || slices.Contains(w.recorded, "understood.say false") {
		t.Errorf("it was accepted, and then the entry was taken back: %v %v", err, w.recorded)
	}
	w.entry.Released = released
	if said := w.said(t); *said.Answer != "PARTLY" || *said.State != portal.MessageStateSENT || !said.At.Equal(w.now) {
		t.Errorf("%+v", said)
	}
	if _, err := w.say(partly, "YES"); code(err) != problem.OtherBody {
		t.Errorf("an id is spent once: %v", err)
	}
	w.now = w.now.Add(time.Minute)
	if _, err := w.say(no, "NO"); err != nil {
		t.Fatal(err)
	}
	w.entry.Understood = &contract.Understood{Answer: "PARTLY", At: w.now.Add(-time.Minute)}
	if said := w.said(t); *said.Answer != "NO" {
		t.Errorf("what is on its way is newer than what is registered: %+v", said)
	}
	w.entry.Understood = &contract.Understood{Answer: "YES", At: w.now.Add(time.Minute)}
	if said := w.said(t); *said.Answer != "YES" || *said.State != portal.MessageStateDELIVERED {
		t.Errorf("what the fagsystem has is newer: %+v", said)
	}
	own, err := w.store.OfKinds(t.Context(), "fjordvik", w.found.Person, w.found.CaseCopyID, contract.SubmissionKindUNDERSTOOD)
	if err != nil || len(own) != 2 || *own[0].Body.EntryId != w.entry.EntryId || own[0].SendOrder != 2 {
		t.Errorf("two answers in one lane: %+v %v", own, err)
	}
}

func TestOnlyWhatOneMayReadIsAskedAbout(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := uuid.Must(uuid.NewV7())
	if _, err := w.say(id, "MAYBE"); code(err) != problem.InvalidRequest {
		t.Error(err)
	}
	if _, err := w.say(uuid.New(), "YES"); code(err) != problem.InvalidRequest {
		t.Errorf("an id of another making: %v", err)
	}
	w.down = true
	if _, err := w.say(id, "NO"); err != nil {
		t.Errorf("while the fagsystem is silent it is taken in: %v", err)
	}
	w.down, w.entry.Released = false, contract.EntryReleasedTITLE
	w.recorded = nil
	if _, err := w.say(uuid.Must(uuid.NewV7()), "YES"); code(err) != problem.NotFound {
		t.Error(err)
	}
	if _, err := w.api.GetUnderstood(w.ctx, portal.GetUnderstoodRequestObject{CaseCopyId: w.found.CaseCopyID, EntryId: w.entry.EntryId}); code(err) != problem.NotFound {
		t.Error(err)
	}
	if want := "[understood.say false understood.read false]"; fmt.Sprint(w.recorded) != want {
		t.Error(w.recorded)
	}
	w.entry.Released, w.found.May = contract.EntryReleasedFULL, access.Capabilities{Documents: true}
	if _, err := w.say(uuid.Must(uuid.NewV7()), "YES"); code(err) != problem.NotFound || w.said(t).CanSay {
		t.Errorf("nothing is added to a closed case: %v", err)
	}
	w.found.May = access.Capabilities{Conversation: true, Writing: true}
	if _, err := w.say(uuid.Must(uuid.NewV7()), "YES"); code(err) != problem.NotFound {
		t.Errorf("whoever sees no documents says nothing of them: %v", err)
	}
}
