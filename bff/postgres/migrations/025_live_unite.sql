-- +goose Up
-- +goose StatementBegin
-- As before, and the streams that nobody has any more are gone: sockets that
-- still hang on one are told to connect again.
CREATE OR REPLACE FUNCTION live_unite(p_municipalities text[], p_person_ids uuid[]) RETURNS uuid LANGUAGE plpgsql AS $$
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
    DELETE FROM live_stream s WHERE s.id = ANY (v_streams) AND s.id <> v_streams[1];
    RETURN v_streams[1];
END
$$;
-- +goose StatementEnd
