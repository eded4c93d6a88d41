-- +goose Up
-- Who did what, when, to what. Rows are only ever added; a whole month is
-- retired at once when its time of retention has passed.
CREATE TABLE audit_event (
    id              uuid        NOT NULL PRIMARY KEY,
    -- The UTC month of at, like 2026-11.
    segment         text        NOT NULL,
    at              timestamptz NOT NULL,
    municipality    text        NOT NULL,
    -- Who did it; NULL where the portal itself did.
    person_id       uuid,
    world           text        NOT NULL,
    action          text        NOT NULL,
    object_kind     text        NOT NULL,
    object_id       text        NOT NULL,
    -- Whose data it was, where that is one person.
    about_person_id uuid,
    outcome         text        NOT NULL,
    correlation_id  text        NOT NULL,
    -- What identifies somebody, sealed with the acting person's key.
    personal        bytea
);
CREATE INDEX audit_event_about ON audit_event (municipality, about_person_id, at DESC) WHERE about_person_id IS NOT NULL;
CREATE INDEX audit_event_segment ON audit_event (segment, id);

-- Events that the sealer hasn't linked yet; normally a second's worth.
CREATE TABLE audit_unsealed (
    event_id uuid NOT NULL PRIMARY KEY
);

-- The hash chain, one a segment. It stands beside the events, so that adding
-- an event never waits for the chain.
CREATE TABLE audit_seal (
    segment  text   NOT NULL,
    position bigint NOT NULL,
    event_id uuid   NOT NULL UNIQUE,
    hash     bytea  NOT NULL,
    PRIMARY KEY (segment, position)
);

-- The segments themselves form a chain too, so that a lost month is noticed.
CREATE TABLE audit_segment (
    segment           text   NOT NULL PRIMARY KEY,
    -- The order in which segments were opened.
    position          bigint NOT NULL UNIQUE,
    hash              bytea  NOT NULL,
    -- Set by retention: what the segment held when it was retired.
    retired_at        timestamptz,
    retired_positions bigint,
    retired_hash      bytea
);

-- +goose StatementBegin
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF current_setting('audit.retired_segment', true) = OLD.segment THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
