-- +goose Up
-- What a person takes along of a case: one order per person and copy, the newest.
CREATE TABLE case_export (
    id               uuid        NOT NULL PRIMARY KEY,
    municipality     text        NOT NULL,
    -- The portal's id of the party.
    person_id        uuid        NOT NULL,
    case_copy_id     uuid        NOT NULL,
    language         text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('MAKING', 'READY', 'FETCHED', 'STOPPED', 'VOID', 'TOO_LARGE', 'FAILED', 'EXPIRED')),
    ordered_at       timestamptz NOT NULL,
    -- Who makes it now: each turn has a number, and what an earlier one still writes isn't taken.
    turn             integer     NOT NULL DEFAULT 0,
    leased_until     timestamptz NOT NULL,
    failures         integer     NOT NULL DEFAULT 0,
    -- Which entries, in which order, sealed with the party's key; NULL until they are counted.
    sealed_order     bytea,
    total            integer,
    done             integer     NOT NULL DEFAULT 0,
    -- Bytes that are kept.
    size             bigint      NOT NULL DEFAULT 0,
    -- The moment whose state of the case the archive shows.
    shows_at         timestamptz,
    ready_at         timestamptz,
    ended_at         timestamptz,
    -- The one log-in that fetches it, and until when.
    fetching_session text,
    fetching_until   timestamptz,
    UNIQUE (municipality, person_id, case_copy_id)
);
CREATE INDEX case_export_alive ON case_export (leased_until) WHERE state IN ('MAKING', 'READY');

-- One part of it: a page with its files, what they are called and what they hold, sealed with the party's key.
CREATE TABLE case_export_item (
    export_id uuid    NOT NULL REFERENCES case_export ON DELETE CASCADE,
    number    integer NOT NULL,
    sealed    bytea   NOT NULL,
    PRIMARY KEY (export_id, number)
);

-- A file's bytes as they stand in the archive, in sealed chunks.
CREATE TABLE case_export_chunk (
    export_id uuid    NOT NULL REFERENCES case_export ON DELETE CASCADE,
    item      integer NOT NULL,
    file      integer NOT NULL,
    number    integer NOT NULL,
    sealed    bytea   NOT NULL,
    PRIMARY KEY (export_id, item, file, number)
);
-- What is encrypted can't be compressed.
ALTER TABLE case_export_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;
