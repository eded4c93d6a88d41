package relay

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/submissions/internal/db"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// claimSeed keeps the relay's advisory locks apart from everybody else's.
const claimSeed int64 = 0x72656c6179

// claimTimeout is how long the lock connection may take to answer; a
// connection that was dropped silently never tells by itself.
const claimTimeout = 3 * time.Second

const (
	// claimSilence is after how long without a statement Postgres takes the claims
	// of this process away: how long one that is frozen keeps others from
	// delivering what its people wrote.
	claimSilence = 5 * time.Second
	// claimBeat is how often the connection is asked whether it lives, whatever
	// the relay is busy with otherwise.
	claimBeat = time.Second
	// claimSure is how long after an answer the claims are certainly ours. It is
	// shorter than claimSilence by more than a call takes to leave.
	claimSure = 3 * time.Second
)

// claims are the lanes that this replica drains: advisory locks of one
// session, so that all of them are free the moment that this process dies.
//
// What happens when only the connection dies: the claims are lost at once, and
// another replica may take them while a delivery of ours is still under way.
// That is harmless, since deliveries are idempotent and every change of state
// names the state it comes from; but to keep it short, everything that hangs
// on the lost claims is cancelled.
//
// A process that was frozen finds its claims lost when it wakes: nothing is
// handed over before sure has found out.
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
// less than enough ago.
func (c *claims) check(ctx context.Context, enough time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil || since(c.answered) < enough {
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

// keep asks often enough that Postgres doesn't take the claims away while the
// relay waits for something else, and calls lost when they are.
func (c *claims) keep(ctx context.Context, lost func()) {
	beat := time.NewTicker(claimBeat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
			if c.check(ctx, claimBeat) != nil && ctx.Err() == nil {
				lost()
			}
		}
	}
}

// sure tells that the claims that ctx hangs on are ours now. An error, and the
// end of ctx, says that they are lost.
func (c *claims) sure(ctx context.Context) error {
	if err := c.check(context.WithoutCancel(ctx), claimSure); err != nil {
		return err
	}
	return ctx.Err()
}

// since is how long ago that was, by whichever clock has gone on further: one of
// them stands still while a machine sleeps.
func since(at time.Time) time.Duration {
	return max(time.Since(at), time.Now().Round(0).Sub(at.Round(0)))
}

// claimed is a fagsystem that is handed nothing on claims that are lost.
type claimed struct {
	Fagsystem
	claims *claims
}

// PutSubmission hands over what somebody wrote, while its lane is ours.
func (c claimed) PutSubmission(ctx context.Context, caseCopyID, submissionID uuid.UUID, submission contract.Submission) (contract.Registration, error) {
	if err := c.claims.sure(ctx); err != nil {
		return contract.Registration{}, err
	}
	return c.Fagsystem.PutSubmission(ctx, caseCopyID, submissionID, submission)
}

// PutEvidence hands over when it was sent and delivered.
func (c claimed) PutEvidence(ctx context.Context, caseCopyID, submissionID uuid.UUID, evidence contract.Evidence) error {
	if err := c.claims.sure(ctx); err != nil {
		return err
	}
	return c.Fagsystem.PutEvidence(ctx, caseCopyID, submissionID, evidence)
}

// PutReadMark reports how far somebody has read.
func (c claimed) PutReadMark(ctx context.Context, caseCopyID uuid.UUID, report contract.ReadMarkReport) (contract.ReadMark, error) {
	if err := c.claims.sure(ctx); err != nil {
		return contract.ReadMark{}, err
	}
	return c.Fagsystem.PutReadMark(ctx, caseCopyID, report)
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
