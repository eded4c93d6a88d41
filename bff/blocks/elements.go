package blocks

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"innbyggertjenesten/contracts/portal"
)

// element is what an HTML element is for a reader of the text.
type element int

const (
	// ignoredElement is none that a reader sees.
	ignoredElement element = iota
	headingElement
	paragraphElement
	signatureElement
	listElement
	tableElement
	ruleElement
	breakElement
	// containerElement is read for what is in it; ended by it, loose text becomes
	// a paragraph.
	containerElement
	// inlineElement is read for its text.
	inlineElement
	checkboxElement
	// pictureElement is anything that is seen and isn't text, or isn't known.
	pictureElement
)

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// elements is all of HTML that is read. What stands in none of it isn't, and the
// reader is told that something is left out.
var elements = func() map[atom.Atom]element {
	known := map[atom.Atom]element{
		atom.P: paragraphElement, atom.Pre: paragraphElement, atom.Address: signatureElement, atom.Table: tableElement,
		atom.Hr: ruleElement, atom.Br: breakElement,
	}
	for kind, all := range map[element][]atom.Atom{
		headingElement: {atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6},
		listElement:    {atom.Ul, atom.Ol, atom.Menu, atom.Dir},
		containerElement: {
			atom.Html, atom.Body, atom.Main, atom.Article, atom.Section, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Hgroup, atom.Div,
			atom.Blockquote, atom.Figure, atom.Figcaption, atom.Center, atom.Dl, atom.Dt, atom.Dd, atom.Details, atom.Summary, atom.Li,
			atom.Fieldset, atom.Legend, atom.Form, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption,
		},
		inlineElement: {
			atom.Span, atom.A, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.S, atom.Strike, atom.Del, atom.Small, atom.Big, atom.Sub, atom.Sup,
			atom.Mark, atom.Abbr, atom.Acronym, atom.Cite, atom.Q, atom.Time, atom.Bdi, atom.Bdo, atom.Font, atom.Code, atom.Kbd, atom.Samp, atom.Tt, atom.Var,
			atom.Dfn, atom.Ins, atom.Label, atom.Wbr, atom.Data, atom.Output, atom.Ruby, atom.Rb, atom.Nobr,
		},
		ignoredElement: {
			atom.Head, atom.Title, atom.Meta, atom.Link, atom.Base, atom.Style, atom.Script, atom.Noscript, atom.Template, atom.Col, atom.Colgroup,
			atom.Rp, atom.Rt, atom.Rtc, atom.Map, atom.Area, atom.Datalist, atom.Dialog, atom.Param, atom.Source, atom.Track, atom.Slot, atom.Noframes,
			atom.Noembed, atom.Frameset, atom.Plaintext, atom.Xmp,
		},
	} {
		for _, one := range all {
			known[one] = kind
		}
	}
	return known
}()

func kindOf(node *html.Node) element {
	switch {
	case node.Namespace != "":
		return pictureElement // a drawing or a formula
	case node.Data == "o:p":
		return inlineElement // what Word writes around nothing
	case node.DataAtom == atom.Input:
		switch strings.ToLower(attribute(node, "type")) {
		case "checkbox", "radio":
			return checkboxElement
		case "hidden":
			return ignoredElement
		}
		return pictureElement
	case node.DataAtom == atom.Img && isSet(node, "alt") && attribute(node, "alt") == "":
		return ignoredElement // an ornament
	}
	if kind, known := elements[node.DataAtom]; known && node.DataAtom != 0 {
		return kind
	}
	return pictureElement
}

func checkbox(node *html.Node) string {
	if isSet(node, "checked") {
		return "☒ "
	}
	return "☐ "
}

// hidden tells whether a reader of the page wouldn't see the element.
func hidden(node *html.Node) bool {
	if isSet(node, "hidden") {
		return true
	}
	return hides(css(node))
}

