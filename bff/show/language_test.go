package show_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/show"
)

// in is a text in a language, of a version of the original.
func in(language, ofVersion string) contract.TextInfo {
	return contract.TextInfo{Language: language, Provenance: contract.Provenance{Kind: contract.ProvenanceKindPERSON, OfVersion: ofVersion}}
}

func TestADocumentIsHereInTheTranslationThatItsReaderGets(t *testing.T) {
	for name, test := range map[string]struct {
		texts  []contract.TextInfo
		wanted string
		given  string
		here   bool
	}{
		"none":            {nil, "pl", "", false},
		"in the language": {[]contract.TextInfo{in("pl", "2")}, "pl", "pl", true},
		"with a region, for a reader without one": {[]contract.TextInfo{in("pl-PL", "2")}, "pl", "pl-PL", true},
		"without a region, for a reader with one": {[]contract.TextInfo{in("pl", "2")}, "pl-PL", "pl", true},
		"the very same is nearer":                 {[]contract.TextInfo{in("pl-PL", "2"), in("pl", "2")}, "pl", "pl", true},
		"the very same, and it is outdated":       {[]contract.TextInfo{in("pl-PL", "2"), in("pl", "1")}, "pl", "pl", false},
		"another language":                        {[]contract.TextInfo{in("pl", "2")}, "p", "", false},
		"the original":                            {[]contract.TextInfo{in("nb", "2")}, "nb", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			document := contract.EntryDocument{OriginalLanguage: "nb", Version: "2", Texts: test.texts}
			info, there := show.TranslationFor(contract.Entry{}, document, test.wanted)
			if info.Language != test.given || there != (test.given != "") {
				t.Errorf("a reader of %q gets %q (%v), want %q", test.wanted, info.Language, there, test.given)
			}
			if here := show.ByPerson(contract.Entry{}, document, test.wanted); here != test.here {
				t.Errorf("here is %v, want %v", here, test.here)
			}
			if here := show.Answers(contract.Entry{}, document, contract.TranslationOrder{Language: test.wanted}); here != test.here {
				t.Errorf("what was asked for is here: %v, want %v", here, test.here)
			}
		})
	}
}

func TestAMachinesTranslationIsAPersonsToNobodyAndAnswersOnlyWhoAskedBefore(t *testing.T) {
	t.Parallel()
	asked := at("2026-11-20 12:00")
	for name, test := range map[string]struct {
		kind     contract.ProvenanceKind
		made     time.Time
		binding  bool
		byPerson bool
		answers  bool
	}{
		"a machine's that was there already": {contract.ProvenanceKindMACHINE, asked.Add(-time.Hour), false, false, false},
		"a machine's that came then":         {contract.ProvenanceKindMACHINE, asked.Add(time.Hour), false, false, true},
		"a machine's of a decision":          {contract.ProvenanceKindMACHINE, asked.Add(time.Hour), true, false, false},
		"a person's, made before":            {contract.ProvenanceKindPERSON, asked.Add(-time.Hour), false, true, true},
		"a certified one":                    {contract.ProvenanceKindCERTIFIED, asked.Add(time.Hour), true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := made("so", test.kind)
			text.Provenance.MadeAt = test.made
			document := contract.EntryDocument{OriginalLanguage: "nb", Version: "2", Texts: []contract.TextInfo{text}}
			entry := contract.Entry{}
			if test.binding {
				entry.Remedy = &contract.Remedy{}
			}
			byPerson := show.ByPerson(entry, document, "so")
			answers := show.Answers(entry, document, contract.TranslationOrder{Language: "so", AskedAt: asked})
			if byPerson != test.byPerson || answers != test.answers {
				t.Errorf("by a person: %v, what was asked for: %v", byPerson, answers)
			}
		})
	}
}

// made is a text in a language that is made in a way.
func made(language string, kind contract.ProvenanceKind) contract.TextInfo {
	return contract.TextInfo{Language: language, Provenance: contract.Provenance{Kind: kind, OfVersion: "2"}}
}

