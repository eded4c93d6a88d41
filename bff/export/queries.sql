-- name: Lock :exec
-- Two orders of one person at the same time come to one.
SELECT pg_advisory_xact_lock(hashtextextended(@key::text, @seed::bigint));

-- name: Newest :one
SELECT * FROM case_export WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id;

-- name: Forget :exec
DELETE FROM case_export WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id;

-- name: Order :one
INSERT INTO case_export (id, municipality, person_id, case_copy_id, language, state, ordered_at, leased_until)
VALUES (@id, @municipality, @person_id, @case_copy_id, @language, 'MAKING', @now, @now)
RETURNING *;

-- name: Claim :one
-- Of those who want to make it, one does; it takes over from one that was heard of too long ago.
UPDATE case_export SET turn = turn + 1, leased_until = @until
WHERE id = @id AND state = 'MAKING' AND leased_until <= @now
RETURNING *;

-- name: Renew :execrows
UPDATE case_export SET leased_until = @until WHERE id = @id AND turn = @turn AND state = 'MAKING';

-- name: LetGo :exec
UPDATE case_export SET leased_until = @until, failures = @failures WHERE id = @id AND turn = @turn AND state = 'MAKING';

-- name: Count :execrows
UPDATE case_export SET sealed_order = @sealed_order, total = @total, shows_at = @now WHERE id = @id AND turn = @turn AND state = 'MAKING';

-- name: HoldTurn :one
-- Whoever writes holds the row, so that what ends the order meanwhile comes before or after, and leaves nothing behind.
SELECT id FROM case_export WHERE id = @id AND turn = @turn AND state = 'MAKING' FOR SHARE;

-- name: AddChunks :exec
INSERT INTO case_export_chunk (export_id, item, file, number, sealed)
SELECT @export_id, @item, @file, (given.position - 1 + sqlc.arg('first_number')::bigint)::integer, given.sealed
FROM unnest(@sealed::bytea[]) WITH ORDINALITY AS given (sealed, position);

-- name: EraseItemChunks :exec
DELETE FROM case_export_chunk WHERE export_id = @export_id AND item = @item;

-- name: AddItem :exec
INSERT INTO case_export_item (export_id, number, sealed) VALUES (@export_id, @number, @sealed);

-- name: ItemDone :execrows
UPDATE case_export SET done = done + 1, size = @size, failures = 0 WHERE id = @id AND turn = @turn AND state = 'MAKING';

-- name: Ready :execrows
UPDATE case_export SET state = 'READY', ready_at = @now WHERE id = @id AND turn = @turn AND state = 'MAKING' AND done = total;

-- name: Seen :exec
UPDATE case_export SET seen_at = @now::timestamptz WHERE id = @id AND state = 'READY' AND seen_at IS NULL;

-- name: Unseen :one
SELECT id, ready_at FROM case_export
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id
  AND state = 'READY' AND seen_at IS NULL AND fetching_session IS NULL AND ready_at > @ready_after;

-- name: Find :one
SELECT * FROM case_export WHERE id = @id AND state = 'READY';

-- name: Items :many
SELECT sealed FROM case_export_item WHERE export_id = @export_id AND number <= @first ORDER BY number;

-- name: Chunk :one
SELECT sealed FROM case_export_chunk WHERE export_id = @export_id AND item = @item AND file = @file AND number = @number;

-- name: EndMaking :execrows
UPDATE case_export SET state = @state, ended_at = @now WHERE id = @id AND turn = @turn AND state = 'MAKING';

-- name: End :execrows
-- While somebody fetches it too: the next chunk isn't there any more.
UPDATE case_export SET state = @state, ended_at = @now WHERE id = @id AND state IN ('MAKING', 'READY');

-- name: EraseItems :exec
DELETE FROM case_export_item WHERE export_id = @id;

-- name: EraseChunks :exec
DELETE FROM case_export_chunk WHERE export_id = @id;

-- name: BeginFetching :execrows
-- The first log-in gets it; the same one may ask again.
UPDATE case_export SET fetching_session = @session::text, fetching_until = COALESCE(fetching_until, @until::timestamptz)
WHERE id = @id AND state = 'READY' AND ready_at > @ready_after
  AND (fetching_session IS NULL OR fetching_session = @session::text AND fetching_until > @now::timestamptz);

-- name: KeepFetching :execrows
-- What is on its way isn't taken away in the middle.
UPDATE case_export SET fetching_until = @until::timestamptz WHERE id = @id AND state = 'READY' AND fetching_session = @session::text;

-- name: ListOfPerson :many
SELECT * FROM case_export WHERE municipality = @municipality AND person_id = @person_id AND state IN ('MAKING', 'READY');

-- name: ListOfCopy :many
SELECT * FROM case_export WHERE municipality = @municipality AND case_copy_id = @case_copy_id AND state IN ('MAKING', 'READY');

-- name: ListAlive :many
SELECT * FROM case_export WHERE municipality = @municipality AND state IN ('MAKING', 'READY');

-- name: ListForgotten :many
SELECT id, turn FROM case_export WHERE state = 'MAKING' AND leased_until <= @now LIMIT 100;

-- name: ListOver :many
SELECT id, state FROM case_export
WHERE state = 'READY' AND (ready_at <= @ready_before OR fetching_until <= @now::timestamptz) OR state = 'MAKING' AND ordered_at <= @ready_before;

-- name: ForgetOld :exec
DELETE FROM case_export WHERE ended_at <= @before;
