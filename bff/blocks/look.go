package blocks

import "strings"

// switched is a setting of Word that may be left open.
type switched int8

const (
	unset switched = iota
	on
	off
)

// look is how Word draws letters, as far as a reader of the text cares.
type look struct {
	bold, boldComplex, italic, italicComplex, struck, hidden, rightToLeft switched
	// place is superscript, subscript or "".
	place string
	// colour, behind and marked are colours as Word names them.
	colour, behind, marked string
	underlined             switched
}

func lookOf(rPr *node) (l look) {
	if rPr == nil {
		return l
	}
	for one := rPr.first; one != nil; one = one.next {
		switch one.name {
		case "w:b":
			l.bold = toggle(one)
		case "w:bCs":
			l.boldComplex = toggle(one)
		case "w:i":
			l.italic = toggle(one)
		case "w:iCs":
			l.italicComplex = toggle(one)
		case "w:strike", "w:dstrike":
			if l.struck != on {
				l.struck = toggle(one)
			}
		case "w:vanish", "w:specVanish":
			if l.hidden != on {
				l.hidden = toggle(one)
			}
		case "w:rtl":
			l.rightToLeft = toggle(one)
		case "w:u":
			if l.underlined = on; one.value() == "none" {
				l.underlined = off
			}
		case "w:vertAlign":
			l.place = one.value()
		case "w:color":
			l.colour = strings.ToLower(one.value())
		case "w:shd":
			l.behind = strings.ToLower(one.get("w:fill"))
			if one.value() == "solid" {
				l.behind = strings.ToLower(one.get("w:color"))
			}
		case "w:highlight":
			l.marked = one.value()
		}
	}
	return l
}

// toggle is what a switch says: it is on unless it says off.
func toggle(one *node) switched {
	switch one.value() {
	case "0", "false", "off":
		return off
	}
	return on
}

// isOn tells whether the switch is there and on.
func (n *node) isOn() bool { return n != nil && toggle(n) == on }

// over is l where the other, which lies nearer to the letters, says nothing.
func (l look) over(nearer look) look {
	pick := func(into *switched, value switched) {
		if value != unset {
			*into = value
		}
	}
	pick(&l.bold, nearer.bold)
	pick(&l.boldComplex, nearer.boldComplex)
	pick(&l.italic, nearer.italic)
	pick(&l.italicComplex, nearer.italicComplex)
	pick(&l.struck, nearer.struck)
	pick(&l.hidden, nearer.hidden)
	pick(&l.rightToLeft, nearer.rightToLeft)
	pick(&l.underlined, nearer.underlined)
	for _, one := range []struct{ into, value *string }{
		{&l.place, &nearer.place}, {&l.colour, &nearer.colour}, {&l.behind, &nearer.behind}, {&l.marked, &nearer.marked},
	} {
		if *one.value != "" {
			*one.into = *one.value
		}
	}
	return l
}

// style is how the letters are shown. around is the colour behind the paragraph
// or the cell.
func (l look) style(around string) style {
	s := style{struck: l.struck == on, emphasis: l.italic == on || l.underlined == on, strong: l.bold == on}
	if l.rightToLeft == on {
		s.strong, s.emphasis = s.strong || l.boldComplex == on, s.emphasis || l.italicComplex == on
	}
	s.covered = l.coveredOn(around)
	return s
}

// coveredOn tells whether the letters are black on black, as where a case worker
// has covered a name: printed, nobody reads it.
func (l look) coveredOn(around string) bool {
	behind := around
	if l.behind != "" && l.behind != "auto" {
		behind = l.behind
	}
	if l.marked != "" && l.marked != "none" {
		behind = l.marked
	}
	switch behind {
	case "black", "000000":
	default:
		return false
	}
	// "auto" turns white on a dark shading, but not on a marker's black.
	return l.colour == "000000" || (l.colour == "" || l.colour == "auto") && l.marked == "black"
}

// whiteOn tells whether the letters are white on white.
func (l look) whiteOn(around string) bool {
	if l.colour != "ffffff" {
		return false
	}
	for _, behind := range []string{around, l.behind, l.marked} {
		if behind != "" && behind != "auto" && behind != "none" && behind != "ffffff" && behind != "white" {
			return false
		}
	}
	return true
}
