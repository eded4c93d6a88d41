package relay

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/submissions/internal/db"
)

// claimSeed keeps the relay's advisory locks apart from everybody else's.
const claimSeed int64 = 0x72656c6179

// claimTimeout is how long the lock connection may take to answer; a
// connection that was dropped silently never tells by itself.
const claimTimeout = 3 * time.Second

// claims are the lanes that this replica drains: advisory locks of one
// session, so that all of them are free the moment that this process dies.
//
// What happens when only the connection dies: the claims are lost at once, and
// another replica may take them while a delivery of ours is still under way.
// That is harmless, since deliveries are idempotent and every change of state
// names the state it comes from; but to keep it short, everything that hangs
// on the lost claims is cancelled.
type claims struct {
	connect func(context.Context) (*pgx.Conn, error)

	mu   sync.Mutex
	conn *pgx.Conn
	// lost is cancelled with the connection.
	lost   context.Context
	cancel context.CancelFunc
	// answered is when the connection last did.
	answered time.Time
}

// check finds out whether the claims are lost, unless the connection answered
// a moment ago.
func (c *claims) check(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil || time.Since(c.answered) < lookEvery/2 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	if err := c.conn.Ping(ctx); err != nil {
		c.drop()
		return fmt.Errorf("relay: claims: %w", err)
	}
	c.answered = time.Now()
	return nil
}

// take claims those of the keys that nobody else has, and gives a context that
// ends when they are lost. Where the connection turns out to be dead, it takes
// another one.
func (c *claims) take(ctx context.Context, keys []string) (taken []string, lost context.Context, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	for kept := c.conn != nil; ; kept = false {
		if c.conn == nil {
			conn, err := c.connect(ctx)
			if err != nil {
				return nil, nil, fmt.Errorf("relay: connect for claims: %w", err)
			}
			c.conn = conn
			c.lost, c.cancel = context.WithCancel(context.Background())
		}
		taken, err = db.New(c.conn).TryClaims(ctx, db.TryClaimsParams{Keys: keys, Seed: claimSeed})
		if err == nil {
			c.answered = time.Now()
			return taken, c.lost, nil
		}
		c.drop()
		if !kept {
			return nil, nil, fmt.Errorf("relay: claim: %w", err)
		}
	}
}

// release gives up one claim that hangs on lost.
func (c *claims) release(ctx context.Context, key string, lost context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil || c.lost != lost {
		return // gone with its connection
	}
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	if _, err := db.New(c.conn).ReleaseClaim(ctx, db.ReleaseClaimParams{Key: key, Seed: claimSeed}); err != nil {
		c.drop()
	}
}

// close gives up everything.
func (c *claims) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn != nil {
		c.drop()
	}
}

func (c *claims) drop() {
	ctx, cancel := context.WithTimeout(context.Background(), claimTimeout)
	defer cancel()
	_ = c.conn.Close(ctx)
	c.conn = nil
	c.cancel()
}
