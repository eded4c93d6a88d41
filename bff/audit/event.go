// Package audit writes down who did what, durably and provably unchanged.
//
// Record returns when the row is in Postgres: what queued meanwhile goes into
// one INSERT, so that a busy replica commits once for many requests. If it
// returns an error, the caller must fail: what can't be audited isn't shown. A
// background sealer links the rows into a keyed hash chain within a second.
package audit

import (
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/person"
)

// Outcome is how an attempt ended.
type Outcome string

// The outcomes.
const (
	Allowed Outcome = "allowed"
	Denied  Outcome = "denied"
	Failed  Outcome = "failed"
)

// System is the world of what the portal does by itself.
const System person.World = "system"

// Event is one thing somebody did.
type Event struct {
	Municipality string
	// Person is the portal's id of who did it; zero for the portal itself.
	Person uuid.UUID
	World  person.World
	// Action is what was done, as "document.read": object kind, dot, verb.
	Action string
	// ObjectKind and ObjectID name what it was done to, by its public id.
	ObjectKind, ObjectID string
	// About is whose data it was, where that is one person: what the person's
	// own access log is made of.
	About   uuid.UUID
	Outcome Outcome
	// Relation is what an employee's access to a case rested on.
	Relation string
	// Personal is what identifies somebody (a provider's session id, an address);
	// it is sealed with Person's key and erased with it.
	Personal string
	// CorrelationID and At are taken from the context and the clock when empty.
	CorrelationID string
	At            time.Time
}
