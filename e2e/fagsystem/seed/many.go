package seed

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/e2e/fagsystem/store"
)

var manyTitles = []struct{ kind, title string }{
	{"MOTEREFERAT", "Referat fra ansvarsgruppemøte nr. %d"}, {"", "Brev om samvær nr. %d"}, {"VEDTAK", "Vedtak om støttekontakt nr. %d"},
	{"", "Innkalling til møte nr. %d"}, {"MOTEREFERAT", "Referat fra samtale hjemme nr. %d"}, {"", "Rapport fra Ungdomstjenesten nr. %d"},
	{"", "Spørsmål om økonomi nr. %d"}, {"", "Svar på søknad om avlastning nr. %d"},
}

// Many gives a party so many further entries, of many years and with a text each, as a case has that has lasted a childhood.
func Many(ctx context.Context, s *store.Store, municipality string, copyID uuid.UUID, count int) error {
	return pgx.BeginFunc(ctx, s.Pool, func(tx pgx.Tx) error {
		var caseID uuid.UUID
		err := tx.QueryRow(ctx, `select case_id from case_copy where municipality = $1 and case_copy_id = $2`, municipality, copyID).Scan(&caseID)
		if err != nil {
			return store.ErrNotFound
		}
		b := builder{clock: clock{s.Now()}, rows: rows{map[string][][]any{}}}
		chance := rand.New(rand.NewPCG(2026, 1000)) //nolint:gosec // the same entries every time
		source := "many-" + copyID.String()
		b.rows.add("file", source+".pdf", PlainPDF("many"))
		b.rows.add("source_text", source, "nb", "ltr", "MARKDOWN", "{#b1}\n# Brev\n\n{#b2}\nEt dokument blant mange.\n")
		for n := range count {
			b.addOneOfMany(municipality, copyID, caseID, source, n, 3+n*4+chance.IntN(4))
		}
		return b.rows.write(ctx, tx)
	})
}

func (b *builder) addOneOfMany(municipality string, copyID, caseID uuid.UUID, source string, n, daysAgo int) {
	of := manyTitles[n%len(manyTitles)]
	entryID, documentID := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	day := b.clock.at(-daysAgo, 12, 0)
	post := store.NewEntry{Title: map[string]string{"nb": fmt.Sprintf(of.title, n+1)}, Language: "nb", Dokumenttype: of.kind, Released: "FULL", PDF: PlainPDF("many")}.
		Journalpost(entryID, caseID, day)
	if n%2 == 0 {
		post.Korrespondanseparter = sentBy(n)
	}
	var opened *time.Time
	if n >= 5 {
		opened = new(day.AddDate(0, 0, 1))
	}
	b.rows.add("entry", municipality, entryID, copyID, "FULL", day, post, nil, nil, false, nil, nil, nil, false, opened, nil, map[string]any{})
	b.rows.add("document", municipality, documentID, entryID, copyID, 0, "nb", map[string]string{}, source+".pdf")
	b.rows.add("document_text", municipality, documentID, "nb", source, 1, map[string]any{"kind": "ORIGINAL", "madeAt": day, "ofVersion": "1"})
}

var manySenders = []string{"Fjordvik kommune", "Fjordvik skole", "Statsforvalteren"}

func sentBy(n int) []*barnevern.Korrespondansepart {
	return []*barnevern.Korrespondansepart{{Korrespondanseparttype: "EA", Organisasjon: &barnevern.KorrespondansepartOrganisasjon{Navn: manySenders[n/2%len(manySenders)]}}}
}
