package virus

import (
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"innbyggertjenesten/bff/virus/virustest"
)

// Whoever looks after the alarm doesn't wait until a proof has grown old.
func TestAScannerThatGoesAwayIsMissedAtTheNextLook(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Sound)
	scanner := New(clamd.Address, 1<<20, time.Now, prometheus.NewRegistry())
	for _, step := range []struct {
		what   string
		change func()
		up     float64
	}{{"there", func() {}, 1}, {"away", clamd.Stop, 0}, {"still away", func() {}, 0}, {"back", clamd.Again, 1}} {
		step.change()
		scanner.look(t.Context())
		if up := testutil.ToFloat64(scanner.up); up != step.up {
			t.Errorf("%s: portal_virus_scanner_up is %v", step.what, up)
		}
	}
}
