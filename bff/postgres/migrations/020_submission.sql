-- +goose Up
-- What people hand in, on its way to the fagsystem. A lane is one author's
-- submissions under one ordering key (for a message: the case copy).
CREATE TABLE submission_lane (
    municipality    text   NOT NULL,
    author_id       uuid   NOT NULL,
    ordering_key    uuid   NOT NULL,
    last_send_order bigint NOT NULL,
    PRIMARY KEY (municipality, author_id, ordering_key)
);

CREATE TABLE submission (
    municipality             text        NOT NULL,
    author_id                uuid        NOT NULL,
    ordering_key             uuid        NOT NULL,
    id                       uuid        NOT NULL,
    world                    text        NOT NULL CHECK (world IN ('citizen', 'employee')),
    case_copy_id             uuid        NOT NULL,
    kind                     text        NOT NULL,
    send_order               bigint      NOT NULL,
    -- When the portal answered "sent"; what counts for a deadline.
    accepted_at              timestamptz NOT NULL,
    -- Until then it can be undone.
    release_at               timestamptz NOT NULL,
    state                    text        NOT NULL CHECK (state IN ('HELD', 'WAITING', 'PARKED', 'REGISTERED', 'UNDONE')),
    -- Why it isn't delivered yet, or why it is parked.
    reason                   text        CHECK (reason IN ('FAGSYSTEM_UNAVAILABLE', 'REFUSED', 'FAULT')),
    -- Sealed with the author's key; NULL once erased or undone.
    sealed_body              bytea,
    -- A keyed fingerprint of the canonical body; stays, so that a repeated
    -- request gets the same answer.
    body_mac                 bytea       NOT NULL,
    -- Failed attempts of this one, and when the next is due.
    attempts                 integer     NOT NULL DEFAULT 0,
    due_at                   timestamptz NOT NULL,
    -- The fagsystem's answer.
    registration_id          text,
    position                 bigint,
    registered_at            timestamptz,
    evidence_acknowledged_at timestamptz,
    erased_at                timestamptz,
    PRIMARY KEY (municipality, author_id, ordering_key, id),
    UNIQUE (municipality, author_id, ordering_key, send_order)
);
-- What the relay looks at: everything that isn't delivered.
CREATE INDEX submission_pending ON submission (municipality, author_id, ordering_key, send_order)
    WHERE state IN ('HELD', 'WAITING', 'PARKED');
-- What a conversation shows beside the fagsystem's history.
CREATE INDEX submission_conversation ON submission (municipality, case_copy_id)
    WHERE state IN ('HELD', 'WAITING', 'PARKED') OR sealed_body IS NOT NULL;
-- Registered, but its evidence isn't handed over yet.
CREATE INDEX submission_evidence ON submission (municipality, due_at)
    WHERE state = 'REGISTERED' AND evidence_acknowledged_at IS NULL;

-- +goose StatementBegin
-- Accepts one submission: the row, its place in the lane, the end of its draft
-- and the audit row are one transaction, and calling this is one round trip.
-- Answers ACCEPTED, SAME (it was accepted before) or OTHER_BODY (its id is
-- spent on something else).
CREATE FUNCTION submission_accept(
    p_municipality text, p_author_id uuid, p_ordering_key uuid, p_id uuid, p_world text, p_case_copy_id uuid, p_kind text,
    p_accepted_at timestamptz, p_release_at timestamptz, p_sealed_body bytea, p_body_mac bytea,
    p_audit_id uuid, p_audit_segment text, p_audit_action text, p_about_person_id uuid, p_correlation_id text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_order bigint;
    v_mac   bytea;
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
        UPDATE draft d SET sealed_text = NULL, revision = d.revision + 1, saved_at = p_accepted_at
        WHERE d.municipality = p_municipality AND d.person_id = p_author_id AND d.draft_key = p_ordering_key;
    END IF;
    INSERT INTO audit_event (id, segment, at, municipality, person_id, world, action, object_kind, object_id,
        about_person_id, outcome, correlation_id)
    VALUES (p_audit_id, p_audit_segment, p_accepted_at, p_municipality, p_author_id, p_world, p_audit_action, 'submission',
        p_case_copy_id || '/' || p_id, p_about_person_id, 'allowed', p_correlation_id);
    INSERT INTO audit_unsealed (event_id) VALUES (p_audit_id);
    RETURN 'ACCEPTED';
END
$$;
-- +goose StatementEnd
