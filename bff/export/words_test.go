package export_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// taken is the archive that is ordered and fetched now.
func (r *replica) taken(t *testing.T) map[string]string {
	t.Helper()
	if _, err := r.order(r.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	if err := r.begin(r.fresh(t)); err != nil {
		t.Fatal(err)
	}
	archive, err := r.fetch(r.fresh(t))
	if err != nil {
		t.Fatal(err)
	}
	return unzip(t, archive)
}

// stands tells whether a page has all of it and none of the rest.
func stands(t *testing.T, page string, wanted, not []string) {
	t.Helper()
	for _, one := range wanted {
		if !strings.Contains(page, one) {
			t.Errorf("it lacks %q", one)
		}
	}
	for _, one := range not {
		if strings.Contains(page, one) {
			t.Errorf("it holds %q", one)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
}

func said(key string, pairs ...string) string {
	data := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		data[pairs[i]] = pairs[i+1]
	}
	return i18n.Localize("ar", key, data)
}

// inArabic is a case with one document, whose texts are these.
func inArabic(t *testing.T, text portal.DocumentText) *replica {
	t.Helper()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	w.given = &text
	return w.replica(t, nil)
}

func paragraphOf(id string, runs ...portal.Inline) portal.Block {
	return portal.Block{Id: id, Kind: portal.BlockKindPARAGRAPH, Inline: runs}
}

func textIn(language string, blocks ...portal.Block) portal.Text {
	return portal.Text{
		Language: language, Direction: portal.Direction(i18n.Direction(language)), Blocks: blocks,
		Provenance: portal.Provenance{Kind: portal.ProvenanceKindCERTIFIED, MadeAt: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)},
	}
}

// A paragraph runs as its block does, whatever its first letters are; only a run
// with a language or direction of its own stands apart. What is struck is said.
func TestWordsRunAsTheirParagraphDoes(t *testing.T) {
	t.Parallel()
	translated := textIn("ar",
		paragraphOf("1", portal.Inline{Text: "NAV ستتصل"}),
		paragraphOf("2", portal.Inline{Text: "Storgata 1", Language: new("nb"), Strong: new(true), Struck: new(false)}),
		paragraphOf("3", portal.Inline{Text: "غدًا", Struck: new(true)}),
		paragraphOf("4", portal.Inline{Text: "91 00 00 01", Direction: new(portal.DirectionLtr)}),
	)
	r := inArabic(t, portal.DocumentText{Original: textIn("nb", paragraphOf("1", portal.Inline{Text: "NAV ringer"})), Translation: &translated})
	stands(t, r.taken(t)["pages/001.html"], []string{
		`<div lang="ar" dir="rtl"><div id="d1-ar-1"><p>NAV ستتصل</p>`, `<p><bdi lang="nb" dir="ltr"><strong>Storgata 1</strong></bdi></p>`,
		`<s><span class="ear" lang="ar">` + said("reader.struck") + ` </span>غدًا</s>`, `<p><bdi dir="ltr">91 00 00 01</bdi></p>`, "<p>NAV ringer</p>",
	}, nil)
}

// A paragraph that is known to be wrong is marked for whoever reads it here, in
// the archive's language, on the side where it is wrong.
func TestAParagraphThatIsKnownToBeWrongIsMarked(t *testing.T) {
	t.Parallel()
	wrong := paragraphOf("2", portal.Inline{Text: "Møtet er tirsdag."})
	wrong.Wrong = new(true)
	translated := textIn("ar", paragraphOf("1", portal.Inline{Text: "أولًا"}), paragraphOf("2", portal.Inline{Text: "ثانيًا"}))
	r := inArabic(t, portal.DocumentText{Original: textIn("nb", paragraphOf("1", portal.Inline{Text: "Først"}), wrong), Translation: &translated})
	page := r.taken(t)["pages/001.html"]
	marked := `<p>Møtet er tirsdag.</p>
<p class="note" lang="ar" dir="rtl">` + said("reader.wrong") + "</p>"
	stands(t, page, []string{marked}, nil)
	if strings.Count(page, said("reader.wrong")) != 1 {
		t.Error("another paragraph is marked, too")
	}
}

// How one complains, to whom, and what still can be done when it is too late,
// stands in the archive as on the page.
func TestTheArchiveSaysHowOneComplains(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	given := func(days int, receiver string) *contract.Remedy {
		return &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Receiver: receiver, Deadline: &openapi.Date{Time: time.Now().AddDate(0, 0, days)}}
	}
	w.entries[0].Remedy = given(9, "Tingretten") // the fagsystem takes no complaint of it
	// Of these only until when one can complain is known.
	for i, days := range []int{9, -9} {
		w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
		w.entries[i+1].Remedy, w.entries[i+1].Journalpost.Klagefrist = nil, new(time.Now().AddDate(0, 0, days))
	}
	refused := func(days int) portal.AccessRequestItem {
		date := openapi.Date{Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
		return portal.AccessRequestItem{State: portal.AccessStateREFUSED, Remedy: &portal.Remedy{Kind: portal.RemedyKindMUNICIPALDECISION, Receiver: "Statsforvalteren", Deadline: &date, DaysLeft: &days}}
	}
	w.requests = []portal.AccessRequest{{Known: true, Items: []portal.AccessRequestItem{refused(-1)}}}
	w.shown.Complaints = []portal.ComplaintRight{{Date: openapi.Date{Time: time.Now()}, Remedy: refused(9).Remedy}, {Date: openapi.Date{Time: time.Now()}, ComplaintDeadline: &openapi.Date{Time: time.Now().AddDate(0, 0, 9)}}}
	files := w.replica(t, nil).taken(t)
	elsewhere, how := said("complaint.elsewhere", "Receiver", "Tingretten"), said("complaint.receiver", "Receiver", "Statsforvalteren")+" "+said("complaint.how")
	passed, open := said("complaint.deadlinePassed", "Date", "1 ديسمبر 2026"), said("complaint.deadline", "Date", "1 ديسمبر 2026")
	stands(t, files["pages/001.html"], []string{elsewhere, said("complaint.means.MUNICIPAL_DECISION")}, []string{said("complaint.how"), said("complaint.passedHelp")})
	stands(t, files["pages/002.html"], []string{said("complaint.title"), said("complaint.ask")}, []string{said("complaint.passedHelp"), said("complaint.how")})
	stands(t, files["pages/003.html"], []string{said("complaint.title"), said("complaint.ask"), said("complaint.passedHelp")}, []string{said("complaint.how")})
	stands(t, files["pages/asked.html"], []string{passed, said("complaint.passedHelp"), how}, []string{open})
	stands(t, files["index.html"], []string{open, how, said("complaint.unseen"), said("complaint.ask")}, []string{passed, said("complaint.passedHelp")})
}

// While the fagsystem doesn't say who has looked there, the archive says that this
// is missing, and not that nobody has.
func TestNobodyHasLookedOnlyWhereTheFagsystemAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.looks = portal.LookList{Since: openapi.Date{Time: time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)}, Fagsystem: portal.LookListFagsystemSILENT}
	nobody := said("looked.empty", "Date", i18n.Day("ar", w.looks.Since.Time))
	r := w.replica(t, nil)
	stands(t, r.taken(t)["pages/looked.html"], []string{said("srv.export.looksMissing")}, []string{nobody})
	w.looks.Fagsystem = portal.LookListFagsystemTOLD
	stands(t, r.taken(t)["pages/looked.html"], []string{nobody}, []string{said("srv.export.looksMissing")})
}

