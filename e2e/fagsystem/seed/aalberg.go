package seed

import (
	"fmt"
	"slices"

	"innbyggertjenesten/contracts/fagsystem"
)

// aalberg: a mother with documents of which only the title is released, and which she can ask to see.
func (b *builder) aalberg() family {
	b.known("fjordvik", "turid")
	b.addPerson("fjordvik", person{key: "selma", given: "Selma", family: "Aalberg", age: 9, past: 61, language: "nb"})
	b.addPerson("fjordvik", person{key: "jorgen", given: "Jørgen", family: "Aalberg", age: 44, past: 19, language: "nb"})
	return family{
		municipality: "fjordvik", child: "selma", title: "Barnevernssak", contact: "vidar", openedDaysAgo: 210,
		milestones: []milestone{{"Melding mottatt", 210}, {"Undersøkelse", 203}, {"Vedtak om hjelp hjemme", 40}},
		parties: []party{
			{key: "turid", role: "MOR", grants: everything(), language: "nb", now: "Dere får hjelp hjemme til sommeren."},
			{key: "jorgen", role: "FAR", grants: everything(), language: "nb"},
			{key: "selma", role: "HOVEDPERSON", grants: fagsystem.Grants{}},
		},
	}
}

// kept is a document of the Aalbergs' as they may see it.
type kept struct {
	slug, title string
	kind        string
	level       string
	daysAgo     int
	related     []string
}

var aalbergs = []kept{
	{slug: "vedtak-selma", title: "Vedtak om hjelp hjemme til Selma", kind: "VEDTAK", level: "FULL", daysAgo: 40, related: []string{"referat-selma", "uttalelse-skole"}},
	{slug: "referat-selma", title: "Referat fra møtet om Selma", kind: "MOTEREFERAT", level: "FULL", daysAgo: 47},
	{slug: "uttalelse-skole", title: "Uttalelse fra skolen", level: "TITLE", daysAgo: 60},
	{slug: "notat-hjemmebesok", title: "Notat fra hjemmebesøket", level: "TITLE", daysAgo: 75},
	{slug: "rapport-helse", title: "Rapport fra helsestasjonen", level: "TITLE", daysAgo: 90},
}

// releaseAalbergs releases them to the mother. The fagsystem has the files of all.
func (b *builder) releaseAalbergs(families []family) error {
	at := slices.IndexFunc(families, func(f family) bool { return f.child == "selma" })
	f := families[at]
	for _, one := range aalbergs {
		d := Document{Slug: one.slug, OriginalLanguage: "nb", Title: map[string]string{"nb": one.title}, Journalposttype: "U", DaysAgo: one.daysAgo,
			related: one.related, Texts: map[string]string{"nb": fmt.Sprintf("{#b1}\n# %s\n\n{#b2}\nDette er det som står i dokumentet, og som bare den skal lese som har fått se det.\n", one.title)}, PDF: PlainPDF(one.slug)}
		if one.kind != "" {
			d.Dokumenttype = &one.kind
		}
		if one.kind == "VEDTAK" {
			d.Remedy = &remedySource{Kind: "MUNICIPAL_DECISION", DeadlineDays: 61, Receiver: "Barneverntjenesten i Fjordvik kommune"}
		}
		if err := textRows(&b.rows, d); err != nil {
			return err
		}
		b.release(d, f, []string{"turid"}, fagsystem.EntryReleased(one.level))
		if one.level == "TITLE" {
			b.addDocument(d, f, "turid")
		}
	}
	return nil
}
