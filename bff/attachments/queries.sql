-- name: BeginUpload :exec
INSERT INTO attachment_upload (id, municipality, author_id, begun_at) VALUES (@id, @municipality, @author_id, @now);

-- name: AddChunks :exec
INSERT INTO attachment_chunk (upload_id, number, sealed)
SELECT @upload_id, (given.position - 1 + sqlc.arg('first_number')::bigint)::integer, given.sealed
FROM unnest(@sealed::bytea[]) WITH ORDINALITY AS given (sealed, position);

-- name: Chunk :one
SELECT sealed FROM attachment_chunk WHERE upload_id = @upload_id AND number = @number;

-- name: EraseUpload :exec
DELETE FROM attachment_upload WHERE id = @id;

-- name: EraseBrokenUploads :execrows
-- What broke off and couldn't say so.
DELETE FROM attachment_upload u WHERE u.begun_at < @before
  AND NOT EXISTS (SELECT FROM attachment a WHERE a.upload_id = u.id);

-- name: LockAuthor :exec
-- Two devices that add files at once count each other's.
SELECT pg_advisory_xact_lock(hashtextextended(@author::text, @seed::bigint));

-- name: DraftTotal :one
SELECT count(*), COALESCE(sum(size), 0)::bigint AS bytes FROM attachment
WHERE municipality = @municipality AND author_id = @author_id AND case_copy_id = @case_copy_id AND submission_id IS NULL;

-- name: WaitingBytes :one
-- What lies here of one author, in all drafts and messages. What is delivered and not acknowledged counts too: the room
-- here is what is bounded, and a fagsystem that never acknowledges would fill it otherwise.
SELECT COALESCE(sum(size), 0)::bigint FROM attachment
WHERE municipality = @municipality AND author_id = @author_id AND upload_id IS NOT NULL;

-- name: Add :exec
INSERT INTO attachment (municipality, author_id, id, world, case_copy_id, upload_id, sealed_name, media_type, size, content_mac,
    state, uploaded_at, due_at)
VALUES (@municipality, @author_id, @id, @world, @case_copy_id, @upload_id, @sealed_name, @media_type, @size, @content_mac,
    'WAITING_FOR_CHECK', @now, @now);

-- name: Find :one
SELECT * FROM attachment WHERE municipality = @municipality AND author_id = @author_id AND id = @id;

-- name: ListDraft :many
SELECT * FROM attachment
WHERE municipality = @municipality AND author_id = @author_id AND case_copy_id = @case_copy_id AND submission_id IS NULL
ORDER BY uploaded_at, id;

-- name: ListSent :many
SELECT * FROM attachment
WHERE municipality = @municipality AND author_id = @author_id AND case_copy_id = @case_copy_id AND submission_id IS NOT NULL
ORDER BY submission_id, place;

-- name: Remove :one
DELETE FROM attachment
WHERE municipality = @municipality AND author_id = @author_id AND case_copy_id = @case_copy_id AND id = @id AND submission_id IS NULL
RETURNING upload_id;

-- name: Bind :many
-- In the order in which the message names them. Waits for whoever is deciding about one of them.
UPDATE attachment a SET submission_id = @submission_id, place = named.place, due_at = @now
FROM unnest(@ids::uuid[]) WITH ORDINALITY AS named (id, place)
WHERE a.municipality = @municipality AND a.author_id = @author_id AND a.case_copy_id = @case_copy_id AND a.id = named.id
  AND a.submission_id IS NULL AND a.state IN ('WAITING_FOR_CHECK', 'READY')
RETURNING a.size;

-- name: Unbind :exec
UPDATE attachment SET submission_id = NULL, place = NULL
WHERE municipality = @municipality AND author_id = @author_id AND case_copy_id = @case_copy_id AND submission_id = @submission_id;

-- name: Conclude :one
-- Decided once. What isn't READY loses its bytes by losing its upload.
UPDATE attachment SET state = @state, reason = sqlc.narg('reason'), upload_id = sqlc.narg('upload_id'), size = @size,
    media_type = @media_type, sealed_name = @sealed_name, due_at = @now
WHERE municipality = @municipality AND author_id = @author_id AND id = @id AND state = 'WAITING_FOR_CHECK'
RETURNING *;

-- name: ListUnchecked :many
SELECT municipality, author_id, id FROM attachment WHERE state = 'WAITING_FOR_CHECK' AND parked_at IS NULL AND uploaded_at < @before
ORDER BY uploaded_at LIMIT 1000;

