-- +goose Up
alter table entry
    add column in_short jsonb,
    add column media_files jsonb not null default '{}',
    add column understood jsonb;
comment on column entry.media_files is 'The file of each medium of in_short, by its id.';
