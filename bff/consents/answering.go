package consents

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mostCodePoints is how long a reason may be.
const mostCodePoints = 2_000

// PutConsentAnswer says yes or no to a consent, or withdraws one.
func (a *API) PutConsentAnswer(ctx context.Context, r portal.PutConsentAnswerRequestObject) (portal.PutConsentAnswerResponseObject, error) {
	place, found, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	shown, ok := a.proved(place, r.ConsentId, r.Body.Shown)
	if !ok || !r.Body.Reply.Valid() {
		return nil, problem.New(problem.InvalidRequest)
	}
	body, err := answerBody(place, r.ConsentId, shown, *r.Body)
	if err != nil {
		return nil, err
	}
	// In one lane with the others to the same consent: the last one holds.
	key := submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.ConsentId, ID: r.AnswerId}
	switch _, err := a.Submissions.Find(ctx, key); {
	case errors.Is(err, submissions.ErrNotFound):
		if err := a.mayAnswer(ctx, place, found, r, shown); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(answerDraft(r.ConsentId)), r.Body.Draft, submissions.New{
		Key: key, World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindCONSENTANSWER, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	answer := a.onItsWay(place, accepted)
	if created {
		return portal.PutConsentAnswer201JSONResponse(answer), nil
	}
	return portal.PutConsentAnswer200JSONResponse(answer), nil
}

// answerBody brings an answer into the form in which it is kept. No error says
// what was written.
func answerBody(place messages.Place, consentID uuid.UUID, shown contract.ConsentTextShown, given portal.NewConsentAnswer) (contract.SubmissionBody, error) {
	answer := contract.SubmissionBodyAnswer(given.Reply)
	body := contract.SubmissionBody{ConsentId: &consentID, Answer: &answer, ConsentText: &shown}
	var err error
	if body.Language, err = messages.Spoken(place, given.Language); err != nil {
		return body, err
	}
	if given.Reason != nil {
		text := messages.Clean(*given.Reason)
		if utf8.RuneCountInString(text) > mostCodePoints {
			return body, problem.New(problem.FieldTooLong).With("Most", mostCodePoints)
		}
		if !messages.Empty(text) {
			body.Text = &text
		}
	}
	return body, nil
}

// mayAnswer tells whether the log-in is fresh, and whether there is something to
// answer in these words. While the fagsystem doesn't answer, it decides at delivery.
func (a *API) mayAnswer(ctx context.Context, place messages.Place, found access.Case, r portal.PutConsentAnswerRequestObject, shown contract.ConsentTextShown) error {
	if a.Room.Now().After(place.Actor.FreshUntil(a.Fresh)) {
		return a.denied(ctx, place, r.ConsentId, problem.LogInAgain)
	}
	own, err := a.own(ctx, place)
	if err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	read, available, err := a.read(ctx, place, own)
	if err != nil {
		return access.Problem(err)
	}
	if !available {
		return nil
	}
	consent, there := read.find(r.ConsentId)
	if !there {
		return a.denied(ctx, place, r.ConsentId, problem.NotFound)
	}
	state := read.effective(consent)
	if !takes(state, r.Body.Reply) {
		return problem.New(whyNot(state))
	}
	if r.Body.Reply == portal.ConsentReplyWITHDRAWN {
		return nil
	}
	if found.Closed {
		return problem.New(problem.ConsentClosed)
	}
	spoken := ""
	if shown.Language != nil {
		spoken = *shown.Language
	}
	if now, there := shownText(consent, spoken); !there || now.Hash != shown.Hash || now.TextVersion != shown.TextVersion {
		return problem.New(problem.ConsentChanged)
	}
	return nil
}

func whyNot(state portal.ConsentState) problem.Code {
	switch state {
	case portal.ConsentStateEXPIRED:
		return problem.ConsentExpired
	case portal.ConsentStateCANCELLED:
		return problem.ConsentCancelled
	case portal.ConsentStateREPLACED:
		return problem.ConsentReplaced
	}
	return problem.ConsentAnswered
}

func (a *API) denied(ctx context.Context, place messages.Place, consentID uuid.UUID, code problem.Code) error {
	err := a.Recorder.Record(ctx, audit.Event{
		Municipality: place.Municipality, Person: place.Person, World: session.Citizen, Action: "consent.answer",
		ObjectKind: "consent", ObjectID: consentID.String(), About: place.Party, Outcome: audit.Denied,
	})
	if err != nil {
		return err
	}
	return problem.New(code)
}
