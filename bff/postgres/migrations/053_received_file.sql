-- +goose Up
-- What the virus scanner said of a file of a message that the fagsystem has. Only that is kept, nothing of the file. The
-- case copy is part of the key: what was said of one party's file tells nothing of another's, whatever ids a fagsystem gives.
CREATE TABLE received_file (
    municipality  text        NOT NULL,
    case_copy_id  uuid        NOT NULL,
    message_id    uuid        NOT NULL,
    attachment_id uuid        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('WAITING_FOR_CHECK', 'READY', 'INFECTED', 'TOO_LARGE')),
    -- Of what was scanned, where it is READY: its size and a keyed fingerprint. Other bytes are never given out on its word.
    size          bigint,
    content_mac   bytea,
    -- The scanner's signatures at that time, empty where it didn't tell.
    signatures    text        NOT NULL DEFAULT '',
    noted_at      timestamptz NOT NULL,
    checked_at    timestamptz,
    PRIMARY KEY (municipality, case_copy_id, message_id, attachment_id),
    CHECK (state <> 'READY' OR (size IS NOT NULL AND content_mac IS NOT NULL AND checked_at IS NOT NULL))
);
CREATE INDEX received_file_unchecked ON received_file (noted_at) WHERE state = 'WAITING_FOR_CHECK';
CREATE INDEX received_file_old ON received_file ((COALESCE(checked_at, noted_at)));
