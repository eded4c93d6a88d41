package barnevern

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// verdict is nil where an object, as read from JSON, is valid.
type verdict func(object any) error

// ourVerdict is what a reader of the contract goes through: the schema, the Go type, the rules.
func ourVerdict(t *testing.T, name string) verdict {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromFile("../barnevern.yaml")
	if err != nil {
		t.Fatal(err)
	}
	schema := document.Components.Schemas[name]
	if schema == nil {
		t.Fatalf("no schema %q", name)
	}
	return func(object any) error {
		if err := schema.Value.VisitJSON(object, openapi3.EnableFormatValidation()); err != nil {
			return err
		}
		content, err := json.Marshal(object)
		if err != nil {
			return err
		}
		switch name {
		case "Barnevernmappe":
			var mappe Barnevernmappe
			if err := json.Unmarshal(content, &mappe); err != nil {
				return err
			}
			return ValidateBarnevernmappe(&mappe)
		case "Barnevernjournalpost":
			var post Barnevernjournalpost
			if err := json.Unmarshal(content, &post); err != nil {
				return err
			}
			return ValidateBarnevernjournalpost(&post)
		}
		return nil
	}
}

// publishedVerdict asks the published schema itself.
func publishedVerdict(t *testing.T, published publishedSchemas, file string) verdict {
	t.Helper()
	const base = "https://published.example/"
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	for name, schema := range published {
		if err := compiler.AddResource(base+name, map[string]any(schema)); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile(base + file)
	if err != nil {
		t.Fatal(err)
	}
	return func(object any) error { return schema.Validate(object) }
}

// readExample reads one of our examples anew.
func readExample(t *testing.T, file string) map[string]any {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "examples", "barnevern", file))
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(content, &object); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return object
}

type object = map[string]any

// conditions are samples on both sides of each published rule, laid over an example that is valid.
var conditions = []struct {
	about   string
	example string
	with    object
	valid   bool
}{
	{"access can be asked for, with both ids", "Barnevernjournalpost.title-only.json", object{}, true},
	{"access can be asked for, without the case's id", "Barnevernjournalpost.title-only.json", object{"mappeId": nil}, false},
	{"access can be asked for, without the entry's id", "Barnevernjournalpost.title-only.json", object{"systemId": nil}, false},
	{"access can be asked for, with a blank id", "Barnevernjournalpost.title-only.json", object{"systemId": " \t"}, false},
	{"access has been asked for, without ids", "Barnevernjournalpost.title-only.json", object{"innsynsforesporselStatus": "FORESPURT", "mappeId": nil, "systemId": nil}, true},
	{"the protocol's state instead of the entry's", "Barnevernjournalpost.title-only.json", object{"innsynsforesporselStatus": "INNVILGET"}, false},
	{"a plan with its details", "Barnevernjournalpost.plan.json", object{}, true},
	{"a plan without its details", "Barnevernjournalpost.plan.json", object{"tiltaksplanDetaljer": nil}, false},
	{"a decision with a plan's details", "Barnevernjournalpost.plan.json", object{"dokumenttype": "VEDTAK"}, false},
	{"a plan's details as a text", "Barnevernjournalpost.plan.json", object{"tiltaksplanDetaljer": "AKTIV"}, false},
	{"null is no kind of document", "Barnevernjournalpost.minutes.json", object{"dokumenttype": nil}, false},
	{"more related entries than ten", "Barnevernjournalpost.minutes.json", object{"relaterteJournalposter": slices.Repeat([]any{"0c9f2c14-55c7-4ac0-8f76-6a0d5b1f3e21"}, 11)}, false},
	{"no registration type", "Barnevernjournalpost.decision.json", object{"journalposttype": nil}, true},
	{"a person and an organisation in one", "Barnevernjournalpost.decision.json", object{"korrespondanseparter": []any{object{
		"korrespondanseparttype": "EM", "person": object{"fornavn": "Rania", "etternavn": "Haddad"}, "organisasjon": object{"navn": "Fjordvik kommune"},
	}}}, false},
	{"neither a person nor an organisation", "Barnevernjournalpost.decision.json", object{"korrespondanseparter": []any{object{"korrespondanseparttype": "EM", "person": nil}}}, false},
	{"an organisation, and null for the person", "Barnevernjournalpost.decision.json", object{"korrespondanseparter": []any{object{
		"korrespondanseparttype": "EM", "person": nil, "organisasjon": object{"navn": "Fjordvik kommune"},
	}}}, true},
	{"null is no correspondent", "Barnevernjournalpost.decision.json", object{"korrespondanseparter": []any{nil}}, false},
	{"null among the parties", "Barnevernjournalpost.decision.json", object{"eksponertFor": []any{nil}}, true},
	{"a link with both kinds of text", "Barnevernmappe.mother.json", object{"lenker": []any{object{
		"url": "https://portal.example", "predefinert": object{"type": "SVAR"}, "egendefinert": object{"bokmal": "Svar"},
	}}}, false},
	{"a link without a text", "Barnevernmappe.mother.json", object{"lenker": []any{object{"url": "https://portal.example"}}}, false},
	{"a link with a text in no language", "Barnevernmappe.mother.json", object{"lenker": []any{object{
		"url": "https://portal.example", "egendefinert": object{"utseende": nil, "nynorsk": nil},
	}}}, false},
	{"a link with a text in one language", "Barnevernmappe.mother.json", object{"lenker": []any{object{
		"url": "https://portal.example", "predefinert": nil, "egendefinert": object{"utseende": nil, "nordsamisk": "Vástit"},
	}}}, true},
	{"null is no link", "Barnevernmappe.mother.json", object{"lenker": []any{nil}}, false},
	{"a link can't be a message about the case", "Barnevernmappe.mother.json", object{"lenker": []any{object{"url": "https://portal.example", "predefinert": object{"type": "POST"}}}}, false},
	{"a form without a text", "Barnevernmappe.mother.json", object{"edialogSkjemaer": []any{object{"edialogId": "x"}}}, false},
	{"a form with both kinds of text", "Barnevernmappe.mother.json", object{"edialogSkjemaer": []any{object{
		"predefinert": object{"type": "POST"}, "egendefinert": object{"engelsk": "Write to us"},
	}}}, false},
	{"a form with a text in no language", "Barnevernmappe.mother.json", object{"edialogSkjemaer": []any{object{"egendefinert": object{}}}}, false},
	{"null is no form", "Barnevernmappe.mother.json", object{"edialogSkjemaer": []any{nil}}, false},
	{"no lists at all", "Barnevernmappe.mother.json", object{"lenker": nil, "edialogSkjemaer": nil, "andreParter": nil, "milepeler": nil, "minPart": nil, "navaerendeMilepel": nil}, true},
	{"a title of spaces", "Barnevernmappe.minimal.json", object{"tittel": "  "}, false},
	{"a role that isn't published", "Barnevernmappe.minimal.json", object{"minPart": object{"rolle": "FULLMEKTIG", "fornavn": "Helle", "etternavn": "Brun"}}, false},
}

