package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

// Register registers what somebody handed in, once however often it is asked. body is the body as it came, so that
// nothing of it is lost. The second answer says whether it is new.
func (s *Store) Register(ctx context.Context, municipality string, copyID, id uuid.UUID, sub fagsystem.Submission, body json.RawMessage) (fagsystem.Registration, bool, error) {
	var reg fagsystem.Registration
	var isNew bool
	err := s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		if reg, err = tx.registered(ctx, c, id, sub); !errors.Is(err, ErrNotFound) {
			return err
		}
		if err := tx.mayHandIn(ctx, c, sub); err != nil {
			return err
		}
		if err := tx.previousIsThere(ctx, c, sub); err != nil {
			return err
		}
		isNew = true
		reg, err = tx.register(ctx, c, id, sub, body)
		return err
	})
	return reg, isNew, err
}

// registered finds an earlier registration under the same id: the same thing is answered again, another is refused.
func (tx *Tx) registered(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission) (fagsystem.Registration, error) {
	reg := fagsystem.Registration{SubmissionId: id}
	var hash string
	var kind fagsystem.SubmissionKind
	var person, employee *uuid.UUID
	err := tx.QueryRow(ctx, `select body_hash, kind, author_person, author_employee, registration_id, position, registered_at
		from submission where municipality = $1 and case_copy_id = $2 and submission_id = $3`, tx.Municipality, c.id, id).
		Scan(&hash, &kind, &person, &employee, &reg.RegistrationId, &reg.Position, &reg.RegisteredAt)
	if err != nil {
		return reg, notFound(err)
	}
	if hash != sub.BodyHash || kind != sub.Kind || !same(person, sub.Author.PersonId) || !same(employee, sub.Author.EmployeeId) {
		return reg, ErrOtherBody
	}
	return reg, nil
}

func same(a, b *uuid.UUID) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}

func (tx *Tx) previousIsThere(ctx context.Context, c lockedCopy, sub fagsystem.Submission) error {
	if sub.Previous == nil {
		return nil
	}
	var there bool
	err := tx.QueryRow(ctx, `select exists (select from submission where municipality = $1 and case_copy_id = $2 and submission_id = $3
		and author_person is not distinct from $4 and author_employee is not distinct from $5)`,
		tx.Municipality, c.id, *sub.Previous, sub.Author.PersonId, sub.Author.EmployeeId).Scan(&there)
	if err == nil && !there {
		return ErrPreviousMissing
	}
	return err
}

