package store

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/fagsystem"
)

// silent are the kinds that have no place in a conversation.
const silent = `('OPENED', 'TRANSLATION_REQUEST', 'PARAGRAPH_MARK', 'MARK_ANSWER')`

func inConversation(kind fagsystem.SubmissionKind) bool {
	switch kind {
	case "OPENED", "TRANSLATION_REQUEST", "PARAGRAPH_MARK", "MARK_ANSWER":
		return false
	}
	return true
}

// textVersion is another one whenever a text is another one; t is the document_text.
const textVersion = `t.of_version::text || '.' || t.revision::text`

// TextRequests are a party's own, newest first.
func (s *Store) TextRequests(ctx context.Context, municipality string, copyID uuid.UUID) (fagsystem.TextRequests, error) {
	asked := fagsystem.TextRequests{Translations: []fagsystem.TranslationOrder{}, Marks: []fagsystem.ParagraphMark{}}
	if err := s.copyExists(ctx, municipality, copyID); err != nil {
		return asked, err
	}
	rows, err := s.Pool.Query(ctx, `select o.request_id, d.entry_id, d.document_id, o.language, o.state, o.asked_at, o.expected_on, o.available_at
		from translation_order o join document d using (municipality, document_id) join entry e using (municipality, entry_id)
		where o.municipality = $1 and d.case_copy_id = $2 and e.withdrawn_at is null and e.released = 'FULL'
		order by o.asked_at desc, o.request_id limit 200`, municipality, copyID)
	if err != nil {
		return asked, err
	}
	if asked.Translations, err = pgx.CollectRows(rows, scanOrder); err != nil {
		return asked, err
	}
	rows, err = s.Pool.Query(ctx, `select m.mark_id, d.entry_id, d.document_id, p.body->'paragraph', p.body->>'text', p.body->>'language', p.accepted_at, m.state,
		       a.body->>'text', a.body->>'language', m.answered_version, a.accepted_at,
		       case when a.author_employee = cc.contact_id then 'CONTACT_PERSON' when by.role = 'TEAM_LEADER' then 'TEAM_LEADER' else 'STAND_IN' end
		from paragraph_mark m join document d using (municipality, document_id) join entry e using (municipality, entry_id)
		join submission p on p.municipality = m.municipality and p.case_copy_id = m.case_copy_id and p.submission_id = m.mark_id
		join case_copy c on c.municipality = m.municipality and c.case_copy_id = m.case_copy_id
		join child_case cc on cc.municipality = c.municipality and cc.case_id = c.case_id
		left join submission a on a.municipality = m.municipality and a.case_copy_id = m.case_copy_id and a.submission_id = m.answer_id
		left join employee by on by.municipality = a.municipality and by.employee_id = a.author_employee
		where m.municipality = $1 and m.case_copy_id = $2 and e.withdrawn_at is null and e.released = 'FULL'
		order by p.accepted_at desc, m.mark_id limit 200`, municipality, copyID)
	if err != nil {
		return asked, err
	}
	if asked.Marks, err = pgx.CollectRows(rows, scanMark); err != nil {
		return asked, err
	}
	facts, err := s.leaked(ctx, municipality, copyID)
	asked.Marks = append(asked.Marks, carelesslyAnswered(copyID, facts)...)
	return asked, err
}

func scanOrder(row pgx.CollectableRow) (fagsystem.TranslationOrder, error) {
	var o fagsystem.TranslationOrder
	var expected *time.Time
	err := row.Scan(&o.RequestId, &o.EntryId, &o.DocumentId, &o.Language, &o.State, &o.AskedAt, &expected, &o.AvailableAt)
	o.ExpectedOn = date(expected)
	return o, err
}

func scanMark(row pgx.CollectableRow) (fagsystem.ParagraphMark, error) {
	var m fagsystem.ParagraphMark
	var answer fagsystem.MarkAnswer
	var version *string
	var answeredAt *time.Time
	err := row.Scan(&m.MarkId, &m.EntryId, &m.DocumentId, &m.Paragraph, &m.Text, &m.WrittenIn, &m.MarkedAt, &m.State,
		&answer.Text, &answer.Language, &version, &answeredAt, &answer.ByRole)
	if err == nil && answeredAt != nil && version != nil {
		answer.TextVersion, answer.AnsweredAt = *version, *answeredAt
		m.Answer = &answer
	}
	return m, err
}

