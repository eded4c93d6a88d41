package store

import (
	"context"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// Digest is a file's, as RFC 9530 writes it.
func Digest(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// addAttachments notes which files a message comes with; their bytes come later.
func (tx *Tx) addAttachments(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission) error {
	for place, one := range sub.Attachments {
		_, err := tx.Exec(ctx, `insert into attachment (municipality, case_copy_id, submission_id, attachment_id, place, name, media_type)
			values ($1, $2, $3, $4, $5, $6, $7)`, tx.Municipality, c.id, id, one.AttachmentId, place, one.Name, one.MediaType)
		if err != nil {
			return err
		}
	}
	return nil
}

// AttachmentContent keeps a file of a registered submission, once; created is false where it was there.
func (s *Store) AttachmentContent(ctx context.Context, municipality string, copyID, id, attachmentID uuid.UUID, content []byte) (created bool, err error) {
	digest := Digest(content)
	err = s.onAttachment(ctx, municipality, copyID, id, attachmentID, func(tx *Tx, state string, before *string) (bool, error) {
		switch {
		case before != nil && *before == digest:
			return false, nil
		case state != "WAITING_FOR_CHECK":
			return false, ErrOtherBody
		}
		created = true
		_, err := tx.Exec(ctx, `update attachment set state = 'READY', digest = $5, content = $6
			where municipality = $1 and case_copy_id = $2 and submission_id = $3 and attachment_id = $4`,
			municipality, copyID, id, attachmentID, digest, content)
		return true, err
	})
	return created, err
}

// AttachmentWithheld notes that a file of a registered submission never comes.
func (s *Store) AttachmentWithheld(ctx context.Context, municipality string, copyID, id, attachmentID uuid.UUID, withheld fagsystem.Withheld) error {
	return s.onAttachment(ctx, municipality, copyID, id, attachmentID, func(tx *Tx, state string, _ *string) (bool, error) {
		switch state {
		case string(withheld.State):
			return false, nil
		case "WAITING_FOR_CHECK":
		default:
			return false, ErrOtherBody
		}
		_, err := tx.Exec(ctx, `update attachment set state = $5, reason = $6
			where municipality = $1 and case_copy_id = $2 and submission_id = $3 and attachment_id = $4`,
			municipality, copyID, id, attachmentID, string(withheld.State), withheld.Reason)
		return true, err
	})
}

func (s *Store) onAttachment(ctx context.Context, municipality string, copyID, id, attachmentID uuid.UUID, change func(tx *Tx, state string, digest *string) (bool, error)) error {
	return s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		var state string
		var digest *string
		var author fagsystem.Author
		err = tx.QueryRow(ctx, `select a.state, a.digest, s.author_person, s.author_employee from attachment a
			join submission s using (municipality, case_copy_id, submission_id)
			where a.municipality = $1 and a.case_copy_id = $2 and a.submission_id = $3 and a.attachment_id = $4 for update of a`,
			municipality, copyID, id, attachmentID).Scan(&state, &digest, &author.PersonId, &author.EmployeeId)
		if err != nil {
			return notFound(err)
		}
		changed, err := change(tx, state, digest)
		if err != nil || !changed {
			return err
		}
		data, err := tx.about(ctx, c)
		data.MessageId, data.Side = &id, ptr(sideOf(author))
		tx.Emit("attachment.changed", data)
		return err
	})
}

// Attachment is a file of a message that is ready and not withdrawn, in a copy whose party's access hasn't ended.
func (s *Store) Attachment(ctx context.Context, municipality string, copyID, messageID, attachmentID uuid.UUID) (mediaType string, content []byte, err error) {
	err = s.Pool.QueryRow(ctx, `select a.media_type, a.content from attachment a
		join submission s using (municipality, case_copy_id, submission_id)
		join case_copy c using (municipality, case_copy_id)
		where a.municipality = $1 and a.case_copy_id = $2 and a.submission_id = $3 and a.attachment_id = $4
		and a.state = 'READY' and s.withdrawn_at is null and c.ended_at is null`,
		municipality, copyID, messageID, attachmentID).Scan(&mediaType, &content)
	return mediaType, content, notFound(err)
}
