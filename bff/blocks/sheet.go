package blocks

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page may say in its own style sheet what it hides, blackens or strikes out.
// What its sheets say of an element is written into the element's own style, before
// anything is read: so there is one place that knows how something looks.

const (
	// mostTried is how often a rule is held against an element, and how much of what
	// they say is written into elements.
	mostTried = 2_000_000
	// deepestSheet is how deep parts of a sheet stand in each other.
	deepestSheet = 8
	// longestValue is more than any that matters here has: a picture's, say.
	longestValue = 100
	// mostRules is how many rules the sheets of a page may have together.
	mostRules = 5_000
)

// sheetRule is what a sheet says of the elements that a selector names.
type sheetRule struct {
	selector []compound // the last is the element's own
	says     string
	weight   int
	// important: it holds over the element's own style.
	important bool
}

// compound is what a selector demands of one element.
type compound struct {
	tag, id string
	classes []string
	// child: its parent is the one before; otherwise anything around it.
	child bool
}

// looked are the properties that say whether and how something is read.
var looked = map[string]bool{
	"display": true, "visibility": true, "opacity": true, "font-size": true, "color": true, "background": true, "background-color": true, "mso-hide": true,
	"font-weight": true, "font-style": true, "text-decoration": true, "text-decoration-line": true, "list-style-type": true,
}

// dressed writes into each element's style what the page's sheets say of it.
func dressed(document *html.Node) error {
	s := sheet{}
	for node := range document.Descendants() {
		if node.Type == html.ElementNode && node.DataAtom == atom.Style && node.FirstChild != nil && printed(attribute(node, "media")) {
			if err := s.read(node.FirstChild.Data, 0); err != nil {
				return err
			}
		}
	}
	if len(s.rules) == 0 {
		return nil
	}
	slices.SortStableFunc(s.rules, func(a, b sheetRule) int { return cmp.Compare(a.weight, b.weight) })
	return s.dress(document)
}

type sheet struct {
	rules []sheetRule
	tried int
}

// read reads the rules of a sheet. A rule that hides something from readers, of
// which nobody can say here what, makes the page one that can't be read.
func (s *sheet) read(text string, depth int) error {
	if depth > deepestSheet {
		return ErrTooBig
	}
	text = uncommented(strings.NewReplacer("<!--", " ", "-->", " ").Replace(text))
	for text != "" {
		prelude, body, rest := nextRule(text)
		text = rest
		words := strings.Fields(strings.ToLower(prelude))
		if len(words) == 0 {
			continue
		}
		if name, condition := words[0], strings.Join(words[1:], " "); strings.HasPrefix(name, "@") {
			if name == "@media" && printed(condition) || name == "@supports" || name == "@layer" {
				if err := s.read(body, depth+1); err != nil {
					return err
				}
			}
			continue
		}
		if err := s.add(prelude, body); err != nil {
			return err
		}
	}
	return nil
}

// nextRule cuts what stands before a rule's braces, and in them, off a sheet.
func nextRule(text string) (prelude, body, rest string) {
	open, depth, quote := -1, 0, byte(0)
	for i := range len(text) {
		switch sign := text[i]; {
		case quote != 0:
			if sign == quote || sign == '\n' {
				quote = 0
			}
		case sign == '"' || sign == '\'':
			quote = sign
		case sign == ';' && depth == 0:
			return strings.TrimSpace(text[:i]), "", text[i+1:]
		case sign == '{':
			if depth++; depth == 1 {
				open = i
			}
		case sign == '}':
			if depth--; depth == 0 {
				return strings.TrimSpace(text[:open]), text[open+1 : i], text[i+1:]
			}
			depth = max(depth, 0)
		}
	}
	if open < 0 {
		return "", "", ""
	}
	return strings.TrimSpace(text[:open]), text[open+1:], ""
}

// printed tells whether a sheet, or a part of it, is for what is on paper, too.
func printed(media string) bool {
	for one := range strings.SplitSeq(strings.ToLower(media), ",") {
		if one = strings.TrimSpace(one); one == "" || one == "all" || one == "print" || strings.HasPrefix(one, "print ") {
			return true
		}
	}
	return false
}

func (s *sheet) add(selectors, body string) error {
	normal, important := declared(body)
	if normal == "" && important == "" {
		return nil
	}
	for one := range strings.SplitSeq(selectors, ",") {
		selector, weight, is := selectorOf(one)
		switch {
		case is == noElement:
			continue
		case is == unknown:
			if look := properties(normal + important); hides(look) || blackens(look) {
				return ErrUnreadable
			}
			continue
		}
		for _, says := range []struct {
			text      string
			important bool
		}{{normal, false}, {important, true}} {
			if says.text != "" {
				s.rules = append(s.rules, sheetRule{selector, says.text, weight, says.important})
			}
		}
		if len(s.rules) > mostRules {
			return ErrTooBig
		}
	}
	return nil
}