// confirmedMarks are the paragraphs of a text that aren't right, whoever said so.
func (s *Store) confirmedMarks(ctx context.Context, municipality, source, language, version string) ([]string, error) {
	rows, err := s.Pool.Query(ctx, `select distinct block_id from paragraph_mark
		where municipality = $1 and source = $2 and language = $3 and answered_version = $4 and state = 'CONFIRMED' order by block_id`, municipality, source, language, version)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// everHad: a document that was withdrawn meanwhile is no reason to lose what was said about it.
func (tx *Tx) everHad(ctx context.Context, c lockedCopy, body fagsystem.SubmissionBody) error {
	var there bool
	if body.EntryId == nil || body.DocumentId == nil {
		return InvalidError("names no entry or document")
	}
	err := tx.QueryRow(ctx, `select exists (select from document where municipality = $1 and case_copy_id = $2 and entry_id = $3 and document_id = $4)`,
		tx.Municipality, c.id, *body.EntryId, *body.DocumentId).Scan(&there)
	if err == nil && !there {
		return InvalidError("names an entry or document that was never in this copy")
	}
	return err
}

// askTranslation registers that a party asks for a translation.
func (tx *Tx) askTranslation(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission, data fagsystem.EventData) error {
	if err := tx.everHad(ctx, c, sub.Body); err != nil {
		return err
	}
	if sub.Body.Language == nil {
		return InvalidError("TRANSLATION_REQUEST names a language")
	}
	// It may have come while it was being asked for. Whoever asks for what had come
	// already can't use that, and who asks beside a machine's asks for a person's.
	var state string
	err := tx.QueryRow(ctx, `
		insert into translation_order (municipality, document_id, language, request_id, state, asked_at, available_at)
		select $1, $2, $3, $4, case when there.is then 'AVAILABLE' else 'ASKED' end, $5, case when there.is then $6::timestamptz end
		from (select exists (select from document d join document_text t using (municipality, document_id)
			where d.municipality = $1 and d.document_id = $2 and t.language = $3 and t.of_version = d.version and t.provenance->>'kind' <> 'MACHINE') as is) there
		on conflict (municipality, document_id, language) do update set request_id = excluded.request_id, asked_at = excluded.asked_at, expected_on = null,
			state = case when translation_order.state = 'AVAILABLE' then 'ASKED' else excluded.state end,
			available_at = case when translation_order.state = 'AVAILABLE' then null else excluded.available_at end
		returning state`, tx.Municipality, *sub.Body.DocumentId, *sub.Body.Language, id, sub.AcceptedAt, tx.Now).Scan(&state)
	if err != nil {
		return err
	}
	data.Language = sub.Body.Language
	tx.Emit("translation.ordered", data)
	if state == "AVAILABLE" {
		tx.Emit("translation.available", data)
	}
	return nil
}

// Ordered is what a case worker does with an order of a translation.
type Ordered struct {
	State      fagsystem.TranslationState
	ExpectedOn *openapi_types.Date
}

// OrderTranslation says what becomes of a translation; one that nobody asked for here was asked for in another way.
func (s *Store) OrderTranslation(ctx context.Context, municipality string, copyID, documentID uuid.UUID, language string, ordered Ordered) error {
	if !ordered.State.Valid() || ordered.State == "AVAILABLE" {
		return InvalidError("a translation is available when its text is")
	}
	return s.onCopy(ctx, municipality, copyID, "translation.ordered", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		var entryID uuid.UUID
		err := tx.QueryRow(ctx, `select entry_id from document where municipality = $1 and case_copy_id = $2 and document_id = $3`, municipality, copyID, documentID).Scan(&entryID)
		if err != nil {
			return notFound(err)
		}
		var expected *time.Time
		if ordered.ExpectedOn != nil {
			expected = &ordered.ExpectedOn.Time
		}
		data.EntryId, data.DocumentId, data.Language = &entryID, &documentID, &language
		_, err = tx.Exec(ctx, `insert into translation_order (municipality, document_id, language, request_id, state, asked_at, expected_on)
			values ($1, $2, $3, $4, $5, $6, $7) on conflict (municipality, document_id, language)
			do update set state = excluded.state, expected_on = excluded.expected_on, available_at = null`,
			municipality, documentID, language, uuid.Must(uuid.NewV7()), string(ordered.State), tx.Now, expected)
		return err
	})
}

// translationIsHere is for whoever asked for it.
func (tx *Tx) translationIsHere(ctx context.Context, documentID uuid.UUID, language string) error {
	_, err := tx.Exec(ctx, `update translation_order set state = 'AVAILABLE', available_at = $4 where municipality = $1 and document_id = $2 and language = $3 and state <> 'AVAILABLE'`,
		tx.Municipality, documentID, language, tx.Now)
	return err
}

// markParagraph registers that a party says that something is wrong in a paragraph.
func (tx *Tx) markParagraph(ctx context.Context, c lockedCopy, id uuid.UUID, sub fagsystem.Submission, data fagsystem.EventData) error {
	if err := tx.everHad(ctx, c, sub.Body); err != nil {
		return err
	}
	p := sub.Body.Paragraph
	_, err := tx.Exec(ctx, `insert into paragraph_mark (municipality, case_copy_id, mark_id, document_id, language, block_id, source)
		values ($1, $2, $3, $4, $5, $6, (select source from document_text t where t.municipality = $1 and t.document_id = $4 and t.language = $5))`,
		tx.Municipality, c.id, id, *sub.Body.DocumentId, p.Language, p.BlockId)
	data.MessageId, data.Side, data.Language = &id, ptr(fagsystem.SidePARTY), &p.Language
	tx.Emit("mark.changed", data)
	return err
}

