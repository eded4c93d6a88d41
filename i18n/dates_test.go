package i18n_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"
	"time"

	"innbyggertjenesten/i18n"
)

func TestDatesAsOneSaysThem(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.November, 2, 9, 5, 0, 0, time.UTC)
	for code, wanted := range map[string]string{
		"nb": "2. november 2026 kl. 09:05", "nn": "2. november 2026 kl. 09:05", "en": "2 November 2026 at 09:05",
		"pl": "2 listopada 2026 o 09:05", "ar": "2 نوفمبر 2026 الساعة 09:05",
	} {
		if got := i18n.DayAndTime(code, at); got != wanted {
			t.Errorf("%s: %q, wanted %q", code, got, wanted)
		}
	}
}

// The server's words for dates are the pages' own, from the same source.
func TestDatesAreThePagesOwn(t *testing.T) {
	t.Parallel()
	command := exec.CommandContext(t.Context(), "node", "--import", "tsx", "dates.mjs", "--print")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("Node, which this test needs: %v", err)
	}
	kept, err := os.ReadFile("dates/words.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out, kept) {
		t.Error("out of date: node --import tsx i18n/dates.mjs")
	}
}
