package blocks

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"innbyggertjenesten/contracts/portal"
)

// Pair sets a translation beside its original. Blocks with the same name belong
// together; the rest is paired by what kind of blocks they are, in their order,
// between those that are sure. A pair gets the original's id; what has no
// counterpart says so, on either side.
func Pair(original, translation *Text) {
	match := make([]int, len(translation.Blocks)) // the original's block, or -1
	for i := range match {
		match[i] = -1
	}
	byName(original, translation, match)
	named := make([]bool, len(original.Blocks))
	for _, at := range match {
		if at >= 0 {
			named[at] = true
		}
	}
	from, to := 0, 0
	for next := 0; next <= len(match); next++ {
		if next < len(match) && match[next] < to {
			continue // unpaired yet, or somewhere else than its neighbours
		}
		end := len(original.Blocks)
		if next < len(match) {
			end = match[next]
		}
		byOrder(original.Blocks, translation.Blocks, named, match, span{to, end}, span{from, next})
		from, to = next+1, end+1
	}
	settle(original, translation, match)
}

type span struct{ from, to int }

// trusted is how many of ten blocks with the same name must also be of the same
// kind; otherwise the names are numbers that some program counted up.
const trusted = 8

func byName(original, translation *Text, match []int) {
	places := map[string]int{}
	for i, one := range original.Blocks {
		if original.named[i] {
			places[one.Id] = i
		}
	}
	found, alike := 0, 0
	for i, one := range translation.Blocks {
		at, there := places[one.Id]
		if !translation.named[i] || !there {
			continue
		}
		match[i] = at
		found++
		if likeness(shapeOf(original.Blocks[at]), shapeOf(one)) > 0 {
			alike++
		}
	}
	if alike*10 < found*trusted {
		for i := range match {
			match[i] = -1
		}
	}
}

// byOrder pairs what lies between two sure pairs so that the likeness of all
// pairs together is greatest, keeping the order (Needleman and Wunsch). Only a
// band around the diagonal is looked at: nobody moves paragraphs far. named are
// the original's blocks that have their pair by name, wherever it stands.
func byOrder(original, translation []portal.Block, named []bool, match []int, left, right span) {
	var rows, columns []int
	for i := left.from; i < left.to; i++ {
		if !named[i] {
			rows = append(rows, i)
		}
	}
	for j := right.from; j < right.to; j++ {
		if match[j] < 0 {
			columns = append(columns, j)
		}
	}
	n, m := len(rows), len(columns)
	if n == 0 || m == 0 {
		return
	}
	const room = 128
	width := 2*room + 1
	width = min(width+2*min(max(n-m, m-n), 5*room), 2*m+1)
	// best[i][j-first(i)] is the likeness of the first i rows and j columns.
	first := func(i int) int { return max(0, i*m/n-width/2) }
	best := make([][]int32, n+1)
	step := make([][]byte, n+1)
	at := func(i, j int) int32 {
		k := j - first(i)
		if k < 0 || k >= len(best[i]) {
			return -1
		}
		return best[i][k]
	}
	marks := marksOf(translation, columns)
	shapes := make([]shape, m)
	for j, at := range columns {
		shapes[j] = shapeOf(translation[at])
	}
	for i := 0; i <= n; i++ {
		from, to := first(i), min(m, i*m/n+width/2)
		best[i], step[i] = make([]int32, to-from+1), make([]byte, to-from+1)
		var one shape
		var mark []string
		if i > 0 {
			one = shapeOf(original[rows[i-1]])
			mark = marks.of(original[rows[i-1]])
		}
		for j := from; j <= to; j++ {
			value, how := int32(0), byte('.')
			if j > from {
				value, how = best[i][j-from-1], '<'
			}
			if i > 0 {
				if above := at(i-1, j); above >= value && above >= 0 {
					value, how = above, '^'
				}
				if j > 0 {
					if before := at(i-1, j-1); before >= 0 {
						like := likeness(one, shapes[j-1])
						if like > 0 {
							like += marks.shared(mark, j-1)
						}
						if like > 0 && before+like > value { // of two that fit as well, the first
							value, how = before+like, '\\'
						}
					}
				}
			}
			best[i][j-from], step[i][j-from] = value, how
		}
	}
	for i, j := n, m; i > 0 || j > 0; {
		switch step[i][j-first(i)] {
		case '\\':
			match[columns[j-1]] = rows[i-1]
			i, j = i-1, j-1
		case '^':
			i--
		case '<':
			j--
		default:
			return
		}
	}
}

