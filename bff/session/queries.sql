-- name: Add :exec
WITH added AS (
    INSERT INTO session (id, world, content, provider_session, created_at, idle_end_at, absolute_end_at)
    VALUES (@id, @world, @content, @provider_session, @created_at, @idle_end_at, @absolute_end_at)
    RETURNING id
)
INSERT INTO session_person (session_id, municipality, person_id)
SELECT added.id, person.municipality, person.id FROM added,
    (SELECT unnest(@municipalities::text[]) AS municipality, unnest(@person_ids::uuid[]) AS id) AS person;

-- name: Find :one
SELECT * FROM session WHERE id = @id AND world = @world AND idle_end_at > @now AND absolute_end_at > @now;

-- name: Touch :one
-- Finds and extends in one; a session that ended meanwhile has no row to extend.
UPDATE session SET idle_end_at = LEAST(@idle_end_at, absolute_end_at)
WHERE id = @id AND world = @world AND idle_end_at > @now AND absolute_end_at > @now
RETURNING *;

-- name: SetContent :exec
UPDATE session SET content = @content WHERE id = @id;

-- name: ListAlive :many
SELECT id FROM session WHERE id = ANY (@ids::bytea[]) AND idle_end_at > @now AND absolute_end_at > @now;

-- name: EndByID :many
WITH gone AS (DELETE FROM session WHERE session.id = @id RETURNING session.id)
SELECT pg_notify('session_ended', encode(gone.id, 'hex'))::text FROM gone;

-- name: EndByProviderSession :many
WITH gone AS (DELETE FROM session WHERE provider_session = @provider_session RETURNING session.id)
SELECT pg_notify('session_ended', encode(gone.id, 'hex'))::text FROM gone;

-- name: EndByPerson :many
WITH gone AS (
    DELETE FROM session USING session_person
    WHERE session_person.session_id = session.id
      AND session_person.municipality = @municipality AND session_person.person_id = @person_id
    RETURNING session.id
)
SELECT pg_notify('session_ended', encode(gone.id, 'hex'))::text FROM gone;

-- name: EndExpired :many
WITH gone AS (DELETE FROM session WHERE idle_end_at <= @now OR absolute_end_at <= @now RETURNING session.id)
SELECT pg_notify('session_ended', encode(gone.id, 'hex'))::text FROM gone;
