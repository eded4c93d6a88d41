// Package notify tells people who aren't here that there is something to read:
// one message to their telephone for everything that is unread, which says
// nothing of what or whom it concerns.
//
// A fagsystem's event opens a notification and adds a job that waits a moment.
// What has been read or taken out of the case by then isn't told; while the
// person's pages are open, it waits on. Nobody under 18 is told anything before a safe way has been agreed
// with them. What events that were lost would have told is looked for and told
// in the same way.
package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// People gives persons and the numbers that notifications are addressed with;
// person.Store does.
type People interface {
	Ensure(ctx context.Context, municipality string, world person.World, fagsystemPersonID string) (person.Person, error)
	Find(ctx context.Context, municipality string, id uuid.UUID) (person.Person, error)
	FindByFagsystemID(ctx context.Context, municipality string, world person.World, fagsystemPersonID string) (person.Person, error)
	// Reachable are those who can be notified, by id, after one.
	Reachable(ctx context.Context, municipality string, after uuid.UUID, most int) ([]uuid.UUID, error)
	NationalNumber(ctx context.Context, municipality string, id uuid.UUID) (string, error)
}

// Presence tells when somebody's pages were last open, and whether they are now; live.Store does.
type Presence interface {
	SeenAt(ctx context.Context, municipality string, personID uuid.UUID) (seenAt time.Time, here bool, err error)
}

// Reads tells what somebody has read here; submissions.Store does.
type Reads interface {
	ReadPosition(ctx context.Context, municipality string, personID, caseCopyID uuid.UUID) (int64, error)
	HasOpened(ctx context.Context, municipality string, personID, entryID uuid.UUID) (bool, error)
}

// Fagsystem is what notifying needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	PersonAccess(ctx context.Context, personID uuid.UUID) (contract.PersonAccess, error)
	// Messages and Entries give the newest first; ErrNotFound where there is no such copy.
	Messages(ctx context.Context, caseCopyID uuid.UUID, before int64, limit int) (contract.MessagePage, error)
	Entries(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (contract.EntryPage, error)
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error)
	// Entry gives ErrNotFound for one that was withdrawn too.
	Entry(ctx context.Context, caseCopyID, entryID uuid.UUID) (contract.Entry, error)
	// MessagesOfKind gives the newest first too.
	MessagesOfKind(ctx context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind, limit int) (contract.MessagePage, error)
	TextRequests(ctx context.Context, caseCopyID uuid.UUID) (contract.TextRequests, error)
	PutEvidence(ctx context.Context, caseCopyID, submissionID uuid.UUID, evidence contract.Evidence) error
}

// Exports tells of an archive of a case that is ready and that whoever ordered it
// hasn't seen to be; export.Store does.
type Exports interface {
	Unseen(ctx context.Context, municipality string, personID, caseCopyID uuid.UUID) (id uuid.UUID, readyAt time.Time, ok bool, err error)
}

// Rights tells who may hear of what now; access.Decider does.
type Rights interface {
	Hears(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, needs access.Capability) (bool, error)
}

// Municipality is one municipality as notifying sees it.
type Municipality struct {
	Fagsystem Fagsystem
	Altinn    *Altinn
	// Sender is shown on the telephone.
	Sender string
}

// Settings are what a Notifier is made of.
type Settings struct {
	Pool           *pgxpool.Pool
	People         People
	Presence       Presence
	Reads          Reads
	Rights         Rights
	Exports        Exports
	Municipalities map[string]Municipality
	Now            func() time.Time
	// Delay is how long something may stay unread before anybody is told.
	Delay      time.Duration
	Registerer prometheus.Registerer
}

// Notifier notifies.
type Notifier struct {
	settings Settings
	jobs     *river.Client[pgx.Tx]
	outcomes *prometheus.CounterVec
}

// New makes a notifier. Register adds its workers; Use gives it the client.
func New(settings Settings) *Notifier {
	n := &Notifier{settings: settings, outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "portal_notifications_total", Help: "How notifications ended.",
	}, []string{"municipality", "outcome"})}
	if settings.Registerer != nil {
		settings.Registerer.MustRegister(n.outcomes)
	}
	return n
}

// Register adds the workers.
func (n *Notifier) Register(workers *river.Workers) {
	river.AddWorker(workers, &sendWorker{notifier: n})
	river.AddWorker(workers, &checkWorker{notifier: n})
	river.AddWorker(workers, &missedWorker{notifier: n})
}

// Use gives the client that jobs are added with.
func (n *Notifier) Use(jobs *river.Client[pgx.Tx]) { n.jobs = jobs }

