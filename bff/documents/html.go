package documents

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"innbyggertjenesten/contracts/portal"
)

// fromHTML makes blocks of HTML. Only what is named here is read: no script,
// style, form, embedded or hidden content, no address of anything.
func fromHTML(content string) []portal.Block {
	document, err := html.Parse(strings.NewReader(content))
	if err != nil {
		return nil
	}
	p := page{}
	p.children(document, "")
	p.flush()
	return named(p.blocks)
}

// page walks a parsed page.
type page struct {
	blocks []block
	// loose is text that stands in no block of its own.
	loose runs
	name  string
}

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// containers are read for what is in them; ended by them, loose text becomes a
// paragraph.
var containers = []atom.Atom{
	atom.Html, atom.Body, atom.Main, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Div, atom.Blockquote,
	atom.Figure, atom.Figcaption, atom.Center, atom.Dl, atom.Dt, atom.Dd,
}

// inlines are read for their text.
var inlines = []atom.Atom{
	atom.Span, atom.A, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.S, atom.Small, atom.Sub, atom.Sup, atom.Mark,
	atom.Abbr, atom.Cite, atom.Q, atom.Time, atom.Bdi, atom.Bdo, atom.Font, atom.Code, atom.Var, atom.Dfn, atom.Ins, atom.P,
	atom.Label, atom.Wbr,
}

func (p *page) children(parent *html.Node, name string) {
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		p.node(node, name)
	}
}

// node reads one node; name is that of the container that it is in.
func (p *page) node(node *html.Node, name string) {
	if node.Type == html.TextNode {
		p.loosely(func(r *runs) { r.add(node.Data, style{}) }, name)
		return
	}
	if node.Type != html.ElementNode || hidden(node) {
		return
	}
	switch level, isHeading := headings[node.DataAtom]; {
	case isHeading:
		p.own(node, func() (block, bool) { return heading(level, inlineOf(node)) })
	case node.DataAtom == atom.P, node.DataAtom == atom.Pre:
		p.own(node, func() (block, bool) { return paragraph(inlineOf(node)) })
	case node.DataAtom == atom.Address:
		p.own(node, func() (block, bool) {
			one, ok := paragraph(inlineOf(node))
			one.Kind = portal.BlockKindSIGNATURE
			return one, ok
		})
	case node.DataAtom == atom.Ul, node.DataAtom == atom.Ol:
		p.own(node, func() (block, bool) { return list(node.DataAtom == atom.Ol, listItems(node)) })
	case node.DataAtom == atom.Table:
		p.own(node, func() (block, bool) { return table(tableRows(node)) })
	case node.DataAtom == atom.Hr:
		p.own(node, func() (block, bool) { return rule(), true })
	case node.DataAtom == atom.Br:
		p.loose.breakLine()
	case slices.Contains(containers, node.DataAtom):
		p.flush()
		p.children(node, nameOf(node))
		p.flush()
	case slices.Contains(inlines, node.DataAtom):
		p.loosely(func(r *runs) { into(r, node, styleOf(node, style{})) }, name)
	}
}

// own keeps a block that has an element of its own.
func (p *page) own(node *html.Node, build func() (block, bool)) {
	p.flush()
	if one, ok := build(); ok {
		one.name = nameOf(node)
		p.blocks = append(p.blocks, signed(one))
	}
}

func (p *page) loosely(add func(*runs), name string) {
	if len(p.loose.pieces) == 0 {
		p.name = name
	}
	add(&p.loose)
}

func (p *page) flush() {
	if one, ok := paragraph(&p.loose); ok {
		one.name = p.name
		p.blocks = append(p.blocks, signed(one))
	}
	p.loose = runs{}
}

func inlineOf(node *html.Node) *runs {
	var r runs
	into(&r, node, style{})
	return &r
}

func into(r *runs, parent *html.Node, s style) {
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		switch {
		case node.Type == html.TextNode:
			r.add(node.Data, s)
		case node.Type != html.ElementNode || hidden(node):
		case node.DataAtom == atom.Br:
			r.breakLine()
		case node.DataAtom == atom.P || slices.Contains(containers, node.DataAtom):
			r.breakLine()
			into(r, node, s)
			r.breakLine()
		case slices.Contains(inlines, node.DataAtom):
			into(r, node, styleOf(node, s))
		}
	}
}

func styleOf(node *html.Node, s style) style {
	switch node.DataAtom {
	case atom.B, atom.Strong:
		s.strong = true
	case atom.I, atom.Em:
		s.emphasis = true
	}
	return s
}

// listItems are a list's items; those of a list within it follow their item.
func listItems(parent *html.Node) []portal.ListItem {
	items := []portal.ListItem{}
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		if node.Type != html.ElementNode || node.DataAtom != atom.Li || hidden(node) {
			continue
		}
		if inline := inlineOf(node).done(); len(inline) > 0 {
			items = append(items, portal.ListItem{Inline: inline})
		}
		for child := range node.Descendants() {
			if child.Type == html.ElementNode && (child.DataAtom == atom.Ul || child.DataAtom == atom.Ol) && innermostItem(child) == node {
				items = append(items, listItems(child)...)
			}
		}
	}
	return items
}

// innermostItem is the list item that a node stands in.
func innermostItem(node *html.Node) *html.Node {
	for parent := node.Parent; parent != nil; parent = parent.Parent {
		if parent.DataAtom == atom.Li {
			return parent
		}
	}
	return nil
}

func tableRows(parent *html.Node) []portal.TableRow {
	rows := []portal.TableRow{}
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		if node.Type != html.ElementNode || hidden(node) {
			continue
		}
		switch node.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, tableRows(node)...)
		case atom.Tr:
			if cells := tableCells(node); len(cells) > 0 {
				rows = append(rows, portal.TableRow{Cells: cells})
			}
		}
	}
	return rows
}

func tableCells(row *html.Node) []portal.TableCell {
	cells := []portal.TableCell{}
	for node := row.FirstChild; node != nil; node = node.NextSibling {
		if node.Type != html.ElementNode || node.DataAtom != atom.Td && node.DataAtom != atom.Th {
			continue
		}
		cell := portal.TableCell{Inline: inlineOf(node).done()}
		if node.DataAtom == atom.Th {
			cell.Header = ptr(true)
		}
		cells = append(cells, cell)
	}
	return cells
}

// hidden tells whether a reader of the page wouldn't see the element.
func hidden(node *html.Node) bool {
	for _, attribute := range node.Attr {
		value := strings.ToLower(strings.ReplaceAll(attribute.Val, " ", ""))
		switch attribute.Key {
		case "hidden":
			return true
		case "style":
			if strings.Contains(value, "display:none") || strings.Contains(value, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func nameOf(node *html.Node) string {
	for _, attribute := range node.Attr {
		if attribute.Key == "id" && attribute.Namespace == "" && namePattern.MatchString(attribute.Val) {
			return attribute.Val
		}
	}
	return ""
}
