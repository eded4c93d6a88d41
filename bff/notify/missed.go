package notify

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/person"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	// MissedQueue is these jobs' own: there may be one for every person of a
	// municipality, and nothing else waits for them, nor the fagsystem.
	MissedQueue = "notify-missed"
	// MissedAtOnce bounds them on each replica.
	MissedAtOnce = 2
	// missedPause is how soon a fagsystem that doesn't answer is asked again.
	missedPause = 30 * time.Second
	// personsAtOnce is how many persons' jobs are added together.
	personsAtOnce = 500
	// messagesPerPage and entriesPerPage are asked for; pages bounds how far back
	// anybody's history is looked at.
	messagesPerPage, entriesPerPage, pages = 50, 100, 20
	// clocksApart is how far the fagsystem's clock and the portal's may differ.
	clocksApart = 5 * time.Minute
)

// missedArgs are a job's arguments: ids only.
type missedArgs struct {
	Municipality string    `json:"municipality"`
	PersonID     uuid.UUID `json:"personId"`
	Since        time.Time `json:"since"`
}

// Kind names the job.
func (missedArgs) Kind() string { return "notify-missed" }

// MakeUp orders a look at everybody who can be notified: what events would have
// told them that will never be applied. Asked again about the same, it orders
// nothing twice.
func (n *Notifier) MakeUp(ctx context.Context, missed feed.Missed) error {
	if missed.Event != nil {
		return n.makeUpOne(ctx, missed)
	}
	for after := uuid.Nil; ; {
		found, err := n.settings.People.Reachable(ctx, missed.Municipality, after, personsAtOnce)
		if err != nil {
			return fmt.Errorf("notify: whom events were missed for: %w", err)
		}
		if err := n.orderLooks(ctx, missed, found); err != nil || len(found) < personsAtOnce {
			return err
		}
		after = found[len(found)-1]
	}
}

// makeUpOne is for the only person whom one event is about.
func (n *Notifier) makeUpOne(ctx context.Context, missed feed.Missed) error {
	if missed.Event.Data.PersonId == nil {
		return nil
	}
	who, err := n.settings.People.FindByFagsystemID(ctx, missed.Municipality, person.Citizen, missed.Event.Data.PersonId.String())
	if errors.Is(err, person.ErrNotFound) {
		return nil // never here: nobody knows where to reach them
	}
	if err != nil {
		return fmt.Errorf("notify: whom an event was missed for: %w", err)
	}
	return n.orderLooks(ctx, missed, []uuid.UUID{who.ID})
}

func (n *Notifier) orderLooks(ctx context.Context, missed feed.Missed, persons []uuid.UUID) error {
	if len(persons) == 0 {
		return nil
	}
	jobs := make([]river.InsertManyParams, 0, len(persons))
	for _, id := range persons {
		jobs = append(jobs, river.InsertManyParams{
			Args:       missedArgs{Municipality: missed.Municipality, PersonID: id, Since: missed.Since.UTC()},
			InsertOpts: &river.InsertOpts{Queue: MissedQueue, UniqueOpts: river.UniqueOpts{ByArgs: true}},
		})
	}
	if _, err := n.jobs.InsertMany(ctx, jobs); err != nil {
		return fmt.Errorf("notify: order a look at what was missed: %w", err)
	}
	return nil
}

type missedWorker struct {
	river.WorkerDefaults[missedArgs]
	notifier *Notifier
}

// Work opens a notification where something new waits that no event has told of.
func (w *missedWorker) Work(ctx context.Context, job *river.Job[missedArgs]) error {
	err := w.notifier.lookForMissed(ctx, job.Args)
	if errors.Is(err, fagsystem.ErrUnavailable) {
		return river.JobSnooze(missedPause)
	}
	return err
}

func (n *Notifier) lookForMissed(ctx context.Context, args missedArgs) error {
	municipality, configured := n.settings.Municipalities[args.Municipality]
	if !configured {
		return nil
	}
	who, err := n.settings.People.Find(ctx, args.Municipality, args.PersonID)
	if errors.Is(err, person.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	newest, err := n.newestMissed(ctx, municipality, who, args.Since.Add(-clocksApart), readTo{}, 0)
	if err != nil || newest == nil {
		return err
	}
	open, err := n.open(ctx, who, newest.news)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, n.settings.Pool, func(tx pgx.Tx) error {
		// What an event has told of meanwhile, or before, isn't told again.
		row, err := db.New(tx).FindForUpdate(ctx, db.FindForUpdateParams{Municipality: args.Municipality, PersonID: args.PersonID})
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		if err == nil && newest.toldBy(row) {
			return nil
		}
		return open(ctx, tx)
	})
}

// missed is something new, and since when it is there.
type missed struct {
	news
	at time.Time
}

// toldBy tells whether a notification was opened for this, or for something newer
// in the same conversation.
func (m *missed) toldBy(row db.Notification) bool {
	if row.CaseCopyID != m.caseCopyID {
		return false
	}
	if m.exportID != nil {
		return row.ExportID != nil && *row.ExportID == *m.exportID
	}
	if m.accessRequestID != nil {
		return row.AccessRequestID != nil && *row.AccessRequestID == *m.accessRequestID
	}
	if m.consentID != nil {
		return row.ConsentID != nil && *row.ConsentID == *m.consentID
	}
	if m.requestID != nil {
		return row.RequestID != nil && *row.RequestID == *m.requestID
	}
	if m.entryID != nil {
		return row.RequestID == nil && row.EntryID != nil && *row.EntryID == *m.entryID
	}
	return row.MessageID != nil && row.Position >= m.position
}

