// Package access is the only place that decides who may see and do what.
//
// Every request is decided anew, on an answer of the fagsystem that is at most
// five seconds old and is dropped as soon as the fagsystem reports a change.
// Only adding to one's own known conversation may rest on an older answer. What
// isn't yours looks exactly like what doesn't exist.
package access

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
)

// ErrNotFound: there is no such thing for this actor. Whether it exists for
// somebody else can't be told from it.
var ErrNotFound = errors.New("access: not found")

// ErrStepUpNeeded: there is, for whoever logs in at a higher level.
var ErrStepUpNeeded = errors.New("access: a higher level of log-in is needed")

// Fagsystem is what deciding needs of a municipality's fagsystem. Its errors
// are fagsystem.ErrNotFound, which means no access, and any other, which means
// that nobody knows now.
type Fagsystem interface {
	PersonAccess(ctx context.Context, personID uuid.UUID) (contract.PersonAccess, error)
	EmployeeAccess(ctx context.Context, employeeID uuid.UUID) (contract.EmployeeAccess, error)
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Persons gives the portal's own id of somebody; person.Store does.
type Persons interface {
	Ensure(ctx context.Context, municipality string, world person.World, fagsystemPersonID string) (person.Person, error)
}

// Sealers give a person's own encryption; person.Store does.
type Sealers interface {
	Sealer(ctx context.Context, municipality string, personID uuid.UUID) (*vault.Sealer, error)
}

// Municipality is one municipality as deciding sees it.
type Municipality struct {
	ID        string
	Fagsystem Fagsystem
	// DocumentsLevel is the level of log-in that its documents need.
	DocumentsLevel session.Level
}

// Settings are what a Decider works with.
type Settings struct {
	Municipalities []Municipality
	Pool           *pgxpool.Pool
	Recorder       Recorder
	Persons        Persons
	Sealers        Sealers
	Now            func() time.Time
	// Ages replaces the national age table in tests.
	Ages []AgeRule
}

// Decider decides. It is safe for concurrent use.
type Decider struct {
	municipalities map[string]Municipality
	order          []string
	recorder       Recorder
	persons        Persons
	now            func() time.Time
	ages           []AgeRule
	kept           *keeper
	citizens       *answers[contract.PersonAccess]
	employees      *answers[contract.EmployeeAccess]
	abouts         aboutCache
	// following is full while somebody on this replica does what follows from a
	// pause: they hold a connection, and what they do takes others.
	following chan struct{}
}

// New makes a Decider.
func New(settings Settings) *Decider {
	d := &Decider{
		municipalities: map[string]Municipality{}, recorder: settings.Recorder, persons: settings.Persons,
		now: settings.Now, ages: settings.Ages,
		kept: newKeeper(settings.Pool, settings.Sealers), abouts: newAboutCache(), following: make(chan struct{}, 1),
	}
	if d.ages == nil {
		d.ages = ageTable
	}
	for _, municipality := range settings.Municipalities {
		d.municipalities[municipality.ID] = municipality
		d.order = append(d.order, municipality.ID)
	}
	d.citizens = newAnswers(d.now, func(ctx context.Context, who subject) (contract.PersonAccess, error) {
		return d.municipalities[who.municipality].Fagsystem.PersonAccess(ctx, who.id)
	})
	d.employees = newAnswers(d.now, func(ctx context.Context, who subject) (contract.EmployeeAccess, error) {
		return d.municipalities[who.municipality].Fagsystem.EmployeeAccess(ctx, who.id)
	})
	return d
}

// Case is a case that a citizen may see or add to: their own copy of it.
type Case struct {
	Municipality string
	CaseCopyID   uuid.UUID
	PartyID      uuid.UUID
	// Person is the acting party by the portal's id, FagsystemPersonID by the
	// fagsystem's.
	Person            uuid.UUID
	FagsystemPersonID uuid.UUID
	Role              contract.Role
	// Child is whom the case is about. Where the decision rests on an answer that
	// was kept, it is empty, and in a list it is only the name.
	Child   contract.Child
	AboutMe bool
	Closed  bool
	May     Capabilities
	// ExportOff: the contact person has switched off that the case is taken along as files.
	ExportOff bool
	// DecidedAt is when the fagsystem was asked.
	DecidedAt time.Time
}

// Purpose says what a decision is for: what it needs, and what the audit row
// tells about it.
type Purpose struct {
	// Action is the audit row's action, as "document.read". Where it is empty only
	// denials are recorded, and the caller records the rest in its own transaction.
	Action string
	// Needs is the capability without which the answer is ErrNotFound.
	Needs Capability
	// ObjectKind and ObjectID name what it is about; the case copy if empty.
	ObjectKind, ObjectID string
	// ByCaller: the decision is only half of it (is there such an entry?), and the
	// caller concludes with Conclude, before anything is shown.
	ByCaller bool
}

// Conclude records what became of a decision that was asked for with ByCaller:
// allowed where outcome is nil, denied where it is ErrNotFound. It returns
// outcome, or why it couldn't be recorded: then nothing may be shown.
func (d *Decider) Conclude(ctx context.Context, actor *session.Actor, found Case, purpose Purpose, outcome error) error {
	purpose.ByCaller = false
	if err := d.record(ctx, actor, citizenEvent(actor, found), found.CaseCopyID, purpose, outcome); err != nil {
		return err
	}
	return outcome
}

// Decide decides whether actor may see the case copy for this purpose, and
// records it: when it returns without an error, the audit row is durable. It
// ends with ErrNotFound, ErrStepUpNeeded, or another error when the fagsystem or
// the audit log doesn't answer.
func (d *Decider) Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose Purpose) (Case, error) {
	found, err := d.see(ctx, actor, caseCopyID)
	return d.conclude(ctx, actor, found, caseCopyID, purpose, err)
}

