package attachments

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/attachments/internal/db"
	"innbyggertjenesten/bff/fagsystem"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	// mostHandedOver is how many files of one municipality are handed over at once.
	mostHandedOver = 8
	firstPause     = time.Second
	lastPause      = 5 * time.Minute
)

// Fagsystem is what handing over and checking need of one municipality's; fagsystem.Client has it.
type Fagsystem interface {
	OpenAttachment(ctx context.Context, caseCopyID, messageID, attachmentID uuid.UUID) (*fagsystem.File, error)
	PutAttachmentContent(ctx context.Context, caseCopyID, submissionID, attachmentID uuid.UUID, digest string, size int64, content io.Reader) error
	PutAttachmentWithheld(ctx context.Context, caseCopyID, submissionID, attachmentID uuid.UUID, withheld contract.Withheld) error
}

// Due are the files, by municipality and by their keys, that the fagsystems are to
// get or to be told of now: each is checked, and its message is registered.
func (s *Store) Due(ctx context.Context, municipalities []string) (map[string][]string, error) {
	rows, err := s.queries.ListDue(ctx, db.ListDueParams{Municipalities: municipalities, Now: s.settings.Now(), Most: mostHandedOver})
	due := map[string][]string{}
	for _, row := range rows {
		due[row.Municipality] = append(due[row.Municipality], row.AuthorID.String()+"/"+row.ID.String())
	}
	return due, err
}

// HandOver hands one file over, or tells that it never comes. Its bytes are
// erased here once its message's evidence is acknowledged too. It tells whether
// it got that done; what fails is due again later.
func (s *Store) HandOver(ctx context.Context, municipality, key string) (done bool, err error) {
	row, err := s.due(ctx, municipality, key)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	err = s.handOver(ctx, row)
	if err == nil {
		err = s.delivered(ctx, row)
	}
	if err == nil {
		// Whichever of the two comes last erases; a crash in between leaves that to Expire.
		return true, s.EraseAcknowledged(ctx, row.Municipality)
	}
	if ctx.Err() != nil {
		return false, nil
	}
	if !errors.Is(err, fagsystem.ErrUnavailable) {
		slog.WarnContext(ctx, "the fagsystem doesn't take a file", "municipality", municipality, "error", err.Error())
	}
	if s.failedForGood(ctx, row, err) {
		return false, s.park(ctx, row.Municipality, row.AuthorID, row.ID, "hand-over")
	}
	pause := min(firstPause<<min(row.Attempts, 20), lastPause)
	return false, s.queries.Postpone(ctx, db.PostponeParams{
		Municipality: row.Municipality, AuthorID: row.AuthorID, ID: row.ID, DueAt: s.settings.Now().Add(pause),
	})
}

// Hasten ends all pauses: the fagsystem answers again.
func (s *Store) Hasten(ctx context.Context, municipality string) error {
	return s.queries.Hasten(ctx, db.HastenParams{Municipality: municipality, Now: s.settings.Now()})
}

// EraseAcknowledged erases the bytes that the fagsystem has, of messages whose
// evidence it has acknowledged.
func (s *Store) EraseAcknowledged(ctx context.Context, municipality string) error {
	_, err := s.queries.EraseAcknowledged(ctx, municipality)
	return err
}

// DeliverAgain makes the files of messages due that are sent again, within the
// transaction in which that is decided.
func (s *Store) DeliverAgain(ctx context.Context, tx pgx.Tx, municipality string, author, caseCopyID uuid.UUID, submissionIDs []uuid.UUID) error {
	return s.queries.WithTx(tx).DeliverAgain(ctx, db.DeliverAgainParams{
		Municipality: municipality, AuthorID: author, CaseCopyID: caseCopyID, SubmissionIds: submissionIDs, Now: s.settings.Now(),
	})
}

// Describe tells the fagsystem what a message's files are called and are.
func (s *Store) Describe(ctx context.Context, municipality string, author, caseCopyID, submissionID uuid.UUID) ([]contract.SubmittedAttachment, error) {
	sent, err := s.Sent(ctx, Place{Municipality: municipality, AuthorID: author, CaseCopyID: caseCopyID})
	if err != nil {
		return nil, err
	}
	described := make([]contract.SubmittedAttachment, 0, len(sent[submissionID]))
	for _, one := range sent[submissionID] {
		described = append(described, contract.SubmittedAttachment{AttachmentId: one.ID, Name: one.Name, MediaType: one.MediaType})
	}
	return described, nil
}

func (s *Store) due(ctx context.Context, municipality, key string) (db.Attachment, error) {
	author, id := uuid.Nil, uuid.Nil
	if len(key) == 73 {
		author, id = uuid.MustParse(key[:36]), uuid.MustParse(key[37:])
	}
	row, err := s.queries.Find(ctx, db.FindParams{Municipality: municipality, AuthorID: author, ID: id})
	if err == nil && (row.SubmissionID == nil || row.DeliveredAt != nil || row.ParkedAt != nil) {
		err = pgx.ErrNoRows // another replica was faster, or gave up
	}
	return row, err
}

func (s *Store) handOver(ctx context.Context, row db.Attachment) error {
	system, ok := s.settings.Fagsystems[row.Municipality]
	if !ok {
		return fmt.Errorf("attachments: no fagsystem for %s", row.Municipality)
	}
	if State(row.State) != Ready {
		withheld := contract.Withheld{State: contract.WithheldState(row.State)}
		if row.Reason != nil {
			reason := contract.AttachmentReason(*row.Reason)
			withheld.Reason = &reason
		}
		return system.PutAttachmentWithheld(ctx, row.CaseCopyID, *row.SubmissionID, row.ID, withheld)
	}
	// Read twice rather than held: the digest goes before the bytes.
	content, err := s.read(ctx, row)
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return err
	}
	if content, err = s.read(ctx, row); err != nil {
		return err
	}
	if err := s.vouch(ctx, row, sum.Sum(nil)); err != nil {
		return err
	}
	digest := "sha-256=:" + base64.StdEncoding.EncodeToString(sum.Sum(nil)) + ":"
	return system.PutAttachmentContent(ctx, row.CaseCopyID, *row.SubmissionID, row.ID, digest, row.Size, content)
}

func (s *Store) delivered(ctx context.Context, row db.Attachment) error {
	changed, err := s.queries.Delivered(ctx, db.DeliveredParams{
		Municipality: row.Municipality, AuthorID: row.AuthorID, ID: row.ID, DueAt: row.DueAt, Now: s.settings.Now(),
	})
	if changed > 0 {
		s.metrics.count(row.Municipality, "handed-over")
	}
	return err
}

// OpenSent starts to read a file of one's own message that the fagsystem hasn't
// got yet. ErrNotFound says to look there.
func (s *Store) OpenSent(ctx context.Context, place Place, submissionID, id uuid.UUID) (Attachment, io.Reader, error) {
	row, err := s.find(ctx, s.queries, place, id)
	if err != nil {
		return Attachment{}, nil, err
	}
	if row.SubmissionID == nil || *row.SubmissionID != submissionID || State(row.State) != Ready || row.UploadID == nil || row.DeliveredAt != nil {
		return Attachment{}, nil, ErrNotFound
	}
	content, err := s.read(ctx, row)
	return placed(row), content, err
}
