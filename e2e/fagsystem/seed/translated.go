package seed

import (
	"maps"
	"slices"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// translated are the steps, meetings, sentences and answers that a translator of the
// service has put into other languages, by the words as the case worker wrote them.
var translated = map[string]map[string]string{
	"Melding mottatt":                        {"ar": "وصل بلاغ", "pl": "Otrzymano zgłoszenie"},
	"Undersøkelse":                           {"ar": "دراسة الحالة", "pl": "Badanie sytuacji"},
	"Vedtak om hjelpetiltak":                 {"ar": "قرار بشأن تدابير المساعدة", "pl": "Decyzja o środkach pomocy"},
	"Hjelpetiltak":                           {"ar": "تدابير المساعدة", "pl": "Środki pomocy"},
	"Vedtak om hjelp hjemme":                 {"ar": "قرار بشأن المساعدة في البيت", "pl": "Decyzja o pomocy w domu"},
	"Nemndas avgjørelse om partsrettigheter": {"ar": "قرار الهيئة بشأن حقوق الطرف", "pl": "Decyzja komisji o prawach strony"},
	"Vedtak om støttekontakt":                {"ar": "قرار بشأن الشخص الداعم", "pl": "Decyzja o osobie wspierającej"},
	"Vedtak om fritidstiltak":                {"ar": "قرار بشأن نشاط وقت الفراغ", "pl": "Decyzja o zajęciach w czasie wolnym"},
	"Nemndas vedtak":                         {"ar": "قرار الهيئة", "pl": "Decyzja komisji"},
	"Fosterhjem":                             {"ar": "بيت الرعاية", "pl": "Rodzina zastępcza"},
	"Vedtak om videre plassering":            {"ar": "قرار بشأن استمرار الإقامة", "pl": "Decyzja o dalszym pobycie"},

	"Møte om tiltaksplanen":       {"ar": "اجتماع حول خطة التدابير", "pl": "Spotkanie w sprawie planu pomocy"},
	"Møte med skolen":             {"ar": "اجتماع مع المدرسة", "pl": "Spotkanie ze szkołą"},
	"Første samtale":              {"ar": "أول محادثة", "pl": "Pierwsza rozmowa"},
	"Samtale om hjelpen":          {"ar": "محادثة حول المساعدة", "pl": "Rozmowa o pomocy"},
	"Samtale om vedtaket":         {"ar": "محادثة حول القرار", "pl": "Rozmowa o decyzji"},
	"Første møte":                 {"ar": "أول اجتماع", "pl": "Pierwsze spotkanie"},
	"Første samtale med veileder": {"ar": "أول محادثة مع المرشد", "pl": "Pierwsza rozmowa z doradcą"},
	"Ingrid kommer på besøk":      {"ar": "إنغريد تأتي للزيارة", "pl": "Ingrid przychodzi z wizytą"},
	"Tur med Petter":              {"ar": "نزهة مع بيتر", "pl": "Wycieczka z Petterem"},
	"Oppfølgingsmøte":             {"ar": "اجتماع متابعة", "pl": "Spotkanie kontrolne"},

	"Nå begynner hjelpen. Snart møtes vi for å snakke om planen, og du bestemmer selv hva du vil ta opp.": {
		"ar": "تبدأ المساعدة الآن. سنلتقي قريبًا للحديث عن الخطة، وأنتِ تقررين ما تريدين التحدث عنه.",
		"pl": "Pomoc właśnie się zaczyna. Niedługo spotkamy się, żeby porozmawiać o planie, a Ty decydujesz, o czym chcesz mówić.",
	},
	"Hjelpen begynner nå. Veilederen din ringer deg for å avtale den første samtalen.": {
		"ar": "تبدأ المساعدة الآن. سيتصل بك المرشد للاتفاق على موعد أول محادثة.",
		"pl": "Pomoc właśnie się zaczyna. Doradca zadzwoni, żeby umówić pierwszą rozmowę.",
	},
	"Ingrid kommer på besøk neste uke. Du kan skrive til henne her når du vil, eller be henne ringe.": {
		"ar": "ستأتي إنغريد للزيارة في الأسبوع القادم. يمكنك أن تكتب إليها هنا متى شئت، أو أن تطلب منها أن تتصل.",
		"pl": "Ingrid przyjdzie z wizytą w przyszłym tygodniu. Możesz do niej tu napisać, kiedy chcesz, albo poprosić, żeby zadzwoniła.",
	},
	"Du har fått en støttekontakt. Petter ringer deg denne uken, så dere kan avtale når dere møtes.": {
		"ar": "أصبح لديك شخص داعم. سيتصل بك بيتر هذا الأسبوع لتتفقا على موعد اللقاء.",
		"pl": "Masz teraz osobę wspierającą. Petter zadzwoni do Ciebie w tym tygodniu, żebyście ustalili, kiedy się spotkacie.",
	},

	"Veilederen fortsetter å komme én gang i uken. Det står i planen.": {
		"ar": "ستستمر المرشدة في المجيء مرة في الأسبوع. هذا مكتوب في الخطة.",
		"pl": "Doradczyni będzie nadal przychodzić raz w tygodniu. Jest to zapisane w planie.",
	},
	"Tolken kan bare klokken 14 denne gangen. Neste møte legger vi etter klokken 15.": {
		"ar": "المترجم متاح الساعة 14 فقط هذه المرة. سنحدد الاجتماع القادم بعد الساعة 15.",
		"pl": "Tym razem tłumacz może tylko o godzinie 14. Następne spotkanie ustalimy po godzinie 15.",
	},
	"Du får en støttekontakt hver uke. Vi leter etter en som liker fotball.": {
		"ar": "سيكون لديك شخص داعم كل أسبوع. نبحث عن شخص يحب كرة القدم.",
		"pl": "Co tydzień będziesz spotykać się z osobą wspierającą. Szukamy kogoś, kto lubi piłkę nożną.",
	},
	"Onsdagene er hos pappa, fordi det er det de voksne er blitt enige om. Men du kan si fra hvis en onsdag ikke passer, og vi spør deg igjen om tre måneder.": {
		"ar": "أيام الأربعاء عند بابا، لأن هذا ما اتفق عليه الكبار. لكن يمكنك أن تخبرنا إذا لم يناسبك أحد أيام الأربعاء، وسنسألك مرة أخرى بعد ثلاثة أشهر.",
		"pl": "Środy spędzasz u taty, bo tak ustalili dorośli. Możesz jednak powiedzieć, jeśli jakaś środa Ci nie pasuje, a za trzy miesiące zapytamy Cię ponownie.",
	},
}

// translations are those of a case worker's words, made so many days ago.
func (b *builder) translations(words string, daysAgo int) []fagsystem.TranslatedWords {
	list := []fagsystem.TranslatedWords{}
	for _, language := range slices.Sorted(maps.Keys(translated[words])) {
		list = append(list, fagsystem.TranslatedWords{
			Language: language, Direction: store.Direction(language), Text: translated[words][language],
			Provenance: fagsystem.Provenance{Kind: fagsystem.ProvenanceKindPERSON, Role: nullable("Tospråklig fagmedarbeider"), MadeAt: b.clock.at(-daysAgo, 14, 0), OfVersion: "1"},
		})
	}
	return list
}

func (b *builder) milestoneTranslations(f family) []fagsystem.MilestoneTranslations {
	list := []fagsystem.MilestoneTranslations{}
	for _, m := range f.milestones {
		if in := b.translations(m.name, min(m.startDaysAgo, 1)); len(in) > 0 {
			list = append(list, fagsystem.MilestoneTranslations{Navn: m.name, Startdato: b.clock.at(-m.startDaysAgo, 9, 0), Translations: in})
		}
	}
	return list
}
