-- +goose Up
-- Of a consent that somebody is asked for: which.
ALTER TABLE notification ADD COLUMN consent_id uuid;
