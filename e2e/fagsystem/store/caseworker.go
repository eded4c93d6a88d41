package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

// What a case worker does in the fagsystem itself, outside the contract. Each change tells the feed.

// onCopy runs a change of one copy and emits an event about it, with what fn adds to the event's ids.
func (s *Store) onCopy(ctx context.Context, municipality string, copyID uuid.UUID, kind fagsystem.EventType, fn func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error) error {
	return s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		data, err := tx.about(ctx, c)
		if err != nil {
			return err
		}
		if err := fn(ctx, tx, c, &data); err != nil {
			return err
		}
		tx.Emit(kind, data)
		return nil
	})
}

func (s *Store) setOnCopy(ctx context.Context, municipality string, copyID uuid.UUID, kind fagsystem.EventType, assignment string, value any) error {
	return s.onCopy(ctx, municipality, copyID, kind, func(ctx context.Context, tx *Tx, _ lockedCopy, _ *fagsystem.EventData) error {
		_, err := tx.Exec(ctx, `update case_copy set `+assignment+` where municipality = $1 and case_copy_id = $2`, municipality, copyID, value)
		return err
	})
}

// EndAccess ends a party's access, or gives it back.
func (s *Store) EndAccess(ctx context.Context, municipality string, copyID uuid.UUID, ended bool) error {
	return s.setOnCopy(ctx, municipality, copyID, "access.changed", `ended_at = $3`, s.when(ended))
}

// SetRole gives a party another role.
func (s *Store) SetRole(ctx context.Context, municipality string, copyID uuid.UUID, role fagsystem.Role) error {
	return s.setOnCopy(ctx, municipality, copyID, "access.changed", `role = $3`, string(role))
}

// SetGrants replaces what a party may do.
func (s *Store) SetGrants(ctx context.Context, municipality string, copyID uuid.UUID, grants fagsystem.Grants) error {
	return s.setOnCopy(ctx, municipality, copyID, "access.changed", `grants = $3`, grants)
}

// SetWhatHappensNow writes the plain sentences at the top of a party's case; what was translated said something else.
func (s *Store) SetWhatHappensNow(ctx context.Context, municipality string, copyID uuid.UUID, text string) error {
	return s.setOnCopy(ctx, municipality, copyID, "case.changed", `what_happens_now = $3, what_happens_now_translations = '[]'`, text)
}

// SetMeetings replaces a party's meetings.
func (s *Store) SetMeetings(ctx context.Context, municipality string, copyID uuid.UUID, meetings []fagsystem.Meeting) error {
	return s.setOnCopy(ctx, municipality, copyID, "meeting.changed", `meetings = $3`, notNil(meetings))
}

func (s *Store) when(set bool) *time.Time {
	if !set {
		return nil
	}
	return ptr(s.Now().UTC())
}

// CloseCase closes the whole case that a copy is of.
func (s *Store) CloseCase(ctx context.Context, municipality string, copyID uuid.UUID) error {
	return s.onCase(ctx, municipality, copyID, "case.closed", `closed_at = $3`, s.Now().UTC())
}

// SetContact gives the case that a copy is of to another contact person.
func (s *Store) SetContact(ctx context.Context, municipality string, copyID, employeeID uuid.UUID) error {
	return s.onCase(ctx, municipality, copyID, "contact.changed", `contact_id = $3`, employeeID)
}

// onCase changes a case and tells every party's copy of it, and the employees of before and after.
func (s *Store) onCase(ctx context.Context, municipality string, copyID uuid.UUID, kind fagsystem.EventType, assignment string, value any) error {
	return s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		concerned, err := tx.concerned(ctx, c.caseID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `update child_case set `+assignment+` where municipality = $1 and case_id = $2`, municipality, c.caseID, value); err != nil {
			return err
		}
		after, err := tx.concerned(ctx, c.caseID)
		if err != nil {
			return err
		}
		concerned = union(concerned, after)
		rows, err := tx.Query(ctx, `select case_copy_id, person_id from case_copy where municipality = $1 and case_id = $2 order by case_copy_id`, municipality, c.caseID)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id, person uuid.UUID
			if err := rows.Scan(&id, &person); err != nil {
				return err
			}
			tx.Emit(kind, fagsystem.EventData{CaseCopyId: &id, PersonId: &person, EmployeeIds: concerned})
		}
		return rows.Err()
	})
}

func union(a, b []uuid.UUID) []uuid.UUID {
	seen := map[uuid.UUID]bool{}
	var all []uuid.UUID
	for _, id := range append(a, b...) {
		if !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	return notNil(all)
}

// SetNationalNumber gives a person another national number; null takes it away.
func (s *Store) SetNationalNumber(ctx context.Context, municipality string, personID uuid.UUID, number *string) error {
	return s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		tag, err := tx.Exec(ctx, `update person set national_number = $3 where municipality = $1 and person_id = $2`, municipality, personID, number)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		tx.Emit("person.identifier-changed", fagsystem.EventData{PersonId: &personID})
		return nil
	})
}

// WithdrawMessage takes a message back; its place stays.
func (s *Store) WithdrawMessage(ctx context.Context, municipality string, copyID, messageID uuid.UUID) error {
	return s.onCopy(ctx, municipality, copyID, "message.withdrawn", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		var position int64
		data.MessageId, data.Position = &messageID, &position
		return notFound(tx.QueryRow(ctx, `update submission set withdrawn_at = coalesce(withdrawn_at, $4)
			where municipality = $1 and case_copy_id = $2 and submission_id = $3 and kind not in `+silent+` returning position`,
			municipality, c.id, messageID, tx.Now).Scan(&position))
	})
}

// TranslateMessage adds a translation to a message.
func (s *Store) TranslateMessage(ctx context.Context, municipality string, copyID, messageID uuid.UUID, language, text string, provenance fagsystem.Provenance) error {
	return s.onCopy(ctx, municipality, copyID, "translation.available", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		data.MessageId, data.Language = &messageID, &language
		_, err := tx.Exec(ctx, `insert into message_translation (municipality, case_copy_id, submission_id, language, direction, content, provenance)
			values ($1, $2, $3, $4, $5, $6, $7) on conflict (municipality, case_copy_id, submission_id, language)
			do update set content = excluded.content, provenance = excluded.provenance`,
			municipality, c.id, messageID, language, string(Direction(language)), text, provenance)
		return err
	})
}
