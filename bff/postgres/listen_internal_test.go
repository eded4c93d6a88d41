package postgres

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The most that is waited doubles up to its end, and is short again once it listened.
func TestTheMostThatIsWaitedDoubles(t *testing.T) {
	t.Parallel()
	waits := retries{random: func(most time.Duration) time.Duration { return most }}
	var got []time.Duration
	for range 8 {
		got = append(got, waits.next()/time.Millisecond)
	}
	waits.begin()
	got = append(got, waits.next()/time.Millisecond)
	if want := []time.Duration{100, 200, 400, 800, 1600, 3200, 5000, 5000, 100}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

// Of many listeners that lost the same server at once some come back soon and some
// late: each tenth of the time gets its share.
func TestListenersComeBackSpread(t *testing.T) {
	t.Parallel()
	const listeners, tenths = 1000, 10
	dice := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // nothing secret, and the same each time
	random := func(most time.Duration) time.Duration { return time.Duration(dice.Int64N(int64(most))) }
	var in [tenths]int
	for range listeners {
		waits := retries{random: random}
		waits.next()
		wait := waits.next()
		if wait < 0 || wait >= 2*shortestRetry {
			t.Fatal(wait)
		}
		in[wait*tenths/(2*shortestRetry)]++
	}
	for tenth, many := range in {
		if many < listeners/tenths/2 {
			t.Errorf("%d of %d in tenth %d", many, listeners, tenth)
		}
	}
}
