package export_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/export"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// A mother takes her case along: what is in it, what its files are called, and
// that it is handed out once.
func TestACaseIsTakenAlongOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pdf := []byte("%PDF-1.7 " + strings.Repeat("x", 200_000))
	w.add("Vedtak om hjelp", pdf)
	w.add("Referat", []byte("%PDF-1.7 kort"))
	title := w.add("Bare tittelen", nil)
	w.entries[2].Released = contract.EntryReleasedTITLE
	delete(w.files, title.Documents[0].DocumentId)
	withdrawn, file, name, language, number, delivered := true, uuid.New(), "Rania sitt bilde.jpg", "nb", "2026/12-3", time.Now()
	w.kept[file] = "et bilde"
	w.messages = []portal.Message{
		{MessageId: uuid.New(), Mine: true, Text: "Hei, kan vi <b>møtes</b>?", Language: &language, SentAt: time.Now(), State: portal.MessageStateREAD, DeliveredAt: &delivered, ReadAt: &delivered, RegistrationId: &number,
			Attachments: []portal.Attachment{{AttachmentId: file, Name: &name, State: portal.AttachmentStateREADY}, {AttachmentId: uuid.New(), State: portal.AttachmentStateINFECTED}}},
		{MessageId: uuid.New(), AuthorName: portal.PersonName{Given: "Ingrid", Family: "Solbakken"}, FromEmployee: true, Text: "", Withdrawn: &withdrawn, SentAt: time.Now(), State: portal.MessageStateDELIVERED},
	}
	r := w.replica(t, nil)
	if first, err := r.order(w.fresh(t)); err != nil || first.State != portal.ExportStateMAKING || !first.Fresh {
		t.Fatal(first, err)
	}
	if again, err := r.order(w.fresh(t)); err != nil || again.State == portal.ExportStateNONE {
		t.Fatal(again, err)
	}
	ready := r.until(t, portal.ExportStateREADY)
	if left := ready.ReadyUntil.Sub(w.now()); left < 23*time.Hour || left > 24*time.Hour || *ready.Size < int64(len(pdf)) {
		t.Errorf("%+v", ready)
	}
	// Nobody fetches what wasn't begun, and no other log-in what was.
	if _, err := r.fetch(w.fresh(t)); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	if err := r.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	other := w.as(t, "tablet", session.High, 0)
	if _, err := r.fetch(other); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	if err := r.begin(other); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	archive, err := r.fetch(w.as(t, "phone", session.High, time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, archive)
	neutral := regexp.MustCompile(`^(index\.html|pages/(\d{3}(-\d{3}-\d{3})?|messages|looked)\.html|files/\d{3}-\d{3}\.(pdf|jpg))$`)
	for name, content := range files {
		if !neutral.MatchString(name) {
			t.Errorf("a file is called %q", name)
		}
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, forbidden := range []string{"<script", "http://", "https://", "src=", "Rania Haddad", "arnevern", "url("} {
			if strings.Contains(content, forbidden) {
				t.Errorf("%s holds %q", name, forbidden)
			}
		}
		if !strings.Contains(content, `<html lang="ar" dir="rtl">`) || !strings.Contains(content, "default-src &#39;none&#39;") {
			t.Errorf("%s: %.400s", name, content)
		}
	}
	if len(files) != 8 || files["files/001-001.pdf"] != string(pdf) || files["files/003-001.jpg"] != "et bilde" {
		t.Errorf("%d files", len(files))
	}
	for name, wanted := range map[string][]string{
		"index.html":          {"Layla", "Omar", "Ingrid", "Samtale", "Undersøkelse", "Vi snakker sammen om skolen.", `href="pages/001.html"`, "Vedtak om hjelp", "Bare tittelen", `href="pages/messages.html"`},
		"pages/001.html":      {"ما قررناه", "Hva vi har bestemt", `href="../files/001-001.pdf"`, "&lt;script&gt;"},
		"pages/messages.html": {"Hei, kan vi &lt;b&gt;møtes&lt;/b&gt;?", `href="../files/003-001.jpg"`, "2026/12-3", "Ingrid"},
	} {
		for _, one := range wanted {
			if !strings.Contains(files[name], one) {
				t.Errorf("%s lacks %q", name, one)
			}
		}
	}
	if shown := r.state(t); shown.State != portal.ExportStateFETCHED || w.left(t) != 0 {
		t.Errorf("%+v, %d rows are left", shown, w.left(t))
	}
	if err := r.begin(w.fresh(t)); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	if _, err := r.fetch(w.fresh(t)); code(err) != problem.ExportNotReady {
		t.Error(err)
	}
	if want := []string{"export.order", "export.order", "export.make", "export.begin-download", "export.begin-download", "export.download", "export.begin-download"}; !slices.Equal(w.recorded, want) {
		t.Error(w.recorded)
	}
}

func TestItNeedsALogInThatIsCertainAndNew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.replica(t, nil)
	for _, one := range []struct {
		level session.Level
		ago   time.Duration
		want  problem.Code
	}{
		{session.Substantial, 0, problem.StepUpNeeded}, {session.High, 6 * time.Minute, problem.LogInAgain}, {session.High, 4 * time.Minute, ""},
	} {
		if _, err := r.order(w.as(t, "s", one.level, one.ago)); code(err) != one.want {
			t.Errorf("ordered at %s, %s ago: %v", one.level, one.ago, err)
		}
	}
	r.until(t, portal.ExportStateREADY)
	if err := r.begin(w.as(t, "s", session.High, 6*time.Minute)); code(err) != problem.LogInAgain {
		t.Error(err)
	}
	if err := r.begin(w.as(t, "s", session.Substantial, 0)); code(err) != problem.StepUpNeeded {
		t.Error(err)
	}
	w.change(func() { w.allowed = false })
	if _, err := r.order(w.fresh(t)); code(err) != problem.NotFound {
		t.Error(err)
	}
}

func TestSwitchingNeedsAReasonAndTheFagsystemsWord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.replica(t, nil)
	put := func(off bool, reason string) error {
		_, err := r.api.PutExportSwitch(r.fresh(t), portal.PutExportSwitchRequestObject{CaseCopyId: r.copyID, Body: &portal.ExportSwitchChoice{Off: off, Reason: &reason}})
		return err
	}
	if err := put(true, "  "); code(err) != problem.TextEmpty {
		t.Error(err)
	}
	if err := put(true, strings.Repeat("x", 501)); code(err) != problem.FieldTooLong {
		t.Error(err)
	}
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	w.change(func() { w.down = fagsystem.ErrUnavailable })
	if err := put(true, "Trusler"); code(err) != problem.FagsystemUnavailable {
		t.Error(err)
	}
	w.change(func() { w.down = nil })
	if r.state(t).State != portal.ExportStateREADY {
		t.Error("it changed without the fagsystem")
	}
	if err := put(true, "Trusler"); err != nil || w.left(t) != 0 || r.state(t).State != portal.ExportStateOFF {
		t.Error(err, r.state(t))
	}
	if err := put(false, ""); err != nil || r.state(t).State != portal.ExportStateSTOPPED {
		t.Error(err, r.state(t))
	}
}

func TestWhatIsTooLargeSaysSoAndKeepsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", make([]byte, 300_000))
	r := w.replica(t, func(s *export.Settings) { s.MostBytes = 200_000 })
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	if r.until(t, portal.ExportStateTOOLARGE); w.left(t) != 0 {
		t.Error(w.left(t))
	}
}
