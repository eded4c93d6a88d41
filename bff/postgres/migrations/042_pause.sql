-- +goose Up
-- Whose access an employee has paused, as the fagsystem last said: what counts
-- while it doesn't answer, and what keeps live events from whoever holds the
-- party's e-ID.
CREATE TABLE access_pause (
    municipality text        NOT NULL,
    -- The portal's id of the citizen.
    person_id    uuid        NOT NULL,
    paused       boolean     NOT NULL,
    -- When the fagsystem was asked.
    decided_at   timestamptz NOT NULL,
    PRIMARY KEY (municipality, person_id)
);
