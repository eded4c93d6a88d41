package views_test

import (
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/portal"
)

func TestTheContactPersonAnswersAndNothingChangesForThePartyBeforeItIsRegistered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	view := uuid.Must(uuid.NewV7())
	w.register(view, good())
	prompt := portal.ViewPromptTHISISGOOD
	given := portal.NewAnswers{Answers: []portal.NewAnswer{
		{Prompt: &prompt, Outcome: portal.AnswerOutcomeUSED, Reason: " Det står i planen. "}, {Outcome: portal.AnswerOutcomePARTLY, Reason: "Takk"},
	}}
	put := func(to, id uuid.UUID, given portal.NewAnswers) (portal.PutAnswersResponseObject, error) {
		return w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: to, AnswerId: id, Body: &given})
	}
	id := uuid.Must(uuid.NewV7())
	accepted, err := put(view, id, given)
	if err != nil {
		t.Fatal(err)
	}
	if message := portal.Message(accepted.(portal.PutAnswers201JSONResponse)); *message.AnswersTo != view || message.Answers[0].Reason != "Det står i planen." {
		t.Errorf("%+v", message)
	}
	if again, err := put(view, id, given); err != nil {
		t.Error(err)
	} else if _, same := again.(portal.PutAnswers200JSONResponse); !same {
		t.Errorf("%T", again)
	}
	_, err = put(view, id, portal.NewAnswers{Answers: given.Answers[:1]})
	expectCode(t, err, problem.OtherBody)

	staff := w.staffList(t).Views[0]
	if staff.Items[0].Answer == nil || *staff.Items[0].Answer.State != portal.MessageStateSENT || staff.Answer == nil || staff.Items[1].Answer != nil {
		t.Errorf("%+v", staff)
	}
	if child := w.list(t).Views[0]; child.Answer != nil || child.Items[0].Answer != nil {
		t.Errorf("%+v", child)
	}

	_, err = put(uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), given)
	expectCode(t, err, problem.NotFound)
	if len(w.recorded) != 1 || w.recorded[0].Outcome != audit.Denied {
		t.Errorf("%+v", w.recorded)
	}
	w.down = true // nobody can say: the fagsystem decides at delivery
	if _, err := put(uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), given); err != nil {
		t.Error(err)
	}
	for _, wrong := range []portal.NewAnswers{
		{}, {Answers: []portal.NewAnswer{{Outcome: "MAYBE", Reason: "x"}}}, {Answers: []portal.NewAnswer{{Outcome: portal.AnswerOutcomeUSED, Reason: " "}}},
		{Answers: []portal.NewAnswer{given.Answers[1], given.Answers[1]}},
	} {
		if _, err := put(view, uuid.Must(uuid.NewV7()), wrong); err == nil {
			t.Errorf("accepted: %+v", wrong)
		}
	}
}

func TestTheAnswerToEachViewIsADraftUntilItIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, second := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.register(first, good())
	save := func(view uuid.UUID, draft portal.Draft) (portal.PutAnswersDraftResponseObject, error) {
		return w.api.PutAnswersDraft(w.staff, portal.PutAnswersDraftRequestObject{CaseCopyId: w.caseCopy, ViewId: view, Body: &draft})
	}
	read := func(view uuid.UUID) portal.Draft {
		t.Helper()
		answer, err := w.api.GetAnswersDraft(w.staff, portal.GetAnswersDraftRequestObject{CaseCopyId: w.caseCopy, ViewId: view})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(answer.(portal.GetAnswersDraft200JSONResponse))
	}
	for view, text := range map[uuid.UUID]string{first: "det står i", second: "vi må"} {
		if _, err := save(view, portal.Draft{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if read(first).Text != "det står i" || read(second).Text != "vi må" {
		t.Error("drafts are mixed up")
	}
	answer, err := save(first, portal.Draft{Text: "fra en annen pult", Revision: 9})
	if conflict, is := answer.(portal.PutAnswersDraft409ApplicationProblemPlusJSONResponse); err != nil || !is || conflict.Saved.Text != "det står i" {
		t.Errorf("%+v %v", answer, err)
	}
	given := portal.NewAnswers{Answers: []portal.NewAnswer{{Outcome: portal.AnswerOutcomeUSED, Reason: "Det står i planen."}}, Draft: &portal.DraftBase{Revision: 1}}
	_, err = w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: first, AnswerId: uuid.Must(uuid.NewV7()), Body: &given})
	if err != nil {
		t.Fatal(err)
	}
	if read(first).Text != "" || read(second).Text != "vi må" {
		t.Error("what was sent is a draft still, or something else isn't any more")
	}
	_, err = w.api.GetAnswersDraft(w.staff, portal.GetAnswersDraftRequestObject{CaseCopyId: uuid.New(), ViewId: first})
	expectCode(t, err, problem.NotFound)
}
