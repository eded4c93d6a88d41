package documents

import (
	"strings"
	"unicode"

	"innbyggertjenesten/contracts/portal"
)

// runs gathers a block's text: pieces of one style each, with white space as a
// reader sees it.
type runs struct {
	pieces []piece
}

type piece struct {
	text     string
	style    style
	breakAft bool
}

type style struct{ strong, emphasis bool }

// add appends text; white space within and between pieces is one space.
func (r *runs) add(text string, s style) {
	text = clean(text)
	if text == "" {
		return
	}
	if last := r.last(); last == nil || last.breakAft || strings.HasSuffix(last.text, " ") {
		text = strings.TrimLeft(text, " ")
		if text == "" {
			return
		}
	}
	if last := r.last(); last != nil && last.style == s && !last.breakAft {
		last.text += text
		return
	}
	r.pieces = append(r.pieces, piece{text: text, style: s})
}

// breakLine ends the line.
func (r *runs) breakLine() {
	if last := r.last(); last != nil {
		last.breakAft = true
	}
}

func (r *runs) last() *piece {
	if len(r.pieces) == 0 {
		return nil
	}
	return &r.pieces[len(r.pieces)-1]
}

// done gives the runs as the contract has them.
func (r *runs) done() []portal.Inline {
	inline := []portal.Inline{}
	for i, one := range r.pieces {
		text := one.text
		if i == len(r.pieces)-1 || one.breakAft {
			text = strings.TrimRight(text, " ")
		}
		run := portal.Inline{Text: text}
		if one.style.strong {
			run.Strong = ptr(true)
		}
		if one.style.emphasis {
			run.Emphasis = ptr(true)
		}
		if one.breakAft && i < len(r.pieces)-1 {
			run.LineBreakAfter = ptr(true)
		}
		if text != "" {
			inline = append(inline, run)
		}
	}
	return inline
}

// clean makes every stretch of white space one space, and drops what no reader
// sees but a terminal or a screen might act on.
func clean(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case r == '\u00a0' || r == '\u202f':
			b.WriteRune(r) // what mustn't be torn apart at a line's end
			space = false
		case unicode.IsSpace(r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
		case unicode.IsControl(r) || r == '\ufeff' || r == '\u202d' || r == '\u202e':
		default:
			b.WriteRune(r)
			space = false
		}
	}
	return b.String()
}

func ptr[T any](value T) *T { return &value }
