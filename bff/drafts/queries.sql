-- name: Find :one
SELECT * FROM draft WHERE municipality = @municipality AND person_id = @person_id AND draft_key = @draft_key;

-- name: FindForUpdate :one
SELECT * FROM draft WHERE municipality = @municipality AND person_id = @person_id AND draft_key = @draft_key FOR UPDATE;

-- name: EnsureRow :exec
-- Something to lock, so that two devices that begin at once don't both win.
INSERT INTO draft (municipality, person_id, draft_key, revision, saved_at)
VALUES (@municipality, @person_id, @draft_key, 0, @now) ON CONFLICT DO NOTHING;

-- name: Save :exec
UPDATE draft SET revision = @revision, sealed_text = @sealed_text, sealed_details = @sealed_details, last_change = sqlc.narg('last_change'), saved_at = @now
WHERE municipality = @municipality AND person_id = @person_id AND draft_key = @draft_key;

-- name: ListKeys :many
SELECT draft_key FROM draft WHERE municipality = @municipality AND person_id = @person_id AND sealed_text IS NOT NULL;

-- name: DeleteOld :execrows
DELETE FROM draft WHERE saved_at < @before;
