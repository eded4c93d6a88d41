package consents

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"
)

// GetConsentDraft is the answer that the party had begun.
func (a *API) GetConsentDraft(ctx context.Context, r portal.GetConsentDraftRequestObject) (portal.GetConsentDraftResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place.Drafting(answerDraft(r.ConsentId)))
	return portal.GetConsentDraft200JSONResponse(draft), err
}

// PutConsentDraft keeps it.
func (a *API) PutConsentDraft(ctx context.Context, r portal.PutConsentDraftRequestObject) (portal.PutConsentDraftResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place.Drafting(answerDraft(r.ConsentId)), *r.Body)
	if conflict != nil {
		return portal.PutConsentDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutConsentDraft200JSONResponse(saved), err
}

// answerDraft names the draft of the answer to a consent.
func answerDraft(consent uuid.UUID) string { return "consent " + consent.String() }
