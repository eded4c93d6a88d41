package server_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
)

// An answer whose length nobody said looks whole to a browser unless its
// connection ends in disorder.
func TestAnAnswerThatBreaksOffDoesNotLookWhole(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	f.server.Echo().GET("/broken", func(c echo.Context) error {
		c.Response().WriteHeader(http.StatusOK)
		_, _ = c.Response().Write([]byte("%PDF"))
		c.Response().Flush()
		return problem.Wrap(problem.FagsystemUnavailable, io.ErrUnexpectedEOF)
	})
	edge := httptest.NewServer(f.server.Handler())
	t.Cleanup(edge.Close)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, edge.URL+"/broken", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "localhost:4300"
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if got, err := io.ReadAll(response.Body); err == nil || string(got) != "%PDF" {
		t.Errorf("%q, %v", got, err)
	}
}
