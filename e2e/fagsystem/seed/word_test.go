package seed

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"innbyggertjenesten/bff/blocks"
	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// Whatever a demo document says in Markdown, its Word file says in the portal
// too, in every language; what only Word shows those who write doesn't come along.
func TestAWordFileSaysWhatItsMarkdownSays(t *testing.T) {
	t.Parallel()
	calendars, err := loadCalendars()
	if err != nil {
		t.Fatal(err)
	}
	documents, err := loadDocuments(clock{now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}, calendars, "")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, d := range documents {
		for language, text := range d.Texts {
			file, err := wordFile(text, language, true)
			if err != nil {
				t.Fatal(err)
			}
			said := func(format fagsystem.DocumentTextFormat, content string) []string {
				read, err := blocks.Read(fagsystem.DocumentText{Format: format, Content: content, Language: language, Direction: "ltr"})
				if err != nil {
					t.Fatalf("%s %s: %v", d.Slug, language, err)
				}
				return saying(read.Blocks)
			}
			word := said(fagsystem.DocumentTextFormatDOCX, file)
			if diff := cmp.Diff(said(fagsystem.DocumentTextFormatMARKDOWN, text), word); diff != "" {
				t.Errorf("%s %s: %s", d.Slug, language, diff)
			}
			if strings.Contains(strings.Join(word, ""), "merknad") {
				t.Errorf("%s %s: what nobody should read came along", d.Slug, language)
			}
			tried++
		}
	}
	if tried < 20 {
		t.Errorf("only %d texts", tried)
	}
}

func saying(all []portal.Block) (lines []string) {
	words := func(inline []portal.Inline) (text string) {
		for _, run := range inline {
			text += fmt.Sprintf("%s%v", run.Text, run.Strong != nil)
		}
		return text
	}
	for _, block := range all {
		line := fmt.Sprint(block.Id, block.Kind, words(block.Inline))
		for _, item := range block.Items {
			label := ""
			if item.Label != nil {
				label = *item.Label
			}
			line += "\n" + label + words(item.Inline)
		}
		for _, row := range block.Rows {
			for _, cell := range row.Cells {
				line += fmt.Sprintf("|%s%v", words(cell.Inline), cell.Header != nil)
			}
		}
		lines = append(lines, line)
	}
	return lines
}
