package documents_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
)

// withRelated serves a decision that names minutes, a letter with its title only,
// something of another copy, itself, and the minutes again.
func withRelated(t *testing.T) (api *documents.API, ctx context.Context, ids map[string]uuid.UUID, slow chan struct{}) {
	t.Helper()
	ids = map[string]uuid.UUID{"decision": uuid.New(), "minutes": uuid.New(), "title": uuid.New(), "elsewhere": uuid.New(), "slow": uuid.New()}
	slow = make(chan struct{})
	base := "/v1/case-copies/" + copyID.String() + "/entries"
	mux := http.NewServeMux()
	serveEntry := func(id uuid.UUID, released, title, status string, related ...uuid.UUID) {
		names, err := json.Marshal(append([]uuid.UUID{}, related...))
		if err != nil {
			t.Fatal(err)
		}
		mux.HandleFunc("GET "+base+"/"+id.String(), func(w http.ResponseWriter, r *http.Request) {
			if id == ids["slow"] {
				select {
				case <-slow:
				case <-r.Context().Done():
				}
			}
			_, _ = fmt.Fprintf(w, `{"version":"1","entryId":%q,"caseCopyId":%q,"released":%q,"releasedAt":"2026-11-13T15:00:00Z",
				"journalpost":{"tittel":%q,"forelderMeldingId":%q,"dokumenttype":"VEDTAK","beskrivelse":"Hemmelig","innsynsforesporselStatus":%s,"relaterteJournalposter":%s,
				"korrespondanseparter":[{"korrespondanseparttype":"EA","organisasjon":{"navn":"Hemmelig AS"}}],
				"dokumenter":[{"filnavn":"hemmelig.pdf","mimeType":"application/pdf","tittel":"Hemmelig"}]},
				"documents":[{"documentId":%q,"index":0,"version":"1","originalLanguage":"nb","title":{"nb":"Hemmelig"},"texts":[%s]}]}`,
				id, copyID, released, title, uuid.New(), status, names, uuid.New(), info("nb", "ORIGINAL"))
		})
	}
	serveEntry(ids["decision"], "FULL", "Vedtak", "null", ids["minutes"], ids["title"], ids["elsewhere"], ids["decision"], ids["minutes"])
	serveEntry(ids["minutes"], "FULL", "Referat", `"GODKJENT"`, ids["slow"])
	serveEntry(ids["title"], "TITLE", "Uttalelse", `"AVVIST"`, ids["decision"])
	serveEntry(ids["slow"], "FULL", "Brev", "null")
	var named []uuid.UUID
	for i := range 11 {
		name := fmt.Sprint(i + 1)
		ids[name] = uuid.New()
		serveEntry(ids[name], "FULL", "Brev "+name, "null")
		named = append(named, ids[name])
	}
	ids["many"], ids["ten"] = uuid.New(), uuid.New()
	serveEntry(ids["many"], "FULL", "Oversikt", "null", named...)
	serveEntry(ids["ten"], "FULL", "Oversikt", "null", append(named[:10:10], uuid.New())...)
	mux.HandleFunc("GET /v1/case-copies/"+copyID.String(), func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, caseCopy())
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, `{"code":"not-found"}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: server.URL, Token: fagsystem.StaticToken("x")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	api = documents.New(documents.Settings{Access: &decider{found: access.Case{Municipality: "fjordvik", CaseCopyID: copyID, PartyID: partyID, May: access.Capabilities{Documents: true}}},
		Fagsystems: fagsystem.NewClients(client), Now: time.Now})
	return api, session.WithActor(t.Context(), &session.Actor{World: session.Citizen, Language: "nb"}), ids, slow
}

func read(ctx context.Context, t *testing.T, api *documents.API, id uuid.UUID) portal.Entry {
	t.Helper()
	answer, err := api.GetEntry(ctx, portal.GetEntryRequestObject{CaseCopyId: copyID, EntryId: id})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Entry(answer.(portal.GetEntry200JSONResponse))
}

// One way only, as the fagsystem says it, and only what is in one's own copy.
func TestWhatAnEntryBelongsWithIsToldAsFarAsItIsInOnesOwnCopy(t *testing.T) {
	t.Parallel()
	api, ctx, ids, slow := withRelated(t)
	related := read(ctx, t, api, ids["decision"]).Related
	if len(related) != 2 || related[0].EntryId != ids["minutes"] || related[1].EntryId != ids["title"] || related[1].Released != portal.EntrySummaryReleasedTITLE {
		t.Fatalf("%+v", related)
	}
	if read(ctx, t, api, ids["decision"]).RelatedIncomplete != nil {
		t.Error("something of another copy counts as left out")
	}
	if *related[0].Access != portal.AccessStateGRANTED || *related[1].Access != portal.AccessStateREFUSED {
		t.Errorf("%+v", related)
	}
	// What can't be had in time isn't shown, which is said, and the entry is.
	begun := time.Now()
	minutes := read(ctx, t, api, ids["minutes"])
	if minutes.Summary.EntryId != ids["minutes"] || len(minutes.Related) != 0 || minutes.RelatedIncomplete == nil || time.Since(begun) > 10*time.Second {
		t.Errorf("%+v", minutes)
	}
	close(slow)
	// Of more than are shown the first ones stand, in order, and that there are more is said.
	many := read(ctx, t, api, ids["many"])
	if len(many.Related) != 10 || many.Related[0].EntryId != ids["1"] || many.Related[9].EntryId != ids["10"] || many.RelatedIncomplete == nil {
		t.Errorf("%d, %v", len(many.Related), many.RelatedIncomplete)
	}
	if ten := read(ctx, t, api, ids["ten"]); len(ten.Related) != 10 || ten.RelatedIncomplete != nil {
		t.Errorf("%d, %v: what else it names isn't in this copy", len(ten.Related), ten.RelatedIncomplete)
	}
}

func TestOfATitleNothingElseIsTold(t *testing.T) {
	t.Parallel()
	api, ctx, ids, _ := withRelated(t)
	shown := read(ctx, t, api, ids["title"])
	plain, err := json.Marshal(shown)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(string(plain)), "hemmelig") || shown.Related != nil || len(shown.Documents) != 0 || shown.Summary.From != nil || len(shown.Summary.Translations) != 0 {
		t.Errorf("%s", plain)
	}
}
