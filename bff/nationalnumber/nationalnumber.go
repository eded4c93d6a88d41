// Package nationalnumber reads the form of Norwegian national numbers: which
// kind one is, and whether it is somebody's or made up for tests.
//
// It never says when somebody was born or of which sex they are: from 2032 the
// digits don't tell, and before that they told it wrongly for some. The control
// digits help who types; for a number from a provider, the provider's word counts.
package nationalnumber

import "errors"

// ErrForm says that a text can't be a national number. It never holds the text.
var ErrForm = errors.New("nationalnumber: not the form of a national number")

// Series says who gives numbers of a kind out, by the mark on the month.
type Series string

// The series. Only the Register's numbers belong to people.
const (
	// Register is the National Population Register's: a person.
	Register Series = "register"
	// Tax is the Tax Administration's test data (Tenor), month + 80.
	Tax Series = "tax"
	// Health is the health network's test data, month + 65.
	Health Series = "health"
	// Help is month + 40: hospitals' makeshift numbers, and NAV's test data.
	// No provider gives them to people.
	Help Series = "help"
	// Digdir is the Digitalisation Agency's test data, month + 20.
	Digdir Series = "digdir"
)

// marks are added to the month, and stand in its first two digits' range.
var marks = []struct {
	series Series
	mark   int
}{{Register, 0}, {Digdir, 20}, {Help, 40}, {Health, 65}, {Tax, 80}}

const (
	length = 11
	// dMark is added to the day of who has no number of their own yet.
	dMark = 40
)

// Number is a well-formed national number.
type Number struct {
	digits string
	series Series
	d      bool
}

// Parse reads exactly eleven digits, without spaces. Wrong control digits are
// no error: see Controlled.
func Parse(text string) (Number, error) {
	if len(text) != length {
		return Number{}, ErrForm
	}
	for i := range length {
		if text[i] < '0' || text[i] > '9' {
			return Number{}, ErrForm
		}
	}
	number := Number{digits: text}
	day, month := two(text[0:2]), two(text[2:4])
	if day > dMark {
		number.d, day = true, day-dMark
	}
	if day < 1 || day > 31 {
		return Number{}, ErrForm
	}
	for _, one := range marks {
		if plain := month - one.mark; plain >= 1 && plain <= 12 {
			number.series = one.series
			return number, nil
		}
	}
	return Number{}, ErrForm
}

// Digits is the number as it was read.
func (n Number) Digits() string { return n.digits }

// Series is who gave the number out.
func (n Number) Series() Series { return n.series }

// Synthetic tells whether the number can't be a person's.
func (n Number) Synthetic() bool { return n.series != Register }

// D tells whether it is a D-number: for who has no national number, or none yet.
func (n Number) D() bool { return n.d }

// String hides the number: what is printed ends up in logs.
func (n Number) String() string { return "[national number]" }

// GoString hides it too.
func (n Number) GoString() string { return n.String() }

var (
	firstWeights  = [length]int{3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0}
	secondWeights = [length]int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}
)

// lastRemainder is the highest remainder of the first control digit by the
// rule of 2032, which makes room for more numbers. New numbers will be given to
// people born earlier too, so both rules hold side by side.
const lastRemainder = 3

// Controlled tells whether the control digits fit, by the rule of 2032, which
// every number of the old rule fits as well.
func (n Number) Controlled() bool {
	return len(n.digits) == length && n.sum(firstWeights)%11 <= lastRemainder && n.sum(secondWeights)%11 == 0
}

// ControlledBefore2032 tells whether the control digits fit by the old rule.
func (n Number) ControlledBefore2032() bool {
	return len(n.digits) == length && n.sum(firstWeights)%11 == 0 && n.sum(secondWeights)%11 == 0
}

func (n Number) sum(weights [length]int) int {
	sum := 0
	for i, weight := range weights {
		sum += weight * int(n.digits[i]-'0')
	}
	return sum
}

func two(text string) int { return int(text[0]-'0')*10 + int(text[1]-'0') }
