package seed

import "innbyggertjenesten/contracts/fagsystem"

// families is everybody.
func (b *builder) families() []family {
	list := b.haddad()
	list = append(list, b.nowak()...)
	list = append(list, b.warsame(), b.kovalenko(), b.strand(), b.lien(), b.aalberg())
	// Known to the municipality and party of nothing.
	b.addPerson("fjordvik", fromList(b.list, "frode"))
	return append(list, b.fillers()...)
}

func (b *builder) known(municipality string, keys ...string) {
	for _, key := range keys {
		b.addPerson(municipality, fromList(b.list, key))
	}
}

// nowak: a child of 12 whom the board has made a party, a lawyer, and a father with a second case elsewhere.
func (b *builder) nowak() []family {
	b.known("lyngmo", "katarzyna", "tomasz", "jakub", "helle")
	b.known("fjordvik", "tomasz")
	b.addPerson("fjordvik", person{key: "oliwia", given: "Oliwia", family: "Nowak", age: 7, past: 80, language: "nb"})
	b.addPerson("fjordvik", person{key: "anna", given: "Anna", family: "Wrona", age: 35, past: 12, language: "pl", interpreter: "pl"})
	return []family{{
		municipality: "lyngmo", child: "jakub", title: "Barnevernssak", contact: "petter", standIn: "guro", openedDaysAgo: 134,
		milestones: []milestone{{"Melding mottatt", 134}, {"Undersøkelse", 129}, {"Nemndas avgjørelse om partsrettigheter", 60}, {"Vedtak om støttekontakt", 17}},
		parties: []party{
			{key: "jakub", role: "HOVEDPERSON", grants: everything(), language: "nb", views: jakubsViews(),
				meetings: []meeting{{name: "trip", title: "Tur med Petter", inDays: -2, hour: 16, state: "HELD"}},
				now:      "Du har fått en støttekontakt. Petter ringer deg denne uken, så dere kan avtale når dere møtes."},
			{key: "katarzyna", role: "MOR", grants: everything(), language: "pl", now: "Jakub ma teraz osobę wspierającą. W przyszłym tygodniu spotkamy się, żeby omówić, jak mu się powodzi.",
				meetings: []meeting{{name: "follow-up", title: "Oppfølgingsmøte", place: "Torget 2, Lyngmo", interpreter: "pl", inDays: 8, hour: 12, state: "PLANNED"}}},
			{key: "tomasz", role: "FAR", grants: everything(), language: "pl", now: "Jakub ma teraz osobę wspierającą. Skontaktujemy się z Panem w sprawie kolejnego spotkania."},
			{key: "helle", role: "FULLMEKTIG", represents: "katarzyna", grants: everything(), language: "nb", now: "Vedtaket om støttekontakt er sendt partene. Klagefristen løper."},
		},
	}, {
		municipality: "fjordvik", child: "oliwia", title: "Barnevernssak", contact: "vidar", openedDaysAgo: 45,
		milestones: []milestone{{"Melding mottatt", 45}, {"Undersøkelse", 39}},
		parties: []party{
			{key: "tomasz", role: "FAR", grants: everything(), language: "pl", now: "Rozmawiamy z ludźmi, którzy dobrze znają Oliwię. Zadzwonimy do Pana, kiedy będziemy wiedzieć więcej."},
			{key: "anna", role: "MOR", grants: everything(), language: "pl"},
			{key: "oliwia", role: "HOVEDPERSON", grants: fagsystem.Grants{}},
		},
	}}
}

// warsame: the fagsystem leaves the child's party rights open, so that the national age rule decides.
func (b *builder) warsame() family {
	b.known("fjordvik", "hodan", "ayan")
	return family{
		municipality: "fjordvik", child: "ayan", title: "Barnevernssak", contact: "ingrid", standIn: "jonas", openedDaysAgo: 88,
		milestones: []milestone{{"Melding mottatt", 88}, {"Undersøkelse", 82}, {"Vedtak om fritidstiltak", 8}},
		parties: []party{
			{key: "ayan", role: "HOVEDPERSON", grants: leftOpen(), language: "nb", now: "Du begynner snart på aktiviteten du valgte. Skriv til Ingrid hvis du lurer på noe."},
			{key: "hodan", role: "MOR", grants: everything(), language: "so", now: "Ayan dhawaan ayay bilaabaysaa hawsha ay dooratay. Waan kula soo xiriiri doonnaa.",
				consents: []consent{{name: "activity", purpose: "Å snakke med fritidsklubben", state: "GIVEN", askedDaysAgo: 20, answeredDaysAgo: 18, validDays: 200}}},
		},
	}
}

// kovalenko: a boy who came alone, and his guardian.
func (b *builder) kovalenko() family {
	b.known("fjordvik", "maksym", "olena")
	return family{
		municipality: "fjordvik", child: "maksym", title: "Barnevernssak", contact: "ahmed", standIn: "silje", openedDaysAgo: 145,
		milestones: []milestone{{"Kom til kommunen", 145}, {"Kartlegging", 138}, {"Tiltaksplan", 25}},
		parties: []party{
			{key: "maksym", role: "HOVEDPERSON", grants: everything(), language: "uk", now: "Ми разом вирішимо, де ти житимеш. Ахмед зателефонує тобі цього тижня."},
			{key: "olena", role: "VERGE", represents: "maksym", grants: everything(), language: "uk", now: "Ми готуємо зустріч про те, де житиме Максим.", consents: olenasConsents()},
		},
	}
}

