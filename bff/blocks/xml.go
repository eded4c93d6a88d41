package blocks

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// What is read of one part of a DOCX at most.
const (
	mostNodes   = 600_000
	deepestNode = 300
)

// node is an element of a part, or a text in it (name is ""). Names have the
// prefixes that namespaces gives, whatever the part calls them.
type node struct {
	name       string
	attributes []attr
	text       string
	parent     *node
	first      *node
	last       *node
	next       *node
}

type attr struct{ name, value string }

// namespaces are those that are known, Word's transitional and strict ones.
var namespaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":           "w",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":                       "w",
	"http://schemas.microsoft.com/office/word/2010/wordml":                   "w14",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":      "wps",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":            "mc",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":    "r",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":                "r",
	"http://schemas.openxmlformats.org/package/2006/relationships":           "rel",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":             "m",
	"http://purl.oclc.org/ooxml/officeDocument/math":                         "m",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
	"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":             "wp",
	"urn:schemas-microsoft-com:vml":                                          "v",
	"urn:schemas-microsoft-com:office:office":                                "o",
}

// parseXML reads a part. It knows no document types and so no entities: a part
// that declares any isn't read at all.
func parseXML(content []byte) (*node, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
		return nil, ErrUnreadable
	}
	root := &node{name: "/"}
	p := parser{at: root, prefixes: map[string]string{"xml": "xml"}, names: map[string]string{}, known: map[string]string{}}
	lexer := xml.NewLexer(parse.NewInputBytes(content))
	for {
		kind, _ := lexer.Next()
		if kind == xml.ErrorToken {
			if !errors.Is(lexer.Err(), io.EOF) || p.at != root || p.open != nil || root.first == nil {
				return nil, ErrUnreadable
			}
			return root, nil
		}
		if err := p.token(kind, lexer); err != nil {
			return nil, err
		}
	}
}

type parser struct {
	at       *node
	open     *node // whose tag isn't closed yet
	given    []attr
	instruct bool
	prefixes map[string]string
	undo     []bound
	names    map[string]string // by the name as it is written, while the prefixes hold
	known    map[string]string // short strings that were met: most come again and again
	depth    int
	nodes    int
	arena    []node
	attrs    []attr
}

// bound is what a prefix stood for before an element bound it anew.
type bound struct {
	depth          int
	prefix, before string
}

func (p *parser) make() *node {
	if len(p.arena) == 0 {
		p.arena = make([]node, 512)
	}
	made := &p.arena[0]
	p.arena = p.arena[1:]
	return made
}

func (p *parser) token(kind xml.TokenType, lexer *xml.Lexer) error {
	switch kind {
	case xml.DOCTYPEToken:
		return ErrUnreadable
	case xml.StartTagPIToken:
		p.instruct = true
	case xml.StartTagClosePIToken:
		p.instruct = false
	case xml.StartTagToken:
		if p.nodes++; p.nodes > mostNodes {
			return ErrTooBig
		}
		if p.depth++; p.depth > deepestNode {
			return ErrTooBig
		}
		p.open = p.make()
		p.open.text = p.short(lexer.Text()) // its name, until its namespaces are known
		p.given = p.given[:0]
	case xml.AttributeToken:
		if p.instruct {
			return nil
		}
		return p.attribute(lexer)
	case xml.StartTagCloseToken, xml.StartTagCloseVoidToken:
		if p.open == nil {
			return ErrUnreadable
		}
		p.started()
		if kind == xml.StartTagCloseVoidToken {
			return p.ended(p.at.name)
		}
	case xml.EndTagToken:
		return p.ended(p.name(p.short(lexer.Text()), true))
	case xml.TextToken, xml.CDATAToken:
		return p.words(lexer.Text(), kind == xml.CDATAToken)
	}
	return nil
}

func (p *parser) attribute(lexer *xml.Lexer) error {
	value := lexer.AttrVal()
	if p.open == nil || len(value) < 2 || value[0] != value[len(value)-1] || value[0] != '"' && value[0] != '\'' {
		return ErrUnreadable
	}
	name := p.short(lexer.Text())
	if strings.HasPrefix(name, "w:rsid") {
		return nil // who wrote when: half of all that Word writes, and nobody's business
	}
	text, err := p.resolved(value[1 : len(value)-1])
	if err != nil {
		return err
	}
	if prefix, isBinding := strings.CutPrefix(name, "xmlns"); isBinding && (prefix == "" || prefix[0] == ':') {
		prefix = strings.TrimPrefix(prefix, ":")
		p.undo = append(p.undo, bound{p.depth, prefix, p.prefixes[prefix]})
		to := namespaces[text]
		if p.prefixes[prefix] != to {
			p.prefixes[prefix] = to
			clear(p.names)
		}
		return nil
	}
	p.given = append(p.given, attr{name, text})
	return nil
}