-- name: ListDue :many
-- Checked files of registered messages that the fagsystem is still to get or to be told of. Each municipality has a number
-- of its own: those under way are among them, and a fagsystem that hangs at its files holds up no other's.
SELECT due.municipality, due.author_id, due.id FROM (
    SELECT a.municipality, a.author_id, a.id, a.due_at, row_number() OVER (PARTITION BY a.municipality ORDER BY a.due_at) AS turn FROM attachment a
    JOIN submission s ON s.municipality = a.municipality AND s.author_id = a.author_id AND s.ordering_key = a.case_copy_id AND s.id = a.submission_id
    WHERE a.municipality = ANY (@municipalities::text[]) AND a.submission_id IS NOT NULL AND a.delivered_at IS NULL AND a.parked_at IS NULL AND a.state <> 'WAITING_FOR_CHECK'
      AND a.due_at <= @now AND s.state = 'REGISTERED'
) AS due
WHERE due.turn <= @most::bigint
ORDER BY due.due_at;

-- name: Delivered :execrows
-- Not where it was made due anew while it was handed over: it goes again.
UPDATE attachment SET delivered_at = @now::timestamptz
WHERE municipality = @municipality AND author_id = @author_id AND id = @id AND delivered_at IS NULL AND due_at = @due_at;

-- name: EraseAcknowledged :execrows
-- The fagsystem has the file, and has acknowledged its message's evidence: the bytes are no longer kept here.
DELETE FROM attachment_upload u USING attachment a
JOIN submission s ON s.municipality = a.municipality AND s.author_id = a.author_id AND s.ordering_key = a.case_copy_id AND s.id = a.submission_id
WHERE u.id = a.upload_id AND a.municipality = @municipality AND a.delivered_at IS NOT NULL AND a.upload_id IS NOT NULL
  AND s.evidence_acknowledged_at IS NOT NULL;

-- name: DeliverAgain :exec
-- Their messages are sent again. What was withheld is told again, and what is kept is handed over again.
UPDATE attachment SET delivered_at = NULL, attempts = 0, due_at = @now,
    parked_at = CASE WHEN state = 'WAITING_FOR_CHECK' THEN parked_at END
WHERE municipality = @municipality AND author_id = @author_id AND case_copy_id = @case_copy_id AND submission_id = ANY (@submission_ids::uuid[])
  AND (upload_id IS NOT NULL OR state <> 'READY');

-- name: Postpone :exec
UPDATE attachment SET attempts = attempts + 1, due_at = @due_at
WHERE municipality = @municipality AND author_id = @author_id AND id = @id;

-- name: CheckFailed :one
UPDATE attachment SET check_failures = check_failures + 1
WHERE municipality = @municipality AND author_id = @author_id AND id = @id AND state = 'WAITING_FOR_CHECK' AND parked_at IS NULL
RETURNING check_failures;

-- name: TakenSince :one
-- Whether the fagsystem takes others: files, or messages.
SELECT (EXISTS (SELECT FROM attachment a WHERE a.municipality = @municipality AND a.delivered_at > @since::timestamptz)
    OR EXISTS (SELECT FROM submission s WHERE s.municipality = @municipality AND s.state = 'REGISTERED' AND s.registered_at > @since::timestamptz))::boolean;

-- name: Park :one
-- Nothing is tried any more until an operator releases it. Its bytes stay.
UPDATE attachment SET parked_at = @now::timestamptz
WHERE municipality = @municipality AND author_id = @author_id AND id = @id AND parked_at IS NULL AND delivered_at IS NULL
RETURNING *;

-- name: ReleaseParked :many
-- One file, the files of one message, or all of them.
UPDATE attachment SET parked_at = NULL, check_failures = 0, attempts = 0, due_at = @now
WHERE municipality = @municipality AND parked_at IS NOT NULL
  AND (sqlc.narg('id')::uuid IS NULL OR id = sqlc.narg('id')::uuid OR submission_id = sqlc.narg('id')::uuid)
RETURNING *;

-- name: ListParked :many
SELECT id FROM attachment
WHERE municipality = @municipality AND case_copy_id = @case_copy_id AND submission_id IS NOT NULL AND parked_at IS NOT NULL;

-- name: CountParkedOf :many
SELECT case_copy_id, count(*) FROM attachment
WHERE municipality = @municipality AND submission_id IS NOT NULL AND parked_at IS NOT NULL
GROUP BY case_copy_id;

-- name: CountParked :many
SELECT municipality, (CASE WHEN state = 'WAITING_FOR_CHECK' THEN 'check' ELSE 'hand-over' END)::text AS step, count(*) FROM attachment
WHERE parked_at IS NOT NULL GROUP BY municipality, step;

-- name: Hasten :exec
UPDATE attachment SET due_at = @now
WHERE municipality = @municipality AND submission_id IS NOT NULL AND delivered_at IS NULL AND due_at > @now;

