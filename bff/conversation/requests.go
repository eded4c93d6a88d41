package conversation

import (
	"context"

	"innbyggertjenesten/bff/access"
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
	needs, known := capabilityFor[r.Body.Kind]
	if !known {
		needs = access.Writing // decided first: whose case it isn't learns nothing of what is wrong
	}
	place, _, err := a.adding(ctx, r.CaseCopyId, needs)
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

// ListRequests are the party's own. While the fagsystem doesn't answer, they
// tell how far they have come.
func (a *API) ListRequests(ctx context.Context, r portal.ListRequestsRequestObject) (portal.ListRequestsResponseObject, error) {
	actor := session.FromContext(ctx)
	found, all, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "requests.read"}, access.Purpose{Action: "requests.read-own"})
	if err != nil {
		return nil, access.Problem(err)
	}
	requests, err := a.Room.Requests(ctx, placeOf(actor, found), all && found.May.Conversation)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.ListRequests200JSONResponse(portal.RequestList{Requests: requests}), nil
}
