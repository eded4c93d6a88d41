// Package postgres opens the portal's only store and brings its tables up to date.
//
// Every replica shares one Postgres server (15 to 18). The numbered SQL files
// in migrations are the whole description of the tables; each room's own
// queries live beside the room and are turned into Go by sqlc.
package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// minConnections is what migrating needs at once: one connection holds the
// lock while others work. LISTEN connections come on top.
const minConnections = 6

// Open connects to the server that url names and proves that it answers.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	settings, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The parser's own message may quote the password.
		return nil, fmt.Errorf("the Postgres address can't be read: use postgres://user:password@host:5432/database")
	}
	settings.MaxConns = max(settings.MaxConns, minConnections)
	settings.MaxConnIdleTime = 5 * time.Minute
	settings.HealthCheckPeriod = 15 * time.Second
	parameters := settings.ConnConfig.RuntimeParams
	setDefault(parameters, "application_name", "portal")
	setDefault(parameters, "timezone", "UTC")
	// A host that vanished must not hold locks until the system's own,
	// hours-long patience runs out.
	setDefault(parameters, "tcp_keepalives_idle", "10")
	setDefault(parameters, "tcp_keepalives_interval", "5")
	setDefault(parameters, "tcp_keepalives_count", "3")
	setDefault(parameters, "idle_in_transaction_session_timeout", "30s")
	pool, err := pgxpool.NewWithConfig(ctx, settings)
	if err != nil {
		return nil, fmt.Errorf("open Postgres: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("Postgres doesn't answer at %s:%d: %w",
			settings.ConnConfig.Host, settings.ConnConfig.Port, err)
	}
	return pool, nil
}

func setDefault(parameters map[string]string, name, value string) {
	if _, set := parameters[name]; !set {
		parameters[name] = value
	}
}
