-- +goose Up
-- A translation that somebody has asked for: whether they have been told that it
-- is here, and when they last had its document before them.
CREATE TABLE translation_news (
    municipality text   NOT NULL,
    person_id    uuid   NOT NULL,
    request_id   uuid   NOT NULL,
    entry_id     uuid   NOT NULL,
    -- The notification that told, or is to tell; NULL before it is here.
    number       bigint,
    seen_at      timestamptz,
    PRIMARY KEY (municipality, person_id, request_id)
);

-- Of a translation: who asked for it with which request.
ALTER TABLE notification ADD COLUMN request_id uuid;
