package views

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// ListEmployeeViews are a party's views, comments and complaints, with what
// became of them.
func (a *API) ListEmployeeViews(ctx context.Context, r portal.ListEmployeeViewsRequestObject) (portal.ListEmployeeViewsResponseObject, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	found, err := a.Access.DecideEmployee(patient, actor, r.CaseCopyId, access.Purpose{Action: "views.read"})
	cancel()
	if err != nil {
		return nil, access.Problem(err)
	}
	place := messages.EmployeePlace(actor, found)
	// First what is on its way, then what is registered: what is registered in
	// between is in both. The other way round it would be in neither.
	given, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindANSWER)
	if err != nil {
		return nil, err
	}
	list := portal.EmployeeViewList{Views: []portal.View{}, Places: []portal.AnswerPlace{}}
	var read reading
	if read, list.HistoryAvailable = a.read(ctx, place, looking{kinds: allKinds, entries: true, documents: true, own: given}); list.HistoryAvailable {
		list.Views, list.Places = read.views(place), a.places(ctx, place, read)
	}
	for _, one := range slices.Backward(given) {
		a.given(place, read, list.Views, one)
	}
	return portal.ListEmployeeViews200JSONResponse(list), nil
}

// given puts one's own answer on its way next to what it answers.
func (a *API) given(place messages.Place, read reading, views []portal.View, one submissions.Submission) {
	if one.State == submissions.Registered || one.Body == nil || one.Body.Answers == nil || one.Body.Language == nil {
		return
	}
	at := slices.IndexFunc(views, func(view portal.View) bool { return view.ViewId == one.Body.Answers.To })
	if at < 0 {
		return
	}
	message := a.Room.Own(place, one)
	for _, answer := range one.Body.Answers.Answers {
		shown := portal.Answer{
			Outcome: messages.Outcome(answer.Outcome), Reason: answer.Reason, Language: *one.Body.Language, Direction: *direction(*one.Body.Language),
			AnsweredAt: one.AcceptedAt, ByRole: portal.EmployeeRelationCONTACTPERSON, State: &message.State, WaitReason: message.Reason,
		}
		shown.Withheld = read.reader.Hidden().Withhold(false, &shown.Reason)
		if answer.Link != nil {
			shown.Link = read.link(*answer.Link)
		}
		read.put(&views[at], answer.Prompt, shown)
	}
}

// PutAnswers answers what became of a view, a comment or a complaint.
func (a *API) PutAnswers(ctx context.Context, r portal.PutAnswersRequestObject) (portal.PutAnswersResponseObject, error) {
	place, err := a.answering(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	body, err := answersBody(place, r.ViewId, *r.Body)
	if err != nil {
		return nil, err
	}
	if err := a.answerable(ctx, place, r.ViewId, body.Answers.Answers); err != nil {
		return nil, err
	}
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(answersDraft(r.ViewId)), r.Body.Draft, submissions.New{
		// In one lane with the others to the same view: the last one holds.
		Key:   submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.ViewId, ID: r.AnswerId},
		World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindANSWER, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	message := a.Room.Own(place, accepted)
	if created {
		return portal.PutAnswers201JSONResponse(message), nil
	}
	return portal.PutAnswers200JSONResponse(message), nil
}

// answerable tells whether there is such a thing in this conversation that is
// answered so. While the fagsystem doesn't answer, it decides at delivery.
func (a *API) answerable(ctx context.Context, place messages.Place, viewID uuid.UUID, given []contract.NewAnswer) error {
	read, answered := a.read(ctx, place, looking{kinds: allKinds})
	if !answered {
		return nil
	}
	said, there := read.byID[viewID]
	if !there {
		return a.denied(ctx, place, "view.answer", "view", viewID)
	}
	for _, answer := range given {
		if !slices.Contains(outcomesOf(said.Kind), answer.Outcome) || said.Kind != contract.SubmissionKindVIEW && answer.Prompt != nil {
			return problem.New(problem.InvalidRequest)
		}
	}
	return nil
}

// outcomesOf are what can become of something. A complaint is decided about; it
// is never just left unused.
func outcomesOf(kind contract.SubmissionKind) []contract.AnswerOutcome {
	if kind == contract.SubmissionKindCOMPLAINT {
		return []contract.AnswerOutcome{
			contract.AnswerOutcomeUPHELD, contract.AnswerOutcomePARTLYUPHELD, contract.AnswerOutcomeFORWARDED, contract.AnswerOutcomeDISMISSED,
		}
	}
	return []contract.AnswerOutcome{contract.AnswerOutcomeUSED, contract.AnswerOutcomePARTLY, contract.AnswerOutcomeNOTUSED}
}

// answering decides for what reveals nothing but the employee's own.
func (a *API) answering(ctx context.Context, caseCopyID uuid.UUID) (messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideEmployeeAdding(ctx, actor, caseCopyID, access.Purpose{})
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	return messages.EmployeePlace(actor, found), nil
}
