-- name: Keep :exec
-- The newest answer wins; what it no longer grants becomes a refusal, so that an
-- older answer on its way on another replica can't bring it back.
WITH granted AS (
    SELECT unnest(@case_copy_ids::uuid[]) AS case_copy_id, NULLIF(unnest(@party_ids::uuid[]), '00000000-0000-0000-0000-000000000000') AS party_id,
        unnest(@roles::text[]) AS role, unnest(@closed::boolean[]) AS closed, unnest(@may::text[]) AS may,
        unnest(@children::bytea[]) AS child
), pause AS (
    INSERT INTO access_pause (municipality, person_id, paused, decided_at)
    SELECT @municipality, @person_id, TRUE, @decided_at::timestamptz WHERE @paused::boolean
    ON CONFLICT (municipality, person_id) DO UPDATE SET paused = TRUE, decided_at = excluded.decided_at
    WHERE access_pause.decided_at <= excluded.decided_at
), lift AS (
    UPDATE access_pause SET paused = FALSE, decided_at = @decided_at
    WHERE municipality = @municipality AND person_id = @person_id AND decided_at <= @decided_at AND paused AND NOT @paused::boolean
), refused AS (
    UPDATE access_answer SET may = '', child = NULL, decided_at = @decided_at
    WHERE municipality = @municipality AND person_id = @person_id AND decided_at <= @decided_at AND may <> ''
      AND case_copy_id <> ALL (@case_copy_ids::uuid[])
)
INSERT INTO access_answer (municipality, person_id, case_copy_id, party_id, role, closed, may, child, decided_at)
SELECT @municipality, @person_id, case_copy_id, party_id, role, closed, may, child, @decided_at FROM granted
ON CONFLICT (municipality, person_id, case_copy_id) DO UPDATE
SET party_id = excluded.party_id, role = excluded.role, closed = excluded.closed, may = excluded.may, child = excluded.child, decided_at = excluded.decided_at
WHERE access_answer.decided_at < excluded.decided_at;

-- name: Withdraw :exec
UPDATE access_answer SET may = '', child = NULL, decided_at = @now
WHERE municipality = @municipality AND person_id = @person_id AND decided_at <= @now AND may <> '';

-- name: IsPaused :one
SELECT EXISTS (SELECT FROM access_pause WHERE municipality = @municipality AND person_id = @person_id AND paused);

-- name: LockFollowed :one
-- Until the transaction's end nobody else does what follows from this pause.
SELECT paused, followed FROM access_pause WHERE municipality = @municipality AND person_id = @person_id FOR UPDATE;

-- name: SetFollowed :exec
UPDATE access_pause SET followed = @followed WHERE municipality = @municipality AND person_id = @person_id;

-- name: FindKept :one
SELECT a.* FROM access_answer a
WHERE a.municipality = @municipality AND a.person_id = @person_id AND a.case_copy_id = @case_copy_id
  AND a.decided_at >= @not_before AND a.may <> ''
  AND NOT EXISTS (SELECT FROM access_pause p WHERE p.municipality = a.municipality AND p.person_id = a.person_id AND p.paused);

-- name: ListKept :many
SELECT a.* FROM access_answer a
WHERE a.municipality = @municipality AND a.person_id = @person_id AND a.decided_at >= @not_before AND a.may <> ''
  AND NOT EXISTS (SELECT FROM access_pause p WHERE p.municipality = a.municipality AND p.person_id = a.person_id AND p.paused)
ORDER BY a.case_copy_id;

-- name: DeleteOld :execrows
DELETE FROM access_answer WHERE decided_at < @before;
