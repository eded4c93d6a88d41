package live

import (
	"context"

	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/contracts/fagsystem"
	contract "innbyggertjenesten/contracts/live"
)

// People gives the portal's own id of somebody; person.Store does.
type People interface {
	Ensure(ctx context.Context, municipality string, world person.World, fagsystemPersonID string) (person.Person, error)
}

// Cases tells whose a case copy is, and whom an employee works with; fagsystem.Client does.
type Cases interface {
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (fagsystem.CaseCopy, error)
	EmployeeAccess(ctx context.Context, employeeID uuid.UUID) (fagsystem.EmployeeAccess, error)
}

// audienceTimeout is how long finding the other side may take.
const audienceTimeout = 2 * time.Second

// Changes turns what happens into events for the people it concerns.
type Changes struct {
	Store  *Store
	Hub    *Hub
	People People
	Rights Rights
	// Cases by municipality.
	Cases map[string]Cases
}

// SubmissionChanged tells the author how far what stands in the conversation has
// come, and the other side where it is stuck: each by itself, as in ReceivedChanged.
func (c *Changes) SubmissionChanged(ctx context.Context, changed submissions.Submission) func(context.Context, pgx.Tx) (after func(), err error) {
	toAuthor := contract.EventTypeMessageState
	messageID := &changed.ID
	switch submissions.ShownIn(changed.Kind) {
	case submissions.Nowhere:
		return nil
	case submissions.InTexts:
		toAuthor, messageID = contract.EventTypeTextAvailable, nil
		if changed.World == person.Employee {
			toAuthor = contract.EventTypeInboxChanged
		}
	}
	event := Event{
		Municipality: changed.Municipality, Persons: []uuid.UUID{changed.AuthorID}, Type: toAuthor,
		CaseCopyID: &changed.CaseCopyID, MessageID: messageID,
	}
	var others []uuid.UUID
	if changed.State == submissions.Parked {
		others = c.otherSide(ctx, changed.Municipality, changed.World, changed.CaseCopyID)
	}
	return func(within context.Context, tx pgx.Tx) (func(), error) {
		streams, err := c.Store.Append(within, tx, event)
		return func() {
			c.Hub.Wake(streams...)
			event.Type = contract.EventTypeMessageState
			c.tellEach(context.WithoutCancel(ctx), event, others)
		}, err
	}
}

// AttachmentChanged tells the author that a file of their draft, or of a message
// of theirs, has come, gone, been checked or is stuck. The other side hears of it
// from the fagsystem, once that has it, and from here that it is stuck.
func (c *Changes) AttachmentChanged(ctx context.Context, tx pgx.Tx, changed attachments.Attachment) (func(), error) {
	event := Event{
		Municipality: changed.Municipality, Persons: []uuid.UUID{changed.AuthorID}, Type: contract.EventTypeAttachmentChanged,
		CaseCopyID: &changed.CaseCopyID, MessageID: changed.SubmissionID,
	}
	streams, err := c.Store.Append(ctx, tx, event)
	return func() {
		c.Hub.Wake(streams...)
		if changed.Parked && changed.SubmissionID != nil {
			ctx := context.WithoutCancel(ctx)
			c.tellEach(ctx, event, c.otherSide(ctx, changed.Municipality, changed.World, changed.CaseCopyID))
		}
	}, err
}

// ReceivedChanged tells both sides of a conversation that a file in the fagsystem
// was checked. The feed tells the same people at the same time, in its own order:
// whoever locks one stream here never waits for another, so that neither holds up
// the other for good. What a crash in between keeps from the employees they see
// when the conversation is fetched.
func (c *Changes) ReceivedChanged(ctx context.Context, file attachments.Received) func(context.Context, pgx.Tx) (after func(), err error) {
	sides := c.sides(ctx, file.Municipality, file.CaseCopyID, person.Citizen, person.Employee)
	event := Event{
		Municipality: file.Municipality, Type: contract.EventTypeAttachmentChanged, CaseCopyID: &file.CaseCopyID, MessageID: &file.MessageID,
		Persons: sides[person.Citizen],
	}
	return func(within context.Context, tx pgx.Tx) (func(), error) {
		streams, err := c.Store.Append(within, tx, event)
		return func() {
			c.Hub.Wake(streams...)
			c.tellEach(context.WithoutCancel(ctx), event, sides[person.Employee])
		}, err
	}
}

// tellEach tells several, each in a transaction of its own: it is for what nobody
// loses but speed by.
func (c *Changes) tellEach(ctx context.Context, event Event, persons []uuid.UUID) {
	for _, one := range persons {
		event.Persons = []uuid.UUID{one}
		var streams []string
		err := pgx.BeginFunc(ctx, c.Store.pool, func(tx pgx.Tx) (err error) {
			streams, err = c.Store.Append(ctx, tx, event)
			return err
		})
		if err != nil {
			slog.WarnContext(ctx, "live: the other side could not be told", "municipality", event.Municipality)
			continue
		}
		c.Hub.Wake(streams...)
	}
}

