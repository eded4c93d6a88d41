package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

// EmployeeCase is a conversation that an employee may open, and why.
type EmployeeCase struct {
	Municipality string
	CaseCopyID   uuid.UUID
	// Employee is the acting employee by the portal's id, EmployeeID by the
	// fagsystem's.
	Employee   uuid.UUID
	EmployeeID uuid.UUID
	// Party is the party by the portal's id. It is zero where the decision rests
	// on an answer that was kept.
	Party    uuid.UUID
	Relation contract.EmployeeRelation
	// Conversation is what the fagsystem tells of it. It is empty where the
	// decision rests on an answer that was kept.
	Conversation contract.EmployeeConversation
	Closed       bool
	DecidedAt    time.Time
}

// DecideEmployee is Decide for an employee: the relation to the case, as the
// fagsystem has it now, is all that opens anything. Needs isn't used.
func (d *Decider) DecideEmployee(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose Purpose) (EmployeeCase, error) {
	found, err := d.seeAsEmployee(ctx, actor, caseCopyID)
	return d.concludeEmployee(ctx, actor, found, caseCopyID, purpose, err)
}

// DecideEmployeeAdding is DecideAdding for an employee who answers.
func (d *Decider) DecideEmployeeAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose Purpose) (EmployeeCase, error) {
	patience, cancel := context.WithTimeout(ctx, addingPatience)
	found, err := d.seeAsEmployee(patience, actor, caseCopyID)
	cancel()
	if err != nil && !errors.Is(err, ErrNotFound) && ctx.Err() == nil {
		found, err = d.keptEmployeeCase(ctx, actor, caseCopyID, err)
	}
	return d.concludeEmployee(ctx, actor, found, caseCopyID, purpose, err)
}

// EmployeeAccess is all that the employee may open now: the inbox.
func (d *Decider) EmployeeAccess(ctx context.Context, actor *session.Actor) (contract.EmployeeAccess, error) {
	ref, id, err := d.employee(actor)
	if err != nil {
		return contract.EmployeeAccess{}, err
	}
	answer, askedAt, err := d.employees.get(ctx, subject{municipality: ref.Municipality, id: id})
	if errors.Is(err, fagsystem.ErrNotFound) {
		return contract.EmployeeAccess{}, ErrNotFound
	}
	if err != nil {
		return contract.EmployeeAccess{}, fmt.Errorf("access: can't be decided now: %w", err)
	}
	answer.Conversations = openable(answer.Conversations)
	d.keep(ctx, ref, answered{cases: kept(answer.Conversations), at: askedAt})
	return answer, nil
}

// openable leaves out what rests on a relation that isn't known here.
func openable(conversations []contract.EmployeeConversation) []contract.EmployeeConversation {
	known := make([]contract.EmployeeConversation, 0, len(conversations))
	for _, conversation := range conversations {
		if conversation.Relation.Valid() {
			known = append(known, conversation)
		}
	}
	return known
}

// kept says the same in the terms in which answers are kept.
func kept(conversations []contract.EmployeeConversation) []Case {
	cases := make([]Case, 0, len(conversations))
	for _, conversation := range conversations {
		cases = append(cases, Case{
			CaseCopyID: conversation.CaseCopyId, Role: contract.Role(conversation.Relation),
			Closed: conversation.ClosedAt != nil, May: Capabilities{Conversation: true, Writing: true},
		})
	}
	return cases
}

// employee is the acting employee: exactly one, in one municipality.
func (d *Decider) employee(actor *session.Actor) (session.PersonRef, uuid.UUID, error) {
	if actor == nil || actor.World != session.Employee || len(actor.Persons) != 1 {
		return session.PersonRef{}, uuid.Nil, ErrNotFound
	}
	ref := actor.Persons[0]
	id, err := uuid.Parse(ref.FagsystemPersonID)
	if _, configured := d.municipalities[ref.Municipality]; !configured || err != nil {
		return session.PersonRef{}, uuid.Nil, ErrNotFound
	}
	return ref, id, nil
}

func (d *Decider) seeAsEmployee(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (EmployeeCase, error) {
	ref, id, err := d.employee(actor)
	if err != nil {
		return EmployeeCase{}, err
	}
	answer, err := d.EmployeeAccess(ctx, actor)
	if err != nil {
		return EmployeeCase{}, err
	}
	for _, conversation := range answer.Conversations {
		if conversation.CaseCopyId != caseCopyID {
			continue
		}
		party, err := d.about(ctx, ref.Municipality, conversation.Party.PersonId)
		if err != nil {
			return EmployeeCase{}, fmt.Errorf("access: whose conversation it is: %w", err)
		}
		return EmployeeCase{
			Municipality: ref.Municipality, CaseCopyID: caseCopyID, Employee: ref.PersonID, EmployeeID: id, Party: party,
			Relation: conversation.Relation, Conversation: conversation, Closed: conversation.ClosedAt != nil, DecidedAt: d.now(),
		}, nil
	}
	return EmployeeCase{}, ErrNotFound
}

func (d *Decider) keptEmployeeCase(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, why error) (EmployeeCase, error) {
	ref, id, err := d.employee(actor)
	if err != nil {
		return EmployeeCase{}, err
	}
	row, found, err := d.kept.find(ctx, ref, caseCopyID, d.now().Add(-keptAge))
	if err != nil {
		return EmployeeCase{}, fmt.Errorf("access: find the kept answer: %w", err)
	}
	if !found {
		return EmployeeCase{}, why
	}
	return EmployeeCase{
		Municipality: ref.Municipality, CaseCopyID: caseCopyID, Employee: ref.PersonID, EmployeeID: id,
		Relation: contract.EmployeeRelation(row.Role), Closed: row.Closed, DecidedAt: row.DecidedAt,
	}, nil
}

func (d *Decider) concludeEmployee(ctx context.Context, actor *session.Actor, found EmployeeCase, caseCopyID uuid.UUID, purpose Purpose, err error) (EmployeeCase, error) {
	event := audit.Event{World: session.Employee, About: found.Party, Relation: string(found.Relation)}
	if actor != nil {
		event.World = actor.World
		if len(actor.Persons) > 0 {
			event.Municipality, event.Person = actor.Persons[0].Municipality, actor.Persons[0].PersonID
		}
	}
	if recordErr := d.record(ctx, actor, event, caseCopyID, purpose, err); recordErr != nil {
		return EmployeeCase{}, recordErr
	}
	if err != nil {
		return EmployeeCase{}, err
	}
	return found, nil
}
