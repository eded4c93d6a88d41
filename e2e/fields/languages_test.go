package fields

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// The words of a short text in two languages. Each is looked for without what is
// put behind it.
const (
	inNorwegian = "Ordene"
	inArabic    = "الكلمات"
)

// shortTexts are the kinds of short texts that the fagsystem has in several languages,
// each in a copy that has nothing else.
var shortTexts = map[string]func(nb, ar string) sent{
	"what happens now": func(nb, ar string) sent {
		return sent{copied: map[string]any{"whatHappensNow": nb, "whatHappensNowLanguage": "nb", "whatHappensNowTranslations": words(ar, nil)}}
	},
	"the name of a step": func(nb, ar string) sent {
		return sent{mappe: step(nb, nil), copied: map[string]any{"milestoneTranslations": stepIn(nb, ar, nil)}}
	},
	"what is said of a step": func(nb, ar string) sent {
		return sent{mappe: step("Steg", nb), copied: map[string]any{"milestoneTranslations": stepIn("Steg", "خطوة", ar)}}
	},
	"a meeting that comes":        meeting("PLANNED", 1),
	"a meeting that was":          meeting("HELD", -1),
	"a meeting that won't be":     meeting("CANCELLED", 1),
	"the words of a link":         func(nb, ar string) sent { return sent{mappe: linked(nb, ar)} },
	"the words of an entry's own": func(nb, ar string) sent { return onEntry(linked(nb, ar), nil) },
	"the title of the document": func(nb, ar string) sent {
		return onEntry(map[string]any{"dokumenter": []any{file(nb)}}, func(entry map[string]any) { document(entry)["title"] = map[string]any{"ar": ar} })
	},
	"the titles of two documents": func(nb, ar string) sent {
		return onEntry(map[string]any{"dokumenter": []any{file(nb), file("Vedlegg")}}, func(entry map[string]any) {
			first := document(entry)
			first["title"] = map[string]any{"ar": ar}
			entry["documents"] = []any{first, map[string]any{"documentId": uuid.New(), "index": 1, "version": "1", "originalLanguage": "nb", "texts": []any{}, "title": map[string]any{}}}
		})
	},
	"the title of a decision that waits": func(nb, ar string) sent {
		return onEntry(map[string]any{"dokumenttype": "VEDTAK", "dokumenter": []any{file(nb)}}, func(entry map[string]any) { document(entry)["title"] = map[string]any{"ar": ar} })
	},
	"a goal": func(nb, ar string) sent {
		return onEntry(map[string]any{"dokumenttype": "TILTAKSPLAN", "tiltaksplanDetaljer": map[string]any{
			"tiltaksstatus": "AKTIV", "startdato": now, "sluttdato": now.AddDate(1, 0, 0), "delmal": []any{map[string]any{"id": "a", "beskrivelse": nb}, map[string]any{"id": "b", "beskrivelse": "Fotball"}},
		}}, func(entry map[string]any) {
			entry["subGoalStates"] = []any{
				map[string]any{"id": "a", "state": "ACHIEVED", "description": map[string]any{"ar": ar}}, map[string]any{"id": "b", "state": "ACHIEVED", "description": map[string]any{"ar": "كرة"}},
			}
		})
	},
	"what a draft asks": func(nb, ar string) sent {
		return onEntry(nil, func(entry map[string]any) {
			entry["draftForComments"] = true
			entry["commentsAsked"] = map[string]any{"text": nb, "language": "nb", "translations": map[string]any{"ar": ar}}
		})
	},
	"what became of a draft": func(nb, ar string) sent {
		return onEntry(nil, func(entry map[string]any) {
			entry["draftOutcome"] = map[string]any{"kind": "FINISHED", "at": now, "text": nb, "language": "nb", "translations": map[string]any{"ar": ar}}
		})
	},
	"what a consent is for": func(nb, ar string) sent {
		return sent{copied: map[string]any{"consents": []any{map[string]any{
			"consentId": uuid.New(), "version": "1", "purpose": nb, "text": "Samtykke", "textVersion": "1", "state": "ASKED", "askedAt": now, "language": "nb",
			"texts": []any{map[string]any{"language": "ar", "direction": "rtl", "purpose": ar, "text": "موافقة", "provenance": made("PERSON")}},
		}}}}
	},
	"what is said in short": func(nb, ar string) sent {
		return onEntry(nil, func(entry map[string]any) {
			entry["inShort"] = map[string]any{"media": []any{}, "texts": []any{inShort("nb", "ORIGINAL", nb), inShort("ar", "PERSON", ar)}}
		})
	},
}

