-- +goose Up
-- Whether what a pause means has been done: what was open has ended. Any answer
-- may say first that somebody is paused, or no longer; only this says whether
-- there is still something to do.
ALTER TABLE access_pause ADD COLUMN followed boolean NOT NULL DEFAULT FALSE;
UPDATE access_pause SET followed = paused;
