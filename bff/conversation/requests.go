package conversation

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// capabilityFor is what asking for it needs. An interpreter is a part of being
// heard: whoever may write may have one.
var capabilityFor = map[portal.RequestKind]access.Capability{
	portal.RequestKindCALLME: access.CallMe, portal.RequestKindMEETINGREQUEST: access.Meeting, portal.RequestKindINTERPRETERREQUEST: access.Writing,
}

// PutRequest asks to be called, to meet or for an interpreter.
func (a *API) PutRequest(ctx context.Context, r portal.PutRequestRequestObject) (portal.PutRequestResponseObject, error) {
	place, err := a.asking(ctx, r.CaseCopyId, r.Body.Kind)
	if err != nil {
		return nil, err
	}
	message, created, err := a.Room.Request(ctx, place, r.RequestId, *r.Body)
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutRequest201JSONResponse(message), nil
	}
	return portal.PutRequest200JSONResponse(message), nil
}

// asking decides for a kind of request.
func (a *API) asking(ctx context.Context, caseCopyID uuid.UUID, kind portal.RequestKind) (messages.Place, error) {
	needs, known := capabilityFor[kind]
	if !known {
		needs = access.Writing // decided first: whose case it isn't learns nothing of what is wrong
	}
	place, _, err := a.adding(ctx, caseCopyID, needs)
	return place, err
}

// GetRequestDraft is the request that the party had begun to fill in.
func (a *API) GetRequestDraft(ctx context.Context, r portal.GetRequestDraftRequestObject) (portal.GetRequestDraftResponseObject, error) {
	place, err := a.filling(ctx, r.CaseCopyId, r.Params.Kind)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place)
	return portal.GetRequestDraft200JSONResponse(draft), err
}

// PutRequestDraft saves it.
func (a *API) PutRequestDraft(ctx context.Context, r portal.PutRequestDraftRequestObject) (portal.PutRequestDraftResponseObject, error) {
	place, err := a.filling(ctx, r.CaseCopyId, r.Params.Kind)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place, *r.Body)
	if conflict != nil {
		return portal.PutRequestDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutRequestDraft200JSONResponse(saved), err
}

// filling is the place of a kind's draft. There is nothing to fill in for an interpreter.
func (a *API) filling(ctx context.Context, caseCopyID uuid.UUID, asked *portal.RequestKind) (messages.Place, error) {
	kind := portal.RequestKindCALLME
	if asked != nil {
		kind = *asked
	}
	place, err := a.asking(ctx, caseCopyID, kind)
	switch {
	case err != nil:
		return place, err
	case kind != portal.RequestKindCALLME && kind != portal.RequestKindMEETINGREQUEST:
		return place, problem.New(problem.InvalidRequest)
	}
	return place.Drafting(messages.RequestDraft(kind)), nil
}

// ListRequests are the party's own. While the fagsystem doesn't answer, they
// tell how far they have come.
func (a *API) ListRequests(ctx context.Context, r portal.ListRequestsRequestObject) (portal.ListRequestsResponseObject, error) {
	actor := session.FromContext(ctx)
	found, all, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "requests.read"}, access.Purpose{Action: "requests.read-own"})
	if err != nil {
		return nil, access.Problem(err)
	}
	requests, err := a.Room.Requests(ctx, messages.PartyPlace(actor, found), all && found.May.Conversation)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.ListRequests200JSONResponse(portal.RequestList{Requests: requests}), nil
}
