// Package fields holds contracts/FIELDS.md against the code: it sends every
// field of the field's published objects through the portal's own rooms, and
// looks for it in what the party is answered.
package fields

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

var (
	copyID  = uuid.MustParse("0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a11")
	partyID = uuid.MustParse("0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a12")
	meID    = uuid.MustParse("0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a13")
	now     = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

// sent is what the fagsystem sends about one party's copy.
type sent struct {
	role    contract.Role
	mappe   any
	entries []any // published entries
	others  []map[string]any
	// copied is what else the envelope of the case has, and entry completes that of each entry.
	copied map[string]any
	entry  func(envelope map[string]any)
}

// party is somebody of the case as the envelope has them.
func party(id uuid.UUID, role contract.Role, given, family, address string, hidden ...string) map[string]any {
	protection := map[string]any{"hidden": append([]string{}, hidden...)}
	return map[string]any{
		"partyId": id, "personId": meID, "role": role, "name": map[string]any{"given": given, "family": family},
		"contact": map[string]any{"address": address}, "protection": protection,
	}
}

// envelope is a published entry as the fagsystem contract carries it.
func envelope(place int, post any) map[string]any {
	made := func(kind string) map[string]any {
		return map[string]any{"kind": kind, "madeAt": now, "ofVersion": "1"}
	}
	id := uuid.NewSHA1(copyID, []byte{byte(place), byte(place >> 8)})
	return map[string]any{
		"version": "1", "entryId": id, "caseCopyId": copyID, "released": "FULL", "releasedAt": now, "journalpost": post,
		"documents": []any{map[string]any{
			"documentId": uuid.NewSHA1(id, nil), "index": 0, "version": "1", "originalLanguage": "nb",
			"texts": []any{
				map[string]any{"language": "nb", "direction": "ltr", "provenance": made("ORIGINAL"), "outdated": false},
				map[string]any{"language": "en", "direction": "ltr", "provenance": made("MACHINE"), "outdated": false},
			},
		}},
	}
}

// fagsystemWith answers with what is sent, and with nothing else.
func fagsystemWith(t *testing.T, what sent) *fagsystem.Clients {
	t.Helper()
	answers := map[string]any{}
	me := party(partyID, what.role, "Rania", "Haddad", "Havnegata 3, 5999 Fjordvik")
	employee := map[string]any{"employeeId": meID, "name": map[string]any{"given": "Ingrid", "family": "Solbakken"}, "role": "CONTACT_PERSON", "language": "nb"}
	base := "/v1/case-copies/" + copyID.String()
	caseCopy := map[string]any{
		"version": "1", "caseCopyId": copyID, "partyId": partyID, "caseId": uuid.New(), "role": what.role, "mappe": what.mappe,
		"child": map[string]any{"personId": uuid.New(), "name": map[string]any{"given": "Layla", "family": "Haddad"}},
		"me":    me, "otherParties": append([]map[string]any{}, what.others...), "contactPerson": map[string]any{"employee": employee, "hours": []any{}}, "meetings": []any{}, "consents": []any{},
	}
	maps.Copy(caseCopy, what.copied)
	answers[base] = caseCopy
	list := []any{}
	for i, post := range what.entries {
		one := envelope(i, post)
		if what.entry != nil {
			what.entry(one)
		}
		list = append(list, one)
		answers[base+"/entries/"+one["entryId"].(uuid.UUID).String()] = one
	}
	// What an entry belongs with is in the copy too.
	for _, post := range what.entries {
		for _, id := range named(t, post) {
			if _, there := answers[base+"/entries/"+id]; !there {
				other := envelope(len(list), map[string]any{"tittel": "Ordinary", "forelderMeldingId": copyID})
				other["entryId"] = id
				answers[base+"/entries/"+id] = other
			}
		}
	}
	answers[base+"/entries"] = map[string]any{"entries": list}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, known := answers[r.URL.Path]
		if !known {
			w.WriteHeader(http.StatusNotFound)
			answer = map[string]string{"code": "not-found"}
		}
		_ = json.NewEncoder(w).Encode(answer)
	}))
	t.Cleanup(server.Close)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: server.URL, Token: fagsystem.StaticToken("x")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return fagsystem.NewClients(client)
}

