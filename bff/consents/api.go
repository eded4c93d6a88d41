// Package consents is what a party is asked to agree to: in which words, until
// when, and what they have answered. An answer is bound to exactly the text that
// was on the screen, needs a fresh log-in, and is decided on by the fagsystem.
//
// A consent is one party's own. Whether another party is asked the same, and
// what they answer, is known to nobody but employees.
package consents

import (
	"context"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/receipt"
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
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Fagsystem is what the room needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error)
	MessagesOfKind(ctx context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind, limit int) (contract.MessagePage, error)
}

// Told is told which consents somebody has before them that they are asked for;
// notify.Notifier is.
type Told interface {
	SeenConsents(ctx context.Context, municipality string, personID uuid.UUID, consents []uuid.UUID) error
}

// Fingerprints proves what the portal itself has said; vault.Vault does.
type Fingerprints interface {
	MAC(label string, parts ...[]byte) []byte
}

// API answers both sides' requests.
type API struct {
	Access      Decider
	Recorder    Recorder
	Room        *messages.Room
	Submissions *submissions.Store
	Vault       Fingerprints
	Told        Told
	// Fresh is how old a log-in may be for an answer.
	Fresh time.Duration
	Press *receipt.Press
	// MunicipalityName is a municipality's name for people.
	MunicipalityName func(id string) string
	// Fagsystem gives a municipality's, or nil.
	Fagsystem func(municipality string) Fagsystem
}

// ListConsents are the party's own. While the fagsystem doesn't answer, only
// their answers on their way are told.
func (a *API) ListConsents(ctx context.Context, r portal.ListConsentsRequestObject) (portal.ListConsentsResponseObject, error) {
	actor := session.FromContext(ctx)
	found, known, err := access.DecideOwn(ctx, a.Access, actor, r.CaseCopyId,
		access.Purpose{Action: "consents.read", Needs: access.Consents}, access.Purpose{Action: "consents.read-own", Needs: access.Consents})
	if err != nil {
		return nil, access.Problem(err)
	}
	place := placeOf(actor, found)
	// First what is on its way, then what is registered: what is registered in
	// between is in both. The other way round it would be in neither.
	own, err := a.own(ctx, place)
	if err != nil {
		return nil, err
	}
	list := portal.ConsentList{Consents: []portal.Consent{}, FreshUntil: actor.FreshUntil(a.Fresh).UTC()}
	if known {
		var read reading
		if read, list.Available, err = a.read(ctx, place, own); err != nil {
			return nil, access.Problem(err)
		}
		if list.Available {
			list.Consents = read.consents(found.Closed)
			if err := a.Told.SeenConsents(ctx, place.Municipality, place.Person, asked(list.Consents)); err != nil {
				return nil, err
			}
		}
	}
	if !list.Available {
		for _, one := range own {
			if one.State != submissions.Registered {
				list.Unknown = append(list.Unknown, a.onItsWay(place, one))
			}
		}
	}
	return portal.ListConsents200JSONResponse(list), nil
}

// asked are those that stand as asked for.
func asked(consents []portal.Consent) (found []uuid.UUID) {
	for _, consent := range consents {
		if consent.State == portal.ConsentStateASKED {
			found = append(found, consent.ConsentId)
		}
	}
	return found
}

// ListEmployeeConsents are a party's, with what they have answered.
func (a *API) ListEmployeeConsents(ctx context.Context, r portal.ListEmployeeConsentsRequestObject) (portal.ListEmployeeConsentsResponseObject, error) {
	actor := session.FromContext(ctx)
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	found, err := a.Access.DecideEmployee(patient, actor, r.CaseCopyId, access.Purpose{Action: "consents.read"})
	cancel()
	if err != nil {
		return nil, access.Problem(err)
	}
	place := messages.EmployeePlace(actor, found)
	// The consents are the party's: an employee reads them and answers none.
	place.FagsystemID, place.MayWrite = found.Conversation.Party.PersonId, false
	list := portal.EmployeeConsentList{Consents: []portal.Consent{}}
	read, available, err := a.read(ctx, place, nil)
	if err != nil {
		return nil, access.Problem(err)
	}
	if list.Available = available; available {
		list.Consents = read.consents(found.Closed)
	}
	return portal.ListEmployeeConsents200JSONResponse(list), nil
}

// adding decides for what reveals nothing but one's own. What is added gets its
// audit row with it.
func (a *API) adding(ctx context.Context, caseCopyID uuid.UUID) (messages.Place, access.Case, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideAdding(ctx, actor, caseCopyID, access.Purpose{Needs: access.Consents})
	if err != nil {
		return messages.Place{}, found, access.Problem(err)
	}
	return placeOf(actor, found), found, nil
}

func placeOf(actor *session.Actor, found access.Case) messages.Place {
	place := messages.PartyPlace(actor, found)
	place.MayWrite = found.May.Consents
	return place
}
