// Package staff is the contact persons' side: their inbox, and each
// conversation with its party.
package staff

import (
	"context"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// Decider decides what the employee may see and add to; access.Decider does.
type Decider interface {
	DecideEmployee(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
	DecideEmployeeAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
	EmployeeAccess(ctx context.Context, actor *session.Actor) (contract.EmployeeAccess, error)
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Fagsystem is what pausing needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	PutPause(ctx context.Context, caseCopyID uuid.UUID, choice contract.PauseChoice) (contract.Pause, error)
}

// Pauses does what a pause means here once the fagsystem has confirmed it;
// pause.Pauses does.
type Pauses interface {
	Begin(ctx context.Context, party session.PersonRef, by uuid.UUID) error
	End(ctx context.Context, party session.PersonRef, by uuid.UUID) error
}

// API answers the employees' requests.
type API struct {
	Access      Decider
	Recorder    Recorder
	Room        *messages.Room
	Submissions *submissions.Store
	Drafts      *drafts.Store
	Fagsystem   func(municipality string) Fagsystem
	Pauses      Pauses
	Now         func() time.Time
	// Practice tells that all people are fictitious.
	Practice bool
}

// adding decides for what reveals nothing but one's own.
func (a *API) adding(ctx context.Context, caseCopyID uuid.UUID) (messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideEmployeeAdding(ctx, actor, caseCopyID, access.Purpose{})
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	return messages.EmployeePlace(actor, found), nil
}
