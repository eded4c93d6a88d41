package feed_test

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/feed"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/visit"
)

// The example of Standard Webhooks' own documentation.
const (
	documentedSecret    = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	documentedID        = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	documentedTimestamp = 1614265330
	documentedBody      = `{"test": 2432232314}`
	documentedSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

func secretOf(letter string) string {
	return "whsec_" + base64.StdEncoding.EncodeToString([]byte(strings.Repeat(letter, 32)))
}

// hooks are a portal for Fjordvik, Lyngmo (another host) and Utvik (no webhooks).
type hooks struct {
	echo    *echo.Echo
	file    string
	metrics *prometheus.Registry
	told    []string
	at      time.Time
	set     *config.Config
}

func newHooks(t *testing.T, secrets string) *hooks {
	t.Helper()
	directory := t.TempDir()
	h := &hooks{echo: echo.New(), file: filepath.Join(directory, "fjordvik"), metrics: prometheus.NewRegistry(), at: time.Unix(documentedTimestamp, 0)}
	h.write(t, h.file, secrets)
	lyngmo := filepath.Join(directory, "lyngmo")
	h.write(t, lyngmo, secretOf("l"))
	municipality := func(id, host, file string) config.Municipality {
		return config.Municipality{ID: id, Hosts: []string{host}, Fagsystem: config.Fagsystem{WebhookSecretFile: file}}
	}
	h.set = &config.Config{Municipalities: []config.Municipality{
		municipality("fjordvik", "portal.example", h.file), municipality("lyngmo", "other.example", lyngmo), municipality("utvik", "portal.example", ""),
	}}
	hooks, err := feed.NewWebhooks(feed.WebhookSettings{
		Municipalities: h.set.Municipalities, Tell: func(municipality string) { h.told = append(h.told, municipality) },
		Now: func() time.Time { return h.at }, Registerer: h.metrics,
	})
	if err != nil {
		t.Fatal(err)
	}
	h.echo.HTTPErrorHandler = func(err error, c echo.Context) { _ = c.NoContent(err.(*problem.Problem).Code.Status()) }
	hooks.Register(h.echo)
	return h
}

func (h *hooks) write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// webhook is the documented one, for Fjordvik.
func webhook() *http.Request {
	r := httptest.NewRequest(http.MethodPost, "https://portal.example/hooks/fagsystem/fjordvik", strings.NewReader(documentedBody))
	r.Header.Set("webhook-id", documentedID)
	r.Header.Set("webhook-timestamp", strconv.Itoa(documentedTimestamp))
	r.Header.Set("webhook-signature", documentedSignature)
	return r
}

// signed is one with a body and a time of its own.
func signed(t *testing.T, secret, body string, at time.Time) *http.Request {
	t.Helper()
	key, err := standardwebhooks.NewWebhook(secret)
	if err != nil {
		t.Fatal(err)
	}
	signature, err := key.Sign(documentedID, at, []byte(body))
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "https://portal.example/hooks/fagsystem/fjordvik", strings.NewReader(body))
	r.Header.Set("webhook-id", documentedID)
	r.Header.Set("webhook-timestamp", strconv.FormatInt(at.Unix(), 10))
	r.Header.Set("webhook-signature", signature)
	return r
}

func (h *hooks) status(r *http.Request) int {
	v, ok := visit.Of(h.set, r)
	if ok {
		r = r.WithContext(visit.With(r.Context(), v))
	}
	w := httptest.NewRecorder()
	h.echo.ServeHTTP(w, r)
	return w.Code
}

func TestTheDocumentedWebhookIsHeardHoweverOftenItComes(t *testing.T) {
	t.Parallel()
	h := newHooks(t, documentedSecret+"\n")
	for range 3 {
		if status := h.status(webhook()); status != http.StatusNoContent {
			t.Fatal(status)
		}
	}
	if strings.Join(h.told, " ") != "fjordvik fjordvik fjordvik" {
		t.Error(h.told)
	}
}

