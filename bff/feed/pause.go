package feed

import (
	"context"
	"math/rand/v2"
	"time"
)

// pause is the growing wait between failures.
type pause struct {
	next, longest time.Duration
	// woken ends a pause: the fagsystem answers again. So does told: it has
	// something new. What it tells of may show a moment later, so the next pauses
	// are short again.
	woken, told <-chan struct{}
}

func (r *Reader) pause(woken, told <-chan struct{}) *pause {
	return &pause{next: shortestPause, longest: r.settings.LongestPause, woken: woken, told: told}
}

func (p *pause) reset() { p.next = shortestPause }

func (p *pause) wait(ctx context.Context) {
	// Replicas that failed together don't come back together.
	timer := time.NewTimer(p.next/2 + rand.N(p.next/2+1))
	defer timer.Stop()
	p.next = min(2*p.next, p.longest)
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-p.woken:
	case <-p.told:
		p.reset()
	}
}
