package login

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

const (
	// warnBefore is how long before its end a key or secret is warned about.
	warnBefore    = 30 * 24 * time.Hour
	warnEvery     = 24 * time.Hour
	warnLookEvery = time.Hour
)

// warned remembers when each client was last warned about.
type warned struct {
	mu sync.Mutex
	at map[clientName]time.Time
}

// due tells whether a warning is due, and takes it for given.
func (w *warned) due(name clientName, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if last, ok := w.at[name]; ok && now.Sub(last) < warnEvery {
		return false
	}
	if w.at == nil {
		w.at = map[clientName]time.Time{}
	}
	w.at[name] = now
	return true
}

// WatchCredentials warns in the log, once a day, of keys and secrets that end
// soon, until ctx ends.
func (l *Login) WatchCredentials(ctx context.Context) {
	ticker := time.NewTicker(warnLookEvery)
	defer ticker.Stop()
	for {
		l.WarnOfExpiry(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// WarnOfExpiry warns of what ends within thirty days, or in production nobody
// knows when, and wasn't warned of today.
func (l *Login) WarnOfExpiry(ctx context.Context) {
	now := l.Now()
	for name, one := range l.providers {
		ends, known := one.credentials.expiry()
		if known && ends.Sub(now) > warnBefore || !known && l.Config.Environment.Practice() || !l.warned.due(name, now) {
			continue
		}
		if !known {
			slog.WarnContext(ctx, "nobody said when a client's key expires, so nobody will be warned: set keyExpiresAt",
				"issuer", name.Issuer, "clientId", name.ClientID)
			continue
		}
		slog.WarnContext(ctx, "a client's key or secret expires: register a new one and put it beside or in place of the old",
			"issuer", name.Issuer, "clientId", name.ClientID, "expiresAt", ends.UTC().Format(time.RFC3339), "days", int(ends.Sub(now).Hours()/24))
	}
}

var (
	expiryDescription = prometheus.NewDesc("portal_login_credential_expires_seconds",
		"Seconds until the last key or secret of a client expires; no series where nobody said when.", []string{"issuer", "client_id"}, nil)
	brokenDescription = prometheus.NewDesc("portal_login_credential_file_broken",
		"1 while a client's key or secret file can't be used and the content before it is.", []string{"issuer", "client_id"}, nil)
)

// Describe names the metrics of the clients' credentials.
func (l *Login) Describe(to chan<- *prometheus.Desc) {
	to <- expiryDescription
	to <- brokenDescription
}

// Collect looks at every client's credentials, as Prometheus asks.
func (l *Login) Collect(to chan<- prometheus.Metric) {
	for name, one := range l.providers {
		if ends, known := one.credentials.expiry(); known {
			to <- prometheus.MustNewConstMetric(expiryDescription, prometheus.GaugeValue, ends.Sub(l.Now()).Seconds(), name.Issuer, name.ClientID)
		}
		broken := 0.0
		if one.credentials.broken() {
			broken = 1
		}
		to <- prometheus.MustNewConstMetric(brokenDescription, prometheus.GaugeValue, broken, name.Issuer, name.ClientID)
	}
}
