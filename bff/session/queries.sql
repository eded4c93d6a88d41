-- name: Add :exec
WITH added AS (
    INSERT INTO session (id, world, content, provider_session, provider_subject, created_at, idle_end_at, absolute_end_at)
    VALUES (@id, @world, @content, @provider_session, @provider_subject, @created_at, @idle_end_at, @absolute_end_at)
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

-- name: LockProvider :exec
-- Lets a log-out and a log-in of one provider's session go one after the other:
-- else neither might see the other.
SELECT pg_advisory_xact_lock(hashtextextended(encode(@provider::bytea, 'hex'), 0));

-- name: IsLoggedOut :one
-- A provider's session never comes back; somebody may log in again later.
SELECT EXISTS (
    SELECT FROM provider_logout
    WHERE ends_at > @now AND (provider = @provider_session OR provider = @provider_subject AND logged_out_at >= @authenticated_at)
);

-- name: AddLogOut :exec
INSERT INTO provider_logout (provider, logged_out_at, ends_at) VALUES (@provider, @logged_out_at, @ends_at)
ON CONFLICT (provider) DO UPDATE SET
    logged_out_at = GREATEST(provider_logout.logged_out_at, EXCLUDED.logged_out_at), ends_at = GREATEST(provider_logout.ends_at, EXCLUDED.ends_at);

-- name: DeleteExpiredLogOuts :exec
DELETE FROM provider_logout WHERE ends_at <= @now;

-- name: EndByProvider :many
-- One row for each person of each session; what is told twice in one
-- transaction is notified once.
WITH gone AS (
    DELETE FROM session WHERE provider_session = @provider::bytea OR provider_subject = @provider::bytea
    RETURNING session.id, session.world
)
SELECT gone.id, gone.world, person.municipality, person.person_id, pg_notify('session_ended', encode(gone.id, 'hex'))::text AS told
FROM gone LEFT JOIN session_person AS person ON person.session_id = gone.id ORDER BY gone.id;

-- name: EndAll :many
WITH gone AS (DELETE FROM session RETURNING session.id, session.world)
SELECT gone.id, gone.world, person.municipality, person.person_id, pg_notify('session_ended', encode(gone.id, 'hex'))::text AS told
FROM gone LEFT JOIN session_person AS person ON person.session_id = gone.id ORDER BY gone.id;

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
