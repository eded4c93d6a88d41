-- +goose Up
-- The stand-in's own system of record. Everything is keyed by municipality first: one installation serves both.

create table municipality (
  municipality        text primary key,
  name                text not null,
  organization_number text not null,
  tenant_id           text,
  feed_epoch          uuid not null default gen_random_uuid(),
  feed_seq            bigint not null default 0,
  feed_floor          bigint not null default 0
);
comment on column municipality.feed_seq is 'The last event''s number. Taken under this row''s lock, which is held until commit: the order of numbers is the order of commits.';
comment on column municipality.feed_floor is 'Offsets below this are gone.';

create table person (
  municipality         text not null references municipality,
  person_id            uuid not null,
  national_number      text,
  given                text not null,
  family               text not null,
  birth_date           date,
  language             text,
  interpreter_language text,
  protection_reason    text,
  hidden               text[] not null default '{}',
  contact              jsonb not null default '{}',
  primary key (municipality, person_id),
  unique (municipality, national_number)
);

create table team (
  municipality     text not null references municipality,
  team_id          uuid not null,
  name             text not null,
  name_for_parties text,
  phone            text,
  primary key (municipality, team_id)
);

create table employee (
  municipality  text not null references municipality,
  employee_id   uuid not null,
  directory_id  text,
  given         text not null,
  family        text not null,
  role          text not null check (role in ('CONTACT_PERSON', 'TEAM_LEADER')),
  team_id       uuid not null,
  phone         text,
  language      text not null,
  absence_from  date,
  absence_until date,
  stand_in_id   uuid,
  primary key (municipality, employee_id),
  unique (municipality, directory_id),
  foreign key (municipality, team_id) references team,
  foreign key (municipality, stand_in_id) references employee
);

create table child_case (
  municipality      text not null references municipality,
  case_id           uuid not null,
  child_id          uuid not null,
  contact_id        uuid not null,
  stand_in_id       uuid,
  title             text not null,
  year              int not null,
  number            int not null,
  opened_at         timestamptz not null,
  milestones        jsonb not null default '[]',
  journal_serial    int not null default 0,
  updated_at        timestamptz not null,
  closed_at         timestamptz,
  primary key (municipality, case_id),
  unique (municipality, year, number),
  foreign key (municipality, child_id) references person,
  foreign key (municipality, contact_id) references employee,
  foreign key (municipality, stand_in_id) references employee
);
comment on column child_case.journal_serial is 'Numbers registrations within the case: 2026/000123-4.';

create table case_copy (
  municipality              text not null references municipality,
  case_copy_id              uuid not null,
  case_id                   uuid not null,
  party_id                  uuid not null,
  person_id                 uuid not null,
  role                      text not null,
  grants                    jsonb not null,
  ended_at                  timestamptz,
  paused_at                 timestamptz,
  meetings                  jsonb not null default '[]',
  consents                  jsonb not null default '[]',
  what_happens_now          text,
  what_happens_now_language text,
  unseen                    uuid[] not null default '{}',
  last_position             bigint not null default 0,
  primary key (municipality, case_copy_id),
  unique (municipality, case_id, person_id),
  foreign key (municipality, case_id) references child_case,
  foreign key (municipality, person_id) references person
);
comment on column case_copy.unseen is 'People of the case whom this copy doesn''t name at all, such as the foster parents of a hidden placement.';
create index on case_copy (municipality, person_id);

create table entry (
  municipality       text not null references municipality,
  entry_id           uuid not null,
  case_copy_id       uuid not null,
  released           text not null check (released in ('FULL', 'TITLE')),
  released_at        timestamptz not null,
  journalpost        jsonb not null,
  remedy             jsonb,
  sub_goal_states    jsonb,
  draft_for_comments boolean not null default false,
  comments_until     date,
  child_may_complain boolean not null default false,
  opened_at          timestamptz,
  withdrawn_at       timestamptz,
  primary key (municipality, entry_id),
  foreign key (municipality, case_copy_id) references case_copy
);
create index on entry (municipality, case_copy_id, released_at desc, entry_id desc);

create table file (
  name    text primary key,
  content bytea not null
);

create table source_text (
  source    text not null,
  language  text not null,
  direction text not null,
  format    text not null,
  content   text not null,
  primary key (source, language)
);
comment on table source_text is 'Wording, kept once however many parties'' documents have it.';

create table document (
  municipality      text not null references municipality,
  document_id       uuid not null,
  entry_id          uuid not null,
  case_copy_id      uuid not null,
  place             int not null,
  version           int not null default 1,
  original_language text not null,
  titles            jsonb not null default '{}',
  file_name         text not null references file,
  primary key (municipality, document_id),
  foreign key (municipality, entry_id) references entry
);
create index on document (municipality, entry_id, place);

create table document_text (
  municipality text not null references municipality,
  document_id  uuid not null,
  language     text not null,
  source       text not null,
  of_version   int not null,
  provenance   jsonb not null,
  primary key (municipality, document_id, language),
  foreign key (municipality, document_id) references document,
  foreign key (source, language) references source_text
);

create table submission (
  municipality     text not null references municipality,
  case_copy_id     uuid not null,
  submission_id    uuid not null,
  kind             text not null,
  author_person    uuid,
  author_employee  uuid,
  accepted_at      timestamptz not null,
  previous         uuid,
  body_hash        text not null,
  body             jsonb not null,
  position         bigint not null check (position > 0),
  registration_id  text not null,
  registered_at    timestamptz not null,
  sent_at          timestamptz,
  delivered_at     timestamptz,
  read_at          timestamptz,
  notified_at      timestamptz,
  withdrawn_at     timestamptz,
  primary key (municipality, case_copy_id, submission_id),
  unique (municipality, registration_id),
  foreign key (municipality, case_copy_id) references case_copy,
  check ((author_person is null) <> (author_employee is null))
);
-- A receipt that something was opened has no place of its own in the conversation; everything else has exactly one.
create unique index submission_place on submission (municipality, case_copy_id, position) where kind <> 'OPENED';

create table message_translation (
  municipality  text not null,
  case_copy_id  uuid not null,
  submission_id uuid not null,
  language      text not null,
  direction     text not null,
  content       text not null,
  provenance    jsonb not null,
  primary key (municipality, case_copy_id, submission_id, language),
  foreign key (municipality, case_copy_id, submission_id) references submission
);

create table read_mark (
  municipality text not null references municipality,
  case_copy_id uuid not null,
  side         text not null check (side in ('PARTY', 'EMPLOYEE')),
  position     bigint not null,
  read_at      timestamptz not null,
  primary key (municipality, case_copy_id, side, position),
  foreign key (municipality, case_copy_id) references case_copy
);
comment on table read_mark is 'Every mark is kept, so that each message knows when it was read; the greatest position holds.';

create table event (
  municipality text not null references municipality,
  seq          bigint not null,
  event_id     uuid not null,
  type         text not null,
  time         timestamptz not null,
  data         jsonb not null,
  primary key (municipality, seq)
);
