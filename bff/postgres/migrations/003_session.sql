-- +goose Up
-- Log-ins that are alive. An ended session has no row.
CREATE TABLE session (
    -- A hash of the cookie's value: the table alone opens no session.
    id               bytea       NOT NULL PRIMARY KEY,
    world            text        NOT NULL CHECK (world IN ('citizen', 'employee')),
    -- Who it is and how they logged in, sealed.
    content          bytea       NOT NULL,
    -- A blind index of the provider's issuer and sid, for its log-outs.
    provider_session bytea,
    created_at       timestamptz NOT NULL,
    idle_end_at      timestamptz NOT NULL,
    absolute_end_at  timestamptz NOT NULL
);
CREATE INDEX session_provider ON session (provider_session) WHERE provider_session IS NOT NULL;
CREATE INDEX session_idle_end ON session (idle_end_at);

-- Which persons act in a session: one for each municipality of its host.
CREATE TABLE session_person (
    session_id   bytea NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    municipality text  NOT NULL,
    person_id    uuid  NOT NULL,
    PRIMARY KEY (session_id, municipality)
);
CREATE INDEX session_person_person ON session_person (municipality, person_id);
