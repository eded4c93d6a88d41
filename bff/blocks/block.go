package blocks

import (
	"fmt"
	"regexp"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// deepestHeading and deepestItem are the last levels that the contract knows.
const (
	deepestHeading = 4
	deepestItem    = 6
)

// namePattern is what an id may look like.
var namePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,63}$`)

// reading is a text that is being read.
type reading struct {
	blocks  []block
	leftOut bool
}

// block is a block before it has its final id.
type block struct {
	portal.Block
	name string
	// says is what its markup says of its language and direction, if anything.
	says tongue
}

// tongue is a language and a direction; "" is not said.
type tongue struct {
	language  string
	direction portal.Direction
}

// within is t where inner says nothing else.
func (t tongue) within(inner tongue) tongue {
	if inner.language != "" {
		t.language = inner.language
	}
	if inner.direction != "" {
		t.direction = inner.direction
	}
	return t
}

// keep keeps a block that has something in it.
func (r *reading) keep(one block, ok bool) {
	if ok {
		r.blocks = append(r.blocks, one)
	}
}

// over: there is more than can be shown already, so that no more is read.
func (r *reading) over() bool { return len(r.blocks) > mostBlocks }

// fits tells whether a page can show it.
func (r *reading) fits() bool {
	if r.over() {
		return false
	}
	pieces, characters := 0, 0
	for _, one := range r.blocks {
		for run := range inlines(one.Block) {
			pieces++
			characters += len(run.Text)
		}
		pieces += len(one.Items)
		for _, row := range one.Rows {
			pieces += len(row.Cells)
		}
	}
	return pieces <= mostPieces && characters <= mostCharacters*2
}

// text gives every block an id: its own name where it has one, otherwise its
// place. A name that occurs twice gets a number.
func (r *reading) text(direction portal.Direction, language string) Text {
	taken := map[string]bool{}
	for _, one := range r.blocks {
		taken[one.name] = true
	}
	used := map[string]bool{}
	again := map[string]int{}
	done := Text{LeftOut: r.leftOut, Blocks: make([]portal.Block, 0, len(r.blocks)), named: make([]bool, 0, len(r.blocks))}
	for i, one := range r.blocks {
		id := one.name
		if id == "" {
			for id = fmt.Sprintf("b%d", i+1); taken[id]; {
				id = "x" + id
			}
		}
		for used[id] {
			again[one.name]++
			if next := fmt.Sprintf("%s-%d", one.name, again[one.name]+1); !taken[next] {
				id = next
			}
		}
		used[id] = true
		one.Id = id
		one.tell(direction, language)
		done.Blocks = append(done.Blocks, one.Block)
		done.named = append(done.named, one.name != "")
	}
	return done
}

func heading(level int, text *runs) (block, bool) {
	inline := text.done()
	level = min(max(level, 1), deepestHeading)
	return block{Block: portal.Block{Kind: portal.BlockKindHEADING, Level: &level, Inline: inline}}, len(inline) > 0
}

func paragraph(text *runs) (block, bool) {
	inline := text.done()
	return block{Block: portal.Block{Kind: portal.BlockKindPARAGRAPH, Inline: inline}}, len(inline) > 0
}

func signature(text *runs) (block, bool) {
	one, ok := paragraph(text)
	one.Kind = portal.BlockKindSIGNATURE
	return one, ok
}

func list(ordered bool, items []portal.ListItem) (block, bool) {
	kind := portal.BlockKindUNORDEREDLIST
	if ordered {
		kind = portal.BlockKindORDEREDLIST
	}
	return block{Block: portal.Block{Kind: kind, Items: items}}, len(items) > 0
}

// item is an item of a list at a depth, 1 for the outermost; label is what
// stands before it, "" for a bullet.
func item(depth int, label string, text *runs) (portal.ListItem, bool) {
	one := portal.ListItem{Inline: text.done()}
	if depth = min(depth, deepestItem); depth > 1 {
		one.Level = &depth
	}
	if label != "" {
		one.Label = &label
	}
	return one, len(one.Inline) > 0
}

func table(rows []portal.TableRow) (block, bool) {
	return block{Block: portal.Block{Kind: portal.BlockKindTABLE, Rows: rows}}, len(rows) > 0
}

func rule() block { return block{Block: portal.Block{Kind: portal.BlockKindRULE}} }

// signed makes a paragraph that is named so the document's signature.
func signed(one block) block {
	if one.Kind == portal.BlockKindPARAGRAPH && strings.HasPrefix(one.name, "signature") {
		one.Kind = portal.BlockKindSIGNATURE
	}
	return one
}