-- name: Forget :execrows
-- The fagsystem has the message and the file: what they were called is no longer kept here.
DELETE FROM attachment a USING submission s
WHERE s.municipality = a.municipality AND s.author_id = a.author_id AND s.ordering_key = a.case_copy_id AND s.id = a.submission_id
  AND a.delivered_at IS NOT NULL AND a.upload_id IS NULL AND s.erased_at IS NOT NULL;

-- name: ListExpired :many
-- A file goes with its draft: while the text is still being written, it stays.
SELECT a.municipality, a.author_id, a.id, a.case_copy_id FROM attachment a
WHERE a.submission_id IS NULL AND a.uploaded_at < @before
  AND NOT EXISTS (SELECT FROM draft d WHERE d.municipality = a.municipality AND d.person_id = a.author_id
                  AND d.draft_key = a.case_copy_id AND d.sealed_text IS NOT NULL AND d.saved_at >= @before)
LIMIT 1000;

-- name: CountWaiting :many
SELECT municipality, state, (submission_id IS NOT NULL)::boolean AS sent, count(*), min(uploaded_at)::timestamptz AS oldest FROM attachment
WHERE (state = 'WAITING_FOR_CHECK' OR (submission_id IS NOT NULL AND delivered_at IS NULL)) AND parked_at IS NULL
GROUP BY municipality, state, sent;

-- name: ListReceived :many
SELECT * FROM received_file
WHERE municipality = @municipality AND case_copy_id = @case_copy_id AND message_id = ANY (@message_ids::uuid[]);

-- name: FindReceived :one
SELECT * FROM received_file
WHERE municipality = @municipality AND case_copy_id = @case_copy_id AND message_id = @message_id AND attachment_id = @attachment_id;

-- name: NoteReceived :execrows
-- Whoever comes second finds it there, and its check ordered.
INSERT INTO received_file (municipality, case_copy_id, message_id, attachment_id, state, noted_at)
VALUES (@municipality, @case_copy_id, @message_id, @attachment_id, 'WAITING_FOR_CHECK', @now)
ON CONFLICT DO NOTHING;

-- name: ConcludeReceived :one
-- Whoever doubts it at the same time is waited for: what it was before is then what they made of it.
WITH before AS (
    SELECT b.state FROM received_file b
    WHERE b.municipality = @municipality AND b.case_copy_id = @case_copy_id AND b.message_id = @message_id AND b.attachment_id = @attachment_id
    FOR UPDATE
)
UPDATE received_file r SET state = @state, size = sqlc.narg('size'), content_mac = sqlc.narg('content_mac'), signatures = @signatures,
    checked_at = @now::timestamptz
FROM before
WHERE r.municipality = @municipality AND r.case_copy_id = @case_copy_id AND r.message_id = @message_id AND r.attachment_id = @attachment_id
RETURNING before.state AS before;

-- name: VouchForReceived :exec
-- What the fagsystem is to get from here was scanned here.
INSERT INTO received_file (municipality, case_copy_id, message_id, attachment_id, state, size, content_mac, noted_at, checked_at)
VALUES (@municipality, @case_copy_id, @message_id, @attachment_id, 'READY', @size::bigint, @content_mac::bytea, @now::timestamptz, @now::timestamptz)
ON CONFLICT (municipality, case_copy_id, message_id, attachment_id) DO UPDATE
SET state = 'READY', size = EXCLUDED.size, content_mac = EXCLUDED.content_mac, signatures = '', checked_at = EXCLUDED.checked_at;

-- name: DoubtReceived :execrows
-- It isn't what was scanned: that says nothing of it.
UPDATE received_file SET state = 'WAITING_FOR_CHECK', size = NULL, content_mac = NULL, checked_at = NULL, signatures = '', noted_at = @now
WHERE municipality = @municipality AND case_copy_id = @case_copy_id AND message_id = @message_id AND attachment_id = @attachment_id AND state = 'READY';

-- name: ForgetReceived :exec
DELETE FROM received_file
WHERE municipality = @municipality AND case_copy_id = @case_copy_id AND message_id = @message_id AND attachment_id = @attachment_id;

-- name: ForgetOldReceived :execrows
DELETE FROM received_file WHERE COALESCE(checked_at, noted_at) < @before::timestamptz;

-- name: ListUncheckedReceived :many
SELECT * FROM received_file
WHERE state = 'WAITING_FOR_CHECK' AND noted_at < @before ORDER BY noted_at LIMIT 1000;

-- name: CountUncheckedReceived :many
SELECT municipality, count(*), min(noted_at)::timestamptz AS oldest FROM received_file
WHERE state = 'WAITING_FOR_CHECK' GROUP BY municipality;
