-- +goose Up
-- A file's bytes, as sealed chunks. They belong to an upload of their own, so that what breaks off in the middle, and
-- what is replaced by its cleaned form, is deleted as a whole.
CREATE TABLE attachment_upload (
    id           uuid        NOT NULL PRIMARY KEY,
    municipality text        NOT NULL,
    author_id    uuid        NOT NULL,
    begun_at     timestamptz NOT NULL
);
CREATE INDEX attachment_upload_begun ON attachment_upload (begun_at);

CREATE TABLE attachment_chunk (
    upload_id uuid    NOT NULL REFERENCES attachment_upload ON DELETE CASCADE,
    number    integer NOT NULL,
    -- 64 KiB sealed with the author's key.
    sealed    bytea   NOT NULL,
    PRIMARY KEY (upload_id, number)
);
-- What is encrypted can't be compressed.
ALTER TABLE attachment_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- A file of somebody's draft in a conversation, and later of the message that it went with.
CREATE TABLE attachment (
    municipality  text        NOT NULL,
    author_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    world         text        NOT NULL CHECK (world IN ('citizen', 'employee')),
    case_copy_id  uuid        NOT NULL,
    -- NULL once its bytes are erased: the fagsystem has them, or nobody may.
    upload_id     uuid        REFERENCES attachment_upload ON DELETE SET NULL,
    sealed_name   bytea       NOT NULL,
    media_type    text        NOT NULL,
    size          bigint      NOT NULL,
    -- A keyed fingerprint of what was uploaded, so that a repeated upload gets the same answer.
    content_mac   bytea       NOT NULL,
    state         text        NOT NULL CHECK (state IN ('WAITING_FOR_CHECK', 'READY', 'INFECTED', 'REFUSED')),
    reason        text,
    uploaded_at   timestamptz NOT NULL,
    -- The message that it went with, and where among its files; NULL while it is in the draft.
    submission_id uuid,
    place         integer,
    -- Handing it, or that it is withheld, to the fagsystem.
    attempts      integer     NOT NULL DEFAULT 0,
    due_at        timestamptz NOT NULL,
    delivered_at  timestamptz,
    PRIMARY KEY (municipality, author_id, id)
);
CREATE INDEX attachment_draft ON attachment (municipality, author_id, case_copy_id) WHERE submission_id IS NULL;
CREATE INDEX attachment_submission ON attachment (municipality, author_id, case_copy_id, submission_id) WHERE submission_id IS NOT NULL;
CREATE INDEX attachment_unchecked ON attachment (uploaded_at) WHERE state = 'WAITING_FOR_CHECK';
CREATE INDEX attachment_undelivered ON attachment (municipality, due_at) WHERE submission_id IS NOT NULL AND delivered_at IS NULL;
CREATE INDEX attachment_upload_of ON attachment (upload_id);
