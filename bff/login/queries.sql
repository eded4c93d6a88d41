-- name: AddPending :exec
INSERT INTO pending_login (state, browser, content, created_at, ends_at, address)
VALUES (@state, @browser, @content, @created_at, @ends_at, @address);

-- name: ForgetOldestPending :exec
-- Forgets an address' log-ins beyond the newest ones: those are still being made.
DELETE FROM pending_login WHERE state IN (
    SELECT older.state FROM pending_login AS older WHERE older.address = @address ORDER BY older.created_at DESC OFFSET @most::integer
);

-- name: TakePending :one
-- A state works once, and only in the browser that asked for it.
DELETE FROM pending_login WHERE state = @state AND browser = @browser AND ends_at > @now RETURNING content;

-- name: DeleteExpiredPending :exec
DELETE FROM pending_login WHERE ends_at <= @now;

-- name: UseLogoutToken :execrows
-- A logout token works once; no row says that it had been used.
INSERT INTO logout_token (id, ends_at) VALUES (@id, @ends_at) ON CONFLICT (id) DO NOTHING;

-- name: DeleteExpiredLogoutTokens :exec
DELETE FROM logout_token WHERE ends_at <= @now;
