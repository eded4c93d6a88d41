package blocks

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"innbyggertjenesten/contracts/portal"
)

// mostJoined is the most columns or rows that one cell may span.
const mostJoined = 100

func (p *page) table(node *html.Node, in container) {
	p.flush()
	var caption runs
	rows := []portal.TableRow{}
	found := rowsOf(node)
	if alone := onlyCell(found); alone != nil { // a box around text, not a table
		p.children(alone, in.enter(alone))
		p.flush()
		return
	}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.Caption && !hidden(child) {
			caption.tongue = in.tongue
			p.into(&caption, child, in.style)
		}
	}
	filled := false
	for _, row := range found {
		cells := []portal.TableCell{}
		for _, given := range cellsOf(row) {
			inner := in.enter(given)
			text := runs{tongue: in.tongue}
			p.into(&text, given, inner.style)
			cell := portal.TableCell{
				Inline: text.done(), Header: ifTrue(given.DataAtom == atom.Th),
				Columns: joined(attribute(given, "colspan")), Rows: joined(attribute(given, "rowspan")),
			}
			filled = filled || len(cell.Inline) > 0
			cells = append(cells, cell)
		}
		if len(cells) > 0 {
			rows = append(rows, portal.TableRow{Cells: cells})
		}
	}
	if made, ok := table(rows); ok && filled {
		made.name, made.says, made.Inline = in.name, in.tongue, caption.done()
		p.keep(made, true)
	}
}

func onlyCell(rows []*html.Node) *html.Node {
	if len(rows) != 1 {
		return nil
	}
	if cells := cellsOf(rows[0]); len(cells) == 1 {
		return cells[0]
	}
	return nil
}

func joined(given string) *int {
	if n, err := strconv.Atoi(given); err == nil && n > 1 {
		return ptr(min(n, mostJoined))
	}
	return nil
}

func rowsOf(parent *html.Node) (rows []*html.Node) {
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		if node.Type != html.ElementNode || hidden(node) {
			continue
		}
		switch node.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, rowsOf(node)...)
		case atom.Tr:
			rows = append(rows, node)
		}
	}
	return rows
}

func cellsOf(row *html.Node) (cells []*html.Node) {
	for node := row.FirstChild; node != nil; node = node.NextSibling {
		if node.Type == html.ElementNode && (node.DataAtom == atom.Td || node.DataAtom == atom.Th) && !hidden(node) {
			cells = append(cells, node)
		}
	}
	return cells
}