// named are the entries that a published one says it belongs with.
func named(t *testing.T, post any) []string {
	t.Helper()
	content, err := json.Marshal(post)
	if err != nil {
		t.Fatal(err)
	}
	var of struct{ RelaterteJournalposter []string }
	_ = json.Unmarshal(content, &of) // what isn't a list of texts names nothing
	return of.RelaterteJournalposter
}

// decider lets the party into their copy; what passes then is what is tested.
type decider struct{ found access.Case }

func (d decider) Decide(context.Context, *session.Actor, uuid.UUID, access.Purpose) (access.Case, error) {
	return d.found, nil
}

func (d decider) List(context.Context, *session.Actor) (access.Listing, error) {
	return access.Listing{Cases: []access.Case{d.found}}, nil
}

func (d decider) Conclude(_ context.Context, _ *session.Actor, _ access.Case, _ access.Purpose, outcome error) error {
	return outcome
}

// rooms are the portal's own, which show the party what is sent.
func rooms(t *testing.T, what sent) (*cases.API, *documents.API) {
	t.Helper()
	clients := fagsystemWith(t, what)
	who := decider{access.Case{
		Municipality: "fjordvik", CaseCopyID: copyID, PartyID: partyID, FagsystemPersonID: meID, Role: what.role,
		Child: contract.Child{Name: contract.PersonName{Given: "Layla"}}, May: access.Capabilities{Documents: true, Commenting: true, Complaint: true, Consents: true},
	}}
	clock := func() time.Time { return now }
	return cases.New(cases.Settings{Access: who, Fagsystems: clients, Now: clock, Languages: func(context.Context) []portal.PortalLanguage { return nil }}),
		documents.New(documents.Settings{Access: who, Fagsystems: clients, Now: clock})
}

// openEntry asks for one entry by its id.
func openEntry(t *testing.T, what sent, id uuid.UUID) error {
	t.Helper()
	_, documentRoom := rooms(t, what)
	ctx := session.WithActor(t.Context(), &session.Actor{SessionID: "s", World: session.Citizen, Language: "nb"})
	_, err := documentRoom.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: id})
	return err
}

// answers are all that the portal says to the party about the case, by the
// operation that says it.
func answers(t *testing.T, what sent, language string) map[string]string {
	t.Helper()
	caseRoom, documentRoom := rooms(t, what)
	ctx := session.WithActor(t.Context(), &session.Actor{SessionID: "s", World: session.Citizen, Language: language})
	said := map[string]string{}
	keep := func(operation string, answer any, err error) {
		if err != nil {
			t.Fatalf("%s: %v", operation, err)
		}
		content, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		said[operation] += string(content)
	}
	citizen, err := caseRoom.GetCitizen(ctx, portal.GetCitizenRequestObject{})
	keep("getCitizen", citizen, err)
	one, err := caseRoom.GetCase(ctx, portal.GetCaseRequestObject{CaseCopyId: copyID})
	keep("getCase", one, err)
	plan, err := caseRoom.GetPlan(ctx, portal.GetPlanRequestObject{CaseCopyId: copyID})
	keep("getPlan", plan, err)
	list, err := documentRoom.ListEntries(ctx, portal.ListEntriesRequestObject{CaseCopyId: copyID})
	keep("listEntries", list, err)
	for _, summary := range list.(portal.ListEntries200JSONResponse).Entries {
		entry, err := documentRoom.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: summary.EntryId})
		keep("getEntry", entry, err)
	}
	return said
}

func all(said map[string]string) string {
	var together strings.Builder
	for _, operation := range []string{"getCitizen", "getCase", "getPlan", "listEntries", "getEntry"} {
		together.WriteString(said[operation])
	}
	return together.String()
}
