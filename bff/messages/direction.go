package messages

import (
	"golang.org/x/text/unicode/bidi"

	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// direction is how a text is written: as most of its letters are, since people
// also write in another language than the one their page is in. Where the text
// doesn't say, its language does.
func direction(text, language string) *portal.Direction {
	ltr, rtl := 0, 0
	for _, r := range text {
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.L:
			ltr++
		case bidi.R, bidi.AL:
			rtl++
		}
	}
	d := portal.Direction(i18n.Direction(language))
	if ltr > rtl {
		d = portal.DirectionLtr
	} else if rtl > ltr {
		d = portal.DirectionRtl
	}
	return &d
}
