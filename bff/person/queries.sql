-- name: FindByID :one
SELECT * FROM person WHERE municipality = @municipality AND id = @id;

-- name: FindByFagsystemID :one
SELECT * FROM person
WHERE municipality = @municipality AND world = @world AND fagsystem_person_id = @fagsystem_person_id;

-- name: Add :execrows
INSERT INTO person (municipality, id, world, fagsystem_person_id, wrapped_key, created_at)
VALUES (@municipality, @id, @world, @fagsystem_person_id, @wrapped_key, @created_at)
ON CONFLICT (municipality, world, fagsystem_person_id) DO NOTHING;

-- name: ReleaseBlindIndex :exec
-- The fagsystem now gives the number to another person (two records were merged).
UPDATE person SET blind_index = NULL, sealed_number = NULL
WHERE municipality = @municipality AND world = @world AND blind_index = @blind_index AND id <> @id;

-- name: SetBlindIndex :exec
UPDATE person SET blind_index = @blind_index, sealed_number = @sealed_number
WHERE municipality = @municipality AND id = @id AND blind_index IS DISTINCT FROM @blind_index;

-- name: SetLanguage :execrows
UPDATE person SET language = @language WHERE municipality = @municipality AND id = @id;

-- name: ListReachable :many
SELECT id FROM person
WHERE municipality = @municipality AND world = 'citizen' AND sealed_number IS NOT NULL AND wrapped_key IS NOT NULL AND id > @after::uuid
ORDER BY id LIMIT @most;

-- name: ListForRewrap :many
SELECT municipality, id, wrapped_key FROM person
WHERE wrapped_key IS NOT NULL AND (municipality, id) > (@municipality, @id::uuid)
ORDER BY municipality, id LIMIT 500;

-- name: SetWrappedKey :exec
UPDATE person SET wrapped_key = @new
WHERE municipality = @municipality AND id = @id AND wrapped_key = @old;

-- name: FindByBlindIndex :one
SELECT * FROM person WHERE municipality = @municipality AND world = @world AND blind_index = @blind_index;
