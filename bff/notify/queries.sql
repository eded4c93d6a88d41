-- name: Open :one
-- A new one begins where none is open, or where the person has been here since
-- the last one was sent.
INSERT INTO notification AS n (municipality, person_id, number, open_since, case_copy_id, message_id, entry_id, request_id, export_id, access_request_id, consent_id, position)
VALUES (@municipality, @person_id, 1, @now::timestamptz, @case_copy_id, @message_id, @entry_id, @request_id, @export_id, @access_request_id, @consent_id, @position)
ON CONFLICT (municipality, person_id) DO UPDATE SET
    number = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN n.number + 1 ELSE n.number END,
    open_since = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN @now::timestamptz ELSE n.open_since END,
    order_id = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN NULL ELSE n.order_id END,
    outcome = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN NULL ELSE n.outcome END,
    sent_at = CASE WHEN n.open_since IS NULL OR n.sent_at < @seen_at::timestamptz THEN NULL ELSE n.sent_at END,
    case_copy_id = @case_copy_id, message_id = @message_id, entry_id = @entry_id, request_id = @request_id, export_id = @export_id,
    access_request_id = @access_request_id, consent_id = @consent_id, seen_at = NULL, position = @position
RETURNING n.number, n.sent_at;

-- name: Find :one
SELECT * FROM notification WHERE municipality = @municipality AND person_id = @person_id;

-- name: FindForUpdate :one
SELECT * FROM notification WHERE municipality = @municipality AND person_id = @person_id FOR UPDATE;

-- name: CloseRead :exec
-- Who has read a message hasn't read a document: its place is no position.
UPDATE notification SET open_since = NULL
WHERE municipality = @municipality AND person_id = @person_id AND case_copy_id = @case_copy_id
  AND message_id IS NOT NULL AND position <= @position;

-- name: SeeDecisions :exec
UPDATE notification SET seen_at = @now::timestamptz
WHERE municipality = @municipality AND person_id = @person_id AND access_request_id = ANY (@access_request_ids::uuid[]) AND seen_at IS NULL;

-- name: SeeConsents :exec
UPDATE notification SET seen_at = @now::timestamptz
WHERE municipality = @municipality AND person_id = @person_id AND consent_id = ANY (@consent_ids::uuid[]) AND seen_at IS NULL;

-- name: Close :exec
UPDATE notification SET open_since = NULL, outcome = @outcome
WHERE municipality = @municipality AND person_id = @person_id AND number = @number;

-- name: Sent :exec
UPDATE notification SET sent_at = @now::timestamptz, order_id = @order_id, outcome = @outcome
WHERE municipality = @municipality AND person_id = @person_id AND number = @number;

-- name: HasAgreed :one
SELECT EXISTS (SELECT FROM safe_contact WHERE municipality = @municipality AND person_id = @person_id);

-- name: Expect :exec
INSERT INTO translation_news (municipality, person_id, request_id, entry_id)
VALUES (@municipality, @person_id, @request_id, @entry_id) ON CONFLICT DO NOTHING;

-- name: FindTranslation :one
SELECT * FROM translation_news WHERE municipality = @municipality AND person_id = @person_id AND request_id = @request_id;

-- name: Tells :execrows
-- Once for each request, whichever event or look finds that it is here.
INSERT INTO translation_news AS t (municipality, person_id, request_id, entry_id, number)
VALUES (@municipality, @person_id, @request_id, @entry_id, @number::bigint)
ON CONFLICT (municipality, person_id, request_id) DO UPDATE SET number = excluded.number WHERE t.number IS NULL;

-- name: Seen :exec
UPDATE translation_news SET seen_at = @now::timestamptz
WHERE municipality = @municipality AND person_id = @person_id AND entry_id = @entry_id;
