package feed

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/visit"
)

const (
	// webhookPath is under the server's prefix for what other servers call.
	webhookPath = "/hooks/fagsystem/:municipality"
	// mostWebhook bounds a webhook's body: it says one thing.
	mostWebhook = 16 << 10
	// webhookAge is how far a webhook's time may be from ours.
	webhookAge = 5 * time.Minute
	// unknownMunicipality stands in metrics for whatever somebody made up.
	unknownMunicipality = "unknown"
)

// Why a webhook isn't taken. Who sent it learns none of this.
var (
	errUnknown   = errors.New("there is no such municipality at this host, or it has no secret")
	errOversized = errors.New("the body is too large")
	errUnsigned  = errors.New("a header of the signature is missing, double or can't be read")
	errForged    = errors.New("no secret of the municipality made the signature")
	errOld       = errors.New("its time is too far from ours")
)

// refusals are the results that the metric names.
var refusals = map[error]string{errUnknown: "unknown", errOversized: "oversized", errUnsigned: "unsigned", errForged: "forged", errOld: "old"}

// WebhookSettings are what Webhooks work with.
type WebhookSettings struct {
	Municipalities []config.Municipality
	// Tell wakes whoever reads a municipality's feed, on whichever replica. It must
	// not block.
	Tell func(municipality string)
	Now  func() time.Time
	// Registerer may be nil.
	Registerer prometheus.Registerer
}

// Webhooks hears from the fagsystems that there is something new on their feed.
// That is all a webhook can say: its content is never looked at, so that one
// that is lost, repeated, late, out of order or replayed changes nothing.
type Webhooks struct {
	settings WebhookSettings
	secrets  map[string]*webhookSecrets
	received *prometheus.CounterVec
}

// NewWebhooks reads the secrets, which must be right when it starts.
func NewWebhooks(settings WebhookSettings) (*Webhooks, error) {
	w := &Webhooks{settings: settings, secrets: map[string]*webhookSecrets{}, received: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "portal_feed_webhooks_total", Help: "Webhooks of the fagsystems, by what came of them: heard, or why not. Look at forged and old.",
	}, []string{"municipality", "result"})}
	var wrong []error
	for _, m := range settings.Municipalities {
		if m.Fagsystem.WebhookSecretFile == "" {
			continue
		}
		secrets, err := readWebhookSecrets(m.ID, m.Fagsystem.WebhookSecretFile, settings.Now)
		wrong = append(wrong, err)
		w.secrets[m.ID] = secrets
	}
	if settings.Registerer != nil {
		settings.Registerer.MustRegister(w.received)
	}
	return w, errors.Join(wrong...)
}

// Register adds the route.
func (w *Webhooks) Register(e *echo.Echo) { e.POST(webhookPath, w.receive) }

func (w *Webhooks) receive(c echo.Context) error {
	ctx, municipality := c.Request().Context(), c.Param("municipality")
	secrets := w.secrets[municipality]
	if here := visit.From(ctx); here == nil || !here.Serves(municipality) {
		secrets = nil
	}
	if secrets == nil {
		municipality = unknownMunicipality
	}
	if err := secrets.verify(c.Request(), w.settings.Now()); err != nil {
		w.received.WithLabelValues(municipality, refusals[err]).Inc()
		slog.WarnContext(ctx, "a fagsystem's webhook was refused", "municipality", municipality,
			"cause", err.Error(), "correlationId", correlation.ID(ctx))
		return problem.New(problem.NotFound)
	}
	w.received.WithLabelValues(municipality, "heard").Inc()
	w.settings.Tell(municipality)
	return c.NoContent(http.StatusNoContent)
}

// verify checks who sent a request, and when.
func (s *webhookSecrets) verify(r *http.Request, now time.Time) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, mostWebhook+1))
	if err != nil || len(body) > mostWebhook {
		return errOversized
	}
	if s == nil {
		return errUnknown
	}
	sent, err := sentAt(r.Header)
	if err != nil {
		return err
	}
	// The signature first: a stranger learns nothing of our clock.
	if !slices.ContainsFunc(s.inUse(), func(secret *standardwebhooks.Webhook) bool {
		return secret.VerifyIgnoringTimestamp(body, r.Header) == nil
	}) {
		return errForged
	}
	if now.Sub(sent).Abs() > webhookAge {
		return errOld
	}
	return nil
}

// sentAt is a webhook's time. Each header is there once.
func sentAt(header http.Header) (time.Time, error) {
	for _, name := range []string{standardwebhooks.HeaderWebhookID, standardwebhooks.HeaderWebhookTimestamp, standardwebhooks.HeaderWebhookSignature} {
		if len(header.Values(name)) != 1 {
			return time.Time{}, errUnsigned
		}
	}
	seconds, err := strconv.ParseInt(header.Get(standardwebhooks.HeaderWebhookTimestamp), 10, 64)
	if err != nil {
		return time.Time{}, errUnsigned
	}
	return time.Unix(seconds, 0), nil
}
