// Package attachments keeps the files that people add to what they write, from
// the upload until the fagsystem has them.
//
// A file belongs to its author's draft in a conversation, then to the message
// that it was sent with. Its bytes lie here as sealed chunks and are read by
// nobody before the virus scanner and the check of its content have answered; a
// message doesn't wait for that. A checked file is handed to the fagsystem after
// the message that it belongs to, or it is told that it never comes. It is
// erased here once the fagsystem has acknowledged the message's evidence too.
//
// Of a file that the fagsystem has, nobody knows here where it came in: before
// anybody opens it, it goes from there through the scanner, and only what that
// said is kept.
package attachments

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/examine"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/vault"
)

// What a draft may hold.
const (
	MostFiles     = 10
	MostFileBytes = 25 << 20
	MostBytes     = 100 << 20
)

// MostWaitingBytes is how much of one person's files may lie here, in all drafts
// and messages together, whatever each still waits for.
const MostWaitingBytes = 500 << 20

// KeepFor is how long a file is kept in a draft that nobody touches.
const KeepFor = 30 * 24 * time.Hour

// What can be wrong with a request.
var (
	// ErrNotFound says that this author has no such file there.
	ErrNotFound = errors.New("attachments: not found")
	// ErrOtherFile says that the id is spent on another file.
	ErrOtherFile = errors.New("attachments: the id was used for another file")
	// ErrUnusable says that a message names a file that can't go with it.
	ErrUnusable = errors.New("attachments: not in the draft, or not to be sent")
	// ErrEmpty says that there is nothing in the file.
	ErrEmpty = errors.New("attachments: empty")
	// ErrFileTooLarge says that the file is larger than MostFileBytes.
	ErrFileTooLarge = errors.New("attachments: the file is too large")
	// ErrTooLarge says that the draft's files are larger than MostBytes together.
	ErrTooLarge = errors.New("attachments: the files are too large together")
	// ErrTooMuchWaiting says that MostWaitingBytes of the author's aren't delivered yet.
	ErrTooMuchWaiting = errors.New("attachments: too much isn't delivered yet")
	// ErrTooMany says that the draft has MostFiles already.
	ErrTooMany = errors.New("attachments: too many files")
	// ErrBrokeOff says that the file didn't arrive whole.
	ErrBrokeOff = errors.New("attachments: the upload broke off")
)

// State is how far a file has come.
type State string

// The states.
const (
	Waiting  State = "WAITING_FOR_CHECK"
	Ready    State = "READY"
	Infected State = "INFECTED"
	Refused  State = "REFUSED"
)

// Place is somebody's draft: whose, and in which conversation.
type Place struct {
	Municipality string
	AuthorID     uuid.UUID
	World        person.World
	CaseCopyID   uuid.UUID
}

// Attachment is a file.
type Attachment struct {
	Place
	ID        uuid.UUID
	Name      string
	MediaType string
	Size      int64
	State     State
	Reason    examine.Reason
	// Parked: its check, or handing it over, always fails. It is kept, and a human must look.
	Parked bool
	// SubmissionID is the message that it went with; nil while it is in the draft.
	SubmissionID *uuid.UUID
}

// Sealers gives a person's own encryption; person.Store does.
type Sealers interface {
	Sealer(ctx context.Context, municipality string, id uuid.UUID) (*vault.Sealer, error)
}

// Scanner looks for viruses; virus.Scanner does. An error is virus.ErrAtThis where
// it was well and failed at this very content.
type Scanner interface {
	Infected(ctx context.Context, content io.Reader) (bool, error)
	// Signatures are which it knows, empty where it doesn't tell.
	Signatures() string
}

// Examiner decides what a file is, and whether it is accepted; examine.Child does.
type Examiner interface {
	Examine(ctx context.Context, content []byte) (examine.Examined, error)
}

// Teller tells open pages that a file has come, gone or been checked, within
// the transaction in which it did. after is called after the commit.
type Teller interface {
	AttachmentChanged(ctx context.Context, tx pgx.Tx, changed Attachment) (after func(), err error)
	// ReceivedChanged finds out whom a received file concerns, on both sides. What it
	// gives tells them, in the same way.
	ReceivedChanged(ctx context.Context, file Received) func(ctx context.Context, tx pgx.Tx) (after func(), err error)
}

