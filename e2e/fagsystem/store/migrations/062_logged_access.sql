-- +goose Up
alter table municipality add column tells_accesses boolean not null default false;
comment on column municipality.tells_accesses is 'Whether this fagsystem delivers what employees have opened: a vendor needn''t.';

create table logged_access (
  municipality text not null,
  number       bigint generated always as identity,
  case_copy_id uuid not null,
  employee_id  uuid not null,
  role         text not null check (role in ('CONTACT_PERSON', 'STAND_IN', 'TEAM_LEADER', 'EMPLOYEE')),
  what         text not null check (what in ('CASE', 'DOCUMENT', 'CONVERSATION')),
  at           timestamptz not null,
  primary key (municipality, number),
  foreign key (municipality, case_copy_id) references case_copy,
  foreign key (municipality, employee_id) references employee
);
create index on logged_access (municipality, case_copy_id, at desc, number desc);
