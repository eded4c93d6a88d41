-- +goose Up
-- Logout tokens that have been used, for as long as they would be accepted.
CREATE TABLE logout_token (
    -- A hash of the token's issuer and jti.
    id      bytea       NOT NULL PRIMARY KEY,
    ends_at timestamptz NOT NULL
);
CREATE INDEX logout_token_ends ON logout_token (ends_at);