// otherSide is whom what somebody of a world hands in is meant for.
func (c *Changes) otherSide(ctx context.Context, municipality string, author person.World, caseCopyID uuid.UUID) []uuid.UUID {
	other := person.Citizen
	if author == person.Citizen {
		other = person.Employee
	}
	return c.sides(ctx, municipality, caseCopyID, other)[other]
}

// sides are the people of these worlds who talk in a case copy. Not finding out
// loses nothing but speed: the conversation shows it when it is fetched.
func (c *Changes) sides(ctx context.Context, municipality string, caseCopyID uuid.UUID, worlds ...person.World) map[person.World][]uuid.UUID {
	cases, ok := c.Cases[municipality]
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, audienceTimeout)
	defer cancel()
	found, err := cases.CaseCopy(ctx, caseCopyID)
	if err != nil {
		slog.WarnContext(ctx, "live: the sides of a conversation are not known", "municipality", municipality)
		return nil
	}
	sides := map[person.World][]uuid.UUID{}
	for _, world := range worlds {
		wanted := []uuid.UUID{found.Me.PersonId}
		if world == person.Employee {
			wanted = []uuid.UUID{found.ContactPerson.Employee.EmployeeId}
			if found.ContactPerson.StandIn != nil {
				wanted = append(wanted, found.ContactPerson.StandIn.EmployeeId)
			}
		}
		if persons, err := c.persons(ctx, municipality, world, wanted); err == nil {
			sides[world] = persons
		}
	}
	return sides
}

func (c *Changes) persons(ctx context.Context, municipality string, world person.World, fagsystemIDs []uuid.UUID) ([]uuid.UUID, error) {
	persons := make([]uuid.UUID, 0, len(fagsystemIDs))
	for _, id := range fagsystemIDs {
		found, err := c.People.Ensure(ctx, municipality, world, id.String())
		if err != nil {
			return nil, fmt.Errorf("live: whom it concerns: %w", err)
		}
		persons = append(persons, found.ID)
	}
	return persons, nil
}

// Prepare tells the people whom a fagsystem's event concerns. What it gives is to
// be written last in its transaction: from then on their streams are locked.
func (c *Changes) Prepare(ctx context.Context, municipality string, event fagsystem.Event) (write func(context.Context, pgx.Tx) error, err error) {
	party, employee := meaning(event)
	if len(party)+len(employee) == 0 {
		return nil, nil
	}
	var events []Event
	add := func(persons []uuid.UUID, types []contract.EventType) {
		for _, kind := range types {
			events = append(events, Event{
				Municipality: municipality, Persons: persons, Type: kind,
				CaseCopyID: event.Data.CaseCopyId, MessageID: event.Data.MessageId, EntryID: event.Data.EntryId,
			})
			if kind == contract.EventTypeAccessChanged {
				last := &events[len(events)-1]
				last.CaseCopyID, last.MessageID, last.EntryID = nil, nil, nil
			}
		}
	}
	if event.Data.PersonId != nil && len(party) > 0 {
		persons, err := c.persons(ctx, municipality, person.Citizen, []uuid.UUID{*event.Data.PersonId})
		if err != nil {
			return nil, err
		}
		if !c.mustNotHear(ctx, municipality, event, persons[0], party[0]) {
			add(persons, party)
		}
	}
	if len(event.Data.EmployeeIds) > 0 && len(employee) > 0 {
		persons, err := c.persons(ctx, municipality, person.Employee, event.Data.EmployeeIds)
		if err != nil {
			return nil, err
		}
		add(persons, employee)
	}
	if event.Type == fagsystem.EventTypeAbsenceChanged {
		events = append(events, c.whoseContactIsAway(ctx, municipality, event.Data.EmployeeIds)...)
	}
	return func(ctx context.Context, tx pgx.Tx) error { return c.Store.AppendNotifying(ctx, tx, events...) }, nil
}

