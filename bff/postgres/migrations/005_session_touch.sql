-- +goose Up
-- Every request that is activity moves idle_end_at. With the column indexed,
-- each of these updates would also write every index of the table; without, the
-- new version of the row stays on its page (a heap-only update). The few ended
-- sessions are found by reading the table, which is small.
DROP INDEX session_idle_end;
ALTER TABLE session SET (fillfactor = 70);
