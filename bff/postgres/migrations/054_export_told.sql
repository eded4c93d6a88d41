-- +goose Up
-- When whoever ordered it first saw that it is ready: until then they are told.
ALTER TABLE case_export ADD COLUMN seen_at timestamptz;

-- Of an archive: which order.
ALTER TABLE notification ADD COLUMN export_id uuid;
