package blocks_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"innbyggertjenesten/bff/blocks"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// pairs is who stands beside whom: the words of the original's first, "–" for none.
func pairs(t testing.TB, original, translation *blocks.Text) []string {
	t.Helper()
	blocks.Pair(original, translation)
	sound(t, *original)
	sound(t, *translation)
	words := func(text *blocks.Text) map[string]string {
		all := map[string]string{}
		for i, line := range outline(text.Blocks) {
			_, rest, _ := strings.Cut(line, ": ")
			all[text.Blocks[i].Id] = strings.TrimSuffix(strings.TrimSuffix(rest, " alone"), " rtl")
		}
		return all
	}
	beside, shown := words(translation), []string{}
	for _, one := range original.Blocks {
		other, there := beside[one.Id]
		if there != (one.Unpaired == nil) {
			t.Errorf("%s says it is alone: %v", one.Id, one.Unpaired)
		}
		if !there {
			other = "–"
		}
		shown = append(shown, words(original)[one.Id]+"|"+other)
	}
	mine := words(original)
	for _, one := range translation.Blocks {
		if _, there := mine[one.Id]; !there {
			if one.Unpaired == nil {
				t.Errorf("%s doesn't say that it is alone", one.Id)
			}
			shown = append(shown, "–|"+beside[one.Id])
		}
	}
	return shown
}

