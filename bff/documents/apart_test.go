package documents_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
)

// breaking is a decider that panics.
type breaking struct{ *decider }

func (breaking) Decide(context.Context, *session.Actor, uuid.UUID, access.Purpose) (access.Case, error) {
	panic("14838612149")
}

// What breaks while a file is decided about ends that request and not the process.
func TestAPanicWhileAFileIsDecidedAboutIsAProblem(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	api := documents.New(documents.Settings{Access: breaking{}, Fagsystems: fagsystem.NewClients()})
	_, err := api.GetDocumentContent(s.ctx, portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
	if code(err) != problem.Internal || !strings.Contains(err.Error(), "breaking.Decide") || strings.Contains(err.Error(), "1483") {
		t.Error(err)
	}
	_, err = api.GetInShortContent(s.ctx, portal.GetInShortContentRequestObject{CaseCopyId: copyID, EntryId: entryID, MediaId: pdfID})
	if code(err) != problem.Internal {
		t.Error(err)
	}
}

// headless is a browser whose connection breaks as the head is sent.
type headless struct{ http.ResponseWriter }

func (headless) WriteHeader(int) { panic("14838612149") }

func TestAPanicWhileTheHeadIsSentIsAProblem(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	answer, err := s.api.GetDocumentContent(s.ctx, portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := answer.VisitGetDocumentContentResponse(headless{w}); code(err) != problem.Internal || w.Body.Len() > 0 {
		t.Errorf("%v, %d bytes", err, w.Body.Len())
	}
}
