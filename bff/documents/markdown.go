package documents

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"innbyggertjenesten/contracts/portal"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()

// nameLine stands alone before a block and names it.
var nameLine = regexp.MustCompile(`^\{#([A-Za-z][A-Za-z0-9_-]{0,63})\}\s*$`)

// fromMarkdown makes blocks of Markdown. HTML in it is left out, links and
// images become their text.
func fromMarkdown(content string) []portal.Block {
	var blocks []block
	for _, part := range namedParts(content) {
		before := len(blocks)
		source := []byte(part.content)
		m := marked{source: source}
		m.children(markdown.Parse(text.NewReader(source)))
		blocks = append(blocks, m.blocks...)
		if part.name != "" && len(blocks) > before {
			blocks[before].name = part.name
			blocks[before] = signed(blocks[before])
		}
	}
	return named(blocks)
}

type namedPart struct {
	name    string
	content string
}

// namedParts splits the text at the lines that name blocks: each part is read by
// itself, so that a name between two lines ends the first one's block.
func namedParts(content string) []namedPart {
	var parts []namedPart
	current := namedPart{}
	var lines []string
	end := func() {
		current.content = strings.Join(lines, "\n")
		if strings.TrimSpace(current.content) != "" {
			parts = append(parts, current)
		}
		lines = nil
	}
	content = strings.ReplaceAll(content, "\r\n", "\n")
	for line := range strings.SplitSeq(content, "\n") {
		if name := nameLine.FindStringSubmatch(line); name != nil {
			end()
			current = namedPart{name: name[1]}
			continue
		}
		lines = append(lines, line)
	}
	end()
	return parts
}

// marked walks one parsed part.
type marked struct {
	source []byte
	blocks []block
}

func (m *marked) keep(one block, ok bool) {
	if ok {
		m.blocks = append(m.blocks, one)
	}
}

func (m *marked) children(parent ast.Node) {
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		m.block(node)
	}
}

func (m *marked) block(node ast.Node) {
	switch n := node.(type) {
	case *ast.Heading:
		m.keep(heading(n.Level, m.inline(n)))
	case *ast.Paragraph, *ast.TextBlock:
		m.keep(paragraph(m.inline(n)))
	case *ast.List:
		m.keep(list(n.IsOrdered(), m.items(n)))
	case *ast.ThematicBreak:
		m.keep(rule(), true)
	case *tables.Table:
		m.keep(table(m.rows(n)))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		var r runs
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			r.add(string(line.Value(m.source)), style{})
			r.breakLine()
		}
		m.keep(paragraph(&r))
	case *ast.HTMLBlock:
	default:
		m.children(n) // a quotation is the paragraphs in it
	}
}

// items are a list's items; those of a list within it follow their item.
func (m *marked) items(parent *ast.List) []portal.ListItem {
	items := []portal.ListItem{}
	for item := parent.FirstChild(); item != nil; item = item.NextSibling() {
		var r runs
		var inner []portal.ListItem
		for node := item.FirstChild(); node != nil; node = node.NextSibling() {
			if nested, ok := node.(*ast.List); ok {
				inner = append(inner, m.items(nested)...)
				continue
			}
			r.breakLine()
			m.into(&r, node, style{})
		}
		if inline := r.done(); len(inline) > 0 {
			items = append(items, portal.ListItem{Inline: inline})
		}
		items = append(items, inner...)
	}
	return items
}

func (m *marked) rows(parent *tables.Table) []portal.TableRow {
	rows := []portal.TableRow{}
	for row := parent.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*tables.TableHeader)
		cells := []portal.TableCell{}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			one := portal.TableCell{Inline: m.inline(cell).done()}
			if header {
				one.Header = ptr(true)
			}
			cells = append(cells, one)
		}
		rows = append(rows, portal.TableRow{Cells: cells})
	}
	return rows
}

func (m *marked) inline(parent ast.Node) *runs {
	var r runs
	m.into(&r, parent, style{})
	return &r
}

func (m *marked) into(r *runs, parent ast.Node, s style) {
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		switch n := node.(type) {
		case *ast.Text:
			r.add(plain(n.Segment.Value(m.source)), s)
			if n.HardLineBreak() {
				r.breakLine()
			} else if n.SoftLineBreak() {
				r.add(" ", s)
			}
		case *ast.String:
			r.add(plain(n.Value), s)
		case *ast.AutoLink:
			r.add(string(n.Label(m.source)), s)
		case *ast.Emphasis:
			inner := s
			if n.Level >= 2 {
				inner.strong = true
			} else {
				inner.emphasis = true
			}
			m.into(r, n, inner)
		case *ast.RawHTML:
		default:
			m.into(r, n, s)
		}
	}
}

// plain resolves what Markdown writes with escapes and entities.
func plain(source []byte) string {
	return string(util.ResolveNumericReferences(util.ResolveEntityNames(util.UnescapePunctuations(source))))
}