// shape is what of a block is the same in every language, more or less.
type shape struct {
	kind                 portal.BlockKind
	level, parts, length int
}

func shapeOf(one portal.Block) shape {
	made := shape{kind: one.Kind, parts: len(one.Items) + len(one.Rows)}
	if one.Level != nil {
		made.level = *one.Level
	}
	for run := range inlines(one) {
		made.length += utf8.RuneCountInString(run.Text)
	}
	return made
}

// likeness tells how well two blocks fit by what they are; 0: not at all.
func likeness(a, b shape) int32 {
	if classOf(a.kind) != classOf(b.kind) {
		return 0
	}
	like := int32(4)
	if a.kind == b.kind {
		like += 2
	}
	switch a.kind {
	case portal.BlockKindHEADING:
		like += 6
		if a.level == b.level {
			like += 4
		}
	case portal.BlockKindORDEREDLIST, portal.BlockKindUNORDEREDLIST:
		like += 4 - int32(min(4, max(a.parts-b.parts, b.parts-a.parts)))
	case portal.BlockKindTABLE:
		like += 6 - int32(min(6, max(a.parts-b.parts, b.parts-a.parts)))
	default:
		// A long paragraph is no short one's translation.
		long, short := max(a.length, b.length), min(a.length, b.length)
		if long > 3*short+60 {
			return 1
		}
		if long <= 2*short+20 {
			like += 3
		}
	}
	return like
}

func classOf(kind portal.BlockKind) int {
	switch kind {
	case portal.BlockKindHEADING:
		return 1
	case portal.BlockKindORDEREDLIST, portal.BlockKindUNORDEREDLIST:
		return 2
	case portal.BlockKindTABLE:
		return 3
	case portal.BlockKindRULE:
		return 4
	}
	return 5 // a paragraph, or what it signs
}

// marks are what stays the same in every language: numbers with two digits or
// more (dates, sums, telephones).
type marks struct{ columns []map[string]bool }

func marksOf(blocks []portal.Block, columns []int) marks {
	all := marks{columns: make([]map[string]bool, len(columns))}
	for i, at := range columns {
		for _, mark := range all.of(blocks[at]) {
			if all.columns[i] == nil {
				all.columns[i] = map[string]bool{}
			}
			all.columns[i][mark] = true
		}
	}
	return all
}

func (marks) of(one portal.Block) (found []string) {
	for run := range inlines(one) {
		text := run.Text
		for len(text) > 0 {
			begin := strings.IndexFunc(text, unicode.IsDigit)
			if begin < 0 {
				break
			}
			text = text[begin:]
			end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
			if end < 0 {
				end = len(text)
			}
			if mark := latin(text[:end]); len(mark) > 1 && !slices.Contains(found, mark) && len(found) < 20 {
				found = append(found, mark)
			}
			text = text[end:]
		}
	}
	return found
}

// latin writes a number in Latin digits: Arabic and Persian texts may have their own.
func latin(number string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return r - '٠' + '0'
		case r >= '۰' && r <= '۹':
			return r - '۰' + '0'
		}
		return r
	}, number)
}

func (m marks) shared(these []string, column int) (like int32) {
	for _, mark := range these {
		if m.columns[column][mark] {
			like += 3
		}
	}
	return min(like, 12)
}

// settle gives pairs one id, and the rest ids that pair with nothing.
func settle(original, translation *Text, match []int) {
	taken := map[string]bool{}
	paired := make([]bool, len(original.Blocks))
	for _, one := range original.Blocks {
		taken[one.Id] = true
	}
	for i, at := range match {
		if at >= 0 {
			paired[at] = true
			translation.Blocks[i].Id = original.Blocks[at].Id
		}
	}
	for i, at := range match {
		if at >= 0 {
			continue
		}
		one := &translation.Blocks[i]
		one.Unpaired = yes
		for n, id := 1, one.Id; taken[one.Id]; n++ {
			one.Id = "t" + strconv.Itoa(n) + "-" + id
		}
		taken[one.Id] = true
	}
	for i := range original.Blocks {
		if !paired[i] {
			original.Blocks[i].Unpaired = yes
		}
	}
}
