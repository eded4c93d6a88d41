package store

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

// Direction is a language's writing direction.
func Direction(language string) fagsystem.Direction {
	for _, rtl := range []string{"ar", "fa", "he", "ur", "ps", "ckb", "ti-Hebr", "yi"} {
		if language == rtl || len(language) > len(rtl) && language[:len(rtl)+1] == rtl+"-" {
			return "rtl"
		}
	}
	return "ltr"
}

// Messages is a page of one party's conversation, newest first, with the read marks.
func (s *Store) Messages(ctx context.Context, municipality string, copyID uuid.UUID, before *int64, kind *fagsystem.SubmissionKind, limit int) (fagsystem.MessagePage, error) {
	page := fagsystem.MessagePage{}
	err := s.Pool.QueryRow(ctx, `select last_position from case_copy where municipality = $1 and case_copy_id = $2 and ended_at is null`,
		municipality, copyID).Scan(&page.LastPosition)
	if err != nil {
		return page, notFound(err)
	}
	rows, err := s.Pool.Query(ctx, `
		select s.submission_id, s.registration_id, s.position, s.kind, s.author_person, s.author_employee,
		       coalesce(p.given, e.given), coalesce(p.family, e.family), coalesce(s.body->>'text', ''),
		       coalesce(s.body->>'language', p.language, e.language, 'nb'), s.accepted_at, s.registered_at, s.withdrawn_at is not null,
		       coalesce((s.body->>'afraidOfBeingKnown')::boolean, false), s.body->'afraidParts', s.body->'request', (s.body->>'answerBy')::date, s.body->'view', s.body->'answers'->>'to',
		       (select jsonb_strip_nulls(jsonb_build_object('entryId', en.entry_id, 'title', en.journalpost->>'tittel', 'answer', s.body->>'understood', 'titleLanguage',
		                (select d.original_language from document d where d.municipality = en.municipality and d.entry_id = en.entry_id order by d.place limit 1)))
		        from entry en where s.kind = 'UNDERSTOOD' and en.municipality = s.municipality and en.entry_id = (s.body->>'entryId')::uuid),
		       case when s.kind in ('COMMENT', 'COMPLAINT') then (s.body->>'entryId')::uuid end,
		       (select min(r.read_at) from read_mark r where r.municipality = s.municipality and r.case_copy_id = s.case_copy_id
		        and r.side = case when s.author_person is null then 'PARTY' else 'EMPLOYEE' end and r.position >= s.position),
		       (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('attachmentId', a.attachment_id, 'name', a.name, 'mediaType', a.media_type,
		                'size', octet_length(a.content), 'state', a.state, 'reason', a.reason)) order by a.place)
		        from attachment a where a.municipality = s.municipality and a.case_copy_id = s.case_copy_id and a.submission_id = s.submission_id),
		       (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('entryId', i.entry_id, 'title', e.journalpost->>'tittel', 'status', i.status,
		                'begrunnelse', i.begrunnelse, 'language', i.language, 'remedy', i.remedy, 'decidedAt', i.decided_at)) order by i.place)
		        from access_request_item i left join entry e on e.municipality = i.municipality and e.entry_id = i.entry_id and e.withdrawn_at is null
		        where i.municipality = s.municipality and i.case_copy_id = s.case_copy_id and i.submission_id = s.submission_id),
		       (select coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'direction', t.direction, 'text', t.content, 'provenance', t.provenance) order by t.language), '[]')
		        from message_translation t where t.municipality = s.municipality and t.case_copy_id = s.case_copy_id and t.submission_id = s.submission_id)
		from submission s
		left join person p on p.municipality = s.municipality and p.person_id = s.author_person
		left join employee e on e.municipality = s.municipality and e.employee_id = s.author_employee
		where s.municipality = $1 and s.case_copy_id = $2 and s.kind not in `+silent+` and ($3::bigint is null or s.position < $3)
		  and ($5::text is null or s.kind = $5)
		order by s.position desc limit $4`, municipality, copyID, before, limit+1, kind)
	if err != nil {
		return page, err
	}
	if page.Messages, err = pgx.CollectRows(rows, scanMessage); err != nil {
		return page, err
	}
	if page.More = len(page.Messages) > limit; page.More {
		page.Messages = page.Messages[:limit]
	}
	if err := s.addAnswers(ctx, municipality, copyID, page.Messages); err != nil {
		return page, err
	}
	if err := s.addConsents(ctx, municipality, copyID, page.Messages); err != nil {
		return page, err
	}
	if page.ReadMarks, err = s.readMarks(ctx, municipality, copyID); err != nil || before != nil {
		return page, err
	}
	facts, err := s.leaked(ctx, municipality, copyID)
	page.Messages = slices.Insert(page.Messages, 0, carelesslySaid(copyID, page.LastPosition, kind, facts)...)
	return page, err
}

