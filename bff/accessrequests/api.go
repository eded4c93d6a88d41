// Package accessrequests is how a party asks to see what they may not see yet:
// documents of which only the title is released, or the whole case.
//
// A request is one party's own. Another party never sees it, nor that there is one.
package accessrequests

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Decider decides what the actor may see; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
}

// Documents finds entries as they are there for a party; documents.API does.
type Documents interface {
	EntryFor(ctx context.Context, found access.Case, entryID uuid.UUID) (contract.Entry, error)
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Told is told which requests for the whole case somebody has before them, with
// what was decided; notify.Notifier is.
type Told interface {
	SeenDecisions(ctx context.Context, municipality string, personID uuid.UUID, accessRequests []uuid.UUID) error
}

// Fagsystem is what the room needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	MessagesOfKind(ctx context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind, limit int) (contract.MessagePage, error)
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error)
}

// API answers the room's requests.
type API struct {
	Access      Decider
	Recorder    Recorder
	Room        *messages.Room
	Submissions *submissions.Store
	Documents   Documents
	Told        Told
	// Fagsystem gives a municipality's, or nil.
	Fagsystem func(municipality string) Fagsystem
}

// atOnce is how many entries are looked up at the same time.
const atOnce = 8

// PutAccessRequest hands in a request.
func (a *API) PutAccessRequest(ctx context.Context, r portal.PutAccessRequestRequestObject) (portal.PutAccessRequestResponseObject, error) {
	found, place, err := a.asking(ctx, r.CaseCopyId)
	if err != nil {
		return nil, err
	}
	body, err := requestBody(place, *r.Body)
	if err != nil {
		return nil, err
	}
	// A lane of its own: one that is parked holds up nothing else.
	key := submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: r.AccessRequestId, ID: r.AccessRequestId}
	// What was accepted before is, whatever has become of the entries since.
	if _, err := a.Submissions.Find(ctx, key); err != nil {
		if err := a.areThere(ctx, found, place, body.AccessRequest.EntryIds); err != nil {
			return nil, err
		}
	}
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(requestDraft), r.Body.Draft, submissions.New{
		Key: key, World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindACCESSREQUEST, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	shown := a.onItsWay(place, accepted)
	if created {
		return portal.PutAccessRequest201JSONResponse(shown), nil
	}
	return portal.PutAccessRequest200JSONResponse(shown), nil
}

// asking decides for what reveals nothing but one's own, of who may see documents.
// What is accepted gets its audit row with it.
func (a *API) asking(ctx context.Context, caseCopyID uuid.UUID) (access.Case, messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideAdding(ctx, actor, caseCopyID, access.Purpose{Needs: access.Asking})
	if err != nil {
		return found, messages.Place{}, access.Problem(err)
	}
	return found, messages.PartyPlace(actor, found), nil
}

// areThere tells whether all entries are there for the party. While the fagsystem
// doesn't answer, it decides at delivery.
func (a *API) areThere(ctx context.Context, found access.Case, place messages.Place, entries []uuid.UUID) error {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	var asking errgroup.Group
	asking.SetLimit(atOnce)
	for _, id := range entries {
		asking.Go(func() error {
			if _, err := a.Documents.EntryFor(patient, found, id); errors.Is(err, access.ErrNotFound) {
				return missing{id}
			}
			return nil
		})
	}
	var none missing
	if !errors.As(asking.Wait(), &none) {
		return nil
	}
	err := a.Recorder.Record(ctx, audit.Event{
		Municipality: place.Municipality, Person: place.Person, World: session.Citizen, Action: "access.request",
		ObjectKind: "entry", ObjectID: none.entry.String(), About: place.Party, Outcome: audit.Denied,
	})
	if err != nil {
		return err
	}
	return problem.New(problem.NotFound)
}

// missing is an entry that isn't there.
type missing struct{ entry uuid.UUID }

// Error says only that there is one.
func (missing) Error() string { return "accessrequests: no such entry" }