func TestATitleIsTranslatedAsItsTextAndSaysHow(t *testing.T) {
	t.Parallel()
	const certified, machine = contract.ProvenanceKindCERTIFIED, contract.ProvenanceKindMACHINE
	for name, test := range map[string]struct {
		titles map[string]string
		texts  []contract.TextInfo
		// binding: it is a decision.
		binding bool
		wanted  string
		title   string
		of      string
		kind    contract.ProvenanceKind
	}{
		"in the language":                          {map[string]string{"pl": "Decyzja"}, []contract.TextInfo{made("pl", certified)}, true, "pl", "Decyzja", "pl", certified},
		"with a region, for a reader without one":  {map[string]string{"pl-PL": "Decyzja"}, []contract.TextInfo{made("pl-PL", certified)}, true, "pl", "Decyzja", "pl-PL", certified},
		"without a region, for a reader with one":  {map[string]string{"pl": "Decyzja"}, []contract.TextInfo{made("pl", certified)}, true, "pl-PL", "Decyzja", "pl", certified},
		"title and text with different regions":    {map[string]string{"pl": "Decyzja"}, []contract.TextInfo{made("pl-PL", certified)}, true, "pl", "Decyzja", "pl-PL", certified},
		"a machine's of a letter":                  {map[string]string{"pl": "List"}, []contract.TextInfo{made("pl", machine)}, false, "pl", "List", "pl", machine},
		"a machine's of a decision":                {map[string]string{"pl": "Decyzja"}, []contract.TextInfo{made("pl", machine)}, true, "pl", "Vedtak", "nb", ""},
		"a machine's of a decision, beside a text": {map[string]string{"pl": "Decyzja"}, []contract.TextInfo{made("pl", machine), made("pl-PL", certified)}, true, "pl", "Vedtak", "nb", ""},
		"of a decision whose text isn't there":     {map[string]string{"pl": "Decyzja"}, nil, true, "pl", "Vedtak", "nb", ""},
		"of a letter whose text isn't there":       {map[string]string{"pl": "List"}, nil, false, "pl", "Vedtak", "nb", ""},
		"a text without a title":                   {nil, []contract.TextInfo{made("pl", certified)}, true, "pl", "Vedtak", "nb", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			entry := contract.Entry{Released: contract.EntryReleasedFULL, Documents: []contract.EntryDocument{{OriginalLanguage: "nb", Version: "2", Title: test.titles, Texts: test.texts}}}
			entry.Journalpost.Tittel = "Vedtak"
			entry.Journalpost.Dokumenter = []*barnevern.Dokument{{Tittel: "Vedtak", MimeType: "application/pdf"}}
			if test.binding {
				entry.Journalpost.Dokumenttype = ptr(barnevern.DokumenttypeVedtak)
			}
			shown := show.Entry(entry, show.Reader{}, test.wanted, at("2026-11-22 12:00"))
			for _, one := range []struct {
				where, title, language string
				made                   *portal.TextInfo
			}{
				{"list", shown.Summary.Title, *shown.Summary.TitleLanguage, shown.Summary.TitleTranslation},
				{"document", shown.Documents[0].Title, *shown.Documents[0].TitleLanguage, shown.Documents[0].TitleTranslation},
			} {
				kind := portal.ProvenanceKind("")
				if one.made != nil {
					kind = one.made.Provenance.Kind
				}
				if one.title != test.title || one.language != test.of || string(kind) != string(test.kind) {
					t.Errorf("%s: %q in %s, made as %q", one.where, one.title, one.language, kind)
				}
			}
		})
	}
}

func TestATitleSaysItsLanguageAlsoWhereItIsAllThatIsReleased(t *testing.T) {
	t.Parallel()
	document := []contract.EntryDocument{{OriginalLanguage: "nn", Title: map[string]string{"ar": "قرار"}, Texts: []contract.TextInfo{made("ar", contract.ProvenanceKindCERTIFIED)}}}
	for name, test := range map[string]struct {
		released  contract.EntryReleased
		documents []contract.EntryDocument
		language  string
	}{
		"the title alone":                      {contract.EntryReleasedTITLE, nil, "nb"},
		"the title alone, with its document":   {contract.EntryReleasedTITLE, document, "nn"},
		"released, and there is no document":   {contract.EntryReleasedFULL, nil, "nb"},
		"released, and in the reader's tongue": {contract.EntryReleasedFULL, document, "ar"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shown := show.EntrySummary(contract.Entry{Released: test.released, Documents: test.documents}, show.Reader{}, "ar")
			if shown.TitleLanguage == nil || *shown.TitleLanguage != test.language {
				t.Errorf("got %v, want %s", shown.TitleLanguage, test.language)
			}
		})
	}
}

