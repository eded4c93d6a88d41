// Package relay delivers submissions to the fagsystems: each once, and each
// author's in the order in which they were accepted.
//
// Every replica runs one. A loop looks for lanes whose oldest undelivered
// submission is due (at once for what its own replica accepts, at the latest
// after half a second), claims them with advisory locks and drains each in a
// goroutine of its own. A delivery is an idempotent PUT: after a time-out or a
// server's error the same PUT is repeated, and nothing is ever looked up first,
// since the hung request may still be stored. While a fagsystem doesn't answer,
// its client's breaker stops everything of that municipality at once, and the
// probe's success releases everything at once; only a single submission's own
// errors make that submission wait longer and longer.
//
// What the fagsystem refuses is parked: it stays where it is and blocks its
// author's later ones in the same lane, until an operator releases it.
//
// The relay also hands over the evidence of what was registered, erases what is
// no longer needed here, and reports how far people have read.
package relay

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/internal/db"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	// lookEvery is the longest time between two looks at the table: how long it
	// can take until another replica notices what a killed one had accepted.
	lookEvery = 500 * time.Millisecond
	// lookAgain is when the table couldn't be looked at.
	lookAgain = 25 * time.Millisecond
	// besidesRest is at least between two looks for what else is owed, and
	// besidesAgain when they fail: nobody waits for it, and messages use the same
	// Postgres.
	besidesRest  = 100 * time.Millisecond
	besidesAgain = 200 * time.Millisecond
	// mostAtOnce bounds the deliveries under way in one municipality, so that one
	// fagsystem that hangs doesn't take everything; and what else it is owed, by
	// itself, so that no file takes a message's place.
	mostAtOnce = 16
	// stopGrace is how long deliveries under way may take when the relay stops.
	stopGrace = 8 * time.Second
)

// Fagsystem is what the relay needs of one municipality's; fagsystem.Client has it.
type Fagsystem interface {
	PutSubmission(ctx context.Context, caseCopyID, submissionID uuid.UUID, submission contract.Submission) (contract.Registration, error)
	PutEvidence(ctx context.Context, caseCopyID, submissionID uuid.UUID, evidence contract.Evidence) error
	PutReadMark(ctx context.Context, caseCopyID uuid.UUID, report contract.ReadMarkReport) (contract.ReadMark, error)
	// Health asks whether it can answer, past the breaker.
	Health(ctx context.Context) error
	// Available says whether calls are let through now; OnAvailability tells when
	// that changes.
	Available() bool
	OnAvailability(listener func(available bool))
}

// People gives the authors' keys and their ids in the fagsystem; person.Store does.
type People interface {
	Find(ctx context.Context, municipality string, id uuid.UUID) (person.Person, error)
	Open(ctx context.Context, municipality string, id uuid.UUID) (person.Person, *vault.Sealer, error)
}

// Teller tells people's open pages that a submission has got further or stopped.
// Whom to tell is found out before the transaction in which it does; nil where
// nobody is to be told.
type Teller interface {
	SubmissionChanged(ctx context.Context, changed submissions.Submission) Tell
}

// Tell is the telling, the last that is done in a transaction. after is called
// after the commit.
type Tell = func(ctx context.Context, tx pgx.Tx) (after func(), err error)

// Settings are what a relay is made of.
type Settings struct {
	Pool *pgxpool.Pool
	// Fagsystems by municipality.
	Fagsystems map[string]Fagsystem
	People     People
	Teller     Teller
	// Files are handed over too, where there are any.
	Files   Files
	Now     func() time.Time
	Metrics *Metrics
}

// Relay delivers. Make one per process.
type Relay struct {
	settings       Settings
	municipalities []string
	queries        *db.Queries
	claims         *claims
	// lanes looks for what people handed in, besides for all that the fagsystems
	// are owed otherwise: that never keeps a message waiting.
	lanes, besides *looking

	mu sync.Mutex
	// busy are the claims that a goroutine of this replica works on.
	busy   map[string]bool
	drains sync.WaitGroup
}

// New makes a relay; Run runs it.
func New(settings Settings) *Relay {
	r := &Relay{
		settings: settings, queries: db.New(settings.Pool), lanes: newLooking(0, lookAgain), besides: newLooking(besidesRest, besidesAgain),
		busy: map[string]bool{},
	}
	if settings.Metrics == nil {
		r.settings.Metrics = NewMetrics(nil)
	}
	r.claims = &claims{
		held: map[string]*claim{},
		connect: func(ctx context.Context) (*pgx.Conn, error) {
			return postgres.LockSession(ctx, settings.Pool, "portal-relay", claimSilence)
		},
		// Where one connection broke, mostly all have, and each that is kept would
		// cost another attempt.
		broke: settings.Pool.Reset,
	}
	r.settings.Fagsystems = map[string]Fagsystem{}
	for municipality, system := range settings.Fagsystems {
		r.settings.Fagsystems[municipality] = claimed{system, r.claims}
		r.municipalities = append(r.municipalities, municipality)
		system.OnAvailability(func(available bool) {
			if available {
				r.lanes.hasten(municipality)
				r.besides.hasten(municipality)
			}
			r.Wake()
		})
	}
	return r
}

