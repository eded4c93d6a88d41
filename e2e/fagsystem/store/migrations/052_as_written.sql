-- +goose Up
-- What a case copy or an entry says in its published object, word for word, whatever it is.
create table as_written (
    municipality text not null,
    id uuid not null,
    published json not null,
    primary key (municipality, id)
);
