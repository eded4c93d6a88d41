package matrix

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// phone takes every order of a notification and keeps what was said.
type phone struct {
	*httptest.Server
	mu     sync.Mutex
	orders []string
}

func newPhone(t *testing.T) *phone {
	t.Helper()
	p := &phone{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.orders = append(p.orders, r.URL.String()+" "+string(body))
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"orderId":"5b1e7f0e-1d11-4a55-9a53-0b1c5a7f2c77","recipientLookup":{"status":"Success"}}`))
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *phone) said() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.orders...)
}
