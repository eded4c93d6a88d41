-- +goose Up
-- Of a decision about the whole case: the request that asked for it.
ALTER TABLE notification ADD COLUMN access_request_id uuid;
-- When the person has had before them what it is about, where that is neither
-- read nor opened as messages and entries are.
ALTER TABLE notification ADD COLUMN seen_at timestamptz;
