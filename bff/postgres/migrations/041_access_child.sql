-- +goose Up
-- The name of the child that the case is about, sealed with the person's own
-- key: while the fagsystem is down, who writes must see about whom.
ALTER TABLE access_answer ADD COLUMN child bytea;
