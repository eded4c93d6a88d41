-- +goose Up
alter table municipality add column hours jsonb;
comment on column municipality.hours is 'When somebody reads; null for the usual office hours.';
