// Package views is what children and parents say before and after meetings and
// at any time, and what became of it: each view is registered in the fagsystem
// as theirs, and its answer stands next to it.
//
// A view is one party's own. Another party never sees it, nor that there is one.
package views

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Decider decides what the actor may see and add to; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	DecideEmployee(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
	DecideEmployeeAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Fagsystem is what the room needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	MessagesOfKind(ctx context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind, limit int) (contract.MessagePage, error)
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error)
	Entry(ctx context.Context, caseCopyID, entryID uuid.UUID) (contract.Entry, error)
	Entries(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (contract.EntryPage, error)
}

// API answers both sides' requests.
type API struct {
	Access      Decider
	Recorder    Recorder
	Room        *messages.Room
	Submissions *submissions.Store
	// Fagsystem gives a municipality's, or nil.
	Fagsystem func(municipality string) Fagsystem
}

// ListViews are the party's own. While the fagsystem doesn't answer, they tell
// how far they have come.
func (a *API) ListViews(ctx context.Context, r portal.ListViewsRequestObject) (portal.ListViewsResponseObject, error) {
	actor := session.FromContext(ctx)
	found, history, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "views.read", Needs: access.Conversation}, access.Purpose{Action: "views.read-own", Needs: access.Conversation})
	if err != nil {
		return nil, access.Problem(err)
	}
	place := placeOf(actor, found)
	own, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindVIEW)
	if err != nil {
		return nil, err
	}
	list := portal.ViewList{CanSend: place.MayWrite, Views: []portal.View{}}
	var read reading
	if history {
		read, list.HistoryAvailable = a.read(ctx, place, found.May.Documents)
	}
	list.Views = read.views(place)
	for _, one := range own {
		if _, there := read.byID[one.ID]; !there {
			list.Views = append(list.Views, a.onItsWay(place, one, read))
		}
	}
	newestFirst(list.Views)
	return portal.ListViews200JSONResponse(list), nil
}

// PutView hands in a view.
func (a *API) PutView(ctx context.Context, r portal.PutViewRequestObject) (portal.PutViewResponseObject, error) {
	place, err := a.adding(ctx, r.CaseCopyId, access.Writing)
	if err != nil {
		return nil, err
	}
	body, err := viewBody(place, *r.Body)
	if err != nil {
		return nil, err
	}
	accepted, created, err := a.Room.Accept(ctx, submissions.New{
		// A lane of its own: a view that is parked holds up nothing else.
		Key:   submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.ViewId, ID: r.ViewId},
		World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindVIEW, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	a.Room.RemoveDraft(ctx, place.Drafting(viewDraft(body.View.Moment, body.View.MeetingId)))
	view := a.onItsWay(place, accepted, reading{})
	if created {
		return portal.PutView201JSONResponse(view), nil
	}
	return portal.PutView200JSONResponse(view), nil
}

// adding decides for what reveals nothing but one's own. What is added gets its
// audit row with it.
func (a *API) adding(ctx context.Context, caseCopyID uuid.UUID, needs access.Capability) (messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideAdding(ctx, actor, caseCopyID, access.Purpose{Needs: needs})
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	return placeOf(actor, found), nil
}

func placeOf(actor *session.Actor, found access.Case) messages.Place {
	return messages.Place{
		Municipality: found.Municipality, CaseCopyID: found.CaseCopyID, Person: found.Person, FagsystemID: found.FagsystemPersonID,
		World: session.Citizen, Party: found.Person, Actor: actor, MayWrite: found.May.Writing,
	}
}
