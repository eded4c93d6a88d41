package live

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/fagsystem"
)

// Who has locked people's streams never waits for another connection: those who
// have them all may be waiting for the streams.
func TestWhatIsToldNeedsOneConnectionOnly(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	caseCopy, mother, side := uuid.New(), uuid.New(), fagsystem.SideEMPLOYEE
	write, err := changes.Prepare(ctx, "fjordvik", fagsystem.Event{Type: fagsystem.EventTypeMessageRegistered, Data: fagsystem.EventData{
		CaseCopyId: &caseCopy, PersonId: &mother, EmployeeIds: []uuid.UUID{uuid.New()}, Side: &side,
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { return write(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
	var told int
	if err := pool.QueryRow(ctx, "SELECT count(*) FROM live_event").Scan(&told); err != nil || told != 3 {
		t.Errorf("%d told, %v", told, err)
	}
}

// The other side of a file that is stuck is asked for at the fagsystem: not while the
// author's stream is locked.
func TestBothSidesAreToldOfAStuckFileWithOneConnection(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	message := uuid.New()
	var after func()
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) (err error) {
		after, err = changes.AttachmentChanged(ctx, tx, attachments.Attachment{
			Place:        attachments.Place{Municipality: "fjordvik", AuthorID: uuid.New(), CaseCopyID: uuid.New(), World: person.Citizen},
			SubmissionID: &message, Parked: true,
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	after()
	var told int
	if err := pool.QueryRow(ctx, "SELECT count(DISTINCT stream_id) FROM live_event WHERE message_id = $1", message).Scan(&told); err != nil || told != 2 {
		t.Errorf("%d told, %v", told, err)
	}
}

// oneConnection is a pool of one connection, and what tells people through it.
func oneConnection(t *testing.T) (*pgxpool.Pool, *Changes) {
	t.Helper()
	settings := postgrestest.New(t).Config()
	settings.MaxConns, settings.MinConns = 1, 0
	pool, err := pgxpool.NewWithConfig(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	store := NewStore(pool, time.Now)
	// The hub's wake-ups have their own.
	waking := wake.StartNotifier(postgrestest.New(t), Channel)
	t.Cleanup(waking.Stop)
	return pool, &Changes{
		Store: store, Hub: NewHub(store, waking), People: person.New(pool, vaulttest.New(t), time.Now), Cases: map[string]Cases{"fjordvik": contactOnly{}},
	}
}

// contactOnly is a fagsystem that knows the contact person of every case.
type contactOnly struct{}

func (contactOnly) CaseCopy(context.Context, uuid.UUID) (fagsystem.CaseCopy, error) {
	var found fagsystem.CaseCopy
	found.ContactPerson.Employee.EmployeeId = uuid.New()
	return found, nil
}
