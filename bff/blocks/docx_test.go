package blocks_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"innbyggertjenesten/bff/blocks"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

const relationType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// parts are those of a DOCX by their names; the usual ones are added.
type parts map[string]string

func (p parts) file(t testing.TB) []byte {
	t.Helper()
	all := parts{
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + relationType + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="s" Type="` + relationType + `styles" Target="styles.xml"/><Relationship Id="n" Type="` + relationType + `numbering" Target="numbering.xml"/>` +
			`<Relationship Id="f" Type="` + relationType + `footnotes" Target="/word/footnotes.xml"/>` +
			`<Relationship Id="c" Type="` + relationType + `comments" Target="comments.xml"/>` +
			`<Relationship Id="x" Type="` + relationType + `endnotes" Target="https://ond.example/endnotes.xml" TargetMode="External"/></Relationships>`,
	}
	for name, content := range p {
		all[name] = content
	}
	var made bytes.Buffer
	w := zip.NewWriter(&made)
	for name, content := range all {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write([]byte(content))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return made.Bytes()
}

func coded(content []byte) contract.DocumentText {
	return contract.DocumentText{Format: contract.DocumentTextFormatDOCX, Content: base64.StdEncoding.EncodeToString(content), Language: "nb", Direction: "ltr"}
}

func body(inner string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + spaces + `><w:body>` + inner + `<w:sectPr/></w:body></w:document>`
}

func p(inner string) string { return "<w:p>" + inner + "</w:p>" }

func run(text string) string {
	return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func looking(look, text string) string {
	return `<w:r><w:rPr>` + look + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

const wordStyles = `<w:styles ` + spaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nb-NO"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vedtak"><w:name w:val="Vedtakets deler"/><w:basedOn w:val="Overskrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sirkel"><w:name w:val="a"/><w:basedOn w:val="Sirkel2"/></w:style>
<w:style w:type="paragraph" w:styleId="Sirkel2"><w:name w:val="b"/><w:basedOn w:val="Sirkel"/></w:style>
<w:style w:type="paragraph" w:styleId="Kulepunkt"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Underskrift"><w:name w:val="Signature"/></w:style>
<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Sterk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>`

const wordNumbering = `<w:numbering ` + spaces + `>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xf0b7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`

func inList(number, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, number, run(text))
}

func styled(style, inner string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + inner + `</w:p>`
}

func readDocx(t *testing.T, inner string) blocks.Text {
	t.Helper()
	text, err := blocks.Read(coded(parts{"word/document.xml": body(inner), "word/styles.xml": wordStyles, "word/numbering.xml": wordNumbering, "word/footnotes.xml": footnotes, "word/comments.xml": comments}.file(t)))
	if err != nil {
		t.Fatal(err)
	}
	sound(t, text)
	return text
}

const footnotes = `<w:footnotes ` + spaces + `><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Se planen.</w:t></w:r></w:p></w:footnote><w:footnote w:id="9"><w:p><w:r><w:t>Ingen viser hit.</w:t></w:r></w:p></w:footnote></w:footnotes>`

const comments = `<w:comments ` + spaces + `><w:comment w:id="0"><w:p><w:r><w:t>HEMMELIG kommentar</w:t></w:r></w:p></w:comment></w:comments>`

// Each line is what an author does in Word, and what must come of it.
func TestWhatIsWrittenInWord(t *testing.T) {
	t.Parallel()
	box := `<w:txbxContent>` + p(run("I boksen")) + `</w:txbxContent>`
	cell := func(properties, inner string) string {
		return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + inner + `</w:tc>`
	}
	field := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	for name, one := range map[string]struct {
		body string
		want []string
	}{
		"headings by their style, by what it rests on, and by the outline level": {
			styled("Tittel", run("Vedtak")) + styled("Overskrift1", run("Hva")) + styled("Vedtak", run("Hvorfor")) + `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>` + run("Hvordan") + `</w:p>` + styled("Sirkel", run("Tekst")),
			[]string{"b1 HEADING1: Vedtak", "b2 HEADING2: Hva", "b3 HEADING3: Hvorfor", "b4 HEADING2: Hvordan", "b5 PARAGRAPH: Tekst"},
		},
		"emphasis, direct and by a style, with the white space between": {
			p(run("Et ") + looking(`<w:b/>`, "viktig ") + looking(`<w:rStyle w:val="Sterk"/><w:i/>`, "ord") + looking(`<w:rStyle w:val="Sterk"/><w:b w:val="0"/>`, " og") + looking(`<w:strike/>`, " ikke dette")),
			[]string{"b1 PARAGRAPH: Et *viktig */*ord*/ og~ ikke dette~"},
		},
		"numbers as Word counts them, over a paragraph in between, and from the beginning where it says so": {
			inList(1, 0, "Først") + inList(1, 1, "Klær") + inList(1, 1, "Fritid") + inList(1, 2, "Fotball") + inList(1, 0, "Så") + p(run("Mellom")) + inList(1, 0, "Til slutt") + inList(3, 0, "På nytt") + styled("Kulepunkt", run("Punkt")),
			[]string{"b1 ORDERED_LIST -1. Først --a) Klær --b) Fritid ---1.b.i Fotball -2. Så", "b2 PARAGRAPH: Mellom", "b3 ORDERED_LIST -3. Til slutt", "b4 ORDERED_LIST -1. På nytt", "b5 UNORDERED_LIST - Punkt"},
		},
		"tables with heads and joined cells": {
			`<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>` + cell("", p(run("Hvem"))) + cell(`<w:gridSpan w:val="2"/>`, p(run("Når"))) + `</w:tr><w:tr>` +
				cell(`<w:vMerge w:val="restart"/>`, p(run("Ingrid"))) + cell("", p(run("man"))) + cell("", p(run("9–15"))+p(run("telefon"))) + `</w:tr><w:tr>` +
				cell(`<w:vMerge/>`, p("")) + cell("", p(run("tir"))) + cell("", inList(2, 0, "en")+inList(2, 0, "to")) + `</w:tr></w:tbl>`,
			[]string{"b1 TABLE |#Hvem|#→2Når| |↓2Ingrid|man|9–15¶telefon| |tir|• en¶• to|"},
		},
		"a table with one cell is a box around its paragraphs": {
			`<w:tbl><w:tr>` + cell("", styled("Overskrift1", run("Frist"))+p(run("Tre uker"))) + `</w:tr></w:tbl>`,
			[]string{"b1 HEADING1: Frist", "b2 PARAGRAPH: Tre uker"},
		},
		"what was deleted is gone, what was put in is there, and a deleted end joins two paragraphs": {
			p(run("Hjelpen ")+`<w:del>`+`<w:r><w:delText>HEMMELIG</w:delText></w:r></w:del><w:ins>`+run("begynner nå")+`</w:ins>`) +
				`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("Og ") + `</w:p>` + p(run("varer lenge")) + `<w:moveFrom>` + p(run("HEMMELIG")) + `</w:moveFrom>` +
				p(`<w:moveFrom>`+run("HEMMELIG")+`</w:moveFrom><w:moveTo>`+run("flyttet")+`</w:moveTo>`),
			[]string{"b1 PARAGRAPH: Hjelpen begynner nå", "b2 PARAGRAPH: Og varer lenge", "b3 PARAGRAPH: flyttet"},
		},
		"what is hidden, white on white, or said in a comment doesn't come along": {
			p(run("Synlig")+looking(`<w:vanish/>`, "HEMMELIG")+looking(`<w:rStyle w:val="Skjult"/>`, "HEMMELIG")+looking(`<w:color w:val="FFFFFF"/>`, "HEMMELIG")+`<w:commentRangeStart w:id="0"/>`+run(" tekst")+`<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`) +
				p(looking(`<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>`, "Hvitt på blått")),
			[]string{"b1 PARAGRAPH: Synlig tekst", "b2 PARAGRAPH: Hvitt på blått"},
		},
		"what is blackened stays so, however long it is": {
			p(run("Bor hos ") + looking(`<w:highlight w:val="black"/>`, "HEMMELIG") + looking(`<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>`, "HEMMELIG HEMMELIG") + run(" nå")),
			[]string{"b1 PARAGRAPH: Bor hos █████ nå"},
		},
		"text boxes once, in whichever way they are drawn; a signature line": {
			p(run("Før")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>`+box+`</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>`+box+`</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`) +
				p(`<w:r><w:pict><v:shape><o:signatureline o:suggestedsigner="Ingrid Solbakken" o:suggestedsigner2="Kontaktperson"/></v:shape></w:pict></w:r>`) + styled("Underskrift", run("Marit Dahl")+`<w:r><w:br/></w:r>`+run("Teamleder")),
			[]string{"b1 PARAGRAPH: Før", "b2 PARAGRAPH: I boksen", "b3 SIGNATURE: Ingrid Solbakken¶Kontaktperson", "b4 SIGNATURE: Marit Dahl¶Teamleder"},
		},
		"notes stand below, numbered as they are referred to": {
			p(run("Planen")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+run(" gjelder")) + p(run("Slutt")),
			[]string{"b1 PARAGRAPH: Planen[1] gjelder", "b2 PARAGRAPH: Slutt", "b3 RULE", "note-1 PARAGRAPH: [1] Se planen."},
		},
		"names come from bookmarks, else from the paragraph's own id": {
			`<w:p w14:paraId="0A1B2C3D"><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkStart w:id="1" w:name="vedtak"/>` + run("A") + `</w:p><w:p w14:paraId="0A1B2C3E">` + run("B") + `</w:p><w:bookmarkStart w:id="2" w:name="signature1"/>` + p(run("C")),
			[]string{"vedtak PARAGRAPH: A", "p0a1b2c3e PARAGRAPH: B", "signature1 SIGNATURE: C"},
		},
		"Arabic among Norwegian has its own direction": {
			`<w:p><w:pPr><w:bidi/></w:pPr>` + looking(`<w:rtl/><w:bCs/>`, "قرار") + run(" (vedtak)") + `</w:p>` + p(run("Ordet ")+looking(`<w:rtl/>`, "قرار")) + p(run("عربي NAV فقط")),
			[]string{"b1 PARAGRAPH: *قرار* (vedtak) rtl", "b2 PARAGRAPH: Ordet ⟨قرار⟩", "b3 PARAGRAPH: عربي NAV فقط rtl"},
		},
		"fields give their result, forms their ticks, links their words": {
			p(field("begin")+`<w:r><w:instrText> HYPERLINK "https://ond.example" </w:instrText></w:r>`+field("separate")+run("lenken")+field("end")+`<w:hyperlink r:id="x">`+run(" og denne")+`</w:hyperlink>`) +
				p(`<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>`+field("end")+run(" Ja ")+`<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>`+run(" Nei")),
			[]string{"b1 PARAGRAPH: lenken og denne", "b2 PARAGRAPH: ☒ Ja ☐ Nei"},
		},
		"a table of contents and a control that nobody filled in are no text": {
			`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p(run("Innhold 1")) + `</w:sdtContent></w:sdt>` + styled("INNH1", run("Hva 3")) +
				p(`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>`+run("Klikk her")+`</w:sdtContent></w:sdt><w:sdt><w:sdtContent>`+run("Layla")+`</w:sdtContent></w:sdt>`),
			[]string{"b1 PARAGRAPH: Layla"},
		},
		"small numbers stay small, hard hyphens hard": {
			p(run("25 m") + looking(`<w:vertAlign w:val="superscript"/>`, "2") + run(" og H") + looking(`<w:vertAlign w:val="subscript"/>`, "2") + run("O, A") + `<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>` + run("B")),
			[]string{"b1 PARAGRAPH: 25 m² og H₂O, A‑B"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := readDocx(t, one.body)
			if diff := cmp.Diff(one.want, outline(text.Blocks)); diff != "" {
				t.Error(diff)
			}
			if strings.Contains(fmt.Sprint(outline(text.Blocks)), "HEMMELIG") {
				t.Error("what nobody should read came along")
			}
			if text.LeftOut {
				t.Error("nothing is left out here")
			}
		})
	}
}

func TestWhatIsNoTextIsToldOf(t *testing.T) {
	t.Parallel()
	for _, inner := range []string{
		p(run("Se bildet") + `<w:r><w:drawing><wp:inline><a:blip xmlns:a="x" r:embed="x"/></wp:inline></w:drawing></w:r>`),
		p(run("Se skjemaet") + `<w:r><w:object/></w:r>`),
		p(run("Summen ") + `<m:oMath><m:r><m:t>a/b</m:t></m:r></m:oMath>`),
		p(run("Tegnet ") + `<w:r><w:sym w:font="Ukjent" w:char="F0EE"/></w:r>`),
	} {
		if text := readDocx(t, inner); !text.LeftOut || len(text.Blocks) != 1 {
			t.Errorf("%s: %+v", inner, text)
		}
	}
}

// What is broken, locked, too much or tries to reach out: its answer, quickly.
func TestHostileWordFiles(t *testing.T) {
	t.Parallel()
	whole := parts{"word/document.xml": body(p(run("Hei")))}.file(t)
	with := func(document string) []byte { return parts{"word/document.xml": document}.file(t) }
	ole := append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 600)...)
	locked := append(bytes.Clone(ole), []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)
	lockedPart := bytes.Clone(whole)
	for _, mark := range []string{"PK\x01\x02", "PK\x03\x04"} {
		for i := 0; i < len(lockedPart); {
			at := bytes.Index(lockedPart[i:], []byte(mark))
			if at < 0 {
				break
			}
			lockedPart[i+at+map[string]int{"PK\x01\x02": 8, "PK\x03\x04": 6}[mark]] |= 1
			i += at + 4
		}
	}
	var twice bytes.Buffer
	w := zip.NewWriter(&twice)
	for _, text := range []string{"Det Word viser", "Det andre viser"} {
		part, _ := w.Create("word/document.xml")
		_, _ = part.Write([]byte(body(p(run(text)))))
	}
	_ = w.Close()
	for name, one := range map[string]struct {
		content []byte
		want    error
	}{
		"zero bytes":                   {nil, blocks.ErrEmpty},
		"no words":                     {with(body(p(""))), blocks.ErrEmpty},
		"cut off":                      {whole[:len(whole)/2], blocks.ErrUnreadable},
		"not a DOCX":                   {[]byte("%PDF-1.7"), blocks.ErrUnreadable},
		"an old .doc":                  {ole, blocks.ErrUnreadable},
		"a password":                   {locked, blocks.ErrProtected},
		"a password of the ZIP":        {lockedPart, blocks.ErrProtected},
		"without its document":         {parts{}.file(t), blocks.ErrUnreadable},
		"two documents":                {twice.Bytes(), blocks.ErrUnreadable},
		"broken XML":                   {with(`<w:document ` + spaces + `><w:body><w:p></w:body></w:document>`), blocks.ErrUnreadable},
		"cut XML":                      {with(`<w:document ` + spaces + `><w:body>` + p(run("Hei"))), blocks.ErrUnreadable},
		"no UTF-8":                     {with(body(p(run("\xff")))), blocks.ErrUnreadable},
		"an entity from outside":       {with(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + body(p(run("&x;")))), blocks.ErrUnreadable},
		"a document type from outside": {with(`<!DOCTYPE d SYSTEM "http://127.0.0.1:1/x.dtd">` + body(p(run("Hei")))), blocks.ErrUnreadable},
		"a billion laughs":             {with(`<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>` + body(p(run("&b;")))), blocks.ErrUnreadable},
		"an entity that isn't there":   {with(body(p(run("&nbsp;")))), blocks.ErrUnreadable},
		"a ZIP bomb":                   {with(body(p(run(strings.Repeat("a", 25<<20))))), blocks.ErrTooBig},
		"a bomb beside it":             {parts{"word/document.xml": body(p(run("Hei"))), "word/styles.xml": strings.Repeat(" ", 25<<20)}.file(t), blocks.ErrTooBig},
		"nested without end":           {with(body(strings.Repeat("<w:customXml>", 5000) + strings.Repeat("</w:customXml>", 5000))), blocks.ErrTooBig},
		"tables in tables":             {with(body(strings.Repeat("<w:tbl><w:tr><w:tc>", 70) + p(run("x")) + strings.Repeat("</w:tc></w:tr></w:tbl>", 70))), blocks.ErrTooBig},
		"a million elements":           {with(body(strings.Repeat("<w:p/>", 600_001))), blocks.ErrTooBig},
		"5 001 paragraphs":             {with(body(strings.Repeat(p(run("Avsnitt")), 5001))), blocks.ErrTooBig},
		"two million characters":       {with(body(strings.Repeat(p(run(strings.Repeat("ord ", 1000))), 1000))), blocks.ErrTooBig},
		"another file within":          {parts{"word/document.xml": body(p(run("Hei")) + `<w:altChunk r:id="h"/>`), "word/x.html": "<script>"}.file(t), blocks.ErrUnreadable},
		"a field without an end":       {with(body(p(run("Hei")+`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`) + p(run("Resten")))), blocks.ErrUnreadable},
		"broken styles":                {parts{"word/document.xml": body(p(run("Hei"))), "word/styles.xml": "<w:styles"}.file(t), blocks.ErrUnreadable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := blocks.Read(coded(one.content))
			if !errors.Is(err, one.want) {
				t.Errorf("%v instead of %v: %.200q", err, one.want, outline(text.Blocks))
			}
		})
	}
	for name, content := range map[string]string{"no base64": "%%%", "half a base64": "UEsDB"} {
		if _, err := blocks.Read(contract.DocumentText{Format: contract.DocumentTextFormatDOCX, Content: content}); !errors.Is(err, blocks.ErrUnreadable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if text := read(t, contract.DocumentTextFormatDOCX, base64.StdEncoding.EncodeToString(with(body(strings.Repeat(p(run("Avsnitt")), 5000))))); len(text.Blocks) != 5000 {
		t.Errorf("5 000 paragraphs are shown: %d", len(text.Blocks))
	}
	odd := with(strings.ReplaceAll(strings.ReplaceAll(body(p(run("Hei"))), "w:", "ord:"), "xmlns:w=", "xmlns:ord="))
	if text := read(t, contract.DocumentTextFormatDOCX, base64.StdEncoding.EncodeToString(odd)); text.Blocks[0].Inline[0].Text != "Hei" {
		t.Errorf("a prefix is only a name: %+v", text)
	}
	if blocks.OnlyFile(blocks.ErrProtected) != portal.OnlyFilePROTECTED || blocks.OnlyFile(blocks.ErrTooBig) != portal.OnlyFileTOOBIG {
		t.Error("the contract's words")
	}
}
