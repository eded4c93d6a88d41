-- +goose Up
alter table case_copy add column export_off_since timestamptz, add column export_off_reason text;
comment on column case_copy.export_off_reason is 'For the log of the case, never for the party.';
