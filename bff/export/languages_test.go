package export_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// inLanguages is a case with one document in all these languages, nb and ar first.
func inLanguages(t *testing.T, kinds map[string]contract.ProvenanceKind, further ...string) *replica {
	t.Helper()
	arabic := textIn("ar", paragraphOf("1", portal.Inline{Text: "أولًا"}))
	r := inArabic(t, portal.DocumentText{Original: textIn("nb", paragraphOf("1", portal.Inline{Text: "Først"})), Translation: &arabic})
	r.further = map[string]*portal.Text{}
	document := &r.entries[0].Documents[0]
	for _, language := range further {
		kind := contract.ProvenanceKindPERSON
		if given, there := kinds[language]; there {
			kind = given
		}
		document.Texts = append(document.Texts, contract.TextInfo{Language: language, Direction: "ltr", Provenance: contract.Provenance{Kind: kind}})
		text := textIn(language, paragraphOf("1", portal.Inline{Text: "Text in " + language}))
		text.Provenance.Kind = portal.ProvenanceKind(kind)
		r.further[language] = &text
	}
	return r
}

// Each translation that one may read has its page, which leads to all the others
// and says who made it, how, and of which text; each is asked for once.
func TestEveryTranslationThatOneMaySeeIsTakenAlong(t *testing.T) {
	t.Parallel()
	r := inLanguages(t, map[string]contract.ProvenanceKind{"so": contract.ProvenanceKindMACHINE}, "pl", "so", "uk")
	r.entries[0].Journalpost.Dokumenttype = nil // a letter
	r.further["uk"].Outdated = true
	files := r.taken(t)
	main, polish, somali, ukrainian := files["pages/001.html"], files["pages/001-001-001.html"], files["pages/001-001-002.html"], files["pages/001-001-003.html"]
	link := func(page, language, own string) string {
		if page == "" {
			return fmt.Sprintf(`<a href="#d1-%s-" lang="%s" aria-current="true">%s</a>`, language, language, own)
		}
		return fmt.Sprintf(`<a href="../pages/%s.html#d1-%s-" lang="%s">%s</a>`, page, language, language, own)
	}
	toMain := []string{link("001", "ar", "العربية"), link("001", "nb", "Norsk bokmål")}
	stands(t, main, []string{link("", "ar", "العربية"), link("", "nb", "Norsk bokmål"), link("001-001-001", "pl", "Polski"), link("001-001-002", "so", "Soomaali"), link("001-001-003", "uk", "Українська"), `id="d1-ar-"`, `id="d1-nb-"`}, []string{"Text in"})
	stands(t, polish, append(toMain, link("", "pl", "Polski"), link("001-001-002", "so", "Soomaali"), `<div lang="pl" dir="ltr">`, "Text in pl", `id="d1-pl-1"`, "Først", `<html lang="ar" dir="rtl">`, said("reader.norwegianCounts"),
		said("reader.madePerson", "Who", said("reader.someone"), "Date", "20 نوفمبر 2026"), said("reader.madeOf", "Date", "20 نوفمبر 2026"), `<a href="../pages/001.html">`+said("srv.export.wholeEntry")), []string{"أولًا", said("reader.outdated")})
	stands(t, somali, []string{"Text in so", said("reader.madeMachine", "Who", said("reader.someone"), "Date", "20 نوفمبر 2026")}, nil)
	stands(t, ukrainian, append(toMain, "Text in uk", said("reader.outdated"), said("reader.madeOfOlder", "Date", "20 نوفمبر 2026")), []string{said("reader.madeOf", "Date", "20 نوفمبر 2026")})
	stands(t, files["index.html"], []string{said("srv.export.languages")}, []string{"001-001"})
	if want := []string{"nb", "ar", "pl", "so", "uk"}; !slices.Equal(r.asked, want) {
		t.Errorf("asked for %v", r.asked)
	}
}

// A machine's translation of a decision isn't there in the archive either, and
// nobody asks for it.
func TestAMachinesTranslationOfADecisionIsNotTakenAlong(t *testing.T) {
	t.Parallel()
	r := inLanguages(t, map[string]contract.ProvenanceKind{"so": contract.ProvenanceKindMACHINE}, "so", "pl")
	files := r.taken(t)
	for name, content := range files {
		if strings.Contains(content, "Soomaali") || strings.Contains(content, "Text in so") {
			t.Errorf("%s has it", name)
		}
	}
	stands(t, files["pages/001-001-001.html"], []string{"Text in pl"}, nil)
	if slices.Contains(r.asked, "so") {
		t.Error(r.asked)
	}
}

// More languages than anybody reads don't make the fagsystem answer without end,
// and the archive says that there are others.
func TestOfVeryManyTranslationsTheRestIsSaidToBeInThePortal(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 60 {
		many = append(many, fmt.Sprintf("q%c%c", 'a'+i/20, 'a'+i%20)) // for private use
	}
	r := inLanguages(t, nil, many...)
	files := r.taken(t)
	stands(t, files["pages/001.html"], []string{said("srv.export.moreLanguages")}, nil)
	if len(r.asked) != 42 || files["pages/001-001-040.html"] == "" || files["pages/001-001-041.html"] != "" {
		t.Errorf("%d texts were asked for", len(r.asked))
	}
}

