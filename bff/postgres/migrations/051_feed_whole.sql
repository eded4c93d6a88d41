-- +goose Up
-- Until when nothing of the feed was missed, by the fagsystem's clock: the time of the last event that was applied.
-- Replicas that don't know it yet leave it behind, which only makes more be looked at.
ALTER TABLE feed_offset ADD COLUMN whole_until timestamptz NOT NULL DEFAULT now();
UPDATE feed_offset SET whole_until = read_at;
