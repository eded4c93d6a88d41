package barnevern

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"innbyggertjenesten/contracts/barnevern/sample"
)

// samplesMade is how many of each are made.
const samplesMade = 200

// TestSamplesAreValidOnBothSides: what is made by chance is valid by our
// transcription and its rules, and by the published schemas where they are given;
// what is broken on purpose is not.
func TestSamplesAreValidOnBothSides(t *testing.T) {
	t.Parallel()
	document, err := GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	published := readPublished(t)
	judges := map[bool][]verdict{}
	for entry, name := range map[bool]string{false: "Barnevernmappe", true: "Barnevernjournalpost"} {
		judges[entry] = []verdict{ourVerdict(t, name)}
		if published != nil {
			judges[entry] = append(judges[entry], publishedVerdict(t, published, fileOf(name)))
		}
	}
	make := sample.New(document.Components.Schemas, 1)
	seen := map[string]int{}
	for i := range samplesMade {
		for entry, made := range map[bool]sample.Object{false: make.Mappe(i), true: make.Journalpost(i)} {
			for side, judge := range judges[entry] {
				if err := judge(travelled(t, made)); err != nil {
					t.Errorf("%d, entry %v, side %d: %v", i, entry, side, err)
				}
			}
			for _, field := range []string{"dokumenttype", "journalposttype", "innsynsforesporselStatus"} {
				if entry {
					seen[fmt.Sprintf("%s %v", field, made[field])]++
				}
			}
		}
	}
	for _, must := range []string{
		"dokumenttype VEDTAK", "dokumenttype MOTEREFERAT", "dokumenttype TILTAKSPLAN", "dokumenttype <nil>", "journalposttype I", "journalposttype U", "journalposttype N",
		"journalposttype X", "journalposttype S", "innsynsforesporselStatus IKKE_FORESPURT", "innsynsforesporselStatus FORESPURT", "innsynsforesporselStatus GODKJENT",
		"innsynsforesporselStatus AVVIST", "innsynsforesporselStatus <nil>",
	} {
		if seen[must] == 0 {
			t.Errorf("none has %s", must)
		}
	}
	for _, way := range sample.Ways {
		made := make.Mappe(0)
		if way.Entry {
			made = make.Journalpost(0)
		}
		way.Break(made)
		for side, judge := range judges[way.Entry] {
			if judge(travelled(t, made)) == nil {
				t.Errorf("%s is valid on side %d", way.About, side)
			}
		}
	}
}

// travelled is an object as it is read at the other end.
func travelled(t *testing.T, made sample.Object) map[string]any {
	t.Helper()
	content, err := json.Marshal(made)
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]any
	decoder := json.NewDecoder(bytes.NewReader(content))
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	return read
}
