package main

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/postgres/postgrestest"
)

// What an operator does once the cause is mended, whatever kind it is that was
// refused: a message, and that a document was opened.
func TestAnOperatorReleasesWhatIsParked(t *testing.T) {
	set(t, postgrestest.NewURL(t))
	err := withPeople(t.Context(), func(ctx context.Context, f foundation) error {
		ids := map[string]uuid.UUID{}
		for _, kind := range []string{"OPENED", "MESSAGE"} {
			ids[kind] = uuid.New()
			if _, err := f.pool.Exec(ctx, `INSERT INTO submission (municipality, author_id, ordering_key, id, world, case_copy_id, kind, send_order, accepted_at, release_at, state, reason, attempts, body_mac, due_at)
				VALUES ('fjordvik', $1, $1, $1, 'citizen', $1, $2, 1, now(), now(), 'PARKED', 'REFUSED', 3, '', now())`, ids[kind], kind); err != nil {
				return err
			}
		}
		states := func(kind string) (state string) {
			if err := f.pool.QueryRow(ctx, "SELECT concat_ws(' ', state, reason, attempts) FROM submission WHERE id = $1", ids[kind]).Scan(&state); err != nil {
				t.Fatal(err)
			}
			return state
		}
		for _, wrong := range [][]string{{}, {"lyngmo"}, {"fjordvik", "no id"}, {"fjordvik", ids["OPENED"].String(), "x"}} {
			if err := run(ctx, append([]string{"release-parked"}, wrong...)); err == nil {
				t.Errorf("%v was accepted", wrong)
			}
		}
		if err := run(ctx, []string{"release-parked", "fjordvik", ids["OPENED"].String()}); err != nil {
			return err
		}
		if states("OPENED") != "WAITING 0" || states("MESSAGE") != "PARKED REFUSED 3" {
			t.Errorf("the opening is %s, the message %s", states("OPENED"), states("MESSAGE"))
		}
		if err := run(ctx, []string{"release-parked", "fjordvik"}); err != nil {
			return err
		}
		if states("MESSAGE") != "WAITING 0" {
			t.Errorf("the message is %s", states("MESSAGE"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
