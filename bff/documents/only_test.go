package documents_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/documents"
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
	d.found.May.Complaint = false
	if shown := read("ar"); shown.Remedy != nil {
		t.Errorf("a way to complain for whoever may not: %+v", shown.Remedy)
	}
}

// A showing is one row: that it began. What is read of it then, in whatever language,
// as its file and as often as its page asks, is the same showing, on every replica;
// that it is denied is a row of its own.
func TestAShowingIsRecordedOnce(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	if _, err := api.ShowOnlyDocument(ctx, portal.ShowOnlyDocumentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID}); err != nil {
		t.Fatal(err)
	}
	actor := *session.FromContext(ctx)
	actor.SessionID, actor.Only = "narrow", &session.Only{CaseCopyID: copyID, EntryID: entryID, DocumentID: pdfID}
	narrow := session.WithActor(t.Context(), &actor)
	other := documents.New(documents.Settings{Access: d, Fagsystems: serve(t, d), Now: time.Now})
	for _, replica := range []*documents.API{api, other, api} {
		for _, language := range []string{"ar", "nb", "ar"} {
			if _, err := replica.GetOnlyDocument(narrow, portal.GetOnlyDocumentRequestObject{Params: portal.GetOnlyDocumentParams{Language: &language}}); err != nil {
				t.Fatal(err)
			}
		}
		for range 2 {
			answer, err := replica.GetOnlyDocumentContent(narrow, portal.GetOnlyDocumentContentRequestObject{})
			if err != nil {
				t.Fatal(err)
			}
			if err := answer.VisitGetOnlyDocumentContentResponse(httptest.NewRecorder()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := []string{"document.show-only true"}; !slices.Equal(d.recorded, want) {
		t.Error(d.recorded)
	}
	d.found.May.Documents = false
	_, err := api.GetOnlyDocumentContent(narrow, portal.GetOnlyDocumentContentRequestObject{})
	notFound(t, err)
	elsewhere := actor
	elsewhere.Only = &session.Only{CaseCopyID: copyID, EntryID: titleID, DocumentID: hiddenID}
	d.found.May.Documents = true
	_, err = api.GetOnlyDocument(session.WithActor(t.Context(), &elsewhere), portal.GetOnlyDocumentRequestObject{})
	notFound(t, err)
	if len(d.recorded) != 2 || !strings.HasSuffix(d.recorded[1], " false") {
		t.Error(d.recorded)
	}
}

// A document that is there as its file alone is shown to an interpreter too: that
// file in parts and no other, and it ends with the right to see it.
func TestTheOneDocumentsFileIsOpenedAndNoOther(t *testing.T) {
	t.Parallel()
	api, d, _, ctx := open(t)
	if _, err := api.ShowOnlyDocument(ctx, portal.ShowOnlyDocumentRequestObject{CaseCopyId: copyID, EntryId: scannedID, DocumentId: scanID}); err != nil {
		t.Fatal(err)
	}
	third := "bytes=9-17"
	request := portal.GetOnlyDocumentContentRequestObject{Params: portal.GetOnlyDocumentContentParams{Range: &third}}
	_, err := api.GetOnlyDocumentContent(ctx, request) // the wide session has no such file
	notFound(t, err)
	narrow := func(entry, document uuid.UUID) context.Context {
		actor := *session.FromContext(ctx)
		actor.SessionID, actor.Only = "narrow", &session.Only{CaseCopyID: copyID, EntryID: entry, DocumentID: document}
		return session.WithActor(t.Context(), &actor)
	}
	mine := narrow(entryID, pdfID)
	shown, err := api.GetOnlyDocument(mine, portal.GetOnlyDocumentRequestObject{})
	if err != nil || !shown.(portal.GetOnlyDocument200JSONResponse).HasPdf {
		t.Fatal(shown, err)
	}
	for range 2 {
		answer, err := api.GetOnlyDocumentContent(mine, request)
		if err != nil {
			t.Fatal(err)
		}
		w := httptest.NewRecorder()
		if err := answer.VisitGetOnlyDocumentContentResponse(w); err != nil || w.Code != http.StatusPartialContent || w.Body.String() != "%PDF-1.7 " {
			t.Errorf("%d %q %v", w.Code, w.Body, err)
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "Content-Type": "application/pdf", "Content-Disposition": `inline; filename="dokument.pdf"`} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
	_, err = api.GetOnlyDocumentContent(narrow(titleID, hiddenID), request)
	notFound(t, err)
	d.found.May.Documents = false // while it is read
	_, err = api.GetOnlyDocumentContent(mine, request)
	notFound(t, err)
	_, err = api.GetOnlyDocument(mine, portal.GetOnlyDocumentRequestObject{})
	notFound(t, err)
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