// What can't be read as text is said in the page's words for it, and of which
// text a translation was made.
func TestTheArchiveSaysWhatOfADocumentIsLeftOut(t *testing.T) {
	t.Parallel()
	only := func(why portal.OnlyFile) portal.DocumentText {
		text := textIn("nb")
		text.OnlyFile = &why
		return portal.DocumentText{Original: text}
	}
	lacking := textIn("ar", paragraphOf("1", portal.Inline{Text: "أولًا"}))
	lacking.LeftOut = new(true)
	unreadable := textIn("ar")
	unreadable.OnlyFile = new(portal.OnlyFileUNREADABLE)
	old := textIn("ar", paragraphOf("1", portal.Inline{Text: "أولًا"}))
	old.Outdated = true
	dated := old
	dated.Provenance.OfVersionMadeAt = new(time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC))
	norwegian := textIn("nb", paragraphOf("1", portal.Inline{Text: "Først"}))
	made := said("reader.madeOf", "Date", "20 نوفمبر 2026")
	for i, one := range []struct {
		text        portal.DocumentText
		wanted, not []string
	}{
		{only(portal.OnlyFileNOTEXT), []string{said("reader.onlyPdf")}, []string{said("reader.unreadable"), "<h3>"}},
		{only(portal.OnlyFileTOOBIG), []string{said("reader.tooBig") + " " + said("reader.inOriginal")}, []string{said("reader.onlyPdf")}},
		{only(portal.OnlyFilePROTECTED), []string{said("reader.protected") + " " + said("reader.inOriginal")}, []string{said("reader.onlyPdf")}},
		{only(portal.OnlyFileUNREADABLE), []string{said("reader.unreadable") + " " + said("reader.inOriginal")}, []string{said("reader.onlyPdf")}},
		{portal.DocumentText{Original: norwegian, Translation: &lacking}, []string{said("reader.leftOut"), made, "أولًا"}, []string{said("reader.outdated")}},
		{portal.DocumentText{Original: norwegian, Translation: &unreadable}, []string{said("reader.translationUnreadable"), "Først"}, []string{made, said("reader.norwegianCounts")}},
		{portal.DocumentText{Original: norwegian, Translation: &old}, []string{said("reader.outdated"), said("reader.norwegianCounts"), said("reader.madeOfOlder", "Date", "20 نوفمبر 2026")}, []string{made, said("reader.leftOut")}},
		{portal.DocumentText{Original: norwegian, Translation: &dated}, []string{said("reader.outdated"), said("reader.madeOf", "Date", "5 أكتوبر 2026")}, []string{made, said("reader.madeOfOlder", "Date", "20 نوفمبر 2026")}},
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			stands(t, inArabic(t, one.text).taken(t)["pages/001.html"], one.wanted, one.not)
		})
	}
}

