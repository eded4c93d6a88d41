// Package submissions takes in everything people hand in and gets it to the
// fagsystem, once and in order.
//
// Accept is one transaction in one round trip: when it returns, the submission
// is durable and the author may be told "sent". The relay (package relay)
// delivers it; when the fagsystem has registered it and has its evidence, what
// was written is erased here, and a keyed fingerprint stays.
//
// A lane is one author's submissions under one ordering key. Within a lane they
// are delivered in the order in which they were accepted; lanes are independent
// of each other.
package submissions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/gowebpki/jcs"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions/internal/db"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// What can be wrong with a request.
var (
	// ErrNotFound says that this author has no such submission.
	ErrNotFound = errors.New("submissions: not found")
	// ErrOtherBody says that the id is spent on something else.
	ErrOtherBody = errors.New("submissions: the id was used for another body")
	// ErrUndoTooLate says that the submission is no longer held back.
	ErrUndoTooLate = errors.New("submissions: too late to undo")
)

// State is how far a submission has come.
type State string

// The states.
const (
	// Held: accepted, and held back for a moment so that it can be undone.
	Held State = "HELD"
	// Waiting: on its way.
	Waiting State = "WAITING"
	// Parked: the fagsystem said no; a human must look.
	Parked State = "PARKED"
	// Registered: delivered.
	Registered State = "REGISTERED"
	// Undone: taken back; its id is spent.
	Undone State = "UNDONE"
)

// Reason is why a submission isn't delivered.
type Reason string

// The reasons. EarlierWaits is never stored: it follows from the lane.
const (
	NoReason             Reason = ""
	FagsystemUnavailable Reason = "FAGSYSTEM_UNAVAILABLE"
	EarlierWaits         Reason = "EARLIER_WAITS"
	Refused              Reason = "REFUSED"
	Fault                Reason = "FAULT"
)

// Key names one submission.
type Key struct {
	Municipality string
	AuthorID     uuid.UUID
	// OrderingKey is what its order counts within; for a message its case copy.
	OrderingKey uuid.UUID
	ID          uuid.UUID
}

// New is what somebody hands in.
type New struct {
	Key
	World      person.World
	CaseCopyID uuid.UUID
	Kind       contract.SubmissionKind
	Body       contract.SubmissionBody
	// About is the person whose data it becomes, for the audit; zero for the author.
	About uuid.UUID
	// Draft is what it was made from, and ends with it; nil for whatever is there of a
	// message's, and for none of a form's.
	Draft *drafts.Base
	// DraftOf is what a form's draft is for; a message's is for its lane.
	DraftOf uuid.UUID
	// Within, where there is one, is part of the transaction in which it is accepted;
	// its error takes everything back. It isn't called for one that was accepted before.
	Within func(tx pgx.Tx) error
}

// Submission is one that was accepted.
type Submission struct {
	Key
	World      person.World
	CaseCopyID uuid.UUID
	Kind       contract.SubmissionKind
	SendOrder  int64
	AcceptedAt time.Time
	// ReleaseAt is until when it can be undone.
	ReleaseAt time.Time
	State     State
	Reason    Reason
	// DraftLeft tells, of one that was just accepted, that something else stands in
	// the draft than what it was made from.
	DraftLeft bool
	// Body is nil once it is erased, and where it is Lost.
	Body *contract.SubmissionBody
	// Lost tells that what was written is kept and can't be opened any more.
	Lost bool

	// The fagsystem's answer; zero until registered.
	RegistrationID string
	Position       int64
	RegisteredAt   time.Time
}

// Undoable tells whether it can still be taken back.
func (s Submission) Undoable(now time.Time) bool { return s.State == Held && now.Before(s.ReleaseAt) }

// Canonical is the body as its fingerprints are made of: RFC 8785 JSON.
func Canonical(body contract.SubmissionBody) ([]byte, error) {
	plain, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	return jcs.Transform(plain)
}

// Hash is the body's hash as the fagsystem's contract wants it.
func Hash(body contract.SubmissionBody) (string, error) {
	canonical, err := Canonical(body)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// FromRow is the submission without its body; the row's type is known to this
// package and the relay only.
func FromRow(row db.Submission) Submission {
	s := Submission{
		Key:   Key{Municipality: row.Municipality, AuthorID: row.AuthorID, OrderingKey: row.OrderingKey, ID: row.ID},
		World: person.World(row.World), CaseCopyID: row.CaseCopyID, Kind: contract.SubmissionKind(row.Kind),
		SendOrder: row.SendOrder, AcceptedAt: row.AcceptedAt.UTC(), ReleaseAt: row.ReleaseAt.UTC(), State: State(row.State),
	}
	if row.Reason != nil {
		s.Reason = Reason(*row.Reason)
	}
	if row.RegistrationID != nil && row.Position != nil && row.RegisteredAt != nil {
		s.RegistrationID, s.Position, s.RegisteredAt = *row.RegistrationID, *row.Position, row.RegisteredAt.UTC()
	}
	return s
}

// OpenBody decrypts a row's body with its author's key.
func OpenBody(sealer *vault.Sealer, row db.Submission) (contract.SubmissionBody, error) {
	var body contract.SubmissionBody
	key := FromRow(row).Key
	plain, err := sealer.Open(bodyPlace(key), row.SealedBody)
	if err != nil {
		return body, fmt.Errorf("submissions: open %s: %w", key.ID, err)
	}
	return body, json.Unmarshal(plain, &body)
}

// readBody gives a submission its body, where something of it is kept.
func (s *Submission) readBody(sealer *vault.Sealer, row db.Submission) {
	if row.SealedBody == nil {
		return
	}
	body, err := OpenBody(sealer, row)
	if err != nil {
		s.Lost = true // the relay parks it and tells
		return
	}
	s.Body = &body
}

func bodyPlace(key Key) vault.Place {
	return vault.Place{
		Table: "submission", Municipality: key.Municipality, Column: "sealed_body",
		Row: key.AuthorID.String() + "/" + key.OrderingKey.String() + "/" + key.ID.String(),
	}
}
