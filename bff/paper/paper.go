// Package paper makes a PDF of a few headings, facts and texts, in any script.
//
// Text is shaped and ordered by HarfBuzz's rules (go-text), which no PDF library
// that could be had does; so what a file is made of is written here. The file is
// tagged, knows its language, carries only the glyphs that it shows, and gives
// back the very characters when its text is copied, also those that no font has.
package paper

import (
	"strings"
	"time"
)

// Kind is what a block is on the page.
type Kind int

// The kinds of blocks.
const (
	// Title is what the page is.
	Title Kind = iota
	// Heading stands above a part of it.
	Heading
	// Fact is a value with its label beside it.
	Fact
	// Text is what somebody wrote, line by line, with a stroke beside it.
	Text
	// Item is one of a list.
	Item
	// Note is a remark in smaller letters.
	Note
)

// Block is one part of a page.
type Block struct {
	Kind Kind
	// Label is a fact's.
	Label string
	Text  string
	// Language of the text, where it isn't the sheet's.
	Language string
}

// Sheet is what is to stand on paper.
type Sheet struct {
	// Language is a BCP 47 tag.
	Language string
	// Title is the file's own: programs show it above the page.
	Title  string
	Made   time.Time
	Blocks []Block
	// PageNumber is what stands at the foot of each page; nil for nothing.
	PageNumber func(page, pages int) string
	// Missing is said at the end where a character was written that no font has:
	// a box stands for it.
	Missing string
}

// PDF is the file.
func (s Sheet) PDF() []byte {
	setter := newSetter(s)
	for _, block := range s.Blocks {
		setter.block(block)
	}
	if setter.missing && s.Missing != "" {
		setter.block(Block{Kind: Note, Text: s.Missing})
	}
	return setter.file()
}

// paragraphs are a text's lines as they were written.
func paragraphs(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", "    ").Replace(text)
	return strings.Split(text, "\n")
}
