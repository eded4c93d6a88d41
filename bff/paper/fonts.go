package paper

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
)

//go:embed fonts/*.ttf fonts/*.woff
var fontFiles embed.FS

// typeface is a font as files need it.
type typeface struct {
	name   string
	loader *opentype.Loader
	font   *font.Font
	// outlines are the tables that a file gets a part of.
	outlines outlines
}

// typefaces are tried in this order for each character.
var typefaces = sync.OnceValue(func() []*typeface {
	var all []*typeface
	for _, file := range []string{
		"NotoSans-Regular.ttf", "NotoNaskhArabic-Regular.ttf", "NotoSansEthiopic-Regular.ttf", "NotoSansThai-Regular.ttf",
		"NotoSansTamil-Regular.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansGeorgian-Regular.ttf", "NotoEmoji-Regular.woff",
	} {
		one, err := loadTypeface(file)
		if err != nil {
			panic(fmt.Sprintf("%s: %v", file, err)) // embedded: it can't be broken
		}
		all = append(all, one)
	}
	return all
})

func loadTypeface(file string) (*typeface, error) {
	content, err := fontFiles.ReadFile("fonts/" + file)
	if err != nil {
		return nil, err
	}
	loader, err := opentype.NewLoader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, err
	}
	name, _, _ := bytes.Cut([]byte(file), []byte("."))
	one := &typeface{name: string(name), loader: loader, font: parsed}
	one.outlines, err = readOutlines(loader)
	return one, err
}

// spaces parts an input of the font of emoji at its spaces, which are as wide
// there as a picture.
func (f *faces) spaces(input shaping.Input) []shaping.Input {
	if input.Face != f.all[len(f.all)-1] {
		return []shaping.Input{input}
	}
	var parts []shaping.Input
	for at := input.RunStart; at < input.RunEnd; {
		part, space := input, input.Text[at] == ' '
		part.RunStart = at
		for at < input.RunEnd && (input.Text[at] == ' ') == space {
			at++
		}
		part.RunEnd = at
		if space {
			part.Face = f.all[0]
		}
		parts = append(parts, part)
	}
	return parts
}

// arabic is where the Arabic font stands among the typefaces.
const arabic = 1

// faces chooses the font of each character. Fonts are shared, faces aren't: one
// set belongs to one sheet in the making.
type faces struct {
	all    []*font.Face
	of     map[*font.Font]*typeface
	script language.Script
}

func newFaces() *faces {
	f := &faces{of: map[*font.Font]*typeface{}}
	for _, one := range typefaces() {
		f.all = append(f.all, font.NewFace(one.font))
		f.of[one.font] = one
	}
	return f
}

// SetScript tells the script of the characters that follow.
func (f *faces) SetScript(script language.Script) { f.script = script }

// ResolveFace is the font for a character. Signs and digits within Arabic are
// the Arabic font's own, where it has them.
func (f *faces) ResolveFace(r rune) *font.Face {
	if f.script == language.Arabic {
		if _, ok := f.all[arabic].NominalGlyph(r); ok {
			return f.all[arabic]
		}
	}
	for _, face := range f.all {
		if _, ok := face.NominalGlyph(r); ok {
			return face
		}
	}
	return f.all[0]
}
