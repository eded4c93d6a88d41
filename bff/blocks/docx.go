package blocks

import (
	"encoding/base64"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// docx makes blocks of a DOCX that travels base64-coded: what Word would print
// of it, as text. What was deleted, what is hidden and what was said beside the
// text never comes with it.
func (r *reading) docx(coded string) error {
	if len(coded) > base64.StdEncoding.EncodedLen(mostPacked) {
		return ErrTooBig
	}
	content, err := base64.StdEncoding.DecodeString(strings.TrimSpace(coded))
	if err != nil {
		return ErrUnreadable
	}
	opened, err := openWord(content)
	if err != nil {
		return err
	}
	body, relations, err := opened.main()
	if err != nil {
		return err
	}
	d := document{reading: r, notes: map[string]*node{}}
	trees := map[string]*node{}
	for _, kind := range []string{"styles", "numbering", "footnotes", "endnotes"} {
		if trees[kind], err = opened.beside(relations, kind); err != nil {
			return err
		}
	}
	d.styles = readStyles(trees["styles"])
	d.numbering = readNumbering(trees["numbering"], d.styles)
	for _, kind := range []string{"footnote", "endnote"} {
		root := trees[kind+"s"].child("w:" + kind + "s")
		for one := root.child("w:" + kind); one != nil; one = one.nextOf() {
			d.notes[kind+" "+one.get("w:id")] = one
		}
	}
	d.titled = hasTitle(body, d.styles)
	if err := d.body(body); err != nil {
		return err
	}
	d.flush()
	if err := d.below(); err != nil {
		return err
	}
	if d.inInstruction() {
		return ErrUnreadable // a field that doesn't end may have swallowed half the text
	}
	return nil
}

// document walks a DOCX.
type document struct {
	*reading
	styles    *styles
	numbering *numbering
	notes     map[string]*node
	cited     []*node // the notes that were referred to, in their order
	titled    bool
	// fields are those that are open; true while their instruction goes on.
	fields []bool
	// marked is a bookmark that stands before the next paragraph.
	marked string
	// list gathers the items of the list that is going on.
	list listed
	// joined is a paragraph whose end was deleted: it goes on in the next one.
	joined *runs
	// behind is the colour of the cell that is being read.
	behind string
	// styledTable: within a table whose style may colour its cells.
	styledTable bool
	depth       int
}

// listed is a list that is going on.
type listed struct {
	items   []portal.ListItem
	number  string
	ordered bool
	name    string
	says    tongue
	first   int // level of its first item
}

func hasTitle(body *node, s *styles) bool {
	for one := body.child("w:p"); one != nil; one = one.nextOf() {
		if s.of(one.path("w:pPr", "w:pStyle").value()).isTitle() {
			return true
		}
	}
	return false
}

// deepestPart is how deep tables, boxes and controls may stand in each other.
const deepestPart = 40

// body reads what stands in a place for paragraphs.
func (d *document) body(parent *node) error {
	if d.depth++; d.depth > deepestPart {
		return ErrTooBig
	}
	defer func() { d.depth-- }()
	for one := parent.first; one != nil && !d.over(); one = one.next {
		var err error
		switch one.name {
		case "w:p":
			err = d.paragraph(one)
		case "w:tbl":
			err = d.table(one)
		case "w:sdt":
			err = d.control(one, d.body)
		case "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:dir", "w:bdo":
			err = d.body(one)
		case "mc:AlternateContent":
			if choice := chosen(one); choice != nil {
				err = d.body(choice)
			}
		case "w:bookmarkStart":
			d.mark(one)
		case "w:altChunk", "w:subDoc":
			err = ErrUnreadable // a part of the text that is another file
		}
		if err != nil {
			return err
		}
	}
	if d.joined != nil {
		d.put(paragraph(d.joined))
		d.joined = nil
	}
	return nil
}

// chosen is the one of several ways to write the same.
func chosen(one *node) *node {
	if choice := one.child("mc:Choice"); choice != nil {
		return choice
	}
	return one.child("mc:Fallback")
}

// control reads a content control, unless it is a table of contents or nobody has
// filled it in.
func (d *document) control(one *node, read func(*node) error) error {
	properties := one.child("w:sdtPr")
	if strings.EqualFold(properties.path("w:docPartObj", "w:docPartGallery").value(), "Table of Contents") {
		return nil
	}
	if properties.child("w:showingPlcHdr").isOn() {
		return nil
	}
	if content := one.child("w:sdtContent"); content != nil {
		return read(content)
	}
	return nil
}

func (d *document) mark(bookmark *node) {
	if name := bookmark.get("w:name"); d.marked == "" && namePattern.MatchString(name) {
		d.marked = name
	}
}

// flush ends the list that is going on.
func (d *document) flush() {
	going := d.list
	d.list = listed{}
	if made, ok := list(going.ordered, going.items); ok {
		made.name, made.says = going.name, going.says
		d.keep(made, true)
	}
}

// put keeps a block after what goes on.
func (d *document) put(one block, ok bool) {
	if ok {
		d.flush()
		d.keep(one, true)
	}
}
