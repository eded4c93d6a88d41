package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/fagsystem"
)

const employeeColumns = `e.employee_id, e.given, e.family, e.role, e.phone, e.language, e.absence_from, e.absence_until, e.stand_in_id,
	t.team_id, t.name, t.name_for_parties, t.phone`

const employeeFrom = ` from employee e join team t using (municipality, team_id) `

func scanEmployee(row pgx.Row) (fagsystem.Employee, error) {
	var e fagsystem.Employee
	var team fagsystem.Team
	var from, until *time.Time
	var standIn *uuid.UUID
	err := row.Scan(&e.EmployeeId, &e.Name.Given, &e.Name.Family, &e.Role, &e.Phone, &e.Language, &from, &until, &standIn,
		&team.TeamId, &team.Name, &team.NameForParties, &team.Phone)
	if err != nil {
		return e, notFound(err)
	}
	e.Team = &team
	if from != nil && until != nil {
		e.Absence = &fagsystem.Absence{From: openapi_types.Date{Time: *from}, Until: openapi_types.Date{Time: *until}, StandInEmployeeId: standIn}
	}
	return e, nil
}

// EmployeeByDirectory finds an employee by the directory's id in the municipality's own tenant, which Ansattporten
// names by the employer's number.
func (s *Store) EmployeeByDirectory(ctx context.Context, municipality, directoryID, tenantID string) (fagsystem.Employee, error) {
	return scanEmployee(s.Pool.QueryRow(ctx, `select `+employeeColumns+employeeFrom+` join municipality m using (municipality)
		where municipality = $1 and e.directory_id = $2 and (m.tenant_id is null or m.tenant_id = $3 or m.organization_number = $3)`, municipality, directoryID, tenantID))
}

// Employee finds an employee by the fagsystem's own id.
func (s *Store) Employee(ctx context.Context, municipality string, id uuid.UUID) (fagsystem.Employee, error) {
	return scanEmployee(s.Pool.QueryRow(ctx, `select `+employeeColumns+employeeFrom+` where municipality = $1 and e.employee_id = $2`, municipality, id))
}

// relation says why an employee may open a case's conversations: as its contact person, as the one who stands in
// (on the case, or for somebody who is away today), or as the leader of the contact person's team. $1 is the
// municipality, $2 the employee, $3 today.
const relation = `case
	when cc.contact_id = $2 then 'CONTACT_PERSON'
	when cc.stand_in_id = $2 then 'STAND_IN'
	when contact.stand_in_id = $2 and $3::date between contact.absence_from and contact.absence_until then 'STAND_IN'
	when exists (select from employee me where me.municipality = cc.municipality and me.employee_id = $2
	             and me.role = 'TEAM_LEADER' and me.team_id = contact.team_id) then 'TEAM_LEADER'
	end`

