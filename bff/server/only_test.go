package server_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
)

var inRoute = regexp.MustCompile(`:\w+`)

// Whoever sits beside somebody comes no further than the document: every route
// there is answers as to nobody, also those that will be made.
func TestALogInThatShowsOnlyOneDocumentOpensNothingElse(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	actor, err := f.sessions.Look(t.Context(), session.Citizen, f.enter(t, session.Citizen, "fs-1", session.Device{}))
	if err != nil {
		t.Fatal(err)
	}
	only := session.Only{CaseCopyID: uuid.New(), EntryID: uuid.New(), DocumentID: uuid.New()}
	cookie, err := f.sessions.ShowOnly(t.Context(), actor, only)
	if err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer(":caseCopyId", only.CaseCopyID.String(), ":entryId", only.EntryID.String(), ":documentId", only.DocumentID.String())
	var opened []string
	asked := 0
	for _, route := range f.server.Echo().Routes() {
		if !strings.HasPrefix(route.Path, "/api/citizen/") || strings.Contains(route.Path, "*") {
			continue
		}
		asked++
		path := inRoute.ReplaceAllLiteralString(fill.Replace(route.Path), uuid.NewString())
		kind := "application/json"
		if route.Method == http.MethodPut && strings.Contains(route.Path, "/attachments/") {
			kind = "application/octet-stream"
		}
		w := f.do(route.Method, path, "{}", append(writing(session.Citizen, cookie), "Content-Type", kind)...)
		if w.Code != http.StatusUnauthorized || problemIn(t, w).Code != "session-ended" {
			opened = append(opened, route.Method+" "+route.Path)
		}
	}
	slices.Sort(opened)
	if got, want := strings.Join(opened, ", "), "GET /api/citizen/only, GET /api/citizen/only/content, GET /api/citizen/session, POST /api/citizen/session/extend"; got != want || asked < 30 {
		t.Errorf("of %d routes it opens %s", asked, got)
	}
}
