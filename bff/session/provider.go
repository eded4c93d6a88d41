package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/session/internal/db"
)

// ErrLoggedOut says that the provider has logged out meanwhile what a session
// was to begin with.
var ErrLoggedOut = errors.New("session: logged out at the provider meanwhile")

// logOutMemory is how long a provider's log-out keeps log-ins from before it
// out. The provider's codes and tokens live much shorter.
const logOutMemory = 30 * time.Minute

// Ended is a session that somebody else than its person has ended.
type Ended struct {
	id    []byte
	World World
	// Persons are who acted in it, in each municipality; none is known of who
	// was let in only to be told that they have no case.
	Persons []EndedPerson
}

// EndedPerson is a person by the portal's own id.
type EndedPerson struct {
	Municipality string
	PersonID     uuid.UUID
}

// ProviderLogOut is what a provider says to be logged out: one session of its
// own, or, where none is named, all of a subject.
type ProviderLogOut struct {
	Issuer, Session, Subject string
	At                       time.Time
}

// EndByProvider ends what began with one of the provider's sessions.
func (s *Store) EndByProvider(ctx context.Context, issuer, sid string) ([]Ended, error) {
	index := s.sessionIndex(issuer, sid)
	if index == nil {
		return nil, nil
	}
	rows, err := db.New(s.pool).EndByProvider(ctx, index)
	ended := endedOf(rows)
	for _, one := range ended {
		s.gone(one.id)
	}
	return ended, err
}

// LogOutTx does what a provider has proved to want, within the caller's
// transaction: it ends what began, and lets nothing begin any more that is on
// its way here.
func (s *Store) LogOutTx(ctx context.Context, tx pgx.Tx, out ProviderLogOut) ([]Ended, error) {
	index := s.sessionIndex(out.Issuer, out.Session)
	if index == nil {
		index = s.subjectIndex(out.Issuer, out.Subject)
	}
	if index == nil {
		return nil, nil
	}
	q := db.New(tx)
	if err := q.LockProvider(ctx, index); err != nil {
		return nil, fmt.Errorf("session: log out: %w", err)
	}
	err := q.AddLogOut(ctx, db.AddLogOutParams{Provider: index, LoggedOutAt: out.At, EndsAt: s.now().Add(logOutMemory)})
	if err != nil {
		return nil, fmt.Errorf("session: log out: %w", err)
	}
	rows, err := q.EndByProvider(ctx, index)
	ended := endedOf(rows)
	for _, one := range ended {
		s.cache.bar(one.id)
	}
	return ended, err
}

// EndAll ends every session there is.
func (s *Store) EndAll(ctx context.Context) ([]Ended, error) {
	rows, err := db.New(s.pool).EndAll(ctx)
	s.cache.clear()
	same := make([]db.EndByProviderRow, len(rows))
	for i, row := range rows {
		same[i] = db.EndByProviderRow(row)
	}
	ended := endedOf(same)
	for _, one := range ended {
		s.gone(one.id)
	}
	return ended, err
}

// lockProvider keeps the provider's log-outs of a session waiting. The locks are
// always taken in this order, and a log-out takes only one of them.
func lockProvider(ctx context.Context, q *db.Queries, session, subject []byte) error {
	for _, index := range [][]byte{session, subject} {
		if index == nil {
			continue
		}
		if err := q.LockProvider(ctx, index); err != nil {
			return err
		}
	}
	return nil
}

// add writes a session unless the provider has logged it out already.
func (s *Store) add(ctx context.Context, p db.AddParams, record db.AddLogInParams, authenticatedAt time.Time) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		q := db.New(tx)
		if err := lockProvider(ctx, q, p.ProviderSession, p.ProviderSubject); err != nil {
			return err
		}
		over, err := q.IsLoggedOut(ctx, db.IsLoggedOutParams{
			Now: p.CreatedAt, ProviderSession: p.ProviderSession, ProviderSubject: p.ProviderSubject, AuthenticatedAt: authenticatedAt,
		})
		if err != nil {
			return err
		}
		if over {
			return ErrLoggedOut
		}
		if err := q.Add(ctx, p); err != nil {
			return err
		}
		return q.AddLogIn(ctx, record)
	})
}

// endedOf unites the rows of each session; they come sorted.
func endedOf(rows []db.EndByProviderRow) []Ended {
	var ended []Ended
	for _, row := range rows {
		if len(ended) == 0 || !bytes.Equal(row.ID, ended[len(ended)-1].id) {
			ended = append(ended, Ended{id: row.ID, World: World(row.World)})
		}
		if row.Municipality != nil && row.PersonID != nil {
			one := &ended[len(ended)-1]
			one.Persons = append(one.Persons, EndedPerson{*row.Municipality, *row.PersonID})
		}
	}
	return ended
}

func (s *Store) sessionIndex(issuer, sid string) []byte {
	if sid == "" {
		return nil
	}
	return s.vault.BlindIndex("provider-session", issuer, sid)
}

func (s *Store) subjectIndex(issuer, subject string) []byte {
	if subject == "" {
		return nil
	}
	return s.vault.BlindIndex("provider-subject", issuer, subject)
}
