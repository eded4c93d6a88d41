-- +goose Up
-- Log-ins that have gone to the provider and not come back yet.
CREATE TABLE pending_login (
    -- Hashes of the state and of the cookie that binds it to one browser.
    state      bytea       NOT NULL PRIMARY KEY,
    browser    bytea       NOT NULL,
    -- Nonce, verifier, issuer and where to go afterwards, sealed.
    content    bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL
);
CREATE INDEX pending_login_browser ON pending_login (browser, created_at);
CREATE INDEX pending_login_ends ON pending_login (ends_at);
