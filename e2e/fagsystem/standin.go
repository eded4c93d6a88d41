// Package standin is a fagsystem for the demo and the tests: the contract on a database of its own, with faults and
// a case worker's actions at hand below /control.
package standin

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/e2e/fagsystem/api"
	"innbyggertjenesten/e2e/fagsystem/control"
	"innbyggertjenesten/e2e/fagsystem/fault"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/store"
	"innbyggertjenesten/e2e/fagsystem/webhook"
)

// Municipalities that one stand-in serves, each below a base path of its name.
var Municipalities = []string{"fjordvik", "lyngmo"}

// Config is what a stand-in needs. Tokens is by municipality.
type Config struct {
	DatabaseURL string
	Tokens      map[string]string
	// Webhooks are where to tell, by municipality, that something is new on the feed.
	Webhooks map[string]webhook.Target
	PDFDir   string
	Now      func() time.Time
}

// Standin is a running fagsystem without a listener.
type Standin struct {
	Store   *store.Store
	Handler http.Handler
	Faults  *fault.Faults
	// Webhooks tell the portal that something is new.
	Webhooks *webhook.Sender
}

// Open connects, migrates, seeds an empty database and builds the handler.
func Open(ctx context.Context, c Config) (*Standin, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	s, err := store.Open(ctx, c.DatabaseURL, c.Now)
	if err != nil {
		return nil, err
	}
	started := time.Now()
	seeded, err := seed.Run(ctx, s, seed.Options{Now: c.Now(), PDFDir: c.PDFDir})
	if err != nil {
		s.Close()
		return nil, err
	}
	if seeded {
		slog.Info("fagsystem: demo seeded", "took", time.Since(started).Round(time.Millisecond).String())
	}
	e := echo.New()
	e.HTTPErrorHandler = api.HandleError
	faults := fault.New()
	sender := webhook.Start(faults)
	for municipality, target := range c.Webhooks {
		if err := sender.Aim(municipality, target); err != nil {
			sender.Stop()
			s.Close()
			return nil, err
		}
	}
	s.Emitted = sender.Changed
	for _, m := range Municipalities {
		token := c.Tokens[m]
		if token == "" {
			sender.Stop()
			s.Close()
			return nil, fmt.Errorf("no token for %s: set FAGSYSTEM_TOKEN or FAGSYSTEM_TOKEN_%s", m, strings.ToUpper(m))
		}
		api.Register(e, &api.Server{Store: s, Municipality: m}, token, faults.Middleware(m))
	}
	control.Register(e, s, faults, sender, control.Demo{PDFDir: c.PDFDir, Now: c.Now, Tokens: c.Tokens})
	return &Standin{Store: s, Handler: e, Faults: faults, Webhooks: sender}, nil
}

// Close lets go of what hangs and gives the database connections back.
func (s *Standin) Close() {
	s.Faults.Set(fault.Fault{Mode: fault.None})
	s.Webhooks.Stop()
	s.Store.Close()
}