// seenIn tells whether they had this before them when it was what their last
// notification was about.
func (m *missed) seenIn(last db.Notification) bool { return last.SeenAt != nil && m.toldBy(last) }

// newestMissed is the newest thing in any of the person's cases that is there
// since then, that they may see and haven't read; nil where there is none.
// within is the notification that looks, or 0.
func (n *Notifier) newestMissed(ctx context.Context, municipality Municipality, who person.Person, since time.Time, alsoRead readTo, within int64) (newest *missed, err error) {
	id, err := uuid.Parse(who.FagsystemPersonID)
	if err != nil {
		return nil, nil
	}
	known, err := municipality.Fagsystem.PersonAccess(ctx, id)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	last, err := db.New(n.settings.Pool).Find(ctx, db.FindParams{Municipality: who.Municipality, PersonID: who.ID})
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, err
	}
	take := func(found *missed, err error) error {
		switch {
		case errors.Is(err, fagsystem.ErrNotFound):
			return nil // taken away in between
		case err == nil && found != nil && (newest == nil || found.at.After(newest.at)):
			newest = found
		}
		return err
	}
	for _, one := range known.Cases {
		if err := n.lookInCase(ctx, municipality.Fagsystem, who, one.CaseCopyId, since, alsoRead, within, last, take); err != nil {
			return nil, err
		}
	}
	return newest, nil
}

// lookInCase looks at what the person may see of one case.
func (n *Notifier) lookInCase(ctx context.Context, system Fagsystem, who person.Person, caseCopyID uuid.UUID, since time.Time, alsoRead readTo, within int64, last db.Notification, take func(*missed, error) error) error {
	hears, err := n.settings.Rights.Hears(ctx, reader(who), caseCopyID, "")
	if err == nil && hears {
		err = take(n.missedExport(ctx, who, caseCopyID, since, within))
	}
	if err != nil {
		return err
	}
	hears, err = n.settings.Rights.Hears(ctx, reader(who), caseCopyID, access.Conversation)
	if err == nil && hears {
		err = take(n.missedMessage(ctx, system, who, caseCopyID, since, alsoRead))
	}
	if err != nil {
		return err
	}
	hears, err = n.settings.Rights.Hears(ctx, reader(who), caseCopyID, access.Consents)
	if err == nil && hears {
		err = take(n.missedConsent(ctx, system, caseCopyID, since, last))
	}
	if err != nil {
		return err
	}
	hears, err = n.settings.Rights.Hears(ctx, reader(who), caseCopyID, access.Documents)
	if err == nil && hears {
		err = take(n.missedEntry(ctx, system, who, caseCopyID, since))
	}
	if err == nil && hears {
		err = take(n.missedTranslation(ctx, system, who, caseCopyID, since, within))
	}
	if err == nil && hears {
		err = take(missedDecision(ctx, system, caseCopyID, since, last))
	}
	return err
}

// missedMessage is the newest of an employee's messages that the party hasn't read.
func (n *Notifier) missedMessage(ctx context.Context, system Fagsystem, who person.Person, caseCopyID uuid.UUID, since time.Time, alsoRead readTo) (*missed, error) {
	read, err := n.settings.Reads.ReadPosition(ctx, who.Municipality, who.ID, caseCopyID)
	if err != nil {
		return nil, err
	}
	if alsoRead.caseCopyID == caseCopyID {
		read = max(read, alsoRead.position)
	}
	before := int64(0)
	for range pages {
		page, err := system.Messages(ctx, caseCopyID, before, messagesPerPage)
		if err != nil {
			return nil, err
		}
		for _, mark := range page.ReadMarks {
			if mark.Side == contract.SidePARTY {
				read = max(read, mark.Position)
			}
		}
		for _, message := range page.Messages {
			if message.Position <= read || message.RegisteredAt.Before(since) {
				return nil, nil
			}
			withdrawn := message.Withdrawn != nil && *message.Withdrawn
			if message.Author.Side == contract.SideEMPLOYEE && !withdrawn {
				return &missed{news{caseCopyID: caseCopyID, messageID: &message.MessageId, position: message.Position}, message.RegisteredAt}, nil
			}
			before = message.Position
		}
		if !page.More || len(page.Messages) == 0 {
			return nil, nil
		}
	}
	return nil, nil
}

// missedEntry is the entry released last that the party hasn't opened.
func (n *Notifier) missedEntry(ctx context.Context, system Fagsystem, who person.Person, caseCopyID uuid.UUID, since time.Time) (newest *missed, err error) {
	cursor := ""
	for range pages {
		page, err := system.Entries(ctx, caseCopyID, cursor, entriesPerPage)
		if err != nil {
			return nil, err
		}
		for _, entry := range page.Entries {
			if entry.OpenedAt != nil || entry.ReleasedAt.Before(since) || newest != nil && !entry.ReleasedAt.After(newest.at) {
				continue
			}
			opened, err := n.settings.Reads.HasOpened(ctx, who.Municipality, who.ID, entry.EntryId)
			if err != nil {
				return nil, err
			}
			if !opened {
				newest = &missed{news{caseCopyID: caseCopyID, entryID: &entry.EntryId}, entry.ReleasedAt}
			}
		}
		if page.NextCursor == nil || *page.NextCursor == "" {
			break
		}
		cursor = *page.NextCursor
	}
	return newest, nil
}
