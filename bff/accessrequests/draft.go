package accessrequests

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/contracts/portal"
)

// requestDraft names the draft of a request; there is one in each case.
const requestDraft = "access-request"

// GetAccessRequestDraft is the request that the party had begun to write.
func (a *API) GetAccessRequestDraft(ctx context.Context, r portal.GetAccessRequestDraftRequestObject) (portal.GetAccessRequestDraftResponseObject, error) {
	place, err := a.drafting(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place)
	return portal.GetAccessRequestDraft200JSONResponse(draft), err
}

// PutAccessRequestDraft saves it.
func (a *API) PutAccessRequestDraft(ctx context.Context, r portal.PutAccessRequestDraftRequestObject) (portal.PutAccessRequestDraftResponseObject, error) {
	place, err := a.drafting(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place, *r.Body)
	if conflict != nil {
		return portal.PutAccessRequestDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutAccessRequestDraft200JSONResponse(saved), err
}

// drafting decides as for asking: what is half written names documents too.
func (a *API) drafting(ctx context.Context, caseCopyID uuid.UUID) (messages.Place, error) {
	_, place, err := a.asking(ctx, caseCopyID)
	return place.Drafting(requestDraft), err
}
