-- name: Offset :one
SELECT next_offset FROM feed_offset WHERE municipality = @municipality;

-- name: SetOffset :exec
INSERT INTO feed_offset (municipality, next_offset, read_at) VALUES (@municipality, @next_offset, @read_at)
ON CONFLICT (municipality) DO UPDATE SET next_offset = excluded.next_offset, read_at = excluded.read_at;

-- name: MarkApplied :execrows
-- Adds nothing when the event was applied before.
INSERT INTO feed_event (municipality, event_id, applied_at) VALUES (@municipality, @event_id, @applied_at)
ON CONFLICT DO NOTHING;

-- name: DeleteApplied :execrows
DELETE FROM feed_event WHERE applied_at < @before;