// DecideAdding is Decide for adding to one's own known conversation. It reveals
// nothing, so that it may rest on the last positive answer, at most a day old,
// when the fagsystem doesn't answer; at delivery the fagsystem decides again.
func (d *Decider) DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose Purpose) (Case, error) {
	patience, cancel := context.WithTimeout(ctx, addingPatience)
	found, err := d.see(patience, actor, caseCopyID)
	cancel()
	if err != nil && !errors.Is(err, ErrNotFound) && ctx.Err() == nil {
		found, err = d.keptCase(ctx, actor, caseCopyID, err)
	}
	return d.conclude(ctx, actor, found, caseCopyID, purpose, err)
}

// Listing is all that a citizen may see.
type Listing struct {
	Cases []Case
	// Unavailable are the municipalities that couldn't be asked. Of theirs, Cases
	// has those that the actor may add to, with nothing to see.
	Unavailable []string
	// Paused are those where an employee has paused the actor's access. Nothing
	// of theirs is told.
	Paused []string
	// Name and BirthDate are the citizen's, where a fagsystem told them.
	Name      *contract.PersonName
	BirthDate *openapi.Date
}

// List is all cases that actor may see. It records nothing: a list of one's own
// cases tells only that they are.
func (d *Decider) List(ctx context.Context, actor *session.Actor) (Listing, error) {
	var all Listing
	for _, result := range d.ask(ctx, actor) {
		if result.err != nil {
			if ctx.Err() != nil {
				return Listing{}, ctx.Err()
			}
			paused, err := d.IsPaused(ctx, result.ref.Municipality, result.ref.PersonID)
			if err != nil {
				return Listing{}, err
			}
			if paused {
				all.Paused = append(all.Paused, result.ref.Municipality)
				continue
			}
			all.Unavailable = append(all.Unavailable, result.ref.Municipality)
			kept, err := d.keptCases(ctx, result.ref)
			if err != nil {
				return Listing{}, fmt.Errorf("access: list the kept answers: %w", err)
			}
			all.Cases = append(all.Cases, kept...)
			continue
		}
		if result.paused {
			all.Paused = append(all.Paused, result.ref.Municipality)
			continue
		}
		all.Cases = append(all.Cases, result.cases...)
		if all.Name == nil {
			all.Name = result.name
		}
		if all.BirthDate == nil {
			all.BirthDate = result.born
		}
	}
	return all, nil
}

// see looks for the case copy among what the fagsystems grant the actor now.
func (d *Decider) see(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID) (Case, error) {
	if actor == nil || actor.World != session.Citizen {
		return Case{}, ErrNotFound
	}
	var unavailable error
	for _, result := range d.ask(ctx, actor) {
		if result.err != nil {
			unavailable = result.err
		}
		for _, found := range result.cases {
			if found.CaseCopyID == caseCopyID {
				return found, nil
			}
		}
	}
	if unavailable != nil {
		return Case{}, fmt.Errorf("access: can't be decided now: %w", unavailable)
	}
	return Case{}, ErrNotFound
}

// conclude checks what the purpose needs and records the decision.
func (d *Decider) conclude(ctx context.Context, actor *session.Actor, found Case, caseCopyID uuid.UUID, purpose Purpose, err error) (Case, error) {
	if err == nil && !found.May.Has(purpose.Needs) {
		err = ErrNotFound
		documents := purpose.Needs == Documents || purpose.Needs == Commenting || purpose.Needs == Asking
		if documents && found.May.DocumentsNeedStepUp || purpose.Needs == Consents && found.May.ConsentsNeedStepUp {
			err = ErrStepUpNeeded
		}
	}
	if recordErr := d.record(ctx, actor, citizenEvent(actor, found), caseCopyID, purpose, err); recordErr != nil {
		return Case{}, recordErr
	}
	if err != nil {
		return Case{}, err
	}
	return found, nil
}
