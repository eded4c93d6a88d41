-- +goose Up
alter table case_copy add column represents uuid;
comment on column case_copy.represents is 'The person whom this party acts for, where it is a representative or a guardian.';
