-- +goose Up
-- A file whose check, or whose way to the fagsystem, always fails stops after a bounded number of tries: a human must look.
-- It stays where it is until an operator lets it go again.
ALTER TABLE attachment
    ADD COLUMN check_failures integer NOT NULL DEFAULT 0,
    ADD COLUMN parked_at      timestamptz;
CREATE INDEX attachment_parked ON attachment (municipality, case_copy_id) WHERE parked_at IS NOT NULL;
