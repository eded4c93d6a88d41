package i18n_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"innbyggertjenesten/i18n"
)

// counts are 0 to 200, some large numbers and some with decimals.
func counts() []string {
	all := []string{"1000", "1000000", "2000000", "0.5", "1.5", "2.5", "10.5", "11.25", "100.5"}
	for n := range 201 {
		all = append(all, strconv.Itoa(n))
	}
	return all
}

// A text with a number is chosen by go-i18n on the server and by the browser's
// Intl.PluralRules in the pages: the same number has the same form in both.
func TestServerAndPagesAgreeOnPluralForms(t *testing.T) {
	t.Parallel()
	command := exec.CommandContext(t.Context(), "node", append([]string{"plurals.mjs", strings.Join(counts(), ",")}, i18n.Codes()...)...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("Node, which this test needs: %v", err)
	}
	var wanted map[string]map[string]string
	if err := json.Unmarshal(out, &wanted); err != nil {
		t.Fatal(err)
	}
	for _, code := range i18n.Codes() {
		bundle := goi18n.NewBundle(language.MustParse(code))
		bundle.MustAddMessages(language.MustParse(code), &goi18n.Message{
			ID: "form", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other",
		})
		localizer := goi18n.NewLocalizer(bundle, code)
		if len(wanted[code]) != len(counts()) {
			t.Errorf("%s: %d of %d numbers compared", code, len(wanted[code]), len(counts()))
		}
		for number, form := range wanted[code] {
			got, err := localizer.Localize(&goi18n.LocalizeConfig{MessageID: "form", PluralCount: number})
			if err != nil || got != form {
				t.Errorf("%s: %s is %q to the server (%v), %q to the pages", code, number, got, err, form)
			}
		}
	}
}
