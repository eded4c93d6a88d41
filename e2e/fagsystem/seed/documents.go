package seed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/documents"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// translation is how a translation came about.
type translation struct {
	Kind        fagsystem.ProvenanceKind `json:"kind"`
	Agency      *string                  `json:"agency"`
	Role        *string                  `json:"role"`
	MadeDaysAgo int                      `json:"madeDaysAgo"`
}

type subGoal struct {
	ID          string                      `json:"id"`
	Description map[string]string           `json:"description"`
	State       fagsystem.SubGoalStateState `json:"state"`
}

type remedySource struct {
	Kind         fagsystem.RemedyKind `json:"kind"`
	DeadlineDays int                  `json:"deadlineDays"`
	Receiver     string               `json:"receiver"`
}

// Document is a document of the demo as its document.json describes it.
type Document struct {
	Slug             string                 `json:"slug"`
	Municipality     string                 `json:"municipality"`
	Subject          string                 `json:"subject"`
	For              []string               `json:"for"`
	From             string                 `json:"from"`
	OriginalLanguage string                 `json:"originalLanguage"`
	Title            map[string]string      `json:"title"`
	Dokumenttype     *string                `json:"dokumenttype"`
	Journalposttype  string                 `json:"journalposttype"`
	Tidslinje        bool                   `json:"tidslinje"`
	DaysAgo          int                    `json:"daysAgo"`
	Translations     map[string]translation `json:"translations"`
	DraftForComments bool                   `json:"draftForComments"`
	CommentsDays     int                    `json:"commentsDays"`
	CommentsAsked    map[string]string      `json:"commentsAsked"`
	Outcome          *struct {
		Kind    fagsystem.DraftOutcomeKind `json:"kind"`
		DaysAgo int                        `json:"daysAgo"`
		Final   string                     `json:"final"`
		Text    map[string]string          `json:"text"`
	} `json:"outcome"`
	Remedy *remedySource `json:"remedy"`
	// Word names the languages whose text the fagsystem has as a Word file.
	Word []string `json:"word"`
	Plan *struct {
		Status       string    `json:"status"`
		StartDaysAgo int       `json:"startDaysAgo"`
		EndInDays    int       `json:"endInDays"`
		SubGoals     []subGoal `json:"subGoals"`
	} `json:"plan"`

	// Texts by language, dates filled in; PDF is the original.
	Texts map[string]string `json:"-"`
	PDF   []byte            `json:"-"`

	childMayComplain bool
	inShort          *saidInShort
	related          []string // by slug
}

func (d Document) deadline(c clock) *time.Time {
	if d.Remedy == nil {
		return nil
	}
	t := c.day(d.Remedy.DeadlineDays - d.DaysAgo)
	return &t
}

// loadDocuments reads all documents, oldest first. The originals come from pdfDir as the documents' maker wrote
// them; without one a plain page stands in for each.
func loadDocuments(c clock, calendars map[string]calendar, pdfDir string) ([]Document, error) {
	paths, err := fs.Glob(documents.Files, "*/document.json")
	if err != nil {
		return nil, err
	}
	var all []Document
	for _, p := range paths {
		d := Document{Texts: map[string]string{}}
		if err := readJSON(p, &d); err != nil {
			return nil, err
		}
		if err := d.loadTexts(c, calendars, path.Dir(p)); err != nil {
			return nil, err
		}
		if err := d.loadInShort(c, calendars, path.Dir(p)); err != nil {
			return nil, err
		}
		if err := d.loadPDF(pdfDir); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].DaysAgo > all[j].DaysAgo })
	return all, nil
}

// loadCalendars reads how each language says dates. The file's first field is a note.
func loadCalendars() (map[string]calendar, error) {
	var all map[string]json.RawMessage
	if err := readJSON("calendar.json", &all); err != nil {
		return nil, err
	}
	delete(all, "note")
	calendars := map[string]calendar{}
	for language, raw := range all {
		var c calendar
		if err := json.Unmarshal(raw, &c); err != nil {
			return nil, fmt.Errorf("calendar.json: %s: %w", language, err)
		}
		calendars[language] = c
	}
	return calendars, nil
}

func readJSON(name string, into any) error {
	raw, err := documents.Files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (d *Document) loadTexts(c clock, calendars map[string]calendar, folder string) error {
	paths, err := fs.Glob(documents.Files, folder+"/*.md")
	if err != nil {
		return err
	}
	for _, p := range paths {
		language := strings.TrimSuffix(path.Base(p), ".md")
		cal, ok := calendars[language]
		if !ok {
			return fmt.Errorf("%s: no calendar for its language", p)
		}
		raw, err := documents.Files.ReadFile(p)
		if err != nil {
			return err
		}
		if d.Texts[language], err = c.fill(string(raw), cal, c.day(-d.DaysAgo), d.deadline(c)); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	return nil
}

func (d *Document) loadPDF(dir string) error {
	if dir != "" {
		raw, err := os.ReadFile(filepath.Join(dir, d.Slug, d.OriginalLanguage+".pdf"))
		if err == nil {
			d.PDF = raw
			return nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	d.PDF = PlainPDF(d.Slug)
	return nil
}

// PlainPDF is the smallest page that a PDF reader opens. Some more bytes follow, so that ranges have something to cut.
func PlainPDF(name string) []byte {
	var b bytes.Buffer
	offsets := make([]int, 5)
	b.WriteString("%PDF-1.4\n")
	text := "BT /F1 18 Tf 72 760 Td (" + name + ") Tj ET"
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	} {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

func textRows(r *rows, d Document) error {
	r.add("file", d.Slug+".pdf", d.PDF)
	for language, text := range d.Texts {
		format, content := fagsystem.DocumentTextFormatMARKDOWN, text
		if slices.Contains(d.Word, language) {
			var err error
			if format, content, err = asWord(d, language); err != nil {
				return fmt.Errorf("%s: %w", d.Slug, err)
			}
		}
		r.add("source_text", d.Slug, language, string(store.Direction(language)), string(format), content)
	}
	return nil
}

func asWord(d Document, language string) (fagsystem.DocumentTextFormat, string, error) {
	content, err := wordFile(d.Texts[language], language, language == d.OriginalLanguage)
	return fagsystem.DocumentTextFormatDOCX, content, err
}
