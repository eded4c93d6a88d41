package contracts_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/contracts/portal"
)

// forwarded is an answer of our own making: it decides status and headers and copies a stream.
type forwarded struct {
	status int
	header http.Header
	body   io.ReadCloser
}

// VisitGetDocumentContentResponse makes it an answer of the operation.
func (f forwarded) VisitGetDocumentContentResponse(w http.ResponseWriter) error {
	defer func() { _ = f.body.Close() }()
	for name, values := range f.header {
		w.Header()[name] = values
	}
	w.WriteHeader(f.status)
	_, err := io.Copy(w, f.body)
	return err
}

// streamingServer answers one operation; the embedded interface stands for the others.
type streamingServer struct {
	portal.StrictServerInterface
	body  io.ReadCloser
	asked chan string
}

func (s streamingServer) GetDocumentContent(_ context.Context, request portal.GetDocumentContentRequestObject) (portal.GetDocumentContentResponseObject, error) {
	s.asked <- *request.Params.Range
	return forwarded{status: http.StatusPartialContent, body: s.body, header: http.Header{
		"Content-Type":  {"application/pdf"},
		"Content-Range": {"bytes 0-65537/318204"},
		"Cache-Control": {"no-store"},
	}}, nil
}

// TestAStreamPassesTheStrictServer shows that the strict server leaves a handler free in status and headers and holds
// only a few kilobytes: the client reads the stream's beginning before its end exists.
func TestAStreamPassesTheStrictServer(t *testing.T) {
	reader, writer := io.Pipe()
	asked := make(chan string, 1)
	e := echo.New()
	portal.RegisterHandlers(e, portal.NewStrictHandler(streamingServer{body: reader, asked: asked}, nil))
	server := httptest.NewServer(e)
	defer server.Close()

	client, err := portal.NewClient(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	const size = 64 << 10
	part := "bytes=0-65537"
	go func() { _, _ = writer.Write(make([]byte, size)) }()
	response, err := client.GetDocumentContent(ctx, uuid.New(), uuid.New(), uuid.New(), &portal.GetDocumentContentParams{Range: &part})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if got := <-asked; got != part {
		t.Errorf("the handler was asked for %q", got)
	}
	if response.StatusCode != http.StatusPartialContent || response.Header.Get("Content-Range") != "bytes 0-65537/318204" {
		t.Errorf("got %d with %v", response.StatusCode, response.Header)
	}
	if _, err := io.CopyN(io.Discard, response.Body, size/2); err != nil {
		t.Fatalf("the beginning of the stream: %v", err)
	}
	go func() {
		_, _ = writer.Write([]byte("F-"))
		_ = writer.Close()
	}()
	if rest, err := io.ReadAll(response.Body); err != nil || len(rest) != size/2+2 {
		t.Errorf("then read %d bytes: %v", len(rest), err)
	}
}