// TestConditionsHoldOnBothSides checks the rules that can't be compared by structure through samples.
func TestConditionsHoldOnBothSides(t *testing.T) {
	published := readPublished(t)
	ours, theirs := map[string]verdict{}, map[string]verdict{}
	for _, name := range []string{"Barnevernmappe", "Barnevernjournalpost"} {
		ours[name] = ourVerdict(t, name)
		if published != nil {
			theirs[name] = publishedVerdict(t, published, fileOf(name))
		}
	}
	for _, condition := range conditions {
		t.Run(condition.about, func(t *testing.T) {
			name, _, _ := strings.Cut(condition.example, ".")
			sample := readExample(t, condition.example)
			maps.Copy(sample, condition.with)
			if err := ours[name](sample); (err == nil) != condition.valid {
				t.Errorf("ours: valid should be %v: %v", condition.valid, err)
			}
			if published == nil {
				return
			}
			if err := theirs[name](sample); (err == nil) != condition.valid {
				t.Errorf("published: valid should be %v: %v", condition.valid, err)
			}
		})
	}
}

func fileOf(name string) string {
	i := slices.IndexFunc(pairs, func(pair struct{ ours, theirs string }) bool { return pair.ours == name })
	return pairs[i].theirs
}

// TestEveryAlteredExampleIsJudgedAlike alters each value of each example in turn, in every way that a schema could
// care about, and wants one verdict from both sides. Without published schemas the unaltered examples must be valid.
func TestEveryAlteredExampleIsJudgedAlike(t *testing.T) {
	files, err := filepath.Glob("../examples/barnevern/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	published := readPublished(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			name, _, _ := strings.Cut(filepath.Base(file), ".")
			ours := ourVerdict(t, name)
			example := readExample(t, filepath.Base(file))
			if err := ours(example); err != nil {
				t.Fatalf("the example isn't valid: %v", err)
			}
			if published == nil {
				return
			}
			theirs := publishedVerdict(t, published, fileOf(name))
			if err := theirs(example); err != nil {
				t.Fatalf("the example isn't valid by what is published: %v", err)
			}
			judged := 0
			for what, altered := range alterations(example, "") {
				our, their := ours(altered), theirs(altered)
				if (our == nil) != (their == nil) {
					t.Errorf("%s\n  ours: %v\n  published: %v", what, our, their)
				}
				judged++
			}
			t.Logf("%d alterations judged", judged)
			if judged < 20 {
				t.Errorf("only %d alterations were judged", judged)
			}
		})
	}
}

// alterations yields copies of a value, each altered in one place.
func alterations(value any, path string) func(yield func(string, any) bool) {
	return func(yield func(string, any) bool) {
		for _, other := range []any{nil, "", " ", "x", 0.0, -1.0, 99999.0, 3000000000.0, 1.5, true, []any{}, object{}} {
			if !yield(fmt.Sprintf("%s becomes %#v", path, other), other) {
				return
			}
		}
		switch value := value.(type) {
		case string:
			others := []string{value + " ", strings.TrimSpace(value), value + "0"}
			// RFC 3339 allows a small t and z in a point in time, our readers don't; nobody writes them.
			if _, err := time.Parse(time.RFC3339, value); err != nil {
				others = append(others, strings.ToLower(value))
			}
			for _, other := range others {
				if !yield(fmt.Sprintf("%s becomes %q", path, other), other) {
					return
				}
			}
		case map[string]any:
			extra := maps.Clone(value)
			extra["extra"] = "x"
			if !yield(path+" gets a further property", extra) {
				return
			}
			for name, member := range value {
				without := maps.Clone(value)
				delete(without, name)
				if !yield(path+"."+name+" is gone", without) {
					return
				}
				for what, altered := range alterations(member, path+"."+name) {
					with := maps.Clone(value)
					with[name] = altered
					if !yield(what, with) {
						return
					}
				}
			}
		case []any:
			for i, member := range value {
				for what, altered := range alterations(member, fmt.Sprintf("%s[%d]", path, i)) {
					with := slices.Clone(value)
					with[i] = altered
					if !yield(what, with) {
						return
					}
				}
			}
		}
	}
}
