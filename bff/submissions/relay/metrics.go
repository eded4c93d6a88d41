package relay

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/internal/db"
)

// observeEvery is how often the gauges are read from the table.
const observeEvery = 5 * time.Second

// Metrics are the relay's numbers. None of them tells of a person.
type Metrics struct {
	deliveries *prometheus.CounterVec
	failures   *prometheus.CounterVec
	parkings   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	waiting    *prometheus.GaugeVec
	oldest     *prometheus.GaugeVec
	// Of what is registered without its evidence being acknowledged.
	unacknowledged       *prometheus.GaugeVec
	oldestUnacknowledged *prometheus.GaugeVec
	marksGivenUp         *prometheus.CounterVec
	keysNotOpened        *prometheus.CounterVec

	mu       sync.Mutex
	observed time.Time
	signals  Signals
}

// Signals tell tests what the relay did.
type Signals struct {
	// Released is called when a submission can no longer be undone, Erased when
	// one has been erased.
	Released, Erased func()
}

// NewMetrics makes the metrics and registers them; registerer may be nil.
func NewMetrics(registerer prometheus.Registerer) *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
	}
	m := &Metrics{
		deliveries: counter("portal_submissions_delivered_total", "Submissions that the fagsystem registered.", "municipality", "kind"),
		failures:   counter("portal_submission_failures_total", "Attempts that will be repeated.", "municipality", "kind"),
		parkings:   counter("portal_submissions_parked_total", "Submissions that a human must look at. Alarm on any.", "municipality", "kind", "reason"),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "portal_submission_delivery_seconds", Help: "From the end of the time for undoing to the registration.",
			Buckets: []float64{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3600},
		}, []string{"municipality"}),
		waiting: gauge("portal_submissions_undelivered", "Submissions that are not delivered, by state. Alarm on PARKED.", "municipality", "state"),
		oldest:  gauge("portal_submissions_oldest_seconds", "Age of the oldest undelivered submission, by state.", "municipality", "state"),
		unacknowledged: gauge("portal_evidence_unacknowledged",
			"Registered submissions whose evidence the fagsystem hasn't acknowledged; until it has, what was written is kept here.", "municipality"),
		oldestUnacknowledged: gauge("portal_evidence_unacknowledged_oldest_seconds",
			"How long ago the oldest of them was registered. Alarm when it is old.", "municipality"),
		marksGivenUp: counter("portal_read_marks_given_up_total",
			"Read marks that the fagsystem has no place for, and that aren't sent again.", "municipality", "reason"),
		keysNotOpened: counter("portal_author_keys_not_opened_total",
			"Attempts at submissions whose author's key the configured keys don't open. Alarm on any: the configuration is wrong.", "municipality"),
	}
	if registerer != nil {
		registerer.MustRegister(m.deliveries, m.failures, m.parkings, m.seconds, m.waiting, m.oldest, m.unacknowledged, m.oldestUnacknowledged, m.marksGivenUp, m.keysNotOpened)
	}
	return m
}

// Signal sets what tests wait for.
func (m *Metrics) Signal(signals Signals) { m.signals = signals }

func (m *Metrics) delivered(one submissions.Submission, now time.Time) {
	m.deliveries.WithLabelValues(one.Municipality, string(one.Kind)).Inc()
	m.seconds.WithLabelValues(one.Municipality).Observe(now.Sub(one.ReleaseAt).Seconds())
}

func (m *Metrics) keyNotOpened(municipality string) {
	m.keysNotOpened.WithLabelValues(municipality).Inc()
}

func (m *Metrics) failed(one submissions.Submission) {
	m.failures.WithLabelValues(one.Municipality, string(one.Kind)).Inc()
}

func (m *Metrics) parked(one submissions.Submission) {
	m.parkings.WithLabelValues(one.Municipality, string(one.Kind), string(one.Reason)).Inc()
	// The alarm doesn't wait.
	m.mu.Lock()
	m.observed = time.Time{}
	m.mu.Unlock()
}

func (m *Metrics) markGivenUp(municipality, reason string) {
	m.marksGivenUp.WithLabelValues(municipality, reason).Inc()
}

func (m *Metrics) testReleased() {
	if m.signals.Released != nil {
		m.signals.Released()
	}
}

func (m *Metrics) testErased() {
	if m.signals.Erased != nil {
		m.signals.Erased()
	}
}

// observe reads the gauges from the table now and then.
func (m *Metrics) observe(ctx context.Context, queries *db.Queries, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if now.Sub(m.observed) < observeEvery {
		return
	}
	rows, err := queries.CountUndelivered(ctx)
	if err != nil {
		return
	}
	unacknowledged, err := queries.CountUnacknowledged(ctx)
	if err != nil {
		return
	}
	m.observed = now
	m.unacknowledged.Reset()
	m.oldestUnacknowledged.Reset()
	for _, row := range unacknowledged {
		m.unacknowledged.WithLabelValues(row.Municipality).Set(float64(row.Count))
		// The fagsystem's clock may be ahead.
		m.oldestUnacknowledged.WithLabelValues(row.Municipality).Set(max(0, now.Sub(row.Oldest).Seconds()))
	}
	m.waiting.Reset()
	m.oldest.Reset()
	for _, row := range rows {
		m.waiting.WithLabelValues(row.Municipality, row.State).Set(float64(row.Count))
		m.oldest.WithLabelValues(row.Municipality, row.State).Set(now.Sub(row.Oldest).Seconds())
	}
}
