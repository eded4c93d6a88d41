// Package texts is what readers ask for and say about documents' texts: a
// translation that isn't there, and a paragraph in which something is wrong.
//
// Both are one party's own. Another party never learns of them; what they see is
// a paragraph that the contact person has confirmed isn't right, and that comes
// with the text, without anybody's name or time.
package texts

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// mostCodePoints is how long one's words about a paragraph may be, and the answer.
const mostCodePoints = 2_000

// Decider decides what the actor may see and add to; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	DecideAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
	DecideEmployee(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
	DecideEmployeeAdding(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.EmployeeCase, error)
}

// Recorder writes audit rows; audit.Recorder does.
type Recorder interface {
	Record(ctx context.Context, event audit.Event) error
}

// Fagsystem is what the room needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	Entry(ctx context.Context, caseCopyID, entryID uuid.UUID) (contract.Entry, error)
	TextRequests(ctx context.Context, caseCopyID uuid.UUID) (contract.TextRequests, error)
	CaseCopy(ctx context.Context, caseCopyID uuid.UUID) (contract.CaseCopy, error)
}

// Documents finds entries as they are there for a party, and paragraphs of their
// documents' texts; documents.API does.
type Documents interface {
	EntryFor(ctx context.Context, found access.Case, entryID uuid.UUID) (contract.Entry, error)
	Paragraphs(ctx context.Context, municipality string, entry contract.Entry, documentID uuid.UUID, language string, wanted ...string) (show.Paragraphs, error)
}

// Expecter is told of a translation that somebody waits for; notify.Notifier is.
type Expecter interface {
	Expect(ctx context.Context, tx pgx.Tx, municipality string, personID, requestID, entryID uuid.UUID) error
}

// API answers both sides' requests.
type API struct {
	Access      Decider
	Recorder    Recorder
	Room        *messages.Room
	Submissions *submissions.Store
	Documents   Documents
	Expecter    Expecter
	// Fagsystem gives a municipality's.
	Fagsystem func(municipality string) Fagsystem
}

// about is the purpose of what is done with one document.
func about(action string, documentID uuid.UUID) access.Purpose {
	return access.Purpose{Action: action, Needs: access.Documents, ObjectKind: "document", ObjectID: documentID.String(), ByCaller: true}
}

// decided is the first half of what is done with a document: may the actor see
// documents in this case?
func (a *API) decided(ctx context.Context, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.Decide(ctx, actor, caseCopyID, purpose)
	if err != nil {
		return found, messages.Place{}, access.Problem(err)
	}
	return found, messages.PartyPlace(actor, found), nil
}

// concluded is the second half: is there such a document in it? It records the answer.
func (a *API) concluded(ctx context.Context, found access.Case, purpose access.Purpose, outcome error) error {
	if err := a.Access.Conclude(ctx, session.FromContext(ctx), found, purpose, outcome); err != nil {
		return access.Problem(err)
	}
	if found.Closed {
		return problem.New(problem.CaseClosed)
	}
	return nil
}

// words are what somebody says, in the form in which it is kept.
func words(written *string) (string, error) {
	if written == nil {
		return "", nil
	}
	text := messages.Clean(*written)
	if messages.Empty(text) {
		return "", nil
	}
	if utf8.RuneCountInString(text) > mostCodePoints {
		return "", problem.New(problem.FieldTooLong).With("Most", mostCodePoints)
	}
	return text, nil
}

// gone tells whether something doesn't exist, rather than that nobody can say.
func gone(err error) bool {
	return errors.Is(err, access.ErrNotFound) || errors.Is(err, fagsystem.ErrNotFound)
}

// asked is what the fagsystem has of a party's.
func (a *API) asked(ctx context.Context, municipality string, caseCopyID uuid.UUID) (contract.TextRequests, error) {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	return a.Fagsystem(municipality).TextRequests(patient, caseCopyID)
}

// hidden are the facts that the party whose copy it is mustn't meet.
func (a *API) hidden(ctx context.Context, municipality string, caseCopyID uuid.UUID) (show.Hidden, error) {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	caseCopy, err := a.Fagsystem(municipality).CaseCopy(patient, caseCopyID)
	return show.ReaderOf(caseCopy).Hidden(), err
}
