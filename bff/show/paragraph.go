package show

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"innbyggertjenesten/contracts/portal"
)

// Paragraph is one paragraph of a document's text as it stands now.
type Paragraph struct {
	// TextVersion is the text's version in the fagsystem's words.
	TextVersion string
	// Excerpt is how it begins.
	Excerpt string
	// Shown is nil where the text has no such paragraph (any more).
	Shown *portal.ParagraphInText
}

// Paragraphs are some of one text's, by their names in that text.
type Paragraphs struct {
	// Version is the text's version for the page.
	Version     string
	TextVersion string
	ByID        map[string]Paragraph
}

// TextVersion is a text's version for the page: what the fagsystem calls it may
// say more than a page should know.
func TextVersion(language, version string) string {
	sum := sha256.Sum256([]byte(language + "\x00" + version))
	return hex.EncodeToString(sum[:8])
}

// Excerpt is the beginning of what a block says, at most so many code points.
func Excerpt(block portal.Block, most int) string {
	var says strings.Builder
	add := func(runs []portal.Inline) {
		for _, run := range runs {
			says.WriteString(run.Text)
			if run.LineBreakAfter != nil && *run.LineBreakAfter {
				says.WriteByte(' ')
			}
		}
	}
	add(block.Inline)
	for _, item := range block.Items {
		says.WriteByte(' ')
		add(item.Inline)
	}
	for _, row := range block.Rows {
		for _, cell := range row.Cells {
			says.WriteByte(' ')
			add(cell.Inline)
		}
	}
	runes := []rune(strings.Join(strings.Fields(says.String()), " "))
	return string(runes[:min(len(runes), most)])
}
