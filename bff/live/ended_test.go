package live

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/live"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
)

// silence is a fagsystem that doesn't answer: deciding waits as long as it may.
type silence struct {
	asked chan struct{}
	// gaveUp is why nobody waits for it any more.
	gaveUp chan error
}

func (s silence) Hears(ctx context.Context, _ *session.Actor, _ uuid.UUID, _ access.Capability) (bool, error) {
	s.asked <- struct{}{}
	<-ctx.Done()
	s.gaveUp <- ctx.Err()
	return false, ctx.Err()
}

func (s silence) HearsOwn(ctx context.Context, actor *session.Actor, id uuid.UUID) (bool, error) {
	return s.Hears(ctx, actor, id, "")
}

// A session that ends while it is being decided what its socket may be told
// isn't told it, and doesn't wait for the fagsystem.
func TestASessionThatEndsWhileDecidingIsToldNothing(t *testing.T) {
	t.Parallel()
	rights, caseCopy := silence{make(chan struct{}, 1), make(chan error, 1)}, uuid.New()
	s := newSocket(t.Context(), nil, uuid.New(), func(ctx context.Context, events []contract.EventFrame) []contract.EventFrame {
		return told(ctx, rights, &session.Actor{World: session.Citizen}, events)
	}, nil)
	sent := make(chan error, 1)
	go func() {
		sent <- s.sendEvents(s.ctx, []contract.EventFrame{{Position: 1, Type: contract.EventTypeCaseChanged, CaseCopyId: &caseCopy}})
	}()
	<-rights.asked
	s.end(errEnded)
	if err := <-sent; !errors.Is(err, errEnded) { // sending would fail: there is no connection
		t.Errorf("%v", err)
	}
	if err := <-rights.gaveUp; !errors.Is(err, context.Canceled) {
		t.Errorf("it waited as long as it may: %v", err)
	}
}

// A session that ends while what its page has missed is being read says why its
// socket closes, too: else the page takes it for a line that was cut, and tries again.
func TestASessionThatEndsWhileThePageCatchesUpSaysWhy(t *testing.T) {
	t.Parallel()
	mother, pool := actorOf(uuid.New()), postgrestest.New(t)
	r := newReplica(t, pool, map[string]*session.Actor{"mother": mother})
	conn := r.open(t, "mother")
	expect(t, conn, "hello", 0)
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(context.Background()) }()
	if _, err := tx.Exec(t.Context(), "lock table live_event, live_stream in access exclusive mode"); err != nil {
		t.Fatal(err)
	}
	if err := conn.WriteJSON(map[string]any{"kind": "resume", "after": 0}); err != nil {
		t.Fatal(err)
	}
	for waiting := false; !waiting; {
		if err := tx.QueryRow(t.Context(), "select exists (select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()))").Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}
	r.end(mother.SessionID)
	expectClose(t, conn, closeSessionEnded)
}
