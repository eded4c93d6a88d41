package attachments_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/virus/virustest"
)

const largeEnough = 300_000

func TestAFileInTheFagsystemIsScannedBeforeAnybodyOpensIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	for name, c := range map[string]struct {
		content  string
		unlength bool
		state    attachments.State
	}{
		"a letter":                            {content: "%PDF-1.7 hei", state: attachments.Ready},
		"a long one":                          {content: strings.Repeat("hei ", largeEnough), state: attachments.Ready},
		"one of unknown length":               {content: strings.Repeat("hei ", largeEnough), unlength: true, state: attachments.Ready},
		"an empty one":                        {content: "", state: attachments.Ready},
		"EICAR":                               {content: virustest.EICAR(), state: attachments.Infected},
		"EICAR at the end":                    {content: strings.Repeat(" ", largeEnough) + virustest.EICAR(), unlength: true, state: attachments.Infected},
		"the largest":                         {content: strings.Repeat(" ", attachments.MostFileBytes), state: attachments.Ready},
		"a larger one":                        {content: strings.Repeat(" ", attachments.MostFileBytes+1), state: attachments.TooLarge},
		"a larger one that doesn't tell":      {content: strings.Repeat(" ", attachments.MostFileBytes+1), unlength: true, state: attachments.TooLarge},
		"a larger one with EICAR in its tail": {content: strings.Repeat(" ", attachments.MostFileBytes) + virustest.EICAR(), unlength: true, state: attachments.TooLarge},
	} {
		file, there := w.keeps(attachments.Received{}, c.content)
		there.unlength = c.unlength
		if found := w.says(t, file); found.State != attachments.Waiting {
			t.Errorf("%s: %s before it was scanned", name, found.State)
		}
		w.told(t, file)
		found := w.says(t, file)
		if found.State != c.state {
			t.Errorf("%s: %s", name, found.State)
		}
		content, err := w.opens(t, file, found)
		if c.state != attachments.Ready {
			if len(content) > 0 || !errors.Is(err, attachments.ErrOtherContent) {
				t.Errorf("%s: %d bytes go out, %v", name, len(content), err)
			}
			continue
		}
		if err != nil || string(content) != c.content || found.Size != int64(len(c.content)) {
			t.Errorf("%s: %d bytes of %d, said to be %d, %v", name, len(content), len(c.content), found.Size, err)
		}
		if times := there.times(); times != 2 {
			t.Errorf("%s: fetched %d times: once to scan, once to give out", name, times)
		}
	}
	// Nothing of them is kept.
	if w.count(t, `SELECT count(*) FROM attachment_chunk`)+w.count(t, `SELECT count(*) FROM attachment`) != 0 {
		t.Error("something of them is kept")
	}
}

func TestWhileTheScannerIsAwayAReceivedFileWaitsAndThenGoesByItself(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Sound)
	w := newWorld(t, clamd.Address)
	clamd.Stop()
	file, there := w.keeps(attachments.Received{}, "hei")
	infected, _ := w.keeps(attachments.Received{}, virustest.EICAR())
	w.says(t, infected)
	if found, err := w.store.Await(t.Context(), file, 300*time.Millisecond); err != nil || found.State != attachments.Waiting {
		t.Fatalf("%s, %v", found.State, err)
	}
	w.awaitNumber(t, 2, `SELECT count(*) FROM river_job WHERE kind = 'attachment.check-received' AND metadata ? 'snoozes'`)
	if w.count(t, `SELECT count(*) FROM received_file WHERE state = 'WAITING_FOR_CHECK'`) != 2 {
		t.Error("something was decided without a scanner")
	}
	if waiting := w.gauge(t, "portal_attachments_received_unchecked"); waiting != 2 {
		t.Errorf("the metrics say that %v wait", waiting)
	}
	clamd.Again()
	found, err := w.store.Await(t.Context(), file, time.Minute)
	if err != nil || found.State != attachments.Ready {
		t.Errorf("%s, %v", found.State, err)
	}
	if found, err := w.store.Await(t.Context(), infected, time.Minute); err != nil || found.State != attachments.Infected {
		t.Errorf("%s, %v", found.State, err)
	}
	if content, err := w.opens(t, file, found); err != nil || string(content) != "hei" || there.times() < 2 {
		t.Errorf("%q, %v", content, err)
	}
}

