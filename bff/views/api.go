// Package views is what children and parents say: before and after meetings and
// at any time, in comments on a document and in complaints about a decision; and
// what became of it. Each is registered in the fagsystem as theirs, and its
// answer stands next to it.
//
// It is one party's own. Another party never sees it, nor that there is any.
package views

import (
	"context"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Decider decides what the actor may see and add to; access.Decider does.
type Decider interface {
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
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

// Documents reads a document's text, in the original and where there is one in
// the wanted language; documents.API does. It decides nothing.
type Documents interface {
	Text(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument, wanted string) (portal.DocumentText, error)
}

// API answers both sides' requests.
type API struct {
	Access      Decider
	Recorder    Recorder
	Room        *messages.Room
	Submissions *submissions.Store
	Documents   Documents
	// Fagsystem gives a municipality's, or nil.
	Fagsystem func(municipality string) Fagsystem
}

// ListViews are the party's own. While the fagsystem doesn't answer, they tell
// how far they have come. Whoever may complain and not talk sees the complaints.
func (a *API) ListViews(ctx context.Context, r portal.ListViewsRequestObject) (portal.ListViewsResponseObject, error) {
	actor := session.FromContext(ctx)
	everything, own := access.Purpose{Action: "views.read", ByCaller: true}, access.Purpose{Action: "views.read-own", ByCaller: true}
	found, history, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId, everything, own)
	if err != nil {
		return nil, access.Problem(err)
	}
	purpose := own
	if history {
		purpose = everything
	}
	if len(kindsFor(found.May)) == 0 {
		err = access.ErrNotFound
	}
	if err = a.Access.Conclude(ctx, actor, found, purpose, err); err != nil {
		return nil, access.Problem(err)
	}
	list, err := a.list(ctx, messages.PartyPlace(actor, found), found.May, history)
	return portal.ListViews200JSONResponse(list), err
}

// list is what one has on the way and what the fagsystem has.
func (a *API) list(ctx context.Context, place messages.Place, may access.Capabilities, history bool) (portal.ViewList, error) {
	kinds := kindsFor(may)
	list := portal.ViewList{CanSend: place.MayWrite, Views: []portal.View{}}
	sent, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, kinds...)
	if err != nil {
		return list, err
	}
	var read reading
	if history {
		read, list.HistoryAvailable = a.read(ctx, place, looking{kinds: kinds, entries: true, documents: may.Documents, own: sent})
	}
	list.Views = read.views(place)
	for _, one := range sent {
		if _, there := read.byID[one.ID]; !there {
			list.Views = append(list.Views, a.onItsWay(place, one, read))
		}
	}
	newestFirst(list.Views)
	return list, nil
}

// Whole are all of the party's own, for somebody who was decided about to take
// along: as they are shown, or an error where the fagsystem doesn't answer.
func (a *API) Whole(ctx context.Context, actor *session.Actor, found access.Case) ([]portal.View, error) {
	if len(kindsFor(found.May)) == 0 {
		return nil, nil
	}
	list, err := a.list(ctx, messages.PartyPlace(actor, found), found.May, true)
	if err == nil && !list.HistoryAvailable {
		err = fagsystem.ErrUnavailable
	}
	return list.Views, err
}

// allKinds are what a party can say that is answered with what became of it.
var allKinds = []contract.SubmissionKind{contract.SubmissionKindVIEW, contract.SubmissionKindCOMMENT, contract.SubmissionKindCOMPLAINT}

func kindsFor(may access.Capabilities) []contract.SubmissionKind {
	switch {
	case may.Conversation:
		return allKinds
	case may.Complaint:
		return []contract.SubmissionKind{contract.SubmissionKindCOMPLAINT}
	}
	return nil
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
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(viewDraft(body.View.Moment, body.View.MeetingId)), r.Body.Draft, submissions.New{
		// A lane of its own: a view that is parked holds up nothing else.
		Key:   submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.ViewId, ID: r.ViewId},
		World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindVIEW, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
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
	return messages.PartyPlace(actor, found), nil
}