func TestTheListSaysOfEachTranslationWhetherItHolds(t *testing.T) {
	t.Parallel()
	first, second := uuid.New(), uuid.New()
	shown := show.EntrySummary(contract.Entry{Released: contract.EntryReleasedFULL, Documents: []contract.EntryDocument{
		{DocumentId: first, OriginalLanguage: "nb", Version: "2", Texts: []contract.TextInfo{made("nb", contract.ProvenanceKindORIGINAL), in("pl", "1"), in("ar", "2")}},
		{DocumentId: second, OriginalLanguage: "nb", Version: "2", Texts: []contract.TextInfo{in("pl", "2")}},
	}}, show.Reader{}, "pl")
	got := ""
	for _, one := range shown.Translations {
		got += fmt.Sprintln(one.DocumentId == first, one.Text.Language, one.Text.Outdated)
	}
	if want := "true pl true\ntrue ar false\nfalse pl false\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWordsOfADraftAreTranslatedWhateverTheRegionAndSayHow(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	entry := contract.Entry{Released: contract.EntryReleasedFULL, DraftForComments: ptr(true),
		CommentsAsked: &contract.CommentsAsked{Text: "Passer tidene?", Language: "nb", Translations: map[string]string{"pl": "Czy pasuje?"}},
		Documents:     []contract.EntryDocument{{OriginalLanguage: "nb", Version: "2", Texts: []contract.TextInfo{in("pl-PL", "1")}}}}
	if asked := show.Entry(entry, show.Reader{}, "pl", now).CommentsAsked; asked.Text != "Czy pasuje?" || asked.Translation == nil || asked.Translation.Provenance.Kind != portal.ProvenanceKindPERSON || !asked.Translation.Outdated {
		t.Errorf("what is asked: %+v", asked)
	}
	if asked := show.Entry(entry, show.Reader{}, "nb", now).CommentsAsked; asked.Text != "Passer tidene?" || asked.Translation != nil {
		t.Errorf("as it was written: %+v", asked)
	}
	entry.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindFINISHED, At: now, Text: ptr("Flyttet."), Language: ptr("nb"), Translations: map[string]string{"pl": "Przeniesiono."}}
	if got := show.Entry(entry, show.Reader{}, "pl", now).DraftOutcome; *got.Text != "Przeniesiono." || got.Translation == nil || !got.Translation.Outdated {
		t.Errorf("what became of it: %+v", got)
	}
}

func TestAConsentWaitsUnderAPersonsWordsOnly(t *testing.T) {
	t.Parallel()
	words := func(kind contract.ProvenanceKind, ofVersion string) contract.ConsentText {
		return contract.ConsentText{Language: "pl-PL", Purpose: "Szkoła", Text: "?", Provenance: contract.Provenance{Kind: kind, OfVersion: ofVersion}}
	}
	for name, test := range map[string]struct {
		text  contract.ConsentText
		title string
	}{
		"certified":                {words(contract.ProvenanceKindCERTIFIED, "1"), "Szkoła CERTIFIED"},
		"a machine's":              {words(contract.ProvenanceKindMACHINE, "1"), "Skolen"},
		"said to be the original":  {words(contract.ProvenanceKindORIGINAL, "1"), "Skolen"},
		"of a version that is old": {words(contract.ProvenanceKindPERSON, "0"), "Skolen"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			consent := contract.Consent{Purpose: "Skolen", State: contract.ConsentStateASKED, TextVersion: "1", Texts: []contract.ConsentText{test.text}}
			waiting := show.Waiting(show.Waits{Consents: []contract.Consent{consent}}, "pl", at("2026-11-22 12:00"))[0]
			got := *waiting.Title
			if waiting.TitleTranslation != nil {
				got += " " + string(waiting.TitleTranslation.Provenance.Kind)
			}
			if got != test.title {
				t.Errorf("%s", got)
			}
		})
	}
}
