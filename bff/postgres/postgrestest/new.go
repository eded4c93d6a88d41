// Package postgrestest gives each test a migrated database of its own.
package postgrestest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/postgres"
)

// templateLock lets one test process at a time make the template.
const templateLock int64 = 0x74656d706c617465

var template struct {
	once sync.Once
	name string
	err  error
}

// New gives a pool on an isolated, migrated database, dropped when t ends. It
// clones a template on the server that DATABASE_URL names; the template's name
// holds a hash of the migrations, so that a changed file makes a new one.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return Open(t, NewURL(t))
}

// NewURL is New for tests that need the address, as for a second pool.
func NewURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("DATABASE_URL")
	if server == "" {
		t.Fatal("no Postgres to test on: run through npm test, or set DATABASE_URL")
	}
	ctx := context.Background()
	template.once.Do(func() { template.name, template.err = makeTemplate(ctx, server) })
	if template.err != nil {
		t.Fatalf("make the template database: %v", template.err)
	}
	name := "test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if err := onServer(ctx, server, "CREATE DATABASE "+name+" TEMPLATE "+template.name); err != nil {
		t.Fatalf("clone the template database: %v", err)
	}
	t.Cleanup(func() {
		if err := onServer(ctx, server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return withDatabase(t, server, name)
}

// Empty gives the address of a database without any tables.
func Empty(t testing.TB) string {
	t.Helper()
	server := os.Getenv("DATABASE_URL")
	if server == "" {
		t.Fatal("no Postgres to test on: run through npm test, or set DATABASE_URL")
	}
	ctx := context.Background()
	name := "test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if err := onServer(ctx, server, "CREATE DATABASE "+name); err != nil {
		t.Fatalf("create an empty database: %v", err)
	}
	t.Cleanup(func() {
		if err := onServer(ctx, server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return withDatabase(t, server, name)
}

// Open opens a pool that closes when t ends.
func Open(t testing.TB, address string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

func withDatabase(t testing.TB, server, name string) string {
	address, err := databaseAddress(server, name)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func databaseAddress(server, name string) (string, error) {
	address, err := url.Parse(server)
	if err != nil || address.Scheme == "" {
		return "", fmt.Errorf("DATABASE_URL must be an address like postgres://user@host:5432/postgres")
	}
	address.Path = "/" + name
	return address.String(), nil
}

func makeTemplate(ctx context.Context, server string) (string, error) {
	hash, err := hashOf(postgres.Migrations())
	if err != nil {
		return "", err
	}
	name := "portal_template_" + hash
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return "", err
	}
	var made bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&made); err != nil || made {
		return name, err
	}
	// Under another name until it is whole: a killed test run leaves no half template.
	half := name + "_" + time.Now().UTC().Format("150405")
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+half); err != nil {
		return "", err
	}
	address, err := databaseAddress(server, half)
	if err != nil {
		return "", err
	}
	pool, err := postgres.Open(ctx, address)
	if err != nil {
		return "", err
	}
	err = postgres.Migrate(ctx, pool)
	pool.Close()
	if err != nil {
		_, _ = conn.Exec(ctx, "DROP DATABASE IF EXISTS "+half+" WITH (FORCE)")
		return "", err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+half+" RENAME TO "+name)
	return name, err
}

func hashOf(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		_, _ = fmt.Fprintf(sum, "%s %d\n%s\n", path, len(text), text)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:16], err
}

func onServer(ctx context.Context, server, statement string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, statement)
	return err
}
