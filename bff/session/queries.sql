-- name: Add :exec
WITH added AS (
    INSERT INTO session (id, world, content, provider_session, provider_subject, created_at, idle_end_at, absolute_end_at)
    VALUES (@id, @world, @content, @provider_session, @provider_subject, @created_at, @idle_end_at, @absolute_end_at)
    RETURNING id
)
INSERT INTO session_person (session_id, municipality, person_id)
SELECT added.id, person.municipality, person.id FROM added,
    (SELECT unnest(@municipalities::text[]) AS municipality, unnest(@person_ids::uuid[]) AS id) AS person;

-- name: AddLogIn :exec
INSERT INTO log_in (municipality, person_id, log_in_id, session_id, device, started_at)
SELECT unnest(@municipalities::text[]), unnest(@person_ids::uuid[]), @log_in_id, @session_id::bytea,
    NULLIF(unnest(@devices::bytea[]), ''::bytea), @started_at;

-- name: Find :one
SELECT * FROM session WHERE id = @id AND world = @world AND idle_end_at > @now AND absolute_end_at > @now;

-- name: Touch :one
-- Finds and extends in one; a session that ended meanwhile has no row to extend.
UPDATE session SET idle_end_at = LEAST(GREATEST(@idle_end_at, idle_end_at), absolute_end_at)
WHERE id = @id AND world = @world AND idle_end_at > @now AND absolute_end_at > @now
RETURNING *;

-- name: SaveUses :many
-- What ended meanwhile stays so. A row that somebody else is changing is left
-- for the next time: several of these never wait for each other.
UPDATE session SET idle_end_at = LEAST(GREATEST(free.idle_end_at, session.idle_end_at), absolute_end_at)
FROM (
    SELECT s.id, used.idle_end_at
    FROM session AS s JOIN (SELECT unnest(@ids::bytea[]) AS id, unnest(@idle_end_ats::timestamptz[]) AS idle_end_at) AS used ON used.id = s.id
    WHERE s.idle_end_at > @now AND s.absolute_end_at > @now
    FOR UPDATE OF s SKIP LOCKED
) AS free
WHERE session.id = free.id
RETURNING session.id;

-- name: SetContent :exec
UPDATE session SET content = @content WHERE id = @id;

-- name: ListAlive :many
SELECT id FROM session WHERE id = ANY (@ids::bytea[]) AND idle_end_at > @now AND absolute_end_at > @now;

-- name: FindProvider :one
SELECT provider_session, provider_subject FROM session WHERE id = @id;

-- name: LockAlive :one
SELECT id FROM session WHERE id = @id AND idle_end_at > @now AND absolute_end_at > @now FOR UPDATE;

-- name: AddOnly :exec
-- A session in the place of another one, of the same persons and no longer.
WITH added AS (
    INSERT INTO session (id, world, content, provider_session, provider_subject, created_at, idle_end_at, absolute_end_at)
    SELECT @new_id::bytea AS id, world, @content::bytea AS content, provider_session, provider_subject, created_at,
        LEAST(@idle_end_at, absolute_end_at)::timestamptz AS idle_end_at, absolute_end_at
    FROM session WHERE id = @old_id
    RETURNING id
)
INSERT INTO session_person (session_id, municipality, person_id)
SELECT added.id, person.municipality, person.person_id FROM added, session_person AS person WHERE person.session_id = @old_id;

-- name: MoveLogIn :exec
UPDATE log_in SET session_id = @new_id::bytea WHERE session_id = @old_id::bytea;

-- Whatever removes a session, the table's trigger tells all replicas and closes
-- the record of the log-in.

-- name: EndByID :many
DELETE FROM session WHERE id = @id RETURNING id;

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
-- One row for each person of each session.
WITH gone AS (
    DELETE FROM session WHERE provider_session = @provider::bytea OR provider_subject = @provider::bytea
    RETURNING session.id, session.world
)
SELECT gone.id, gone.world, person.municipality, person.person_id
FROM gone LEFT JOIN session_person AS person ON person.session_id = gone.id ORDER BY gone.id;

-- name: EndAll :many
WITH gone AS (DELETE FROM session RETURNING session.id, session.world)
SELECT gone.id, gone.world, person.municipality, person.person_id
FROM gone LEFT JOIN session_person AS person ON person.session_id = gone.id ORDER BY gone.id;

-- name: EndByPerson :many
DELETE FROM session USING session_person
WHERE session_person.session_id = session.id
  AND session_person.municipality = @municipality AND session_person.person_id = @person_id
RETURNING session.id;

-- name: ListPersons :many
SELECT DISTINCT p.person_id FROM session_person p JOIN session s ON s.id = p.session_id
WHERE p.municipality = @municipality AND s.world = @world;

-- name: EndExpired :many
DELETE FROM session WHERE idle_end_at <= @now OR absolute_end_at <= @now RETURNING id;

-- name: EndOthers :many
-- All sessions of these persons but one.
DELETE FROM session WHERE session.id <> @kept::bytea AND session.id IN (
    SELECT session_id FROM session_person
    WHERE (municipality, person_id) IN (SELECT unnest(@municipalities::text[]), unnest(@person_ids::uuid[]))
)
RETURNING session.id;

-- name: ListLogIns :many
-- Newest first; one log-in has a row for each municipality that knows the person.
SELECT log_in.*, session.idle_end_at, session.absolute_end_at
FROM log_in LEFT JOIN session ON session.id = log_in.session_id
WHERE (log_in.municipality, log_in.person_id) IN (SELECT unnest(@municipalities::text[]), unnest(@person_ids::uuid[]))
  AND log_in.started_at > @after
ORDER BY log_in.started_at DESC, log_in.log_in_id LIMIT @most;

-- name: FindLogIn :many
-- The sessions of a log-in among those of these persons; NULL of one that ended.
SELECT session_id FROM log_in
WHERE (municipality, person_id) IN (SELECT unnest(@municipalities::text[]), unnest(@person_ids::uuid[]))
  AND log_in_id = @log_in_id AND started_at > @after;

-- name: DeleteOldLogIns :exec
DELETE FROM log_in WHERE started_at <= @before;
