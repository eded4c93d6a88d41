package barnevern

import (
	"strings"
	"testing"
)

func ptr[T any](value T) *T { return &value }

func TestEveryBrokenRuleIsNamed(t *testing.T) {
	post := Barnevernjournalpost{
		InnsynsforesporselStatus: ptr(InnsynsforesporselStatusIkkeForespurt),
		SystemId:                 ptr(" \t"),
		Dokumenttype:             ptr(DokumenttypeTiltaksplan),
		Lenker: []*Lenke{
			{Url: "https://portal.example", Egendefinert: &LenkeEgendefinert{}},
			nil,
		},
		EdialogSkjemaer: []*EdialogSkjema{
			{Predefinert: &EdialogSkjemaPredefinert{Type: EdialogSkjemaTypeSvar}, Egendefinert: &EdialogSkjemaEgendefinert{}},
		},
		Korrespondanseparter: []*Korrespondansepart{
			{Person: &KorrespondansepartPerson{}, Organisasjon: &KorrespondansepartOrganisasjon{}},
		},
	}
	err := ValidateBarnevernjournalpost(&post)
	if err == nil {
		t.Fatal("an entry that breaks seven rules was taken as valid")
	}
	want := []string{
		"mappeId is needed",
		"systemId is needed",
		"tiltaksplanDetaljer is needed",
		"lenker[0].egendefinert needs a text",
		"lenker[1] is either",
		"edialogSkjemaer[0] is either",
		"korrespondanseparter[0] is either",
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Errorf("got %d broken rules, want %d:\n%v", len(lines), len(want), err)
	}
	for _, start := range want {
		if !strings.Contains(err.Error(), start) {
			t.Errorf("missing: %s\n%v", start, err)
		}
	}
}

func TestACaseWithoutRuleBreachesIsValid(t *testing.T) {
	mappe := Barnevernmappe{
		Lenker: []*Lenke{{Url: "https://portal.example", Predefinert: &LenkePredefinert{Type: LenkeTypeKlage}}},
		EdialogSkjemaer: []*EdialogSkjema{
			{Egendefinert: &EdialogSkjemaEgendefinert{Nordsamisk: ptr("Čále munnje")}},
		},
	}
	if err := ValidateBarnevernmappe(&mappe); err != nil {
		t.Error(err)
	}
}
