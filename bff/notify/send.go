package notify

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/notify/internal/db"
	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/i18n"
)

// How a notification ended.
const (
	outcomeOrdered   = "ordered"
	outcomeRead      = "read"
	outcomeWithdrawn = "withdrawn"
	outcomeMinor     = "minor"
	outcomeNoAddress = "no-address"
	outcomeNoAccess  = "no-access"
	outcomeReserved  = "reserved"
	outcomeNoContact = "no-contact"
	outcomeDelivered = "delivered"
	outcomeFailed    = "failed"
)

const (
	mostAttempts = 8
	// lookAgain is how soon somebody whose pages are open is looked at again.
	lookAgain = 10 * time.Second
	adult     = 18
)

// sendArgs are a job's arguments: ids only.
type sendArgs struct {
	Municipality string    `json:"municipality"`
	PersonID     uuid.UUID `json:"personId"`
	Number       int64     `json:"number"`
}

// Kind names the job.
func (sendArgs) Kind() string { return "notify" }

type sendWorker struct {
	river.WorkerDefaults[sendArgs]
	notifier *Notifier
}

// Work tells the person, unless there is no reason to any more.
func (w *sendWorker) Work(ctx context.Context, job *river.Job[sendArgs]) error {
	return w.notifier.send(ctx, job.Args, job.Attempt)
}

func (n *Notifier) send(ctx context.Context, args sendArgs, attempt int) error {
	row, waits, err := n.waits(ctx, args)
	if err != nil || !waits {
		return err
	}
	read, err := n.hasRead(ctx, row)
	if err != nil {
		return err
	}
	if read {
		left, more, err := n.afterReading(ctx, row)
		if err != nil {
			return err
		}
		if !more {
			return n.close(ctx, row, outcomeRead)
		}
		row = left
	}
	_, here, err := n.settings.Presence.SeenAt(ctx, row.Municipality, row.PersonID)
	if err != nil {
		return err
	}
	if here {
		return river.JobSnooze(lookAgain)
	}
	return n.order(ctx, row, attempt)
}

// hasRead tells whether the person has read here what it is about.
func (n *Notifier) hasRead(ctx context.Context, row db.Notification) (bool, error) {
	switch {
	case row.ExportID != nil:
		waits, err := n.exportWaits(ctx, row)
		return !waits, err
	case row.AccessRequestID != nil, row.ConsentID != nil:
		return row.SeenAt != nil, nil
	case row.RequestID != nil:
		kept, err := translation(ctx, db.New(n.settings.Pool), row.Municipality, row.PersonID, *row.RequestID)
		return kept.SeenAt != nil && row.OpenSince != nil && kept.SeenAt.After(*row.OpenSince), err
	case row.MessageID != nil:
		read, err := n.settings.Reads.ReadPosition(ctx, row.Municipality, row.PersonID, row.CaseCopyID)
		return read >= row.Position, err
	case row.EntryID != nil:
		return n.settings.Reads.HasOpened(ctx, row.Municipality, row.PersonID, *row.EntryID)
	}
	return false, nil
}

