package seed

import (
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	openapi_types "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/barnevern"
	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// release writes a document as an entry in the copies of the parties it is for. releasedAt overrides its own day.
func (b *builder) release(d Document, f family, to []string, level fagsystem.EntryReleased) {
	released := b.clock.at(-d.DaysAgo, 12, 30)
	for _, p := range f.parties {
		if !slices.Contains(to, p.key) {
			continue
		}
		m, entryID := f.municipality, EntryID(f.municipality, f.child, p.key, d.Slug)
		copyID := CopyID(m, f.child, p.key)
		said, files := b.inShort(d, f, p)
		b.rows.add("entry", m, entryID, copyID, string(level), released, b.journalpost(d, f, p, to, entryID, level), b.remedy(d), subGoalStates(d),
			d.DraftForComments, b.commentsUntil(d), d.asked(), b.outcome(d, f, p), d.childMayComplain && p.role == "HOVEDPERSON", b.openedAt(d, level), said, files)
		if level != "FULL" {
			continue
		}
		b.addDocument(d, f, p.key)
	}
}

// addDocument gives a party's entry its file and texts.
func (b *builder) addDocument(d Document, f family, party string) {
	m := f.municipality
	documentID := DocumentID(m, f.child, party, d.Slug)
	b.rows.add("document", m, documentID, EntryID(m, f.child, party, d.Slug), CopyID(m, f.child, party), 0, d.OriginalLanguage, d.Title, d.Slug+".pdf")
	for language := range d.Texts {
		b.rows.add("document_text", m, documentID, language, d.Slug, 1, b.provenance(d, language))
	}
}

func (b *builder) journalpost(d Document, f family, p party, to []string, entryID uuid.UUID, level fagsystem.EntryReleased) barnevern.Barnevernjournalpost {
	title := d.Title[d.OriginalLanguage]
	sent := b.clock.at(-d.DaysAgo, 12, 0)
	kind := barnevern.Journalposttype(d.Journalposttype)
	post := barnevern.Barnevernjournalpost{
		Tittel: title, ForelderMeldingId: CaseID(f.municipality, f.child), Journalposttype: &kind,
		SystemId: new(entryID.String()), Journaldato: &sent, DokumentetsDato: &sent, Tidslinje: &d.Tidslinje,
		Korrespondanseparter: b.correspondents(f, p),
		Dokumenter: []*barnevern.Dokument{{Filnavn: "dokument.pdf", MimeType: "application/pdf", Tittel: title,
			Storrelse: new(int64(len(d.PDF)))}},
		EdialogSkjemaer: []*barnevern.EdialogSkjema{{Predefinert: &barnevern.EdialogSkjemaPredefinert{Type: "SVAR"}}},
	}
	if level == "TITLE" {
		post.Dokumenter = nil
		post.InnsynsforesporselStatus = new(barnevern.InnsynsforesporselStatus("IKKE_FORESPURT"))
		post.MappeId = &barnevern.JournalpostMappeId{SystemId: new(CaseID(f.municipality, f.child).String())}
	}
	for _, slug := range d.related {
		post.RelaterteJournalposter = append(post.RelaterteJournalposter, EntryID(f.municipality, f.child, p.key, slug))
	}
	for _, other := range f.parties {
		if slices.Contains(to, other.key) && !slices.Contains(p.unseen, other.key) {
			who := b.persons[f.municipality+"/"+other.key]
			if part := store.Part(other.role, fagsystem.PersonName{Given: who.given, Family: who.family}); part != nil {
				post.EksponertFor = append(post.EksponertFor, part)
			}
		}
	}
	if d.Dokumenttype != nil {
		post.Dokumenttype = new(barnevern.Dokumenttype(*d.Dokumenttype))
	}
	if deadline := d.deadline(b.clock); deadline != nil {
		y, mo, day := deadline.Date()
		post.Klagefrist = new(time.Date(y, mo, day, 23, 59, 59, 0, oslo))
		if d.Remedy.Kind != "BOARD_DECISION" { // that one is brought before a court
			post.EdialogSkjemaer = append(post.EdialogSkjemaer, &barnevern.EdialogSkjema{Predefinert: &barnevern.EdialogSkjemaPredefinert{Type: "KLAGE"}})
		}
	}
	if d.Plan != nil {
		post.TiltaksplanDetaljer = b.plan(d)
	}
	return post
}

func (b *builder) correspondents(f family, p party) []*barnevern.Korrespondansepart {
	who := b.persons[f.municipality+"/"+p.key]
	town := b.municipalities[f.municipality]
	return []*barnevern.Korrespondansepart{
		{Korrespondanseparttype: "EA", Organisasjon: &barnevern.KorrespondansepartOrganisasjon{Navn: town.Name, Organisasjonsnummer: &town.OrganizationNumber}},
		{Korrespondanseparttype: "EM", Person: &barnevern.KorrespondansepartPerson{Fornavn: who.given, Etternavn: who.family}},
	}
}

func (b *builder) plan(d Document) *barnevern.TiltaksplanDetaljer {
	detail := &barnevern.TiltaksplanDetaljer{Tiltaksstatus: barnevern.Tiltaksstatus(d.Plan.Status),
		Startdato: b.clock.at(-d.Plan.StartDaysAgo, 9, 0), Sluttdato: b.clock.at(d.Plan.EndInDays, 9, 0), Delmal: []barnevern.Delmal{}}
	for _, g := range d.Plan.SubGoals {
		detail.Delmal = append(detail.Delmal, barnevern.Delmal{Id: g.ID, Beskrivelse: g.Description[d.OriginalLanguage]})
	}
	return detail
}

func subGoalStates(d Document) any {
	if d.Plan == nil {
		return nil
	}
	states := []fagsystem.SubGoalState{}
	for _, g := range d.Plan.SubGoals {
		states = append(states, fagsystem.SubGoalState{Id: g.ID, State: g.State, Description: d.inOthers(g.Description)})
	}
	return states
}

func (b *builder) remedy(d Document) any {
	deadline := d.deadline(b.clock)
	if deadline == nil {
		return nil
	}
	return fagsystem.Remedy{Kind: d.Remedy.Kind, Receiver: d.Remedy.Receiver, Deadline: &openapi_types.Date{Time: *deadline}}
}

// inOthers is what is written in other languages than the original's.
func (d Document) inOthers(words map[string]string) map[string]string {
	others := maps.Clone(words)
	delete(others, d.OriginalLanguage)
	return others
}

// asked is what the parties are asked about a draft.
func (d Document) asked() any {
	if d.CommentsAsked == nil {
		return nil
	}
	return fagsystem.CommentsAsked{Text: d.CommentsAsked[d.OriginalLanguage], Language: d.OriginalLanguage, Translations: d.inOthers(d.CommentsAsked)}
}

// outcome is what became of a draft, which may be final elsewhere.
func (b *builder) outcome(d Document, f family, p party) any {
	if d.Outcome == nil {
		return nil
	}
	outcome := fagsystem.DraftOutcome{Kind: d.Outcome.Kind, At: b.clock.at(-d.Outcome.DaysAgo, 13, 0)}
	if text := d.Outcome.Text[d.OriginalLanguage]; text != "" {
		outcome.Text, outcome.Language, outcome.Translations = &text, &d.OriginalLanguage, d.inOthers(d.Outcome.Text)
	}
	if d.Outcome.Final != "" {
		outcome.FinalEntryId = new(EntryID(f.municipality, f.child, p.key, d.Outcome.Final))
	}
	return outcome
}

func (b *builder) commentsUntil(d Document) *time.Time {
	if !d.DraftForComments {
		return nil
	}
	return new(b.clock.day(d.CommentsDays))
}

// openedAt: what is more than two weeks old has been read the day after it came.
func (b *builder) openedAt(d Document, level fagsystem.EntryReleased) *time.Time {
	if d.DaysAgo <= 14 || level != "FULL" {
		return nil
	}
	return new(b.clock.at(-d.DaysAgo+1, 19, 5))
}

func (b *builder) provenance(d Document, language string) fagsystem.Provenance {
	if language == d.OriginalLanguage {
		return fagsystem.Provenance{Kind: "ORIGINAL", MadeAt: b.clock.at(-d.DaysAgo, 11, 0), OfVersion: "1"}
	}
	t := d.Translations[language]
	return fagsystem.Provenance{Kind: t.Kind, Agency: t.Agency, Role: t.Role, MadeAt: b.clock.at(-t.MadeDaysAgo, 14, 0), OfVersion: "1",
		OfVersionMadeAt: new(b.clock.at(-d.DaysAgo, 11, 0))}
}
