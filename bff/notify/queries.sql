-- name: Open :one
-- A new one begins where none is open, or where the person has been here since
-- the last one was sent.
INSERT INTO notification AS n (municipality, person_id, number, open_since, case_copy_id, message_id, entry_id, position)
VALUES (@municipality, @person_id, 1, @now::timestamptz, @case_copy_id, @message_id, @entry_id, @position)
ON CONFLICT (municipality, person_id) DO UPDATE SET
    number = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN n.number + 1 ELSE n.number END,
    open_since = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN @now::timestamptz ELSE n.open_since END,
    order_id = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN NULL ELSE n.order_id END,
    outcome = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN NULL ELSE n.outcome END,
    sent_at = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN NULL ELSE n.sent_at END,
    case_copy_id = @case_copy_id, message_id = @message_id, entry_id = @entry_id, position = @position
RETURNING n.number, n.sent_at;

-- name: Find :one
SELECT * FROM notification WHERE municipality = @municipality AND person_id = @person_id;

-- name: FindForUpdate :one
SELECT * FROM notification WHERE municipality = @municipality AND person_id = @person_id FOR UPDATE;

-- name: CloseRead :exec
UPDATE notification SET open_since = NULL
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id AND position <= @position;

-- name: Close :exec
UPDATE notification SET open_since = NULL, outcome = @outcome
WHERE municipality = @municipality AND person_id = @person_id AND number = @number;

-- name: Sent :exec
UPDATE notification SET sent_at = @now::timestamptz, order_id = @order_id, outcome = @outcome
WHERE municipality = @municipality AND person_id = @person_id AND number = @number;

-- name: HasAgreed :one
SELECT EXISTS (SELECT FROM safe_contact WHERE municipality = @municipality AND person_id = @person_id);