func TestOneScanAtATimeOfAFileAndFewOfAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	hold := make(chan struct{})
	var files []attachments.Received
	var kept []*held
	copyID := uuid.New()
	for range 5 {
		file, one := w.keeps(attachments.Received{Municipality: "fjordvik", CaseCopyID: copyID, MessageID: uuid.New(), FileID: uuid.New()}, "hei")
		one.hold = hold
		files, kept = append(files, file), append(kept, one)
	}
	var asking sync.WaitGroup
	for _, file := range files {
		for range 4 {
			asking.Go(func() {
				if found, err := w.store.Await(t.Context(), file, time.Minute); err != nil || found.State != attachments.Ready {
					t.Errorf("%s, %v", found.State, err)
				}
			})
		}
	}
	waitFor(t, func() bool {
		w.took.coming.mu.Lock()
		defer w.took.coming.mu.Unlock()
		return w.took.coming.now == attachments.ReceivedAtOnce
	})
	w.awaitNumber(t, len(files), `SELECT count(*) FROM river_job WHERE kind = 'attachment.check-received'`)
	// What should have been done long ago is ordered again: that makes no second one.
	w.mu.Lock()
	w.ahead = time.Hour
	w.mu.Unlock()
	if err := w.store.OrderForgotten(t.Context()); err != nil {
		t.Fatal(err)
	}
	close(hold)
	asking.Wait()
	for _, one := range kept {
		if one.times() != 1 {
			t.Errorf("fetched %d times", one.times())
		}
	}
	w.took.coming.mu.Lock()
	defer w.took.coming.mu.Unlock()
	if most := w.took.coming.most; most > attachments.ReceivedAtOnce {
		t.Errorf("%d at once", most)
	}
}

// Ids are the fagsystem's: it may give the same one to another party's file.
func TestAVerdictTellsNothingOfAnotherPartysFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	clean, _ := w.keeps(attachments.Received{}, "the same words")
	same := clean
	same.CaseCopyID = uuid.New()
	w.keeps(same, "the same words")
	infected := clean
	infected.CaseCopyID = uuid.New()
	w.keeps(infected, virustest.EICAR())
	for _, c := range []struct {
		file attachments.Received
		want attachments.State
	}{{clean, attachments.Ready}, {infected, attachments.Infected}, {same, attachments.Ready}} {
		if found := w.says(t, c.file); found.State != attachments.Waiting {
			t.Errorf("%s: another party's file has told it", found.State)
		}
		w.told(t, c.file)
		if found := w.says(t, c.file); found.State != c.want {
			t.Errorf("%s, not %s", found.State, c.want)
		}
	}
	if w.count(t, `SELECT count(DISTINCT content_mac) FROM received_file WHERE state = 'READY'`) != 2 {
		t.Error("that two parties have the same file can be seen in the database")
	}
	// Asked together with another conversation's, each still has its own.
	verdicts, err := w.store.Verdicts(t.Context(), "fjordvik", clean.CaseCopyID, []attachments.Received{clean})
	if err != nil || len(verdicts) != 1 || verdicts[clean].State != attachments.Ready {
		t.Errorf("%+v %v", verdicts, err)
	}
}

