-- +goose Up
-- Where a log-in was begun, as a blind index: bounds how many one address has
-- under way. It goes with its row, after half an hour at the latest.
ALTER TABLE pending_login ADD COLUMN address bytea;
CREATE INDEX pending_login_address ON pending_login (address, created_at);
