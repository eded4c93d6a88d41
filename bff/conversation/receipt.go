package conversation

import (
	"context"
	"errors"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// GetMessageReceipt is a receipt for what one has sent oneself. While
// the fagsystem doesn't answer, there is one for what is still kept here.
func (a *API) GetMessageReceipt(ctx context.Context, r portal.GetMessageReceiptRequestObject) (portal.GetMessageReceiptResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "message.receipt", ObjectKind: "message", ObjectID: r.MessageId.String(), ByCaller: true}
	found, all, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId, purpose, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	history := all && (found.May.Conversation || found.May.Complaint)
	place := messages.PartyPlace(actor, found)
	message, err := a.Room.OwnMessage(ctx, place, r.MessageId, history)
	complaint := message.On != nil && message.On.Kind == portal.OnEntryKindCOMPLAINT
	if err == nil && message.Request == nil && !complaint && !found.May.Conversation || err != nil && problem.Of(err).Code == problem.NotFound {
		err = access.ErrNotFound
	}
	switch err = a.Access.Conclude(ctx, actor, found, purpose, err); {
	case errors.Is(err, access.ErrNotFound):
		return nil, access.Problem(err)
	case err != nil:
		return nil, err // a problem already, with words about receipts
	}
	contact := ""
	if all {
		contact = a.Room.KnowCase(ctx, place, &message, found.May.Documents)
	}
	handed := receipt.OfMessage(message, actor.Language)
	handed.Municipality = a.MunicipalityName(found.Municipality)
	if all && found.May.Conversation {
		handed.Contact = contact
	}
	return a.Room.Print(ctx, a.Press, place, handed)
}
