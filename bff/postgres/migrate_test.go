package postgres_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

func TestReplicasThatStartTogetherMigrateOnce(t *testing.T) {
	t.Parallel()
	address := postgrestest.Empty(t)
	ctx := context.Background()
	var replicas errgroup.Group
	for range 4 {
		pool := postgrestest.Open(t, address)
		replicas.Go(func() error { return postgres.Migrate(ctx, pool) })
	}
	if err := replicas.Wait(); err != nil {
		t.Fatal(err)
	}
	pool := postgrestest.Open(t, address)
	var doubled int
	err := pool.QueryRow(ctx, `SELECT count(*) - count(DISTINCT version_id) FROM schema_migration`).Scan(&doubled)
	if err != nil || doubled != 0 {
		t.Fatalf("files applied twice: %d (%v)", doubled, err)
	}
	var river bool
	err = pool.QueryRow(ctx, `SELECT to_regclass('river_job') IS NOT NULL`).Scan(&river)
	if err != nil || !river {
		t.Fatalf("River's tables are missing (%v)", err)
	}
	var held int
	err = pool.QueryRow(ctx, `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`).Scan(&held)
	if err != nil || held != 0 {
		t.Fatalf("the lock is still held: %d (%v)", held, err)
	}
}

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, other := postgrestest.New(t), postgrestest.New(t)
	if _, err := one.Exec(ctx, "CREATE TABLE mine ()"); err != nil {
		t.Fatal(err)
	}
	var seen bool
	if err := other.QueryRow(ctx, "SELECT to_regclass('mine') IS NOT NULL").Scan(&seen); err != nil || seen {
		t.Fatalf("the other test's table is visible: %v (%v)", seen, err)
	}
}

func TestAnAddressThatCannotBeReadKeepsItsPassword(t *testing.T) {
	t.Parallel()
	_, err := postgres.Open(context.Background(), "postgres://portal:hunter2@host:notaport/portal")
	if err == nil {
		t.Fatal("accepted")
	}
	if got := err.Error(); strings.Contains(got, "hunter2") {
		t.Fatalf("the error tells the password: %s", got)
	}
}
