package fields

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// TestNationalNumbersStopInWords: what a case worker has written may hold one, and
// is shown without it, in every language.
func TestNationalNumbersStopInWords(t *testing.T) {
	t.Parallel()
	for kind, of := range shortTexts {
		if kind == "what a consent is for" {
			continue // agreed to word by word
		}
		for _, number := range []string{"01020312345", "010203 12345", "٠١٠٢٠٣١٢٣٤٥"} {
			t.Run(kind+", "+number, func(t *testing.T) {
				t.Parallel()
				what := of(inNorwegian+" "+number, inArabic+" "+number)
				what.role = contract.RoleMOR
				if what.mappe == nil {
					what.mappe = map[string]any{"tittel": "Sak", "organisasjonsnummer": "311400215"}
				}
				for language, words := range map[string]string{"nb": inNorwegian, "ar": inArabic} {
					answered := all(answers(t, what, language))
					if strings.Contains(answered, number) {
						t.Errorf("who reads %s gets it", language)
					}
					if isLink := strings.Contains(kind, "words of"); !isLink && !strings.Contains(answered, words) {
						t.Errorf("who reads %s gets nothing of it", language)
					}
				}
			})
		}
	}
}

// TestNationalNumbersStopInAnEntry: whatever it is called, it is there, without
// the number; an office whose name holds one isn't named.
func TestNationalNumbersStopInAnEntry(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"01020312345", "010203 12345", "01 02 03 12345", "010203\u00a012345", "010203–12345", "0102031234\u200b5", "٠١٠٢٠٣١٢٣٤٥", "⁰¹⁰²⁰³¹²³⁴⁵"} {
		post := map[string]any{
			"tittel": "Vedtaket " + number, "beskrivelse": "Det gjelder " + number + " her", "forelderMeldingId": uuid.New(), "dokumenttype": "VEDTAK", "tidslinje": true,
			"korrespondanseparter": []any{map[string]any{"korrespondanseparttype": "EA", "organisasjon": map[string]any{"navn": "Kontoret " + number}}},
			"dokumenter":           []any{file("Kopien " + number), file("Vedlegg")},
		}
		said := answers(t, sent{role: contract.RoleMOR, mappe: map[string]any{"tittel": "Sak", "organisasjonsnummer": "311400215"}, entries: []any{post}}, "nb")
		for operation, answer := range said {
			if strings.Contains(answer, number) || strings.Contains(answer, "Kontoret") {
				t.Errorf("%q: %s has it", number, operation)
			}
			if operation != "getCitizen" && !strings.Contains(answer, "Vedtaket …") {
				t.Errorf("%q: %s has lost the entry", number, operation)
			}
		}
		for _, kept := range []string{"Det gjelder … her", "Kopien …"} {
			if !strings.Contains(said["getEntry"], kept) {
				t.Errorf("%q: %q isn't there", number, kept)
			}
		}
	}
}
