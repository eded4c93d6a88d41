-- +goose Up
-- A person in one municipality, under the portal's own id: national numbers
-- change and some people lack one.
CREATE TABLE person (
    municipality        text        NOT NULL,
    id                  uuid        NOT NULL,
    world               text        NOT NULL CHECK (world IN ('citizen', 'employee')),
    -- The fagsystem's own id of the person: what stays when the number changes.
    fagsystem_person_id text        NOT NULL,
    -- HMAC of the national number, for an employee of the directory's id; NULL
    -- until a log-in has told it.
    blind_index         bytea,
    -- The person's data key, wrapped by the vault. NULL once the person is erased.
    wrapped_key         bytea,
    -- The national number, sealed: what a notification is addressed with.
    sealed_number       bytea,
    -- The language the person chose in the portal; NULL until chosen.
    language            text,
    created_at          timestamptz NOT NULL,
    PRIMARY KEY (municipality, id),
    UNIQUE (municipality, world, fagsystem_person_id),
    UNIQUE (municipality, world, blind_index)
);
