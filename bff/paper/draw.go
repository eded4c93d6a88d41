package paper

import (
	"bytes"
	"fmt"
	"math"
)

// drawing turns rows into what a page says, and remembers what they use.
type drawing struct {
	setter *setter
	fonts  map[*typeface]*usedFont
	names  map[*typeface]string
	order  []*typeface
	// marked are each page's marks, by number.
	marked [][]*element
}

func (d *drawing) page(number int, rows []row, foot string) []byte {
	var out bytes.Buffer
	d.marked = append(d.marked, nil)
	y := pageHeight - topMargin
	for _, one := range rows {
		y -= one.before
		if one.stroke {
			x := sideMargin + strokeInside
			if one.rtl {
				x = pageWidth - sideMargin - strokeInside - strokeWidth
			}
			fmt.Fprintf(&out, "/Artifact BMC %s rg %.2f %.2f %.2f %.2f re f EMC\n", accent, x, y-one.height-0.2, strokeWidth, one.height+0.4)
		}
		for _, p := range one.placed {
			d.mark(&out, number, p)
			d.line(&out, p.line, p.x, y-one.ascent, p.size, p.color)
			out.WriteString("EMC\n")
		}
		y -= one.height
	}
	for _, one := range d.setter.lines(foot, d.setter.sheet.Language, d.setter.direction, column*perEm/footSize) {
		out.WriteString("/Artifact BMC\n")
		x := d.setter.end(one.width * footSize / perEm)
		d.line(&out, one, x, footFromBottom, footSize, quiet)
		out.WriteString("EMC\n")
	}
	return out.Bytes()
}

// mark says which part of the document the next line is of.
func (d *drawing) mark(out *bytes.Buffer, page int, p placed) {
	if p.element == nil {
		out.WriteString("/Artifact BMC\n")
		return
	}
	id := len(d.marked[page])
	d.marked[page] = append(d.marked[page], p.element)
	p.element.marks = append(p.element.marks, mark{page: page, id: id})
	fmt.Fprintf(out, "/%s <</MCID %d>> BDC\n", p.element.role, id)
}

// line draws one line with its left end at x.
func (d *drawing) line(out *bytes.Buffer, l line, x, y, size float64, color string) {
	fmt.Fprintf(out, "BT %s rg 1 0 0 1 %.2f %.2f Tm\n", color, x, y)
	var face *typeface
	open, rise := false, 0.0
	pen, at := 0.0, 0.0 // where the next glyph belongs, and where the file's own count stands
	closeRun := func() {
		if open {
			out.WriteString("]TJ\n")
			open = false
		}
	}
	for _, g := range l.glyphs {
		if g.face != face {
			closeRun()
			face = g.face
			fmt.Fprintf(out, "/%s %.2f Tf\n", d.font(face), size)
		}
		if up := math.Round(g.y*size) / perEm; up != rise {
			closeRun()
			rise = up
			fmt.Fprintf(out, "%.3f Ts\n", rise)
		}
		if !open {
			out.WriteString("[")
			open = true
		}
		if move := math.Round(pen + g.x - at); move != 0 {
			fmt.Fprintf(out, "%.0f", -move)
			at += move
		}
		fmt.Fprintf(out, "<%04X>", d.fonts[face].code(g))
		at += g.width
		pen += g.advance
	}
	closeRun()
	if rise != 0 {
		out.WriteString("0 Ts\n")
	}
	out.WriteString("ET\n")
}

// font is the name by which pages call a font.
func (d *drawing) font(face *typeface) string {
	if name, known := d.names[face]; known {
		return name
	}
	d.names[face] = fmt.Sprintf("F%d", len(d.order)+1)
	d.fonts[face] = &usedFont{face: face, codes: map[code]int{}}
	d.order = append(d.order, face)
	return d.names[face]
}
