package standin_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// A party asks for two titles and the whole case; one is granted with its file, one refused with a reason, and the
// contact person's list counts what isn't decided.
func TestWhatIsAskedForIsDecidedOneByOne(t *testing.T) {
	s := standintest.Start(t)
	copyID := seed.CopyID("fjordvik", "selma", "turid").String()
	base, turid := "/fjordvik/v1/case-copies/"+copyID, seed.PersonID("fjordvik", "turid").String()
	school, visit := seed.EntryID("fjordvik", "selma", "turid", "uttalelse-skole"), seed.EntryID("fjordvik", "selma", "turid", "notat-hjemmebesok")
	ask := func(id string, asked map[string]any) {
		t.Helper()
		status, err := handInAs(t.Context(), t, s, base, id, "ACCESS_REQUEST", turid, map[string]any{"text": "Jeg vil forstå", "language": "nb", "accessRequest": asked})
		if err != nil || status != http.StatusCreated {
			t.Fatalf("%d %v", status, err)
		}
	}
	two, whole := uuid.Must(uuid.NewV7()).String(), uuid.Must(uuid.NewV7()).String()
	ask(two, map[string]any{"entryIds": []string{school.String(), visit.String()}})
	ask(whole, map[string]any{"wholeCase": true})
	open := func() int {
		var access fagsystem.EmployeeAccess
		askFor(t, s, "/fjordvik/v1/employees/"+seed.EmployeeID("fjordvik", "vidar").String()+"/access", &access)
		for _, one := range access.Conversations {
			if one.CaseCopyId.String() == copyID {
				return *one.OpenAccessRequests
			}
		}
		return -1
	}
	entry := func(id uuid.UUID) (e fagsystem.Entry) {
		askFor(t, s, base+"/entries/"+id.String(), &e)
		return e
	}
	if one := entry(school); *one.Journalpost.InnsynsforesporselStatus != "FORESPURT" || one.Released != "TITLE" || len(one.Documents) != 0 || open() != 2 {
		t.Fatalf("%+v, %d open", one, open())
	}
	control := "/fjordvik/copies/" + copyID
	s.Control(t, http.MethodPost, control+"/messages/"+two+"/look-into", nil, nil)
	s.Control(t, http.MethodPost, control+"/entries/"+school.String()+"/decide", map[string]any{"granted": true}, nil)
	s.Control(t, http.MethodPost, control+"/entries/"+visit.String()+"/decide", map[string]any{"explanation": "Notatet handler om andre.",
		"remedy": map[string]any{"kind": "MUNICIPAL_DECISION", "receiver": "Statsforvalteren", "deadline": "2026-12-24"}}, nil)
	if one := entry(school); *one.Journalpost.InnsynsforesporselStatus != "GODKJENT" || one.Released != "FULL" || len(one.Documents) != 1 || len(one.Journalpost.Dokumenter) != 1 {
		t.Errorf("granted: %+v", one)
	}
	if one := entry(visit); *one.Journalpost.InnsynsforesporselStatus != "AVVIST" || one.Released != "TITLE" || open() != 1 {
		t.Errorf("refused: %+v, %d open", one, open())
	}
	var page fagsystem.MessagePage
	askFor(t, s, base+"/messages?kind=ACCESS_REQUEST", &page)
	items := page.Messages[1].AccessRequest
	if len(page.Messages) != 2 || len(items) != 2 || items[0].Status != "INNVILGET" || items[1].Status != "AVVIST" || *items[1].Begrunnelse != "Notatet handler om andre." ||
		items[1].Remedy.Receiver != "Statsforvalteren" || *items[1].Title != "Notat fra hjemmebesøket" || items[1].DecidedAt == nil {
		t.Errorf("%+v", items)
	}
	s.Control(t, http.MethodPost, control+"/messages/"+whole+"/decide", map[string]any{"granted": true}, nil)
	if one := entry(visit); one.Released != "FULL" || open() != 0 {
		t.Errorf("the whole case: %+v, %d open", one, open())
	}
}

func askFor(t *testing.T, s *standintest.Running, path string, into any) {
	t.Helper()
	if status := ask(t, s, http.MethodGet, path, nil, into); status != http.StatusOK {
		t.Fatalf("%s answers %d", path, status)
	}
}