// Wake makes the relay look at the table now. It never blocks.
func (r *Relay) Wake() {
	r.lanes.now()
	r.besides.now()
}

// Run delivers until ctx ends; then it finishes what is under way, gives up
// its claims and returns.
func (r *Relay) Run(ctx context.Context) {
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var keeping, beside sync.WaitGroup
	keeping.Go(func() { r.claims.keep(working, r.Wake) })
	beside.Go(func() { r.besides.run(ctx, func() (time.Duration, error) { return r.lookBeside(ctx, working) }) })
	r.lanes.run(ctx, func() (time.Duration, error) { return r.look(ctx, working) })
	beside.Wait()
	limit := time.AfterFunc(stopGrace, cancel)
	r.drains.Wait()
	limit.Stop()
	cancel()
	keeping.Wait()
	r.claims.close()
}

// look starts what people handed in and is due, and gives the time until it
// should look again.
func (r *Relay) look(ctx, working context.Context) (time.Duration, error) {
	var open []string
	for _, municipality := range r.municipalities {
		if r.settings.Fagsystems[municipality].Available() {
			open = append(open, municipality)
		}
	}
	now := r.settings.Now()
	answering := r.lanes.hastened()
	var heads []db.ListLaneHeadsRow
	// Also where nothing can be due: a connection that died must be noticed while
	// idle too.
	err := r.claims.look(ctx, func(ctx context.Context, queries *db.Queries) (err error) {
		for _, municipality := range answering {
			if err := queries.Hasten(ctx, db.HastenParams{Municipality: municipality, Now: now}); err != nil {
				return err
			}
		}
		heads, err = queries.ListLaneHeads(ctx, open)
		return err
	})
	if err != nil {
		for _, municipality := range answering {
			r.lanes.hasten(municipality)
		}
		return 0, err
	}
	return r.startLanes(ctx, working, heads)
}

// lookBeside starts what else the fagsystems are owed, tells who waits for one
// that doesn't answer, and gives the time until it should look again.
func (r *Relay) lookBeside(ctx, working context.Context) (time.Duration, error) {
	for _, municipality := range r.besides.hastened() {
		r.hastenBesides(ctx, municipality)
	}
	var open []string
	for _, municipality := range r.municipalities {
		if r.settings.Fagsystems[municipality].Available() {
			open = append(open, municipality)
		} else {
			r.tellUnavailable(ctx, municipality)
		}
	}
	err := r.startOwed(ctx, working, open)
	if err == nil {
		err = r.startFiles(ctx, working, open)
	}
	if err == nil {
		r.settings.Metrics.observe(ctx, r.queries, r.settings.Now())
	}
	return lookEvery, err
}

// startOwed starts handing over evidence and reporting reads where any is due.
func (r *Relay) startOwed(ctx, working context.Context, open []string) error {
	owed, err := r.queries.ListOwed(ctx, db.ListOwedParams{Municipalities: open, Now: r.settings.Now()})
	if err != nil {
		return err
	}
	for _, one := range owed {
		if one.Evidence {
			err = errors.Join(err, r.start(ctx, working, r.besides, one.Municipality, []string{"evidence/" + one.Municipality},
				func(ctx context.Context, _ string) (bool, error) { return r.handOverEvidence(ctx, one.Municipality) }))
		}
		if one.Reads {
			err = errors.Join(err, r.start(ctx, working, r.besides, one.Municipality, []string{"reads/" + one.Municipality},
				func(ctx context.Context, _ string) (bool, error) { return r.reportReads(ctx, one.Municipality) }))
		}
	}
	return err
}

// startLanes starts a drain for each lane that is due and that nobody drains.
func (r *Relay) startLanes(ctx, working context.Context, heads []db.ListLaneHeadsRow) (next time.Duration, err error) {
	now := r.settings.Now()
	next = lookEvery
	lanes := map[string]lane{}
	due := map[string][]string{} // by municipality
	for _, head := range heads {
		if submissions.State(head.State) == submissions.Parked {
			continue
		}
		if wait := head.DueAt.Sub(now); wait > 0 {
			next = min(next, wait)
			continue
		}
		found := lane{head.Municipality, head.AuthorID, head.OrderingKey}
		lanes[found.key()] = found
		due[head.Municipality] = append(due[head.Municipality], found.key())
	}
	for municipality, keys := range due {
		err = errors.Join(err, r.start(ctx, working, r.lanes, municipality, keys,
			func(ctx context.Context, key string) (bool, error) { return r.drain(ctx, lanes[key]) }))
	}
	return next, err
}

