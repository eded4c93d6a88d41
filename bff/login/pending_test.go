package login_test

import (
	"net/http"
	"testing"
)

func TestOneAddressHasABoundedNumberOfLogInsUnderWay(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	begin := func(b *browser) string {
		w := b.do(http.MethodGet, "/login")
		if w.Code != http.StatusSeeOther {
			t.Fatalf("%d", w.Code)
		}
		return w.Header().Get("Location")
	}
	first, second := f.browser(), f.browser()
	forgotten, kept := begin(first), begin(second)
	for range 1000 - 1 {
		begin(f.browser())
	}
	if w := first.do(http.MethodGet, f.citizens.authorize(t, forgotten)); w.Header().Get("Location") != "/sorry/login-failed" {
		t.Errorf("the one too many led to %s", w.Header().Get("Location"))
	}
	if w := second.do(http.MethodGet, f.citizens.authorize(t, kept)); w.Header().Get("Location") != "/" {
		t.Errorf("the oldest of a thousand led to %s", w.Header().Get("Location"))
	}
}
