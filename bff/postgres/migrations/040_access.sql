-- +goose Up
-- The fagsystem's last answers about who may do what, for adding to one's own
-- known conversation while the fagsystem is down. Ids only; a day's worth.
CREATE TABLE access_answer (
    municipality text        NOT NULL,
    -- The portal's id of the citizen or employee.
    person_id    uuid        NOT NULL,
    case_copy_id uuid        NOT NULL,
    -- NULL for an employee.
    party_id     uuid,
    -- The citizen's role, or the employee's relation.
    role         text        NOT NULL,
    closed       boolean     NOT NULL,
    -- The capabilities, separated by spaces; empty where the answer was no.
    may          text        NOT NULL,
    -- When the fagsystem was asked.
    decided_at   timestamptz NOT NULL,
    PRIMARY KEY (municipality, person_id, case_copy_id)
);
CREATE INDEX access_answer_decided ON access_answer (decided_at);
