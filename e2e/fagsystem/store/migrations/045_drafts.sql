-- +goose Up
alter table entry
    add column comments_asked jsonb,
    add column draft_outcome jsonb;
