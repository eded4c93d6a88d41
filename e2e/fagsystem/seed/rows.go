package seed

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// columns of each table, in the order in which tables may be filled.
var columns = []struct {
	table string
	names []string
}{
	{"municipality", []string{"municipality", "name", "organization_number", "tenant_id", "tells_accesses"}},
	{"person", []string{"municipality", "person_id", "national_number", "given", "family", "birth_date", "language", "interpreter_language", "protection_reason", "hidden", "contact"}},
	{"team", []string{"municipality", "team_id", "name", "name_for_parties", "phone"}},
	{"employee", []string{"municipality", "employee_id", "directory_id", "given", "family", "role", "team_id", "phone", "language"}},
	{"child_case", []string{"municipality", "case_id", "child_id", "contact_id", "stand_in_id", "title", "year", "number", "opened_at", "milestones", "milestone_translations", "updated_at", "closed_at"}},
	{"case_copy", []string{"municipality", "case_copy_id", "case_id", "party_id", "person_id", "role", "grants", "ended_at", "meetings", "consents", "what_happens_now", "what_happens_now_language", "what_happens_now_translations", "unseen", "last_position", "represents"}},
	{"file", []string{"name", "content"}},
	{"source_text", []string{"source", "language", "direction", "format", "content"}},
	{"entry", []string{"municipality", "entry_id", "case_copy_id", "released", "released_at", "journalpost", "remedy", "sub_goal_states", "draft_for_comments", "comments_until", "comments_asked", "draft_outcome", "child_may_complain", "opened_at", "in_short", "media_files"}},
	{"document", []string{"municipality", "document_id", "entry_id", "case_copy_id", "place", "original_language", "titles", "file_name"}},
	{"document_text", []string{"municipality", "document_id", "language", "source", "of_version", "provenance"}},
	{"submission", []string{"municipality", "case_copy_id", "submission_id", "kind", "author_person", "author_employee", "accepted_at", "body_hash", "body", "position", "registration_id", "registered_at", "sent_at", "delivered_at", "read_at"}},
	{"message_translation", []string{"municipality", "case_copy_id", "submission_id", "language", "direction", "content", "provenance"}},
	{"answer_translation", []string{"municipality", "case_copy_id", "submission_id", "prompt", "language", "direction", "content", "provenance"}},
	{"logged_access", []string{"municipality", "case_copy_id", "employee_id", "role", "what", "at"}},
	{"read_mark", []string{"municipality", "case_copy_id", "side", "position", "read_at"}},
}

// rows are collected in memory and copied in at once.
type rows struct{ byTable map[string][][]any }

func (r *rows) add(table string, values ...any) {
	r.byTable[table] = append(r.byTable[table], values)
}

func (r *rows) write(ctx context.Context, tx pgx.Tx) error {
	for _, c := range columns {
		if _, err := tx.CopyFrom(ctx, pgx.Identifier{c.table}, c.names, pgx.CopyFromRows(r.byTable[c.table])); err != nil {
			return fmt.Errorf("seed %s: %w", c.table, err)
		}
	}
	return nil
}
