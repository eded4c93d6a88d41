package paper

import (
	"github.com/go-text/typesetting/di"
	"golang.org/x/text/language"
)

// Measures, in points. A4.
const (
	pageWidth, pageHeight     = 595.28, 841.89
	sideMargin                = 64.0
	topMargin, bottomMargin   = 64.0, 72.0
	column                    = pageWidth - 2*sideMargin
	labelColumn, valueColumn  = 132.0, column - 144
	textIndent                = 14.0
	footSize, footFromBottom  = 9.0, 40.0
	strokeWidth, strokeInside = 2.0, 1.0
	underHeading, aboveNotes  = 6.0, 14.0
)

// style is how a kind of block is set.
type style struct {
	size, leading, before float64
	color                 string
	// role is what the block is to programs that read aloud.
	role string
}

const dark, quiet, accent = "0.11 0.13 0.14", "0.33 0.36 0.38", "0.07 0.38 0.42"

var styles = map[Kind]style{
	Title:   {size: 22, leading: 30, before: 0, color: dark, role: "H1"},
	Heading: {size: 14, leading: 20, before: 22, color: dark, role: "H2"},
	Fact:    {size: 11, leading: 17, before: 5, color: dark, role: "LBody"},
	Text:    {size: 11.5, leading: 18, before: 0, color: dark, role: "P"},
	Item:    {size: 11, leading: 17, before: 4, color: dark, role: "LBody"},
	Note:    {size: 9.5, leading: 15, before: 10, color: quiet, role: "P"},
}

// placed is a line at its place in a row.
type placed struct {
	line    line
	x, size float64
	color   string
	element *element
}

// row is what stands beside each other.
type row struct {
	before, height, ascent float64
	placed                 []placed
	// stroke is at the side where reading begins.
	stroke, rtl bool
	// withNext: it doesn't stand last on a page.
	withNext bool
}

// element is a part of the document as programs that read aloud meet it.
type element struct {
	role, language string
	kids           []*element
	// marks are where its lines stand.
	marks []mark
}

type mark struct{ page, id int }

// setter turns blocks into rows.
type setter struct {
	sheet Sheet
	typesetter
	direction di.Direction
	rows      []row
	document  *element
	// list is the list that goes on, and of what kind.
	list     *element
	listKind Kind
	// above is the kind of the block before.
	above Kind
}

func newSetter(s Sheet) *setter {
	direction := di.DirectionLTR
	if tag, err := language.Parse(s.Language); err == nil {
		switch script, _ := tag.Script(); script.String() {
		case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm":
			direction = di.DirectionRTL
		}
	}
	return &setter{sheet: s, direction: direction, document: &element{role: "Document"}, typesetter: typesetter{faces: newFaces()}}
}

func (s *setter) block(b Block) {
	how := styles[b.Kind]
	parent := s.document
	switch b.Kind {
	case Fact, Item:
		if s.list == nil || s.listKind != b.Kind {
			s.list, s.listKind = s.document.add("L"), b.Kind
		}
		parent = s.list.add("LI")
	default:
		s.list = nil
	}
	before := how.before
	switch {
	case len(s.rows) == 0:
		before = 0
	case s.above == Title, s.above == Heading:
		before += underHeading
	case b.Kind == Note && s.above != Note:
		before += aboveNotes
	}
	s.above = b.Kind
	if b.Kind == Fact {
		s.fact(b, how, parent, before)
		return
	}
	indent := 0.0
	if b.Kind == Text || b.Kind == Item {
		indent = textIndent
	}
	bullet := b.Kind == Item
	for _, paragraph := range paragraphs(b.Text) {
		lines := s.lines(paragraph, b.language(s.sheet), s.direction, (column-indent)*perEm/how.size)
		if len(lines) == 0 {
			s.rows = append(s.rows, row{before: before, height: how.leading / 2, stroke: b.Kind == Text, rtl: s.rtl()})
			before = 0
			continue
		}
		at := parent.add(how.role)
		at.language = b.foreign(s.sheet)
		for _, one := range lines {
			r := s.row(how, before)
			r.stroke, r.withNext = b.Kind == Text, b.Kind == Heading || b.Kind == Title
			if bullet {
				for _, sign := range s.lines("•", s.sheet.Language, s.direction, column) {
					r.placed = append(r.placed, placed{line: sign, x: s.start(0, sign.width*how.size/perEm), size: how.size, color: quiet})
				}
				bullet = false
			}
			width := one.width * how.size / perEm
			x := s.start(indent, width)
			if one.rtl != s.rtl() && b.Kind == Text {
				x = s.end(width)
			}
			r.placed = append(r.placed, placed{line: one, x: x, size: how.size, color: how.color, element: at})
			s.rows = append(s.rows, r)
			before = 0
		}
	}
}

// fact sets a label and its value beside each other.
func (s *setter) fact(b Block, how style, parent *element, before float64) {
	label, value := parent.add("Lbl"), parent.add(how.role)
	value.language = b.foreign(s.sheet)
	labels := s.lines(b.Label, s.sheet.Language, s.direction, labelColumn*perEm/how.size)
	var values []line
	for _, paragraph := range paragraphs(b.Text) {
		values = append(values, s.lines(paragraph, b.language(s.sheet), di.DirectionLTR, valueColumn*perEm/how.size)...)
	}
	for i := range max(len(labels), len(values)) {
		r := s.row(how, before)
		before = 0
		if i < len(labels) {
			r.placed = append(r.placed, placed{
				line: labels[i], x: s.start(0, labels[i].width*how.size/perEm), size: how.size, color: quiet, element: label,
			})
		}
		if i < len(values) {
			r.placed = append(r.placed, placed{
				line: values[i], x: s.start(column-valueColumn, values[i].width*how.size/perEm), size: how.size, color: how.color, element: value,
			})
		}
		s.rows = append(s.rows, r)
	}
}

func (s *setter) row(how style, before float64) row {
	return row{before: before, height: how.leading, ascent: (how.leading + how.size*0.72) / 2, rtl: s.rtl()}
}

func (s *setter) rtl() bool { return s.direction == di.DirectionRTL }

// start is where something of that width stands, this far from where lines begin.
func (s *setter) start(indent, width float64) float64 {
	if s.rtl() {
		return pageWidth - sideMargin - indent - width
	}
	return sideMargin + indent
}

// end is where something of that width stands where lines end.
func (s *setter) end(width float64) float64 {
	if s.rtl() {
		return sideMargin
	}
	return pageWidth - sideMargin - width
}

// pages are the rows as they fit on pages.
func (s *setter) pages() [][]row {
	var pages [][]row
	var page []row
	left := pageHeight - topMargin - bottomMargin
	for i, one := range s.rows {
		need := one.before + one.height
		if one.withNext && i+1 < len(s.rows) {
			need += s.rows[i+1].before + s.rows[i+1].height
		}
		if need > left && len(page) > 0 {
			pages, page = append(pages, page), nil
			left = pageHeight - topMargin - bottomMargin
			one.before = 0
		}
		page = append(page, one)
		left -= one.before + one.height
	}
	return append(pages, page)
}

func (e *element) add(role string) *element {
	kid := &element{role: role}
	e.kids = append(e.kids, kid)
	return kid
}

func (b Block) language(s Sheet) string {
	if b.Language != "" {
		return b.Language
	}
	return s.Language
}

// foreign is the text's language where it isn't the sheet's.
func (b Block) foreign(s Sheet) string {
	if b.Language == s.Language {
		return ""
	}
	return b.Language
}
