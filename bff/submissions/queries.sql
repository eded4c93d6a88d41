-- name: Accept :one
SELECT submission_accept(@municipality, @author_id, @ordering_key, @id, @world, @case_copy_id, @kind, @accepted_at,
    @release_at, @sealed_body, @body_mac, @audit_id, @audit_segment, @audit_action, sqlc.narg('about_person_id'), @correlation_id,
    sqlc.narg('draft_key'), sqlc.narg('draft_revision'), sqlc.narg('draft_after'))::text;

-- name: Find :one
SELECT * FROM submission
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id;

-- name: FindForUpdate :one
SELECT * FROM submission
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id
FOR UPDATE;

-- name: Undo :execrows
-- The relay takes a submission out of HELD with the same condition turned
-- around, so that only one of the two ever happens.
UPDATE submission SET state = 'UNDONE', sealed_body = NULL, erased_at = @now::timestamptz
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id
  AND state = 'HELD' AND release_at > @now::timestamptz;

-- name: ListInConversation :many
-- What is on its way, and what was registered a moment ago; of what stands in
-- texts only that it is stuck.
SELECT * FROM submission
WHERE municipality = @municipality AND case_copy_id = @case_copy_id
  AND (kind = ANY (@in_conversation::text[]) OR kind = ANY (@in_texts::text[]) AND state = 'PARKED')
  AND (state IN ('HELD', 'WAITING', 'PARKED') OR sealed_body IS NOT NULL)
ORDER BY accepted_at, author_id, send_order;

-- name: ListOfKinds :many
-- Whatever hasn't arrived, however much came after it, and the newest of the rest.
SELECT s.* FROM submission s
WHERE s.municipality = @municipality AND s.author_id = @author_id AND s.case_copy_id = @case_copy_id AND s.kind = ANY (@kinds::text[])
  AND (s.state IN ('HELD', 'WAITING', 'PARKED') OR s.id IN (
    SELECT o.id FROM submission o
    WHERE o.municipality = @municipality AND o.author_id = @author_id AND o.case_copy_id = @case_copy_id AND o.kind = ANY (@kinds::text[])
      AND o.state NOT IN ('HELD', 'WAITING', 'PARKED')
    ORDER BY o.accepted_at DESC, o.id DESC LIMIT 20))
ORDER BY s.accepted_at DESC, s.id DESC;

-- name: LastInLane :one
SELECT * FROM submission
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND state <> 'UNDONE'
ORDER BY send_order DESC LIMIT 1;

-- name: HasWritten :one
SELECT EXISTS (SELECT FROM submission
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key
  AND kind = 'MESSAGE' AND state <> 'UNDONE');

-- name: HasOpened :one
-- Openings are ordered by what was opened.
SELECT EXISTS (SELECT FROM submission
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @entry_id AND kind = 'OPENED');

-- name: CountParked :many
-- Whoever wrote it: the author may be ill or gone, and somebody must see it.
SELECT case_copy_id, count(*) FROM submission
WHERE municipality = @municipality AND state = 'PARKED' AND kind = ANY (@kinds::text[])
GROUP BY case_copy_id;

-- name: ListLaneHeads :many
-- The oldest undelivered submission of each lane decides for its lane.
SELECT DISTINCT ON (municipality, author_id, ordering_key) municipality, author_id, ordering_key, state, due_at
FROM submission
WHERE state IN ('HELD', 'WAITING', 'PARKED') AND municipality = ANY (@municipalities::text[])
ORDER BY municipality, author_id, ordering_key, send_order;

