package store

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

// lockedCopy is a case copy held for a change; positions and rights in it stand still until the commit.
type lockedCopy struct {
	id, caseID, personID uuid.UUID
	grants               fagsystem.Grants
	endedAt, pausedAt    *time.Time
	lastPosition         int64
	consents             []fagsystem.Consent
}

func (tx *Tx) lockCopy(ctx context.Context, id uuid.UUID) (lockedCopy, error) {
	c := lockedCopy{id: id}
	err := tx.QueryRow(ctx, `select case_id, person_id, grants, ended_at, paused_at, last_position, consents
		from case_copy where municipality = $1 and case_copy_id = $2 for update`, tx.Municipality, id).
		Scan(&c.caseID, &c.personID, &c.grants, &c.endedAt, &c.pausedAt, &c.lastPosition, &c.consents)
	return c, notFound(err)
}

// mayHandIn decides an author's right as of now.
func (tx *Tx) mayHandIn(ctx context.Context, c lockedCopy, sub fagsystem.Submission) error {
	if c.endedAt != nil {
		return ErrRefused
	}
	if sub.Author.EmployeeId != nil {
		return tx.mayWorkOn(ctx, c, *sub.Author.EmployeeId)
	}
	if *sub.Author.PersonId != c.personID || c.pausedAt != nil {
		return ErrRefused
	}
	var needed *fagsystem.Grant
	switch sub.Kind {
	case "MESSAGE", "INTERPRETER_REQUEST", "VIEW", "LETTER":
		needed = c.grants.Conversation
	case "CONSENT_ANSWER":
		needed = c.grants.Consents
	case "COMMENT", "ACCESS_REQUEST", "TRANSLATION_REQUEST", "PARAGRAPH_MARK", "OPENED", "UNDERSTOOD":
		needed = c.grants.Documents
	case "MEETING_REQUEST":
		needed = c.grants.Meeting
	case "CALL_ME":
		needed = c.grants.CallMe
	case "COMPLAINT":
		if may, err := tx.childMayComplain(ctx, c, sub.Body.EntryId); may || err != nil {
			return err
		}
		needed = c.grants.Complaint
	}
	// OPEN leaves the question to the national age rule, which the portal holds.
	if needed == nil || (*needed != "GRANTED" && *needed != "OPEN") {
		return ErrRefused
	}
	return nil
}

func (tx *Tx) childMayComplain(ctx context.Context, c lockedCopy, entryID *uuid.UUID) (bool, error) {
	if entryID == nil {
		return false, nil
	}
	var may bool
	err := tx.QueryRow(ctx, `select child_may_complain from entry where municipality = $1 and case_copy_id = $2 and entry_id = $3 and withdrawn_at is null`,
		tx.Municipality, c.id, *entryID).Scan(&may)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return may, err
}

func (tx *Tx) mayWorkOn(ctx context.Context, c lockedCopy, employeeID uuid.UUID) error {
	var related bool
	err := tx.QueryRow(ctx, `select (`+relation+`) is not null from child_case cc
		join employee contact on contact.municipality = cc.municipality and contact.employee_id = cc.contact_id
		where cc.municipality = $1 and cc.case_id = $4`, tx.Municipality, employeeID, tx.Now, c.caseID).Scan(&related)
	if err == nil && !related {
		return ErrRefused
	}
	return err
}

// concerned is whom an event about a case concerns now: its contact person and who stands in.
func (tx *Tx) concerned(ctx context.Context, caseID uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `
		select e.id from child_case cc
		join employee contact on contact.municipality = cc.municipality and contact.employee_id = cc.contact_id
		cross join lateral (values (cc.contact_id), (cc.stand_in_id),
			(case when $3::date between contact.absence_from and contact.absence_until then contact.stand_in_id end)) e(id)
		where cc.municipality = $1 and cc.case_id = $2 and e.id is not null
		union
		select leader.employee_id from child_case cc
		join employee contact on contact.municipality = cc.municipality and contact.employee_id = cc.contact_id
		join employee leader on leader.municipality = cc.municipality and leader.team_id = contact.team_id and leader.role = 'TEAM_LEADER'
		where cc.municipality = $1 and cc.case_id = $2`, tx.Municipality, caseID, tx.Now)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	return notNil(ids), err
}

// about is an event's ids for one party's copy.
func (tx *Tx) about(ctx context.Context, c lockedCopy) (fagsystem.EventData, error) {
	employees, err := tx.concerned(ctx, c.caseID)
	return fagsystem.EventData{CaseCopyId: &c.id, PersonId: &c.personID, EmployeeIds: employees}, err
}
