// Package sample makes published objects by chance, the same ones for the same
// seed: every optional field there, absent and null, every word of every list of
// words, and texts that somebody might really have written or meant as an attack.
package sample

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Object is a published object, as it travels.
type Object = map[string]any

// Maker makes objects of the transcription's schemas.
type Maker struct {
	schemas openapi3.Schemas
	random  *rand.Rand
	made    int
	// fill is how likely an optional field is there, empty how likely it is null.
	fill, empty float64
}

// New makes a Maker; schemas are those of barnevern.yaml.
func New(schemas openapi3.Schemas, seed uint64) *Maker {
	return &Maker{schemas: schemas, random: rand.New(rand.NewPCG(seed, seed)), fill: 0.75, empty: 0.15}
}

// Mappe makes a valid case: the first one with every field, the second with only
// those that it needs, the third with every null that is allowed.
func (m *Maker) Mappe(number int) Object {
	m.begin(number)
	return m.object("Barnevernmappe")
}

// Journalpost makes a valid entry, in the same order of fullness.
func (m *Maker) Journalpost(number int) Object {
	m.begin(number)
	post := m.object("Barnevernjournalpost")
	if post["dokumenttype"] == "TILTAKSPLAN" {
		post["tiltaksplanDetaljer"] = m.object("TiltaksplanDetaljer")
	} else if post["tiltaksplanDetaljer"] != nil {
		post["tiltaksplanDetaljer"] = nil
	}
	if post["innsynsforesporselStatus"] == "IKKE_FORESPURT" {
		post["mappeId"] = m.object("JournalpostMappeId")
		post["systemId"] = m.word()
	}
	return post
}

func (m *Maker) begin(number int) {
	m.fill, m.empty = 0.75, 0.15
	switch number {
	case 0:
		m.fill, m.empty = 1, 0
	case 1:
		m.fill = 0
	case 2:
		m.fill, m.empty = 1, 1
	}
}

func (m *Maker) chance(likely float64) bool { return m.random.Float64() < likely }

// usual are what stands in fields that have no list of words and yet aren't any text.
var usual = map[string][]string{
	"mimeType": {"application/pdf", "application/pdf", "application/pdf; version=1.7", "APPLICATION/PDF", "text/html", "image/png"},
	"filnavn":  {"vedtak.pdf", "Referat 2026-05-03.pdf", "Møtereferat Kari Nordmann.docx", "C:\\saker\\01020312345\\brev.pdf", "../../etc/passwd"},
	"url": {
		"https://www.kommune.example/barn", "https://kommune.example/a?b=c#d", "http://kommune.example/", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
		"https://kommune.example@ond.example/", "//ond.example", "/logout", "mailto:post@kommune.example",
	},
}

// ways are fields of which an object has exactly one, by its schema.
var ways = map[string][2]string{
	"Lenke": {"predefinert", "egendefinert"}, "EdialogSkjema": {"predefinert", "egendefinert"}, "Korrespondansepart": {"person", "organisasjon"},
}

// spoken are schemas of which at least one text is needed.
var spoken = []string{"LenkeEgendefinert", "EdialogSkjemaEgendefinert"}

func (m *Maker) object(name string) Object {
	schema := m.schemas[name].Value
	made := Object{}
	for _, field := range slices.Sorted(maps.Keys(schema.Properties)) {
		property := schema.Properties[field]
		required := slices.Contains(schema.Required, field)
		switch {
		case !required && !m.chance(m.fill):
		case !required && property.Value.Nullable && m.chance(m.empty):
			made[field] = nil
		case usual[field] != nil && m.chance(0.8):
			made[field] = usual[field][m.random.IntN(len(usual[field]))]
		default:
			made[field] = m.value(property)
		}
	}
	if pair, exclusive := ways[name]; exclusive {
		chosen := m.random.IntN(2)
		made[pair[chosen]] = m.value(schema.Properties[pair[chosen]])
		if _, there := made[pair[1-chosen]]; there {
			made[pair[1-chosen]] = nil
		}
	}
	if slices.Contains(spoken, name) {
		made[[]string{"bokmal", "nynorsk", "engelsk", "nordsamisk"}[m.random.IntN(4)]] = m.text()
	}
	return made
}