func TestWhatIsntRightIsAnsweredAsIfNothingWereThere(t *testing.T) {
	t.Parallel()
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	path := func(path string) func(*http.Request) { return func(r *http.Request) { r.URL.Path = path } }
	at := time.Unix(documentedTimestamp, 0)
	for name, c := range map[string]struct {
		change       func(*http.Request)
		request      *http.Request
		municipality string
		result       string
	}{
		"no signature":               {change: func(r *http.Request) { r.Header.Del("webhook-signature") }, result: "unsigned"},
		"no id":                      {change: func(r *http.Request) { r.Header.Del("webhook-id") }, result: "unsigned"},
		"no time":                    {change: func(r *http.Request) { r.Header.Del("webhook-timestamp") }, result: "unsigned"},
		"two signatures' headers":    {change: func(r *http.Request) { r.Header.Add("webhook-signature", documentedSignature) }, result: "unsigned"},
		"two times":                  {change: func(r *http.Request) { r.Header.Add("webhook-timestamp", "1614265330") }, result: "unsigned"},
		"a time that is none":        {change: header("webhook-timestamp", "yesterday"), result: "unsigned"},
		"a time after all times":     {change: header("webhook-timestamp", "99999999999999999999"), result: "unsigned"},
		"another id":                 {change: header("webhook-id", "msg_other"), result: "forged"},
		"another time":               {change: header("webhook-timestamp", "1614265331"), result: "forged"},
		"an asymmetric version":      {change: header("webhook-signature", strings.Replace(documentedSignature, "v1,", "v1a,", 1)), result: "forged"},
		"no version":                 {change: header("webhook-signature", strings.TrimPrefix(documentedSignature, "v1,")), result: "forged"},
		"half a signature":           {change: header("webhook-signature", documentedSignature[:20]), result: "forged"},
		"an empty signature":         {change: header("webhook-signature", "v1,"), result: "forged"},
		"another body":               {request: changed(`{"test": 2432232315}`), result: "forged"},
		"another's secret":           {request: signed(t, secretOf("l"), "{}", at), result: "forged"},
		"the empty secret":           {request: signed(t, "whsec_", "{}", at), result: "forged"},
		"too old":                    {request: signed(t, documentedSecret, "{}", at.Add(-5*time.Minute-time.Second)), result: "old"},
		"from the future":            {request: signed(t, documentedSecret, "{}", at.Add(5*time.Minute+time.Second)), result: "old"},
		"too large":                  {request: signed(t, documentedSecret, strings.Repeat("x", 16<<10+1), at), result: "oversized"},
		"another host's":             {change: path("/hooks/fagsystem/lyngmo"), municipality: "unknown", result: "unknown"},
		"one without webhooks":       {change: path("/hooks/fagsystem/utvik"), municipality: "unknown", result: "unknown"},
		"a municipality that isn't":  {change: path("/hooks/fagsystem/nowhere"), municipality: "unknown", result: "unknown"},
		"a municipality in capitals": {change: path("/hooks/fagsystem/Fjordvik"), municipality: "unknown", result: "unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHooks(t, documentedSecret)
			r := c.request
			if r == nil {
				r = webhook()
				c.change(r)
			}
			if status := h.status(r); status != http.StatusNotFound {
				t.Error(status)
			}
			if len(h.told) > 0 {
				t.Error("it was heard")
			}
			if c.municipality == "" {
				c.municipality = "fjordvik"
			}
			want := `portal_feed_webhooks_total{municipality="` + c.municipality + `",result="` + c.result + `"} 1`
			if err := testutil.GatherAndCompare(h.metrics, strings.NewReader("# HELP portal_feed_webhooks_total Webhooks of the fagsystems, by what came of them: heard, or why not. Look at forged and old.\n"+
				"# TYPE portal_feed_webhooks_total counter\n"+want+"\n"), "portal_feed_webhooks_total"); err != nil {
				t.Error(err)
			}
		})
	}
}

func changed(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "https://portal.example/hooks/fagsystem/fjordvik", strings.NewReader(body))
	r.Header = webhook().Header
	return r
}

func TestTimeMayBeAlmostFiveMinutesOff(t *testing.T) {
	t.Parallel()
	h := newHooks(t, documentedSecret)
	for _, off := range []time.Duration{-5 * time.Minute, 5 * time.Minute} {
		if status := h.status(signed(t, documentedSecret, strings.Repeat("x", 16<<10), h.at.Add(off))); status != http.StatusNoContent {
			t.Error(off, status)
		}
	}
}

func TestASecretIsReplacedWithoutAPause(t *testing.T) {
	t.Parallel()
	older, newer := secretOf("a"), secretOf("b")
	h := newHooks(t, older)
	expect := func(when string, old, new int) {
		t.Helper()
		h.at = h.at.Add(2 * time.Second)
		for secret, want := range map[string]int{older: old, newer: new} {
			if status := h.status(signed(t, secret, "{}", h.at)); status != want {
				t.Errorf("%s: %d instead of %d", when, status, want)
			}
		}
	}
	expect("before", http.StatusNoContent, http.StatusNotFound)
	h.write(t, h.file, newer+"\r\n"+older+"\r\n")
	expect("in between", http.StatusNoContent, http.StatusNoContent)
	h.write(t, h.file, "whsec_tooshort")
	expect("with a broken file", http.StatusNoContent, http.StatusNoContent)
	if err := os.Remove(h.file); err != nil {
		t.Fatal(err)
	}
	expect("without a file", http.StatusNoContent, http.StatusNoContent)
	h.write(t, h.file, newer)
	expect("after", http.StatusNotFound, http.StatusNoContent)
}

func TestSecretsMustBeRightWhenItStarts(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "no prefix": strings.TrimPrefix(secretOf("a"), "whsec_"), "short": "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 23)),
		"long": "whsec_" + base64.StdEncoding.EncodeToString(make([]byte, 65)), "not base64": "whsec_" + strings.Repeat("!", 40),
		"a line between": secretOf("a") + "\n\n" + secretOf("b"), "four": strings.Join([]string{secretOf("a"), secretOf("b"), secretOf("c"), secretOf("d")}, "\n"),
	} {
		file := filepath.Join(t.TempDir(), "secret")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := feed.NewWebhooks(feed.WebhookSettings{Now: time.Now, Municipalities: []config.Municipality{
			{ID: "fjordvik", Fagsystem: config.Fagsystem{WebhookSecretFile: file}},
		}})
		if err == nil || !strings.Contains(err.Error(), "fjordvik.yaml") {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && text != "" && strings.Contains(err.Error(), strings.TrimPrefix(text, "whsec_")) {
			t.Errorf("%s: it tells the secret", name)
		}
	}
}
