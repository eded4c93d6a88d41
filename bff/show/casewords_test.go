package show_test

import (
	"testing"
	"time"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/show"
)

func inWords(language, text string, kind contract.ProvenanceKind) contract.TranslatedWords {
	return contract.TranslatedWords{Language: language, Direction: contract.DirectionLtr, Text: text, Provenance: contract.Provenance{Kind: kind, OfVersion: "1"}}
}

func TestWhatACaseWorkerHasWrittenIsInTheReadersLanguageInAPersonsWordsOnly(t *testing.T) {
	t.Parallel()
	const person, certified, machine = contract.ProvenanceKindPERSON, contract.ProvenanceKindCERTIFIED, contract.ProvenanceKindMACHINE
	for name, test := range map[string]struct {
		given   []contract.TranslatedWords
		written string
		reader  string
		want    string
	}{
		"a person's":                         {[]contract.TranslatedWords{inWords("ar", "?", person), inWords("pl", "Badanie", person)}, "nb", "pl", "pl Badanie"},
		"certified":                          {[]contract.TranslatedWords{inWords("pl", "Badanie", certified)}, "nb", "pl", "pl Badanie"},
		"whatever its region":                {[]contract.TranslatedWords{inWords("pl-PL", "Badanie", person)}, "nb", "pl", "pl-PL Badanie"},
		"the very same is nearer":            {[]contract.TranslatedWords{inWords("pl-PL", "Dalej", person), inWords("pl", "Badanie", person)}, "nb", "pl", "pl Badanie"},
		"a machine's":                        {[]contract.TranslatedWords{inWords("pl", "Badanie", machine)}, "nb", "pl", ""},
		"a person's where there are both":    {[]contract.TranslatedWords{inWords("pl", "Maszyna", machine), inWords("pl-PL", "Badanie", person)}, "nb", "pl", "pl-PL Badanie"},
		"nothing in it":                      {[]contract.TranslatedWords{inWords("pl", " ", person)}, "nb", "pl", ""},
		"none in the language":               {[]contract.TranslatedWords{inWords("ar", "?", person)}, "nb", "pl", ""},
		"whoever reads Norwegian reads both": {[]contract.TranslatedWords{inWords("nn", "Undersøking", person)}, "nb", "nn", ""},
		"the original is theirs":             {[]contract.TranslatedWords{inWords("ar", "?", person)}, "ar", "ar", ""},
		"the original is another language":   {[]contract.TranslatedWords{inWords("nb", "Undersøkelse", person)}, "ar", "nb", "nb Undersøkelse"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			said, _, words := show.WhatHappensNow(contract.CaseCopy{WhatHappensNow: ptr("…"), WhatHappensNowLanguage: &test.written, WhatHappensNowTranslations: test.given}, test.reader)
			got := ""
			if words != nil {
				got = words.Made.Language + " " + words.Text
			}
			if *said != "…" || got != test.want {
				t.Errorf("%q beside %q, want %q", got, *said, test.want)
			}
		})
	}
}

