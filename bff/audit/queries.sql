-- name: Insert :exec
-- One statement for everything that queued; zero ids and empty values are NULL.
WITH event AS (
    INSERT INTO audit_event (id, segment, at, municipality, person_id, world, action, object_kind, object_id,
        about_person_id, outcome, correlation_id, personal, relation)
    SELECT unnest(@ids::uuid[]), unnest(@segments::text[]), unnest(@ats::timestamptz[]), unnest(@municipalities::text[]),
        NULLIF(unnest(@person_ids::uuid[]), '00000000-0000-0000-0000-000000000000'), unnest(@worlds::text[]),
        unnest(@actions::text[]), unnest(@object_kinds::text[]), unnest(@object_ids::text[]),
        NULLIF(unnest(@about_person_ids::uuid[]), '00000000-0000-0000-0000-000000000000'), unnest(@outcomes::text[]),
        unnest(@correlation_ids::text[]), NULLIF(unnest(@personals::bytea[]), ''::bytea),
        NULLIF(unnest(@relations::text[]), '')
    RETURNING id
)
INSERT INTO audit_unsealed (event_id) SELECT id FROM event;

-- name: TakeUnsealed :many
DELETE FROM audit_unsealed WHERE event_id IN (SELECT u.event_id FROM audit_unsealed u ORDER BY u.event_id LIMIT 2000)
RETURNING event_id;

-- name: ListEvents :many
SELECT * FROM audit_event WHERE id = ANY (@ids::uuid[]) ORDER BY id;

-- name: TrySealerLock :one
SELECT pg_try_advisory_xact_lock(7020304050607);

-- name: LastSeal :one
SELECT * FROM audit_seal WHERE segment = @segment ORDER BY position DESC LIMIT 1;

-- name: LastSegment :one
SELECT * FROM audit_segment ORDER BY position DESC LIMIT 1;

-- name: FindSegment :one
SELECT * FROM audit_segment WHERE segment = @segment;

-- name: AddSegment :exec
INSERT INTO audit_segment (segment, position, hash) VALUES (@segment, @position, @hash);

-- name: AddSeals :exec
INSERT INTO audit_seal (segment, position, event_id, hash)
SELECT unnest(@segments::text[]), unnest(@positions::bigint[]), unnest(@event_ids::uuid[]), unnest(@hashes::bytea[]);

-- name: ListSegments :many
SELECT * FROM audit_segment ORDER BY position;

-- name: ListSeals :many
SELECT * FROM audit_seal WHERE segment = @segment AND position > @after ORDER BY position LIMIT 1000;

-- name: CountUnlisted :one
-- Events that are neither sealed nor waiting for it: somebody added them past the recorder.
SELECT count(*) FROM audit_event e
WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)
  AND NOT EXISTS (SELECT FROM audit_unsealed u WHERE u.event_id = e.id);

-- name: CountUnsealedLost :one
-- Waiting for the sealer, but the event is gone.
SELECT count(*) FROM audit_unsealed u WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.id = u.event_id);

-- name: AllowRetirement :exec
SELECT set_config('audit.retired_segment', @segment::text, true);

-- name: DeleteSegmentEvents :exec
DELETE FROM audit_event WHERE segment = @segment;

-- name: DeleteSegmentSeals :exec
DELETE FROM audit_seal WHERE segment = @segment;

-- name: MarkRetired :exec
UPDATE audit_segment SET retired_at = @at, retired_positions = @positions, retired_hash = @hash WHERE segment = @segment;

-- name: CountUnsealedInSegment :one
SELECT count(*) FROM audit_unsealed u JOIN audit_event e ON e.id = u.event_id WHERE e.segment = @segment;

-- name: ListAbout :many
SELECT * FROM audit_event WHERE municipality = @municipality AND about_person_id = @person_id::uuid
ORDER BY at DESC, id DESC LIMIT @most;

-- name: ListReadings :many
-- Employees' readings of one copy of a case, newest first.
SELECT at, person_id, relation FROM audit_event
WHERE municipality = @municipality AND about_person_id = @about::uuid AND at >= @since AND world = 'employee' AND outcome = 'allowed'
  AND object_kind = 'case-copy' AND object_id = @case_copy AND action LIKE '%.read'
ORDER BY at DESC LIMIT @most;
