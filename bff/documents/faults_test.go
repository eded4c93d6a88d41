package documents_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

// faults are those that FAULTS.md must answer.
var faults = []string{
	"withdrawn while it is read", "replaced by a new version", "30 MB big", "broken", "password-protected", "of zero bytes", "slow", "cut off in the middle",
	"a text with script", "a text with remote images", "5 000 paragraphs", "ids that don't match across languages", "a deadline in the past", "a case closed during the session",
}

var namedTest = regexp.MustCompile("`([^`]+)` (?:\"([^\"]+)\"|(\\w+))")

// TestEveryFaultHasATranslatedAnswerAndATest holds FAULTS.md against the
// catalogues and against the tests that it names.
func TestEveryFaultHasATranslatedAnswerAndATest(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile("FAULTS.md")
	must(t, err)
	catalogues := map[string]map[string]any{}
	for _, language := range []string{"nb", "nn", "en", "ar", "pl"} {
		words, err := os.ReadFile("../../i18n/" + language + ".json")
		must(t, err)
		var catalogue map[string]any
		must(t, json.Unmarshal(words, &catalogue))
		catalogues[language] = catalogue
	}
	rows := map[string][]string{}
	for line := range strings.SplitSeq(string(content), "\n") {
		if cells := strings.Split(strings.Trim(line, "| "), " | "); len(cells) == 4 {
			rows[cells[0]] = cells[1:]
		}
	}
	for _, fault := range faults {
		row := rows[fault]
		if row == nil {
			t.Errorf("%q isn't answered", fault)
			continue
		}
		keys := strings.Fields(strings.ReplaceAll(row[1], "`", ""))
		for language, catalogue := range catalogues {
			for _, key := range keys {
				if catalogue[key] == nil || catalogue[key] == "" {
					t.Errorf("%q: there is no %s in %s", fault, key, language)
				}
			}
		}
		tests := namedTest.FindAllStringSubmatch(row[2], -1)
		if len(keys) == 0 || len(tests) == 0 || len(tests) != strings.Count(row[2], ";")+1 {
			t.Errorf("%q: %d texts, %d tests", fault, len(keys), len(tests))
		}
		for _, one := range tests {
			source, err := os.ReadFile("../../" + one[1])
			must(t, err)
			wanted := one[2]
			if one[3] != "" { // a bare word stands in many places
				wanted = "func " + one[3] + "("
			}
			if !strings.Contains(string(source), wanted) {
				t.Errorf("%q: %s has no %q", fault, one[1], wanted)
			}
		}
	}
}
