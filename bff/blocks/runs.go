package blocks

import (
	"strings"
	"unicode"

	"innbyggertjenesten/contracts/portal"
)

// runs gathers a block's text: pieces of one style each, with white space as a
// reader sees it.
type runs struct {
	pieces []piece
	// tongue is what holds where a piece says nothing of its own: the block's.
	tongue tongue
}

type piece struct {
	text     []byte
	style    style
	breakAft bool
}

// style is how a piece of text looks and what it is in.
type style struct {
	strong, emphasis, struck, covered bool
	tongue                            tongue
}

// bar stands for what the original has blackened: it tells nothing, not even how
// much there is.
const bar = "█████"

// add appends text; white space within and between pieces is one space.
func (r *runs) add(text string, s style) {
	if s.covered {
		if last := r.last(); strings.TrimSpace(text) == "" || last != nil && last.style.covered && !last.breakAft {
			return
		}
		s.strong, s.emphasis, s.struck = false, false, false
		text = bar
	}
	last := r.last()
	begins := last == nil || last.breakAft || len(last.text) > 0 && last.text[len(last.text)-1] == ' '
	if last != nil && last.style == s && !last.breakAft && !s.covered {
		last.text = clean(last.text, text, begins)
		return
	}
	if made := clean(nil, text, begins); len(made) > 0 {
		r.pieces = append(r.pieces, piece{text: made, style: s})
	}
}

// breakLine ends the line.
func (r *runs) breakLine() {
	if last := r.last(); last != nil {
		last.breakAft = true
	}
}

// join appends another's pieces on a line of their own.
func (r *runs) join(other runs) {
	r.breakLine()
	r.pieces = append(r.pieces, other.pieces...)
}

func (r *runs) last() *piece {
	if len(r.pieces) == 0 {
		return nil
	}
	return &r.pieces[len(r.pieces)-1]
}

// done gives the runs as the contract has them.
func (r *runs) done() []portal.Inline {
	inline := make([]portal.Inline, 0, len(r.pieces))
	for i, one := range r.pieces {
		text := string(one.text)
		ends := i == len(r.pieces)-1
		if ends || one.breakAft {
			text = strings.TrimRight(text, " ")
		}
		if text == "" {
			if one.breakAft && len(inline) > 0 && !ends {
				inline[len(inline)-1].LineBreakAfter = yes
			}
			continue
		}
		run := portal.Inline{
			Text: text, Strong: ifTrue(one.style.strong), Emphasis: ifTrue(one.style.emphasis), Struck: ifTrue(one.style.struck),
			Covered: ifTrue(one.style.covered), LineBreakAfter: ifTrue(one.breakAft && !ends),
		}
		if own := one.style.tongue; own.language != "" && own.language != r.tongue.language {
			run.Language = ptr(own.language)
		}
		if own := one.style.tongue; own.direction != "" && own.direction != r.tongue.direction {
			run.Direction = ptr(own.direction)
		}
		inline = append(inline, run)
	}
	if len(inline) > 0 {
		last := &inline[len(inline)-1]
		last.LineBreakAfter = nil
		last.Text = strings.TrimRight(last.Text, " ")
	}
	return inline
}

// clean appends text to made with every stretch of white space as one space,
// without what no reader sees but a terminal or a screen might act on. begins:
// a space now would be a second one.
func clean(made []byte, text string, begins bool) []byte {
	space := begins
	for _, r := range text {
		switch {
		case r > ' ' && r < 0x7f:
			made = append(made, byte(r))
			space = false
		case r == '\u00a0' || r == '\u202f':
			made = append(made, string(r)...) // what mustn't be torn apart at a line's end
			space = false
		case unicode.IsSpace(r):
			if !space {
				made = append(made, ' ')
			}
			space = true
		case invisible(r):
		default:
			made = append(made, string(r)...)
			space = false
		}
	}
	return made
}

// invisible: control characters, overrides of the direction, tags, and what no
// font draws. Joiners stay, since scripts need them, and so do the marks and
// isolates that set Arabic beside Norwegian.
func invisible(r rune) bool {
	return unicode.IsControl(r) || r == '\ufeff' || r == '\u00ad' || r >= '\u202a' && r <= '\u202e' || r >= 0xe0000 && r <= 0xe0fff ||
		r >= 0xfff9 && r <= 0xfffb || unicode.Is(unicode.Co, r)
}

var yes = ptr(true)

func ifTrue(value bool) *bool {
	if value {
		return yes
	}
	return nil
}

func ptr[T any](value T) *T { return &value }

// raised and lowered are the characters that keep a small number small: 10³ is
// not 103. What has no such form stays as it is.
var (
	raised = map[rune]rune{
		'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '+': '⁺', '-': '⁻',
		'(': '⁽', ')': '⁾', 'n': 'ⁿ', ' ': ' ',
	}
	lowered = map[rune]rune{
		'0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉', '+': '₊', '-': '₋',
		'(': '₍', ')': '₎', ' ': ' ',
	}
)

func shifted(text string, by map[rune]rune) string {
	var b strings.Builder
	for _, r := range text {
		to, there := by[r]
		if !there {
			return text
		}
		b.WriteRune(to)
	}
	return b.String()
}
