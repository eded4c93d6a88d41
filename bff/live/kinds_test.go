package live

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/contracts/fagsystem"
)

// Whoever handed something in hears how far it has come, whatever kind the
// contract has: only evidence is nobody's to hear of.
func TestTheAuthorHearsOfEveryKindWhereItIsShown(t *testing.T) {
	t.Parallel()
	pool, changes := oneConnection(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	spec, err := fagsystem.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	inTexts := map[person.World]string{person.Citizen: "text-available", person.Employee: "inbox-changed"}
	for _, value := range spec.Components.Schemas["SubmissionKind"].Value.Enum {
		kind := fagsystem.SubmissionKind(value.(string))
		for by, there := range inTexts {
			changed := submissions.Submission{
				Key:   submissions.Key{Municipality: "fjordvik", AuthorID: uuid.New(), ID: uuid.New()},
				World: by, Kind: kind, CaseCopyID: uuid.New(), State: submissions.Waiting,
			}
			tell := changes.SubmissionChanged(ctx, changed)
			if kind == fagsystem.SubmissionKindOPENED {
				if tell != nil {
					t.Errorf("%s by a %s is told", kind, by)
				}
				continue
			}
			if tell == nil {
				t.Errorf("%s by a %s isn't told", kind, by)
				continue
			}
			if err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error { _, err := tell(ctx, tx); return err }); err != nil {
				t.Fatal(err)
			}
			var told string
			if err := pool.QueryRow(ctx, "SELECT string_agg(type, ' ') FROM live_event WHERE case_copy_id = $1", changed.CaseCopyID).Scan(&told); err != nil {
				t.Fatal(err)
			}
			want := "message-state"
			if submissions.ShownIn(kind) == submissions.InTexts {
				want = there
			}
			if told != want {
				t.Errorf("%s by a %s: %s", kind, by, told)
			}
		}
	}
}
