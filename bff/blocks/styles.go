package blocks

import (
	"strconv"
	"strings"
)

// wordStyle is what a style of Word says, with what it rests on.
type wordStyle struct {
	name string
	look look
	// outline is 0 for the highest heading, bodyText for none, -1 where unsaid.
	outline int
	list    listRef
	bidi    switched
	behind  string
	// boldFirstRow: a table style that sets its first row apart.
	boldFirstRow, boldFirstColumn bool
}

const bodyText = 9

// listRef is a paragraph's place in a list; number "" is none, "0" is taken out.
type listRef struct {
	number string
	level  int
	// levelled: the level was said. Otherwise it is the one that is the style's.
	levelled bool
	style    string
}

// styles are a document's.
type styles struct {
	given      map[string]*node
	resolved   map[string]wordStyle
	ofDocument look
	paragraph  string // the style of paragraphs that name none
}

func readStyles(tree *node) *styles {
	s := &styles{given: map[string]*node{}, resolved: map[string]wordStyle{}}
	root := tree.child("w:styles")
	s.ofDocument = lookOf(root.path("w:docDefaults", "w:rPrDefault", "w:rPr"))
	for one := root.child("w:style"); one != nil; one = one.nextOf() {
		id := one.get("w:styleId")
		if _, there := s.given[id]; !there {
			s.given[id] = one
		}
		if set := one.get("w:default"); one.get("w:type") == "paragraph" && (set == "1" || set == "true") {
			s.paragraph = id
		}
	}
	return s
}

// mostRests is how long a chain of styles may be that rest on each other.
const mostRests = 30

func (s *styles) of(id string) wordStyle { return s.resolve(id, 0) }

func (s *styles) resolve(id string, depth int) wordStyle {
	if known, ok := s.resolved[id]; ok {
		return known
	}
	given := s.given[id]
	if given == nil || depth > mostRests {
		return wordStyle{outline: -1}
	}
	made := wordStyle{outline: -1}
	if rests := given.child("w:basedOn").value(); rests != "" {
		made = s.resolve(rests, depth+1)
	}
	made.name = strings.ToLower(given.child("w:name").value())
	pPr := given.child("w:pPr")
	if outline := pPr.child("w:outlineLvl"); outline != nil {
		made.outline = outline.number("w:val", bodyText)
	} else if level, isHeading := headingName(made.name); isHeading {
		made.outline = level
	}
	if numPr := pPr.child("w:numPr"); numPr != nil {
		made.list = listOf(numPr)
	}
	if bidi := pPr.child("w:bidi"); bidi != nil {
		made.bidi = toggle(bidi)
	}
	if fill := strings.ToLower(pPr.child("w:shd").get("w:fill")); fill != "" {
		made.behind = fill
	}
	made.look = made.look.over(lookOf(given.child("w:rPr")))
	for part := given.child("w:tblStylePr"); part != nil; part = part.nextOf() {
		bold := lookOf(part.child("w:rPr")).bold == on
		switch part.get("w:type") {
		case "firstRow":
			made.boldFirstRow = bold
		case "firstCol":
			made.boldFirstColumn = bold
		}
	}
	s.resolved[id] = made
	return made
}

// headingName knows Word's own headings where their outline level isn't said.
func headingName(name string) (int, bool) {
	for _, begin := range []string{"heading ", "overskrift "} {
		if rest, ok := strings.CutPrefix(name, begin); ok {
			level, err := strconv.Atoi(rest)
			return level - 1, err == nil && level >= 1 && level <= 9
		}
	}
	return 0, false
}

func listOf(numPr *node) listRef {
	level := numPr.child("w:ilvl")
	return listRef{number: numPr.child("w:numId").value(), level: level.number("w:val", 0), levelled: level != nil}
}

// isTitle, isContents and isSignature know styles by the names that Word gives them
// in every language of its own menus.
func (w wordStyle) isTitle() bool { return w.name == "title" || w.name == "tittel" }

func (w wordStyle) isContents() bool {
	return strings.HasPrefix(w.name, "toc ") || strings.HasPrefix(w.name, "inh ") || w.name == "table of figures"
}

func (w wordStyle) isSignature() bool {
	switch w.name {
	case "signature", "closing", "e-mail signature", "underskrift", "signatur", "hilsen":
		return true
	}
	return false
}
