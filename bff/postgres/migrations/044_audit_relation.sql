-- +goose Up
-- On what relation to the case an employee's access rested: who looks at one's
-- own access log is told that, and no name.
ALTER TABLE audit_event ADD COLUMN relation text;