// start claims keys and works on each of them in a goroutine of its own. work
// tells whether it got anything done; then the relay looks again at once, and
// soon where something couldn't be asked or written down.
func (r *Relay) start(ctx, working context.Context, l *looking, municipality string, keys []string, work func(ctx context.Context, key string) (progress bool, err error)) error {
	r.mu.Lock()
	free := mostAtOnce - l.working[municipality]
	wanted := keys[:0:0]
	for _, key := range keys {
		if !r.busy[key] && len(wanted) < free {
			wanted = append(wanted, key)
			r.busy[key] = true
		}
	}
	l.working[municipality] += len(wanted)
	r.mu.Unlock()
	if len(wanted) == 0 {
		return nil
	}
	taken, err := r.claims.take(ctx, wanted)
	have := map[string]*claim{}
	for _, one := range taken {
		have[one.key] = one
	}
	for _, key := range wanted {
		one := have[key]
		if one == nil {
			r.finished(l, municipality, key)
			continue
		}
		r.drains.Go(func() {
			// Whoever finds the claim lost sees this end at once.
			doing, cancel := context.WithCancel(one.lost)
			unhook := context.AfterFunc(working, cancel)
			progress, err := work(doing, key)
			if err != nil && doing.Err() == nil {
				slog.WarnContext(ctx, "the relay's work was interrupted", "municipality", municipality, "error", err.Error())
			}
			unhook()
			cancel()
			r.claims.release(context.WithoutCancel(ctx), one)
			r.finished(l, municipality, key)
			// Something may have been accepted between the last look at the lane and
			// now, while others saw the lane taken; and what was delivered has evidence.
			switch {
			case err != nil:
				time.AfterFunc(l.again, l.now)
			case progress:
				l.now()
				r.besides.now()
			}
		})
	}
	return err
}

func (r *Relay) finished(l *looking, municipality, key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.busy, key)
	l.working[municipality]--
}

// hastenBesides ends the pauses of what isn't a submission when the fagsystem
// answers again.
func (r *Relay) hastenBesides(ctx context.Context, municipality string) {
	err := errors.Join(
		r.queries.HastenReports(ctx, db.HastenReportsParams{Municipality: municipality, Now: r.settings.Now()}),
		r.hastenFiles(ctx, municipality))
	if err != nil {
		slog.WarnContext(ctx, "pauses could not be ended; they end by themselves", "municipality", municipality, "error", err.Error())
	}
}

// tellUnavailable notes on everything due that it waits for the fagsystem, so
// that its authors see it.
func (r *Relay) tellUnavailable(ctx context.Context, municipality string) {
	rows, err := r.queries.MarkUnavailable(ctx, db.MarkUnavailableParams{Municipality: municipality, Now: r.settings.Now()})
	if err != nil {
		return // the next look tries again
	}
	for _, row := range rows {
		r.tellBeside(ctx, submissions.Submission{
			Key:   submissions.Key{Municipality: municipality, AuthorID: row.AuthorID, OrderingKey: row.OrderingKey, ID: row.ID},
			World: person.World(row.World), CaseCopyID: row.CaseCopyID, Kind: contract.SubmissionKind(row.Kind),
			State: submissions.Waiting, Reason: submissions.FagsystemUnavailable,
		})
	}
}

// tellBeside is tell without waiting for it: people's events are taken under a
// lock that somebody may hold for long, and no delivery waits for that.
func (r *Relay) tellBeside(ctx context.Context, changed submissions.Submission) {
	r.drains.Go(func() {
		telling, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellTimeout)
		defer cancel()
		r.tell(telling, changed)
	})
}

// tell tells open pages outside of any other transaction; that it fails loses
// nothing but speed.
func (r *Relay) tell(ctx context.Context, changed submissions.Submission) {
	err := r.change(ctx, func(*db.Queries) (bool, error) { return true, nil }, changed)
	if err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "open pages could not be told", "municipality", changed.Municipality, "error", err.Error())
	}
}

// change makes one change of state and tells open pages, in one transaction.
// apply tells whether anything changed.
func (r *Relay) change(ctx context.Context, apply func(*db.Queries) (bool, error), changed submissions.Submission) error {
	var tell Tell
	if r.settings.Teller != nil {
		tell = r.settings.Teller.SubmissionChanged(ctx, changed)
	}
	after := func() {}
	err := pgx.BeginFunc(ctx, r.settings.Pool, func(tx pgx.Tx) error {
		applied, err := apply(r.queries.WithTx(tx))
		if err != nil || !applied || tell == nil {
			return err
		}
		after, err = tell(ctx, tx)
		return err
	})
	if err == nil && after != nil {
		after()
	}
	return err
}
