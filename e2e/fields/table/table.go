// Package table reads contracts/FIELDS.md: what becomes of each published field.
package table

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// What the table says of a field.
const (
	Shown    = "shown"    // the party meets its value
	Decides  = "decides"  // the party never meets its value, but it changes what is shown
	Withheld = "withheld" // nothing of it reaches the party
)

// Row is one line of the table.
type Row struct{ Field, Becomes, Where, Why string }

var line = regexp.MustCompile("^\\| `([^`]+)` \\| (\\w+) \\| ([^|]*)\\| ([^|]*)\\|$")

// Path is where the table is.
func Path() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..", "..", "contracts", "FIELDS.md")
}

// Read reads it.
func Read() ([]Row, error) {
	content, err := os.ReadFile(Path())
	if err != nil {
		return nil, err
	}
	var rows []Row
	for text := range strings.SplitSeq(string(content), "\n") {
		if found := line.FindStringSubmatch(text); found != nil {
			rows = append(rows, Row{found[1], found[2], strings.TrimSpace(found[3]), strings.TrimSpace(found[4])})
		}
	}
	return rows, nil
}
