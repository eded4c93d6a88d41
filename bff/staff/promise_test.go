package staff

import (
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/portal"

	contract "innbyggertjenesten/contracts/fagsystem"
)

func TestAnAnswerIsPromisedOnceForADayThatCanBeKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.answer.Conversations = []contract.EmployeeConversation{conversation("Rania", 1, 1, 1, contract.SidePARTY)}
	copyID := d.answer.Conversations[0].CaseCopyId
	now := noon
	d.api.Room.Now = func() time.Time { return now }
	promise := func(id uuid.UUID, day string) (portal.PutAnswerPromiseResponseObject, error) {
		parsed, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return d.api.PutAnswerPromise(d.ctx, portal.PutAnswerPromiseRequestObject{
			CaseCopyId: copyID, PromiseId: id, Body: &portal.NewAnswerPromise{AnswerBy: openapi.Date{Time: parsed}},
		})
	}
	id := uuid.Must(uuid.NewV7())
	answer, err := promise(id, "2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	made := answer.(portal.PutAnswerPromise201JSONResponse)
	if made.AnswerBy.String() != "2026-11-24" || !made.Mine || made.State != portal.MessageStateSENT {
		t.Errorf("%+v", made)
	}
	// A lost answer is asked for again, be it when the day has passed.
	now = noon.AddDate(0, 0, 10)
	if again, err := promise(id, "2026-11-24"); err != nil || again.(portal.PutAnswerPromise200JSONResponse).MessageId != id {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := promise(id, "2026-12-01"); err == nil || problem.Of(err).Code != problem.OtherBody {
		t.Errorf("another day under the same id: %v", err)
	}
	now = noon
	for _, day := range []string{"2026-11-19", "2027-01-20", "0001-01-01"} {
		if _, err := promise(uuid.Must(uuid.NewV7()), day); err == nil || problem.Of(err).Code != problem.DayUnclear {
			t.Errorf("%s: %v", day, err)
		}
	}
	if _, err := promise(uuid.New(), "2026-11-24"); err == nil || problem.Of(err).Code != problem.InvalidRequest {
		t.Errorf("not the seventh version: %v", err)
	}
	copyID = uuid.New()
	if _, err := promise(uuid.Must(uuid.NewV7()), "2026-11-24"); err == nil || problem.Of(err).Code != problem.NotFound {
		t.Errorf("somebody else's conversation: %v", err)
	}
}
