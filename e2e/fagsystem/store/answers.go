package store

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/fagsystem"
)

// answersTo are what a submission s was answered: each with what it is about.
const answersTo = `submission a, jsonb_array_elements(a.body->'answers'->'answers') one
	where a.municipality = s.municipality and a.case_copy_id = s.case_copy_id and a.kind = 'ANSWER' and a.withdrawn_at is null
	  and a.body->'answers'->>'to' = s.submission_id::text`

// addAnswers puts next to what a party said what it was answered, as it holds now, and to each answer what it says.
func (s *Store) addAnswers(ctx context.Context, municipality string, copyID uuid.UUID, messages []fagsystem.Message) error {
	var wanted []uuid.UUID
	at := map[uuid.UUID]*fagsystem.Message{}
	for i := range messages {
		switch messages[i].Kind {
		case "VIEW", "COMMENT", "COMPLAINT", "ANSWER":
			wanted, at[messages[i].MessageId] = append(wanted, messages[i].MessageId), &messages[i]
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	rows, err := s.Pool.Query(ctx, `
		select s.submission_id, (s.body->'answers'->>'to')::uuid, s.body->'answers'->'answers', coalesce(s.body->>'language', e.language), s.registered_at,
		       case when s.author_employee = cc.contact_id then 'CONTACT_PERSON' when e.role = 'TEAM_LEADER' then 'TEAM_LEADER' else 'STAND_IN' end,
		       (select coalesce(jsonb_object_agg(t.prompt, t.words), '{}') from (
		          select prompt, jsonb_agg(jsonb_build_object('language', language, 'direction', direction, 'text', content, 'provenance', provenance) order by language) as words
		          from answer_translation where municipality = s.municipality and case_copy_id = s.case_copy_id and submission_id = s.submission_id group by prompt) t)
		from submission s
		join employee e on e.municipality = s.municipality and e.employee_id = s.author_employee
		join case_copy c on c.municipality = s.municipality and c.case_copy_id = s.case_copy_id
		join child_case cc on cc.municipality = c.municipality and cc.case_id = c.case_id
		where s.municipality = $1 and s.case_copy_id = $2 and s.kind = 'ANSWER' and s.withdrawn_at is null
		  and ((s.body->'answers'->>'to')::uuid = any ($3) or s.submission_id = any ($3))
		order by s.position`, municipality, copyID, wanted)
	if err != nil {
		return err
	}
	var id, to uuid.UUID
	var given []fagsystem.NewAnswer
	var answer fagsystem.Answer
	var translated map[fagsystem.ViewPrompt][]fagsystem.TranslatedWords
	_, err = pgx.ForEachRow(rows, []any{&id, &to, &given, &answer.Language, &answer.AnsweredAt, &answer.ByRole, &translated}, func() error {
		answer.Direction = Direction(answer.Language)
		for _, one := range given {
			made := answer
			made.Prompt, made.Outcome, made.Reason, made.Link, made.Translations = one.Prompt, one.Outcome, one.Reason, one.Link, translated[about(one.Prompt)]
			if itself := at[id]; itself != nil {
				itself.Answers = append(itself.Answers, made)
			}
			if answered := at[to]; answered != nil && answered.Withdrawn == nil {
				answered.Answers = replaced(answered.Answers, made)
			}
		}
		given, translated = nil, nil
		return nil
	})
	return err
}

// about is what an answer is to; empty where it is the whole.
func about(prompt *fagsystem.ViewPrompt) fagsystem.ViewPrompt {
	if prompt == nil {
		return ""
	}
	return *prompt
}

// replaced is the answers with one that takes the place of the former to the same.
func replaced(answers []fagsystem.Answer, made fagsystem.Answer) []fagsystem.Answer {
	for i, one := range answers {
		if about(one.Prompt) == about(made.Prompt) {
			answers[i] = made
			return answers
		}
	}
	return append(answers, made)
}

// TranslateAnswer adds a translation to what something was answered, as it holds now.
func (s *Store) TranslateAnswer(ctx context.Context, municipality string, copyID, to uuid.UUID, prompt *fagsystem.ViewPrompt, words fagsystem.TranslatedWords) error {
	return s.onCopy(ctx, municipality, copyID, "translation.available", func(ctx context.Context, tx *Tx, c lockedCopy, data *fagsystem.EventData) error {
		var answer uuid.UUID
		data.MessageId, data.Language = &answer, &words.Language
		err := tx.QueryRow(ctx, `select s.submission_id from submission s where s.municipality = $1 and s.case_copy_id = $2 and s.kind = 'ANSWER' and s.withdrawn_at is null
			and s.body->'answers'->>'to' = $3::text
			and exists (select from jsonb_array_elements(s.body->'answers'->'answers') one where coalesce(one->>'prompt', '') = $4)
			order by s.position desc limit 1`, municipality, c.id, to.String(), string(about(prompt))).Scan(&answer)
		if err != nil {
			return notFound(err)
		}
		_, err = tx.Exec(ctx, `insert into answer_translation (municipality, case_copy_id, submission_id, prompt, language, direction, content, provenance)
			values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (municipality, case_copy_id, submission_id, prompt, language)
			do update set content = excluded.content, provenance = excluded.provenance`,
			municipality, c.id, answer, string(about(prompt)), words.Language, string(words.Direction), words.Text, words.Provenance)
		return err
	})
}

// answerView checks what an answer names, and tells that it was answered.
func (tx *Tx) answerView(ctx context.Context, c lockedCopy, given fagsystem.NewAnswers, data fagsystem.EventData) error {
	var kind fagsystem.SubmissionKind
	err := tx.QueryRow(ctx, `select kind from submission where municipality = $1 and case_copy_id = $2 and submission_id = $3
		and kind in ('VIEW', 'COMMENT', 'COMPLAINT') and withdrawn_at is null`, tx.Municipality, c.id, given.To).Scan(&kind)
	if errors.Is(err, pgx.ErrNoRows) {
		return InvalidError("answers something that isn't a view, comment or complaint of this copy")
	}
	if err != nil {
		return err
	}
	for _, one := range given.Answers {
		ofComplaint := one.Outcome != "USED" && one.Outcome != "PARTLY" && one.Outcome != "NOT_USED"
		if ofComplaint != (kind == "COMPLAINT") {
			return InvalidError("that can't become of what is answered")
		}
		if one.Link == nil {
			continue
		}
		if err := tx.namesWhatExists(ctx, c, fagsystem.SubmissionBody{EntryId: &one.Link.EntryId, DocumentId: one.Link.DocumentId}); err != nil {
			return err
		}
	}
	data.MessageId = &given.To
	tx.Emit("view.answered", data)
	return nil
}
