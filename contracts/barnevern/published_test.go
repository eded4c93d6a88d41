package barnevern

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// pairs says which of our objects transcribes which published file, relative to FIKS_SCHEMAS.
var pairs = []struct{ ours, theirs string }{
	{"Barnevernmappe", "innsyn/domain/barnevern/mappe.v1.json"},
	{"Barnevernjournalpost", "innsyn/domain/barnevern/journalpost.v1.json"},
	{"Innsynsforespoersel", requestFile + "send.schema.json"},
	{"InnsynsforespoerselSvar", requestFile + "svar.schema.json"},
	{"InnsynsforespoerselFeil", requestFile + "ikkefunnet.schema.json"},
	{"InnsynsforespoerselFeil", requestFile + "serverfeil.schema.json"},
	{"InnsynsforespoerselFeil", requestFile + "ugyldigforespoersel.schema.json"},
}

const requestFile = "innsynsforespoersel/no.ks.fiks.innsynsforespoersel.journalpost.v1.forespoersel."

// accepted lists where we say more than is published, with the reason.
var accepted = map[string]string{
	"Barnevernjournalpost.tiltaksplanDetaljer types: published [], ours [null object]": "published without a type; the entry's own rules allow an object or null only",
}

// publishedSchemas are KS' files by their path. References between them are by file: one of them ($id of
// edialog.skjema.v1.json) claims to lie in another folder than it does, so ids can't be followed.
type publishedSchemas map[string]map[string]any

