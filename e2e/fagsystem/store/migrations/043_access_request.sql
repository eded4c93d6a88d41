-- +goose Up
-- What an ACCESS_REQUEST asks to see, each as it stands; without an entry it is the whole case.
create table access_request_item (
  municipality  text not null references municipality,
  case_copy_id  uuid not null,
  submission_id uuid not null,
  place         int not null,
  entry_id      uuid,
  status        text not null check (status in ('MANUELL_BEHANDLING', 'UNDER_BEHANDLING', 'INNVILGET', 'AVVIST')),
  begrunnelse   text,
  language      text,
  remedy        jsonb,
  decided_at    timestamptz,
  primary key (municipality, case_copy_id, submission_id, place),
  foreign key (municipality, case_copy_id, submission_id) references submission,
  foreign key (municipality, entry_id) references entry
);
create index on access_request_item (municipality, case_copy_id, entry_id);
