package attachments_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/virus/virustest"
)

func TestWhatWasReplacedIsNotGivenOutOnTheOldFilesWord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	long := strings.Repeat("hei ", largeEnough)
	for name, c := range map[string]struct{ before, after string }{
		"a short one":        {"hei", "hoi"},
		"by a shorter one":   {"hei", "h"},
		"by a longer one":    {"hei", virustest.EICAR()},
		"at its very end":    {long + "1", long + "2"},
		"and it grew a bit":  {long, long + "1"},
		"by EICAR, as large": {strings.Repeat(" ", 200_000), virustest.EICAR() + strings.Repeat(" ", 200_000-len(virustest.EICAR()))},
	} {
		file, there := w.keeps(attachments.Received{}, c.before)
		w.says(t, file)
		w.told(t, file)
		found := w.says(t, file)
		there.mu.Lock()
		there.content = c.after
		there.mu.Unlock()
		content, err := w.opens(t, file, found)
		if !errors.Is(err, attachments.ErrOtherContent) || string(content) == c.after || len(c.after) < 64<<10 && len(content) > 0 {
			t.Errorf("%s: %d of %d bytes go out, %v", name, len(content), len(c.after), err)
		}
		w.told(t, file) // that it waits
		again, err := w.store.Await(t.Context(), file, time.Minute)
		want := attachments.Ready
		if strings.Contains(c.after, virustest.EICAR()) {
			want = attachments.Infected
		}
		if err != nil || again.State != want {
			t.Errorf("%s: then %s, %v", name, again.State, err)
		}
	}
}

func TestWhatIsHandedOverFromHereNeedsNoSecondScan(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	id := w.add(t, "brev.pdf", []byte("%PDF-1.7\n%%EOF\n"))
	w.concluded(t, id)
	message, err := w.send(t, true, id)
	if err != nil || w.handOverAll(t) != 1 {
		t.Fatal(err)
	}
	w.took.mu.Lock()
	content := w.took.content[id]
	w.took.mu.Unlock()
	file, there := w.keeps(attachments.Received{Municipality: "fjordvik", CaseCopyID: w.place.CaseCopyID, MessageID: message, FileID: id}, content)
	found := w.says(t, file)
	if found.State != attachments.Ready {
		t.Fatal(found.State)
	}
	if given, err := w.opens(t, file, found); err != nil || !bytes.Equal(given, []byte(content)) || there.times() != 1 {
		t.Errorf("%q, %v, fetched %d times", given, err, there.times())
	}
	// The fagsystem gives out something else under its id: that is nobody's word.
	there.mu.Lock()
	there.content = virustest.EICAR()
	there.mu.Unlock()
	if _, err := w.opens(t, file, found); !errors.Is(err, attachments.ErrOtherContent) {
		t.Error(err)
	}
	if found, err := w.store.Await(t.Context(), file, time.Minute); err != nil || found.State != attachments.Infected {
		t.Errorf("%s, %v", found.State, err)
	}
}