func TestOldVerdictsAreLookedAtAnewByNewSignatures(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	tells := func(signatures string) { w.scanner.signatures.Store(&signatures) }
	later := func(by time.Duration) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.ahead += by
	}
	tells("27500/Sun")
	file, there := w.keeps(attachments.Received{}, "hei")
	w.says(t, file)
	w.told(t, file)
	checkedBy := func(signatures string) int {
		return w.count(t, `SELECT count(*) FROM received_file WHERE signatures = '`+signatures+`'`)
	}
	if checkedBy("27500/Sun") != 1 {
		t.Fatal("which signatures have said it isn't known")
	}
	// The same ones a day later, and other ones on the same day: nothing is to be done.
	later(25 * time.Hour)
	w.says(t, file)
	tells("27501/Mon")
	later(-25 * time.Hour)
	w.says(t, file)
	if w.count(t, `SELECT count(*) FROM river_job WHERE kind = 'attachment.check-received'`) != 1 {
		t.Error("it was ordered again")
	}
	later(25 * time.Hour)
	// Meanwhile it opens: it was scanned. What the new ones find is kept from then on.
	there.mu.Lock()
	there.content = virustest.EICAR()
	there.mu.Unlock()
	if found := w.says(t, file); found.State != attachments.Ready {
		t.Errorf("it is %s while it is looked at anew", found.State)
	}
	w.told(t, file)
	if found, err := w.store.Await(t.Context(), file, time.Minute); err != nil || found.State != attachments.Infected || checkedBy("27501/Mon") != 1 || there.times() != 2 {
		t.Errorf("%s, fetched %d times", found.State, there.times())
	}
	// So may have been wrong what said that something is there, and the file another one since.
	later(25 * time.Hour)
	tells("27502/Tue")
	there.mu.Lock()
	there.content = "hei"
	there.mu.Unlock()
	if found := w.says(t, file); found.State != attachments.Infected {
		t.Errorf("it is %s before it is looked at anew", found.State)
	}
	w.told(t, file)
	if found, err := w.store.Await(t.Context(), file, time.Minute); err != nil || found.State != attachments.Ready || checkedBy("27502/Tue") != 1 {
		t.Errorf("%s, %v", found.State, err)
	}
	// What nobody has looked at for long isn't kept.
	later(31 * 24 * time.Hour)
	if err := w.store.Expire(t.Context()); err != nil || w.count(t, `SELECT count(*) FROM received_file`) != 0 {
		t.Error("it is kept for ever", err)
	}
}

func TestAFileThatBreaksOffOrIsGoneIsNeverSaidToBeChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	file, there := w.keeps(attachments.Received{}, strings.Repeat("hei ", largeEnough))
	there.brokenAfter = 100_000
	away, gone := w.keepsBroken(fagsystem.ErrUnavailable), w.keepsBroken(fagsystem.ErrNotFound)
	for _, one := range []attachments.Received{file, away, gone} {
		w.says(t, one)
	}
	w.awaitNumber(t, 1, `SELECT count(*) FROM river_job WHERE kind = 'attachment.check-received' AND array_length(errors, 1) > 0`)
	w.awaitNumber(t, 1, `SELECT count(*) FROM river_job WHERE kind = 'attachment.check-received' AND metadata ? 'snoozes'`)
	w.awaitNumber(t, 2, `SELECT count(*) FROM received_file`)
	if w.count(t, `SELECT count(*) FROM received_file WHERE state = 'WAITING_FOR_CHECK'`) != 2 {
		t.Error("something was decided")
	}
	// Whoever opens what the fagsystem lists and doesn't have asks it once, however long they would wait.
	asked := w.took.has[gone].times()
	if found, err := w.store.Await(t.Context(), gone, time.Minute); err != nil || found.State != attachments.Waiting || w.took.has[gone].times() != asked+1 {
		t.Errorf("%s, %v, asked %d times", found.State, err, w.took.has[gone].times()-asked)
	}
	// That a file didn't come is no fault of the scanner's.
	if err := w.scanner.Prove(t.Context()); err != nil {
		t.Error(err)
	}
	there.mu.Lock()
	there.brokenAfter = 0
	there.mu.Unlock()
	if found, err := w.store.Await(t.Context(), file, time.Minute); err != nil || found.State != attachments.Ready {
		t.Errorf("%s, %v", found.State, err)
	}
}