// answerMark says whether it is wrong, to the one who said so, and to everybody who has the same text what is confirmed.
func (tx *Tx) answerMark(ctx context.Context, c lockedCopy, id uuid.UUID, given fagsystem.NewMarkAnswer, data fagsystem.EventData) error {
	var entryID, documentID uuid.UUID
	var language, before string
	err := tx.QueryRow(ctx, `select d.entry_id, m.document_id, m.language, m.state from paragraph_mark m join document d using (municipality, document_id)
		where m.municipality = $1 and m.case_copy_id = $2 and m.mark_id = $3 for update of m`, tx.Municipality, c.id, given.To).Scan(&entryID, &documentID, &language, &before)
	if errors.Is(err, pgx.ErrNoRows) {
		return InvalidError("answers something that isn't a mark of this copy")
	}
	if err != nil {
		return err
	}
	if before == "MARKED" && given.Outcome == "NOT_WRONG" {
		before = "NOT_WRONG" // nobody else ever heard of it
	}
	var source *string
	err = tx.QueryRow(ctx, `update paragraph_mark m set state = $3, answered_version = $4, answer_id = $5,
		source = coalesce((select t.source from document_text t where t.municipality = m.municipality and t.document_id = m.document_id and t.language = m.language), m.source)
		where m.municipality = $1 and m.mark_id = $2 and m.case_copy_id = $6 returning source`,
		tx.Municipality, given.To, string(given.Outcome), given.TextVersion, id, c.id).Scan(&source)
	if err != nil {
		return err
	}
	data.EntryId, data.DocumentId, data.MessageId, data.Side, data.Language = &entryID, &documentID, &given.To, ptr(fagsystem.SideEMPLOYEE), &language
	tx.Emit("mark.changed", data)
	if before == string(given.Outcome) && before == "NOT_WRONG" || source == nil {
		return nil
	}
	rows, err := tx.Query(ctx, `select c.case_copy_id, c.person_id, d.entry_id, d.document_id from document_text t
		join document d using (municipality, document_id) join case_copy c using (municipality, case_copy_id)
		where t.municipality = $1 and t.source = $2 and t.language = $3 and `+textVersion+` = $4 and c.case_copy_id <> $5 and c.ended_at is null
		order by c.case_copy_id`, tx.Municipality, *source, language, given.TextVersion, c.id)
	if err != nil {
		return err
	}
	var copyID, personID, entry, document uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&copyID, &personID, &entry, &document}, func() error {
		of, whose, in, what := copyID, personID, entry, document
		tx.Emit("text.available", fagsystem.EventData{CaseCopyId: &of, PersonId: &whose, EntryId: &in, DocumentId: &what, Language: &language})
		return nil
	})
	return err
}

// ShareDocument gives another party of the municipality the same document: the same wording in an entry of their own.
func (s *Store) ShareDocument(ctx context.Context, municipality string, copyID, documentID, withCopy uuid.UUID) (Released, error) {
	shared := Released{EntryID: uuid.Must(uuid.NewV7()), DocumentID: ptr(uuid.Must(uuid.NewV7()))}
	err := s.onCopy(ctx, municipality, withCopy, "entry.released", func(ctx context.Context, tx *Tx, _ lockedCopy, data *fagsystem.EventData) error {
		data.EntryId, data.DocumentId = &shared.EntryID, shared.DocumentID
		tag, err := tx.Exec(ctx, `with theirs as (select d.*, e.journalpost, e.remedy from document d join entry e using (municipality, entry_id)
				where d.municipality = $1 and d.case_copy_id = $2 and d.document_id = $3),
			an_entry as (insert into entry (municipality, entry_id, case_copy_id, released, released_at, journalpost, remedy)
				select municipality, $5::uuid, $4::uuid, 'FULL', $7::timestamptz, jsonb_set(journalpost, '{systemId}', to_jsonb($5::uuid)), remedy from theirs returning 1)
			insert into document (municipality, document_id, entry_id, case_copy_id, place, version, original_language, titles, file_name)
				select municipality, $6::uuid, $5::uuid, $4::uuid, place, version, original_language, titles, file_name from theirs, an_entry`,
			municipality, copyID, documentID, withCopy, shared.EntryID, *shared.DocumentID, tx.Now)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrNotFound
		}
		_, err = tx.Exec(ctx, `insert into document_text (municipality, document_id, language, source, of_version, provenance, revision)
			select municipality, $3, language, source, of_version, provenance, revision from document_text where municipality = $1 and document_id = $2`,
			municipality, documentID, *shared.DocumentID)
		return err
	})
	return shared, err
}
