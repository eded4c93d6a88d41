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
		parties:    []party{{key: mother.key, role: "MOR", grants: everything(), language: "nb", lines: b.chatter(contact, opened, chance)}}}
	if n%3 != 0 {
		b.addPerson(m, father)
		f.parties = append(f.parties, party{key: father.key, role: "FAR", grants: everything(), language: "nb", lines: b.chatter(contact, opened, chance)})
	}
	switch {
	case child.age >= 15:
		f.parties = append(f.parties, party{key: child.key, role: "HOVEDPERSON", grants: everything(), language: "nb", lines: b.chatter(contact, opened, chance)})
	case child.age >= 10:
		f.parties = append(f.parties, party{key: child.key, role: "HOVEDPERSON", grants: takesPart(), language: "nb"})
	}
	if n%11 == 10 {
		f.closedDaysAgo = 20 + chance.IntN(20)
	}
	return f
}

// chatter is some months of messages. Every third conversation ends with something that hasn't been read.
func (b *builder) chatter(contact string, opened int, chance *rand.Rand) []line {
	var lines []line
	say := func(e exchange, first, day, hour, minute int, read bool) {
		for i, m := range e.Messages[first:] {
			l := line{daysAgo: day, hour: hour, minute: minute + 7*i, language: "nb", text: m.Text, read: read}
			if m.Side == "EMPLOYEE" {
				l.from = contact
			}
			lines = append(lines, l)
		}
	}
	number := 3 + chance.IntN(12)
	step, first := max(opened/(number+1), 2), chance.IntN(len(b.exchanges))
	for i := range number {
		say(b.exchanges[(first+i)%len(b.exchanges)], 0, max(opened-step*(i+1), 3), 8+chance.IntN(7), chance.IntN(30), true)
	}
	if chance.IntN(3) == 0 {
		e := b.exchanges[(first+number)%len(b.exchanges)]
		e.Messages = e.Messages[:1]
		if e.Messages[0].Side == "PARTY" {
			say(e, 0, chance.IntN(2), 7+chance.IntN(3), chance.IntN(60), false)
		}
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
		err = textRows(&b.rows, d)
	}
	return d, err
}
