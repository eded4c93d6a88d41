package texts

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// GetMarkAnswerDraft is the answer to a mark that the employee had begun to write.
func (a *API) GetMarkAnswerDraft(ctx context.Context, r portal.GetMarkAnswerDraftRequestObject) (portal.GetMarkAnswerDraftResponseObject, error) {
	place, err := a.answerDrafting(ctx, r.CaseCopyId, r.MarkId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place)
	return portal.GetMarkAnswerDraft200JSONResponse(draft), err
}

// PutMarkAnswerDraft saves it.
func (a *API) PutMarkAnswerDraft(ctx context.Context, r portal.PutMarkAnswerDraftRequestObject) (portal.PutMarkAnswerDraftResponseObject, error) {
	place, err := a.answerDrafting(ctx, r.CaseCopyId, r.MarkId)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place, *r.Body)
	if conflict != nil {
		return portal.PutMarkAnswerDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutMarkAnswerDraft200JSONResponse(saved), err
}

// answerDrafting decides as for what is written in the conversation: nothing is
// lost while the fagsystem doesn't answer.
func (a *API) answerDrafting(ctx context.Context, caseCopyID, markID uuid.UUID) (messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideEmployeeAdding(ctx, actor, caseCopyID, access.Purpose{})
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	return messages.EmployeePlace(actor, found).Drafting(markAnswerDraft(markID)), nil
}

// markAnswerDraft names the draft of the answer to a mark; each employee has their own.
func markAnswerDraft(markID uuid.UUID) string { return "mark answer " + markID.String() }
