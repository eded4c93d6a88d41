-- +goose Up
-- Replicas that keep a session in memory are also told when it is to end sooner,
-- as by a statement by hand. Ordinary activity only ever moves its end later.
CREATE TRIGGER session_shortened AFTER UPDATE OF idle_end_at, absolute_end_at ON session FOR EACH ROW
    WHEN (NEW.idle_end_at < OLD.idle_end_at OR NEW.absolute_end_at < OLD.absolute_end_at)
    EXECUTE FUNCTION session_changed();
