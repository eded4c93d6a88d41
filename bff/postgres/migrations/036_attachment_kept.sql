-- +goose Up
-- What the fagsystem has and is still kept here, until it has acknowledged the message's evidence too.
CREATE INDEX attachment_kept ON attachment (municipality) WHERE delivered_at IS NOT NULL AND upload_id IS NOT NULL;
