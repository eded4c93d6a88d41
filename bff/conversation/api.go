// Package conversation is a party's conversation with their contact person.
package conversation

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// Decider decides what the actor may see and add to; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
}

// API answers the party's requests.
type API struct {
	Access Decider
	Room   *messages.Room
	// MunicipalityName is what a municipality calls itself.
	MunicipalityName func(municipality string) string
	// Press makes receipts.
	Press *receipt.Press
}

// GetConversation is a page of the conversation. While the fagsystem doesn't
// answer, it holds only the party's own messages on their way.
func (a *API) GetConversation(ctx context.Context, r portal.GetConversationRequestObject) (portal.GetConversationResponseObject, error) {
	actor := session.FromContext(ctx)
	found, history, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "conversation.read", Needs: access.Conversation}, access.Purpose{Action: "conversation.read-own", Needs: access.Conversation})
	if err != nil {
		return nil, access.Problem(err)
	}
	place := messages.PartyPlace(actor, found)
	page, err := a.Room.Page(ctx, place, deref(r.Params.BeforePosition), deref(r.Params.Limit), history)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.GetConversation200JSONResponse(page), nil
}

// PutCitizenMessage sends a message.
func (a *API) PutCitizenMessage(ctx context.Context, r portal.PutCitizenMessageRequestObject) (portal.PutCitizenMessageResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId, access.Writing)
	if err != nil {
		return nil, err
	}
	message, created, err := a.Room.Send(ctx, place, r.MessageId, *r.Body)
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutCitizenMessage201JSONResponse(message), nil
	}
	return portal.PutCitizenMessage200JSONResponse(message), nil
}

// UndoCitizenMessage takes a message back.
func (a *API) UndoCitizenMessage(ctx context.Context, r portal.UndoCitizenMessageRequestObject) (portal.UndoCitizenMessageResponseObject, error) {
	place, found, err := a.adding(ctx, r.CaseCopyId, access.Conversation)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Undo(ctx, place, r.MessageId)
	if problem.Of(err).Code == problem.NotFound {
		// Not one's own, or none: like everything that isn't one's own, it is recorded.
		purpose := access.Purpose{Action: "message.undo", ObjectKind: "message", ObjectID: r.MessageId.String()}
		err = access.Problem(a.Access.Conclude(ctx, place.Actor, found, purpose, access.ErrNotFound))
	}
	return portal.UndoCitizenMessage200JSONResponse(draft), err
}

// PutCitizenRead notes how far the party has read.
func (a *API) PutCitizenRead(ctx context.Context, r portal.PutCitizenReadRequestObject) (portal.PutCitizenReadResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId, access.Conversation)
	if err != nil {
		return nil, err
	}
	return portal.PutCitizenRead204Response{}, a.Room.Read(ctx, place, r.Body.Position)
}

// GetCitizenDraft is what the party had begun to write.
func (a *API) GetCitizenDraft(ctx context.Context, r portal.GetCitizenDraftRequestObject) (portal.GetCitizenDraftResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId, access.Conversation)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place)
	return portal.GetCitizenDraft200JSONResponse(draft), err
}

// PutCitizenDraft saves the draft.
func (a *API) PutCitizenDraft(ctx context.Context, r portal.PutCitizenDraftRequestObject) (portal.PutCitizenDraftResponseObject, error) {
	place, _, err := a.adding(ctx, r.CaseCopyId, access.Writing)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place, *r.Body)
	if conflict != nil {
		return portal.PutCitizenDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutCitizenDraft200JSONResponse(saved), err
}

// adding decides for what reveals nothing but one's own. What is added gets its
// audit row with it.
func (a *API) adding(ctx context.Context, caseCopyID uuid.UUID, needs access.Capability) (messages.Place, access.Case, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideAdding(ctx, actor, caseCopyID, access.Purpose{Needs: needs})
	if err != nil {
		return messages.Place{}, access.Case{}, access.Problem(err)
	}
	return messages.PartyPlace(actor, found), found, nil
}

func deref[T any](value *T) T {
	if value == nil {
		var zero T
		return zero
	}
	return *value
}
