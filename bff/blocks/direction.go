package blocks

import (
	"iter"
	"regexp"
	"unicode"

	"innbyggertjenesten/contracts/portal"
)

// languagePattern is the contract's.
var languagePattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// tell says of a block what is another than the text's: the direction that its
// markup or its letters have, the language that its markup names.
func (b *block) tell(direction portal.Direction, language string) {
	own := b.says.direction
	if own == "" {
		own = directionOf(b.Block)
	}
	if own != "" && own != direction {
		b.Direction = &own
	}
	if b.says.language != "" && b.says.language != language {
		b.Language = ptr(b.says.language)
	}
}

// directionOf is the direction of most of a block's letters, or "". The first
// letter alone would turn an Arabic paragraph that begins with "NAV".
func directionOf(one portal.Block) portal.Direction {
	left, right := 0, 0
	for run := range inlines(one) {
		for _, r := range run.Text {
			switch {
			case r < 'A':
			case rightToLeft(r):
				right++
			case unicode.IsLetter(r):
				left++
			}
		}
	}
	switch {
	case right > left:
		return portal.DirectionRtl
	case left > right:
		return portal.DirectionLtr
	}
	return ""
}

// rightToLeft: Hebrew, Arabic, Syriac, Thaana, N'Ko and their further forms.
func rightToLeft(r rune) bool {
	return r >= 0x0590 && r <= 0x08ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc || r >= 0x1e800 && r <= 0x1efff
}

// inlines are all runs of a block, wherever they stand in it.
func inlines(one portal.Block) iter.Seq[portal.Inline] {
	return func(yield func(portal.Inline) bool) {
		for _, run := range one.Inline {
			if !yield(run) {
				return
			}
		}
		for _, item := range one.Items {
			for _, run := range item.Inline {
				if !yield(run) {
					return
				}
			}
		}
		for _, row := range one.Rows {
			for _, cell := range row.Cells {
				for _, run := range cell.Inline {
					if !yield(run) {
						return
					}
				}
			}
		}
	}
}
