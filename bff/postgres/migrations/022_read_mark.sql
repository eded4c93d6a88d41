-- +goose Up
-- How far somebody has read a conversation. Kept here until the fagsystem has
-- been told, and longer, since marks never go back.
CREATE TABLE read_mark (
    municipality      text        NOT NULL,
    person_id         uuid        NOT NULL,
    case_copy_id      uuid        NOT NULL,
    world             text        NOT NULL CHECK (world IN ('citizen', 'employee')),
    -- The newest position this person was given; nobody has read further.
    shown_position    bigint      NOT NULL DEFAULT 0,
    position          bigint      NOT NULL DEFAULT 0,
    read_at           timestamptz,
    -- What the fagsystem has confirmed.
    reported_position bigint      NOT NULL DEFAULT 0,
    attempts          integer     NOT NULL DEFAULT 0,
    due_at            timestamptz NOT NULL,
    PRIMARY KEY (municipality, person_id, case_copy_id)
);
CREATE INDEX read_mark_unreported ON read_mark (municipality, due_at) WHERE position > reported_position;
