// Package standintest runs a seeded fagsystem stand-in for one Go test.
package standintest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"innbyggertjenesten/bff/postgres/postgrestest"
	standin "innbyggertjenesten/e2e/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/fault"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// Token is what the stand-in wants of both municipalities' callers.
const Token = "fagsystem-test-token"

// Running is a stand-in that answers at URL/{municipality} and URL/control.
type Running struct {
	URL   string
	Store *store.Store
}

// Start runs a stand-in on a database of its own until t ends.
func Start(t testing.TB) *Running {
	t.Helper()
	return StartOn(t, postgrestest.Empty(t))
}

// StartWith is Start with the originals that e2e/documents/pdf has made.
func StartWith(t testing.TB, pdfDir string) *Running {
	t.Helper()
	return run(t, postgrestest.Empty(t), pdfDir)
}

// StartOn is Start on a database that is there already.
func StartOn(t testing.TB, databaseURL string) *Running {
	t.Helper()
	return run(t, databaseURL, "")
}

func run(t testing.TB, databaseURL, pdfDir string) *Running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s, err := standin.Open(ctx, standin.Config{DatabaseURL: databaseURL, PDFDir: pdfDir, Tokens: map[string]string{"fjordvik": Token, "lyngmo": Token}, Now: time.Now})
	if err != nil {
		cancel()
		t.Fatal(err)
	}
	server := httptest.NewServer(s.Handler)
	t.Cleanup(func() {
		s.Faults.Set(fault.Fault{Mode: fault.None})
		s.Webhooks.Stop()
		server.CloseClientConnections()
		server.Close()
		s.Close()
		cancel()
	})
	return &Running{URL: server.URL, Store: s.Store}
}

// Control calls the control API and reads its answer into out, which may be nil.
func (r *Running) Control(t testing.TB, method, path string, in, out any) {
	t.Helper()
	if err := r.TryControl(method, path, in, out); err != nil {
		t.Fatal(err)
	}
}

// TryControl is Control for other goroutines than the test's.
func (r *Running) TryControl(method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	request, err := http.NewRequest(method, r.URL+"/control"+path, body)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s /control%s: %d %s", method, path, response.StatusCode, raw)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(raw, out)
}