// Settings are what a Store is made of.
type Settings struct {
	Pool     *pgxpool.Pool
	Vault    *vault.Vault
	Sealers  Sealers
	Scanner  Scanner
	Examiner Examiner
	Teller   Teller
	// Fagsystems by municipality.
	Fagsystems map[string]Fagsystem
	Now        func() time.Time
	// Checked is called when a file was checked that may be handed over. It must not block.
	Checked func()
	Metrics prometheus.Registerer
}

// Store keeps files.
type Store struct {
	settings Settings
	queries  *db.Queries
	jobs     *river.Client[pgx.Tx]
	metrics  *metrics
}

// NewStore makes a store. Register adds its workers; Use gives it the client.
func NewStore(settings Settings) *Store {
	if settings.Checked == nil {
		settings.Checked = func() {}
	}
	s := &Store{settings: settings, queries: db.New(settings.Pool)}
	s.metrics = newMetrics(s.queries, settings.Now, settings.Metrics)
	return s
}

// Draft is what is in a draft, in the order in which it came.
func (s *Store) Draft(ctx context.Context, place Place) ([]Attachment, error) {
	rows, err := s.queries.ListDraft(ctx, db.ListDraftParams{
		Municipality: place.Municipality, AuthorID: place.AuthorID, CaseCopyID: place.CaseCopyID,
	})
	if err != nil {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	return s.open(ctx, rows)
}

// Find is one file of a draft.
func (s *Store) Find(ctx context.Context, place Place, id uuid.UUID) (Attachment, error) {
	row, err := s.find(ctx, s.queries, place, id)
	if err != nil {
		return Attachment{}, err
	}
	if row.SubmissionID != nil {
		return Attachment{}, ErrNotFound
	}
	return s.openOne(ctx, row)
}

// Sent are the author's files in a conversation that went with messages and of
// which something is still kept here, by message.
func (s *Store) Sent(ctx context.Context, place Place) (map[uuid.UUID][]Attachment, error) {
	rows, err := s.queries.ListSent(ctx, db.ListSentParams{
		Municipality: place.Municipality, AuthorID: place.AuthorID, CaseCopyID: place.CaseCopyID,
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all, err := s.open(ctx, rows)
	sent := map[uuid.UUID][]Attachment{}
	for _, one := range all {
		sent[*one.SubmissionID] = append(sent[*one.SubmissionID], one)
	}
	return sent, err
}

// Remove takes a file out of a draft and erases it.
func (s *Store) Remove(ctx context.Context, place Place, id uuid.UUID) error {
	return s.telling(ctx, func(tx pgx.Tx) (Attachment, error) {
		queries := s.queries.WithTx(tx)
		upload, err := queries.Remove(ctx, db.RemoveParams{
			Municipality: place.Municipality, AuthorID: place.AuthorID, CaseCopyID: place.CaseCopyID, ID: id,
		})
		if errors.Is(err, pgx.ErrNoRows) {
			return Attachment{}, ErrNotFound
		}
		if err == nil && upload != nil {
			err = queries.EraseUpload(ctx, *upload)
		}
		return Attachment{Place: place, ID: id}, err
	})
}

// Bind takes files out of the draft into a message, within the transaction in
// which that is accepted. They may still wait for their check. A draft may hold
// more than goes with one message: files come back to it when one is undone.
func (s *Store) Bind(ctx context.Context, tx pgx.Tx, place Place, submissionID uuid.UUID, ids []uuid.UUID) error {
	if len(ids) > MostFiles {
		return ErrTooMany
	}
	sizes, err := s.queries.WithTx(tx).Bind(ctx, db.BindParams{
		Municipality: place.Municipality, AuthorID: place.AuthorID, CaseCopyID: place.CaseCopyID, Ids: ids,
		SubmissionID: &submissionID, Now: s.settings.Now(),
	})
	if err != nil {
		return err
	}
	if len(sizes) != len(ids) {
		return ErrUnusable
	}
	together := int64(0)
	for _, size := range sizes {
		together += size
	}
	if together > MostBytes {
		return ErrTooLarge
	}
	return nil
}

// Unbind gives a message's files back to the draft, within the transaction in
// which it is undone.
func (s *Store) Unbind(ctx context.Context, tx pgx.Tx, place Place, submissionID uuid.UUID) error {
	return s.queries.WithTx(tx).Unbind(ctx, db.UnbindParams{
		Municipality: place.Municipality, AuthorID: place.AuthorID, CaseCopyID: place.CaseCopyID, SubmissionID: &submissionID,
	})
}

// Expire erases what went with no message: files of drafts that nobody has
// touched for KeepFor, uploads that broke off, and what the fagsystem has too.
func (s *Store) Expire(ctx context.Context) error {
	expired, err := s.queries.ListExpired(ctx, s.settings.Now().Add(-KeepFor))
	if err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	for _, one := range expired {
		err := s.Remove(ctx, Place{Municipality: one.Municipality, AuthorID: one.AuthorID, CaseCopyID: one.CaseCopyID}, one.ID)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	if _, err := s.queries.EraseBrokenUploads(ctx, s.settings.Now().Add(-mostUploading)); err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	for municipality := range s.settings.Fagsystems {
		if err := s.EraseAcknowledged(ctx, municipality); err != nil {
			return fmt.Errorf("attachments: %w", err)
		}
	}
	if _, err := s.queries.ForgetOldReceived(ctx, s.settings.Now().Add(-keepVerdicts)); err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	_, err = s.queries.Forget(ctx)
	return err
}

// telling makes one change and tells open pages of it, in one transaction.
func (s *Store) telling(ctx context.Context, change func(tx pgx.Tx) (Attachment, error)) error {
	var after func()
	err := pgx.BeginFunc(ctx, s.settings.Pool, func(tx pgx.Tx) error {
		changed, err := change(tx)
		if err != nil || s.settings.Teller == nil {
			return err
		}
		after, err = s.settings.Teller.AttachmentChanged(ctx, tx, changed)
		return err
	})
	if err == nil && after != nil {
		after()
	}
	return err
}

func (s *Store) find(ctx context.Context, queries *db.Queries, place Place, id uuid.UUID) (db.Attachment, error) {
	row, err := queries.Find(ctx, db.FindParams{Municipality: place.Municipality, AuthorID: place.AuthorID, ID: id})
	if errors.Is(err, pgx.ErrNoRows) || err == nil && row.CaseCopyID != place.CaseCopyID {
		return db.Attachment{}, ErrNotFound
	}
	return row, err
}

func (s *Store) open(ctx context.Context, rows []db.Attachment) ([]Attachment, error) {
	all := make([]Attachment, 0, len(rows))
	for _, row := range rows {
		one, err := s.openOne(ctx, row)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (s *Store) openOne(ctx context.Context, row db.Attachment) (Attachment, error) {
	sealer, err := s.settings.Sealers.Sealer(ctx, row.Municipality, row.AuthorID)
	if err != nil {
		return Attachment{}, err
	}
	name, err := sealer.Open(namePlace(row.Municipality, row.AuthorID, row.ID), row.SealedName)
	if err != nil {
		return Attachment{}, fmt.Errorf("attachments: %w", err)
	}
	one := placed(row)
	one.Name = string(name)
	return one, nil
}

// placed is a row without its name.
func placed(row db.Attachment) Attachment {
	one := Attachment{
		Place: Place{Municipality: row.Municipality, AuthorID: row.AuthorID, World: person.World(row.World), CaseCopyID: row.CaseCopyID},
		ID:    row.ID, MediaType: row.MediaType, Size: row.Size, State: State(row.State), SubmissionID: row.SubmissionID,
		Parked: row.ParkedAt != nil,
	}
	if row.Reason != nil {
		one.Reason = examine.Reason(*row.Reason)
	}
	return one
}

func namePlace(municipality string, author, id uuid.UUID) vault.Place {
	return vault.Place{Table: "attachment", Municipality: municipality, Row: author.String() + "/" + id.String(), Column: "sealed_name"}
}