// A mark leads to its paragraph by the name that this has in its own text, and
// nowhere where the archive lacks the language or the paragraph.
func TestAMarkLeadsOnlyToAParagraphThatIsThere(t *testing.T) {
	t.Parallel()
	renamed := paragraphOf("2", portal.Inline{Text: "ثانيًا"})
	renamed.OwnId = new("b")
	translated := textIn("ar", renamed)
	r := inArabic(t, portal.DocumentText{Original: textIn("nb", paragraphOf("2", portal.Inline{Text: "Andre"})), Translation: &translated})
	entry := r.entries[0]
	for _, at := range []struct{ language, block string }{{"ar", "b"}, {"nb", "2"}, {"pl", "2"}, {"ar", "2"}, {"nb", "9"}} {
		r.texts.Marks = append(r.texts.Marks, portal.Mark{EntryId: entry.EntryId, DocumentId: entry.Documents[0].DocumentId, Language: at.language, BlockId: at.block, State: portal.MarkStateMARKED})
	}
	files := r.taken(t)
	stands(t, files["pages/001.html"], []string{`id="d1-ar-b"`, `id="d1-nb-2"`}, nil)
	stands(t, files["pages/texts.html"], []string{`href="../pages/001.html#d1-ar-b"`, `href="../pages/001.html#d1-nb-2"`}, []string{"d1-pl", "d1-ar-2", "d1-nb-9"})
	if strings.Count(files["pages/texts.html"], "<article") != 5 {
		t.Error("a mark is missing")
	}
}

// What the service writes in Norwegian is told apart from the words around it.
func TestNorwegianWordsAmongArabicAreNorwegian(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	w.entries[0].Journalpost.Beskrivelse = new("Om hjelp hjemme")
	w.shown.Meetings[0].Place = new("Storgata 1")
	by := portal.TextInfo{Language: "ar", Direction: portal.DirectionRtl, Provenance: portal.Provenance{Kind: portal.ProvenanceKindPERSON, Role: new("Tolk"), MadeAt: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}}
	w.shown.Meetings[0].Translation = &portal.TranslatedWords{Text: "محادثة", Made: by}
	w.shown.WhatHappensNowTranslation = &portal.TranslatedWords{Text: "نتحدث معًا عن المدرسة.", Made: by}
	files := w.replica(t, nil).taken(t)
	nb := func(words string) string { return `<bdi lang="nb" dir="ltr">` + words + "</bdi>" }
	stands(t, files["index.html"], []string{nb("Samtale"), nb("Storgata 1"), nb("Undersøkelse"), said("srv.export.languages"), "Vi snakker sammen om skolen.",
		`<bdi lang="ar" dir="rtl">محادثة</bdi>`, `<bdi lang="ar" dir="rtl">نتحدث معًا عن المدرسة.</bdi>`, said("reader.madePerson", "Who", "\u2068Tolk\u2069", "Date", "20 نوفمبر 2026")}, nil)
	stands(t, files["pages/001.html"], []string{`<p class="quiet" lang="nb" dir="ltr">Om hjelp hjemme</p>`}, nil)
}
