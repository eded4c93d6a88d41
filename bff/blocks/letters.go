package blocks

import (
	"strconv"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// runs gathers the words of a paragraph.
func (d *document) runs(p *written, parent *node) error {
	if d.depth++; d.depth > deepestPart {
		return ErrTooBig
	}
	defer func() { d.depth-- }()
	for one := parent.first; one != nil; one = one.next {
		var err error
		switch one.name {
		case "w:r":
			err = d.run(p, one)
		case "w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo":
			err = d.runs(p, one)
		case "m:oMathPara", "m:oMath":
			d.leftOut = true // its words come, but not how they stand
			formula(&p.text, one)
		case "w:sdt":
			err = d.control(one, func(content *node) error { return d.runs(p, content) })
		case "w:bookmarkStart":
			if len(p.text.pieces) == 0 && p.name == "" {
				d.mark(one)
				p.name, d.marked = d.marked, ""
			}
		case "mc:AlternateContent":
			if choice := chosen(one); choice != nil {
				err = d.runs(p, choice)
			}
		case "w:subDoc":
			err = ErrUnreadable
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func formula(text *runs, parent *node) {
	for one := parent.first; one != nil; one = one.next {
		if one.name == "" {
			text.add(one.text, style{})
		} else if !strings.HasPrefix(one.name, "w:") {
			formula(text, one)
		}
	}
}

// run reads letters of one look.
func (d *document) run(p *written, given *node) error {
	properties := given.child("w:rPr")
	l := p.look
	if id := properties.child("w:rStyle").value(); id != "" {
		l = l.over(d.styles.of(id).look)
	}
	l = l.over(lookOf(properties))
	if l.hidden == on || properties.child("w:del") != nil || l.whiteOn(p.behind) && !d.styledTable {
		d.fieldsOf(given)
		return nil
	}
	s := l.style(p.behind)
	if l.rightToLeft == on && p.text.tongue.direction != portal.DirectionRtl {
		s.tongue.direction = portal.DirectionRtl
	}
	return d.letters(p, given, s, l.place)
}

// fieldsOf keeps count of the fields that hidden letters open and close.
func (d *document) fieldsOf(given *node) {
	for one := given.child("w:fldChar"); one != nil; one = one.nextOf() {
		d.field(one)
	}
}

func (d *document) letters(p *written, parent *node, s style, where string) error {
	for one := parent.first; one != nil; one = one.next {
		if d.inInstruction() && one.name != "w:fldChar" {
			continue
		}
		switch one.name {
		case "w:t":
			d.words(p, one, s, where)
		case "w:tab", "w:ptab":
			p.text.add(" ", s)
		case "w:br", "w:cr":
			p.text.breakLine()
		case "w:noBreakHyphen":
			p.text.add("\u2011", s)
		case "w:sym":
			d.symbol(p, one, s)
		case "w:fldChar":
			if mark := d.field(one); mark != "" {
				p.text.add(mark, s)
			}
		case "w:footnoteReference", "w:endnoteReference":
			kind := strings.TrimSuffix(strings.TrimPrefix(one.name, "w:"), "Reference")
			if note := d.notes[kind+" "+one.get("w:id")]; note != nil {
				d.cited = append(d.cited, note)
				p.text.add(noteMark(len(d.cited)-1), s)
			}
		case "w:ruby":
			for inner := one.child("w:rubyBase").child("w:r"); inner != nil; inner = inner.nextOf() {
				if err := d.run(p, inner); err != nil {
					return err
				}
			}
		case "mc:AlternateContent":
			if choice := chosen(one); choice != nil {
				if err := d.letters(p, choice, s, where); err != nil {
					return err
				}
			}
		case "w:drawing", "w:pict", "w:object":
			d.drawn(p, one)
		}
	}
	return nil
}

func (d *document) words(p *written, t *node, s style, where string) {
	for one := t.first; one != nil; one = one.next {
		text := one.text
		switch where {
		case "superscript":
			text = shifted(text, raised)
		case "subscript":
			text = shifted(text, lowered)
		}
		p.text.add(text, s)
	}
}

// drawn looks for words in a drawing: text boxes and signature lines. Anything
// else of it stands only in the file.
func (d *document) drawn(p *written, drawing *node) {
	found := false
	var look func(*node)
	look = func(parent *node) {
		for one := parent.first; one != nil; one = one.next {
			switch one.name {
			case "w:txbxContent":
				found = true
				p.boxes = append(p.boxes, one)
			case "v:rect":
				found = found || toggleOf(one.get("o:hr"))
				look(one)
			case "o:signatureline":
				found = true
				p.signers = append(p.signers, [2]string{one.get("o:suggestedsigner"), one.get("o:suggestedsigner2")})
			case "mc:AlternateContent":
				if choice := chosen(one); choice != nil {
					look(choice)
				}
			default:
				look(one)
			}
		}
	}
	look(drawing)
	if !found {
		d.leftOut = true
	}
}

// field opens, turns or closes a field, and gives the sign of a form's box.
func (d *document) field(one *node) string {
	switch one.get("w:fldCharType") {
	case "begin":
		d.fields = append(d.fields, true)
		box := one.path("w:ffData", "w:checkBox")
		if box == nil {
			break
		}
		set := box.child("w:checked")
		if set == nil {
			set = box.child("w:default")
		}
		if set.isOn() {
			return "☒"
		}
		return "☐"
	case "separate":
		if len(d.fields) > 0 {
			d.fields[len(d.fields)-1] = false
		}
	case "end":
		if len(d.fields) > 0 {
			d.fields = d.fields[:len(d.fields)-1]
		}
	}
	return ""
}

func toggleOf(value string) bool { return value == "t" || value == "true" || value == "1" }

func (d *document) inInstruction() bool {
	for _, instruction := range d.fields {
		if instruction {
			return true
		}
	}
	return false
}

// symbols are those of Word's picture fonts that carry meaning.
var symbols = map[string]string{
	"wingdings f0fe": "☒", "wingdings f0fd": "☒", "wingdings f078": "☒", "wingdings f0a8": "☐", "wingdings f06f": "☐", "wingdings f071": "☐", "wingdings f072": "☐",
	"wingdings f0fc": "✓", "wingdings f0fb": "✗", "wingdings f0e0": "→", "wingdings f0df": "←", "wingdings f0d8": "►", "wingdings f0a7": "▪", "wingdings f06e": "■",
	"wingdings f06c": "●", "wingdings f04a": "☺", "wingdings f04c": "☹", "wingdings f028": "☎", "wingdings f02a": "✉",
	"wingdings 2 f052": "☑", "wingdings 2 f054": "☒", "wingdings 2 f053": "☒", "wingdings 2 f050": "✓", "wingdings 2 f0a3": "☐", "wingdings 2 f04f": "✗",
	"symbol f0b7": "•", "symbol f0b0": "°", "symbol f0b1": "±", "symbol f0a3": "≤", "symbol f0b3": "≥", "symbol f0ae": "→", "symbol f0de": "⇒", "symbol f02d": "−", "symbol f0b4": "×",
}

func (d *document) symbol(p *written, one *node, s style) {
	font, code := strings.ToLower(one.get("w:font")), strings.ToLower(one.get("w:char"))
	if known := symbols[font+" "+code]; known != "" {
		p.text.add(known, s)
		return
	}
	if n, err := strconv.ParseUint(code, 16, 32); err == nil && (n < 0xe000 || n > 0xf8ff) && n > 0x20 {
		p.text.add(string(rune(n)), s)
		return
	}
	d.leftOut = true
}
