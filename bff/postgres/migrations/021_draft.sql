-- +goose Up
-- What somebody has begun to write.
CREATE TABLE draft (
    municipality text        NOT NULL,
    person_id    uuid        NOT NULL,
    -- What it is a draft for; for a message the case copy.
    draft_key    uuid        NOT NULL,
    -- Only ever grows, also past a removal.
    revision     bigint      NOT NULL,
    -- Sealed with the person's key; NULL when there is no draft any more.
    sealed_text  bytea,
    saved_at     timestamptz NOT NULL,
    PRIMARY KEY (municipality, person_id, draft_key)
);
CREATE INDEX draft_saved ON draft (saved_at);
