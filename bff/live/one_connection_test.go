package live

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/fagsystem"
)

// Who has locked people's streams never waits for another connection: those who
// have them all may be waiting for the streams.
func TestWhatIsToldNeedsOneConnectionOnly(t *testing.T) {
	t.Parallel()
	settings := postgrestest.New(t).Config()
	settings.MaxConns, settings.MinConns = 1, 0
	pool, err := pgxpool.NewWithConfig(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	store := NewStore(pool, time.Now)
	changes := &Changes{Store: store, Hub: NewHub(store, nil), People: person.New(pool, vaulttest.New(t), time.Now)}
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
