package seed

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// wordFile writes a text of the demo as a case worker's Word would: headings by
// their style, lists by their numbering, a table with a head row, bold runs; and
// what Word leaves in a file that nobody is meant to read: a deletion, a comment
// and a hidden remark. named gives every block its name as a bookmark; without,
// it is like the file that a translation agency sends back.
func wordFile(text, language string, named bool) (string, error) {
	w := wordWriter{rtl: store.Direction(language) == fagsystem.DirectionRtl, named: named}
	for _, part := range nameLine.Split(text, -1)[1:] {
		w.count++
		w.block(strings.TrimSpace(part))
	}
	document := `<w:document ` + wordSpace + `><w:body>` + w.body.String() + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
	var numbering strings.Builder
	for i := range w.lists + 1 {
		fmt.Fprintf(&numbering, `<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>`, i+1, min(i, 1))
		if i > 0 {
			numbering.WriteString(`<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>`)
		}
		numbering.WriteString(`</w:num>`)
	}
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	for _, one := range [][2]string{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", relations(`officeDocument" Target="word/document.xml`)},
		{"word/_rels/document.xml.rels", relations(`styles" Target="styles.xml`, `numbering" Target="numbering.xml`, `comments" Target="comments.xml`)},
		{"word/document.xml", document},
		{"word/styles.xml", wordStyles},
		{"word/numbering.xml", fmt.Sprintf(wordNumbering, numbering.String())},
		{"word/comments.xml", `<w:comments ` + wordSpace + `><w:comment w:id="0" w:author="Ingrid"><w:p><w:r><w:t>` + wordRemark + `</w:t></w:r></w:p></w:comment></w:comments>`},
	} {
		part, err := archive.Create(one[0])
		if err != nil {
			return "", err
		}
		if _, err := part.Write([]byte(xml.Header + one[1])); err != nil {
			return "", err
		}
	}
	if err := archive.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(file.Bytes()), nil
}

// wordRemark stands in the demo's Word files where only whoever works with them
// sees it: nobody may meet it in the portal.
const wordRemark = "Intern merknad: spør teamleder først"

var (
	nameLine = regexp.MustCompile(`(?m)^\{#[a-z][a-z0-9-]*\}\s*$`)
	numberOf = regexp.MustCompile(`^\d+\. `)
)

type wordWriter struct {
	body       strings.Builder
	rtl, named bool
	count      int
	lists      int
	remarked   bool
}

// block writes one block; README.md of the documents says which forms there are.
func (w *wordWriter) block(text string) {
	lines := strings.Split(text, "\n")
	mark := ""
	if w.named {
		mark = fmt.Sprintf(`<w:bookmarkStart w:id="%d" w:name="b%d"/><w:bookmarkEnd w:id="%d"/>`, w.count, w.count, w.count)
	}
	switch {
	case strings.HasPrefix(text, "# "):
		w.paragraph(`<w:pStyle w:val="Tittel"/>`, mark, text[2:])
	case strings.HasPrefix(text, "## "):
		w.paragraph(`<w:pStyle w:val="Overskrift1"/>`, mark, text[3:])
	case strings.HasPrefix(text, "- "):
		for _, line := range lines {
			w.paragraph(`<w:pStyle w:val="Listeavsnitt"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, mark, strings.TrimPrefix(line, "- "))
			mark = ""
		}
	case numberOf.MatchString(text):
		w.lists++
		for _, line := range lines {
			w.paragraph(fmt.Sprintf(`<w:pStyle w:val="Listeavsnitt"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, w.lists+1), mark, numberOf.ReplaceAllString(line, ""))
			mark = ""
		}
	case strings.HasPrefix(text, "|"):
		w.table(mark, lines)
	default:
		w.paragraph("", mark, strings.Join(lines, " "))
	}
}

func (w *wordWriter) table(mark string, lines []string) {
	w.body.WriteString(mark + `<w:tbl><w:tblPr><w:tblStyle w:val="Tabellrutenett"/><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr>`)
	for i, line := range lines {
		if i == 1 {
			continue // the line that says which are heads
		}
		w.body.WriteString(`<w:tr>`)
		if i == 0 {
			w.body.WriteString(`<w:trPr><w:tblHeader/></w:trPr>`)
		}
		for cell := range strings.SplitSeq(strings.Trim(line, "| "), "|") {
			w.body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="3020" w:type="dxa"/></w:tcPr>`)
			w.paragraph("", "", strings.TrimSpace(cell))
			w.body.WriteString(`</w:tc>`)
		}
		w.body.WriteString(`</w:tr>`)
	}
	w.body.WriteString(`</w:tbl>`)
}

func (w *wordWriter) paragraph(properties, mark, text string) {
	if w.rtl {
		properties += `<w:bidi/>`
	}
	w.body.WriteString(`<w:p><w:pPr>` + properties + `</w:pPr>` + mark)
	for i, part := range strings.Split(text, "**") {
		w.run(part, i%2 == 1)
	}
	if properties == "" && !w.remarked {
		w.remarked = true
		w.body.WriteString(`<w:del w:id="900" w:author="Ingrid"><w:r><w:delText>` + wordRemark + `</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>` +
			wordRemark + `</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r>`)
	}
	w.body.WriteString(`</w:p>`)
}

func (w *wordWriter) run(text string, bold bool) {
	if text == "" {
		return
	}
	w.body.WriteString(`<w:r><w:rPr>`)
	if bold {
		w.body.WriteString(`<w:b/><w:bCs/>`)
	}
	if w.rtl {
		w.body.WriteString(`<w:rtl/>`)
	}
	w.body.WriteString(`</w:rPr><w:t xml:space="preserve">`)
	_ = xml.EscapeText(&w.body, []byte(text))
	w.body.WriteString(`</w:t></w:r>`)
}

const (
	wordSpace    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`
	wordStyles = `<w:styles ` + wordSpace + `><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Listeavsnitt"><w:name w:val="List Paragraph"/></w:style>` +
		`<w:style w:type="table" w:styleId="Tabellrutenett"><w:name w:val="Table Grid"/></w:style></w:styles>`
	wordNumbering = `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%%1."/></w:lvl></w:abstractNum>%s</w:numbering>`
)

func relations(targets ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, target := range targets {
		fmt.Fprintf(&b, `<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/>`, i, target)
	}
	return b.String() + `</Relationships>`
}