// Where Emil lives must never reach Nina.
const (
	EmilAddress = "Granlia gård, Granlivegen 12, 0000 Tverrdal"
	EmilSchool  = "Tverrdal videregående skole"
)

// strand: a placement hidden from the mother, whose copy doesn't even name the foster parents.
func (b *builder) strand() family {
	emil := fromList(b.list, "emil")
	emil.reason, emil.hidden = "HIDDEN_PLACEMENT", []string{"ADDRESS", "PHONE", "EMAIL", "SCHOOL", "PLACE"}
	emil.contact = fagsystem.Contact{Address: nullable(EmilAddress), Phone: nullable("400 00 618"), School: nullable(EmilSchool), Place: nullable("Granlia gård, Tverrdal")}
	berit, odd := fromList(b.list, "berit"), fromList(b.list, "odd")
	for _, p := range []*person{&berit, &odd} {
		p.reason, p.hidden = "HIDDEN_PLACEMENT", []string{"ADDRESS", "PHONE", "EMAIL", "PLACE"}
		p.contact = fagsystem.Contact{Address: nullable(EmilAddress), Place: nullable("Granlia gård, Tverrdal")}
	}
	berit.contact.Phone, odd.contact.Phone = nullable("400 00 377"), nullable("400 00 378")
	nina := fromList(b.list, "nina")
	nina.contact = fagsystem.Contact{Address: nullable("Skippergata 8, 0000 Fjordvik"), Phone: nullable("400 00 255")}
	for _, p := range []person{emil, nina, berit, odd} {
		b.addPerson("fjordvik", p)
	}
	return family{
		municipality: "fjordvik", child: "emil", title: "Barnevernssak", contact: "ahmed", openedDaysAgo: 160,
		milestones: []milestone{{"Melding mottatt", 160}, {"Undersøkelse", 153}, {"Nemndas vedtak", 118}, {"Fosterhjem", 112}, {"Vedtak om videre plassering", 14}},
		parties: []party{
			{key: "emil", role: "HOVEDPERSON", grants: everything(), language: "nb", now: "Du blir boende der du bor. Ahmed kommer på besøk om to uker.",
				meetings: []meeting{{name: "visit", title: "Ahmed kommer på besøk", place: "Granlia gård", inDays: 13, hour: 16, state: "PLANNED"}}},
			{key: "nina", role: "MOR", grants: everything(), unseen: []string{"berit", "odd"}, language: "nb", now: "Vedtaket er sendt deg. Ta kontakt hvis du vil snakke om det.",
				meetings: []meeting{{name: "talk", title: "Samtale om vedtaket", place: "Storgata 1, Fjordvik", inDays: 5, hour: 11, state: "PLANNED"}}},
			{key: "berit", role: "FOSTERFORELDER", grants: talksOnly(), language: "nb", now: "Ahmed kommer på besøk om to uker."},
			{key: "odd", role: "FOSTERFORELDER", grants: talksOnly(), language: "nb", now: "Ahmed kommer på besøk om to uker."},
		},
	}
}

// lien: a young adult who keeps her measures; her mother's access ended when she turned 18, her lawyer's goes on.
func (b *builder) lien() family {
	b.known("lyngmo", "mathea", "gro", "helle")
	return family{
		municipality: "lyngmo", child: "mathea", title: "Barnevernssak", contact: "guro", standIn: "petter", openedDaysAgo: 1400,
		milestones: []milestone{{"Melding motteken", 1400}, {"Undersøking", 1392}, {"Hjelpetiltak", 1350}, {"Ettervern", 260}},
		parties: []party{
			{key: "mathea", role: "HOVEDPERSON", grants: everything(), language: "nn", now: "Vi møtest snart og ser på korleis det går med hybelen og skulen.",
				meetings: []meeting{{name: "talk", title: "Møte om hybelen", place: "Torget 2, Lyngmo", inDays: 5, hour: 15, state: "PLANNED"}}},
			{key: "gro", role: "MOR", grants: everything(), ended: true},
			{key: "helle", role: "FULLMEKTIG", represents: "mathea", grants: everything(), language: "nn"},
		},
	}
}

// releaseTitles lets Sami know that something was decided that he may complain of, without showing it.
func (b *builder) releaseTitles(families []family) {
	kind := "VEDTAK"
	d := Document{Slug: "vedtak-sami", Subject: "sami", OriginalLanguage: "nb", Title: map[string]string{"nb": "Vedtak om hjelp til Sami og familien"},
		Dokumenttype: &kind, Journalposttype: "U", Tidslinje: true, DaysAgo: 12, childMayComplain: true}
	d.Remedy = &remedySource{Kind: "MUNICIPAL_DECISION", DeadlineDays: 21, Receiver: "Barneverntjenesten i Fjordvik kommune"}
	for _, f := range families {
		if f.child == "sami" {
			b.release(d, f, []string{"sami", "rania", "omar"}, "TITLE")
		}
	}
}
