package documents

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"innbyggertjenesten/contracts/portal"
)

// outline is a text as the test reads it: id, kind, words.
func outline(blocks []portal.Block) []string {
	words := func(inline []portal.Inline) string {
		text := ""
		for _, run := range inline {
			part := run.Text
			if run.Strong != nil {
				part = "*" + part + "*"
			}
			if run.Emphasis != nil {
				part = "/" + part + "/"
			}
			if run.LineBreakAfter != nil {
				part += "¶"
			}
			text += part
		}
		return text
	}
	lines := []string{}
	for _, block := range blocks {
		line := block.Id + " " + string(block.Kind)
		if block.Level != nil {
			line += string(rune('0' + *block.Level))
		}
		if len(block.Inline) > 0 {
			line += ": " + words(block.Inline)
		}
		for _, item := range block.Items {
			line += " - " + words(item.Inline)
		}
		for _, row := range block.Rows {
			line += " |"
			for _, cell := range row.Cells {
				if cell.Header != nil {
					line += "#"
				}
				line += words(cell.Inline) + "|"
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestMarkdownBecomesBlocks(t *testing.T) {
	t.Parallel()
	got := outline(fromMarkdown(strings.Join([]string{
		"{#title}", "# Vedtak om *hjelp* &amp; råd", "",
		"{#b2}", "Første linje", "andre linje, **viktig\\*** slutt.  ", "Ny linje <b onclick=x>rå</b> [lenke](https://ond.example/?q=1 \"t\") ![bilde](https://ond.example/b.png)",
		"{#b3}", "- En", "- To", "  - Inni", "- **Tre**",
		"{#b4}", "1. Først", "2. Så", "",
		"| Navn | Tid |", "|---|---|", "| A | 10 |", "",
		"###### Dypt", "", "---", "",
		"<script>alert(1)</script>", "",
		"> Sitat", "",
		"{#signature-1}", "Ingrid  ", "Kontaktperson",
	}, "\n")))
	want := []string{
		"title HEADING1: Vedtak om /hjelp/ & råd",
		"b2 PARAGRAPH: Første linje andre linje, *viktig** slutt.¶Ny linje rå lenke bilde",
		"b3 UNORDERED_LIST - En - To - Inni - *Tre*",
		"b4 ORDERED_LIST - Først - Så",
		"b5 TABLE |#Navn|#Tid| |A|10|",
		"b6 HEADING4: Dypt",
		"b7 RULE",
		"b8 PARAGRAPH: Sitat",
		"signature-1 SIGNATURE: Ingrid¶Kontaktperson",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestHTMLBecomesBlocks(t *testing.T) {
	t.Parallel()
	got := outline(fromHTML(`<!doctype html><html><head><title>T</title><style>p{}</style><script>alert(1)</script></head>
		<body onload="x()"><div id="intro">Løs tekst <b>fet</b><br>ny linje</div>
		<h1 id="h1">Vedtak</h1><p id="p1">Et <em>viktig</em> &lt;avsnitt&gt; <a href="javascript:x()">lenke</a><img src=x onerror=y></p>
		<ul id="l"><li>En<ul><li>Inni</li></ul></li><li>To</li></ul>
		<table id="t"><thead><tr><th>Navn</th></tr></thead><tbody><tr><td>A<br>B</td></tr></tbody></table>
		<p hidden>Skjult</p><p style="display: none">Skjult</p><iframe src="https://ond.example">ramme</iframe>
		<svg><text>vektor</text></svg><math><mi>x</mi></math><form><input value="v"><button>Send</button></form><template><p>mal</p></template>
		<object data=x>objekt</object><noscript><p>uten</p></noscript><p id="p1">Samme navn</p><p id="1 onload=">Ugyldig navn</p>
		<p>   </p><hr><address>Ingrid<br>Kontaktperson</address></body></html>`))
	want := []string{
		"intro PARAGRAPH: Løs tekst *fet*¶ny linje",
		"h1 HEADING1: Vedtak",
		"p1 PARAGRAPH: Et /viktig/ <avsnitt> lenke",
		"l UNORDERED_LIST - En - Inni - To",
		"t TABLE |#Navn| |A¶B|",
		"p1-2 PARAGRAPH: Samme navn",
		"b7 PARAGRAPH: Ugyldig navn",
		"b8 RULE",
		"b9 SIGNATURE: Ingrid¶Kontaktperson",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The demo's documents are what authors write: every translation has the
// original's blocks, in its order.
func TestTheDemosTranslationsHaveTheOriginalsBlocks(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "e2e", "documents")
	descriptions, err := filepath.Glob(filepath.Join(folder, "*", "document.json"))
	if err != nil || len(descriptions) == 0 {
		t.Fatalf("no documents in %s (%v)", folder, err)
	}
	for _, description := range descriptions {
		var about struct{ OriginalLanguage string }
		content, err := os.ReadFile(description)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(content, &about); err != nil {
			t.Fatal(description, err)
		}
		read := func(path string) []portal.Block {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return fromMarkdown(string(content))
		}
		original := read(filepath.Join(filepath.Dir(description), about.OriginalLanguage+".md"))
		translations, _ := filepath.Glob(filepath.Join(filepath.Dir(description), "*.md"))
		for _, translation := range translations {
			type mark struct {
				id   string
				kind portal.BlockKind
			}
			marks := func(blocks []portal.Block) (all []mark) {
				for _, block := range blocks {
					all = append(all, mark{block.Id, block.Kind})
				}
				return all
			}
			if diff := cmp.Diff(marks(original), marks(read(translation)), cmp.AllowUnexported(mark{})); diff != "" {
				t.Errorf("%s: %s", translation, diff)
			}
		}
	}
}

func TestATranslationWithoutNamesTakesTheOriginals(t *testing.T) {
	t.Parallel()
	original := fromMarkdown("{#top}\n# Vedtak\n\n{#one}\nAvsnitt")
	if got := outline(aligned(original, fromMarkdown("# القرار\n\nفقرة"))); got[0][:4] != "top " || got[1][:4] != "one " {
		t.Error(got)
	}
	for _, other := range []string{"# القرار", "فقرة\n\nفقرة", "{#other}\n# القرار\n\nفقرة"} {
		blocks := fromMarkdown(other)
		if diff := cmp.Diff(outline(blocks), outline(aligned(original, blocks))); diff != "" {
			t.Errorf("what doesn't correspond keeps its own: %s", diff)
		}
	}
}

func TestNoTextIsTooOddToRead(t *testing.T) {
	t.Parallel()
	began := time.Now()
	for _, odd := range []string{
		"", "{#a}", "{#a}\n{#a}\n", "\x00\x1b[31m\u202eabc", strings.Repeat("> ", 5000) + "x", strings.Repeat("*", 20_000), strings.Repeat("[", 20_000),
		strings.Repeat("<div>", 20_000), strings.Repeat("<b>", 5000) + "x", "| a |\n|---", strings.Repeat("- ", 3000) + "x",
	} {
		for _, block := range append(fromMarkdown(odd), fromHTML(odd)...) {
			if block.Id == "" || !block.Kind.Valid() {
				t.Errorf("%.20q: %+v", odd, block)
			}
			for _, run := range block.Inline {
				if strings.ContainsAny(run.Text, "\x00\x1b\u202e") {
					t.Errorf("%q", run.Text)
				}
			}
		}
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %s", took)
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add("# A\n{#b}\n- c\n\n<p id=x>y</p>")
	f.Fuzz(func(t *testing.T, content string) {
		for _, blocks := range [][]portal.Block{fromMarkdown(content), fromHTML(content)} {
			ids := map[string]bool{}
			for _, block := range blocks {
				if block.Id == "" || ids[block.Id] {
					t.Fatalf("id %q", block.Id)
				}
				ids[block.Id] = true
			}
		}
	})
}
