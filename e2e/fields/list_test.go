package fields

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/e2e/fields/table"
)

// columns are the roles as the list by role calls them.
var columns = []contract.Role{
	contract.RoleHOVEDPERSON, contract.RoleMOR, contract.RoleFAR, contract.RoleMEDMOR, contract.RoleMEDFAR,
	contract.RoleVERGE, contract.RoleFOSTERFORELDER, contract.RoleFULLMEKTIG, "NYTT",
}

// What the lists call it, and by which word it is found in what the party is answered.
var lookedFor = map[string]string{
	"an office that sent something":          "Fjordvik skole",
	"another office that sent something":     "Fjordvik skole",
	"the service itself that sent something": "Fjordvik barneverntjeneste",
	"an office that got it, or a copy":       "Legesenteret",
	"an office's organisation number":        "999888777",
	"that one got it oneself":                `"you":true`,
	"any other person who sent or got it":    "Kari",
	"a link with a text of its own":          "https://kart.example/her",
	"a file's name":                          "referat-2026.pdf",
	"another party's name and role":          "Omar",
	"another party's address":                "Fjellveien 9",
}

// TestTheListByRole walks both lists of contracts/FIELDS.md.
func TestTheListByRole(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(table.Path())
	if err != nil {
		t.Fatal(err)
	}
	_, lists, found := strings.Cut(string(content), "## Who may be told of whom")
	open, protected, both := strings.Cut(lists, "## The same where another party's whereabouts")
	if !found || !both {
		t.Fatal("contracts/FIELDS.md has no lists by role")
	}
	for hidden, list := range map[string]string{"": open, "PLACE": protected, "SCHOOL": protected, "CAR": protected} {
		named := map[string]bool{}
		met := map[contract.Role]string{}
		for _, role := range columns {
			met[role] = all(answers(t, aboutEverybody(role, hidden), "nb"))
		}
		for text := range strings.SplitSeq(list, "\n") {
			cells := strings.Split(strings.Trim(text, "| "), " | ")
			word, known := lookedFor[cells[0]]
			if len(cells) != len(columns)+1 || cells[0] == "what" {
				continue
			}
			if !known {
				t.Errorf("%q is looked for by nobody", cells[0])
				continue
			}
			named[cells[0]] = true
			for i, role := range columns {
				if hidden == "SCHOOL" && cells[0] == "another party's address" {
					continue // a hidden school hides no address
				}
				if is := map[bool]string{true: "yes", false: "no"}[strings.Contains(met[role], word)]; is != cells[i+1] {
					t.Errorf("%s, to %s, protected %q: the list says %s, it is %s", cells[0], role, hidden, cells[i+1], is)
				}
			}
		}
		if len(named) < 8 {
			t.Errorf("a list has %d lines", len(named))
		}
	}
}

func aboutEverybody(role contract.Role, hidden string) sent {
	text := func(value string) *string { return &value }
	office := func(part barnevern.Korrespondanseparttype, name, number string) *barnevern.Korrespondansepart {
		return &barnevern.Korrespondansepart{Korrespondanseparttype: part, Organisasjon: &barnevern.KorrespondansepartOrganisasjon{Navn: name, Organisasjonsnummer: &number}}
	}
	person := func(part barnevern.Korrespondanseparttype, given, family string) *barnevern.Korrespondansepart {
		return &barnevern.Korrespondansepart{Korrespondanseparttype: part, Person: &barnevern.KorrespondansepartPerson{Fornavn: given, Etternavn: family}}
	}
	minutes := barnevern.DokumenttypeMotereferat
	var protection []string
	if hidden != "" {
		protection = []string{hidden}
	}
	return sent{
		role: role, mappe: barnevern.Barnevernmappe{Tittel: "Sak", Organisasjonsnummer: "311400215"},
		entries: []any{barnevern.Barnevernjournalpost{
			Tittel: "Referat", ForelderMeldingId: uuid.New(), Dokumenttype: &minutes,
			Korrespondanseparter: []*barnevern.Korrespondansepart{
				office("EA", "Fjordvik skole", "999888777"), office("EA", "Fjordvik barneverntjeneste", "311400215"),
				office("EM", "Legesenteret", "999888666"), office("EK", "Legesenteret", "999888666"),
				person("EM", "Rania", "Haddad"), person("EM", "Omar", "Haugland"), person("EA", "Kari", "Haugland"),
			},
			Lenker:     []*barnevern.Lenke{{Url: "https://kart.example/her", Egendefinert: &barnevern.LenkeEgendefinert{Bokmal: text("Veien hit")}}},
			Dokumenter: []*barnevern.Dokument{{Filnavn: "referat-2026.pdf", MimeType: "application/pdf", Tittel: "Referat"}},
		}},
		others: []map[string]any{
			party(uuid.New(), contract.RoleFAR, "Omar", "Haugland", "Fjellveien 9, 5999 Fjordvik", protection...),
			// Nobody has protected hers, and it tells his.
			party(uuid.New(), contract.RoleFOSTERFORELDER, "Berit", "Dale", "Fjellveien 9"),
		},
	}
}

