package paper

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// perEm is the measure in which lines are set: thousandths of the letters' size,
// as in a PDF.
const perEm = 1000

// glyph is one sign on a line.
type glyph struct {
	face *typeface
	id   int
	// text are the characters that it shows; none where another glyph of the same
	// cluster has them all.
	text string
	// advance moves to the next glyph; x and y move only this one.
	advance, x, y float64
	// width is the font's own.
	width float64
}

// line is one line of a paragraph, from left to right.
type line struct {
	glyphs []glyph
	width  float64
	rtl    bool
}

// separateLetters: two letters drawn as one sign are copied the wrong way round
// out of text that goes from right to left, by every program that was tried.
var separateLetters = []shaping.FontFeature{{Tag: opentype.MustNewTag("liga"), Value: 0}, {Tag: opentype.MustNewTag("dlig"), Value: 0}}

// typesetter shapes and breaks paragraphs.
type typesetter struct {
	faces     *faces
	shaper    shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	wrapper   shaping.LineWrapper
	// missing tells that a character had no glyph.
	missing bool
}

// lines are a paragraph's, none longer than width (in thousandths of the size).
// Its direction is that of its first letter, else the one given.
func (t *typesetter) lines(text, lang string, otherwise di.Direction, width float64) []line {
	runes := []rune(text)
	if len(runes) == 0 {
		return nil
	}
	direction := directionOf(text, otherwise)
	inputs := t.segmenter.Split(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction, Size: fixed.I(perEm), Language: language.NewLanguage(lang),
	}, t.faces)
	outputs := make([]shaping.Output, 0, len(inputs))
	for _, input := range inputs {
		for _, part := range t.faces.spaces(input) {
			part.FontFeatures = separateLetters
			outputs = append(outputs, t.shaper.Shape(part))
		}
	}
	config := shaping.WrapConfig{Direction: direction, BreakPolicy: shaping.WhenNecessary}
	wrapped, _ := t.wrapper.WrapParagraphF(config, fixed.Int26_6(width*64), runes, shaping.NewSliceIterator(outputs))
	lines := make([]line, 0, len(wrapped))
	for _, runs := range wrapped {
		runs = slices.Clone(runs)
		slices.SortStableFunc(runs, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
		one := line{rtl: direction == di.DirectionRTL}
		for _, run := range runs {
			one.glyphs = append(one.glyphs, t.glyphs(run, runes)...)
			one.width += units(run.Advance)
		}
		lines = append(lines, one)
	}
	return lines
}

// glyphs are a run's, each with its own characters.
func (t *typesetter) glyphs(run shaping.Output, runes []rune) []glyph {
	face := t.faces.of[run.Face.Font]
	all := make([]glyph, 0, len(run.Glyphs))
	for from := 0; from < len(run.Glyphs); {
		first := run.Glyphs[from]
		count := min(max(first.GlyphsCount(), 1), len(run.Glyphs)-from)
		start := first.TextIndex()
		texts := share(runes[start:min(start+first.RunesCount(), len(runes))], count, run.Direction == di.DirectionRTL)
		for i, shaped := range run.Glyphs[from : from+count] {
			t.missing = t.missing || shaped.GlyphID == 0
			id := shaped.GlyphID
			if shaped.Advance == 0 && len(face.outlines.glyph(int(id))) == 0 {
				// It shows nothing. What chooses a picture belongs to it; joiners and marks of
				// direction have done their work, and a program that copies drops a letter
				// together with one that sticks to it.
				if chooses, _ := utf8.DecodeRuneInString(texts[i]); unicode.Is(unicode.Mn, chooses) && len(all) > 0 {
					all[len(all)-1].text += texts[i]
				}
				continue
			}
			all = append(all, glyph{
				face: face, id: int(id), text: texts[i], advance: units(shaped.Advance), x: units(shaped.XOffset), y: units(shaped.YOffset),
				width: widthOf(run.Face, id),
			})
		}
		from += count
	}
	return all
}

// share gives each glyph of a cluster its characters: one each as long as there
// are some, and the first one what is over.
func share(runes []rune, glyphs int, rtl bool) []string {
	texts := make([]string, glyphs)
	over := max(len(runes)-glyphs, 0)
	for i := range texts {
		from, until := i+over, i+over+1
		if i == 0 {
			from = 0
		}
		if from < len(runes) {
			texts[i] = string(runes[from:min(until, len(runes))])
		}
	}
	if rtl {
		slices.Reverse(texts)
	}
	return texts
}

// widthOf is the font's own, in whole units and never nothing: a letter that
// takes no room (an alef drawn upon its lam) makes readers find a space beside it.
func widthOf(face *font.Face, id font.GID) float64 {
	return max(1, math.Round(float64(face.HorizontalAdvance(id))*perEm/float64(face.Upem())))
}

func units(value fixed.Int26_6) float64 { return float64(value) / 64 }

// directionOf is the direction of the first letter that stands in no isolate, as
// Unicode's own rule has it.
func directionOf(text string, otherwise di.Direction) di.Direction {
	isolates := 0
	for _, r := range text {
		properties, _ := bidi.LookupRune(r)
		class := properties.Class()
		switch {
		case r >= firstIsolate && r < endOfIsolate:
			isolates++
		case r == endOfIsolate:
			isolates = max(0, isolates-1)
		case isolates > 0:
		case class == bidi.L:
			return di.DirectionLTR
		case class == bidi.R || class == bidi.AL:
			return di.DirectionRTL
		}
	}
	return otherwise
}

// Isolates begin with one of three signs and end with the next one.
const firstIsolate, endOfIsolate = '\u2066', '\u2069'
