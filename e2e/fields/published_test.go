package fields

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"innbyggertjenesten/contracts/barnevern"
)

// objects are the published objects that the fagsystem contract carries, by the
// word that their fields' paths begin with.
var objects = map[string]string{"mappe": "Barnevernmappe", "journalpost": "Barnevernjournalpost"}

func published(t *testing.T) openapi3.Schemas {
	t.Helper()
	document, err := barnevern.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	return document.Components.Schemas
}

// leaf is a field that holds a value, not further fields.
type leaf struct {
	path   string
	schema *openapi3.Schema
}

// leaves are all fields below a schema.
func leaves(path string, schema *openapi3.Schema) []leaf {
	switch {
	case len(schema.Properties) > 0:
		var found []leaf
		for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
			found = append(found, leaves(path+"."+name, schema.Properties[name].Value)...)
		}
		return found
	case schema.Items != nil:
		return leaves(path+"[]", schema.Items.Value)
	}
	return []leaf{{path, schema}}
}

// values say what stands in the fields: what isn't named here has its own.
type values map[string]any

// with is a copy in which some fields hold something else.
func (v values) with(path string, value any) values {
	other := maps.Clone(v)
	other[path] = value
	return other
}

// ordinary are values that go together; the rest follow from the schema.
var ordinary = values{
	"mappe.organisasjonsnummer":                                           "311400215",
	"mappe.lenker[].url":                                                  "https://ordinary.example/",
	"mappe.navaerendeMilepel.navn":                                        "Ordinary step",
	"journalpost.lenker[].url":                                            "https://ordinary.example/",
	"journalpost.dokumenter[].mimeType":                                   "application/pdf",
	"journalpost.korrespondanseparter[].korrespondanseparttype":           "EA",
	"journalpost.korrespondanseparter[].person.fornavn":                   "Rania",
	"journalpost.korrespondanseparter[].person.etternavn":                 "Haddad",
	"journalpost.korrespondanseparter[].organisasjon.navn":                "Ordinary office",
	"journalpost.korrespondanseparter[].organisasjon.organisasjonsnummer": "311400215",
	"journalpost.innsynsforesporselStatus":                                "GODKJENT",
	"journalpost.samtykkeId":                                              nil,
	"journalpost.tiltaksplanDetaljer.tiltaksstatus":                       "AKTIV",
}

// eitherOr are fields of which an object has exactly one.
var eitherOr = [][2]string{{"predefinert", "egendefinert"}, {"person", "organisasjon"}}

// object makes one with every field filled in; in lists there is one of each kind.
func object(path string, schema *openapi3.Schema, given values) any {
	if value, set := given[path]; set {
		return value
	}
	switch {
	case len(schema.Properties) > 0:
		made := map[string]any{}
		for name, property := range schema.Properties {
			made[name] = object(path+"."+name, property.Value, given)
		}
		return made
	case schema.Items != nil:
		one := object(path+"[]", schema.Items.Value, given)
		fields, isObject := one.(map[string]any)
		for _, pair := range eitherOr {
			if !isObject || fields[pair[0]] == nil || fields[pair[1]] == nil {
				continue
			}
			first, second := maps.Clone(fields), maps.Clone(fields)
			delete(first, pair[1])
			delete(second, pair[0])
			return []any{first, second}
		}
		return []any{one}
	}
	return ordinaryOf(path, schema)
}

func ordinaryOf(path string, schema *openapi3.Schema) any {
	switch {
	case len(schema.Enum) > 0:
		return schema.Enum[0]
	case schema.Type.Is(openapi3.TypeBoolean):
		return true
	case schema.Type.Is(openapi3.TypeInteger):
		return 7
	case schema.Format == "date-time":
		return "2026-10-01T10:00:00Z"
	case schema.Format == "uuid":
		return "00000000-0000-4000-8000-000000000000"
	case schema.Pattern == "^[0-9]{11}$":
		return "01020300000"
	case schema.Pattern == "^[0-9]{9}$":
		return "311400215"
	}
	return "Ordinary"
}

// probe is a value for a field that stands nowhere else, and the word by which it
// is found in an answer; of what has no such value there are several.
func probe(number int, one leaf) (found string, tried []any) {
	schema := one.schema
	switch {
	case len(schema.Enum) > 0:
		return "", schema.Enum
	case schema.Type.Is(openapi3.TypeBoolean):
		return "", []any{true, false}
	case schema.Type.Is(openapi3.TypeInteger):
		if schema.Max != nil && *schema.Max < 1_000_000 {
			return fmt.Sprint(6000 + number), []any{6000 + number}
		}
		return fmt.Sprint(61_000_000 + number), []any{61_000_000 + number}
	case schema.Format == "date-time":
		day := fmt.Sprintf("%d-%02d-%02d", 2031+number/300, 1+number/28%12, 1+number%28)
		return day, []any{day + "T10:00:00Z"}
	case strings.HasSuffix(one.path, "dokumenter[].filnavn"):
		word := fmt.Sprintf("referat 20%02d-01-01.pdf", number%100)
		return word, []any{word}
	case schema.Format == "uuid":
		id := fmt.Sprintf("77777777-0000-4000-8000-%012d", number)
		return id, []any{id}
	case schema.Pattern == "^[0-9]{11}$":
		word := fmt.Sprintf("41020%06d", number)
		return word, []any{word}
	case schema.Pattern == "^[0-9]{9}$":
		word := fmt.Sprintf("888%06d", number)
		return word, []any{word}
	case strings.HasSuffix(one.path, ".url"), strings.HasSuffix(one.path, "dokumenter[].lenke"):
		word := fmt.Sprintf("https://probe%d.example/", number)
		return word, []any{word}
	}
	word := fmt.Sprintf("Probe%dx", number)
	return word, []any{word}
}
