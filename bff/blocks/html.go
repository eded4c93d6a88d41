package blocks

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// html makes blocks of HTML. Only what elements.go names is read: no script,
// style, form or hidden content, no address of anything.
func (r *reading) html(content string) error {
	if len(content) > mostMarkup {
		return ErrTooBig
	}
	if !utf8.ValidString(content) {
		return ErrUnreadable
	}
	document, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return ErrTooBig // nested deeper than anybody writes: no other error comes of a string
	}
	if err := dressed(document); err != nil {
		return err
	}
	p := page{reading: r}
	p.children(document, container{})
	p.flush()
	return nil
}

// page walks a parsed page.
type page struct {
	*reading
	// loose is text that stands in no block of its own, in the container it is in.
	loose runs
	in    container
}

// container is what an element says of the blocks in it.
type container struct {
	name   string
	tongue tongue
	style  style
}

func (c container) enter(node *html.Node) container {
	said := tongueOf(node)
	inner := container{name: nameOf(node), tongue: c.tongue.within(said), style: styleOf(node, c.style)}
	inner.style.tongue = inner.tongue
	return inner
}

func (p *page) children(parent *html.Node, in container) {
	for node := parent.FirstChild; node != nil && !p.over(); node = node.NextSibling {
		p.node(node, in)
	}
}

func (p *page) node(node *html.Node, in container) {
	switch node.Type {
	case html.TextNode:
		p.loosely(in).add(node.Data, in.style)
		return
	case html.ElementNode:
	default:
		return
	}
	if hidden(node) {
		return
	}
	inner := in.enter(node)
	switch kindOf(node) {
	case headingElement:
		p.own(inner, func(text *runs) (block, bool) { return heading(headings[node.DataAtom], text) }, node)
	case paragraphElement:
		p.own(inner, paragraph, node)
	case signatureElement:
		p.own(inner, signature, node)
	case listElement:
		p.listed(node, inner)
	case tableElement:
		p.table(node, inner)
	case ruleElement:
		p.flush()
		p.keep(rule(), true)
	case breakElement:
		p.loose.breakLine()
	case containerElement:
		p.flush()
		p.children(node, inner)
		p.flush()
	case inlineElement:
		// A paragraph may stand within, as in <a><p>: its own block.
		if holdsBlocks(node) {
			p.flush()
			p.children(node, inner)
			p.flush()
			return
		}
		p.into(p.loosely(in), node, inner.style)
	case checkboxElement:
		p.loosely(in).add(checkbox(node), in.style)
	case pictureElement:
		p.leftOut = true
	}
}

// own keeps a block that has an element of its own.
func (p *page) own(in container, build func(*runs) (block, bool), node *html.Node) {
	p.flush()
	text := runs{tongue: in.tongue}
	p.into(&text, node, in.style)
	p.put(in, build, &text)
}

func (p *page) put(in container, build func(*runs) (block, bool), text *runs) {
	if one, ok := build(text); ok {
		one.name, one.says = in.name, in.tongue
		p.keep(signed(one), true)
	}
}

func (p *page) loosely(in container) *runs {
	if len(p.loose.pieces) == 0 {
		p.in, p.loose.tongue = in, in.tongue
	}
	return &p.loose
}

func (p *page) flush() {
	text := p.loose
	p.loose = runs{}
	p.put(p.in, paragraph, &text)
}

// into gathers the words of an element; a block within it is a line of its own.
func (p *page) into(text *runs, parent *html.Node, s style) {
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		if node.Type == html.TextNode {
			p.words(text, parent, node.Data, s)
			continue
		}
		if node.Type != html.ElementNode || hidden(node) {
			continue
		}
		inner := styleOf(node, s)
		inner.tongue = s.tongue.within(tongueOf(node))
		switch kindOf(node) {
		case breakElement:
			text.breakLine()
		case inlineElement:
			p.into(text, node, inner)
		case headingElement, paragraphElement, signatureElement, containerElement:
			text.breakLine()
			p.into(text, node, inner)
			text.breakLine()
		case ruleElement:
			text.breakLine()
		case listElement:
			for _, one := range p.items(node, container{tongue: text.tongue, style: inner}, 1) {
				text.line(one.label, one.text)
			}
		case tableElement:
			for _, row := range rowsOf(node) {
				text.breakLine()
				for i, cell := range cellsOf(row) {
					if i > 0 {
						text.add(" – ", s)
					}
					p.into(text, cell, inner)
				}
			}
			text.breakLine()
		case checkboxElement:
			text.add(checkbox(node), s)
		case pictureElement:
			p.leftOut = true
		}
	}
}

func (p *page) words(text *runs, parent *html.Node, words string, s style) {
	switch parent.DataAtom {
	case atom.Sup:
		words = shifted(words, raised)
	case atom.Sub:
		words = shifted(words, lowered)
	}
	if !within(parent, atom.Pre) {
		text.add(words, s)
		return
	}
	for i, line := range strings.Split(words, "\n") {
		if i > 0 {
			text.breakLine()
		}
		text.add(line, s)
	}
}

func within(node *html.Node, what atom.Atom) bool {
	for ; node != nil; node = node.Parent {
		if node.DataAtom == what {
			return true
		}
	}
	return false
}

func holdsBlocks(node *html.Node) bool {
	for child := range node.Descendants() {
		if child.Type != html.ElementNode {
			continue
		}
		switch kindOf(child) {
		case headingElement, paragraphElement, signatureElement, listElement, tableElement, ruleElement:
			return true
		}
	}
	return false
}

// line appends an item's words on a line of their own, after its label or a bullet.
func (r *runs) line(label string, words runs) {
	if len(words.pieces) == 0 {
		return
	}
	words.pieces[0].text = append([]byte(cmp.Or(label, "•")+" "), words.pieces[0].text...)
	r.join(words)
	r.breakLine()
}
