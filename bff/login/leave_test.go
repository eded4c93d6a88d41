package login_test

import (
	"errors"
	"net/http"
	"testing"

	"innbyggertjenesten/bff/session"
)

func TestLeaving(t *testing.T) {
	t.Parallel()
	f := setUp(t)
	b := f.browser()
	b.logIn(t, f.citizens, "/login")
	before := b.cookie("__Host-session")
	w := b.do(http.MethodGet, "/leave")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "https://weather.example/" || w.Header().Get("Clear-Site-Data") != `"cache", "storage"` ||
		w.Header().Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if _, err := f.sessions.Look(t.Context(), session.Citizen, before); !errors.Is(err, session.ErrEnded) {
		t.Errorf("the session lives: %v", err)
	}
	if w := b.do(http.MethodPost, "/leave", "Origin", "http://"+host); w.Code != http.StatusNoContent {
		t.Errorf("by beacon: %d", w.Code)
	}
}
