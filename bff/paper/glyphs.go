package paper

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unicode/utf16"
)

// code is a glyph that shows certain characters: the same glyph for other
// characters is another code, so that copying gives what was written.
type code struct {
	glyph int
	text  string
}

// usedFont is a font as one file uses it.
type usedFont struct {
	face  *typeface
	codes map[code]int
	// order are the codes from 1 on.
	order  []code
	widths []float64
}

func (u *usedFont) code(g glyph) int {
	c := code{glyph: g.id, text: g.text}
	if known, ok := u.codes[c]; ok {
		return known
	}
	u.order, u.widths = append(u.order, c), append(u.widths, g.width)
	u.codes[c] = len(u.order)
	return len(u.order)
}

// write writes the font and gives the number of its object.
func (u *usedFont) write(f *file, tag string) int {
	used := map[int]bool{}
	glyphs := make([]byte, 2*(len(u.order)+1))
	var widths strings.Builder
	for i, c := range u.order {
		used[c.glyph] = true
		binary.BigEndian.PutUint16(glyphs[2*(i+1):], uint16(c.glyph))
		fmt.Fprintf(&widths, " %.0f", u.widths[i])
	}
	o := u.face.outlines
	subset := o.subset(used)
	name := tag + "+" + u.face.name
	perUnit := perEm / float64(u.face.font.Upem())
	measure := func(table []byte, at int) float64 {
		return math.Round(float64(int16(binary.BigEndian.Uint16(table[at:]))) * perUnit)
	}
	fontFile := f.stream(fmt.Sprintf("/Length1 %d", len(subset)), subset)
	descriptor := f.object(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%.0f %.0f %.0f %.0f]/ItalicAngle 0/Ascent %.0f/Descent %.0f/CapHeight 714/StemV 80/FontFile2 %d 0 R>>",
		name, measure(o.head, 36), measure(o.head, 38), measure(o.head, 40), measure(o.head, 42), measure(o.hhea, 4), measure(o.hhea, 6), fontFile))
	glyphMap := f.stream("", glyphs)
	descendant := f.object(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[1[%s]]/CIDToGIDMap %d 0 R>>",
		name, descriptor, widths.String(), glyphMap))
	toUnicode := f.stream("", u.unicode())
	return f.object(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, descendant, toUnicode))
}

// unicode says which characters each code stands for.
func (u *usedFont) unicode() []byte {
	var out bytes.Buffer
	out.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // in one section
	for from := 0; from < len(u.order); from += most {
		section := u.order[from:min(from+most, len(u.order))]
		fmt.Fprintf(&out, "%d beginbfchar\n", len(section))
		for i, c := range section {
			text := c.text
			if text == "" {
				text = nothing
			}
			fmt.Fprintf(&out, "<%04X> <%s>\n", from+i+1, hexUTF16(text))
		}
		out.WriteString("endbfchar\n")
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return out.Bytes()
}

// nothing is what a glyph stands for whose characters another one shows: each
// code must stand for something, or programs make up what.
const nothing = "\u200b"

func hexUTF16(text string) string {
	var out strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String()
}
