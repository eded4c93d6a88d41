package server

import (
	"testing"
	"time"
)

func TestLimitsRememberABoundedNumber(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	b := newBuckets[int](1, 2, func() time.Time { return now })
	spend := func(key int) { _, _ = b.take(key); _, _ = b.take(key) }
	spend(-1)
	for key := range 3*mostKeys + 10 {
		b.take(key)
		if _, ok := b.take(-1); ok {
			t.Fatalf("who asks all the time was forgotten after %d others", key)
		}
	}
	if kept := len(b.young) + len(b.old); kept > 2*mostKeys {
		t.Errorf("%d are kept", kept)
	}
}

func TestWhoIsRefusedLosesNothing(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	b := newBuckets[string](1, 2, func() time.Time { return now })
	for range 50 {
		b.take("a")
	}
	if wait, ok := b.take("a"); ok || wait != time.Second {
		t.Errorf("%s %v", wait, ok)
	}
	now = now.Add(time.Second)
	if _, ok := b.take("a"); !ok {
		t.Error("refused requests were counted")
	}
}
