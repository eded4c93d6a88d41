package fagsystem

import "github.com/prometheus/client_golang/prometheus"

// What became of a part of an answer that breaks the contract.
const (
	breachLeftOut = "left-out"
	breachKept    = "kept"
	breachWhole   = "whole-answer"
)

// breachCounts count what a fagsystem sends that the contract doesn't allow.
type breachCounts struct{ total *prometheus.CounterVec }

func newBreachCounts(municipality string) breachCounts {
	return breachCounts{prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "portal_fagsystem_contract_breaches_total", ConstLabels: prometheus.Labels{"municipality": municipality},
		Help: "Parts of the fagsystem's answers that break the contract, by what became of them: left-out, kept, or whole-answer where nothing could be shown.",
	}, []string{"operation", "outcome"})}
}

func (b breachCounts) count(operation string, found breaches, err error) {
	for outcome, number := range map[string]int{breachLeftOut: len(found.dropped), breachKept: len(found.kept)} {
		if number > 0 {
			b.total.WithLabelValues(operation, outcome).Add(float64(number))
		}
	}
	if err != nil {
		b.total.WithLabelValues(operation, breachWhole).Inc()
	}
}

// Metrics is what is counted about this fagsystem.
func (c *Client) Metrics() prometheus.Collector { return c.breaches.total }

// leavesOut is a list that says how many of its objects couldn't be read.
type leavesOut interface{ leftOut(items int) }
