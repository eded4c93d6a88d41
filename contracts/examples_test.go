// Package contracts_test checks the contracts themselves: that they are valid, that their examples follow them, and that
// what two of them say about the same thing agrees.
package contracts_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
)

func load(t *testing.T, name string) *openapi3.T {
	t.Helper()
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	document, err := loader.LoadFromFile(name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return document
}

func TestContractsAreValidOpenAPI(t *testing.T) {
	for _, name := range []string{"barnevern", "fagsystem", "portal"} {
		if err := load(t, name).Validate(context.Background()); err != nil {
			t.Errorf("%s.yaml: %v", name, err)
		}
	}
}

// TestExamplesFollowTheirContract reads examples/CONTRACT/SCHEMA.WHAT.json.
func TestExamplesFollowTheirContract(t *testing.T) {
	for _, name := range []string{"barnevern", "fagsystem", "portal"} {
		document := load(t, name)
		seen := map[string]bool{}
		files, err := filepath.Glob(filepath.Join("examples", name, "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no examples: %v", name, err)
		}
		for _, file := range files {
			schemaName, _, _ := strings.Cut(filepath.Base(file), ".")
			seen[schemaName] = true
			schema := document.Components.Schemas[schemaName]
			if schema == nil {
				t.Errorf("%s: %s.yaml has no schema %s", file, name, schemaName)
				continue
			}
			var value any
			content := read(t, file, &value)
			if err := schema.Value.VisitJSON(value, openapi3.EnableFormatValidation(), openapi3.MultiErrors()); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			for _, unknown := range unknownProperties(schema.Value, value, schemaName) {
				t.Errorf("%s: the contract has no %s", file, unknown)
			}
			if regexp.MustCompile(`\b[0-9]{11}\b`).Match(content) {
				t.Errorf("%s holds something like a national number", file)
			}
		}
		for _, needed := range bodies(document) {
			// A look-up can't be shown without a national number.
			if !seen[needed] && needed != "PersonLookup" {
				t.Errorf("%s: no example of %s, which travels as a body", name, needed)
			}
		}
	}
}

// unknownProperties finds misspelt names in examples: most objects are open, so that validation alone accepts them.
func unknownProperties(schema *openapi3.Schema, value any, path string) []string {
	var unknown []string
	switch value := value.(type) {
	case map[string]any:
		if schema.AdditionalProperties.Schema != nil {
			return nil
		}
		for name, member := range value {
			property := schema.Properties[name]
			if property == nil {
				unknown = append(unknown, path+"."+name)
				continue
			}
			unknown = append(unknown, unknownProperties(property.Value, member, path+"."+name)...)
		}
	case []any:
		for _, member := range value {
			unknown = append(unknown, unknownProperties(schema.Items.Value, member, path+"[]")...)
		}
	}
	return unknown
}

// bodies lists the schemas that a request or an answer consists of.
func bodies(document *openapi3.T) []string {
	names := map[string]bool{}
	collect := func(content openapi3.Content) {
		for _, media := range content {
			if _, name, found := strings.Cut(media.Schema.Ref, "#/components/schemas/"); found {
				names[name] = true
			}
		}
	}
	for _, item := range document.Paths.Map() {
		for _, operation := range item.Operations() {
			if operation.RequestBody != nil {
				collect(operation.RequestBody.Value.Content)
			}
			for _, response := range operation.Responses.Map() {
				collect(response.Value.Content)
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// TestFagsystemExamplesKeepThePublishedRules checks what the schemas can't say, and that no national number is filled in.
func TestFagsystemExamplesKeepThePublishedRules(t *testing.T) {
	for _, file := range glob(t, "examples/fagsystem/CaseCopy.*.json") {
		var caseCopy fagsystem.CaseCopy
		read(t, file, &caseCopy)
		if err := barnevern.ValidateBarnevernmappe(&caseCopy.Mappe); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, file := range glob(t, "examples/fagsystem/Entry.*.json") {
		var entry fagsystem.Entry
		read(t, file, &entry)
		if err := barnevern.ValidateBarnevernjournalpost(&entry.Journalpost); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, file := range glob(t, "examples/fagsystem/*.json") {
		var value any
		if strings.Contains(string(read(t, file, &value)), "fodselsnummer") {
			t.Errorf("%s fills in fodselsnummer", file)
		}
	}
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("nothing at %s: %v", pattern, err)
	}
	return files
}

func read(t *testing.T, file string, into any) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return content
}
