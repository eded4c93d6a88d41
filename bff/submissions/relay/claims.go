package relay

import (
	"context"
	"fmt"
	"maps"
	"slices"
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
// What happens when only the connection dies: another is taken at once, and on it
// the claims that are held, so that what is under way goes on. Where another
// replica has one of them now, what hangs on it is cancelled; where there is no
// other connection, everything is. That both work at the same for a moment is
// harmless, since deliveries are idempotent and every change of state names the
// state it comes from.
//
// A process that was frozen finds its claims lost when it wakes: nothing is
// handed over before sure has found out.
type claims struct {
	connect func(context.Context) (*pgx.Conn, error)
	// broke is called when the connection turns out to be dead.
	broke func()

	mu   sync.Mutex
	conn *pgx.Conn
	// held are the claims that somebody works on.
	held map[string]*claim
	// answered is when the connection last did.
	answered time.Time
}

// claim is one that is held.
type claim struct {
	key string
	// lost ends when it is.
	lost   context.Context
	cancel context.CancelFunc
}

// check finds out whether claims are lost, unless the connection answered less
// than enough ago.
func (c *claims) check(ctx context.Context, enough time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn == nil && len(c.held) == 0 || c.conn != nil && since(c.answered) < enough {
		return nil
	}
	return c.ask(ctx, func(ctx context.Context, _ *db.Queries) error { return c.conn.Ping(ctx) })
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
			if c.check(ctx, claimBeat/2) != nil && ctx.Err() == nil { // half: the last answer came a little after its beat
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

// question is one to Postgres.
type question func(ctx context.Context, queries *db.Queries) error

// look puts a question on the connection of the claims. What is due is asked
// here: after an interruption everybody waits for connections of the pool, and
// the relay for this one alone.
func (c *claims) look(ctx context.Context, asked question) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ask(ctx, asked)
}

// ask asks. Where the connection turns out to be dead, it takes another one and
// asks again.
func (c *claims) ask(ctx context.Context, asked question) error {
	// A question that is given up costs the connection, and all that hangs on it:
	// whoever stops finishes what is under way.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), claimTimeout)
	defer cancel()
	kept := c.conn != nil
	err := c.once(ctx, asked)
	if err != nil && kept {
		err = c.once(ctx, asked)
	}
	if err != nil {
		c.loseAll()
		return fmt.Errorf("relay: claims: %w", err)
	}
	c.answered = time.Now()
	return nil
}

// once asks on the connection, or on a new one that has the claims that are held.
func (c *claims) once(ctx context.Context, asked question) (err error) {
	if c.conn == nil {
		if c.conn, err = c.connect(ctx); err != nil {
			return err
		}
		err = c.again(ctx)
	}
	if err == nil {
		err = asked(ctx, db.New(c.conn))
	}
	if err != nil {
		c.drop()
		c.broke()
	}
	return err
}

// again claims on a new connection what is held. What another replica has
// meanwhile is lost.
func (c *claims) again(ctx context.Context) error {
	if len(c.held) == 0 {
		return nil
	}
	taken, err := db.New(c.conn).TryClaims(ctx, db.TryClaimsParams{Keys: slices.Collect(maps.Keys(c.held)), Seed: claimSeed})
	if err != nil {
		return err
	}
	for key, one := range c.held {
		if !slices.Contains(taken, key) {
			c.lose(one)
		}
	}
	return nil
}

// take claims those of the keys that nobody else has.
func (c *claims) take(ctx context.Context, keys []string) (taken []*claim, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var free []string
	err = c.ask(ctx, func(ctx context.Context, queries *db.Queries) (err error) {
		free, err = queries.TryClaims(ctx, db.TryClaimsParams{Keys: keys, Seed: claimSeed})
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, key := range free {
		one := &claim{key: key}
		one.lost, one.cancel = context.WithCancel(context.Background())
		c.held[key] = one
		taken = append(taken, one)
	}
	return taken, nil
}

// release gives up one claim.
func (c *claims) release(ctx context.Context, one *claim) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held[one.key] != one {
		return // lost
	}
	c.lose(one)
	if c.conn == nil {
		return // gone with its connection
	}
	ctx, cancel := context.WithTimeout(ctx, claimTimeout)
	defer cancel()
	if _, err := db.New(c.conn).ReleaseClaim(ctx, db.ReleaseClaimParams{Key: one.key, Seed: claimSeed}); err != nil {
		c.drop()
		c.broke()
	}
}

// close gives up everything.
func (c *claims) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.loseAll()
	c.drop()
}

func (c *claims) lose(one *claim) {
	delete(c.held, one.key)
	one.cancel()
}

func (c *claims) loseAll() {
	for _, one := range c.held {
		c.lose(one)
	}
}

func (c *claims) drop() {
	if c.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), claimTimeout)
	defer cancel()
	_ = c.conn.Close(ctx)
	c.conn = nil
}
