-- +goose Up
-- What changed a draft last, as the page that did it names it: the save, or the
-- message with which it ended. By it a page says what it goes on from before it
-- knows the revision.
ALTER TABLE draft ADD COLUMN last_change uuid;

-- As before, but only the draft that a message was made from ends with it: the one
-- of that revision, or the one that p_draft_after changed last. Where something
-- else stands there it stays, and the answer is DRAFT_LEFT instead of ACCEPTED.
-- Whoever names no draft ends whatever there is.
-- +goose StatementBegin
CREATE FUNCTION submission_accept(
    p_municipality text, p_author_id uuid, p_ordering_key uuid, p_id uuid, p_world text, p_case_copy_id uuid, p_kind text,
    p_accepted_at timestamptz, p_release_at timestamptz, p_sealed_body bytea, p_body_mac bytea,
    p_audit_id uuid, p_audit_segment text, p_audit_action text, p_about_person_id uuid, p_correlation_id text,
    p_draft_revision bigint, p_draft_after uuid
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_order    bigint;
    v_mac      bytea;
    v_accepted text := 'ACCEPTED';
BEGIN
    SELECT l.last_send_order INTO v_order FROM submission_lane l
    WHERE l.municipality = p_municipality AND l.author_id = p_author_id AND l.ordering_key = p_ordering_key
    FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO submission_lane (municipality, author_id, ordering_key, last_send_order)
        VALUES (p_municipality, p_author_id, p_ordering_key, 0) ON CONFLICT DO NOTHING;
        SELECT l.last_send_order INTO v_order FROM submission_lane l
        WHERE l.municipality = p_municipality AND l.author_id = p_author_id AND l.ordering_key = p_ordering_key
        FOR UPDATE;
    END IF;

    -- Only now, under the lane's lock, is it certain whether the id is new.
    SELECT s.body_mac INTO v_mac FROM submission s
    WHERE s.municipality = p_municipality AND s.author_id = p_author_id
      AND s.ordering_key = p_ordering_key AND s.id = p_id;
    IF FOUND THEN
        RETURN CASE WHEN v_mac = p_body_mac THEN 'SAME' ELSE 'OTHER_BODY' END;
    END IF;

    UPDATE submission_lane l SET last_send_order = v_order + 1
    WHERE l.municipality = p_municipality AND l.author_id = p_author_id AND l.ordering_key = p_ordering_key;
    INSERT INTO submission (municipality, author_id, ordering_key, id, world, case_copy_id, kind, send_order,
        accepted_at, release_at, state, sealed_body, body_mac, due_at)
    VALUES (p_municipality, p_author_id, p_ordering_key, p_id, p_world, p_case_copy_id, p_kind, v_order + 1,
        p_accepted_at, p_release_at, 'HELD', p_sealed_body, p_body_mac, p_release_at);
    IF p_kind = 'MESSAGE' THEN
        -- What was sent is no draft any more. The row stays as a marker, so
        -- that a late automatic save doesn't bring the text back.
        UPDATE draft d SET sealed_text = NULL, revision = d.revision + 1, last_change = p_id, saved_at = p_accepted_at
        WHERE d.municipality = p_municipality AND d.person_id = p_author_id AND d.draft_key = p_ordering_key
          AND (p_draft_revision IS NULL OR d.revision = p_draft_revision OR d.last_change = p_draft_after);
        IF NOT FOUND AND p_draft_revision IS NOT NULL AND EXISTS (SELECT FROM draft d
            WHERE d.municipality = p_municipality AND d.person_id = p_author_id AND d.draft_key = p_ordering_key AND d.sealed_text IS NOT NULL) THEN
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
    p_audit_id uuid, p_audit_segment text, p_audit_action text, p_about_person_id uuid, p_correlation_id text
) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN submission_accept(p_municipality, p_author_id, p_ordering_key, p_id, p_world, p_case_copy_id, p_kind, p_accepted_at, p_release_at,
        p_sealed_body, p_body_mac, p_audit_id, p_audit_segment, p_audit_action, p_about_person_id, p_correlation_id, NULL, NULL);
END
$$;
-- +goose StatementEnd
