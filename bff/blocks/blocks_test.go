package blocks_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"innbyggertjenesten/bff/blocks"
	contract "innbyggertjenesten/contracts/fagsystem"
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
			if run.Struck != nil {
				part = "~" + part + "~"
			}
			if run.Language != nil || run.Direction != nil {
				part = "⟨" + part + "⟩"
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
			line += " -"
			if item.Level != nil {
				line += strings.Repeat("-", *item.Level-1)
			}
			if item.Label != nil {
				line += *item.Label
			}
			line += " " + words(item.Inline)
		}
		for _, row := range block.Rows {
			line += " |"
			for _, cell := range row.Cells {
				if cell.Header != nil {
					line += "#"
				}
				if cell.Columns != nil {
					line += "→" + strconv.Itoa(*cell.Columns)
				}
				if cell.Rows != nil {
					line += "↓" + strconv.Itoa(*cell.Rows)
				}
				line += words(cell.Inline) + "|"
			}
		}
		if block.Direction != nil {
			line += " " + string(*block.Direction)
		}
		if block.Language != nil {
			line += " " + *block.Language
		}
		if block.Unpaired != nil {
			line += " alone"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestMarkdownBecomesBlocks(t *testing.T) {
	t.Parallel()
	got := outline(read(t, contract.DocumentTextFormatMARKDOWN, strings.Join([]string{
		"{#title}", "# Vedtak om *hjelp* &amp; råd", "",
		"{#b2}", "Første linje", "andre linje, **viktig\\*** slutt.  ", "Ny linje <b onclick=x>rå</b> [lenke](https://ond.example/?q=1 \"t\") ![bilde](https://ond.example/b.png)",
		"{#b3}", "- En", "- To", "  - Inni", "- **Tre**",
		"{#b4}", "1. Først", "2. Så", "",
		"| Navn | Tid |", "|---|---|", "| A | 10 |", "",
		"###### Dypt", "", "---", "",
		"<script>alert(1)</script>", "",
		"> Sitat", "",
		"{#signature-1}", "Ingrid  ", "Kontaktperson",
	}, "\n")).Blocks)
	want := []string{
		"title HEADING1: Vedtak om /hjelp/ & råd",
		"b2 PARAGRAPH: Første linje andre linje, *viktig** slutt.¶Ny linje rå lenke",
		"b3 UNORDERED_LIST - En - To -- Inni - *Tre*",
		"b4 ORDERED_LIST -1. Først -2. Så",
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
	got := outline(read(t, contract.DocumentTextFormatHTML, `<!doctype html><html><head><title>T</title><style>p{}</style><script>alert(1)</script></head>
		<body onload="x()"><div id="intro">Løs tekst <b>fet</b><br>ny linje</div>
		<h1 id="h1">Vedtak</h1><p id="p1">Et <em>viktig</em> &lt;avsnitt&gt; <a href="javascript:x()">lenke</a><img src=x onerror=y></p>
		<ul id="l"><li>En<ul><li>Inni</li></ul></li><li>To</li></ul>
		<table id="t"><thead><tr><th>Navn</th></tr></thead><tbody><tr><td>A<br>B</td></tr></tbody></table>
		<p hidden>Skjult</p><p style="display: none">Skjult</p><iframe src="https://ond.example">ramme</iframe>
		<svg><text>vektor</text></svg><math><mi>x</mi></math><form><input value="v"><button>Send</button></form><template><p>mal</p></template>
		<object data=x>objekt</object><noscript><p>uten</p></noscript><p id="p1">Samme navn</p><p id="1 onload=">Ugyldig navn</p>
		<p>   </p><hr><address>Ingrid<br>Kontaktperson</address></body></html>`).Blocks)
	want := []string{
		"intro PARAGRAPH: Løs tekst *fet*¶ny linje",
		"h1 HEADING1: Vedtak",
		"p1 PARAGRAPH: Et /viktig/ <avsnitt> lenke",
		"l UNORDERED_LIST - En -- Inni - To",
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
			return read(t, contract.DocumentTextFormatMARKDOWN, string(content)).Blocks
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

func TestNoTextIsTooOddToRead(t *testing.T) {
	t.Parallel()
	for _, odd := range []string{
		"", "{#a}", "{#a}\n{#a}\n", "\x00\x1b[31m\u202eabc", strings.Repeat("> ", 5000) + "x", strings.Repeat("*", 20_000), strings.Repeat("[", 20_000),
		strings.Repeat("<div>", 20_000), strings.Repeat("<b>", 5000) + "x", "| a |\n|---", strings.Repeat("- ", 3000) + "x", strings.Repeat("a**b_", 60_000),
		strings.Repeat("[a](", 20_000), strings.Repeat("<![CDATA[", 50_000), strings.Repeat("<table><tr><td>", 5000), strings.Repeat("<ul><li>", 250) + "x",
		strings.Repeat("`", 30_000) + "x", strings.Repeat("*a _b ", 50_000), strings.Repeat("1) ", 2000) + "x", strings.Repeat("- a\n  ", 5_000), strings.Repeat("<p>x", 30_000),
		strings.Repeat("<a href=x>", 2_000) + "x", strings.Repeat("[a]: b\n", 20_000) + strings.Repeat("[a]", 300), strings.Repeat("\t> -\n", 20_000),
		strings.Repeat("&amp;", 100_000), "|" + strings.Repeat("a|", 900) + "\n|" + strings.Repeat("-|", 900) + "\n" + strings.Repeat("|x\n", 3000), "\xff\xfe",
		strings.Repeat("{#a}\n", 100_000), strings.Repeat("{#a}\nx\n", 5_000), strings.Repeat("<span>", 400) + strings.Repeat("<i>y</i>", 20_000),
	} {
		for _, format := range []contract.DocumentTextFormat{contract.DocumentTextFormatMARKDOWN, contract.DocumentTextFormatHTML, contract.DocumentTextFormatDOCX} {
			began := time.Now()
			text, err := blocks.Read(contract.DocumentText{Format: format, Content: odd, Language: "nb", Direction: "ltr"})
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("%s %.20q took %s", format, odd, took)
			}
			if err == nil {
				sound(t, text)
			}
		}
	}
}

// read reads a Norwegian text that must be readable.
func read(t testing.TB, format contract.DocumentTextFormat, content string) blocks.Text {
	t.Helper()
	text, err := blocks.Read(contract.DocumentText{Format: format, Content: content, Language: "nb", Direction: "ltr"})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, text)
	return text
}

// sound holds a text against what every page may rely on.
func sound(t testing.TB, text blocks.Text) {
	t.Helper()
	ids := map[string]bool{}
	for _, block := range text.Blocks {
		if block.Id == "" || ids[block.Id] || strings.ContainsAny(block.Id, " <>\"'&/\\") {
			t.Fatalf("id %q", block.Id)
		}
		ids[block.Id] = true
		if !block.Kind.Valid() || (block.Kind == portal.BlockKindHEADING) != (block.Level != nil) || block.Level != nil && (*block.Level < 1 || *block.Level > 4) {
			t.Fatalf("%+v", block)
		}
		if len(block.Inline)+len(block.Items)+len(block.Rows) == 0 && block.Kind != portal.BlockKindRULE {
			t.Fatalf("nothing in %+v", block)
		}
		runs := block.Inline
		for _, item := range block.Items {
			runs = append(runs, item.Inline...)
			if item.Level != nil && (*item.Level < 2 || *item.Level > 6) {
				t.Fatalf("%+v", item)
			}
		}
		for _, row := range block.Rows {
			for _, cell := range row.Cells {
				runs = append(runs, cell.Inline...)
				if cell.Columns != nil && *cell.Columns < 2 || cell.Rows != nil && *cell.Rows < 2 {
					t.Fatalf("%+v", cell)
				}
			}
		}
		for _, run := range runs {
			if run.Text == "" || !utf8.ValidString(run.Text) || strings.ContainsAny(run.Text, "\x00\x1b\r\n\t\u202a\u202b\u202c\u202d\u202e\ufeff") {
				t.Fatalf("%q", run.Text)
			}
		}
	}
}
