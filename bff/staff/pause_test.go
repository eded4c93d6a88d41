package staff

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// register is a fagsystem that pauses, and the portal's side of it; both write
// down in which order they are asked.
type register struct {
	asked  []string
	choice contract.PauseChoice
	err    error
	begin  error
	party  session.PersonRef
}

func (r *register) PutPause(_ context.Context, _ uuid.UUID, choice contract.PauseChoice) (contract.Pause, error) {
	r.asked, r.choice = append(r.asked, "fagsystem"), choice
	if r.err != nil || !choice.Paused {
		return contract.Pause{}, r.err
	}
	at := noon
	return contract.Pause{PausedAt: &at}, nil
}

func (r *register) Begin(_ context.Context, party session.PersonRef, _ uuid.UUID) error {
	r.asked, r.party = append(r.asked, "begin"), party
	return r.begin
}

func (r *register) End(_ context.Context, party session.PersonRef, _ uuid.UUID) error {
	r.asked, r.party = append(r.asked, "end"), party
	return nil
}

func newPausingDesk(t *testing.T) (*desk, *register, func(paused bool) (portal.Pause, error)) {
	d, r := newDesk(t), &register{}
	d.api.Fagsystem, d.api.Pauses = func(string) Fagsystem { return r }, r
	mother := conversation("mother", 0, 0, 1, contract.SidePARTY)
	mother.Party.PersonId = uuid.New()
	d.answer.Conversations = []contract.EmployeeConversation{mother}
	return d, r, func(paused bool) (portal.Pause, error) {
		answer, err := d.api.PutPause(d.ctx, portal.PutPauseRequestObject{CaseCopyId: mother.CaseCopyId, Body: &portal.PauseChoice{Paused: paused}})
		if err != nil {
			return portal.Pause{}, err
		}
		return portal.Pause(answer.(portal.PutPause200JSONResponse)), nil
	}
}

func TestPausingFollowsTheFagsystemAndIsAudited(t *testing.T) {
	t.Parallel()
	d, r, put := newPausingDesk(t)
	mother := d.answer.Conversations[0].Party.PersonId
	held, err := put(true)
	if err != nil || held.PausedAt == nil || !slices.Equal(r.asked, []string{"fagsystem", "begin"}) {
		t.Fatalf("%+v %v %v", held, err, r.asked)
	}
	if r.party.FagsystemPersonID != mother.String() || r.party.Municipality != "fjordvik" {
		t.Errorf("whose: %+v", r.party)
	}
	lifted, err := put(false)
	if err != nil || lifted.PausedAt != nil || !slices.Equal(r.asked[2:], []string{"fagsystem", "end"}) {
		t.Fatalf("%+v %v %v", lifted, err, r.asked)
	}
	for i, action := range []string{"pause.set", "pause.lift"} {
		event := d.recorded[i]
		if event.Action != action || event.Outcome != audit.Allowed || event.Person != d.employee || event.World != session.Employee || event.ObjectKind != "case-copy" {
			t.Errorf("%+v", event)
		}
	}
	if len(d.recorded) != 2 {
		t.Errorf("%+v", d.recorded)
	}
}

func TestNothingIsHalfDone(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		err     error
		code    problem.Code
		outcome audit.Outcome
	}{
		"the fagsystem is away":  {fagsystem.ErrUnavailable, problem.FagsystemUnavailable, audit.Failed},
		"it answers nonsense":    {fagsystem.ErrFault, problem.FagsystemUnavailable, audit.Failed},
		"it refuses":             {fagsystem.ErrRefused, problem.NotFound, audit.Denied},
		"it has no such a party": {fagsystem.ErrNotFound, problem.NotFound, audit.Denied},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, r, put := newPausingDesk(t)
			r.err = one.err
			if _, err := put(true); err == nil || problem.Of(err).Code != one.code {
				t.Errorf("%v", err)
			}
			if !slices.Equal(r.asked, []string{"fagsystem"}) {
				t.Errorf("something was done: %v", r.asked)
			}
			if len(d.recorded) != 1 || d.recorded[0].Outcome != one.outcome || d.recorded[0].Action != "pause.set" {
				t.Errorf("%+v", d.recorded)
			}
		})
	}
	t.Run("the fagsystem can't say who may", func(t *testing.T) {
		t.Parallel()
		d, r, put := newPausingDesk(t)
		d.err = fagsystem.ErrUnavailable
		if _, err := put(true); err == nil || problem.Of(err).Code != problem.FagsystemUnavailable || len(r.asked) > 0 {
			t.Errorf("%v %v", err, r.asked)
		}
	})
	t.Run("a conversation of others", func(t *testing.T) {
		t.Parallel()
		d, r, put := newPausingDesk(t)
		d.err = access.ErrNotFound
		if _, err := put(true); err == nil || problem.Of(err).Code != problem.NotFound || len(r.asked) > 0 {
			t.Errorf("%v %v", err, r.asked)
		}
	})
	t.Run("it is paused, but what is open couldn't be ended", func(t *testing.T) {
		t.Parallel()
		d, r, put := newPausingDesk(t)
		r.begin = errors.New("no database")
		if _, err := put(true); err == nil || problem.Of(err).Code != problem.Unavailable {
			t.Errorf("%v", err)
		}
		if len(d.recorded) != 1 || d.recorded[0].Outcome != audit.Allowed {
			t.Errorf("%+v", d.recorded)
		}
	})
}

func TestThePauseShowsInTheInboxAndTheConversation(t *testing.T) {
	t.Parallel()
	one := conversation("mother", 0, 0, 1, contract.SidePARTY)
	since := noon
	one.PausedAt = &since
	item, ok := inboxItem(one, nil, nil)
	if !ok || item.PausedAt == nil || !item.PausedAt.Equal(noon) {
		t.Errorf("%+v", item)
	}
	var shown portal.EmployeeConversation
	about(&shown, one, time.Now())
	if shown.PausedAt == nil || !shown.PausedAt.Equal(noon) {
		t.Errorf("%+v", shown)
	}
}
