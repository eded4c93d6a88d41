package session

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/session/internal/db"
)

// Only is the one document that a session shows. There is no way back from it:
// whoever sits beside the one who logged in can't come further.
type Only struct {
	CaseCopyID uuid.UUID `json:"caseCopyId"`
	EntryID    uuid.UUID `json:"entryId"`
	DocumentID uuid.UUID `json:"documentId"`
}

// onlyPrefix begins the cookie of a session that shows only one document. The
// browser keeps it when the session has ended, so that the next log-in there is
// a real one.
const onlyPrefix = "only."

// ShowsOnly tells of a cookie's value whether its session shows, or showed,
// only one document.
func ShowsOnly(cookie string) bool { return strings.HasPrefix(cookie, onlyPrefix) }

// opensBesides is all that such a session opens. What isn't here is answered as
// to nobody.
var opensBesides = map[string]bool{
	"/api/citizen/only":           true,
	"/api/citizen/only/content":   true,
	"/api/citizen/session":        true,
	"/api/citizen/session/extend": true,
}

// opens tells whether a route is there for the actor at all.
func (a *Actor) opens(route string) bool { return a.Only == nil || opensBesides[route] }

// ShowOnly ends the actor's session and begins another in its place that shows
// only one document, and returns the value of its cookie. The log-in is still
// the same one, ends when it would have ended, and with the provider's log-out.
func (s *Store) ShowOnly(ctx context.Context, actor *Actor, only Only) (cookie string, err error) {
	old, err := hex.DecodeString(actor.SessionID)
	if err != nil {
		return "", fmt.Errorf("session: %w", err)
	}
	cookie = newCookie(onlyPrefix)
	id := idOf(cookie)
	narrowed := *actor
	narrowed.Only = &only
	content, err := s.seal(id, narrowed)
	if err != nil {
		return "", err
	}
	err = pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		q, now := db.New(tx), s.now()
		before, err := q.FindProvider(ctx, old)
		if err != nil {
			return err
		}
		// In the order of a log-in: the provider's log-out comes before, and there is
		// nothing to replace, or after, and finds the new one.
		if err := lockProvider(ctx, q, before.ProviderSession, before.ProviderSubject); err != nil {
			return err
		}
		// Of two that replace it at the same time only one does.
		if _, err := q.LockAlive(ctx, db.LockAliveParams{ID: old, Now: now}); err != nil {
			return err
		}
		if err := q.AddOnly(ctx, db.AddOnlyParams{NewID: id, Content: content, OldID: old, IdleEndAt: now.Add(s.lifetimes.Idle)}); err != nil {
			return err
		}
		if err := q.MoveLogIn(ctx, db.MoveLogInParams{NewID: id, OldID: old}); err != nil {
			return err
		}
		_, err = q.EndByID(ctx, old)
		return err
	})
	if err != nil {
		// It may have ended all the same.
		s.cache.drop(string(old))
		if errors.Is(err, pgx.ErrNoRows) {
			return "", ErrEnded
		}
		return "", fmt.Errorf("session: show only: %w", err)
	}
	s.gone(old)
	return cookie, nil
}
