package seed

import "innbyggertjenesten/contracts/fagsystem"

// Rania's address and phone must never reach Omar.
const (
	RaniaAddress = "Nordlysveien 14 B, 0000 Fjordvik"
	RaniaPhone   = "400 00 931"
)

func (b *builder) haddad() []family {
	const m = "fjordvik"
	rania := fromList(b.list, "rania")
	rania.reason, rania.hidden = "OWN_REQUEST", []string{"ADDRESS", "PHONE", "PLACE"}
	rania.contact = fagsystem.Contact{Address: nullable(RaniaAddress), Phone: nullable(RaniaPhone), Place: nullable("Nordlysveien, Fjordvik")}
	omar := fromList(b.list, "omar")
	omar.interpreter = ""
	omar.contact = fagsystem.Contact{Address: nullable("Havnegata 3, 0000 Fjordvik"), Phone: nullable("400 00 742"), Email: nullable("omar@eksempel.test")}
	layla := fromList(b.list, "layla")
	layla.contact = fagsystem.Contact{School: nullable("Fjordvik videregående skole"), Phone: nullable("400 00 516")}
	sami := fromList(b.list, "sami")
	sami.contact = fagsystem.Contact{School: nullable("Strandheim skole")}
	for _, p := range []person{rania, omar, layla, sami} {
		b.addPerson(m, p)
	}
	return []family{b.laylasCase(m), b.samisCase(m)}
}

func (b *builder) laylasCase(m string) family {
	return family{
		municipality: m, child: "layla", title: "Barnevernssak", contact: "ingrid", standIn: "jonas", openedDaysAgo: 128,
		milestones: []milestone{{"Melding mottatt", 128}, {"Undersøkelse", 121}, {"Vedtak om hjelpetiltak", 12}, {"Hjelpetiltak", 5}},
		parties: []party{
			{key: "layla", role: "HOVEDPERSON", grants: everything(), language: "nb", views: laylasViews(),
				now: "Nå begynner hjelpen. Snart møtes vi for å snakke om planen, og du bestemmer selv hva du vil ta opp.",
				meetings: []meeting{
					{name: "plan", title: "Møte om tiltaksplanen", place: "Storgata 1, møterom Lerka", interpreter: "ar", inDays: 10, hour: 14, state: "PLANNED"},
					{name: "school", title: "Møte med skolen", place: "Skolen", inDays: -3, hour: 13, state: "HELD"},
					{name: "start", title: "Første samtale", place: "Skolen", inDays: -96, hour: 10, state: "HELD"}},
				consents: []consent{{name: "school", purpose: "Å snakke med skolen din", text: "Vi vil gjerne snakke med læreren din om hvordan du har det på skolen. Du kan si nei, og du kan ombestemme deg.", state: "GIVEN", askedDaysAgo: 90, answeredDaysAgo: 89, validDays: 275}}},
			{key: "rania", role: "MOR", grants: everything(), language: "ar", views: raniasViews(),
				now: "بدأت المساعدة الآن. سنلتقي قريبًا للحديث عن الخطة، وسيكون هناك مترجم شفوي.",
				meetings: []meeting{
					{name: "plan", title: "Møte om tiltaksplanen", place: "Storgata 1, møterom Lerka", interpreter: "ar", inDays: 10, hour: 14, state: "PLANNED"},
					{name: "talk", title: "Samtale om hjelpen", place: "Storgata 1, Fjordvik", interpreter: "ar", inDays: -6, hour: 12, state: "HELD"},
					{name: "start", title: "Første møte", place: "Storgata 1, Fjordvik", interpreter: "ar", inDays: -110, hour: 9, state: "HELD"}},
				consents: []consent{
					{name: "health", purpose: "Innhente opplysninger fra helsestasjonen", text: "Vi ber om ditt samtykke til å innhente opplysninger fra helsestasjonen. Du kan trekke samtykket når som helst.", state: "ASKED", askedDaysAgo: 3, validDays: 27},
					{name: "school", purpose: "Samarbeide med skolen", text: "Vi ber om ditt samtykke til å samarbeide med skolen.", state: "GIVEN", askedDaysAgo: 95, answeredDaysAgo: 94, validDays: 270}}},
			{key: "omar", role: "FAR", grants: everything(), language: "nb",
				now:      "Hjelpen begynner nå. Veilederen din ringer deg for å avtale den første samtalen.",
				meetings: []meeting{{name: "guide", title: "Første samtale med veileder", place: "Storgata 1, Fjordvik", inDays: 8, hour: 15, state: "PLANNED"}}},
		},
	}
}

func (b *builder) samisCase(m string) family {
	return family{
		municipality: m, child: "sami", title: "Barnevernssak", contact: "ingrid", standIn: "jonas", openedDaysAgo: 128,
		milestones: []milestone{{"Melding mottatt", 128}, {"Undersøkelse", 121}, {"Hjelpetiltak", 5}},
		parties: []party{
			{key: "sami", role: "HOVEDPERSON", grants: takesPart(), language: "nb", views: samisViews(),
				consents: []consent{{name: "coach", purpose: "Å snakke med treneren din", text: "Ingrid vil gjerne snakke med fotballtreneren din, fordi du har sagt at det er en voksen du stoler på. Du bestemmer selv. Du kan si nei, og du kan ombestemme deg.", state: "GIVEN", askedDaysAgo: 40, answeredDaysAgo: 39, validDays: 140}},
				now:      "Ingrid kommer på besøk neste uke. Du kan skrive til henne her når du vil, eller be henne ringe.",
				meetings: []meeting{{name: "visit", title: "Ingrid kommer på besøk", place: "Hjemme", inDays: 7, hour: 15, minutes: 30, state: "PLANNED"}}},
			{key: "rania", role: "MOR", grants: everything(), language: "ar", now: "سنزور سامي في الأسبوع القادم. سنتصل بكِ قبل الزيارة."},
			{key: "omar", role: "FAR", grants: everything(), language: "nb", now: "Vi besøker Sami neste uke og ringer deg etterpå."},
		},
	}
}
