package conversation

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// GetMessageReceipt is a receipt for a message or a request of one's own. While
// the fagsystem doesn't answer, there is one for what is still kept here.
func (a *API) GetMessageReceipt(ctx context.Context, r portal.GetMessageReceiptRequestObject) (portal.GetMessageReceiptResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "message.receipt", ObjectKind: "message", ObjectID: r.MessageId.String(), ByCaller: true}
	found, all, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId, purpose, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	history := all && found.May.Conversation
	place := placeOf(actor, found)
	message, err := a.Room.OwnMessage(ctx, place, r.MessageId, history)
	if err == nil && message.Request == nil && !found.May.Conversation || err != nil && problem.Of(err).Code == problem.NotFound {
		err = access.ErrNotFound
	}
	switch err = a.Access.Conclude(ctx, actor, found, purpose, err); {
	case errors.Is(err, access.ErrNotFound):
		return nil, access.Problem(err)
	case err != nil:
		return nil, err // a problem already, with words about receipts
	}
	handed := receipt.OfMessage(message, actor.Language)
	handed.Municipality = a.MunicipalityName(found.Municipality)
	if history {
		handed.Contact = a.Room.ContactName(ctx, place)
	}
	file, err := a.Press.PDF(ctx, handed, actor.Language, a.Room.Now())
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	name, ascii := receipt.FileName(actor.Language, message.SentAt)
	return keptFile{content: file, name: name, ascii: ascii}, nil
}

// keptFile is a receipt on its way: to keep, never to show within the page.
type keptFile struct {
	content     []byte
	name, ascii string
}

// VisitGetMessageReceiptResponse writes the answer.
func (f keptFile) VisitGetMessageReceiptResponse(w http.ResponseWriter) error {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Type", "application/pdf")
	header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'; sandbox")
	header.Set("Content-Disposition", `attachment; filename="`+f.ascii+`"; filename*=UTF-8''`+url.PathEscape(f.name))
	header.Set("Content-Length", strconv.Itoa(len(f.content)))
	w.WriteHeader(http.StatusOK)
	_, err := bytes.NewReader(f.content).WriteTo(w)
	return err
}
