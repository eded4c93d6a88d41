-- +goose Up
-- One gapless sequence of positions for each human being, who may be a person
-- in several municipalities: a stream.
CREATE TABLE live_stream (
    id       uuid   NOT NULL PRIMARY KEY,
    position bigint NOT NULL
);
CREATE TABLE live_person (
    municipality text NOT NULL,
    person_id    uuid NOT NULL,
    stream_id    uuid NOT NULL REFERENCES live_stream (id),
    PRIMARY KEY (municipality, person_id)
);
CREATE INDEX live_person_stream ON live_person (stream_id);
CREATE TABLE live_event (
    stream_id    uuid        NOT NULL REFERENCES live_stream (id),
    position     bigint      NOT NULL,
    at           timestamptz NOT NULL,
    type         text        NOT NULL,
    case_copy_id uuid,
    message_id   uuid,
    entry_id     uuid,
    PRIMARY KEY (stream_id, position)
);
CREATE INDEX live_event_at ON live_event (at);

-- +goose StatementBegin
-- The person's stream, made if there is none. Its first id is the person's
-- own, so that two transactions that make it at once make the same.
CREATE FUNCTION live_stream_of(p_municipality text, p_person_id uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    v_stream uuid;
BEGIN
    SELECT l.stream_id INTO v_stream FROM live_person l WHERE l.municipality = p_municipality AND l.person_id = p_person_id;
    IF NOT FOUND THEN
        INSERT INTO live_stream (id, position) VALUES (p_person_id, 0) ON CONFLICT DO NOTHING;
        INSERT INTO live_person (municipality, person_id, stream_id) VALUES (p_municipality, p_person_id, p_person_id)
        ON CONFLICT DO NOTHING;
        SELECT l.stream_id INTO v_stream FROM live_person l WHERE l.municipality = p_municipality AND l.person_id = p_person_id;
    END IF;
    RETURN v_stream;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- Appends one event for each of the persons and answers their streams. The
-- positions are taken under the streams' rows, which stay locked until commit.
-- Locks are taken in one order everywhere: persons by id, then streams by id.
CREATE FUNCTION live_append(
    p_municipality text, p_person_ids uuid[], p_at timestamptz, p_type text,
    p_case_copy_id uuid, p_message_id uuid, p_entry_id uuid
) RETURNS uuid[] LANGUAGE plpgsql AS $$
DECLARE
    v_person   uuid;
    v_stream   uuid;
    v_streams  uuid[] := '{}';
    v_position bigint;
BEGIN
    FOR v_person IN SELECT DISTINCT p FROM unnest(p_person_ids) p ORDER BY p LOOP
        PERFORM live_stream_of(p_municipality, v_person);
        -- Held so that the person isn't moved to another stream meanwhile.
        SELECT l.stream_id INTO v_stream FROM live_person l
        WHERE l.municipality = p_municipality AND l.person_id = v_person FOR SHARE;
        v_streams := v_streams || v_stream;
    END LOOP;
    SELECT coalesce(array_agg(DISTINCT s ORDER BY s), '{}') INTO v_streams FROM unnest(v_streams) s;
    FOREACH v_stream IN ARRAY v_streams LOOP
        UPDATE live_stream s SET position = s.position + 1 WHERE s.id = v_stream RETURNING s.position INTO v_position;
        INSERT INTO live_event (stream_id, position, at, type, case_copy_id, message_id, entry_id)
        VALUES (v_stream, v_position, p_at, p_type, p_case_copy_id, p_message_id, p_entry_id);
    END LOOP;
    RETURN v_streams;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
-- Makes the persons share one stream and answers it. Where they had several,
-- the shared one goes on beyond all of them with nothing kept, so that every
-- page fetches everything anew.
CREATE FUNCTION live_unite(p_municipalities text[], p_person_ids uuid[]) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    v_streams uuid[] := '{}';
BEGIN
    FOR i IN 1 .. cardinality(p_person_ids) LOOP
        v_streams := v_streams || live_stream_of(p_municipalities[i], p_person_ids[i]);
    END LOOP;
    SELECT array_agg(DISTINCT s ORDER BY s) INTO v_streams FROM unnest(v_streams) s;
    IF cardinality(v_streams) = 1 THEN
        RETURN v_streams[1];
    END IF;
    PERFORM FROM live_person l WHERE l.stream_id = ANY (v_streams) ORDER BY l.person_id FOR UPDATE;
    PERFORM FROM live_stream s WHERE s.id = ANY (v_streams) ORDER BY s.id FOR UPDATE;
    UPDATE live_stream t SET position = (SELECT max(s.position) + 1 FROM live_stream s WHERE s.id = ANY (v_streams))
    WHERE t.id = v_streams[1];
    DELETE FROM live_event e WHERE e.stream_id = ANY (v_streams);
    UPDATE live_person l SET stream_id = v_streams[1] WHERE l.stream_id = ANY (v_streams);
    RETURN v_streams[1];
END
$$;
-- +goose StatementEnd
