package blocks

import (
	"fmt"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// written is a paragraph of Word as it is read.
type written struct {
	style  wordStyle
	text   runs
	look   look
	behind string
	list   listRef
	name   string
	// boxes are the texts that float beside it, signers those of signature lines.
	boxes   []*node
	signers [][2]string
}

// paragraph reads a paragraph, and what floats beside it after it.
func (d *document) paragraph(given *node) error {
	p, err := d.read(given)
	if err != nil {
		return err
	}
	if p.style.isContents() {
		return nil
	}
	if endDeleted(given) {
		d.joined = &p.text
	} else if len(p.text.pieces) > 0 || !given.path("w:pPr", "w:rPr", "w:vanish").isOn() {
		d.place(p)
	}
	for _, signer := range p.signers {
		var text runs
		text.add(signer[0], style{})
		text.breakLine()
		text.add(signer[1], style{})
		d.put(signature(&text))
	}
	for _, box := range p.boxes {
		d.flush()
		if err := d.body(box); err != nil {
			return err
		}
		d.flush()
	}
	return nil
}

// endDeleted tells whether a paragraph's end was deleted or moved away: it goes
// on in the next one.
func endDeleted(given *node) bool {
	end := given.path("w:pPr", "w:rPr")
	return end.child("w:del") != nil || end.child("w:moveFrom") != nil
}

// read reads a paragraph's words.
func (d *document) read(given *node) (*written, error) {
	properties := given.child("w:pPr")
	id := properties.child("w:pStyle").value()
	if id == "" {
		id = d.styles.paragraph
	}
	p := &written{style: d.styles.of(id), behind: d.behind}
	if p.style.behind != "" && p.style.behind != "auto" {
		p.behind = p.style.behind
	}
	if fill := strings.ToLower(properties.child("w:shd").get("w:fill")); fill != "" {
		p.behind = fill
	}
	p.look = d.styles.ofDocument.over(p.style.look)
	if outline := properties.child("w:outlineLvl"); outline != nil {
		p.style.outline = outline.number("w:val", bodyText)
	}
	p.list = p.style.list
	if !p.list.levelled {
		p.list.style = id
	}
	if properties.child("w:numPr") != nil {
		said := listOf(properties.child("w:numPr"))
		if said.number == "" {
			said.number = p.list.number
		}
		p.list = said
	}
	if bidi := properties.child("w:bidi"); bidi != nil {
		p.style.bidi = toggle(bidi)
	}
	if p.style.bidi == on {
		p.text.tongue.direction = portal.DirectionRtl
	}
	if d.joined != nil {
		p.text.pieces = d.joined.pieces
		d.joined = nil
	}
	p.name, d.marked = d.marked, ""
	if err := d.runs(p, given); err != nil {
		return nil, err
	}
	if identity := given.get("w14:paraId"); p.name == "" && identity != "" {
		if name := "p" + strings.ToLower(identity); namePattern.MatchString(name) {
			p.name = name
		}
	}
	return p, nil
}

// place makes a block of a paragraph, or an item of the list that goes on.
func (d *document) place(p *written) {
	said := tongue{direction: p.text.tongue.direction}
	isHeading := p.style.isTitle() || p.style.outline >= 0 && p.style.outline < bodyText
	stands, inList := d.numbering.next(&p.list)
	if len(p.text.pieces) == 0 {
		return // an empty item has its number all the same
	}
	switch {
	case isHeading:
		for i := range p.text.pieces { // its look is the heading's own
			p.text.pieces[i].style.strong = false
		}
		if stands.label != "" {
			p.text.pieces[0].text = append([]byte(stands.label+" "), p.text.pieces[0].text...)
		}
		level := p.style.outline + 1
		if p.style.isTitle() {
			level = 1
		} else if d.titled {
			level++
		}
		one, ok := heading(level, &p.text)
		one.name, one.says = p.name, said
		d.put(one, ok)
	case inList:
		d.item(p, stands, said)
	default:
		build := paragraph
		if p.style.isSignature() {
			build = signature
		}
		one, ok := build(&p.text)
		one.name, one.says = p.name, said
		d.put(signed(one), ok)
	}
}

// item puts a paragraph into the list that goes on, or begins another.
func (d *document) item(p *written, stands place, said tongue) {
	if going := d.list; len(going.items) > 0 && p.list.level <= going.first && (going.number != p.list.number || going.ordered != stands.ordered) {
		d.flush()
	}
	if len(d.list.items) == 0 {
		d.list = listed{number: p.list.number, ordered: stands.ordered, name: p.name, says: said, first: p.list.level}
	}
	if one, ok := item(p.list.level-d.list.first+1, stands.label, &p.text); ok {
		d.list.items = append(d.list.items, one)
	}
}

// below puts the notes that the text refers to below it.
func (d *document) below() error {
	for i := 0; i < len(d.cited); i++ {
		if i == 0 {
			d.put(rule(), true)
		}
		var text runs
		text.add(noteMark(i)+" ", style{})
		for one := d.cited[i].child("w:p"); one != nil; one = one.nextOf() {
			p, err := d.read(one)
			if err != nil {
				return err
			}
			text.tongue = p.text.tongue
			if len(text.pieces) > 1 {
				text.breakLine()
			}
			text.pieces = append(text.pieces, p.text.pieces...)
		}
		one, ok := paragraph(&text)
		one.name, one.says = fmt.Sprintf("note-%d", i+1), text.tongue
		d.put(one, ok)
	}
	return nil
}

func noteMark(i int) string { return fmt.Sprintf("[%d]", i+1) }
