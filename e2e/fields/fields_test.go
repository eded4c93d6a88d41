package fields

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/e2e/fields/table"
)

const (
	shown    = table.Shown
	decides  = table.Decides
	withheld = table.Withheld
)

func readTable(t *testing.T) []table.Row {
	t.Helper()
	rows, err := table.Read()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// circumstances are those in which a field is looked for: what it takes for it to
// be seen, if it is ever seen.
type circumstances struct {
	name      string
	language  string
	given     values
	sheltered bool
}

var seenIn = []circumstances{
	{name: "in bokmål", language: "nb"},
	{name: "in nynorsk", language: "nn"},
	{name: "in English", language: "en"},
	{name: "where another's place is protected", language: "nb", sheltered: true},
	{name: "without what comes before it", language: "nb", given: values{
		"journalpost.dokumentetsDato": nil, "mappe.lenker[].egendefinert.bokmal": nil, "mappe.lenker[].egendefinert.nynorsk": nil,
		"mappe.lenker[].egendefinert.engelsk": nil, "journalpost.lenker[].egendefinert.bokmal": nil,
		"journalpost.lenker[].egendefinert.nynorsk": nil, "journalpost.lenker[].egendefinert.engelsk": nil,
	}},
}

// said is all that a mother is answered about a case that holds these values: a
// decision, minutes and a plan.
func said(t *testing.T, given values, in circumstances) string {
	t.Helper()
	schemas := published(t)
	together := ordinary
	for _, more := range []values{given, in.given} {
		for path, value := range more {
			together = together.with(path, value)
		}
	}
	kinds := []any{"VEDTAK", "MOTEREFERAT", "TILTAKSPLAN"}
	if kind, set := given["journalpost.dokumenttype"]; set {
		kinds = []any{kind}
	}
	what := sent{role: contract.RoleMOR, mappe: object("mappe", schemas["Barnevernmappe"].Value, together)}
	for _, kind := range kinds {
		of := together.with("journalpost.dokumenttype", kind)
		if kind != "VEDTAK" && given["journalpost.klagefrist"] == nil {
			of = of.with("journalpost.klagefrist", nil)
		}
		if kind != "TILTAKSPLAN" {
			of = of.with("journalpost.tiltaksplanDetaljer", nil)
		}
		what.entries = append(what.entries, object("journalpost", schemas["Barnevernjournalpost"].Value, of))
	}
	other := party(uuid.New(), contract.RoleFAR, "Omar", "Haddad", "Fjellveien 9, 5999 Fjordvik")
	if in.sheltered {
		other = party(uuid.New(), contract.RoleFAR, "Omar", "Haddad", "Fjellveien 9, 5999 Fjordvik", "PLACE")
	}
	what.others = []map[string]any{other}
	return all(answers(t, what, in.language))
}

// TestEveryPublishedFieldIsInTheTable: no more and no fewer than are published,
// each with its place or its reason.
func TestEveryPublishedFieldIsInTheTable(t *testing.T) {
	t.Parallel()
	rows := readTable(t)
	document, err := portal.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	answered := document.Components.Schemas
	listed := map[string]bool{}
	for _, one := range rows {
		if listed[one.Field] {
			t.Errorf("%s is listed twice", one.Field)
		}
		listed[one.Field] = true
		switch one.Becomes {
		case shown:
			if len(places(one.Where)) == 0 {
				t.Errorf("%s is shown, and nothing says where", one.Field)
			}
			for _, place := range places(one.Where) {
				if schema := answered[place[0]]; schema == nil || schema.Value.Properties[place[1]] == nil {
					t.Errorf("%s: contracts/portal.yaml has no %s.%s", one.Field, place[0], place[1])
				}
			}
		case decides, withheld:
			if len(one.Why) < 10 {
				t.Errorf("%s is %s, and nothing says why", one.Field, one.Becomes)
			}
		default:
			t.Errorf("%s: what is %q?", one.Field, one.Becomes)
		}
	}
	schemas, there := published(t), map[string]bool{}
	for word, name := range protocol {
		for _, one := range leaves(word, schemas[name].Value) {
			there[one.path] = true
		}
	}
	for word, name := range objects {
		for _, one := range leaves(word, schemas[name].Value) {
			there[one.path] = true
		}
	}
	for path := range there {
		if !listed[path] {
			t.Errorf("%s is published and stands nowhere in contracts/FIELDS.md", path)
		}
	}
	for path := range listed {
		if !there[path] {
			t.Errorf("contracts/FIELDS.md names %s, which isn't published", path)
		}
	}
	// What a field may not do, whatever the table says.
	for _, one := range rows {
		if strings.HasSuffix(one.Field, "odselsnummer") || strings.HasSuffix(one.Field, ".fnr") || strings.Contains(one.Field, "eksponertFor") {
			if one.Becomes != withheld {
				t.Errorf("%s must never be shown", one.Field)
			}
		}
	}
}

// TestTheTableSaysWhatTheCodeDoes sends a value of its own through the portal's
// rooms for each field, and looks for it in all that the party is answered.
func TestTheTableSaysWhatTheCodeDoes(t *testing.T) {
	t.Parallel()
	becomes, where := map[string]string{}, map[string]string{}
	for _, one := range readTable(t) {
		becomes[one.Field], where[one.Field] = one.Becomes, one.Where
	}
	before := make([]string, len(seenIn))
	for i, in := range seenIn {
		before[i] = said(t, nil, in)
		for _, must := range []string{"Ordinary office", "Ordinary step"} {
			if !strings.Contains(before[i], must) {
				t.Fatalf("%s: nothing is shown that could be missing", in.name)
			}
		}
	}
	var fields []leaf
	for word, name := range objects {
		fields = append(fields, leaves(word, published(t)[name].Value)...)
	}
	slices.SortFunc(fields, func(a, b leaf) int { return strings.Compare(a.path, b.path) })
	words, tried := map[string]string{}, map[string][]any{}
	together := values{}
	for number, one := range fields {
		words[one.path], tried[one.path] = probe(number, one)
		if words[one.path] != "" {
			together[one.path] = tried[one.path][0]
		}
	}
	// What is met by its own word: all fields have theirs at once.
	met := make([]string, len(seenIn))
	for i, in := range seenIn {
		met[i] = said(t, together, in)
	}
	whatever := strings.Join(met, "\n")
	arrives := map[string]bool{}
	for _, one := range fields {
		word := words[one.path]
		arrives[one.path] = word != "" && strings.Contains(whatever, word)
		for _, place := range places(where[one.path]) {
			if word != "" && !regexp.MustCompile(`"`+place[1]+`":"?[^",{}]*`+regexp.QuoteMeta(word)).MatchString(whatever) {
				t.Errorf("%s doesn't arrive as %s", one.path, place[1])
			}
		}
	}
	// What changes nothing, whatever stands in it: again all at once, and one by one
	// where something does change.
	changes := map[string]bool{}
	still := func(suspects []leaf) bool {
		for turn := range 8 {
			given := values{}
			for _, one := range suspects {
				given[one.path] = tried[one.path][turn%len(tried[one.path])]
			}
			for i, in := range seenIn {
				if said(t, given, in) != before[i] {
					return false
				}
			}
			if !slices.ContainsFunc(suspects, func(one leaf) bool { return turn+1 < len(tried[one.path]) }) {
				break
			}
		}
		return true
	}
	quiet := slices.DeleteFunc(slices.Clone(fields), func(one leaf) bool { return arrives[one.path] || becomes[one.path] != withheld })
	allQuiet := still(quiet)
	for _, one := range fields {
		if isQuiet := allQuiet && slices.ContainsFunc(quiet, func(other leaf) bool { return other.path == one.path }); !isQuiet && !arrives[one.path] {
			changes[one.path] = !still([]leaf{one})
		}
	}
	for _, one := range fields {
		is := withheld
		switch {
		case arrives[one.path], words[one.path] == "" && changes[one.path]:
			is = shown
		case changes[one.path]:
			is = decides
		}
		if is == shown && words[one.path] == "" && becomes[one.path] == decides {
			is = decides // of a word of the schema's own only a person can tell the two apart
		}
		if is != becomes[one.path] {
			t.Errorf("%s: contracts/FIELDS.md says %q, it is %s", one.path, becomes[one.path], is)
		}
	}
}

var place = regexp.MustCompile("`(\\w+)\\.(\\w+)`")

// places are the portal's fields that a line of the table names, by schema and name.
func places(where string) (named [][2]string) {
	for _, found := range place.FindAllStringSubmatch(where, -1) {
		named = append(named, [2]string{found[1], found[2]})
	}
	return named
}

// protocol is the access-request protocol, by the word that its fields' paths
// begin with.
var protocol = map[string]string{"foresporsel": "Innsynsforespoersel", "svar": "InnsynsforespoerselSvar", "feil": "InnsynsforespoerselFeil"}
