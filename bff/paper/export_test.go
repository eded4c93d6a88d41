package paper

import "github.com/go-text/typesetting/di"

// GoesRightToLeft tells the direction of a paragraph.
func GoesRightToLeft(text string) bool {
	return directionOf(text, di.DirectionLTR) == di.DirectionRTL
}