-- name: TakeHead :one
-- Releases what in a lane has waited long enough to be undone: from here on it
-- can't be. Gives the oldest undelivered one, as it was, and the last one that
-- was delivered before it.
WITH released AS (
    UPDATE submission r SET state = 'WAITING'
    WHERE r.municipality = @municipality AND r.author_id = @author_id AND r.ordering_key = @ordering_key
      AND r.state = 'HELD' AND r.release_at <= @now::timestamptz
    RETURNING r.id
)
SELECT sqlc.embed(submission), EXISTS (SELECT FROM released WHERE released.id = submission.id) AS released, coalesce((
    SELECT p.id FROM submission p
    WHERE p.municipality = @municipality AND p.author_id = @author_id AND p.ordering_key = @ordering_key
      AND p.send_order < submission.send_order AND p.state = 'REGISTERED'
    ORDER BY p.send_order DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')::uuid AS previous
FROM submission
WHERE submission.municipality = @municipality AND submission.author_id = @author_id AND submission.ordering_key = @ordering_key
  AND submission.state IN ('HELD', 'WAITING', 'PARKED')
ORDER BY submission.send_order LIMIT 1;

-- name: Register :one
-- Notes that the oldest one of a lane is delivered, and gives the next one in
-- the same round trip. It doesn't wait for the disk: where Postgres forgets it
-- in a crash, the same is delivered and noted again.
WITH registered AS (
    UPDATE submission d SET state = 'REGISTERED', reason = NULL, attempts = 0, due_at = @now::timestamptz,
        registration_id = @registration_id::text, position = @position::bigint, registered_at = @registered_at::timestamptz
    WHERE d.municipality = @municipality AND d.author_id = @author_id AND d.ordering_key = @ordering_key AND d.id = @id
      AND d.state = 'WAITING' AND set_config('synchronous_commit', 'off', true) = 'off'
)
SELECT * FROM submission
WHERE submission.municipality = @municipality AND submission.author_id = @author_id AND submission.ordering_key = @ordering_key
  AND submission.state IN ('HELD', 'WAITING', 'PARKED') AND submission.send_order > @send_order
ORDER BY submission.send_order LIMIT 1;

-- name: Fail :execrows
UPDATE submission SET attempts = attempts + 1, due_at = @due_at, reason = 'FAGSYSTEM_UNAVAILABLE'
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id
  AND state = 'WAITING';

-- name: RegisteredSince :one
-- Asked only about a submission that has failed hundreds of times.
SELECT EXISTS (SELECT FROM submission WHERE municipality = @municipality AND state = 'REGISTERED' AND registered_at > @since::timestamptz);

-- name: Park :execrows
UPDATE submission SET state = 'PARKED', reason = @reason
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id
  AND state = 'WAITING';

-- name: Resend :many
-- The fagsystem says that it lacks an earlier one: what is still kept goes again.
UPDATE submission SET state = 'WAITING', due_at = @now
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key
  AND send_order < @send_order AND state = 'REGISTERED' AND sealed_body IS NOT NULL
RETURNING id;

-- name: CountAttempt :execrows
UPDATE submission SET attempts = attempts + 1
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id;

-- name: MarkUnavailable :many
UPDATE submission SET reason = 'FAGSYSTEM_UNAVAILABLE'
WHERE municipality = @municipality AND state IN ('HELD', 'WAITING') AND release_at <= @now AND reason IS NULL
RETURNING author_id, world, case_copy_id, ordering_key, kind, id;

-- name: Hasten :exec
-- The fagsystem answers again: nobody waits for the end of a pause.
UPDATE submission SET due_at = @now
WHERE municipality = @municipality AND state = 'WAITING' AND due_at > @now;

-- name: ReleaseParked :many
UPDATE submission SET state = 'WAITING', reason = NULL, attempts = 0, due_at = @now
WHERE municipality = @municipality AND state = 'PARKED' AND (sqlc.narg('id')::uuid IS NULL OR id = sqlc.narg('id')::uuid)
RETURNING id;

-- name: ReleaseRefused :many
UPDATE submission SET state = 'WAITING', reason = NULL, attempts = 0, due_at = @now
WHERE municipality = @municipality AND author_id = @author_id AND state = 'PARKED' AND reason = 'REFUSED'
RETURNING id;

-- name: ListEvidenceDue :many
SELECT * FROM submission
WHERE state = 'REGISTERED' AND evidence_acknowledged_at IS NULL AND due_at <= @now
  AND municipality = @municipality
ORDER BY due_at LIMIT 100;

-- name: PostponeEvidence :exec
UPDATE submission SET attempts = attempts + 1, due_at = @due_at
WHERE municipality = @municipality AND author_id = @author_id AND ordering_key = @ordering_key AND id = @id
  AND state = 'REGISTERED';

-- name: Erase :execrows
-- The fagsystem has it all: what was written is no longer kept here.
UPDATE submission s SET evidence_acknowledged_at = @now::timestamptz, sealed_body = NULL, erased_at = @now::timestamptz
WHERE s.municipality = @municipality AND s.state = 'REGISTERED' AND (s.author_id, s.ordering_key, s.id) IN (
    SELECT unnest(@author_ids::uuid[]), unnest(@ordering_keys::uuid[]), unnest(@ids::uuid[]));

-- name: ListOwed :many
-- What a municipality's fagsystem is still owed besides submissions.
SELECT m::text AS municipality,
    EXISTS (SELECT FROM submission s WHERE s.municipality = m AND s.state = 'REGISTERED'
        AND s.evidence_acknowledged_at IS NULL AND s.due_at <= @now) AS evidence,
    EXISTS (SELECT FROM read_mark r WHERE r.municipality = m AND r.position > r.reported_position AND r.due_at <= @now) AS reads
FROM unnest(@municipalities::text[]) AS m;

-- name: CountWaiting :one
-- Messages that can no longer be taken back and that the fagsystem hasn't got.
SELECT count(*) FILTER (WHERE author_id = @author_id) AS own, count(*) FILTER (WHERE world = 'citizen') AS of_parties
FROM submission
WHERE municipality = @municipality AND state IN ('HELD', 'WAITING', 'PARKED') AND release_at <= @now::timestamptz
  AND kind IN ('MESSAGE', 'CALL_ME', 'MEETING_REQUEST', 'INTERPRETER_REQUEST');

-- name: CountUndelivered :many
SELECT municipality, state, count(*), min(accepted_at)::timestamptz AS oldest FROM submission
WHERE state IN ('HELD', 'WAITING', 'PARKED') GROUP BY municipality, state;

-- name: CountUnacknowledged :many
SELECT municipality, count(*), min(coalesce(registered_at, accepted_at))::timestamptz AS oldest FROM submission
WHERE state = 'REGISTERED' AND evidence_acknowledged_at IS NULL GROUP BY municipality;

-- name: TryClaims :many
SELECT k::text FROM unnest(@keys::text[]) AS k WHERE pg_try_advisory_lock(hashtextextended(k, @seed::bigint));

-- name: ReleaseClaim :one
SELECT pg_advisory_unlock(hashtextextended(@key::text, @seed::bigint));

-- name: Shown :exec
INSERT INTO read_mark (municipality, person_id, case_copy_id, world, shown_position, due_at)
VALUES (@municipality, @person_id, @case_copy_id, @world, @position, @now)
ON CONFLICT (municipality, person_id, case_copy_id) DO UPDATE SET shown_position = excluded.shown_position
WHERE read_mark.shown_position < excluded.shown_position;

-- name: Read :execrows
UPDATE read_mark SET position = LEAST(@position, shown_position), read_at = @now::timestamptz, attempts = 0, due_at = @now::timestamptz
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id
  AND position < LEAST(@position, shown_position);

-- name: FindMark :one
SELECT * FROM read_mark
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id;

-- name: ListUnreported :many
SELECT * FROM read_mark
WHERE municipality = @municipality AND position > reported_position AND due_at <= @now
ORDER BY due_at LIMIT 100;

-- name: Reported :exec
UPDATE read_mark SET reported_position = GREATEST(reported_position, @position), attempts = 0
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id;

-- name: PostponeReport :exec
UPDATE read_mark SET attempts = attempts + 1, due_at = @due_at
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id;

-- name: HastenRefusedReports :exec
-- Somebody's pause is over: their marks that were refused meanwhile are due.
UPDATE read_mark SET attempts = 0, due_at = @now
WHERE municipality = @municipality AND person_id = @person_id AND position > reported_position;

-- name: HastenReports :exec
UPDATE read_mark SET due_at = @now
WHERE municipality = @municipality AND position > reported_position AND due_at > @now;
