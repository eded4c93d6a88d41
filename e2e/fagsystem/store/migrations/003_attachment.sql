-- +goose Up
create table attachment (
  municipality  text not null,
  case_copy_id  uuid not null,
  submission_id uuid not null,
  attachment_id uuid not null,
  place         int not null,
  name          text not null,
  media_type    text not null,
  state         text not null default 'WAITING_FOR_CHECK' check (state in ('WAITING_FOR_CHECK', 'READY', 'INFECTED', 'REFUSED')),
  reason        text,
  digest        text,
  content       bytea,
  primary key (municipality, case_copy_id, submission_id, attachment_id),
  foreign key (municipality, case_copy_id, submission_id) references submission
);
