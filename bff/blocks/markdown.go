package blocks

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"innbyggertjenesten/contracts/portal"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()

// nameLine stands alone before a block and names it.
var nameLine = regexp.MustCompile(`^\{#([A-Za-z][A-Za-z0-9_-]{0,63})\}\s*$`)

// markdown makes blocks of Markdown. HTML in it is left out, links become their
// text.
func (r *reading) markdown(content string) error {
	if len(content) > mostMarkup || tooInvolved(content) {
		return ErrTooBig
	}
	if !utf8.ValidString(content) {
		return ErrUnreadable
	}
	for _, part := range namedParts(content) {
		if r.over() {
			break
		}
		before := len(r.blocks)
		source := []byte(part.content)
		m := marked{reading: r, source: source}
		m.children(markdown.Parse(text.NewReader(source)))
		if part.name != "" && len(r.blocks) > before {
			r.blocks[before].name = part.name
			r.blocks[before] = signed(r.blocks[before])
		}
	}
	return nil
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
	*reading
	source []byte
}

func (m *marked) children(parent ast.Node) {
	for node := parent.FirstChild(); node != nil && !m.over(); node = node.NextSibling() {
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
		m.keep(list(n.IsOrdered(), m.items(n, 1)))
	case *ast.ThematicBreak:
		m.keep(rule(), true)
	case *tables.Table:
		m.keep(table(m.rows(n)))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		words := m.code(n)
		m.keep(paragraph(&words))
	case *ast.HTMLBlock:
		m.leftOut = m.leftOut || seen(n, m.source)
	default:
		m.children(n) // a quotation is the paragraphs in it
	}
}

// items are a list's items; those of a list within it follow their item.
func (m *marked) items(parent *ast.List, depth int) []portal.ListItem {
	items := []portal.ListItem{}
	number := parent.Start
	for given := parent.FirstChild(); given != nil; given = given.NextSibling() {
		label := ""
		if parent.IsOrdered() {
			label = strconv.Itoa(number) + "."
			number++
		}
		var words runs
		var within []portal.ListItem
		m.item(&words, &within, given, depth)
		if one, ok := item(depth, label, &words); ok {
			items = append(items, one)
		}
		items = append(items, within...)
	}
	return items
}

// item gathers the words of an item, and the items of the lists within it.
func (m *marked) item(words *runs, within *[]portal.ListItem, parent ast.Node, depth int) {
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		switch n := node.(type) {
		case *ast.List:
			*within = append(*within, m.items(n, depth+1)...)
		case *ast.Blockquote:
			m.item(words, within, n, depth)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			words.join(m.code(n))
		case *tables.Table:
			for row := n.FirstChild(); row != nil; row = row.NextSibling() {
				words.breakLine()
				for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
					if cell.PreviousSibling() != nil {
						words.add(" – ", style{})
					}
					m.into(words, cell, style{})
				}
			}
		default:
			words.breakLine()
			m.into(words, node, style{})
		}
	}
}

// code is what stands as it was typed.
func (m *marked) code(n ast.Node) (words runs) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		words.add(string(line.Value(m.source)), style{})
		words.breakLine()
	}
	return words
}

func (m *marked) rows(parent *tables.Table) []portal.TableRow {
	rows := []portal.TableRow{}
	for row := parent.FirstChild(); row != nil; row = row.NextSibling() {
		_, header := row.(*tables.TableHeader)
		cells := []portal.TableCell{}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			one := portal.TableCell{Inline: m.inline(cell).done(), Header: ifTrue(header)}
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
		case *ast.Image:
			m.leftOut = true
		case *tables.Strikethrough:
			inner := s
			inner.struck = true
			m.into(r, n, inner)
		default:
			m.into(r, n, s)
		}
	}
}

// plain resolves what Markdown writes with escapes and entities.
func plain(source []byte) string {
	return string(util.ResolveNumericReferences(util.ResolveEntityNames(util.UnescapePunctuations(source))))
}

// seen tells whether a reader of HTML within Markdown would have seen something
// of it.
func seen(n *ast.HTMLBlock, source []byte) bool {
	var raw strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		raw.Write(line.Value(source))
	}
	var inner reading
	return inner.html(raw.String()) != nil || inner.leftOut || len(inner.blocks) > 0
}

// deepest is how deep quotations and lists may stand in each other.
const deepest = 40

// tooInvolved: markers that open something, so many that each makes the ones
// before it be looked at again. No text that is meant to be read has them.
func tooInvolved(content string) bool {
	if strings.Count(content, "[") > mostBlocks {
		return true // each may be a reference to any other
	}
	lines, columns := 0, 0
	for line := range strings.Lines(content) {
		opened := 0
		for _, r := range line {
			if r == '>' || r == '-' || r == '+' || r == '*' || unicode.IsDigit(r) {
				opened++
			} else if r != ' ' && r != '\t' && r != '.' && r != ')' {
				break
			}
		}
		if opened > deepest && strings.ContainsAny(line[:min(len(line), 4*deepest)], " \t>") && strings.Trim(line, "-*_ \t\r\n") != "" {
			return true
		}
		lines++
		columns = max(columns, strings.Count(line, "|"))
		brackets := 0
		for _, r := range line {
			switch r {
			case '[', '*', '_', '`', '<', '~', '!':
				brackets++
			}
		}
		if brackets > 2_000 {
			return true
		}
	}
	// Every row of a table is made as wide as its first.
	return columns > mostJoined || columns*lines > 10*mostPieces
}