// declared are the declarations that matter here, and those that hold over an
// element's own.
func declared(body string) (string, string) {
	var normal, important strings.Builder
	for declaration := range strings.SplitSeq(strings.ToLower(body), ";") {
		name, value, ok := strings.Cut(declaration, ":")
		if !ok || !looked[strings.TrimSpace(name)] || len(value) > longestValue {
			continue
		}
		into := &normal
		if strings.Contains(value, "!") {
			into = &important
		}
		into.WriteString(declaration + ";")
	}
	return normal.String(), important.String()
}

// named is what a selector names.
type named int

const (
	anElement named = iota
	// noElement is something else, as what is drawn before an element, or one that
	// is pointed at.
	noElement
	// unknown is one that isn't understood here.
	unknown
)

// passing is what an element is for a moment, and what is drawn beside its words.
var passing = []string{":before", ":after", ":hover", ":focus", ":active", ":visited", ":target", ":first-letter", ":first-line"}

// selectorOf reads a selector. How much it weighs is counted as in CSS.
func selectorOf(text string) (selector []compound, weight int, is named) {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "::") || slices.ContainsFunc(passing, func(one string) bool { return strings.Contains(strings.ToLower(text), one) }) {
		return nil, 0, noElement
	}
	child := false
	for part := range strings.FieldsSeq(strings.ReplaceAll(text, ">", " > ")) {
		if part == ">" {
			child = true
			continue
		}
		one, counts, ok := compoundOf(part)
		if !ok {
			return nil, 0, unknown
		}
		one.child, child = child, false
		selector, weight = append(selector, one), weight+counts
	}
	if len(selector) == 0 {
		return nil, 0, unknown
	}
	return selector, weight, anElement
}

func compoundOf(text string) (one compound, weight int, ok bool) {
	for text != "" {
		sign := text[0]
		if sign == '.' || sign == '#' || sign == '*' {
			text = text[1:]
		}
		end := strings.IndexAny(text, ".#*")
		if end < 0 {
			end = len(text)
		}
		name := text[:end]
		if strings.ContainsAny(name, `:[]()+~\&%`) || name == "" && sign != '*' {
			return one, 0, false
		}
		switch sign {
		case '.':
			one.classes, weight = append(one.classes, name), weight+1_000
		case '#':
			one.id, weight = name, weight+1_000_000
		case '*':
		default:
			one.tag, weight = strings.ToLower(name), weight+1
		}
		text = text[end:]
	}
	return one, weight, true
}

// dress holds each rule against the elements that it may be about.
func (s *sheet) dress(document *html.Node) error {
	byName := map[string][]int{}
	for i, one := range s.rules {
		key := one.selector[len(one.selector)-1].key()
		byName[key] = append(byName[key], i)
	}
	for node := range document.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		may := slices.Concat(byName["*"], byName[node.Data], byName["#"+attribute(node, "id")])
		classes := slices.Compact(slices.Sorted(strings.FieldsSeq(attribute(node, "class"))))
		for _, class := range classes {
			may = append(may, byName["."+class]...)
		}
		slices.Sort(may)
		var normal, important strings.Builder
		for _, i := range may {
			one := &s.rules[i]
			if s.matches(node, one.selector) {
				s.tried += len(one.says)
				if one.important {
					important.WriteString(one.says)
				} else {
					normal.WriteString(one.says)
				}
			}
			if s.tried > mostTried {
				return ErrTooBig
			}
		}
		if normal.Len()+important.Len() > 0 {
			wear(node, normal.String()+attribute(node, "style")+";"+important.String())
		}
	}
	return nil
}

// key is by what a rule is found.
func (c compound) key() string {
	switch {
	case c.id != "":
		return "#" + c.id
	case len(c.classes) > 0:
		return "." + c.classes[0]
	}
	return cmp.Or(c.tag, "*")
}

func (s *sheet) fits(node *html.Node, c compound) bool {
	s.tried++
	if node.Type != html.ElementNode || c.tag != "" && c.tag != node.Data || c.id != "" && c.id != attribute(node, "id") {
		return false
	}
	for _, class := range c.classes {
		has := attribute(node, "class")
		s.tried += len(has) / 4
		if !slices.Contains(strings.Fields(has), class) {
			return false
		}
	}
	return true
}

func (s *sheet) matches(node *html.Node, selector []compound) bool {
	last := len(selector) - 1
	if s.tried > mostTried || !s.fits(node, selector[last]) {
		return false
	}
	if last == 0 {
		return true
	}
	for around := node.Parent; around != nil; around = around.Parent {
		if s.matches(around, selector[:last]) {
			return true
		}
		if selector[last].child {
			return false
		}
	}
	return false
}

func wear(node *html.Node, style string) {
	for i := range node.Attr {
		if node.Attr[i].Key == "style" && node.Attr[i].Namespace == "" {
			node.Attr[i].Val = style
			return
		}
	}
	node.Attr = append(node.Attr, html.Attribute{Key: "style", Val: style})
}
