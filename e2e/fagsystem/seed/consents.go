package seed

import (
	"slices"
	"strings"

	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/fagsystem"
)

// ConsentID is the id of a consent in a party's copy.
func ConsentID(municipality string, copyID uuid.UUID, name string) uuid.UUID {
	return id(municipality, "consent", copyID.String()+"/"+name)
}

func (b *builder) consents(m string, copyID uuid.UUID, specs []consent) []fagsystem.Consent {
	list := []fagsystem.Consent{}
	for _, s := range specs {
		asked := b.clock.at(-s.askedDaysAgo, 11, 15)
		c := fagsystem.Consent{
			ConsentId: ConsentID(m, copyID, s.name), Purpose: s.purpose, Text: nullable(s.text), TextVersion: "1", State: s.state, AskedAt: asked,
			History: []fagsystem.ConsentStep{{Kind: "ASKED", At: asked, By: "SERVICE", TextVersion: "1"}},
		}
		if s.forChild {
			c.OnBehalfOf = new(fagsystem.ConsentOnBehalfOfCHILD)
		}
		if s.answeredDaysAgo > 0 {
			answered := b.clock.at(-s.answeredDaysAgo, 18, 40)
			c.AnsweredAt = &answered
			kind := fagsystem.ConsentStepKind(s.state)
			if s.answered != "" {
				kind = s.answered
			}
			// Noted by the service: it was said in a meeting, before there was a portal.
			c.History = append(c.History, fagsystem.ConsentStep{Kind: kind, At: answered, By: "SERVICE", TextVersion: "1"})
		}
		if s.validDays != 0 {
			c.ValidUntil = &openapi_types.Date{Time: b.clock.day(s.validDays)}
		}
		if s.state == "EXPIRED" {
			c.History = append(c.History, fagsystem.ConsentStep{Kind: "EXPIRED", At: b.clock.at(s.validDays+1, 0, 5), By: "SERVICE", TextVersion: "1"})
		}
		if s.answerDays > 0 {
			c.AnswerBy = &openapi_types.Date{Time: b.clock.day(s.answerDays)}
		}
		for language, words := range s.translated {
			direction := fagsystem.DirectionLtr
			if language == "ar" {
				direction = fagsystem.DirectionRtl
			}
			c.Texts = append(c.Texts, fagsystem.ConsentText{
				Language: language, Direction: direction, Purpose: words[0], Text: words[1],
				Provenance: fagsystem.Provenance{Kind: fagsystem.ProvenanceKindPERSON, Role: nullable("Tolk"), MadeAt: asked, OfVersion: "1"},
			})
		}
		slices.SortFunc(c.Texts, func(a, b fagsystem.ConsentText) int { return strings.Compare(a.Language, b.Language) })
		list = append(list, c)
	}
	return list
}

// olenasConsents are the guardian's: she answers for Maksym.
func olenasConsents() []consent {
	return []consent{
		{name: "school", purpose: "Å snakke med skolen til Maksym", forChild: true, state: "ASKED", askedDaysAgo: 2, answerDays: 12, validDays: 180,
			text: "Vi vil gjerne snakke med kontaktlæreren til Maksym om hvordan han har det på skolen, og om hva han trenger hjelp til. " +
				"Vi snakker bare om dette, og bare med kontaktlæreren. Du kan si nei. Du kan også ombestemme deg senere, uten å si hvorfor.",
			translated: map[string][2]string{
				"ar": {"التحدث مع مدرسة ماكسيم", "نودّ التحدث مع معلم الصف حول حال ماكسيم في المدرسة وما يحتاجه من مساعدة. نتحدث عن هذا فقط، ومع معلم الصف فقط. يمكن الرفض، ويمكن تغيير الرأي لاحقًا دون ذكر السبب."},
				"pl": {"Rozmowa ze szkołą Maksyma", "Chcemy porozmawiać z wychowawcą Maksyma o tym, jak mu się wiedzie w szkole i jakiej pomocy potrzebuje. Rozmawiamy tylko o tym i tylko z wychowawcą. Można się nie zgodzić. Można też później zmienić zdanie, bez podawania powodu."},
				"uk": {"Поговорити зі школою Максима", "Ми хочемо поговорити з класним керівником Максима про те, як йому в школі та яка допомога йому потрібна. Ми говоримо лише про це й лише з класним керівником. Можна відмовитися. Можна також передумати пізніше, не пояснюючи чому."},
			}},
		{name: "doctor", purpose: "Å hente opplysninger fra fastlegen", forChild: true, state: "EXPIRED", answered: "GIVEN", askedDaysAgo: 140, answeredDaysAgo: 138, validDays: -20,
			text: "Vi ber om å få opplysninger fra fastlegen til Maksym om helseundersøkelsen i høst."},
	}
}