func (tx *Tx) register(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission, body json.RawMessage) (fagsystem.Registration, error) {
	reg := fagsystem.Registration{SubmissionId: id, RegisteredAt: tx.Now, Position: max(c.lastPosition, 1)}
	if inConversation(sub.Kind) {
		reg.Position = c.lastPosition + 1
	}
	var year, number int
	err := tx.QueryRow(ctx, `update child_case set updated_at = $3 where municipality = $1 and case_id = $2 returning year, number`,
		tx.Municipality, c.caseID, tx.Now).Scan(&year, &number)
	if err != nil {
		return reg, err
	}
	reg.RegistrationId = RegistrationNumber(year, number, id)
	batch := &pgx.Batch{}
	batch.Queue(`insert into submission (municipality, case_copy_id, submission_id, kind, author_person, author_employee, accepted_at, previous,
		body_hash, body, position, registration_id, registered_at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
		tx.Municipality, c.id, id, string(sub.Kind), sub.Author.PersonId, sub.Author.EmployeeId, sub.AcceptedAt, sub.Previous,
		sub.BodyHash, body, reg.Position, reg.RegistrationId, reg.RegisteredAt)
	if inConversation(sub.Kind) {
		batch.Queue(`update case_copy set last_position = $3 where municipality = $1 and case_copy_id = $2`, tx.Municipality, c.id, reg.Position)
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return reg, err
	}
	if err := tx.addAttachments(ctx, c, id, sub); err != nil {
		return reg, err
	}
	data, err := tx.about(ctx, c)
	if err != nil {
		return reg, err
	}
	if inConversation(sub.Kind) {
		told := data
		told.MessageId, told.Position, told.Side = &id, &reg.Position, ptr(sideOf(sub.Author))
		tx.Emit("message.registered", told)
	}
	return reg, tx.consequences(ctx, c, id, sub, data)
}

func sideOf(a fagsystem.Author) fagsystem.Side {
	if a.EmployeeId != nil {
		return "EMPLOYEE"
	}
	return "PARTY"
}

// consequences are what some kinds change besides being registered.
func (tx *Tx) consequences(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission, data fagsystem.EventData) error {
	data.EntryId, data.DocumentId = sub.Body.EntryId, sub.Body.DocumentId
	switch sub.Kind {
	case "TRANSLATION_REQUEST":
		return tx.askTranslation(ctx, c, id, sub, data)
	case "PARAGRAPH_MARK":
		return tx.markParagraph(ctx, c, id, sub, data)
	case "MARK_ANSWER":
		return tx.answerMark(ctx, c, id, *sub.Body.MarkAnswer, data)
	}
	if err := tx.namesWhatExists(ctx, c, sub.Body); err != nil {
		return err
	}
	switch sub.Kind {
	case "OPENED":
		if sub.Body.EntryId == nil {
			return InvalidError("OPENED names an entry")
		}
		openedAt := sub.AcceptedAt
		if sub.Body.OpenedAt != nil {
			openedAt = *sub.Body.OpenedAt
		}
		tag, err := tx.Exec(ctx, `update entry set opened_at = $4 where municipality = $1 and case_copy_id = $2 and entry_id = $3 and opened_at is null`,
			tx.Municipality, c.id, *sub.Body.EntryId, openedAt)
		if err == nil && tag.RowsAffected() > 0 {
			tx.Emit("entry.changed", data)
		}
		return err
	case "UNDERSTOOD":
		// Whatever is late on its way, what was said last holds.
		_, err := tx.Exec(ctx, `update entry set understood = $4 where municipality = $1 and case_copy_id = $2 and entry_id = $3
			and (understood is null or (understood->>'at')::timestamptz <= $5)`,
			tx.Municipality, c.id, *sub.Body.EntryId, fagsystem.Understood{Answer: *sub.Body.Understood, At: sub.AcceptedAt}, sub.AcceptedAt)
		return err
	case "ACCESS_REQUEST":
		return tx.askForAccess(ctx, c, id, *sub.Body.AccessRequest, data)
	case "ANSWER":
		return tx.answerView(ctx, c, *sub.Body.Answers, data)
	case "CONSENT_ANSWER":
		return tx.answerConsent(ctx, c, id, sub, data)
	}
	return nil
}

func (tx *Tx) namesWhatExists(ctx context.Context, c lockedCopy, body fagsystem.SubmissionBody) error {
	var entry, document bool
	err := tx.QueryRow(ctx, `select
		$3::uuid is null or exists (select from entry where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null),
		$4::uuid is null or exists (select from document where municipality = $1 and case_copy_id = $2 and document_id = $4)`,
		tx.Municipality, c.id, body.EntryId, body.DocumentId).Scan(&entry, &document)
	if err == nil && (!entry || !document) {
		return InvalidError("names an entry or document that isn't in this copy")
	}
	return err
}

// Evidence keeps when something was sent, delivered, read and notified. What is known is never lost or changed.
func (s *Store) Evidence(ctx context.Context, municipality string, copyID, id uuid.UUID, e fagsystem.Evidence) error {
	tag, err := s.Pool.Exec(ctx, `update submission set sent_at = coalesce(sent_at, $4), delivered_at = coalesce(delivered_at, $5),
		read_at = coalesce(read_at, $6), notified_at = coalesce(notified_at, $7)
		where municipality = $1 and case_copy_id = $2 and submission_id = $3`,
		municipality, copyID, id, e.SentAt, e.DeliveredAt, e.ReadAt, e.NotifiedAt)
	if err == nil && tag.RowsAffected() == 0 {
		return ErrNotFound
	}
	return err
}

// KeptSubmission is a submission as the system of record keeps it, for reading back in tests.
type KeptSubmission struct {
	SubmissionID   uuid.UUID                `json:"submissionId"`
	Kind           fagsystem.SubmissionKind `json:"kind"`
	Author         fagsystem.Author         `json:"author"`
	AcceptedAt     time.Time                `json:"acceptedAt"`
	RegisteredAt   time.Time                `json:"registeredAt"`
	RegistrationID string                   `json:"registrationId"`
	Position       int64                    `json:"position"`
	Previous       *uuid.UUID               `json:"previous"`
	BodyHash       string                   `json:"bodyHash"`
	Body           json.RawMessage          `json:"body"`
	Evidence       fagsystem.Evidence       `json:"evidence"`
}

// Submissions is everything registered in a copy, in order.
func (s *Store) Submissions(ctx context.Context, municipality string, copyID uuid.UUID) ([]KeptSubmission, error) {
	rows, err := s.Pool.Query(ctx, `select submission_id, kind, author_person, author_employee, accepted_at, registered_at, registration_id,
		position, previous, body_hash, body, sent_at, delivered_at, read_at, notified_at
		from submission where municipality = $1 and case_copy_id = $2 order by position, registered_at`, municipality, copyID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (KeptSubmission, error) {
		var k KeptSubmission
		err := row.Scan(&k.SubmissionID, &k.Kind, &k.Author.PersonId, &k.Author.EmployeeId, &k.AcceptedAt, &k.RegisteredAt, &k.RegistrationID,
			&k.Position, &k.Previous, &k.BodyHash, &k.Body, &k.Evidence.SentAt, &k.Evidence.DeliveredAt, &k.Evidence.ReadAt, &k.Evidence.NotifiedAt)
		return k, err
	})
}
