-- +goose Up
-- What goes with a draft's text: the language it is written in, and which words
-- its author is afraid of being known. Sealed with the person's key; NULL where
-- there is nothing to say.
ALTER TABLE draft ADD COLUMN sealed_details bytea;

-- Whatever removes the text removes them too: sending does it in another
-- function, which needn't know what goes with a text.
-- +goose StatementBegin
CREATE FUNCTION draft_details_go_with_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.sealed_details := NULL;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER draft_details_go_with_text BEFORE UPDATE ON draft
    FOR EACH ROW WHEN (NEW.sealed_text IS NULL) EXECUTE FUNCTION draft_details_go_with_text();
