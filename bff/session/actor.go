// Package session keeps people logged in and says who acts in a request.
//
// A session is a row in Postgres under a hash of the cookie's random value;
// the browser holds nothing else. It ends by log-out, after its idle or its
// absolute time, or when it is revoked; every replica learns that at once.
package session

import (
	"context"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/person"
)

// World says on which side of the portal somebody is logged in.
type World = person.World

// The two worlds.
const (
	Citizen  = person.Citizen
	Employee = person.Employee
)

// Level is how surely somebody has proved who they are.
type Level string

// The levels that open anything, by rising certainty.
const (
	Substantial Level = "substantial"
	High        Level = "high"
)

// AtLeast tells whether l is as certain as wanted.
func (l Level) AtLeast(wanted Level) bool {
	return l == High || l == Substantial && wanted != High
}

// PersonRef is the acting person in one municipality.
type PersonRef struct {
	Municipality string `json:"municipality"`
	// PersonID is the portal's own id.
	PersonID uuid.UUID `json:"personId"`
	// FagsystemPersonID is the citizen's or employee's id in that fagsystem.
	FagsystemPersonID string `json:"fagsystemPersonId"`
}

// Actor is who acts in a request. Names and ids of an actor never go to logs.
type Actor struct {
	// SessionID is the session's handle (a hash, in hex), not the cookie.
	SessionID string `json:"-"`
	World     World  `json:"-"`
	// Persons has one entry for each of the host's municipalities whose
	// fagsystem knows the person; an employee has exactly one.
	Persons []PersonRef `json:"persons"`
	// Given and Family are the fagsystem's names, or "" where none said.
	Given  string `json:"given,omitempty"`
	Family string `json:"family,omitempty"`
	// BirthDate is the register's (YYYY-MM-DD), or "" where unknown. It is
	// never derived from the national number.
	BirthDate string `json:"birthDate,omitempty"`
	Language  string `json:"language"`
	Level     Level  `json:"level"`
	// AuthenticatedAt is when they proved it, as the provider tells.
	AuthenticatedAt time.Time `json:"authenticatedAt"`
	// Only is set where the session shows one document and nothing else.
	Only *Only `json:"only,omitempty"`
	// Issuer, ProviderClient, ProviderSession (its sid) and IDToken are what the
	// provider's log-outs ask for.
	Issuer          string `json:"issuer"`
	ProviderClient  string `json:"providerClient"`
	ProviderSession string `json:"providerSession,omitempty"`
	IDToken         string `json:"idToken"`
	// ProviderSubject is its sub; the session keeps only a blind index of it.
	ProviderSubject string `json:"-"`
	// Device is what the log-in is made on; only its record keeps it.
	Device Device `json:"-"`

	// When the session ends, as of this request.
	IdleEndAt     time.Time `json:"-"`
	AbsoluteEndAt time.Time `json:"-"`
}

// Person is the acting person in municipality.
func (a *Actor) Person(municipality string) (PersonRef, bool) {
	for _, ref := range a.Persons {
		if ref.Municipality == municipality {
			return ref, true
		}
	}
	return PersonRef{}, false
}

// FreshUntil is until when the log-in counts as fresh, where one may be this old.
func (a *Actor) FreshUntil(age time.Duration) time.Time { return a.AuthenticatedAt.Add(age) }

type contextKey struct{}

// WithActor gives a context in which actor acts.
func WithActor(ctx context.Context, actor *Actor) context.Context {
	return context.WithValue(ctx, contextKey{}, actor)
}

// FromContext is who acts, or nil where nobody is logged in. Behind Require it
// is never nil.
func FromContext(ctx context.Context) *Actor {
	actor, _ := ctx.Value(contextKey{}).(*Actor)
	return actor
}
