package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// LockSession opens a connection of its own, for advisory locks that last as long
// as it does. A process that dies frees them at once. One that is frozen doesn't,
// since its kernel goes on answering for it, and neither does a host that
// vanished: so Postgres ends the session, and frees the locks, once it has heard
// no statement for that long. Whoever holds it must ask something far more
// often, and before doing what only the holder may.
func LockSession(ctx context.Context, pool *pgxpool.Pool, name string, silence time.Duration) (*pgx.Conn, error) {
	config := pool.Config().ConnConfig.Copy()
	config.RuntimeParams["application_name"] = name
	config.RuntimeParams["idle_session_timeout"] = strconv.FormatInt(silence.Milliseconds(), 10)
	return pgx.ConnectConfig(ctx, config)
}
