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

// Cases tells whose a case copy is; fagsystem.Client does.
type Cases interface {
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (fagsystem.CaseCopy, error)
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
// come, and the other side where it is stuck.
func (c *Changes) SubmissionChanged(ctx context.Context, changed submissions.Submission) func(context.Context, pgx.Tx) (after func(), err error) {
	if !InConversation(changed.Kind) {
		return nil
	}
	event := Event{
		Municipality: changed.Municipality, Persons: []uuid.UUID{changed.AuthorID}, Type: contract.EventTypeMessageState,
		CaseCopyID: &changed.CaseCopyID, MessageID: &changed.ID,
	}
	if changed.State == submissions.Parked {
		event.Persons = append(event.Persons, c.otherSide(ctx, changed.Municipality, changed.World, changed.CaseCopyID)...)
	}
	return func(ctx context.Context, tx pgx.Tx) (func(), error) {
		streams, err := c.Store.Append(ctx, tx, event)
		return func() { c.Hub.Wake(streams...) }, err
	}
}

// InConversation tells whether a conversation shows what is handed in.
func InConversation(kind fagsystem.SubmissionKind) bool {
	switch kind {
	case fagsystem.SubmissionKindMESSAGE, fagsystem.SubmissionKindCALLME, fagsystem.SubmissionKindMEETINGREQUEST, fagsystem.SubmissionKindINTERPRETERREQUEST,
		fagsystem.SubmissionKindANSWERPROMISE, fagsystem.SubmissionKindVIEW, fagsystem.SubmissionKindANSWER:
		return true
	}
	return false
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
			c.tellOtherSide(context.WithoutCancel(ctx), changed.World, event)
		}
	}, err
}

// tellOtherSide tells whom an event of somebody's is about, in a transaction of its own: to find
// out who that is, the fagsystem is asked.
func (c *Changes) tellOtherSide(ctx context.Context, author person.World, event Event) {
	event.Persons = c.otherSide(ctx, event.Municipality, author, *event.CaseCopyID)
	var streams []string
	err := pgx.BeginFunc(ctx, c.Store.pool, func(tx pgx.Tx) (err error) {
		streams, err = c.Store.Append(ctx, tx, event)
		return err
	})
	if err != nil {
		slog.WarnContext(ctx, "live: the other side could not be told", "municipality", event.Municipality)
		return
	}
	c.Hub.Wake(streams...)
}

// otherSide is whom what somebody of a world hands in is meant for. Not finding out loses nothing
// but speed: the conversation shows it when it is fetched.
func (c *Changes) otherSide(ctx context.Context, municipality string, author person.World, caseCopyID uuid.UUID) []uuid.UUID {
	cases, ok := c.Cases[municipality]
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, audienceTimeout)
	defer cancel()
	found, err := cases.CaseCopy(ctx, caseCopyID)
	if err != nil {
		slog.WarnContext(ctx, "live: the other side of a conversation is not known", "municipality", municipality)
		return nil
	}
	world, wanted := person.Citizen, []uuid.UUID{found.Me.PersonId}
	if author == person.Citizen {
		world, wanted = person.Employee, []uuid.UUID{found.ContactPerson.Employee.EmployeeId}
		if found.ContactPerson.StandIn != nil {
			wanted = append(wanted, found.ContactPerson.StandIn.EmployeeId)
		}
	}
	persons, err := c.persons(ctx, municipality, world, wanted)
	if err != nil {
		return nil
	}
	return persons
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
	return func(ctx context.Context, tx pgx.Tx) error { return c.Store.AppendNotifying(ctx, tx, events...) }, nil
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
	hears, err := c.Rights.Hears(ctx, &session.Actor{
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
	case fagsystem.EventTypeEntryChanged, fagsystem.EventTypeEntryWithdrawn, fagsystem.EventTypeRequestDecided:
		return one(contract.EventTypeEntryChanged), one(inbox)
	case fagsystem.EventTypeTranslationAvailable, fagsystem.EventTypeTranslationOutdated:
		if event.Data.MessageId != nil {
			return one(state), one(state)
		}
		return one(contract.EventTypeTextAvailable), nil
	case fagsystem.EventTypeTextAvailable, fagsystem.EventTypeTranslationOrdered:
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
