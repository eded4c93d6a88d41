-- name: Offset :one
SELECT next_offset, whole_until FROM feed_offset WHERE municipality = @municipality;

-- name: SetOffset :exec
-- whole_until stays where it isn't given, and never goes back.
INSERT INTO feed_offset (municipality, next_offset, read_at, whole_until)
VALUES (@municipality, @next_offset, @read_at::timestamptz, coalesce(sqlc.narg('whole_until')::timestamptz, @read_at::timestamptz))
ON CONFLICT (municipality) DO UPDATE SET next_offset = excluded.next_offset, read_at = excluded.read_at,
    whole_until = greatest(feed_offset.whole_until, sqlc.narg('whole_until')::timestamptz);

-- name: SetWhole :exec
UPDATE feed_offset SET whole_until = @whole_until WHERE municipality = @municipality AND whole_until < @whole_until;

-- name: MarkApplied :many
-- Gives those that weren't applied before.
INSERT INTO feed_event (municipality, event_id, applied_at) SELECT @municipality, unnest(@event_ids::text[]), @applied_at
ON CONFLICT DO NOTHING RETURNING event_id;

-- name: DeleteApplied :execrows
DELETE FROM feed_event WHERE applied_at < @before;
