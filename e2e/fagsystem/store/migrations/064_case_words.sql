-- +goose Up
alter table child_case add column milestone_translations jsonb not null default '[]';
comment on column child_case.milestone_translations is 'Its steps in further languages: MilestoneTranslations of the contract.';
alter table case_copy add column what_happens_now_translations jsonb not null default '[]';
comment on column case_copy.what_happens_now_translations is 'TranslatedWords of the contract.';
