-- +goose Up
-- What parties ask for and say about documents' texts has no place in the conversation.
drop index submission_place;
create unique index submission_place on submission (municipality, case_copy_id, position)
  where kind not in ('OPENED', 'TRANSLATION_REQUEST', 'PARAGRAPH_MARK', 'MARK_ANSWER');

alter table document_text add column revision int not null default 1;
comment on column document_text.revision is 'Counts the texts that have stood here one after the other.';

create table translation_order (
  municipality text not null,
  document_id  uuid not null,
  language     text not null,
  request_id   uuid not null,
  state        text not null check (state in ('ASKED', 'ORDERED', 'INTERPRETER', 'AVAILABLE')),
  asked_at     timestamptz not null,
  expected_on  date,
  available_at timestamptz,
  primary key (municipality, document_id, language),
  foreign key (municipality, document_id) references document
);

create table paragraph_mark (
  municipality     text not null,
  case_copy_id     uuid not null,
  mark_id          uuid not null,
  document_id      uuid not null,
  language         text not null,
  block_id         text not null,
  source           text,
  state            text not null default 'MARKED' check (state in ('MARKED', 'CONFIRMED', 'NOT_WRONG')),
  answered_version text,
  answer_id        uuid,
  primary key (municipality, case_copy_id, mark_id),
  foreign key (municipality, document_id) references document
);
comment on column paragraph_mark.source is 'The wording in which it was made or last confirmed: whoever else has the same one sees what is confirmed.';
create index on paragraph_mark (municipality, source, language) where state = 'CONFIRMED';
