-- +goose Up
-- As before, but what is filled in in a form ends its draft as a message does, with
-- the same stroke: p_draft_key says where it is kept, NULL where there is none. What
-- is handed in once more ends, too, the draft that it was made from this time. And
-- the lane is locked and moved on in one statement: everything passes here.
-- +goose StatementBegin
CREATE FUNCTION submission_accept(
    p_municipality text, p_author_id uuid, p_ordering_key uuid, p_id uuid, p_world text, p_case_copy_id uuid, p_kind text,
    p_accepted_at timestamptz, p_release_at timestamptz, p_sealed_body bytea, p_body_mac bytea,
    p_audit_id uuid, p_audit_segment text, p_audit_action text, p_about_person_id uuid, p_correlation_id text,
    p_draft_key uuid, p_draft_revision bigint, p_draft_after uuid
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_order    bigint;
    v_mac      bytea;
    v_state    text;
    v_accepted text := 'ACCEPTED';
BEGIN
    -- From here on the lane is locked.
    UPDATE submission_lane l SET last_send_order = l.last_send_order + 1
    WHERE l.municipality = p_municipality AND l.author_id = p_author_id AND l.ordering_key = p_ordering_key
    RETURNING l.last_send_order INTO v_order;
    IF NOT FOUND THEN
        INSERT INTO submission_lane AS l (municipality, author_id, ordering_key, last_send_order)
        VALUES (p_municipality, p_author_id, p_ordering_key, 1)
        ON CONFLICT (municipality, author_id, ordering_key) DO UPDATE SET last_send_order = l.last_send_order + 1
        RETURNING l.last_send_order INTO v_order;
    END IF;

    -- Only now is it certain whether the id is new. One that isn't gives its place
    -- in the order back, before anybody else can have seen it.
    SELECT s.body_mac, s.state INTO v_mac, v_state FROM submission s
    WHERE s.municipality = p_municipality AND s.author_id = p_author_id
      AND s.ordering_key = p_ordering_key AND s.id = p_id;
    IF FOUND THEN
        UPDATE submission_lane l SET last_send_order = l.last_send_order - 1
        WHERE l.municipality = p_municipality AND l.author_id = p_author_id AND l.ordering_key = p_ordering_key;
        IF v_mac <> p_body_mac THEN
            RETURN 'OTHER_BODY';
        END IF;
        -- The words of one that was taken back are a draft again, and stay.
        UPDATE draft d SET sealed_text = NULL, revision = d.revision + 1, last_change = p_id, saved_at = p_accepted_at
        WHERE d.municipality = p_municipality AND d.person_id = p_author_id AND d.draft_key = p_draft_key
          AND v_state <> 'UNDONE' AND d.sealed_text IS NOT NULL AND (d.revision = p_draft_revision OR d.last_change = p_draft_after);
        RETURN 'SAME';
    END IF;

    INSERT INTO submission (municipality, author_id, ordering_key, id, world, case_copy_id, kind, send_order,
        accepted_at, release_at, state, sealed_body, body_mac, due_at)
    VALUES (p_municipality, p_author_id, p_ordering_key, p_id, p_world, p_case_copy_id, p_kind, v_order,
        p_accepted_at, p_release_at, 'HELD', p_sealed_body, p_body_mac, p_release_at);
    IF p_draft_key IS NOT NULL THEN
        -- What was sent is no draft any more. The row is there as a marker, also where
        -- nothing was saved yet, so that a late automatic save doesn't bring the text back.
        INSERT INTO draft AS d (municipality, person_id, draft_key, revision, last_change, saved_at)
        VALUES (p_municipality, p_author_id, p_draft_key, coalesce(p_draft_revision, 0) + 1, p_id, p_accepted_at)
        ON CONFLICT (municipality, person_id, draft_key) DO UPDATE
        SET sealed_text = NULL, revision = d.revision + 1, last_change = p_id, saved_at = p_accepted_at
        WHERE (p_draft_revision IS NULL OR d.revision = p_draft_revision OR d.last_change = p_draft_after);
        IF NOT FOUND AND p_draft_revision IS NOT NULL AND EXISTS (SELECT FROM draft d
            WHERE d.municipality = p_municipality AND d.person_id = p_author_id AND d.draft_key = p_draft_key AND d.sealed_text IS NOT NULL) THEN
            v_accepted := 'DRAFT_LEFT';
        END IF;
    END IF;
    INSERT INTO audit_event (id, segment, at, municipality, person_id, world, action, object_kind, object_id,
        about_person_id, outcome, correlation_id)
    VALUES (p_audit_id, p_audit_segment, p_accepted_at, p_municipality, p_author_id, p_world, p_audit_action, 'submission',
        p_case_copy_id || '/' || p_id, p_about_person_id, 'allowed', p_correlation_id);
    INSERT INTO audit_unsealed (event_id) VALUES (p_audit_id);
    RETURN v_accepted;
END
$$;
-- +goose StatementEnd

-- For portals of the version before, while they are replaced.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION submission_accept(
    p_municipality text, p_author_id uuid, p_ordering_key uuid, p_id uuid, p_world text, p_case_copy_id uuid, p_kind text,
    p_accepted_at timestamptz, p_release_at timestamptz, p_sealed_body bytea, p_body_mac bytea,
    p_audit_id uuid, p_audit_segment text, p_audit_action text, p_about_person_id uuid, p_correlation_id text,
    p_draft_revision bigint, p_draft_after uuid
) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN submission_accept(p_municipality, p_author_id, p_ordering_key, p_id, p_world, p_case_copy_id, p_kind, p_accepted_at, p_release_at,
        p_sealed_body, p_body_mac, p_audit_id, p_audit_segment, p_audit_action, p_about_person_id, p_correlation_id,
        CASE WHEN p_kind = 'MESSAGE' THEN p_ordering_key END, p_draft_revision, p_draft_after);
END
$$;
-- +goose StatementEnd
