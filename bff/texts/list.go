package texts

import (
	"cmp"
	"context"
	"log/slog"
	"slices"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// GetTextRequests are the party's own. While the fagsystem doesn't answer, they
// tell how far they have come.
func (a *API) GetTextRequests(ctx context.Context, r portal.GetTextRequestsRequestObject) (portal.GetTextRequestsResponseObject, error) {
	actor := session.FromContext(ctx)
	found, all, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "text-requests.read", Needs: access.Documents}, access.Purpose{Action: "text-requests.read-own", Needs: access.Asking})
	if err != nil {
		return nil, access.Problem(err)
	}
	list, err := a.list(ctx, messages.PartyPlace(actor, found), all)
	return portal.GetTextRequests200JSONResponse(list), err
}

// Whole are all of the party's own, for somebody who was decided about to take
// along: as they are shown, or an error where the fagsystem doesn't answer.
func (a *API) Whole(ctx context.Context, actor *session.Actor, found access.Case) (portal.TextRequests, error) {
	list, err := a.list(ctx, messages.PartyPlace(actor, found), true)
	if err == nil && !list.HistoryAvailable {
		err = fagsystem.ErrUnavailable
	}
	return list, err
}

// list is what one has on the way and what the fagsystem has.
func (a *API) list(ctx context.Context, place messages.Place, history bool) (portal.TextRequests, error) {
	list := portal.TextRequests{Translations: []portal.TranslationRequest{}, Marks: []portal.Mark{}}
	// First what is on its way, then what is registered: what is registered in
	// between is in both. The other way round it would be in neither.
	asking, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindTRANSLATIONREQUEST)
	if err != nil {
		return list, err
	}
	marking, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindPARAGRAPHMARK)
	if err != nil {
		return list, err
	}
	var asked contract.TextRequests
	var hidden show.Hidden
	if history {
		asked, err = a.asked(ctx, place.Municipality, place.CaseCopyID)
		if err == nil && slices.ContainsFunc(asked.Marks, answered) {
			if hidden, err = a.hidden(ctx, place.Municipality, place.CaseCopyID); err != nil {
				asked = contract.TextRequests{} // nobody can say what in an answer is protected from the party
			}
		}
		if list.HistoryAvailable = err == nil; err != nil {
			slog.WarnContext(ctx, "what is asked about texts is shown without what the fagsystem has", "municipality", place.Municipality, "error", err.Error())
		}
	}
	known := map[uuid.UUID]bool{}
	for _, order := range asked.Translations {
		known[order.RequestId] = true
		list.Translations = append(list.Translations, ordered(order))
	}
	for _, mark := range asked.Marks {
		known[mark.MarkId] = true
		list.Marks = append(list.Marks, marked(mark, hidden, true))
	}
	for _, one := range slices.Backward(asking) {
		if shown, kept := onItsWay(one); kept && !known[one.ID] && unregistered(one, list.HistoryAvailable) {
			list.Translations = instead(list.Translations, shown)
		}
	}
	for _, one := range marking {
		if shown, kept := markOnItsWay(one); kept && !known[one.ID] && unregistered(one, list.HistoryAvailable) {
			list.Marks = append(list.Marks, shown)
		}
	}
	slices.SortStableFunc(list.Marks, func(x, y portal.Mark) int {
		return cmp.Or(y.MarkedAt.Compare(x.MarkedAt), cmp.Compare(y.MarkId.String(), x.MarkId.String()))
	})
	return list, nil
}

func answered(mark contract.ParagraphMark) bool { return mark.Answer != nil && mark.Answer.Text != nil }

// unregistered: what is registered is in the fagsystem's answer, where there is one.
func unregistered(one submissions.Submission, answered bool) bool {
	return one.State != submissions.Registered || !answered
}

// instead puts a newer request for the same in the former's place.
func instead(list []portal.TranslationRequest, one portal.TranslationRequest) []portal.TranslationRequest {
	at := slices.IndexFunc(list, func(before portal.TranslationRequest) bool {
		return before.DocumentId == one.DocumentId && show.SameLanguage(before.Language, one.Language)
	})
	switch {
	case at < 0:
		return append(list, one)
	case one.AskedAt.After(list[at].AskedAt):
		list[at] = one
	}
	return list
}