// whoseContactIsAway tells the parties whose contact person somebody is that who
// reads what they write may be another one now. The event names no case: it is the contact
// person's, of whom there are many. Not finding out loses nothing but speed.
func (c *Changes) whoseContactIsAway(ctx context.Context, municipality string, employees []uuid.UUID) (events []Event) {
	cases, ok := c.Cases[municipality]
	if !ok {
		return nil
	}
	for _, employee := range employees {
		patient, cancel := context.WithTimeout(ctx, audienceTimeout)
		known, err := cases.EmployeeAccess(patient, employee)
		cancel()
		if err != nil {
			slog.WarnContext(ctx, "live: whose contact person is away is not known", "municipality", municipality)
			continue
		}
		for _, one := range known.Conversations {
			if one.Relation != fagsystem.EmployeeRelationCONTACTPERSON {
				continue
			}
			persons, err := c.persons(ctx, municipality, person.Citizen, []uuid.UUID{one.Party.PersonId})
			if err != nil {
				continue
			}
			events = append(events, Event{
				Municipality: municipality, Persons: persons, Type: contract.EventTypeCaseChanged, CaseCopyID: &one.CaseCopyId,
			})
		}
	}
	return events
}

// mustNotHear tells whether a party who has a page open has no right to what an
// event is about: then not even its time reaches them. Whose page isn't open is
// decided about when they ask. That a right has ended must reach them always.
func (c *Changes) mustNotHear(ctx context.Context, municipality string, event fagsystem.Event, personID uuid.UUID, kind contract.EventType) bool {
	if c.Rights == nil || event.Data.CaseCopyId == nil || event.Type == fagsystem.EventTypeAccessChanged || event.Type == fagsystem.EventTypeCaseClosed {
		return false
	}
	_, here, err := c.Store.SeenAt(ctx, municipality, personID)
	if err != nil || !here {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, audienceTimeout)
	defer cancel()
	// As with the surest log-in: what theirs may hear is decided when it is told.
	hears, err := hearsOneOf(ctx, c.Rights, &session.Actor{
		World: session.Citizen, Level: session.High,
		Persons: []session.PersonRef{{Municipality: municipality, PersonID: personID, FagsystemPersonID: event.Data.PersonId.String()}},
	}, *event.Data.CaseCopyId, needs[kind])
	return err == nil && !hears
}

// meaning is what an event means for the party whose copy it is, and for the
// employees who work with it.
func meaning(event fagsystem.Event) (party, employee []contract.EventType) {
	const (
		received = contract.EventTypeMessageReceived
		state    = contract.EventTypeMessageState
		read     = contract.EventTypeMessageRead
		inbox    = contract.EventTypeInboxChanged
	)
	one := func(kinds ...contract.EventType) []contract.EventType { return kinds }
	byEmployee := event.Data.Side != nil && *event.Data.Side == fagsystem.SideEMPLOYEE
	switch event.Type {
	case fagsystem.EventTypeMessageRegistered:
		if byEmployee {
			return one(received), one(state, inbox)
		}
		return one(state), one(received, inbox)
	case fagsystem.EventTypeMessageRead:
		// The side is who has read. Both see it: the other side's ticks, one's own
		// counts in other tabs.
		if byEmployee {
			return one(read), one(inbox)
		}
		return one(read), one(read, inbox)
	case fagsystem.EventTypeViewAnswered:
		return one(contract.EventTypeViewAnswered), one(contract.EventTypeViewAnswered, inbox)
	case fagsystem.EventTypeAttachmentChanged:
		return one(contract.EventTypeAttachmentChanged), one(contract.EventTypeAttachmentChanged)
	case fagsystem.EventTypeMessageWithdrawn:
		return one(state), one(state, inbox)
	case fagsystem.EventTypeEntryReleased:
		return one(contract.EventTypeEntryReleased), one(inbox)
	case fagsystem.EventTypeEntryChanged, fagsystem.EventTypeEntryWithdrawn:
		return one(contract.EventTypeEntryChanged), one(inbox)
	case fagsystem.EventTypeRequestDecided:
		// Both see in the conversation what was asked for, and how it stands.
		return one(contract.EventTypeEntryChanged), one(state, inbox)
	case fagsystem.EventTypeTranslationAvailable, fagsystem.EventTypeTranslationOutdated:
		if event.Data.MessageId != nil {
			return one(state), one(state)
		}
		return one(contract.EventTypeTextAvailable), one(inbox)
	case fagsystem.EventTypeTranslationOrdered, fagsystem.EventTypeMarkChanged:
		return one(contract.EventTypeTextAvailable), one(inbox)
	case fagsystem.EventTypeTextAvailable:
		return one(contract.EventTypeTextAvailable), nil
	case fagsystem.EventTypeCaseChanged, fagsystem.EventTypeCaseClosed, fagsystem.EventTypeContactChanged,
		fagsystem.EventTypeAbsenceChanged, fagsystem.EventTypeMeetingChanged, fagsystem.EventTypePlanChanged,
		fagsystem.EventTypeConsentChanged:
		return one(contract.EventTypeCaseChanged), one(inbox)
	case fagsystem.EventTypeAccessChanged:
		return one(contract.EventTypeAccessChanged), one(contract.EventTypeAccessChanged, inbox)
	}
	return nil, nil
}