// started puts the open tag into the tree.
func (p *parser) started() {
	made := p.open
	p.open = nil
	made.name = p.name(made.text, true)
	made.text = ""
	if len(p.given) > 0 {
		if len(p.attrs) < len(p.given) {
			p.attrs = make([]attr, max(512, len(p.given)))
		}
		made.attributes, p.attrs = p.attrs[:len(p.given):len(p.given)], p.attrs[len(p.given):]
		for i, one := range p.given {
			made.attributes[i] = attr{p.name(one.name, false), one.value}
		}
	}
	p.put(made)
	p.at = made
}

func (p *parser) put(made *node) {
	made.parent = p.at
	if p.at.first == nil {
		p.at.first = made
	} else {
		p.at.last.next = made
	}
	p.at.last = made
}

func (p *parser) ended(name string) error {
	if p.open != nil || p.at.parent == nil || p.at.name != name {
		return ErrUnreadable
	}
	p.at = p.at.parent
	for len(p.undo) > 0 && p.undo[len(p.undo)-1].depth == p.depth {
		last := p.undo[len(p.undo)-1]
		p.undo = p.undo[:len(p.undo)-1]
		if p.prefixes[last.prefix] != last.before {
			p.prefixes[last.prefix] = last.before
			clear(p.names)
		}
	}
	p.depth--
	return nil
}

// name is a name with the prefix that its namespace has here; "?" for others.
func (p *parser) name(written string, element bool) string {
	if !element && !strings.Contains(written, ":") {
		return written
	}
	if known, ok := p.names[written]; ok {
		return known
	}
	prefix, local, ok := strings.Cut(written, ":")
	if !ok {
		prefix, local = "", written
	}
	to := p.prefixes[prefix]
	if to == "" {
		to = "?" + prefix
	}
	name := to + ":" + local
	p.names[written] = name
	return name
}

func (p *parser) words(text []byte, verbatim bool) error {
	if p.at.parent == nil {
		if len(bytes.TrimSpace(text)) > 0 {
			return ErrUnreadable
		}
		return nil
	}
	if p.at.name != "w:t" && p.at.name != "m:t" {
		return nil // nowhere else do words of the text stand
	}
	if p.nodes++; p.nodes > mostNodes {
		return ErrTooBig
	}
	made := p.make()
	if verbatim {
		made.text = string(text)
	} else {
		var err error
		if made.text, err = p.resolved(text); err != nil {
			return err
		}
	}
	p.put(made)
	return nil
}

// short is text as a string that is kept once.
func (p *parser) short(text []byte) string {
	if len(text) > 24 {
		return string(text)
	}
	if known, ok := p.known[string(text)]; ok {
		return known
	}
	made := string(text)
	if len(p.known) < 4096 {
		p.known[made] = made
	}
	return made
}

// resolved resolves the five entities that XML has by itself, and numbers.
func (p *parser) resolved(text []byte) (string, error) {
	if bytes.IndexByte(text, '&') < 0 {
		return p.short(text), nil
	}
	var b strings.Builder
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			b.Write(text)
			return b.String(), nil
		}
		b.Write(text[:i])
		end := bytes.IndexByte(text[i:], ';')
		if end < 2 || end > 12 {
			return "", ErrUnreadable
		}
		name := string(text[i+1 : i+end])
		text = text[i+end+1:]
		switch name {
		case "lt":
			b.WriteByte('<')
		case "gt":
			b.WriteByte('>')
		case "amp":
			b.WriteByte('&')
		case "quot":
			b.WriteByte('"')
		case "apos":
			b.WriteByte('\'')
		default:
			digits, isNumber := strings.CutPrefix(name, "#")
			base := 10
			if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
				digits, base = hex, 16
			}
			n, err := strconv.ParseUint(digits, base, 32)
			if !isNumber || err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
				return "", ErrUnreadable
			}
			b.WriteRune(rune(n))
		}
	}
}

// child is the first child of that name.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for one := n.first; one != nil; one = one.next {
		if one.name == name {
			return one
		}
	}
	return nil
}

// path follows the first children of these names.
func (n *node) path(names ...string) *node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// get is an attribute's value, or "".
func (n *node) get(name string) string {
	if n == nil {
		return ""
	}
	for _, one := range n.attributes {
		if one.name == name {
			return one.value
		}
	}
	return ""
}

// value is what most elements of Word hold.
func (n *node) value() string { return n.get("w:val") }

// number is an attribute as a number, or what there is otherwise.
func (n *node) number(name string, otherwise int) int {
	if value, err := strconv.Atoi(n.get(name)); err == nil {
		return value
	}
	return otherwise
}