// TestOnlyHarmlessAddressesPass tries what a link could do besides leading
// somewhere.
func TestOnlyHarmlessAddressesPass(t *testing.T) {
	t.Parallel()
	words := "Les mer"
	try := func(address, words string) bool {
		what := sent{role: contract.RoleMOR, mappe: barnevern.Barnevernmappe{
			Tittel: "Sak", Organisasjonsnummer: "311400215", Lenker: []*barnevern.Lenke{{Url: address, Egendefinert: &barnevern.LenkeEgendefinert{Bokmal: &words}}},
		}}
		return strings.Contains(answers(t, what, "pl")["getCase"], `"links":[{`)
	}
	for _, address := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "http://kommune.example/",
		"//kommune.example/", "/logout", "mailto:a@b.example", "tel:112", "ftp://kommune.example/", "file:///etc/passwd", "https://kommune.example@ond.example/",
		"https://a:b@kommune.example/", "https://kommune.example:8443/", "https://127.0.0.1/", "https://[::1]/", "https://0x7f000001/", "https://localhost/",
		"https://kоmmune.example/", "https://xn--kmmune-3nf.example/", "https://kommune.example\\@ond.example/", "https://kommune.example/\u202egpj.exe", "https://kommune.example/a b",
		"https:kommune.example", "https://", "", "https://kommune.example/" + strings.Repeat("x", 2000), "https://kommune.example/?fnr=01020312345",
	} {
		if try(address, words) {
			t.Errorf("%q passes", address)
		}
	}
	if try("https://kommune.example/", "٠١٠٢٠٣١٢٣٤٥") {
		t.Error("a national number passes in Arabic digits")
	}
	for _, address := range []string{"https://kommune.example/", "https://www.kommune.example/barn?id=7#del", "HTTPS://kommune.example/a%20b"} {
		if !try(address, words) {
			t.Errorf("%q doesn't pass", address)
		}
	}
	for _, said := range []string{"", " ", "\u202e", "Saken til 010203 12345"} {
		if try("https://kommune.example/", said) {
			t.Errorf("a link called %q passes", said)
		}
	}
}

// TestFileNamesThatNameSomebodyStop: also where the role may see names of files.
func TestFileNamesThatNameSomebodyStop(t *testing.T) {
	t.Parallel()
	shown := func(name string) string {
		minutes := barnevern.DokumenttypeMotereferat
		what := sent{role: contract.RoleMOR, mappe: barnevern.Barnevernmappe{Tittel: "Sak", Organisasjonsnummer: "311400215"}, entries: []any{barnevern.Barnevernjournalpost{
			Tittel: "Referat", ForelderMeldingId: uuid.New(), Dokumenttype: &minutes, Dokumenter: []*barnevern.Dokument{{Filnavn: name, MimeType: "application/pdf", Tittel: "Referat"}},
		}}, others: []map[string]any{party(uuid.New(), contract.RoleFAR, "Omar", "Haugland", "Fjellveien 9", "PHONE")}}
		what.others[0]["contact"] = map[string]any{"phone": "400 00 618"}
		said := answers(t, what, "nb")["getEntry"]
		_, after, there := strings.Cut(said, `"fileName":"`)
		if !there {
			return ""
		}
		name, _, _ = strings.Cut(after, `"`)
		return name
	}
	for name, want := range map[string]string{
		"referat.pdf": "referat.pdf", `C:\saker\Haddad\referat.pdf`: "referat.pdf", "/mnt/saker/referat.pdf": "referat.pdf",
		"Møtereferat 2026-05-03 (endelig) v2.docx": "Møtereferat 2026-05-03 (endelig) v2.docx", "vedtak 3.5.2026.pdf": "vedtak 3.5.2026.pdf", "Vedtak_om_hjelpetiltak.pdf": "Vedtak_om_hjelpetiltak.pdf",
		"vedtak\u202ereferat.pdf": "", "Samtale 40000618.pdf": "", "samtale 40 00 06 18.pdf": "", "samtale 41 22 06 18.pdf": "", "01020312345.pdf": "", "010203-12345 referat.pdf": "", " ": "",
		"Referat Haddad.pdf": "", "referat Granlivegen.pdf": "", "møte hos Kari.pdf": "", "123456.pdf": "",
	} {
		if got := shown(name); got != want {
			t.Errorf("%q is shown as %q", name, got)
		}
	}
	if got := shown(strings.Repeat("brev ", 100)); got != "" {
		t.Errorf("a long name has %d letters", len([]rune(got)))
	}
}

// TestAnEntryWhoseTitleHoldsAProtectedFactIsntThere: neither in a list nor asked
// for by its id, and the others are.
func TestAnEntryWhoseTitleHoldsAProtectedFactIsntThere(t *testing.T) {
	t.Parallel()
	yes := true
	entry := func(title string) barnevern.Barnevernjournalpost {
		return barnevern.Barnevernjournalpost{
			Tittel: title, ForelderMeldingId: uuid.New(), Tidslinje: &yes,
			Dokumenter: []*barnevern.Dokument{{Filnavn: "a.pdf", MimeType: "application/pdf", Tittel: "Hos far i Fjellveien 9"}},
		}
	}
	what := sent{
		role: contract.RoleMOR, mappe: barnevern.Barnevernmappe{Tittel: "Sak", Organisasjonsnummer: "311400215"},
		entries: []any{entry("Samtale"), entry("Besøk i FJELLVEIEN 9")},
		others:  []map[string]any{party(uuid.New(), contract.RoleFAR, "Omar", "Haugland", "Fjellveien 9, 5999 Fjordvik", "ADDRESS")},
	}
	for operation, said := range answers(t, what, "nb") {
		if strings.Contains(strings.ToLower(said), "fjellveien") {
			t.Errorf("%s tells the place", operation)
		}
		if operation != "getCitizen" && !strings.Contains(said, "Samtale") {
			t.Errorf("%s has lost the other entry", operation)
		}
	}
	hidden := envelope(1, nil)["entryId"].(uuid.UUID)
	var answer *problem.Problem
	if err := openEntry(t, what, hidden); !errors.As(err, &answer) || answer.Code != problem.NotFound {
		t.Errorf("by its id it is %v", err)
	}
}
