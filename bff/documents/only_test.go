package documents_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/session"
)

// narrower gives a cookie that says what it was narrowed to.
type narrower struct{}

func (narrower) ShowOnly(_ context.Context, _ *session.Actor, only session.Only) (string, error) {
	return "only." + only.DocumentID.String(), nil
}

func TestOneDocumentIsShownWithoutAnythingRoundIt(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	answer, err := api.ShowOnlyDocument(ctx, portal.ShowOnlyDocumentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := answer.VisitShowOnlyDocumentResponse(w); err != nil || w.Code != http.StatusNoContent {
		t.Fatal(w.Code, err)
	}
	if set := w.Header().Get("Set-Cookie"); !strings.HasPrefix(set, "__Host-session=only."+pdfID.String()) || !strings.Contains(set, "HttpOnly; Secure") {
		t.Error(set)
	}
	_, err = api.GetOnlyDocument(ctx, portal.GetOnlyDocumentRequestObject{}) // the wide session has no such page
	notFound(t, err)
	actor := *session.FromContext(ctx)
	actor.Only = &session.Only{CaseCopyID: copyID, EntryID: entryID, DocumentID: pdfID}
	narrow := session.WithActor(t.Context(), &actor)
	read := func(language string) portal.OnlyDocument {
		answer, err := api.GetOnlyDocument(narrow, portal.GetOnlyDocumentRequestObject{Params: portal.GetOnlyDocumentParams{Language: &language}})
		if err != nil {
			t.Fatal(err)
		}
		return portal.OnlyDocument(answer.(portal.GetOnlyDocument200JSONResponse))
	}
	if shown := read("ar"); shown.Title != "القرار" || shown.Text.Translation == nil || shown.Remedy == nil || !strings.HasPrefix(strings.Join(shown.Languages, " "), "nb ar") || slices.Contains(shown.Languages, "so") {
		t.Errorf("%+v", shown)
	}
	if shown := read("so"); shown.Title == "Go'aan" || shown.Text.Translation != nil {
		t.Errorf("a machine's translation of a decision: %+v", shown)
	}
	if got := strings.Join(d.recorded, ", "); got != "document.show-only true, document.read true, document.read true" {
		t.Error(got)
	}
	d.found.May.Complaint = false
	if shown := read("ar"); shown.Remedy != nil {
		t.Errorf("a way to complain for whoever may not: %+v", shown.Remedy)
	}
}

func TestNothingIsNarrowedToWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	api, _, _, ctx := open(t)
	for _, ids := range [][3]uuid.UUID{
		{uuid.New(), entryID, pdfID}, {copyID, uuid.New(), pdfID}, {copyID, entryID, uuid.New()}, {copyID, titleID, hiddenID},
	} {
		_, err := api.ShowOnlyDocument(ctx, portal.ShowOnlyDocumentRequestObject{CaseCopyId: ids[0], EntryId: ids[1], DocumentId: ids[2]})
		notFound(t, err)
	}
}