func TestParagraphsMeetTheirTranslations(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		original, translation string
		want                  []string
	}{
		"by their names, in whatever order": {
			"{#a}\nEn\n\n{#b}\nTo\n\n{#c}\nTre", "{#c}\nTrzy\n\n{#a}\nJeden\n\n{#b}\nDwa",
			[]string{"En|Jeden", "To|Dwa", "Tre|Trzy"},
		},
		"without names, by their kinds": {
			"{#top}\n# Vedtak\n\n{#one}\nAvsnitt", "# Decyzja\n\nAkapit",
			[]string{"Vedtak|Decyzja", "Avsnitt|Akapit"},
		},
		"a paragraph that was left out": {
			"# Vedtak\n\nDu får hjelp fra 12. mai 2026.\n\nHjelpen er frivillig.\n\n## Klage\n\nRing 55 00 00 01.", "# Decyzja\n\nPomoc od 12 maja 2026.\n\n## Odwołanie\n\nTel. 55 00 00 01.",
			[]string{"Vedtak|Decyzja", "Du får hjelp fra 12. mai 2026.|Pomoc od 12 maja 2026.", "Hjelpen er frivillig.|–", "Klage|Odwołanie", "Ring 55 00 00 01.|Tel. 55 00 00 01."},
		},
		"a note that the translator has added": {
			"# Vedtak\n\nFristen er 3. desember 2026.\n\nVennlig hilsen", "# القرار\n\nملاحظة من المترجم\n\nالمهلة ٣ ديسمبر ٢٠٢٦\n\nمع التحية",
			[]string{"Vedtak|القرار", "Fristen er 3. desember 2026.|المهلة ٣ ديسمبر ٢٠٢٦", "Vennlig hilsen|مع التحية", "–|ملاحظة من المترجم"},
		},
		"names that some match, and the rest between them": {
			"{#a}\n# A\n\nEn\n\n{#c}\n# C\n\nTo", "{#a}\n# Á\n\nJeden\n\nDwa\n\n{#c}\n# Ć\n\nTrzy",
			[]string{"A|Á", "En|Jeden", "C|Ć", "To|Trzy", "–|Dwa"},
		},
		"other names altogether": {
			"{#nb-1}\n# A\n\n{#nb-2}\nEn", "{#pl-1}\n# Á\n\n{#pl-2}\nJeden",
			[]string{"A|Á", "En|Jeden"},
		},
		"names that a program counted up, one off": {
			"{#p1}\n# A\n\n{#p2}\nEn\n\n{#p3}\n- x\n\n{#p4}\n## B\n\n{#p5}\n1. y", "{#p1}\nWstęp\n\n{#p2}\n# Á\n\n{#p3}\nJeden\n\n{#p4}\n- x\n\n{#p5}\n## B\n\n{#p6}\n1. y",
			[]string{"A|Á", "En|Jeden", "|", "B|B", "|", "–|Wstęp"},
		},
		"nothing alike": {
			"# A", "- x", []string{"A|–", "–|"},
		},
		"a place that means something else there": {
			"En\n\n{#b1}\n# To", "Jeden\n\nDwa", []string{"En|Jeden", "To|–", "–|Dwa"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			original := read(t, contract.DocumentTextFormatMARKDOWN, one.original)
			translation := read(t, contract.DocumentTextFormatMARKDOWN, one.translation)
			got := pairs(t, &original, &translation)
			for i := range got {
				if before, _, list := strings.Cut(got[i], " LIST"); list {
					got[i] = before
				}
			}
			if diff := cmp.Diff(one.want, tidy(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// tidy leaves of lists, whose line has no colon, nothing.
func tidy(all []string) []string {
	for i, one := range all {
		left, right, _ := strings.Cut(one, "|")
		if strings.Contains(left, "LIST") {
			left = ""
		}
		if strings.Contains(right, "LIST") {
			right = ""
		}
		all[i] = left + "|" + right
	}
	return all
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<h1 id=a>A</h1><p>b<script>c</script>", "<table><tr><th colspan=3>x<td rowspan=2>y", "<ol start=-1 type=i><li value=9>a<ul><li>b", "<p lang=ar dir=rtl>ق<bdo dir=ltr>x",
		"<svg><p>x</svg>", "<pre>a\nb", `<p style="display:none">x`, "<style>.a>b,#c i{display:none!important}@media print{*{color:red}}</style><p class=a id=c><b>x<i>y", "<a><p>x<hr>y</a>", "<noscript><p title='</noscript>x'>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) { fuzzed(t, contract.DocumentTextFormatHTML, content) })
}

func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{"# A\n{#b}\n- c\n\n<p id=x>y</p>", "| a | b |\n|---|---|\n| ~~c~~ | **d** |", "3. a\n   1. b\n\n   | x |\n   |---|", "> - ```\n> x", "![a](b) [c](d 'e') <b>", "{#signature}\na\\\nb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) { fuzzed(t, contract.DocumentTextFormatMARKDOWN, content) })
}

// FuzzWord takes what stands within a document's body: whole files are hardly
// ever hit by chance.
func FuzzWord(f *testing.F) {
	for _, seed := range []string{
		p(run("a") + looking("<w:b/><w:vanish/>", "b")), inList(1, 0, "a") + inList(1, 8, "b") + inList(3, 1, "c"), `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="99"/></w:tcPr>` + p(run("x")) + `</w:tc></w:tr></w:tbl>`,
		`<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, styled("Overskrift1", run("&#x61;&amp;")), `<mc:AlternateContent><mc:Fallback>` + p(run("x")) + `</mc:Fallback></mc:AlternateContent>`,
		p(`<w:r><w:footnoteReference w:id="2"/><w:sym w:char="61"/></w:r>`),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, inner string) {
		text, err := blocks.Read(coded(parts{"word/document.xml": body(inner), "word/styles.xml": wordStyles, "word/numbering.xml": wordNumbering, "word/footnotes.xml": footnotes, "word/comments.xml": comments}.file(t)))
		if err == nil {
			sound(t, text)
			if strings.Contains(strings.Join(outline(text.Blocks), ""), "HEMMELIG kommentar") {
				t.Fatal("a comment came through")
			}
		}
	})
}

// FuzzWordFile takes whole files.
func FuzzWordFile(f *testing.F) {
	f.Add(parts{"word/document.xml": body(p(run("a")))}.file(f))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if text, err := blocks.Read(coded(content)); err == nil {
			sound(t, text)
		}
	})
}

// FuzzPair pairs any two texts: nothing is lost, nothing is doubled, and what is
// alone says so.
func FuzzPair(f *testing.F) {
	f.Add("# A\n\nb 2026\n\n- c", "# D\n\ne\n\nf 2026\n\n- g")
	f.Add("{#a}\nb\n\n{#c}\nd", "{#c}\ne\n\n{#a}\nf\n\n{#a}\ng")
	f.Fuzz(func(t *testing.T, one, other string) {
		markdown := func(content string) (blocks.Text, error) {
			return blocks.Read(contract.DocumentText{Format: contract.DocumentTextFormatMARKDOWN, Content: content, Language: "nb", Direction: "ltr"})
		}
		original, err := markdown(one)
		if err != nil {
			return
		}
		translation, err := markdown(other)
		if err != nil {
			return
		}
		before := len(original.Blocks) + len(translation.Blocks)
		found := pairs(t, &original, &translation)
		shared := 0
		for _, pair := range found {
			if !strings.HasPrefix(pair, "–|") && !strings.HasSuffix(pair, "|–") {
				shared++
			}
		}
		if len(original.Blocks)+len(translation.Blocks) != before || len(found) > before || len(found) < before/2 {
			t.Fatalf("%d of %d, %d shared", len(found), before, shared)
		}
	})
}

func fuzzed(t *testing.T, format contract.DocumentTextFormat, content string) {
	text, err := blocks.Read(contract.DocumentText{Format: format, Content: content, Language: "nb", Direction: "ltr"})
	if err == nil {
		sound(t, text)
	}
}
