package consents

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// GetConsentReceipt is a receipt for an answer of one's own, with the words that
// were answered.
func (a *API) GetConsentReceipt(ctx context.Context, r portal.GetConsentReceiptRequestObject) (portal.GetConsentReceiptResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "consent.receipt", Needs: access.Consents, ObjectKind: "consent", ObjectID: r.ConsentId.String(), ByCaller: true}
	found, known, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId, purpose, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	place := placeOf(actor, found)
	handed, err := a.handed(ctx, place, r, known)
	switch err = a.Access.Conclude(ctx, actor, found, purpose, err); {
	case errors.Is(err, access.ErrNotFound):
		return nil, access.Problem(err)
	case err != nil:
		return nil, err
	}
	handed.Municipality = a.MunicipalityName(found.Municipality)
	return a.Room.Print(ctx, a.Press, place, handed)
}

// handed finds the answer and the words that it answered.
func (a *API) handed(ctx context.Context, place messages.Place, r portal.GetConsentReceiptRequestObject, known bool) (receipt.Handed, error) {
	var handed receipt.Handed
	own, err := a.own(ctx, place)
	if err != nil {
		return handed, problem.Wrap(problem.Unavailable, err)
	}
	if !known {
		return handed, problem.New(problem.ReceiptUnavailable)
	}
	read, available, err := a.read(ctx, place, own)
	switch {
	case err != nil:
		return handed, access.ErrNotFound
	case !available:
		return handed, problem.New(problem.ReceiptUnavailable)
	}
	consent, there := read.find(r.ConsentId)
	if !there {
		return handed, access.ErrNotFound
	}
	shown := read.consent(consent, false)
	step, there := answered(shown, r.AnswerId)
	if !there {
		return handed, access.ErrNotFound
	}
	words := receipt.ConsentWords{Purpose: shown.Original.Purpose, Version: step.TextVersion, ForChild: shown.ForChild}
	if shown.Original.Text != nil {
		words.Text = *shown.Original.Text
	}
	if step.TextVersion != consent.TextVersion {
		words.Text = ""
		if step.Earlier != nil {
			words.Purpose, words.Text = step.Earlier.Purpose, step.Earlier.Text
		}
	}
	handed = receipt.OfConsent(messages.NameOf(place.Actor), *step.Answer, words, place.Actor.Language)
	handed.Contact = read.contact
	return handed, nil
}

// answered is the step that is an answer.
func answered(shown portal.Consent, answerID uuid.UUID) (portal.ConsentStep, bool) {
	for _, step := range shown.History {
		if step.Answer != nil && step.Answer.AnswerId == answerID {
			return step, true
		}
	}
	return portal.ConsentStep{}, false
}
