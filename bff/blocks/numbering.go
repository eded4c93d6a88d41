package blocks

import (
	"strconv"
	"strings"
)

// numbering counts a document's lists as Word does: what stands before an item
// is nowhere written in the file.
type numbering struct {
	abstract map[string]*node // the lists' shapes
	nums     map[string]*node // the lists that have them
	styles   *styles
	counted  map[string]*[deepestLevel]int
	begun    map[string]bool // lists that have begun anew where they say so
}

const deepestLevel = 9

func readNumbering(tree *node, s *styles) *numbering {
	n := &numbering{
		abstract: map[string]*node{}, nums: map[string]*node{}, styles: s,
		counted: map[string]*[deepestLevel]int{}, begun: map[string]bool{},
	}
	root := tree.child("w:numbering")
	for one := root.child("w:abstractNum"); one != nil; one = one.nextOf() {
		n.abstract[one.get("w:abstractNumId")] = one
	}
	for one := root.child("w:num"); one != nil; one = one.nextOf() {
		n.nums[one.get("w:numId")] = one
	}
	return n
}

// place is what a paragraph in a list has before it.
type place struct {
	label   string // "" for a bullet
	ordered bool
}

// levelIn is the level of a paragraph in its list.
func (ref listRef) levelIn(shape *node) int {
	if ref.levelled || ref.style == "" {
		return ref.level
	}
	for one := shape.child("w:lvl"); one != nil; one = one.nextOf() {
		if one.child("w:pStyle").value() == ref.style {
			return one.number("w:ilvl", 0)
		}
	}
	return ref.level
}

// next counts one item; ok is false where the paragraph is in no list.
func (n *numbering) next(ref *listRef) (place, bool) {
	num := n.nums[ref.number]
	if num == nil || ref.number == "0" {
		return place{}, false
	}
	id, shape := n.shape(num, 0)
	if shape == nil {
		return place{}, false
	}
	if ref.level = ref.levelIn(shape); ref.level < 0 || ref.level >= deepestLevel {
		return place{}, false
	}
	counts := n.counted[id]
	if counts == nil {
		counts = &[deepestLevel]int{}
		n.counted[id] = counts
	}
	for override := num.child("w:lvlOverride"); override != nil; override = override.nextOf() {
		level, start := override.number("w:ilvl", -1), override.child("w:startOverride")
		if mark := ref.number + " " + strconv.Itoa(level); start != nil && level >= 0 && level < deepestLevel && level <= ref.level && !n.begun[mark] {
			n.begun[mark] = true
			counts[level] = start.number("w:val", 1) - 1
			if level < ref.level {
				counts[level]++
			}
			for deeper := level + 1; deeper < deepestLevel; deeper++ {
				counts[deeper] = 0
			}
		}
	}
	level := levelOf(num, shape, ref.level)
	if counts[ref.level] == 0 {
		counts[ref.level] = level.child("w:start").number("w:val", 1) - 1
	}
	counts[ref.level]++
	for deeper := ref.level + 1; deeper < deepestLevel; deeper++ {
		counts[deeper] = 0
	}
	switch format := level.child("w:numFmt").value(); format {
	case "bullet":
		return place{}, true
	case "none":
		return place{label: plainLabel(level.child("w:lvlText").value()), ordered: true}, true
	}
	return place{label: label(num, shape, level, counts), ordered: true}, true
}

// shape is the shape of a list; a list may take that of a style.
func (n *numbering) shape(num *node, depth int) (string, *node) {
	id := num.child("w:abstractNumId").value()
	shape := n.abstract[id]
	if link := shape.child("w:numStyleLink").value(); link != "" && depth < 3 {
		if other := n.nums[n.styles.of(link).list.number]; other != nil {
			return n.shape(other, depth+1)
		}
	}
	return id, shape
}

func levelOf(num, shape *node, level int) *node {
	for override := num.child("w:lvlOverride"); override != nil; override = override.nextOf() {
		if override.number("w:ilvl", -1) == level && override.child("w:lvl") != nil {
			return override.child("w:lvl")
		}
	}
	for one := shape.child("w:lvl"); one != nil; one = one.nextOf() {
		if one.number("w:ilvl", -1) == level {
			return one
		}
	}
	return nil
}

// label writes what stands before an item: "%1.%2." with the counts in their forms.
func label(num, shape, level *node, counts *[deepestLevel]int) string {
	legal := level.child("w:isLgl").isOn()
	var b strings.Builder
	text := level.child("w:lvlText").value()
	for i := 0; i < len(text) && b.Len() < 40; i++ {
		if text[i] != '%' || i+1 == len(text) || text[i+1] < '1' || text[i+1] > '9' {
			b.WriteByte(text[i])
			continue
		}
		i++
		at := int(text[i] - '1')
		of := levelOf(num, shape, at)
		format := of.child("w:numFmt").value()
		if legal {
			format = "decimal"
		}
		count := counts[at]
		if count == 0 {
			count = of.child("w:start").number("w:val", 1)
		}
		b.WriteString(numbered(format, count))
	}
	return plainLabel(strings.ToValidUTF8(b.String(), ""))
}

func plainLabel(text string) string { return strings.TrimSpace(string(clean(nil, text, true))) }