// TestWhatOneLanguageHoldsIsShownInNone: whoever finds a protected fact in one
// language has found it in what was said. In the other it may stand in letters
// that nobody compares.
func TestWhatOneLanguageHoldsIsShownInNone(t *testing.T) {
	t.Parallel()
	for kind, of := range shortTexts {
		for where, one := range map[string]struct {
			nb, ar string
			shown  bool
		}{
			"nothing":          {inNorwegian, inArabic, true},
			"the original":     {inNorwegian + " 400 00 618", inArabic, false},
			"the translation":  {inNorwegian, inArabic + " 400 00 618", false},
			"both of them":     {inNorwegian + " 400 00 618", inArabic + " 400 00 618", false},
			"only another one": {inNorwegian, inArabic + " 400 00 742", true},
		} {
			t.Run(kind+", "+where, func(t *testing.T) {
				t.Parallel()
				what := of(one.nb, one.ar)
				what.role = contract.RoleMOR
				if what.mappe == nil {
					what.mappe = map[string]any{"tittel": "Sak", "organisasjonsnummer": "311400215"}
				}
				father := party(uuid.New(), contract.RoleFAR, "Omar", "Haugland", "Fjellveien 9, 5999 Fjordvik", "PHONE")
				father["contact"] = map[string]any{"phone": "400 00 618"}
				what.others = []map[string]any{father}
				inTheirs := map[string]string{"nb": inNorwegian, "ar": inArabic}
				if strings.Contains(kind, "words of") {
					inTheirs = map[string]string{"nb": inNorwegian, "se": inArabic} // links have languages of their own
				}
				for language, words := range inTheirs {
					answered := all(answers(t, what, language))
					if strings.Contains(answered, words) != one.shown {
						t.Errorf("to who reads %s it is shown: %v", language, !one.shown)
					}
					if !one.shown && (strings.Contains(answered, inNorwegian) || strings.Contains(answered, inArabic) || strings.Contains(answered, "400 00 618")) {
						t.Errorf("who reads %s gets the other one", language)
					}
				}
			})
		}
	}
}

func made(kind string) map[string]any {
	return map[string]any{"kind": kind, "madeAt": now, "ofVersion": "1"}
}

func words(ar string, description any) []any {
	return []any{map[string]any{"language": "ar", "direction": "rtl", "text": ar, "description": description, "provenance": made("PERSON")}}
}

func step(name string, description any) map[string]any {
	return map[string]any{"tittel": "Sak", "organisasjonsnummer": "311400215", "milepeler": []any{map[string]any{"navn": name, "beskrivelse": description, "startdato": now}}}
}

func stepIn(name, ar string, description any) []any {
	return []any{map[string]any{"navn": name, "startdato": now, "translations": words(ar, description)}}
}

func meeting(state string, days int) func(nb, ar string) sent {
	return func(nb, ar string) sent {
		return sent{copied: map[string]any{"meetings": []any{map[string]any{
			"meetingId": uuid.New(), "version": "1", "title": nb, "startsAt": now.AddDate(0, 0, days), "state": state, "titleTranslations": words(ar, nil),
		}}}}
	}
}

func linked(nb, se string) map[string]any {
	return map[string]any{"tittel": "Sak", "organisasjonsnummer": "311400215", "lenker": []any{map[string]any{
		"url": "https://kommune.example/", "egendefinert": map[string]any{"bokmal": nb, "nordsamisk": se},
	}}}
}

func file(title string) map[string]any {
	return map[string]any{"filnavn": "a.pdf", "mimeType": "application/pdf", "tittel": title}
}

// onEntry is a copy with one entry, which a person has translated.
func onEntry(post map[string]any, complete func(entry map[string]any)) sent {
	whole := map[string]any{"tittel": "Brev", "forelderMeldingId": uuid.New(), "dokumenter": []any{file("Brev")}}
	for name, value := range post {
		if name != "tittel" && name != "organisasjonsnummer" {
			whole[name] = value
		}
	}
	return sent{entries: []any{whole}, entry: func(entry map[string]any) {
		document(entry)["texts"] = []any{
			map[string]any{"language": "nb", "direction": "ltr", "provenance": made("ORIGINAL"), "outdated": false},
			map[string]any{"language": "ar", "direction": "rtl", "provenance": made("PERSON"), "outdated": false},
		}
		if complete != nil {
			complete(entry)
		}
	}}
}

func document(entry map[string]any) map[string]any {
	return entry["documents"].([]any)[0].(map[string]any)
}

func inShort(language, kind, what string) map[string]any {
	return map[string]any{"language": language, "direction": "ltr", "outdated": false, "what": what, "provenance": made(kind)}
}
