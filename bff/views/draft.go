package views

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// GetViewDraft is the view that the party had begun to write.
func (a *API) GetViewDraft(ctx context.Context, r portal.GetViewDraftRequestObject) (portal.GetViewDraftResponseObject, error) {
	place, err := a.drafting(ctx, r.CaseCopyId, access.Conversation, r.Params.Moment, r.Params.MeetingId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place)
	return portal.GetViewDraft200JSONResponse(draft), err
}

// PutViewDraft saves it.
func (a *API) PutViewDraft(ctx context.Context, r portal.PutViewDraftRequestObject) (portal.PutViewDraftResponseObject, error) {
	place, err := a.drafting(ctx, r.CaseCopyId, access.Writing, r.Params.Moment, r.Params.MeetingId)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place, *r.Body)
	if conflict != nil {
		return portal.PutViewDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutViewDraft200JSONResponse(saved), err
}

func (a *API) drafting(ctx context.Context, caseCopyID uuid.UUID, needs access.Capability, moment *portal.ViewMoment, meeting *uuid.UUID) (messages.Place, error) {
	place, err := a.adding(ctx, caseCopyID, needs)
	if err != nil {
		return place, err
	}
	of := contract.ViewMomentANYTIME
	if moment != nil {
		of = contract.ViewMoment(*moment)
	}
	if !of.Valid() {
		return place, problem.New(problem.InvalidRequest)
	}
	return place.Drafting(viewDraft(of, meeting)), nil
}

// viewDraft names the draft of what is said at a moment of a meeting, or of none.
func viewDraft(moment contract.ViewMoment, meeting *uuid.UUID) string {
	about := "view " + string(moment)
	if meeting != nil {
		about += " " + meeting.String()
	}
	return about
}

// GetAnswersDraft is the answer that the employee had begun to write.
func (a *API) GetAnswersDraft(ctx context.Context, r portal.GetAnswersDraftRequestObject) (portal.GetAnswersDraftResponseObject, error) {
	place, err := a.answering(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place.Drafting(answersDraft(r.ViewId)))
	return portal.GetAnswersDraft200JSONResponse(draft), err
}

// PutAnswersDraft saves it.
func (a *API) PutAnswersDraft(ctx context.Context, r portal.PutAnswersDraftRequestObject) (portal.PutAnswersDraftResponseObject, error) {
	place, err := a.answering(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place.Drafting(answersDraft(r.ViewId)), *r.Body)
	if conflict != nil {
		return portal.PutAnswersDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutAnswersDraft200JSONResponse(saved), err
}

// answersDraft names the draft of the answer to a view; each employee has their own.
func answersDraft(view uuid.UUID) string { return "answers " + view.String() }
