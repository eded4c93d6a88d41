package messages

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/show"
)

// Printed is a receipt on its way: to keep, never to show within the page.
type Printed struct {
	content     []byte
	name, ascii string
}

// Print makes the receipt for what a party has handed in, in their language.
func (r *Room) Print(ctx context.Context, press *receipt.Press, p Place, handed receipt.Handed) (Printed, error) {
	content, err := press.PDF(ctx, handed, p.Actor.Language, r.Now())
	if err != nil {
		return Printed{}, problem.Wrap(problem.Unavailable, err)
	}
	name, ascii := receipt.FileName(p.Actor.Language, handed.SentAt)
	return Printed{content: content, name: name, ascii: ascii}, nil
}

// VisitGetMessageReceiptResponse writes the answer.
func (f Printed) VisitGetMessageReceiptResponse(w http.ResponseWriter) error { return f.write(w) }

// VisitGetConsentReceiptResponse writes the answer.
func (f Printed) VisitGetConsentReceiptResponse(w http.ResponseWriter) error { return f.write(w) }

func (f Printed) write(w http.ResponseWriter) error {
	header := w.Header()
	show.Kept(header, "application/pdf", `filename="`+f.ascii+`"; filename*=UTF-8''`+url.PathEscape(f.name))
	header.Set("Content-Length", strconv.Itoa(len(f.content)))
	w.WriteHeader(http.StatusOK)
	_, err := bytes.NewReader(f.content).WriteTo(w)
	return err
}
