-- +goose Up
-- A blind index of the provider's issuer and sub, for log-outs that name no
-- session.
ALTER TABLE session ADD COLUMN provider_subject bytea;
CREATE INDEX session_provider_subject ON session (provider_subject) WHERE provider_subject IS NOT NULL;

-- Log-outs that a provider has told of, for as long as a log-in from before
-- them could still be on its way here.
CREATE TABLE provider_logout (
    -- What was logged out, as in session.provider_session or provider_subject.
    provider      bytea       NOT NULL PRIMARY KEY,
    logged_out_at timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL
);
CREATE INDEX provider_logout_ends ON provider_logout (ends_at);
