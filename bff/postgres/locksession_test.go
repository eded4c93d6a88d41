package postgres_test

import (
	"context"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/postgres/postgrestest"
)

func TestWhoeverFallsSilentLosesTheLockAndFindsOut(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t)
	silent, err := postgres.LockSession(t.Context(), pool, "silent", 300*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close(context.Background()) }()
	if _, err := silent.Exec(t.Context(), "SELECT pg_advisory_lock(4711)"); err != nil {
		t.Fatal(err)
	}
	waiting, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	next, err := postgres.LockSession(t.Context(), pool, "next", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = next.Close(context.Background()) }()
	// Waits until the lock is free.
	if _, err := next.Exec(waiting, "SELECT pg_advisory_lock(4711)"); err != nil {
		t.Fatalf("the lock was never freed: %v", err)
	}
	if err := silent.Ping(t.Context()); err == nil {
		t.Error("it still takes itself for the holder")
	}
}
