-- +goose Up
-- When somebody's pages were last seen open. Written by the replicas that hold
-- the sockets, every few seconds.
CREATE TABLE live_presence (
    stream_id  uuid        NOT NULL PRIMARY KEY,
    seen_at    timestamptz NOT NULL,
    -- They count as being here until then, unless they are seen again.
    here_until timestamptz NOT NULL
);

-- The newest notification of each person. It is open from the first thing that
-- is unread until the person has been here: one notification for all of it.
CREATE TABLE notification (
    municipality text        NOT NULL,
    person_id    uuid        NOT NULL,
    number       bigint      NOT NULL,
    -- NULL when nothing waits.
    open_since   timestamptz,
    -- The newest thing that waits.
    case_copy_id uuid        NOT NULL,
    message_id   uuid,
    entry_id     uuid,
    position     bigint      NOT NULL,
    sent_at      timestamptz,
    order_id     text,
    outcome      text,
    PRIMARY KEY (municipality, person_id)
);

-- Someone under 18 is told nothing before a safe way has been agreed with
-- them. No row: nothing has been agreed.
CREATE TABLE safe_contact (
    municipality text        NOT NULL,
    person_id    uuid        NOT NULL,
    agreed_at    timestamptz NOT NULL,
    PRIMARY KEY (municipality, person_id)
);
