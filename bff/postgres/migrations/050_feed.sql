-- +goose Up
-- How far each fagsystem's feed of events has been applied.
CREATE TABLE feed_offset (
    municipality text        NOT NULL PRIMARY KEY,
    -- Opaque; the fagsystem's own.
    next_offset  text        NOT NULL,
    read_at      timestamptz NOT NULL
);

-- Events that were applied, so that none is applied twice when a fagsystem
-- repeats itself.
CREATE TABLE feed_event (
    municipality text        NOT NULL,
    event_id     text        NOT NULL,
    applied_at   timestamptz NOT NULL,
    PRIMARY KEY (municipality, event_id)
);
CREATE INDEX feed_event_applied ON feed_event (applied_at);