// order orders the notification. Errors are River's to repeat; none of them
// holds the number.
func (n *Notifier) order(ctx context.Context, row db.Notification, attempt int) error {
	municipality, configured := n.settings.Municipalities[row.Municipality]
	if !configured {
		return n.close(ctx, row, outcomeNoAccess)
	}
	who, err := n.settings.People.Find(ctx, row.Municipality, row.PersonID)
	if err != nil {
		return err
	}
	reason, language, err := n.mayTell(ctx, municipality, row, who)
	if err != nil {
		return err
	}
	if reason != "" {
		return n.close(ctx, row, reason)
	}
	row, remains, err := n.whatRemains(ctx, municipality, row, who)
	if err != nil {
		return err
	}
	if !remains {
		return n.close(ctx, row, outcomeWithdrawn)
	}
	number, err := n.settings.People.NationalNumber(ctx, row.Municipality, row.PersonID)
	if errors.Is(err, person.ErrNotFound) || errors.Is(err, person.ErrErased) {
		return n.close(ctx, row, outcomeNoAddress)
	}
	if err != nil {
		return err
	}
	ordered, err := municipality.Altinn.Order(ctx, Order{
		Reference: reference(row), Number: number, Sender: municipality.Sender, Text: i18n.Localize(language, "srv.notify.sms", nil),
	}, attempt > 1)
	if err != nil {
		return err
	}
	outcome := outcomeOrdered
	switch {
	case ordered.Reserved:
		outcome = outcomeReserved
	case ordered.NoContact:
		outcome = outcomeNoContact
	}
	err = db.New(n.settings.Pool).Sent(ctx, db.SentParams{
		Municipality: row.Municipality, PersonID: row.PersonID, Number: row.Number, Now: n.settings.Now(), OrderID: &ordered.ID, Outcome: &outcome,
	})
	if err != nil {
		return err
	}
	n.outcomes.WithLabelValues(row.Municipality, outcome).Inc()
	if outcome != outcomeOrdered {
		slog.InfoContext(ctx, "somebody can't be notified", "municipality", row.Municipality, "outcome", outcome)
		return nil
	}
	_, err = n.jobs.Insert(ctx, checkArgs{
		Municipality: row.Municipality, OrderID: ordered.ID, CaseCopyID: row.CaseCopyID, MessageID: row.MessageID, OrderedAt: n.settings.Now(),
	}, &river.InsertOpts{ScheduledAt: n.settings.Now().Add(checkAfter), MaxAttempts: mostAttempts, UniqueOpts: river.UniqueOpts{ByArgs: true}})
	return err
}

// mayTell asks anew whether the person may still see what it is about, how old
// they are, and which language they have where they chose none.
func (n *Notifier) mayTell(ctx context.Context, municipality Municipality, row db.Notification, who person.Person) (reason, language string, err error) {
	id, err := uuid.Parse(who.FagsystemPersonID)
	if err != nil {
		return outcomeNoAccess, "", nil
	}
	known, err := municipality.Fagsystem.PersonAccess(ctx, id)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return outcomeNoAccess, "", nil
	}
	if err != nil {
		return "", "", err
	}
	hears, err := n.settings.Rights.Hears(ctx, reader(who), row.CaseCopyID, needed(row))
	if err != nil {
		return "", "", err
	}
	if !hears {
		return outcomeNoAccess, "", nil
	}
	if !grownUp(known.Person, n.settings.Now()) {
		agreed, err := db.New(n.settings.Pool).HasAgreed(ctx, db.HasAgreedParams{Municipality: row.Municipality, PersonID: row.PersonID})
		if err != nil {
			return "", "", err
		}
		if !agreed {
			return outcomeMinor, "", nil
		}
	}
	language = who.Language
	if language == "" && known.Person.Language != nil {
		language = *known.Person.Language
	}
	if _, offered := i18n.Find(language); !offered {
		language = i18n.Fallback
	}
	return "", language, nil
}

// reader is the person as they would be with the surest log-in: at which level
// one reads is decided when one does.
func reader(who person.Person) *session.Actor {
	return &session.Actor{World: session.Citizen, Level: session.High, Persons: []session.PersonRef{
		{Municipality: who.Municipality, PersonID: who.ID, FagsystemPersonID: who.FagsystemPersonID},
	}}
}

// needed is what one must be allowed to, to read what is new.
func needed(row db.Notification) access.Capability {
	switch {
	case row.ExportID != nil:
		return "" // what is in it was decided about when it was made, and is again
	case row.MessageID != nil:
		return access.Conversation
	case row.ConsentID != nil:
		return access.Consents
	}
	return access.Documents
}

// grownUp goes by the register's birth date. Where nobody knows it, nobody is
// told: it may be a child.
func grownUp(who contract.Person, now time.Time) bool {
	if who.BirthDate == nil {
		return false
	}
	birthday := oslo.DateOf(who.BirthDate.Time, time.UTC).AddYears(adult)
	return !birthday.After(oslo.DateOf(now, oslo.Zone))
}

func (n *Notifier) close(ctx context.Context, row db.Notification, outcome string) error {
	n.outcomes.WithLabelValues(row.Municipality, outcome).Inc()
	return db.New(n.settings.Pool).Close(ctx, db.CloseParams{
		Municipality: row.Municipality, PersonID: row.PersonID, Number: row.Number, Outcome: &outcome,
	})
}

// reference is the same for each attempt at one notification, and tells nothing.
func reference(row db.Notification) string {
	return uuid.NewSHA1(row.PersonID, []byte(row.Municipality+"/"+strconv.FormatInt(row.Number, 10))).String()
}