// Prepare opens a notification where something new waits for a party, and closes
// it where they have read.
func (n *Notifier) Prepare(ctx context.Context, municipality string, event contract.Event) (write func(context.Context, pgx.Tx) error, err error) {
	if event.Data.PersonId == nil || event.Data.CaseCopyId == nil {
		return nil, nil
	}
	bySide := func(side contract.Side) bool { return event.Data.Side != nil && *event.Data.Side == side }
	data := event.Data
	switch event.Type {
	case contract.EventTypeMessageRegistered:
		if bySide(contract.SideEMPLOYEE) {
			return n.openFor(ctx, municipality, event, news{messageID: data.MessageId, entryID: data.EntryId, position: positionOf(event)})
		}
	case contract.EventTypeEntryReleased:
		return n.openFor(ctx, municipality, event, news{messageID: data.MessageId, entryID: data.EntryId, position: positionOf(event)})
	case contract.EventTypeRequestDecided:
		switch {
		case data.EntryId != nil: // the entry is what is new, not the request for it
			return n.openFor(ctx, municipality, event, news{entryID: data.EntryId, position: positionOf(event)})
		case data.MessageId != nil: // what was decided about the whole case: no single entry is what is new
			return n.openFor(ctx, municipality, event, news{accessRequestID: data.MessageId})
		}
	case contract.EventTypeConsentChanged:
		// Of what becomes of one otherwise, their own answer above all, nobody is told.
		if data.AskedConsentId != nil {
			return n.openFor(ctx, municipality, event, news{consentID: data.AskedConsentId})
		}
	case contract.EventTypeTranslationAvailable:
		return n.openForTranslation(ctx, municipality, event)
	case contract.EventTypeMessageRead:
		if bySide(contract.SidePARTY) {
			return n.closeRead(ctx, municipality, event)
		}
	}
	return nil, nil
}

// news is one thing that is new to a party: a message, an entry, a translation in
// an entry, named by the request for it, an archive that they have ordered, what
// was decided about the whole case, named by the request to see it, or a consent
// that they are asked for.
type news struct {
	caseCopyID         uuid.UUID
	messageID, entryID *uuid.UUID
	requestID          *uuid.UUID
	exportID           *uuid.UUID
	accessRequestID    *uuid.UUID
	consentID          *uuid.UUID
	position           int64
}

// openFor is open for the person and the case copy that an event is about.
func (n *Notifier) openFor(ctx context.Context, municipality string, event contract.Event, found news) (write func(context.Context, pgx.Tx) error, err error) {
	who, err := n.whom(ctx, municipality, event)
	if err != nil {
		return nil, err
	}
	found.caseCopyID = *event.Data.CaseCopyId
	return n.open(ctx, who, found)
}

// whom is who an event is about.
func (n *Notifier) whom(ctx context.Context, municipality string, event contract.Event) (person.Person, error) {
	who, err := n.settings.People.Ensure(ctx, municipality, person.Citizen, event.Data.PersonId.String())
	if err != nil {
		return person.Person{}, fmt.Errorf("notify: whom: %w", err)
	}
	return who, nil
}

func positionOf(event contract.Event) int64 {
	if event.Data.Position == nil {
		return 0
	}
	return *event.Data.Position
}

// open is what to write so that somebody is told of what is new to them.
func (n *Notifier) open(ctx context.Context, who person.Person, found news) (write func(context.Context, pgx.Tx) error, err error) {
	seenAt, _, err := n.settings.Presence.SeenAt(ctx, who.Municipality, who.ID)
	if err != nil {
		return nil, fmt.Errorf("notify: when they were here: %w", err)
	}
	return func(ctx context.Context, tx pgx.Tx) error {
		if found.requestID != nil {
			// What has been told, or is being told, isn't told again.
			if row, err := translation(ctx, db.New(tx), who.Municipality, who.ID, *found.requestID); err != nil || row.Number != nil {
				return err
			}
		}
		opened, err := db.New(tx).Open(ctx, db.OpenParams{
			Municipality: who.Municipality, PersonID: who.ID, Now: n.settings.Now(), SeenAt: seenAt,
			CaseCopyID: found.caseCopyID, MessageID: found.messageID, EntryID: found.entryID, RequestID: found.requestID, ExportID: found.exportID,
			AccessRequestID: found.accessRequestID, ConsentID: found.consentID, Position: found.position,
		})
		if err == nil && found.requestID != nil {
			_, err = db.New(tx).Tells(ctx, db.TellsParams{
				Municipality: who.Municipality, PersonID: who.ID, RequestID: *found.requestID, EntryID: *found.entryID, Number: opened.Number,
			})
		}
		if err != nil || opened.SentAt != nil {
			return err
		}
		_, err = n.jobs.InsertTx(ctx, tx, sendArgs{Municipality: who.Municipality, PersonID: who.ID, Number: opened.Number}, &river.InsertOpts{
			ScheduledAt: n.settings.Now().Add(n.settings.Delay), MaxAttempts: mostAttempts, UniqueOpts: river.UniqueOpts{ByArgs: true},
		})
		return err
	}, nil
}

func (n *Notifier) closeRead(ctx context.Context, municipality string, event contract.Event) (write func(context.Context, pgx.Tx) error, err error) {
	who, err := n.whom(ctx, municipality, event)
	if err != nil {
		return nil, err
	}
	position := positionOf(event)
	if n.restIsUnread(ctx, who, readTo{*event.Data.CaseCopyId, position}) {
		return nil, nil
	}
	return func(ctx context.Context, tx pgx.Tx) error {
		return db.New(tx).CloseRead(ctx, db.CloseReadParams{
			Municipality: municipality, PersonID: who.ID, CaseCopyID: *event.Data.CaseCopyId, Position: position,
		})
	}, nil
}

// waits is the notification that a job is about, where it still waits.
func (n *Notifier) waits(ctx context.Context, args sendArgs) (db.Notification, bool, error) {
	row, err := db.New(n.settings.Pool).Find(ctx, db.FindParams{Municipality: args.Municipality, PersonID: args.PersonID})
	if errors.Is(err, pgx.ErrNoRows) {
		return row, false, nil
	}
	return row, err == nil && row.Number == args.Number && row.OpenSince != nil && row.SentAt == nil, err
}
