package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
)

// file is a PDF as it is written: numbered objects, and where each stands.
type file struct {
	out     bytes.Buffer
	offsets []int
}

func newFile() *file {
	f := &file{}
	f.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return f
}

// reserve gives a number to an object that is written later.
func (f *file) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

// put writes a reserved object.
func (f *file) put(number int, body string) {
	f.offsets[number-1] = f.out.Len()
	fmt.Fprintf(&f.out, "%d 0 obj\n%s\nendobj\n", number, body)
}

func (f *file) object(body string) int {
	number := f.reserve()
	f.put(number, body)
	return number
}

// stream writes packed bytes; entries are further ones of its dictionary.
func (f *file) stream(entries string, content []byte) int {
	var packed bytes.Buffer
	zip := zlib.NewWriter(&packed)
	_, _ = zip.Write(content) // memory doesn't fail
	_ = zip.Close()
	return f.object(fmt.Sprintf("<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream", packed.Len(), entries, packed.String()))
}

// end writes what readers begin with.
func (f *file) end(catalog, info int) []byte {
	start := f.out.Len()
	sum := sha256.Sum256(f.out.Bytes())
	fmt.Fprintf(&f.out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets)+1)
	for _, at := range f.offsets {
		fmt.Fprintf(&f.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n", len(f.offsets)+1, catalog, info, sum[:16], sum[:16], start)
	return f.out.Bytes()
}

// textString is a text outside the pages.
func textString(text string) string { return "<FEFF" + hexUTF16(text) + ">" }

// escaped is a text as it can stand in XML.
func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // memory doesn't fail
	return out.String()
}

// file draws the pages and gives the whole.
func (s *setter) file() []byte {
	f := newFile()
	draw := &drawing{setter: s, fonts: map[*typeface]*usedFont{}, names: map[*typeface]string{}}
	pages := s.pages()
	contents := make([][]byte, 0, len(pages))
	for i, rows := range pages {
		foot := ""
		if s.sheet.PageNumber != nil {
			foot = s.sheet.PageNumber(i+1, len(pages))
		}
		contents = append(contents, draw.page(i, rows, foot))
	}
	var fonts strings.Builder
	for i, face := range draw.order {
		fmt.Fprintf(&fonts, "/%s %d 0 R", draw.names[face], draw.fonts[face].write(f, fmt.Sprintf("SHEET%c", 'A'+i)))
	}
	tree, all := f.reserve(), f.reserve()
	numbers := make([]int, len(pages))
	for i := range pages {
		numbers[i] = f.reserve()
	}
	var kids strings.Builder
	for i, content := range contents {
		body := f.stream("", content)
		f.put(numbers[i], fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</Font<<%s>>>>/Contents %d 0 R/StructParents %d/Tabs/S>>",
			all, pageWidth, pageHeight, fonts.String(), body, i))
		fmt.Fprintf(&kids, "%d 0 R ", numbers[i])
	}
	f.put(all, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids.String()))
	s.tags(f, tree, numbers, draw.marked)
	made := s.sheet.Made.UTC()
	info := f.object(fmt.Sprintf("<</Title %s/CreationDate(D:%s)>>", textString(s.sheet.Title), made.Format("20060102150405Z")))
	meta := fmt.Sprintf(`<?xpacket begin="`+"\ufeff"+`" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`+
		`<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>%s</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
		escaped(s.sheet.Title), escaped(s.sheet.Language), made.Format("2006-01-02T15:04:05Z"))
	metadata := f.object(fmt.Sprintf("<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%s\nendstream", len(meta), meta))
	order := "L2R"
	if s.rtl() {
		order = "R2L"
	}
	catalog := f.object(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang %s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true/Direction/%s>>/Metadata %d 0 R>>",
		all, textString(s.sheet.Language), tree, order, metadata))
	return f.end(catalog, info)
}
