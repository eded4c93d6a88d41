package seed

import (
	"fmt"
	"math/rand/v2"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/people"
)

// colleagues never log in; they make the offices as full as they are.
var colleagues = []people.Employee{
	{ID: "kari", Municipality: "fjordvik", Given: "Kari", Family: "Engen", Role: "CONTACT_PERSON", Team: "Familie 2"},
	{ID: "lars", Municipality: "fjordvik", Given: "Lars", Family: "Holt", Role: "CONTACT_PERSON", Team: "Familie 2"},
	{ID: "siv", Municipality: "fjordvik", Given: "Siv", Family: "Moe", Role: "TEAM_LEADER", Team: "Ungdom"},
	{ID: "terje", Municipality: "lyngmo", Given: "Terje", Family: "Rud", Role: "CONTACT_PERSON", Team: "Barnevern Lyngmo"},
}

// caseload is how many further cases each contact person has.
var caseload = []struct {
	municipality, contact string
	cases                 int
}{
	{"fjordvik", "vidar", 10}, {"fjordvik", "ingrid", 3}, {"fjordvik", "jonas", 3}, {"fjordvik", "ahmed", 2}, {"fjordvik", "silje", 2},
	{"fjordvik", "kari", 3}, {"fjordvik", "lars", 2}, {"lyngmo", "petter", 3}, {"lyngmo", "guro", 2}, {"lyngmo", "terje", 2},
}

var (
	childNames  = []string{"Nora", "Jakob", "Emma", "Filip", "Amina", "Oskar", "Sofie", "Isak", "Maja", "Yusuf", "Ella", "Noah", "Ingrid", "Leon", "Selma", "Adam", "Tuva", "Mikkel", "Sara", "Elias", "Live", "Theo", "Hanna", "Samuel", "Alma", "Kasper", "Iben", "Jonas", "Vilde", "Marius", "Zahra", "Henrik"}
	motherNames = []string{"Anette", "Camilla", "Fatima", "Hege", "Joanna", "Linda", "Monica", "Randi", "Stine", "Trine", "Wenche", "Elin", "Maria", "Siri"}
	fatherNames = []string{"Anders", "Bjørn", "Dag", "Espen", "Geir", "Hassan", "Ivar", "Kenneth", "Morten", "Rune", "Stian", "Tor", "Pawel", "Øyvind"}
	familyNames = []string{"Aune", "Berge", "Corneliussen", "Dalen", "Eide", "Fosse", "Grimstad", "Hagen", "Iversen", "Jacobsen", "Kvam", "Lien", "Mikkelsen", "Nygård", "Olsrud", "Prestegård", "Rønning", "Skaar", "Tveit", "Ulriksen", "Vatne", "Westby", "Ødegård", "Åsheim"}
)

// asks and answers of a conversation, in order; a long one begins anew.
var talk = []struct{ asks, answers string }{
	{"Hei, jeg ville bare si at det gikk fint på skolen i dag.", "Så godt å høre. Takk for at du sier fra."},
	{"Kan vi flytte møtet på torsdag? Jeg er på jobb da.", "Ja, det går fint. Passer fredag klokka ti?"},
	{"Fredag er bra. Hvor skal vi møtes?", "Vi møtes hos oss. Ring på, så kommer jeg ned."},
	{"Jeg har fått et brev jeg ikke forstår. Kan du forklare?", "Ja. Jeg ringer deg i morgen mellom ni og ti, så går vi gjennom det sammen."},
	{"Takk for praten. Det hjalp.", "Bra. Skriv hvis det dukker opp noe mer."},
	{"Har dere hørt noe fra barnehagen ennå?", "Ikke ennå. Jeg gir deg beskjed med en gang jeg vet noe."},
	{"Når kommer veilederen neste gang?", "Hun kommer tirsdag klokka fire, som avtalt."},
	{"Vi har hatt en vanskelig helg. Kan noen ringe meg?", "Det var leit å høre. Jeg ringer deg i ettermiddag."},
	{"Kan besteforeldrene være med på møtet?", "Ja, hvis dere vil det, er de velkomne."},
	{"Jeg glemte å si at vi er bortreist i høstferien.", "Takk for beskjed. Da tar vi det opp igjen uken etter."},
}

func (b *builder) fillers() []family {
	chance := rand.New(rand.NewPCG(2026, 11)) //nolint:gosec // the same demo every time
	var list []family
	n := 0
	for _, load := range caseload {
		for range load.cases {
			list = append(list, b.filler(load.municipality, load.contact, n, chance))
			n++
		}
	}
	return list
}

