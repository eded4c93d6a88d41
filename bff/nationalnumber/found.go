package nationalnumber

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// hidden is what stands in the place of a number.
const hidden = "…"

// written is how people write one: the date and the rest together or apart, each
// of them whole or in its parts.
var written = regexp.MustCompile(`(?:\d{6}|\d\d {1,2}\d\d {1,2}\d\d) {0,3}(?:\d{5}|\d{3} {1,2}\d\d)`)

// In tells whether a text holds the form of a national number, in digits of
// whatever script.
func In(text string) bool { return len(find(text)) > 0 }

// Without is a text with an ellipsis in the place of each national number in it.
func Without(text string) string {
	spans := find(text)
	if len(spans) == 0 {
		return text
	}
	var without strings.Builder
	end := 0
	for _, span := range spans {
		without.WriteString(text[end:span[0]])
		without.WriteString(hidden)
		end = span[1]
	}
	without.WriteString(text[end:])
	return without.String()
}

// find says where in a text national numbers stand.
func find(text string) (spans [][2]int) {
	simple, from, count := make([]byte, 0, len(text)), make([]int, 0, len(text)), 0
	for at, r := range text {
		if unicode.Is(unicode.Cf, r) {
			continue // isn't seen, and parts nothing
		}
		sign := simplified(r)
		if sign >= '0' && sign <= '9' {
			count++
		}
		simple, from = append(simple, sign), append(from, at)
	}
	for at := 0; count >= length && at < len(simple); {
		found := written.FindIndex(simple[at:])
		if found == nil {
			break
		}
		first, after := at+found[0], at+found[1]
		alone := (first == 0 || !isDigit(simple[first-1])) && (after == len(simple) || !isDigit(simple[after]))
		if _, err := Parse(strings.ReplaceAll(string(simple[first:after]), " ", "")); !alone || err != nil {
			at = first + 1
			continue
		}
		_, size := utf8.DecodeRuneInString(text[from[after-1]:])
		spans, at = append(spans, [2]int{from[first], from[after-1] + size}), after
	}
	return spans
}

func isDigit(sign byte) bool { return sign >= '0' && sign <= '9' }

// simplified is a digit as it is written here, a space for what parts digits, and
// a letter for all else.
func simplified(r rune) byte {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), strings.ContainsRune("._/", r):
		return ' '
	case r < utf8.RuneSelf && isDigit(byte(r)):
		return byte(r)
	case r >= utf8.RuneSelf && !unicode.IsLetter(r):
		// Raised ones and the like are others' compatible forms.
		if form := norm.NFKC.String(string(r)); len(form) == 1 && isDigit(form[0]) {
			return form[0]
		}
		if western := Western(r); western < utf8.RuneSelf {
			return byte(western)
		}
	}
	return 'x'
}

// Western is a digit of any script as it is written here: an Arabic text writes a
// number in its own. Whatever else it is stays.
func Western(digit rune) rune {
	if digit < utf8.RuneSelf || !unicode.IsDigit(digit) {
		return digit
	}
	value := rune(0) // each script's ten stand together, from nought on
	for unicode.IsDigit(digit - 1) {
		digit, value = digit-1, value+1
	}
	return '0' + value%10
}