// A translation that is taken back takes the archive back, as its page would be gone.
func TestAnArchiveIsVoidWhenAFurtherTranslationIsTakenBack(t *testing.T) {
	t.Parallel()
	r := inLanguages(t, nil, "pl", "uk")
	if _, err := r.order(r.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	r.change(func() {
		document := &r.entries[0].Documents[0]
		document.Texts = slices.DeleteFunc(slices.Clone(document.Texts), func(text contract.TextInfo) bool { return text.Language == "uk" })
	})
	if err := r.begin(r.fresh(t)); code(err) != problem.ExportNotReady || r.state(t).State != portal.ExportStateVOID || r.left(t) != 0 {
		t.Error(err, r.state(t))
	}
}

// A translation that can't be had says so on its page, and the others are there.
func TestATranslationThatCantBeHadIsSaidToBeMissing(t *testing.T) {
	t.Parallel()
	r := inLanguages(t, nil, "pl", "uk", "so")
	r.broken = "pl"
	delete(r.further, "so")
	unreadable := textIn("uk")
	unreadable.OnlyFile = new(portal.OnlyFileTOOBIG)
	r.further["uk"] = &unreadable
	// It has been tried often already.
	if _, err := r.pool.Exec(t.Context(), `CREATE FUNCTION often() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.failures := 4; RETURN NEW; END';
		CREATE TRIGGER often BEFORE INSERT OR UPDATE ON case_export FOR EACH ROW WHEN (NEW.failures = 0) EXECUTE FUNCTION often()`); err != nil {
		t.Fatal(err)
	}
	files := r.taken(t)
	stands(t, files["pages/001-001-001.html"], []string{said("srv.export.textMissing"), "Først"}, []string{"Text in"})
	stands(t, files["pages/001-001-002.html"], []string{said("reader.translationUnreadable"), "Først"}, []string{said("srv.export.textMissing")})
	stands(t, files["pages/001-001-003.html"], []string{said("reader.translationUnreadable"), "Først"}, []string{said("srv.export.textMissing")})
	stands(t, files["pages/001.html"], []string{"أولًا", "Først"}, []string{said("srv.export.textMissing")})
}

// What somebody has attached to one's words stands under them with who made it, and
// one's own log-ins with who has looked.
func TestAttachedTranslationsAndOwnLogInsAreTakenAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.full()
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	into := func(language, text string) []portal.MessageTranslation {
		return []portal.MessageTranslation{{Language: language, Direction: "ltr", Text: text, Provenance: portal.Provenance{Kind: portal.ProvenanceKindPERSON, Role: new("Tolk"), MadeAt: at}}}
	}
	w.views[0].Translations, w.views[1].Translations = into("pl", "Mniej spotkań"), into("en", "The date is wrong")
	w.messages[0].Translations = into("en", "The date is wrong")
	ended := at.Add(time.Hour)
	w.logIns = []portal.LogIn{
		{StartedAt: at.Add(24 * time.Hour), Device: portal.LogInDevicePHONE, System: new("Android"), Active: true, Current: true},
		{StartedAt: at, EndedAt: &ended, Device: portal.LogInDeviceCOMPUTER},
	}
	r := w.replica(t, nil)
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	w.change(func() { w.logIns = nil }) // that a log-in is forgotten takes nothing back
	if err := r.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	archive, err := r.fetch(w.fresh(t))
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, archive)
	made := said("reader.madePerson", "Who", "\u2068Tolk\u2069", "Date", "20 نوفمبر 2026")
	stands(t, files["pages/said.html"], []string{"Mniej spotkań", "The date is wrong", `<h3 lang="pl" dir="ltr">Polski</h3>`, made}, nil)
	stands(t, files["pages/messages.html"], []string{"The date is wrong", made}, nil)
	stands(t, files["pages/looked.html"], []string{said("logins.title"), said("logins.device.PHONE"), "Android", said("logins.device.COMPUTER"), said("srv.export.logIns")}, []string{said("logins.this"), said("logins.over")})
	if strings.Count(files["pages/looked.html"], "<li>") != 4 {
		t.Error("there are other log-ins than one's own two")
	}
}

// A translation of one's own words that somebody changes takes the archive back.
func TestAnArchiveIsVoidWhenAnAttachedTranslationIsTakenBack(t *testing.T) {
	t.Parallel()
	for name, take := range map[string]func(*world){
		"of a view":    func(w *world) { w.views[0].Translations = nil },
		"of a message": func(w *world) { w.messages[0].Translations = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.full()
			into := []portal.MessageTranslation{{Language: "pl", Direction: "ltr", Text: "Storgata 1"}}
			w.views[0].Translations, w.messages[0].Translations = into, into
			r := w.replica(t, nil)
			if _, err := r.order(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			r.until(t, portal.ExportStateREADY)
			w.change(func() { take(w) })
			if err := r.begin(w.fresh(t)); code(err) != problem.ExportNotReady || r.state(t).State != portal.ExportStateVOID {
				t.Error(err, r.state(t))
			}
		})
	}
}