// readPublished returns nil where FIKS_SCHEMAS isn't set, and says so.
func readPublished(t *testing.T) publishedSchemas {
	t.Helper()
	folder := os.Getenv("FIKS_SCHEMAS")
	if folder == "" {
		t.Log("FIKS_SCHEMAS doesn't name a folder with KS' published schemas: ONLY our own examples are checked here, nothing is compared with what is published.")
		return nil
	}
	schemas := publishedSchemas{}
	err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".json" {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		var schema map[string]any
		if err := json.Unmarshal(content, &schema); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		delete(schema, "$id")
		name, err := filepath.Rel(folder, file)
		schemas[filepath.ToSlash(name)] = schema
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return schemas
}

func (p publishedSchemas) shape(t *testing.T, file string) *shape {
	t.Helper()
	r := reader{resolve: func(from, ref string) (string, map[string]any, error) {
		file, pointer, _ := strings.Cut(ref, "#")
		if file = path.Join(path.Dir(from), file); strings.HasPrefix(ref, "#") {
			file = from
		}
		node, found := p[file]
		if pointer != "" && found {
			definitions, _ := node["definitions"].(map[string]any)
			node, found = definitions[strings.TrimPrefix(pointer, "/definitions/")].(map[string]any)
		}
		if !found {
			return "", nil, fmt.Errorf("%s: nothing at %q", from, ref)
		}
		return file, node, nil
	}}
	if p[file] == nil {
		t.Fatalf("FIKS_SCHEMAS has no %s", file)
	}
	s, err := r.read(file, p[file])
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// transcription is our barnevern.yaml's schemas, by name.
type transcription map[string]any

func readTranscription(t *testing.T) transcription {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromFile("../barnevern.yaml")
	if err != nil {
		t.Fatal(err)
	}
	content, err := json.Marshal(document.Components.Schemas)
	if err != nil {
		t.Fatal(err)
	}
	var schemas transcription
	if err := json.Unmarshal(content, &schemas); err != nil {
		t.Fatal(err)
	}
	return schemas
}

func (tr transcription) shape(t *testing.T, name string, visited map[string]bool) *shape {
	t.Helper()
	r := reader{visited: visited, resolve: func(_, ref string) (string, map[string]any, error) {
		target := path.Base(ref)
		node, found := tr[target].(map[string]any)
		if !found {
			return "", nil, fmt.Errorf("nothing at %q", ref)
		}
		return target, node, nil
	}}
	s, err := r.read(name, tr[name].(map[string]any))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTranscriptionSaysWhatIsPublished(t *testing.T) {
	ours := readTranscription(t)
	visited := map[string]bool{}
	shapes := make([]*shape, len(pairs))
	for i, pair := range pairs {
		visited[pair.ours] = true
		shapes[i] = ours.shape(t, pair.ours, visited)
	}
	for name := range ours {
		if !visited[name] {
			t.Errorf("%s belongs to none of the published objects", name)
		}
	}
	published := readPublished(t)
	if published == nil {
		return
	}
	unused := map[string]string{}
	for difference, reason := range accepted {
		unused[difference] = reason
	}
	for i, pair := range pairs {
		for _, difference := range differences(pair.ours, published.shape(t, pair.theirs), shapes[i]) {
			if accepted[difference] == "" {
				t.Errorf("%s (%s)", difference, pair.theirs)
			}
			delete(unused, difference)
		}
	}
	for difference := range unused {
		t.Errorf("accepted, but not found any more: %s", difference)
	}
}

// TestComparisonReportsAlterations proves that the comparison sees: each alteration of our transcription must be
// reported, against what is published where that is given, and against the transcription as it stands otherwise.
func TestComparisonReportsAlterations(t *testing.T) {
	at := func(tr transcription, keys ...string) map[string]any {
		node := map[string]any(tr)
		for _, key := range keys {
			node = node[key].(map[string]any)
		}
		return node
	}
	alterations := map[string]struct {
		alter func(transcription)
		want  string
	}{
		"a property is missing": {func(tr transcription) { delete(at(tr, "Part", "properties"), "etternavn") }, "andreParter[].etternavn: published, but not ours"},
		"a property is added":   {func(tr transcription) { at(tr, "Part", "properties")["alder"] = map[string]any{} }, "andreParter[].alder: ours, but not published"},
		"not required":          {func(tr transcription) { at(tr, "Milepel")["required"] = []any{"navn"} }, "milepeler[] required"},
		"not nullable":          {func(tr transcription) { delete(at(tr, "Barnevernmappe", "properties", "avsluttet"), "nullable") }, "avsluttet types"},
		"the trailing space is gone": {func(tr transcription) {
			at(tr, "Tiltaksstatus")["enum"] = []any{"AKTIV", "AVSLUTTET", "MANUELT_AVSLUTTET"}
		}, "tiltaksplanDetaljer.tiltaksstatus values"},
		"another pattern": {func(tr transcription) {
			at(tr, "Barnevernmappe", "properties", "organisasjonsnummer")["pattern"] = "^[0-9]{8}$"
		}, "organisasjonsnummer patterns"},
		"another format":  {func(tr transcription) { at(tr, "Milepel", "properties", "startdato")["format"] = "date" }, "milepeler[].startdato format"},
		"another minimum": {func(tr transcription) { at(tr, "Dokument", "properties", "svarUtFilnummer")["minimum"] = 0.0 }, "dokumenter[].svarUtFilnummer minimum"},
		"no maximum": {func(tr transcription) {
			delete(at(tr, "JournalpostMappeId", "properties", "saksaar"), "maximum")
		}, "mappeId.saksaar maximum"},
		"more items": {func(tr transcription) {
			delete(at(tr, "Barnevernjournalpost", "properties", "relaterteJournalposter"), "maxItems")
		}, "relaterteJournalposter maxItems"},
		"open to other properties": {func(tr transcription) { delete(at(tr, "Lenke"), "additionalProperties") }, "lenker[] closed to other properties"},
		"a rule isn't named":       {func(tr transcription) { at(tr, "Korrespondansepart")["description"] = "A correspondent." }, "korrespondanseparter[] has rules"},
		"a state of the other kind": {func(tr transcription) {
			at(tr, "InnsynsforespoerselStatus")["enum"] = []any{"IKKE_FORESPURT", "INNVILGET", "AVVIST", "UNDER_BEHANDLING"}
		}, "InnsynsforespoerselSvar.status values"},
	}
	published, unaltered := readPublished(t), readTranscription(t)
	truths := make([]*shape, len(pairs))
	for i, pair := range pairs {
		truths[i] = unaltered.shape(t, pair.ours, nil)
		if published != nil {
			truths[i] = published.shape(t, pair.theirs)
		}
	}
	for name, alteration := range alterations {
		t.Run(name, func(t *testing.T) {
			altered := readTranscription(t)
			alteration.alter(altered)
			var reported []string
			for i, pair := range pairs {
				reported = append(reported, differences(pair.ours, truths[i], altered.shape(t, pair.ours, nil))...)
			}
			if !strings.Contains(strings.Join(reported, "\n"), alteration.want) {
				t.Errorf("not reported: %s\nreported: %q", alteration.want, reported)
			}
		})
	}
}
