package attachments

import (
	"context"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/attachments/internal/db"
)

// metrics tell how files end, and how many wait for what.
type metrics struct {
	outcomes *prometheus.CounterVec
	queries  *db.Queries
	now      func() time.Time
	waiting  *prometheus.Desc
	oldest   *prometheus.Desc
	parked   *prometheus.Desc
	// Of files that the fagsystem has.
	unchecked       *prometheus.Desc
	oldestUnchecked *prometheus.Desc
}

func newMetrics(queries *db.Queries, now func() time.Time, registerer prometheus.Registerer) *metrics {
	labels := []string{"municipality", "state", "sent"}
	m := &metrics{
		queries: queries, now: now,
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "portal_attachments_total", Help: "What became of files that were added."},
			[]string{"municipality", "outcome"}),
		waiting: prometheus.NewDesc("portal_attachments_waiting",
			"Files that wait: for their check (state WAITING_FOR_CHECK), or, sent, for the fagsystem to take them.", labels, nil),
		oldest: prometheus.NewDesc("portal_attachments_waiting_oldest_seconds", "How long the oldest of them has waited.", labels, nil),
		parked: prometheus.NewDesc("portal_attachments_parked",
			"Files whose check, or handing over, always fails, by that step. Alarm on any.", []string{"municipality", "step"}, nil),
		unchecked: prometheus.NewDesc("portal_attachments_received_unchecked", "Files in the fagsystem that wait for their check.", []string{"municipality"}, nil),
		oldestUnchecked: prometheus.NewDesc("portal_attachments_received_unchecked_oldest_seconds", "How long the oldest of them has waited.",
			[]string{"municipality"}, nil),
	}
	if registerer != nil {
		registerer.MustRegister(m.outcomes, m)
	}
	return m
}

func (m *metrics) count(municipality, outcome string) {
	m.outcomes.WithLabelValues(municipality, outcome).Inc()
}

// Describe names the gauges.
func (m *metrics) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- m.waiting
	descriptions <- m.oldest
	descriptions <- m.parked
	descriptions <- m.unchecked
	descriptions <- m.oldestUnchecked
}

// Collect counts when it is asked.
func (m *metrics) Collect(found chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	rows, err := m.queries.CountWaiting(ctx)
	if err != nil {
		return
	}
	for _, row := range rows {
		labels := []string{row.Municipality, row.State, strconv.FormatBool(row.Sent)}
		found <- prometheus.MustNewConstMetric(m.waiting, prometheus.GaugeValue, float64(row.Count), labels...)
		found <- prometheus.MustNewConstMetric(m.oldest, prometheus.GaugeValue, m.now().Sub(row.Oldest).Seconds(), labels...)
	}
	parked, err := m.queries.CountParked(ctx)
	if err != nil {
		return
	}
	for _, row := range parked {
		found <- prometheus.MustNewConstMetric(m.parked, prometheus.GaugeValue, float64(row.Count), row.Municipality, row.Step)
	}
	received, err := m.queries.CountUncheckedReceived(ctx)
	if err != nil {
		return
	}
	for _, row := range received {
		found <- prometheus.MustNewConstMetric(m.unchecked, prometheus.GaugeValue, float64(row.Count), row.Municipality)
		found <- prometheus.MustNewConstMetric(m.oldestUnchecked, prometheus.GaugeValue, m.now().Sub(row.Oldest).Seconds(), row.Municipality)
	}
}
