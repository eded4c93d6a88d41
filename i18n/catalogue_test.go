package i18n_test

import (
	"testing"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/i18n"
)

func TestEveryProblemHasItsTextsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, language := range i18n.Languages() {
		for _, code := range problem.Codes() {
			for _, part := range []string{"title", "detail"} {
				key := "srv.problem." + string(code) + "." + part
				if text := i18n.Localize(language.Code, key, nil); text == key || text == "" {
					t.Errorf("%s: no text for %s", language.Code, key)
				}
			}
		}
	}
}

func TestLanguagesKnowThemselves(t *testing.T) {
	t.Parallel()
	for code, direction := range map[string]string{"nb": "ltr", "ar": "rtl", "fa-AF": "rtl", "pl": "ltr", "ti": "ltr"} {
		if got := i18n.Direction(code); got != direction {
			t.Errorf("%s: %s", code, got)
		}
	}
	for _, language := range i18n.Languages() {
		if language.Name == "" {
			t.Errorf("%s has no name", language.Code)
		}
		t.Log(language)
	}
}

func TestNegotiating(t *testing.T) {
	t.Parallel()
	offered := []string{"nb", "nn", "en", "ar", "pl"}
	for header, wanted := range map[string]string{
		"ar-SY,en;q=0.5": "ar", "no": "nb", "nn-NO": "nn", "so, pl;q=0.8": "pl", "en-US": "en", "so": "", "": "", "*": "", ";;;": "",
	} {
		if got, _ := i18n.Negotiate(header, offered); got != wanted {
			t.Errorf("%q: %q, wanted %q", header, got, wanted)
		}
	}
}
