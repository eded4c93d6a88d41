package session_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

func logOut(t *testing.T, pool *pgxpool.Pool, store *session.Store, out session.ProviderLogOut) []session.Ended {
	t.Helper()
	var ended []session.Ended
	err := pgx.BeginFunc(t.Context(), pool, func(tx pgx.Tx) (err error) {
		ended, err = store.LogOutTx(t.Context(), tx, out)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ended
}

func TestAProviderEndsOneSessionOrAllOfSomebody(t *testing.T) {
	t.Parallel()
	pool, c := postgrestest.New(t), newClock()
	store := start(t, pool, vaulttest.New(t), c)
	first, second, other := citizen(), citizen(), citizen()
	first.ProviderSubject, second.ProviderSubject, other.ProviderSubject = "sub-1", "sub-1", "sub-2"
	second.ProviderSession, other.ProviderSession = "sid-2", "sid-3"
	second.Persons = append(second.Persons, session.PersonRef{Municipality: "lyngmo", PersonID: uuid.New()})
	cookies := map[string]string{"first": begin(t, store, first), "second": begin(t, store, second), "other": begin(t, store, other)}
	alive := func(name string) bool {
		_, err := store.Look(context.Background(), session.Citizen, cookies[name])
		return err == nil
	}
	// Neither name of a session is taken for the other, nor another issuer's.
	for _, out := range []session.ProviderLogOut{
		{Issuer: first.Issuer, Session: "sub-1"}, {Issuer: first.Issuer, Subject: "sid-1"}, {Issuer: "https://other.example", Session: "sid-1"}, {Issuer: first.Issuer},
	} {
		if ended := logOut(t, pool, store, out); len(ended) != 0 {
			t.Errorf("%+v ended %+v", out, ended)
		}
	}
	ended := logOut(t, pool, store, session.ProviderLogOut{Issuer: first.Issuer, Session: "sid-1", Subject: "sub-1", At: c.now()})
	if len(ended) != 1 || ended[0].World != session.Citizen || len(ended[0].Persons) != 1 || ended[0].Persons[0].PersonID != first.Persons[0].PersonID {
		t.Errorf("%+v", ended)
	}
	if alive("first") || !alive("second") || !alive("other") {
		t.Error("the named session, and no other, must end")
	}
	ended = logOut(t, pool, store, session.ProviderLogOut{Issuer: first.Issuer, Subject: "sub-1", At: c.now()})
	if len(ended) != 1 || len(ended[0].Persons) != 2 || alive("second") || !alive("other") {
		t.Errorf("all of somebody: %+v", ended)
	}
	if all, err := store.EndAll(t.Context()); err != nil || len(all) != 1 || alive("other") {
		t.Errorf("all: %+v (%v)", all, err)
	}
}

func TestALogOutWinsOverALogInOnItsWay(t *testing.T) {
	t.Parallel()
	pool, c := postgrestest.New(t), newClock()
	store := start(t, pool, vaulttest.New(t), c)
	actor := citizen()
	actor.ProviderSubject, actor.AuthenticatedAt = "sub-1", c.now()
	logOut(t, pool, store, session.ProviderLogOut{Issuer: actor.Issuer, Session: actor.ProviderSession, At: c.now()})
	if _, err := store.Begin(t.Context(), actor); !errors.Is(err, session.ErrLoggedOut) {
		t.Errorf("a logged-out session began: %v", err)
	}
	actor.ProviderSession = "sid-2"
	begin(t, store, actor)
	logOut(t, pool, store, session.ProviderLogOut{Issuer: actor.Issuer, Subject: "sub-1", At: c.now()})
	if _, err := store.Begin(t.Context(), actor); !errors.Is(err, session.ErrLoggedOut) {
		t.Errorf("who was logged out everywhere came back: %v", err)
	}
	c.advance(time.Second)
	actor.AuthenticatedAt = c.now()
	begin(t, store, actor)
	// What is remembered of log-outs goes when it is of no use any more.
	c.advance(31 * time.Minute)
	if err := store.EndExpired(t.Context()); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := pool.QueryRow(t.Context(), "SELECT count(*) FROM provider_logout").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d log-outs are remembered (%v)", left, err)
	}
}

// A log-in and the log-out of the same provider's session at the same moment:
// whichever comes first, nobody is logged in afterwards.
func TestALogOutAndALogInAtOnce(t *testing.T) {
	t.Parallel()
	pool, c := postgrestest.New(t), newClock()
	store := start(t, pool, vaulttest.New(t), c)
	for range 100 {
		actor := citizen()
		actor.ProviderSession = uuid.NewString()
		var both errgroup.Group
		both.Go(func() error {
			if _, err := store.Begin(context.Background(), actor); !errors.Is(err, session.ErrLoggedOut) {
				return err
			}
			return nil
		})
		both.Go(func() error {
			return pgx.BeginFunc(context.Background(), pool, func(tx pgx.Tx) error {
				_, err := store.LogOutTx(context.Background(), tx, session.ProviderLogOut{Issuer: actor.Issuer, Session: actor.ProviderSession, At: c.now()})
				return err
			})
		})
		if err := both.Wait(); err != nil {
			t.Fatal(err)
		}
		var alive int
		if err := pool.QueryRow(t.Context(), "SELECT count(*) FROM session").Scan(&alive); err != nil || alive != 0 {
			t.Fatalf("%d sessions live on (%v)", alive, err)
		}
	}
}
