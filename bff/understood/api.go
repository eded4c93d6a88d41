// Package understood asks whoever has read an entry whether they have understood
// it. What they say is handed in to the fagsystem, where the contact person sees
// it; what was said last holds.
package understood

import (
	"context"
	"errors"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
)

// Decider decides what the actor may see and add to; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
}

// Documents finds entries as they are there for a party; documents.API does.
type Documents interface {
	EntryFor(ctx context.Context, found access.Case, entryID uuid.UUID) (contract.Entry, error)
}

// API answers the room's requests.
type API struct {
	Access      Decider
	Room        *messages.Room
	Submissions *submissions.Store
	Documents   Documents
}

// GetUnderstood is what the party has said last.
func (a *API) GetUnderstood(ctx context.Context, r portal.GetUnderstoodRequestObject) (portal.GetUnderstoodResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "understood.read", Needs: access.Documents, ByCaller: true, ObjectKind: "entry", ObjectID: r.EntryId.String()}
	found, err := a.Access.Decide(ctx, actor, r.CaseCopyId, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	entry, err := a.entry(ctx, found, r.EntryId)
	if err := a.Access.Conclude(ctx, actor, found, purpose, err); err != nil {
		return nil, access.Problem(err)
	}
	last, said, err := a.Submissions.LastInLane(ctx, found.Municipality, found.Person, lane(r.EntryId))
	if err != nil {
		return nil, err
	}
	shown := a.newest(messages.PartyPlace(actor, found), entry, last, said)
	shown.CanSay = found.May.Writing
	return portal.GetUnderstood200JSONResponse(shown), nil
}

// newest is what the fagsystem has, or what is on its way there.
func (a *API) newest(place messages.Place, entry contract.Entry, last submissions.Submission, said bool) portal.Understood {
	registered := entry.Understood
	if said && last.Body != nil && last.Body.Understood != nil && (registered == nil || !registered.At.After(last.AcceptedAt)) {
		return a.asSaid(place, last)
	}
	if registered == nil || !registered.Answer.Valid() {
		return portal.Understood{}
	}
	answer, state := portal.UnderstoodAnswer(registered.Answer), portal.MessageStateDELIVERED
	return portal.Understood{Answer: &answer, At: &registered.At, State: &state}
}

func (a *API) asSaid(place messages.Place, one submissions.Submission) portal.Understood {
	answer, state := portal.UnderstoodAnswer(*one.Body.Understood), a.Room.Own(place, one).State
	return portal.Understood{Answer: &answer, At: &one.AcceptedAt, State: &state, CanSay: true}
}

// PutUnderstood takes in what the party says.
func (a *API) PutUnderstood(ctx context.Context, r portal.PutUnderstoodRequestObject) (portal.PutUnderstoodResponseObject, error) {
	actor := session.FromContext(ctx)
	purpose := access.Purpose{Action: "understood.say", Needs: access.Asking, ObjectKind: "entry", ObjectID: r.EntryId.String()}
	found, err := a.Access.DecideAdding(ctx, actor, r.CaseCopyId, access.Purpose{Needs: access.Asking})
	if err != nil {
		return nil, access.Problem(err)
	}
	place := messages.PartyPlace(actor, found)
	key := submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: lane(r.EntryId), ID: r.AnswerId}
	// What was accepted before is, whatever has become of the entry since. While the
	// fagsystem doesn't answer, it decides at delivery whether there is such an entry.
	if _, err = a.Submissions.Find(ctx, key); err != nil {
		_, err = a.entry(ctx, found, r.EntryId)
	}
	if !found.May.Writing {
		err = access.ErrNotFound // it becomes a part of the conversation
	}
	if errors.Is(err, access.ErrNotFound) {
		return nil, access.Problem(a.Access.Conclude(ctx, actor, found, purpose, err))
	}
	answer := contract.UnderstoodAnswer(r.Body.Answer)
	if !answer.Valid() {
		return nil, problem.New(problem.InvalidRequest)
	}
	accepted, created, err := a.Room.Accept(ctx, submissions.New{
		Key: key, World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindUNDERSTOOD, About: place.Party,
		Body: contract.SubmissionBody{EntryId: &r.EntryId, Understood: &answer, Language: &actor.Language},
	})
	if err != nil {
		return nil, err
	}
	// What was accepted before may have been delivered and erased meanwhile; what it said is what is asked now.
	accepted.Body = &contract.SubmissionBody{Understood: &answer}
	shown := a.asSaid(place, accepted)
	if created {
		return portal.PutUnderstood201JSONResponse(shown), nil
	}
	return portal.PutUnderstood200JSONResponse(shown), nil
}

// entry is one that is released to the party, more than its title.
func (a *API) entry(ctx context.Context, found access.Case, entryID uuid.UUID) (contract.Entry, error) {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	entry, err := a.Documents.EntryFor(patient, found, entryID)
	if err == nil && entry.Released != contract.EntryReleasedFULL {
		err = access.ErrNotFound
	}
	return entry, err
}

// lanes names the lane of what is said of an entry: a lane of its own, so that
// nothing else holds it up, in which the last one holds.
var lanes = uuid.MustParse("c27a1f0e-5d44-4b0e-9a1d-3c1f5a8e7b46")

func lane(entryID uuid.UUID) uuid.UUID { return uuid.NewSHA1(lanes, entryID[:]) }
