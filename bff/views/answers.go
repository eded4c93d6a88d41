package views

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// mostPlaces is how many entries an answer can be linked to.
const mostPlaces = 50

// ListEmployeeViews are a party's views, with what became of them.
func (a *API) ListEmployeeViews(ctx context.Context, r portal.ListEmployeeViewsRequestObject) (portal.ListEmployeeViewsResponseObject, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	found, err := a.Access.DecideEmployee(patient, actor, r.CaseCopyId, access.Purpose{Action: "views.read"})
	cancel()
	if err != nil {
		return nil, access.Problem(err)
	}
	place := staffPlace(actor, found)
	// First what is on its way, then what is registered: what is registered in
	// between is in both. The other way round it would be in neither.
	given, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindANSWER)
	if err != nil {
		return nil, err
	}
	list := portal.EmployeeViewList{Views: []portal.View{}, Places: []portal.AnswerPlace{}}
	var read reading
	if read, list.HistoryAvailable = a.read(ctx, place, true); list.HistoryAvailable {
		list.Views, list.Places = read.views(place), a.places(ctx, place)
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
		if answer.Link != nil {
			shown.Link = read.link(*answer.Link)
		}
		read.put(&views[at], answer.Prompt, shown)
	}
}

// places are what an answer can be linked to: what the party has been given.
func (a *API) places(ctx context.Context, place messages.Place) []portal.AnswerPlace {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	found := []portal.AnswerPlace{}
	page, err := a.Fagsystem(place.Municipality).Entries(patient, place.CaseCopyID, "", mostPlaces)
	if err != nil {
		return found // an answer needs none
	}
	for _, entry := range page.Entries {
		if entry.Released != contract.EntryReleasedFULL {
			continue
		}
		whole := show.Entry(entry, place.Actor.Language, a.Room.Now())
		one := portal.AnswerPlace{
			EntryId: entry.EntryId, Type: whole.Summary.Type, Title: whole.Summary.Title, Date: whole.Summary.Date, SubGoals: []portal.AnswerSubGoal{},
		}
		if whole.Plan != nil {
			for _, goal := range whole.Plan.SubGoals {
				one.SubGoals = append(one.SubGoals, portal.AnswerSubGoal{SubGoalId: goal.SubGoalId, Description: goal.Description})
			}
		}
		found = append(found, one)
	}
	return found
}

// PutAnswers answers what became of a view.
func (a *API) PutAnswers(ctx context.Context, r portal.PutAnswersRequestObject) (portal.PutAnswersResponseObject, error) {
	place, err := a.answering(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	body, err := answersBody(place, r.ViewId, *r.Body)
	if err != nil {
		return nil, err
	}
	if err := a.isView(ctx, place, r.ViewId); err != nil {
		return nil, err
	}
	accepted, created, err := a.Room.Accept(ctx, submissions.New{
		// In one lane with the others to the same view: the last one holds.
		Key:   submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.ViewId, ID: r.AnswerId},
		World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindANSWER, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	a.Room.RemoveDraft(ctx, place.Drafting(answersDraft(r.ViewId)))
	message := a.Room.Own(place, accepted)
	if created {
		return portal.PutAnswers201JSONResponse(message), nil
	}
	return portal.PutAnswers200JSONResponse(message), nil
}

// isView tells whether there is such a view in this conversation. While the
// fagsystem doesn't answer, it decides at delivery.
func (a *API) isView(ctx context.Context, place messages.Place, viewID uuid.UUID) error {
	read, answered := a.read(ctx, place, false)
	if _, there := read.byID[viewID]; there || !answered {
		return nil
	}
	err := a.Recorder.Record(ctx, audit.Event{
		Municipality: place.Municipality, Person: place.Person, World: session.Employee, Action: "view.answer",
		ObjectKind: "view", ObjectID: viewID.String(), About: place.Party, Outcome: audit.Denied,
	})
	if err != nil {
		return err
	}
	return problem.New(problem.NotFound)
}

// answering decides for what reveals nothing but the employee's own.
func (a *API) answering(ctx context.Context, caseCopyID uuid.UUID) (messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideEmployeeAdding(ctx, actor, caseCopyID, access.Purpose{})
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	return staffPlace(actor, found), nil
}

func staffPlace(actor *session.Actor, found access.EmployeeCase) messages.Place {
	return messages.Place{
		Municipality: found.Municipality, CaseCopyID: found.CaseCopyID, Person: found.Employee, FagsystemID: found.EmployeeID,
		World: session.Employee, Party: found.Party, Actor: actor, MayWrite: true,
	}
}
