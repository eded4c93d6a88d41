-- +goose Up
-- When and on what kind of device somebody logged in: what people see of their
-- own log-ins, for 90 days. One row for each municipality that knows the person.
CREATE TABLE log_in (
    municipality text        NOT NULL,
    person_id    uuid        NOT NULL,
    -- The same in all the municipalities of one log-in.
    log_in_id    uuid        NOT NULL,
    -- The session, while it lasts.
    session_id   bytea,
    -- Kind and system of the device, sealed with the person's key; NULL where the
    -- person has none.
    device       bytea,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    PRIMARY KEY (municipality, person_id, log_in_id)
);
CREATE INDEX log_in_session ON log_in (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX log_in_started ON log_in (started_at);

-- Whatever removes a session, be it a statement by hand, also closes the record
-- of its log-in and tells every replica. One that had timed out ended then, not
-- when it was removed.
-- +goose StatementBegin
CREATE FUNCTION session_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE log_in SET session_id = NULL,
        ended_at = GREATEST(started_at, LEAST(clock_timestamp(), OLD.idle_end_at, OLD.absolute_end_at))
    WHERE session_id = OLD.id;
    PERFORM pg_notify('session_ended', encode(OLD.id, 'hex'));
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER session_gone AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION session_gone();

-- Replicas keep sessions in memory: they are told when one says something else.
-- +goose StatementBegin
CREATE FUNCTION session_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('session_changed', encode(OLD.id, 'hex'));
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER session_changed AFTER UPDATE OF content ON session FOR EACH ROW EXECUTE FUNCTION session_changed();
