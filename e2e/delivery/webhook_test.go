package delivery

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/live"
	"innbyggertjenesten/bff/postgres/wake"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/standintest"
)

// hooked starts a process that reads the feed of a fagsystem which never holds
// an answer open, and hears its webhooks. Pauses last up to longest.
func (s *scene) hooked(t *testing.T, longest time.Duration) *prometheus.Registry {
	t.Helper()
	secret := "whsec_" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat("s", 32)))
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	client, err := fagsystem.New(fagsystem.Settings{
		Municipality: municipality, BaseURL: s.standin.URL + "/" + municipality, Token: fagsystem.StaticToken(standintest.Token),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	notifier := wake.StartNotifier(s.pool, feed.Channel)
	t.Cleanup(notifier.Stop)
	e, set, metrics := echo.New(), &config.Config{}, prometheus.NewRegistry()
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	set.Municipalities = []config.Municipality{{
		ID: municipality, Hosts: []string{server.Listener.Addr().String()}, Fagsystem: config.Fagsystem{WebhookSecretFile: file},
	}}
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			v, _ := visit.Of(set, c.Request())
			c.SetRequest(c.Request().WithContext(visit.With(c.Request().Context(), v)))
			return next(c)
		}
	})
	hooks, err := feed.NewWebhooks(feed.WebhookSettings{
		Municipalities: set.Municipalities, Tell: func(municipality string) { notifier.Signal(municipality) }, Now: time.Now, Registerer: metrics,
	})
	if err != nil {
		t.Fatal(err)
	}
	hooks.Register(e)
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": "impatient", "path": "/v1/events"}, nil)
	s.standin.Control(t, http.MethodPost, "/"+municipality+"/webhooks", map[string]any{
		"urls": []string{"http://127.0.0.1:1/nobody", server.URL + "/hooks/fagsystem/" + municipality}, "secret": secret,
	}, nil)
	changes := &live.Changes{Store: s.live, Hub: s.hub, People: s.people, Cases: map[string]live.Cases{municipality: client}}
	reader := feed.New(feed.Settings{Pool: s.pool, Sources: []feed.Source{client}, Now: time.Now, LongestPause: longest})
	reader.Subscribe(changes.Prepare)
	begun := make(chan struct{}, 10)
	reader.OnResync(func(context.Context, string) error { begun <- struct{}{}; return nil })
	s.inBackground(t, reader.Run)
	<-begun
	return metrics
}

// answers lets the contact person write in the fagsystem itself.
func (s *scene) answers(t *testing.T, count int) {
	t.Helper()
	for range count {
		s.standin.Control(t, http.MethodPost, "/"+municipality+"/copies/"+s.caseCopy.String()+"/message",
			map[string]any{"employeeId": seed.EmployeeID(municipality, "ingrid"), "text": "Vi sees på onsdag."}, nil)
	}
}

func (s *scene) webhooks(t *testing.T, mode string) {
	t.Helper()
	s.standin.Control(t, http.MethodPost, "/fault", map[string]any{"mode": mode, "municipality": municipality, "ms": 300}, nil)
}

// Where nothing is held open, an answer written in the fagsystem is seen at
// once only because of its webhook: by itself the reader would sleep an hour.
func TestAWebhookBringsAnAnswerAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t)
	metrics := s.hooked(t, time.Hour)
	s.answers(t, 1)
	s.await(t, s.mother, "message-received", 1)
	for i := range 10 {
		began := time.Now()
		s.answers(t, 1)
		s.await(t, s.mother, "message-received", i+2)
		t.Logf("seen after %s", time.Since(began).Round(time.Millisecond))
	}
	found, err := metrics.Gather()
	if err != nil || len(found) != 1 || len(found[0].Metric) != 1 || found[0].Metric[0].GetCounter().GetValue() < 11 {
		t.Errorf("not each was heard, or others were: %v %v", found, err)
	}
}

func TestWebhooksThatAreLostRepeatedReorderedOrLateChangeNothing(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"lose-webhooks", "repeat-webhooks", "reorder-webhooks", "delay-webhooks"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.hooked(t, 500*time.Millisecond)
			s.webhooks(t, mode)
			s.answers(t, 5)
			s.await(t, s.mother, "message-received", 5)
			s.webhooks(t, "none")
			s.answers(t, 1)
			s.await(t, s.mother, "message-received", 6)
			if got := s.events(t, s.mother); strings.Join(got, " ") != strings.TrimSpace(strings.Repeat("message-received ", 6)) {
				t.Errorf("she was told %v", got)
			}
		})
	}
}
