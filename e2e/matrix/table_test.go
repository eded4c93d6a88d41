package matrix

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// tablePath is what a case worker can read.
const tablePath = "../../bff/access/MATRIX.md"

// The words of a cell.
const (
	yes     = "yes"
	no      = "no"
	logIn   = "log in"
	higher  = "higher log-in"
	refused = "refused"
	closed  = "closed"
	hint    = "hint"
)

// table is one of the page's, below its heading.
type table struct {
	title   string
	columns []string
	rows    []row
}

// row is a line of a table. Where the second column holds a route or an event,
// it is about that; otherwise about the state that its first column describes.
type row struct {
	what  string
	route string
	cells map[string]string
}

func readTables(t *testing.T) map[string]table {
	t.Helper()
	text, err := os.ReadFile(tablePath)
	must(t, err)
	tables, err := parse(string(text))
	must(t, err)
	return tables
}

func parse(text string) (map[string]table, error) {
	tables := map[string]table{}
	title := ""
	var lines []string
	end := func() error {
		if len(lines) == 0 {
			return nil
		}
		made, err := parseTable(title, lines)
		if err != nil {
			return err
		}
		if _, double := tables[title]; double {
			return fmt.Errorf("%q has two tables", title)
		}
		tables[title], lines = made, nil
		return nil
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "|") && title != "" { // the first table explains the words
			lines = append(lines, line)
			continue
		}
		if err := end(); err != nil {
			return nil, err
		}
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			title = heading
		}
	}
	return tables, end()
}

func parseTable(title string, lines []string) (table, error) {
	made := table{title: title}
	if len(lines) < 3 {
		return made, fmt.Errorf("%q: no rows", title)
	}
	header := cellsOf(lines[0])
	first := 1
	if len(header) > 1 && (header[1] == "Route" || header[1] == "Event") {
		first = 2
	}
	made.columns = header[first:]
	for _, line := range lines[2:] {
		cells := cellsOf(line)
		if len(cells) != len(header) {
			return made, fmt.Errorf("%q: %q has %d cells, not %d", title, line, len(cells), len(header))
		}
		one := row{what: cells[0], cells: map[string]string{}}
		if first == 2 {
			one.route = strings.Trim(cells[1], "`")
		}
		for i, column := range made.columns {
			word := cells[first+i]
			if !slices.Contains([]string{yes, no, logIn, higher, refused, closed, hint}, word) {
				return made, fmt.Errorf("%q: %q has a cell %q, which is no word of the table", title, one.what, word)
			}
			one.cells[column] = word
		}
		made.rows = append(made.rows, one)
	}
	return made, nil
}

func cellsOf(line string) []string {
	var cells []string
	for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
		cells = append(cells, strings.TrimSpace(cell))
	}
	return cells
}

// findRow is the state's row of a table.
func (t table) findRow(what string) (row, bool) {
	i := slices.IndexFunc(t.rows, func(r row) bool { return r.what == what })
	if i < 0 {
		return row{}, false
	}
	return t.rows[i], true
}

func TestATableWithAWordThatMeansNothingIsRefused(t *testing.T) {
	for _, text := range []string{
		"## A\n| What | Route | child |\n|---|---|---|\n| Read | `GET /x` | maybe |\n",
		"## A\n| What | Route | child |\n|---|---|---|\n| Read | `GET /x` |\n",
		"## A\n| What | child |\n|---|---|\n",
	} {
		if _, err := parse(text); err == nil {
			t.Errorf("accepted: %s", text)
		}
	}
	tables, err := parse("## A\nwords\n\n| What | Route | child | mother |\n|---|---|---|---|\n| Read | `GET /x` | yes | no |\n\n## B\n| State | child |\n|---|---|\n| gone | no |\n")
	must(t, err)
	if tables["A"].rows[0].cells["mother"] != no || tables["A"].rows[0].route != "GET /x" || tables["B"].rows[0].what != "gone" || tables["B"].rows[0].cells["child"] != no {
		t.Errorf("%+v", tables)
	}
}
