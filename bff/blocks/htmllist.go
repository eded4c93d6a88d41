package blocks

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"innbyggertjenesten/contracts/portal"
)

// entry is an item of a list, with the lists within it after it.
type entry struct {
	depth int
	label string
	text  runs
}

func (p *page) listed(node *html.Node, in container) {
	p.flush()
	items := []portal.ListItem{}
	for _, one := range p.items(node, in, 1) {
		if made, ok := item(one.depth, one.label, &one.text); ok {
			items = append(items, made)
		}
	}
	if made, ok := list(node.DataAtom == atom.Ol, items); ok {
		made.name, made.says = in.name, in.tongue
		p.keep(made, true)
	}
}

// items are a list's items; those of a list within it follow their item.
func (p *page) items(parent *html.Node, in container, depth int) []entry {
	var all []entry
	number := 1
	if start, err := strconv.Atoi(attribute(parent, "start")); err == nil {
		number = start
	}
	format := numberFormat(attribute(parent, "type"), css(parent)["list-style-type"])
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		if node.Type != html.ElementNode || hidden(node) {
			continue
		}
		if kindOf(node) == listElement { // a list directly in a list, as careless editors write it
			all = append(all, p.items(node, in.enter(node), depth+1)...)
			continue
		}
		inner := in.enter(node)
		one := entry{depth: depth, text: runs{tongue: in.tongue}}
		if parent.DataAtom == atom.Ol {
			if value, err := strconv.Atoi(attribute(node, "value")); err == nil {
				number = value
			}
			one.label = numbered(format, number) + "."
			number++
		}
		within := p.item(&one.text, node, inner, depth)
		all = append(append(all, one), within...)
	}
	return all
}

// item gathers the words of an item and gives the items of the lists within it.
func (p *page) item(text *runs, parent *html.Node, in container, depth int) (within []entry) {
	for node := parent.FirstChild; node != nil; node = node.NextSibling {
		switch {
		case node.Type == html.ElementNode && hidden(node):
		case node.Type == html.ElementNode && kindOf(node) == listElement:
			within = append(within, p.items(node, in.enter(node), depth+1)...)
		case node.Type == html.ElementNode && kindOf(node) == containerElement:
			text.breakLine()
			within = append(within, p.item(text, node, in.enter(node), depth)...)
			text.breakLine()
		default:
			p.into(text, &html.Node{Type: html.ElementNode, DataAtom: parent.DataAtom, Parent: parent.Parent, FirstChild: only(node)}, in.style)
		}
	}
	return within
}

// only is a node without its siblings.
func only(node *html.Node) *html.Node {
	alone := *node
	alone.NextSibling = nil
	return &alone
}

func numberFormat(kind, look string) string {
	switch {
	case kind == "a", look == "lower-alpha", look == "lower-latin":
		return "lowerLetter"
	case kind == "A", look == "upper-alpha", look == "upper-latin":
		return "upperLetter"
	case kind == "i", look == "lower-roman":
		return "lowerRoman"
	case kind == "I", look == "upper-roman":
		return "upperRoman"
	}
	return "decimal"
}

// numbered writes a number as lists do; the formats' names are Word's. What has
// no such form is written in digits.
func numbered(format string, n int) string {
	switch {
	case n < 1 || n > 3999:
	case format == "lowerLetter":
		return strings.Repeat(string(rune('a'+(n-1)%26)), min((n-1)/26+1, 8))
	case format == "upperLetter":
		return strings.Repeat(string(rune('A'+(n-1)%26)), min((n-1)/26+1, 8))
	case format == "lowerRoman":
		return strings.ToLower(roman(n))
	case format == "upperRoman":
		return roman(n)
	case format == "arabicAlpha":
		return string(alphabet[(n-1)%len(alphabet)])
	case format == "arabicAbjad":
		return string(abjad[(n-1)%len(abjad)])
	case format == "decimalZero" && n < 10:
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

var (
	alphabet = []rune("أبتثجحخدذرزسشصضطظعغفقكلمنهوي")
	abjad    = []rune("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ")
)

func roman(n int) string {
	var b strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.sign)
		}
	}
	return b.String()
}