// What became of what somebody said, as any may have translated it; what was decided about a complaint, as a person has.
func TestAnAnswerIsInTheReadersLanguageAndADecidedComplaintInAPersonsWordsOnly(t *testing.T) {
	t.Parallel()
	const person, machine = contract.ProvenanceKindPERSON, contract.ProvenanceKindMACHINE
	byBoth := []contract.TranslatedWords{inWords("pl", "Maszyna", machine), inWords("pl-PL", "Dlatego", person)}
	byMachine := []contract.TranslatedWords{inWords("ar", "?", person), inWords("pl", "Maszyna", machine)}
	for name, test := range map[string]struct {
		outcome contract.AnswerOutcome
		given   []contract.TranslatedWords
		written string
		want    string
	}{
		"used, a person's before a machine's":       {"USED", byBoth, "nb", "pl-PL Dlatego"},
		"used, a machine's":                         {"USED", byMachine, "nb", "pl Maszyna"},
		"used in part, a machine's":                 {"PARTLY", byMachine, "nb", "pl Maszyna"},
		"not used, a machine's":                     {"NOT_USED", byMachine, "nb", "pl Maszyna"},
		"upheld, a person's":                        {"UPHELD", byBoth, "nb", "pl-PL Dlatego"},
		"upheld, a machine's":                       {"UPHELD", byMachine, "nb", ""},
		"upheld in part, a machine's":               {"PARTLY_UPHELD", byMachine, "nb", ""},
		"forwarded, a machine's":                    {"FORWARDED", byMachine, "nb", ""},
		"dismissed, a machine's":                    {"DISMISSED", byMachine, "nb", ""},
		"an outcome that isn't known, a machine's":  {"NEW", byMachine, "nb", ""},
		"an original that says it is a translation": {"USED", []contract.TranslatedWords{inWords("pl", "Oryginał", contract.ProvenanceKindORIGINAL)}, "nb", ""},
		"written in the reader's language":          {"USED", byBoth, "pl", ""},
		"in other languages":                        {"USED", byBoth[:0], "nb", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if words := show.AnswerTranslation(contract.Answer{Outcome: test.outcome, Language: test.written, Translations: test.given}, "pl"); words != nil {
				got = words.Made.Language + " " + words.Text
			}
			if got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestStepsAndMeetingsHaveTheirTranslationsAndKeepTheOriginal(t *testing.T) {
	t.Parallel()
	now := at("2026-11-22 12:00")
	start := at("2026-10-19 09:00")
	in := []contract.TranslatedWords{inWords("pl", "Badanie", contract.ProvenanceKindPERSON)}
	told := inWords("pl", "Decyzja", contract.ProvenanceKindPERSON)
	told.Description = ptr("Od jutra.")
	caseCopy := contract.CaseCopy{
		Mappe: barnevern.Barnevernmappe{Milepeler: []*barnevern.Milepel{
			{Navn: "Undersøkelse", Startdato: start}, {Navn: "Undersøkelse", Startdato: start.AddDate(0, 1, 0)},
			{Navn: "Vedtak", Beskrivelse: ptr("Fra i morgen."), Startdato: start.AddDate(0, 0, -1)}, {Navn: "Melding", Beskrivelse: ptr("Sagt bare på norsk."), Startdato: start.AddDate(0, 0, -2)},
		}},
		MilestoneTranslations: []contract.MilestoneTranslations{
			{Navn: "Undersøkelse", Startdato: start, Translations: in}, {Navn: "Vedtak", Startdato: start.AddDate(0, 0, -1), Translations: []contract.TranslatedWords{told}},
			{Navn: "Melding", Startdato: start.AddDate(0, 0, -2), Translations: in},
		},
	}
	var got []string
	for _, step := range show.Milestones(caseCopy, "pl") {
		line := step.Name
		if step.Translation != nil {
			line += " " + step.Translation.Text
			if step.Translation.Description != nil {
				line += " " + *step.Translation.Description
			}
		}
		got = append(got, line)
	}
	want := []string{"Undersøkelse", "Undersøkelse Badanie", "Vedtak Decyzja Od jutra.", "Melding"}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
		t.Errorf("%q", got)
	}

	meetings := show.Meetings([]contract.Meeting{{Title: "Møte", State: contract.MeetingStatePLANNED, StartsAt: now.Add(time.Hour), TitleTranslations: in}}, "pl", now)
	if meetings[0].Title != "Møte" || meetings[0].Translation.Text != "Badanie" || *meetings[0].Translation.Made.Provenance.OfVersion != "1" {
		t.Errorf("%+v", meetings)
	}
	waits := show.Waiting(show.Waits{Meetings: meetings}, "pl", now)[0]
	if *waits.Title != "Badanie" || *waits.TitleLanguage != "pl" || waits.TitleTranslation.Provenance.Kind != portal.ProvenanceKindPERSON {
		t.Errorf("%+v", waits)
	}
}