// hides tells it of how something looks.
func hides(look map[string]string) bool {
	switch {
	case strings.HasPrefix(look["display"], "none"), strings.HasPrefix(look["visibility"], "hidden"), strings.HasPrefix(look["visibility"], "collapse"),
		strings.HasPrefix(look["mso-hide"], "all"), strings.HasPrefix(look["color"], "transparent"):
		return true
	}
	return isZero(look["opacity"]) || isZero(look["font-size"])
}

// isZero tells whether a length or a number is nothing, in whatever unit.
func isZero(value string) bool {
	return strings.HasPrefix(strings.TrimPrefix(value, "."), "0") && strings.Trim(value, "0.%!abcdefghijklmnopqrstuvwxyz") == ""
}

func styleOf(node *html.Node, s style) style {
	switch node.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		s.strong = node.DataAtom != atom.Th || s.strong
	case atom.I, atom.Em, atom.U:
		s.emphasis = true
	case atom.S, atom.Strike, atom.Del:
		s.struck = true
	}
	look := css(node)
	if len(look) == 0 {
		return s
	}
	if weight := look["font-weight"]; strings.HasPrefix(weight, "bold") || weight == "600" || weight == "700" || weight == "800" || weight == "900" {
		s.strong = true
	}
	if strings.HasPrefix(look["font-style"], "italic") || strings.Contains(look["text-decoration"]+look["text-decoration-line"], "underline") {
		s.emphasis = true
	}
	if strings.Contains(look["text-decoration"]+look["text-decoration-line"], "line-through") {
		s.struck = true
	}
	if onBlack(look) {
		s.covered = blackens(look)
	}
	return s
}

// blackens tells whether something is covered, as a case worker does with a name:
// nobody reads it.
func blackens(look map[string]string) bool {
	return onBlack(look) && (look["color"] == "" || black(look["color"]))
}

func onBlack(look map[string]string) bool {
	return black(look["background"]) || black(look["background-color"])
}

func black(colour string) bool {
	switch strings.TrimSuffix(colour, "!important") {
	case "black", "#000", "#000000", "#000f", "#000000ff", "rgb(0,0,0)", "rgba(0,0,0,1)", "rgb(000)", "windowtext":
		return true
	}
	return false
}

// css is an element's style, without white space and in small letters.
func css(node *html.Node) map[string]string {
	if given := attribute(node, "style"); given != "" {
		return properties(given)
	}
	return nil
}

func properties(given string) map[string]string {
	look := map[string]string{}
	for declaration := range strings.SplitSeq(strings.ToLower(uncommented(given)), ";") {
		if name, value, ok := strings.Cut(declaration, ":"); ok {
			look[strings.TrimSpace(name)] = strings.Join(strings.Fields(value), "")
		}
	}
	return look
}

func uncommented(text string) string {
	if !strings.Contains(text, "/*") {
		return text
	}
	var said strings.Builder
	for text != "" {
		before, rest, _ := strings.Cut(text, "/*")
		said.WriteString(before)
		_, text, _ = strings.Cut(rest, "*/")
	}
	return said.String()
}

func attribute(node *html.Node, name string) string {
	for _, one := range node.Attr {
		if one.Key == name && one.Namespace == "" {
			return one.Val
		}
	}
	return ""
}

func isSet(node *html.Node, name string) bool {
	for _, one := range node.Attr {
		if one.Key == name && one.Namespace == "" {
			return true
		}
	}
	return false
}

func nameOf(node *html.Node) string {
	if name := attribute(node, "id"); namePattern.MatchString(name) {
		return name
	}
	return ""
}

func tongueOf(node *html.Node) (said tongue) {
	if len(node.Attr) == 0 {
		return tongue{}
	}
	if language := attribute(node, "lang"); languagePattern.MatchString(language) && len(language) <= 20 {
		said.language = language
	}
	if direction := portal.Direction(strings.ToLower(attribute(node, "dir"))); direction.Valid() {
		said.direction = direction
	}
	return said
}
