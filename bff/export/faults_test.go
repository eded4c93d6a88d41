package export_test

import (
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// One replica freezes in the middle of a file, another takes over; the first
// wakes up and changes nothing. Nothing is made twice or lost.
func TestAReplicaThatIsGoneIsTakenOverAndNeverDoubled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	frozen := w.add("Referat", nil)
	last := w.add("Brev", []byte("%PDF-1.7 brev"))
	asked, thaw, woke := make(chan struct{}), make(chan struct{}), make(chan struct{})
	once := true
	w.files[frozen.Documents[0].DocumentId] = func() io.ReadCloser {
		if !once {
			return io.NopCloser(strings.NewReader("%PDF-1.7 referat"))
		}
		once = false
		close(asked)
		return &sleeper{thaw: thaw, woke: woke}
	}
	one := w.replica(t, nil)
	if _, err := one.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	<-asked
	two := w.replica(t, nil)
	// As if nothing had been heard of it for long.
	if _, err := w.pool.Exec(t.Context(), `UPDATE case_export SET leased_until = now() - interval '1 minute'`); err != nil {
		t.Fatal(err)
	}
	if err := two.store.TakeOver(t.Context()); err != nil {
		t.Fatal(err)
	}
	two.until(t, portal.ExportStateREADY)
	close(thaw)
	<-woke
	w.settle(t)
	if err := two.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	archive, err := two.fetch(w.fresh(t))
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, archive)
	if len(files) != 9 || files["files/002-001.pdf"] != "%PDF-1.7 referat" {
		t.Errorf("%d files, %q", len(files), files["files/002-001.pdf"])
	}
	for entry, times := range map[uuid.UUID]int{first.Documents[0].DocumentId: 1, frozen.Documents[0].DocumentId: 2, last.Documents[0].DocumentId: 1} {
		if w.opened[entry] != times {
			t.Errorf("a file was read %d times, not %d: what was made was made again", w.opened[entry], times)
		}
	}
	if made := strings.Count(strings.Join(w.recorded, " "), "export.make"); made != 1 {
		t.Errorf("made %d times", made)
	}
}

// sleeper is a file that stops coming until its replica thaws.
type sleeper struct {
	thaw <-chan struct{}
	woke chan<- struct{}
	done bool
}

func (s *sleeper) Read(p []byte) (int, error) {
	if s.done {
		return 0, io.EOF
	}
	<-s.thaw
	s.done = true
	return copy(p, "%PDF-1.7 something else"), nil
}

func (s *sleeper) Close() error {
	close(s.woke)
	return nil
}

// brokenLine is a browser that is gone after some bytes.
type brokenLine struct {
	*httptest.ResponseRecorder
	left int
}

func (b *brokenLine) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errors.New("gone")
	}
	return b.ResponseRecorder.Write(p)
}

func TestADownloadThatBreaksOffIsBegunAgainByTheSameLogInForTenMinutes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 "+strings.Repeat("x", 300_000)))
	r := w.replica(t, nil)
	broken := func() {
		t.Helper()
		if err := r.begin(w.fresh(t)); err != nil {
			t.Fatal(err)
		}
		answer, err := r.api.GetExportContent(w.fresh(t), portal.GetExportContentRequestObject{CaseCopyId: r.copyID})
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.VisitGetExportContentResponse(&brokenLine{httptest.NewRecorder(), 150_000}); err == nil {
			t.Fatal("it didn't break off")
		}
	}
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	broken()
	if _, err := r.fetch(w.as(t, "another", session.High, 0)); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	w.change(func() { w.ahead = 9 * time.Minute })
	if archive, err := r.fetch(w.fresh(t)); err != nil || len(unzip(t, archive)) != 5 {
		t.Error(len(archive), err)
	}
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	broken()
	w.change(func() { w.ahead += 11 * time.Minute })
	if err := r.begin(w.fresh(t)); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	if _, err := r.fetch(w.fresh(t)); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	if err := r.store.Expire(t.Context()); err != nil || w.left(t) != 0 || r.state(t).State != portal.ExportStateEXPIRED {
		t.Error(err, r.state(t))
	}
}

func TestWhatNobodyFetchesIsErasedAfterADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	r := w.replica(t, nil)
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	w.change(func() { w.ahead = 23*time.Hour + 50*time.Minute })
	if err := r.store.Expire(t.Context()); err != nil || r.state(t).State != portal.ExportStateREADY {
		t.Fatal(err, r.state(t))
	}
	w.change(func() { w.ahead = 24*time.Hour + time.Minute })
	// Also before any job has come by.
	if err := r.begin(w.fresh(t)); code(err) != problem.ExportNotReady || r.state(t).State != portal.ExportStateEXPIRED {
		t.Error(err, r.state(t))
	}
	if err := r.store.Expire(t.Context()); err != nil || w.left(t) != 0 || r.state(t).State != portal.ExportStateEXPIRED {
		t.Error(err, r.state(t))
	}
	w.change(func() { w.ahead = 40 * 24 * time.Hour })
	if err := r.store.Expire(t.Context()); err != nil || r.state(t).State != portal.ExportStateNONE {
		t.Error(err, r.state(t))
	}
}

// A fagsystem that is away holds it up; one that can't give a file is told of on
// the page, and the rest comes.
func TestWhatFailsIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	lost := w.add("Referat", nil)
	delete(w.files, lost.Documents[0].DocumentId)
	reached, goOn := w.pausing(lost.EntryId)
	r := w.replica(t, nil)
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	<-reached
	w.change(func() { w.down = fagsystem.ErrUnavailable })
	goOn()
	if _, err := r.api.GetExport(w.fresh(t), portal.GetExportRequestObject{CaseCopyId: w.copyID}); code(err) != problem.FagsystemUnavailable {
		t.Error(err)
	}
	w.change(func() { w.down = nil })
	// Its waits are a few seconds each: the clock goes on instead.
	for range 6 {
		w.change(func() { w.ahead += time.Minute })
		if err := r.store.TakeOver(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.until(t, portal.ExportStateREADY)
	if err := r.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	archive, err := r.fetch(w.fresh(t))
	if err != nil {
		t.Fatal(err)
	}
	if files := unzip(t, archive); len(files) != 6 || strings.Contains(files["pages/002.html"], "files/") || !strings.Contains(files["pages/002.html"], "تعذّر") {
		t.Errorf("%v", files["pages/002.html"])
	}
}