func (b *builder) filler(m, contact string, n int, chance *rand.Rand) family {
	name := familyNames[n%len(familyNames)]
	child := person{key: fmt.Sprintf("child-%02d", n), given: childNames[n%len(childNames)], family: name, age: 2 + chance.IntN(16), past: chance.IntN(364), language: "nb"}
	mother := person{key: fmt.Sprintf("mother-%02d", n), given: motherNames[n%len(motherNames)], family: name, age: 26 + chance.IntN(20), past: chance.IntN(364), language: "nb",
		contact: fagsystem.Contact{Address: nullable(fmt.Sprintf("Bakkevegen %d, 0000 %s", n+1, b.municipalities[m].Name[:7]))}}
	father := person{key: fmt.Sprintf("father-%02d", n), given: fatherNames[n%len(fatherNames)], family: familyNames[(n+7)%len(familyNames)], age: 28 + chance.IntN(20), past: chance.IntN(364), language: "nb"}
	b.addPerson(m, child)
	b.addPerson(m, mother)
	opened := 60 + chance.IntN(600)
	f := family{municipality: m, child: child.key, title: "Barnevernssak", contact: contact, openedDaysAgo: opened,
		milestones: []milestone{{"Melding mottatt", opened}, {"Undersøkelse", opened - 7}, {"Hjelpetiltak", opened / 2}},
		parties:    []party{{key: mother.key, role: "MOR", grants: everything(), language: "nb", lines: chatter(contact, opened, chance)}}}
	if n%3 != 0 {
		b.addPerson(m, father)
		f.parties = append(f.parties, party{key: father.key, role: "FAR", grants: everything(), language: "nb", lines: chatter(contact, opened, chance)})
	}
	switch {
	case child.age >= 15:
		f.parties = append(f.parties, party{key: child.key, role: "HOVEDPERSON", grants: everything(), language: "nb", lines: chatter(contact, opened, chance)})
	case child.age >= 10:
		f.parties = append(f.parties, party{key: child.key, role: "HOVEDPERSON", grants: takesPart(), language: "nb"})
	}
	if n%11 == 10 {
		f.closedDaysAgo = 20 + chance.IntN(20)
	}
	return f
}

// chatter is some months of messages. Every third conversation ends with something that hasn't been answered.
func chatter(contact string, opened int, chance *rand.Rand) []line {
	var lines []line
	exchanges := 3 + chance.IntN(12)
	step := max(opened/(exchanges+1), 2)
	first := chance.IntN(len(talk))
	for i := range exchanges {
		t := talk[(first+i)%len(talk)]
		day := max(opened-step*(i+1), 3)
		hour, minute := 8+chance.IntN(12), chance.IntN(55)
		lines = append(lines, line{daysAgo: day, hour: hour, minute: minute, text: t.asks},
			line{daysAgo: day - 1, hour: 9 + chance.IntN(5), minute: chance.IntN(60), from: contact, text: t.answers})
	}
	if chance.IntN(3) == 0 {
		lines = append(lines, line{daysAgo: chance.IntN(2), hour: 7 + chance.IntN(3), minute: chance.IntN(60), text: talk[chance.IntN(len(talk))].asks})
	}
	return lines
}

const formDecision = `{#b1}
# Vedtak om hjelpetiltak

{#b2}
Vi har bestemt at familien skal få veiledning hjemme. Hjelpen er frivillig, og vi ser på den sammen hver tredje måned.

{#b3}
## Hvis du er uenig

{#b4}
Du kan klage på vedtaket. Fristen er {{deadline}}. Vi hjelper deg gjerne med å skrive klagen.
`

const formMinutes = `{#b1}
# Referat fra møte

{#b2}
Vi snakket om hvordan hverdagen går, om skole eller barnehage og om hva familien ønsker hjelp til.

{#b3}
Vi ble enige om å møtes igjen om noen uker.
`

// releaseForms gives the families that only fill the inboxes a decision and minutes each.
func (b *builder) releaseForms(families []family) error {
	for _, f := range families {
		parents := []string{}
		for _, p := range f.parties {
			if p.grants.Documents != nil && *p.grants.Documents == "GRANTED" {
				parents = append(parents, p.key)
			}
		}
		if len(f.child) < 6 || f.child[:6] != "child-" {
			continue
		}
		for _, kind := range []string{"VEDTAK", "MOTEREFERAT"} {
			d, err := b.form(kind, f)
			if err != nil {
				return err
			}
			b.release(d, f, parents, "FULL")
		}
	}
	return nil
}

func (b *builder) form(kind string, f family) (Document, error) {
	days := (f.openedDaysAgo/2)/10*10 + 6 // few enough different days, so that wording is shared
	d := Document{OriginalLanguage: "nb", Dokumenttype: &kind, Tidslinje: true, DaysAgo: days, Texts: map[string]string{}}
	text := formMinutes
	if kind == "VEDTAK" {
		d.Title, d.Journalposttype, text = map[string]string{"nb": "Vedtak om hjelpetiltak"}, "U", formDecision
		d.Remedy = &remedySource{Kind: "MUNICIPAL_DECISION", DeadlineDays: 21, Receiver: "Barneverntjenesten i " + b.municipalities[f.municipality].Name}
	} else {
		d.Title, d.Journalposttype = map[string]string{"nb": "Referat fra møte"}, "N"
		d.DaysAgo += 20
	}
	d.Slug = fmt.Sprintf("form-%s-%d", kind, d.DaysAgo)
	filled, err := b.clock.fill(text, b.bokmal, b.clock.day(-d.DaysAgo), d.deadline(b.clock))
	if err != nil {
		return d, err
	}
	d.Texts["nb"], d.PDF = filled, PlainPDF(d.Slug)
	if !b.forms[d.Slug] {
		b.forms[d.Slug] = true
		textRows(&b.rows, d)
	}
	return d, nil
}
