-- name: Keep :exec
-- The newest answer wins; what it no longer grants becomes a refusal, so that an
-- older answer on its way on another replica can't bring it back.
WITH granted AS (
    SELECT unnest(@case_copy_ids::uuid[]) AS case_copy_id, NULLIF(unnest(@party_ids::uuid[]), '00000000-0000-0000-0000-000000000000') AS party_id,
        unnest(@roles::text[]) AS role, unnest(@closed::boolean[]) AS closed, unnest(@may::text[]) AS may,
        unnest(@children::bytea[]) AS child
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

-- name: FindKept :one
SELECT * FROM access_answer
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id
  AND decided_at >= @not_before AND may <> '';

-- name: ListKept :many
SELECT * FROM access_answer
WHERE municipality = @municipality AND person_id = @person_id AND decided_at >= @not_before AND may <> ''
ORDER BY case_copy_id;

-- name: DeleteOld :execrows
DELETE FROM access_answer WHERE decided_at < @before;