func (m *Maker) value(ref *openapi3.SchemaRef) any {
	schema := ref.Value
	name := ref.Ref[strings.LastIndex(ref.Ref, "/")+1:]
	switch {
	case len(schema.Properties) > 0:
		return m.object(name)
	case schema.Items != nil:
		return m.list(schema)
	case len(schema.Enum) > 0:
		words := slices.DeleteFunc(slices.Clone(schema.Enum), func(word any) bool { return word == nil })
		return words[m.random.IntN(len(words))]
	case schema.Type.Is(openapi3.TypeBoolean):
		return m.chance(0.5)
	case schema.Type.Is(openapi3.TypeInteger):
		return m.number(schema)
	}
	switch {
	case schema.Format == "date-time":
		return moments[m.random.IntN(len(moments))]
	case schema.Format == "uuid":
		return fmt.Sprintf("%08x-0000-4000-8000-%012x", m.random.Uint32(), m.random.Int64N(1<<48))
	case schema.Pattern == "^[0-9]{11}$":
		return fmt.Sprintf("%011d", m.random.Int64N(100_000_000_000))
	case schema.Pattern == "^[0-9]{9}$":
		return fmt.Sprintf("%09d", m.random.Int64N(1_000_000_000))
	case schema.Pattern == "" && m.chance(0.1):
		return []string{"", " ", "\n"}[m.random.IntN(3)]
	}
	return m.text()
}

func (m *Maker) list(schema *openapi3.Schema) []any {
	most := 3
	if schema.MaxItems != nil {
		most = int(*schema.MaxItems)
	}
	item := schema.Items
	name := item.Ref[strings.LastIndex(item.Ref, "/")+1:]
	_, never := ways[name] // a condition excludes null there, though the type allows it
	list := []any{}
	count := m.random.IntN(most + 1)
	if m.fill == 1 {
		count = most
	}
	for range count {
		if item.Value.Nullable && !never && m.chance(m.empty*0.7) {
			list = append(list, nil)
			continue
		}
		list = append(list, m.value(item))
	}
	return list
}

func (m *Maker) number(schema *openapi3.Schema) int64 {
	low, high := int64(-1<<52), int64(1<<52) // what every JSON reader holds exactly
	if schema.Min != nil && *schema.Min > float64(low) {
		low = int64(*schema.Min)
	}
	if schema.Max != nil && *schema.Max < float64(high) {
		high = int64(*schema.Max)
	}
	switch m.random.IntN(4) {
	case 0:
		return low
	case 1:
		return high
	}
	return low + m.random.Int64N(min(high-low, 1_000_000))
}

var moments = []string{
	"2022-03-16T14:10:11+00:00", "2026-11-21T23:30:00Z", "2026-03-29T01:30:00+01:00", "2026-10-25T02:30:00+02:00", "2026-05-03T12:00:00.123456789Z",
	"1999-12-31T23:59:59-11:00", "1900-01-01T00:00:00Z", "2099-12-31T00:00:00+14:00", "2024-02-29T12:00:00Z",
	// What systems write where there is no date, which is another year in Oslo or none.
	"9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-11:00", "0001-01-01T00:00:00Z", "0000-01-01T00:00:00+14:00",
}

// pieces are what texts are made of; each text has a word of its own besides.
var pieces = []string{
	"Vedtak om hjelpetiltak", "Møte på skolen – æøå ÆØÅ", "Čállosat", "قرار بشأن التدابير", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "Kari & Ola <3",
	"\"hermetegn\" og 'apostrof'", "{{constructor.constructor('return 1')()}}", "${7*7}", "👨‍👩‍👧‍👦 familien", "e\u0301 og é", "\u202eesrever", "en\nlinje\ttil", "C:\\saker\\2026",
	"'; drop table entry; --", "%s%n%x", "null", "0", "../../etc/passwd", "\u200b", "Ord uten mellomrom " + strings.Repeat("barnevernsundersøkelse", 12), strings.Repeat("lang tekst ", 300),
}

// word is one that nothing else has.
func (m *Maker) word() string {
	m.made++
	return fmt.Sprintf("gen%dx", m.made)
}

func (m *Maker) text() string {
	return pieces[m.random.IntN(len(pieces))] + " " + m.word()
}
