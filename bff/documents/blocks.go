package documents

import (
	"fmt"
	"regexp"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// deepestHeading is the last level that the contract knows.
const deepestHeading = 4

// namePattern is what an id may look like.
var namePattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,63}$`)

// block is a block before it has its final id.
type block struct {
	portal.Block
	name string
}

// named gives every block an id: its own name where it has one, otherwise its
// place. A name that occurs twice gets a number.
func named(blocks []block) []portal.Block {
	taken := map[string]bool{}
	for _, one := range blocks {
		taken[one.name] = true
	}
	used := map[string]bool{}
	done := make([]portal.Block, 0, len(blocks))
	for i, one := range blocks {
		id := one.name
		if id == "" {
			for id = place(i); taken[id]; {
				id = "x" + id
			}
		}
		for n := 2; used[id]; n++ {
			if again := fmt.Sprintf("%s-%d", one.name, n); !taken[again] && !used[again] {
				id = again
			}
		}
		used[id] = true
		one.Id = id
		done = append(done, one.Block)
	}
	return done
}

// place is the id of the block that stands at i and has no name.
func place(i int) string { return fmt.Sprintf("b%d", i+1) }

// positional tells whether id only says where a block stands.
func positional(id string, i int) bool { return strings.TrimLeft(id, "x") == place(i) }

func heading(level int, text *runs) (block, bool) {
	inline := text.done()
	level = min(max(level, 1), deepestHeading)
	return block{Block: portal.Block{Kind: portal.BlockKindHEADING, Level: &level, Inline: inline}}, len(inline) > 0
}

func paragraph(text *runs) (block, bool) {
	inline := text.done()
	return block{Block: portal.Block{Kind: portal.BlockKindPARAGRAPH, Inline: inline}}, len(inline) > 0
}

func list(ordered bool, items []portal.ListItem) (block, bool) {
	kind := portal.BlockKindUNORDEREDLIST
	if ordered {
		kind = portal.BlockKindORDEREDLIST
	}
	return block{Block: portal.Block{Kind: kind, Items: items}}, len(items) > 0
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
