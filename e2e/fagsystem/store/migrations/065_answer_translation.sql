-- +goose Up
create table answer_translation (
  municipality  text not null,
  case_copy_id  uuid not null,
  submission_id uuid not null,
  prompt        text not null,
  language      text not null,
  direction     text not null,
  content       text not null,
  provenance    jsonb not null,
  primary key (municipality, case_copy_id, submission_id, prompt, language),
  foreign key (municipality, case_copy_id, submission_id) references submission
);
comment on table answer_translation is 'The reason of each answer of an ANSWER in further languages.';
comment on column answer_translation.prompt is 'What is answered; empty where it is the whole.';
