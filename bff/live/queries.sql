-- name: AppendEvent :one
-- Whose access is paused is told of nothing: somebody else may be listening.
-- When it goes on, the pages fetch everything anew.
SELECT live_append(@municipality, ARRAY(
    SELECT p.id FROM unnest(@person_ids::uuid[]) AS p (id)
    WHERE NOT EXISTS (SELECT FROM access_pause a WHERE a.municipality = @municipality AND a.person_id = p.id AND a.paused)
), @at, @type, sqlc.narg('case_copy_id'), sqlc.narg('message_id'), sqlc.narg('entry_id'))::uuid[];

-- name: Unite :one
SELECT live_unite(@municipalities::text[], @person_ids::uuid[])::uuid;

-- name: StreamOf :one
SELECT stream_id FROM live_person WHERE municipality = @municipality AND person_id = @person_id;

-- name: Position :one
SELECT position FROM live_stream WHERE id = @id;

-- name: ListPositions :many
SELECT id, position FROM live_stream WHERE id = ANY (@ids::uuid[]);

-- name: ListAfter :many
SELECT * FROM live_event WHERE stream_id = @stream_id AND position > @after ORDER BY position LIMIT @most;

-- name: Forget :exec
-- Whoever asks what happened before is told to fetch everything anew.
DELETE FROM live_event e USING live_person l
WHERE l.stream_id = e.stream_id AND l.municipality = @municipality AND l.person_id = @person_id;

-- name: DeleteOld :execrows
DELETE FROM live_event WHERE at < @before;

-- name: Notify :exec
SELECT pg_notify(@channel::text, @payload::text);

-- name: NoteSeen :exec
INSERT INTO live_presence (stream_id, seen_at, here_until)
SELECT unnest(@ids::uuid[]), @now::timestamptz, @here_until::timestamptz
ON CONFLICT (stream_id) DO UPDATE SET seen_at = GREATEST(live_presence.seen_at, excluded.seen_at), here_until = excluded.here_until;

-- name: SeenAt :one
SELECT p.seen_at, p.here_until FROM live_presence p JOIN live_person l ON l.stream_id = p.stream_id
WHERE l.municipality = @municipality AND l.person_id = @person_id;

-- name: Skip :exec
-- Leaves a gap in the streams of a municipality's people: whoever asks what
-- happened is told to fetch everything anew. Locked in the order in which
-- appending locks.
WITH streams AS (
    SELECT s.id FROM live_stream s WHERE s.id IN (SELECT l.stream_id FROM live_person l WHERE l.municipality = @municipality)
    ORDER BY s.id FOR UPDATE
)
UPDATE live_stream s SET position = s.position + 1 FROM streams WHERE s.id = streams.id;