func scanMessage(row pgx.CollectableRow) (fagsystem.Message, error) {
	var m fagsystem.Message
	var withdrawn, afraid bool
	var translations []fagsystem.MessageTranslation
	var answerBy *time.Time
	err := row.Scan(&m.MessageId, &m.RegistrationId, &m.Position, &m.Kind, &m.Author.PersonId, &m.Author.EmployeeId,
		&m.Author.Name.Given, &m.Author.Name.Family, &m.Text, &m.Language, &m.ReceivedAt, &m.RegisteredAt, &withdrawn, &afraid, &m.AfraidParts, &m.Request, &answerBy, &m.View, &m.AnswersTo, &m.Understood, &m.EntryId, &m.ReadAt, &m.Attachments,
		&m.AccessRequest, &translations)
	m.Author.Side = sideOf(fagsystem.Author{EmployeeId: m.Author.EmployeeId})
	m.Direction = ptr(Direction(m.Language))
	m.Translations, m.AnswerBy = translations, date(answerBy)
	if afraid {
		m.AfraidOfBeingKnown = &afraid
	}
	if withdrawn {
		m.Withdrawn, m.Text, m.Request, m.AnswerBy, m.Translations, m.View, m.AnswersTo, m.Attachments = &withdrawn, "", nil, nil, nil, nil, nil, nil
		m.AfraidOfBeingKnown, m.AfraidParts, m.Understood, m.AccessRequest, m.EntryId = nil, nil, nil, nil, nil
	}
	return m, err
}

func (s *Store) readMarks(ctx context.Context, municipality string, copyID uuid.UUID) ([]fagsystem.ReadMark, error) {
	rows, err := s.Pool.Query(ctx, `select side, coalesce(position, 0), read_at from (values ('PARTY'), ('EMPLOYEE')) as sides(side)
		left join lateral (select position, read_at from read_mark r where r.municipality = $1 and r.case_copy_id = $2 and r.side = sides.side
		                   order by position desc limit 1) newest on true`, municipality, copyID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (fagsystem.ReadMark, error) {
		var m fagsystem.ReadMark
		err := row.Scan(&m.Side, &m.Position, &m.ReadAt)
		return m, err
	})
}

// Read notes how far a side has read; a smaller position changes nothing. It answers the mark that holds.
func (s *Store) Read(ctx context.Context, municipality string, copyID uuid.UUID, report fagsystem.ReadMarkReport) (fagsystem.ReadMark, error) {
	mark := fagsystem.ReadMark{Side: sideOf(report.Reader)}
	err := s.Write(ctx, municipality, func(ctx context.Context, tx *Tx) error {
		c, err := tx.lockCopy(ctx, copyID)
		if err != nil {
			return err
		}
		if err := tx.mayRead(ctx, c, report.Reader); err != nil {
			return err
		}
		if report.Position > c.lastPosition {
			return InvalidError("there is nothing at that position yet")
		}
		var readAt time.Time
		err = tx.QueryRow(ctx, `select position, read_at from read_mark where municipality = $1 and case_copy_id = $2 and side = $3
			order by position desc limit 1`, tx.Municipality, copyID, string(mark.Side)).Scan(&mark.Position, &readAt)
		if err != nil && notFound(err) != ErrNotFound {
			return err
		}
		if mark.Position >= report.Position {
			mark.ReadAt = &readAt
			return nil
		}
		mark.Position, mark.ReadAt = report.Position, ptr(report.ReadAt.UTC().Truncate(time.Microsecond))
		if _, err := tx.Exec(ctx, `insert into read_mark (municipality, case_copy_id, side, position, read_at) values ($1, $2, $3, $4, $5)`,
			tx.Municipality, copyID, string(mark.Side), mark.Position, *mark.ReadAt); err != nil {
			return err
		}
		data, err := tx.about(ctx, c)
		data.Position, data.Side = &mark.Position, &mark.Side
		tx.Emit("message.read", data)
		return err
	})
	return mark, err
}

func (tx *Tx) mayRead(ctx context.Context, c lockedCopy, reader fagsystem.Author) error {
	switch {
	case c.endedAt != nil:
		return ErrNotFound
	case reader.EmployeeId != nil:
		return tx.mayWorkOn(ctx, c, *reader.EmployeeId)
	case *reader.PersonId != c.personID || c.pausedAt != nil:
		return ErrRefused
	}
	return nil
}
