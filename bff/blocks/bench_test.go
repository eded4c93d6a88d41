package blocks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/bff/blocks"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// most is how many milliseconds the blocks of a document of 40 pages may take.
const most = 30.0

// A page: a heading, seven paragraphs of some sixty words with a bold and a
// slanted one, a list of five; every fourth has a table. That is 480 words, as
// an expert's report has on a page.
const pages = 40

var sentence = "Barneverntjenesten har snakket med alle i familien om hvordan hverdagen er nå, og om hva som må endres før den 12. mars 2026. "

// BenchmarkFortyPages: from what the fagsystem gave to blocks; and to two texts
// side by side, where the translation has no names of its own, so that each
// paragraph must be found.
func BenchmarkFortyPages(b *testing.B) {
	for _, way := range []struct {
		name   string
		format contract.DocumentTextFormat
		made   string
	}{
		{"html", contract.DocumentTextFormatHTML, fortyPagesOfHTML()},
		{"markdown", contract.DocumentTextFormatMARKDOWN, fortyPagesOfMarkdown()},
		{"docx", contract.DocumentTextFormatDOCX, coded(parts{
			"word/document.xml": body(fortyPagesOfWord()), "word/styles.xml": wordStyles, "word/numbering.xml": wordNumbering, "word/footnotes.xml": footnotes,
		}.file(b)).Content},
	} {
		b.Run(way.name, func(b *testing.B) {
			given := contract.DocumentText{Format: way.format, Content: way.made, Language: "nb", Direction: "ltr"}
			var alone, paired []time.Duration
			words := 0
			for b.Loop() {
				began := time.Now()
				original, err := blocks.Read(given)
				if err != nil {
					b.Fatal(err)
				}
				alone = append(alone, time.Since(began))
				translation, err := blocks.Read(given)
				if err != nil {
					b.Fatal(err)
				}
				blocks.Pair(&original, &translation)
				paired = append(paired, time.Since(began))
				if words == 0 {
					words = len(strings.Fields(strings.Join(outline(original.Blocks), " ")))
					for _, block := range append(original.Blocks, translation.Blocks...) {
						if block.Unpaired != nil {
							b.Fatalf("%s is alone", block.Id)
						}
					}
				}
			}
			if words < pages*400 {
				b.Fatalf("%d words aren't %d pages", words, pages)
			}
			b.ReportMetric(milliseconds(alone), "ms")
			b.ReportMetric(milliseconds(paired), "ms-beside-a-translation")
			b.ReportMetric(milliseconds(alone)/most, "ratio")
			b.ReportMetric(1, "at-most")
		})
	}
}

// milliseconds is the median.
func milliseconds(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Microseconds()) / 1000
}

func fortyPagesOfHTML() string {
	var page strings.Builder
	for i := range pages {
		fmt.Fprintf(&page, "<h2>Del %d</h2>", i+1)
		for j := range 7 {
			fmt.Fprintf(&page, "<p>%s<b>Viktig %d.</b> %s<em>Layla sier:</em> %s</p>\n", sentence, j, sentence, strings.TrimSpace(sentence))
		}
		page.WriteString("<ul>" + strings.Repeat("<li>Det skal bli roligere om kvelden</li>", 5) + "</ul>")
		if i%4 == 0 {
			page.WriteString("<table><tr><th>Hvem</th><th>Når</th></tr>" + strings.Repeat("<tr><td>Ingrid</td><td>mandag</td></tr>", 6) + "</table>")
		}
	}
	return page.String()
}

func fortyPagesOfMarkdown() string {
	var page strings.Builder
	for i := range pages {
		fmt.Fprintf(&page, "## Del %d\n\n", i+1)
		for j := range 7 {
			fmt.Fprintf(&page, "%s**Viktig %d.** %s*Layla sier:* %s\n\n", sentence, j, sentence, strings.TrimSpace(sentence))
		}
		page.WriteString(strings.Repeat("- Det skal bli roligere om kvelden\n", 5) + "\n")
		if i%4 == 0 {
			page.WriteString("| Hvem | Når |\n|---|---|\n" + strings.Repeat("| Ingrid | mandag |\n", 6) + "\n")
		}
	}
	return page.String()
}

// As Word writes it: every run with its fonts, size and language.
func fortyPagesOfWord() string {
	look := `<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="nb-NO"/>`
	var page strings.Builder
	for i := range pages {
		page.WriteString(styled("Vedtak", looking(look, fmt.Sprintf("Del %d", i+1))))
		for j := range 7 {
			page.WriteString(`<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:pPr><w:spacing w:after="120"/><w:rPr>` + look + `</w:rPr></w:pPr>`)
			for _, part := range strings.SplitAfter(sentence, ",") {
				page.WriteString(looking(look, part))
			}
			page.WriteString(`<w:proofErr w:type="spellStart"/>` + looking(look+"<w:b/>", fmt.Sprintf("Viktig %d. ", j)) + `<w:proofErr w:type="spellEnd"/>` + looking(look, sentence) + looking(look+"<w:i/>", "Layla sier: ") + looking(look, sentence) + `</w:p>`)
		}
		for range 5 {
			page.WriteString(inList(2, 0, "Det skal bli roligere om kvelden"))
		}
		if i%4 == 0 {
			row := func(inner string) string {
				return `<w:tr><w:tc><w:tcPr><w:tcW w:w="4531" w:type="dxa"/></w:tcPr>` + p(looking(look, inner)) + `</w:tc><w:tc><w:tcPr><w:tcW w:w="4531" w:type="dxa"/></w:tcPr>` + p(looking(look, "mandag")) + `</w:tc></w:tr>`
			}
			page.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Tabellrutenett"/></w:tblPr>` + row("Hvem") + strings.Repeat(row("Ingrid"), 6) + `</w:tbl>`)
		}
	}
	return page.String()
}
