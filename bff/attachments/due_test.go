package attachments_test

import (
	"testing"

	"github.com/google/uuid"
)

func TestFilesThatOneFagsystemHangsAtHoldUpNoOtherMunicipalitys(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	// Sent and checked; Fjordvik's have waited longest, and are under way all the time.
	due := func(municipality string, minutesAgo int) string {
		author, copied, id, message := uuid.New(), uuid.New(), uuid.New(), uuid.New()
		w.exec(t, `INSERT INTO submission (municipality, author_id, ordering_key, id, world, case_copy_id, kind, send_order, accepted_at, release_at, state, body_mac, due_at)
			VALUES ($1, $2, $3, $4, 'citizen', $3, 'MESSAGE', 1, now(), now(), 'REGISTERED', '', now())`, municipality, author, copied, message)
		w.exec(t, `INSERT INTO attachment (municipality, author_id, id, world, case_copy_id, sealed_name, media_type, size, content_mac, state, uploaded_at, submission_id, place, due_at)
			VALUES ($1, $2, $3, 'citizen', $4, '', 'application/pdf', 1, '', 'READY', now(), $5, 1, now() - make_interval(mins => $6))`,
			municipality, author, id, copied, message, minutesAgo)
		return author.String() + "/" + id.String()
	}
	for range 20 {
		due("fjordvik", 10)
	}
	longest := due("fjordvik", 11)
	lyngmos := due("lyngmo", 1)
	found, err := w.store.Due(t.Context(), []string{"fjordvik", "lyngmo"})
	if err != nil {
		t.Fatal(err)
	}
	if len(found["lyngmo"]) != 1 || found["lyngmo"][0] != lyngmos {
		t.Errorf("of Lyngmo's files %v are due, not %s", found["lyngmo"], lyngmos)
	}
	if len(found["fjordvik"]) != 8 || found["fjordvik"][0] != longest {
		t.Errorf("of Fjordvik's files %v are due", found["fjordvik"])
	}
}
