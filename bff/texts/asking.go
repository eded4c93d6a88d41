package texts

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// requests names the submission that asks for a translation: one for each party,
// document, language and version of the original, on whatever device and however
// often it is asked. Where something came that can't be used, asking again is
// another request, once for each that ended so.
var requests = uuid.MustParse("8c1c6a0e-9b7f-4f0a-8a57-3d1b0a5e2c44")

func requestID(found access.Case, document contract.EntryDocument, language string, inVain *uuid.UUID) uuid.UUID {
	of := []string{found.Municipality, found.PartyID.String(), document.DocumentId.String(), language, document.Version}
	if inVain != nil {
		of = append(of, inVain.String())
	}
	return uuid.NewSHA1(requests, []byte(strings.Join(of, " ")))
}

// PutTranslationRequest asks for a document in a language.
func (a *API) PutTranslationRequest(ctx context.Context, r portal.PutTranslationRequestRequestObject) (portal.PutTranslationRequestResponseObject, error) {
	purpose := about("translation.ask", r.DocumentId)
	found, place, err := a.decided(ctx, r.CaseCopyId, purpose)
	if err != nil {
		return nil, err
	}
	entry, document, err := a.document(ctx, found, r.EntryId, r.DocumentId)
	if err := a.concluded(ctx, found, purpose, err); err != nil {
		return nil, err
	}
	language := r.Language
	if messages.CheckLanguage(language) != nil || language == document.OriginalLanguage {
		return nil, problem.New(problem.InvalidRequest)
	}
	before, inVain := a.before(ctx, found, entry, document, language)
	if before != nil {
		return portal.PutTranslationRequest200JSONResponse(*before), nil
	}
	id := requestID(found, document, language, inVain)
	accepted, created, err := a.Submissions.Accept(ctx, submissions.New{
		// A lane of its own: what is parked holds up nothing else.
		Key:   submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: id, ID: id},
		World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindTRANSLATIONREQUEST, About: place.Party,
		Body: contract.SubmissionBody{EntryId: &r.EntryId, DocumentId: &r.DocumentId, Language: &language},
		Within: func(tx pgx.Tx) error {
			return a.Expecter.Expect(ctx, tx, place.Municipality, place.Person, id, r.EntryId)
		},
	})
	if err != nil {
		return nil, problem.Wrap(problem.Unavailable, err)
	}
	shown, _ := onItsWay(accepted)
	if created {
		return portal.PutTranslationRequest201JSONResponse(shown), nil
	}
	return portal.PutTranslationRequest200JSONResponse(shown), nil
}

// document is a document of this party's copy.
func (a *API) document(ctx context.Context, found access.Case, entryID, documentID uuid.UUID) (contract.Entry, contract.EntryDocument, error) {
	entry, err := a.Documents.EntryFor(ctx, found, entryID)
	if err != nil {
		return entry, contract.EntryDocument{}, err
	}
	document, there := show.Document(entry, documentID)
	if !there {
		err = access.ErrNotFound
	}
	return entry, document, err
}

// before is what became of the same request already, also where there is nothing
// to ask for; inVain is the one that ended with something that can't be used: a
// machine's, an outdated one, or one that was taken out again. Where
// the fagsystem doesn't say, asking once more is the same request.
func (a *API) before(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument, language string) (before *portal.TranslationRequest, inVain *uuid.UUID) {
	asked, _ := a.asked(ctx, found.Municipality, found.CaseCopyID)
	here := show.ByPerson(entry, document, language)
	for _, order := range asked.Translations {
		switch {
		case order.DocumentId != document.DocumentId || !show.SameLanguage(order.Language, language):
		case here || order.State != contract.TranslationStateAVAILABLE:
			return new(ordered(order)), nil
		case inVain == nil:
			inVain = &order.RequestId
		}
	}
	if !here {
		return nil, inVain
	}
	return &portal.TranslationRequest{
		EntryId: entry.EntryId, DocumentId: document.DocumentId, Language: language, State: portal.TranslationStateAVAILABLE, AskedAt: entry.ReleasedAt,
	}, nil
}

// ordered is what the fagsystem says of a request; a word that isn't known here
// promises nothing.
func ordered(order contract.TranslationOrder) portal.TranslationRequest {
	shown := portal.TranslationRequest{
		EntryId: order.EntryId, DocumentId: order.DocumentId, Language: order.Language, State: portal.TranslationStateASKED, AskedAt: order.AskedAt.UTC(),
	}
	switch order.State {
	case contract.TranslationStateORDERED:
		shown.State, shown.ExpectedOn = portal.TranslationStateORDERED, order.ExpectedOn
	case contract.TranslationStateINTERPRETER:
		shown.State = portal.TranslationStateINTERPRETER
	case contract.TranslationStateAVAILABLE:
		shown.State = portal.TranslationStateAVAILABLE
	}
	return shown
}

// onItsWay is one's own request that the fagsystem's answer lacks; ok is false
// where nothing of it is kept here any more.
func onItsWay(one submissions.Submission) (shown portal.TranslationRequest, ok bool) {
	if one.Body == nil || one.Body.EntryId == nil || one.Body.DocumentId == nil || one.Body.Language == nil {
		return shown, false
	}
	shown = portal.TranslationRequest{
		EntryId: *one.Body.EntryId, DocumentId: *one.Body.DocumentId, Language: *one.Body.Language, AskedAt: one.AcceptedAt,
		State: portal.TranslationStateSENT, Reason: waits(one),
	}
	switch one.State {
	case submissions.Registered:
		shown.State = portal.TranslationStateASKED
	case submissions.Parked:
		shown.State = portal.TranslationStatePARKED
	}
	return shown, true
}

// waits is why something isn't delivered yet.
func waits(one submissions.Submission) *portal.WaitReason {
	if one.State == submissions.Registered || one.Reason == submissions.NoReason {
		return nil
	}
	reason := portal.WaitReason(one.Reason)
	return &reason
}
