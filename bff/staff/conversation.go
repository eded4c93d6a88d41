package staff

import (
	"context"
	"time"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// GetEmployeeConversation is the conversation with one party.
func (a *API) GetEmployeeConversation(ctx context.Context, r portal.GetEmployeeConversationRequestObject) (portal.GetEmployeeConversationResponseObject, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	found, err := a.Access.DecideEmployee(patient, actor, r.CaseCopyId, access.Purpose{Action: "conversation.read"})
	cancel()
	if err != nil {
		return nil, access.Problem(err)
	}
	where := messages.EmployeePlace(actor, found)
	page, hidden, err := a.Room.EmployeePage(ctx, where, deref(r.Params.BeforePosition), deref(r.Params.Limit))
	if err != nil {
		return nil, access.Problem(err)
	}
	shown := portal.EmployeeConversation{Conversation: page, Relation: portal.EmployeeConversationRelation(found.Relation), PromiseDays: a.Room.PromiseDays(where), HiddenFromParty: hidden}
	about(&shown, found.Conversation, a.Now())
	return portal.GetEmployeeConversation200JSONResponse(shown), nil
}

// about adds the party's essentials.
func about(shown *portal.EmployeeConversation, known contract.EmployeeConversation, now time.Time) {
	shown.Party, shown.Child = show.Name(known.Party.Name), show.Name(known.Child.Name)
	shown.PartyRole, _ = show.Role(known.Party.Role)
	shown.PartyLanguage, shown.InterpreterLanguage = known.Party.Language, known.Party.InterpreterLanguage
	shown.UnopenedDecisions, shown.PausedAt, shown.ExportOffSince = known.UnopenedDecisions, known.PausedAt, known.ExportOffSince
	if known.Party.PersonId == known.Child.PersonId && known.Child.BirthDate != nil {
		grownUp := oslo.DateOf(known.Child.BirthDate.Time, time.UTC).AddYears(18)
		under := grownUp.After(oslo.DateOf(now, oslo.Zone))
		shown.PartyUnder18 = &under
	}
}

// PutEmployeeMessage sends a message.
func (a *API) PutEmployeeMessage(ctx context.Context, r portal.PutEmployeeMessageRequestObject) (portal.PutEmployeeMessageResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	message, created, err := a.Room.Send(ctx, where, r.MessageId, *r.Body)
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutEmployeeMessage201JSONResponse(message), nil
	}
	return portal.PutEmployeeMessage200JSONResponse(message), nil
}

// UndoEmployeeMessage takes a message back.
func (a *API) UndoEmployeeMessage(ctx context.Context, r portal.UndoEmployeeMessageRequestObject) (portal.UndoEmployeeMessageResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Undo(ctx, where, r.MessageId)
	if problem.Of(err).Code == problem.NotFound {
		// Not one's own, or none: like everything that isn't one's own, it is recorded.
		denied := a.Recorder.Record(ctx, audit.Event{
			Municipality: where.Municipality, Person: where.Person, World: session.Employee, Action: "message.undo",
			ObjectKind: "message", ObjectID: r.MessageId.String(), About: where.Party, Outcome: audit.Denied,
		})
		if denied != nil {
			return nil, denied
		}
	}
	return portal.UndoEmployeeMessage200JSONResponse(draft), err
}

// PutEmployeeRead notes how far the employee has read.
func (a *API) PutEmployeeRead(ctx context.Context, r portal.PutEmployeeReadRequestObject) (portal.PutEmployeeReadResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	return portal.PutEmployeeRead204Response{}, a.Room.Read(ctx, where, r.Body.Position)
}

// GetEmployeeDraft is what the employee had begun to write.
func (a *API) GetEmployeeDraft(ctx context.Context, r portal.GetEmployeeDraftRequestObject) (portal.GetEmployeeDraftResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, where)
	return portal.GetEmployeeDraft200JSONResponse(draft), err
}

// PutEmployeeDraft saves the draft.
func (a *API) PutEmployeeDraft(ctx context.Context, r portal.PutEmployeeDraftRequestObject) (portal.PutEmployeeDraftResponseObject, error) {
	where, err := a.adding(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, where, *r.Body)
	if conflict != nil {
		return portal.PutEmployeeDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutEmployeeDraft200JSONResponse(saved), err
}

func deref[T any](value *T) T {
	if value == nil {
		var zero T
		return zero
	}
	return *value
}
