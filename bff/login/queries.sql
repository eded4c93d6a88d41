-- name: AddPending :exec
INSERT INTO pending_login (state, browser, content, created_at, ends_at)
VALUES (@state, @browser, @content, @created_at, @ends_at);

-- name: TakePending :one
-- A state works once, and only in the browser that asked for it.
DELETE FROM pending_login WHERE state = @state AND browser = @browser AND ends_at > @now RETURNING content;

-- name: DeleteExpiredPending :exec
DELETE FROM pending_login WHERE ends_at <= @now;