// EmployeeAccess is which conversations an employee may open now. The version is left to the caller.
func (s *Store) EmployeeAccess(ctx context.Context, municipality string, id uuid.UUID) (fagsystem.EmployeeAccess, error) {
	access := fagsystem.EmployeeAccess{}
	var err error
	if access.Employee, err = s.Employee(ctx, municipality, id); err != nil {
		return access, err
	}
	rows, err := s.Pool.Query(ctx, `
		with mine as (
			select c.*, cc.child_id, cc.closed_at, `+relation+` as relation
			from case_copy c
			join child_case cc using (municipality, case_id)
			join employee contact on contact.municipality = cc.municipality and contact.employee_id = cc.contact_id
			where c.municipality = $1 and c.ended_at is null)
		select m.case_copy_id, m.relation, m.party_id, p.person_id, m.role, p.given, p.family, p.language, p.interpreter_language,
		       ch.person_id, ch.given, ch.family, ch.birth_date, m.closed_at,
		       m.last_position, newest.accepted_at, newest.side, unread.count, unread.since, decisions.count, m.paused_at, open.kinds,
		       unanswered.since, promise.day, party_unread.count, views.count, access_requests.count, translations.count, marks.count, m.export_off_since
		from mine m
		join person p on p.municipality = m.municipality and p.person_id = m.person_id
		join person ch on ch.municipality = m.municipality and ch.person_id = m.child_id
		left join lateral (
			select s.accepted_at, case when s.author_person is null then 'EMPLOYEE' else 'PARTY' end as side
			from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.kind <> 'ANSWER_PROMISE' and s.kind not in `+silent+` order by s.position desc limit 1) newest on true
		left join lateral (
			select count(*)::int as count, min(s.accepted_at) as since
			from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.author_person is not null and s.kind not in `+silent+` and s.withdrawn_at is null and s.body->>'understood' is distinct from 'YES'
			  and s.position > (select coalesce(max(r.position), 0) from read_mark r where r.municipality = m.municipality
			                    and r.case_copy_id = m.case_copy_id and r.side = 'EMPLOYEE')) unread on true
		left join lateral (
			select count(*)::int as count from entry e where e.municipality = m.municipality and e.case_copy_id = m.case_copy_id
			  and e.journalpost->>'dokumenttype' = 'VEDTAK' and e.released = 'FULL' and e.opened_at is null and e.withdrawn_at is null) decisions on true
		left join lateral (
			select coalesce(array_agg(s.kind order by s.position), '{}') as kinds
			from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.kind in ('CALL_ME', 'MEETING_REQUEST', 'INTERPRETER_REQUEST') and s.author_person is not null and s.withdrawn_at is null
			  and s.position > (select coalesce(max(a.position), 0) from submission a where a.municipality = m.municipality
			                    and a.case_copy_id = m.case_copy_id and a.author_employee is not null and a.kind not in ('ANSWER_PROMISE', 'ANSWER') and a.kind not in `+silent+`)) open on true
		left join lateral (
			select coalesce(max(a.position), 0) as position from submission a where a.municipality = m.municipality and a.case_copy_id = m.case_copy_id
			  and a.author_employee is not null and a.kind = 'MESSAGE' and a.withdrawn_at is null) answered on true
		left join lateral (
			select min(s.accepted_at) as since from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.author_person is not null and s.kind in ('MESSAGE', 'CALL_ME', 'MEETING_REQUEST', 'INTERPRETER_REQUEST')
			  and s.withdrawn_at is null and s.position > answered.position) unanswered on true
		left join lateral (
			select (s.body->>'answerBy')::date as day from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.kind = 'ANSWER_PROMISE' and s.withdrawn_at is null and s.position > answered.position and unanswered.since is not null
			order by s.position desc limit 1) promise on true
		left join lateral (
			select count(*)::int as count from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.author_employee is not null and s.kind not in `+silent+` and s.withdrawn_at is null
			  and s.position > (select coalesce(max(r.position), 0) from read_mark r where r.municipality = m.municipality
			                    and r.case_copy_id = m.case_copy_id and r.side = 'PARTY')) party_unread on true
		left join lateral (
			select count(*)::int as count from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.kind in ('VIEW', 'COMMENT', 'COMPLAINT') and s.withdrawn_at is null
			  and not exists (select from `+answersTo+` and one->>'prompt' is null)
			  and (s.kind <> 'VIEW' or exists (select from jsonb_array_elements(s.body->'view'->'items') item
			    where not exists (select from `+answersTo+` and one->>'prompt' = item->>'prompt')))) views on true
		left join lateral (
			select count(*)::int as count from submission s where s.municipality = m.municipality and s.case_copy_id = m.case_copy_id
			  and s.kind = 'ACCESS_REQUEST' and s.withdrawn_at is null and exists (select from access_request_item i where i.municipality = s.municipality
			    and i.case_copy_id = s.case_copy_id and i.submission_id = s.submission_id and i.status in ('MANUELL_BEHANDLING', 'UNDER_BEHANDLING'))) access_requests on true
		left join lateral (
			select count(*)::int as count from translation_order o join document d using (municipality, document_id) join entry e using (municipality, entry_id)
			where o.municipality = m.municipality and d.case_copy_id = m.case_copy_id and o.state = 'ASKED' and e.withdrawn_at is null) translations on true
		left join lateral (
			select count(*)::int as count from paragraph_mark k join document d using (municipality, document_id) join entry e using (municipality, entry_id)
			where k.municipality = m.municipality and k.case_copy_id = m.case_copy_id and k.state = 'MARKED' and e.withdrawn_at is null) marks on true
		where m.relation is not null
		order by newest.accepted_at desc nulls last, m.case_copy_id`, municipality, id, s.Now())
	if err != nil {
		return access, err
	}
	access.Conversations, err = pgx.CollectRows(rows, scanConversation)
	return access, err
}

func scanConversation(row pgx.CollectableRow) (fagsystem.EmployeeConversation, error) {
	var c fagsystem.EmployeeConversation
	var born, answerBy *time.Time
	err := row.Scan(&c.CaseCopyId, &c.Relation, &c.Party.PartyId, &c.Party.PersonId, &c.Party.Role, &c.Party.Name.Given,
		&c.Party.Name.Family, &c.Party.Language, &c.Party.InterpreterLanguage,
		&c.Child.PersonId, &c.Child.Name.Given, &c.Child.Name.Family, &born, &c.ClosedAt,
		&c.LastPosition, &c.LastAt, &c.LastSide, &c.Unread, &c.UnreadSince, &c.UnopenedDecisions, &c.PausedAt, &c.OpenRequests,
		&c.UnansweredSince, &answerBy, &c.PartyUnread, &c.UnansweredViews, &c.OpenAccessRequests, &c.OpenTranslations, &c.UnansweredMarks, &c.ExportOffSince)
	c.AnswerBy = date(answerBy)
	c.Child.BirthDate = date(born)
	return c, err
}

// SetAbsence says from when to when an employee is away and who stands in.
func (s *Store) SetAbsence(ctx context.Context, municipality string, id uuid.UUID, a fagsystem.Absence) (fagsystem.Absence, error) {
	if a.Until.Before(a.From.Time) {
		return a, InvalidError("until is before from")
	}
	if a.StandInEmployeeId != nil && *a.StandInEmployeeId == id {
		return a, InvalidError("one can't stand in for oneself")
	}
	err := s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		if a.StandInEmployeeId != nil {
			var known bool
			err := tx.QueryRow(ctx, `select exists (select from employee where municipality = $1 and employee_id = $2)`,
				municipality, *a.StandInEmployeeId).Scan(&known)
			if err != nil {
				return err
			}
			if !known {
				return InvalidError("unknown stand-in")
			}
		}
		tag, err := tx.Exec(ctx, `update employee set absence_from = $3, absence_until = $4, stand_in_id = $5
			where municipality = $1 and employee_id = $2`, municipality, id, a.From.Time, a.Until.Time, a.StandInEmployeeId)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		concerned := []uuid.UUID{id}
		if a.StandInEmployeeId != nil {
			concerned = append(concerned, *a.StandInEmployeeId)
		}
		tx.Emit("absence.changed", fagsystem.EventData{EmployeeIds: concerned})
		return nil
	})
	return a, err
}
