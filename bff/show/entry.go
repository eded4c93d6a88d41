package show

import (
	"slices"
	"strings"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// EntryType is what kind of entry it is. What the published schema has no word
// for, or a word that isn't known here, is a letter.
func EntryType(entry contract.Entry) portal.EntryType {
	if entry.Journalpost.Dokumenttype != nil {
		switch *entry.Journalpost.Dokumenttype {
		case barnevern.DokumenttypeVedtak:
			return portal.EntryTypeDECISION
		case barnevern.DokumenttypeMotereferat:
			return portal.EntryTypeMEETINGMINUTES
		case barnevern.DokumenttypeTiltaksplan:
			return portal.EntryTypeMEASURESPLAN
		}
	}
	return portal.EntryTypeLETTER
}

// EntrySummary is an entry in a list, in the reader's language where the
// fagsystem has it. Of an entry whose title alone is released there is no more
// but until when this party may complain: a right runs out whether one has read
// or not.
func EntrySummary(entry contract.Entry, reader Reader, language string) portal.EntrySummary {
	return summaryOf(reader.guardedTitles(entry), reader, language)
}

// summaryOf is EntrySummary of an entry that is guarded already.
func summaryOf(entry contract.Entry, reader Reader, language string) portal.EntrySummary {
	post := entry.Journalpost
	shown := portal.EntrySummary{
		EntryId: entry.EntryId, Type: EntryType(entry), Title: clipped(post.Tittel, longestTitle), Date: entryDate(entry),
		Released: portal.EntrySummaryReleasedTITLE, Translations: []portal.DocumentTranslation{}, OnTimeline: post.Tidslinje,
		Access: accessState(entry),
	}
	shown.ComplaintDeadline, shown.TitleLanguage = complaintDeadline(entry), new(titleLanguage(entry))
	if entry.Released != contract.EntryReleasedFULL {
		return shown
	}
	shown.Released = portal.EntrySummaryReleasedFULL
	shown.IsNew = entry.OpenedAt == nil
	shown.From = reader.sender(post.Korrespondanseparter)
	for _, document := range entry.Documents {
		for _, info := range texts(entry, document) {
			if info.Language != document.OriginalLanguage {
				shown.Translations = append(shown.Translations, portal.DocumentTranslation{DocumentId: document.DocumentId, Text: textInfo(document, info)})
			}
		}
	}
	if len(entry.Documents) == 1 {
		if title, made, ok := translatedTitle(entry, entry.Documents[0], language); ok {
			shown.Title, shown.TitleLanguage, shown.TitleTranslation = title, &made.Language, &made
		}
	}
	return shown
}

// titleLanguage is what an entry's title was written in: what its first document
// is, or else the service's own language, in which it names what it files.
func titleLanguage(entry contract.Entry) string {
	if len(entry.Documents) > 0 {
		return entry.Documents[0].OriginalLanguage
	}
	return "nb"
}

// longestTitle is more than anybody calls a document; no schema limits it.
const longestTitle = 500

// Entry is one entry, whole, but for what holds a protected fact of another party.
func Entry(entry contract.Entry, reader Reader, language string, now time.Time) portal.Entry {
	entry = reader.guarded(entry)
	shown := portal.Entry{Summary: summaryOf(entry, reader, language), Documents: []portal.EntryDocument{}, Remedy: entryRemedy(entry, now)}
	if entry.Released != contract.EntryReleasedFULL {
		return shown
	}
	shown.Description = text(entry.Journalpost.Beskrivelse)
	for _, document := range entry.Documents {
		shown.Documents = append(shown.Documents, entryDocument(entry, document, reader, language))
	}
	shown.Correspondents = reader.correspondents(entry.Journalpost.Korrespondanseparter)
	shown.Links = reader.Links(entry.Journalpost.Lenker, language)
	if TakesComment(entry) {
		shown.MayComment = new(true)
	}
	shown.Plan = plan(entry, language)
	draft(&shown, entry, language)
	shown.InShort = inShort(entry, language)
	return shown
}

// mostNamed is of how many entries it is looked whether they are there for the
// reader, where one names them; nobody sorts that many together.
const mostNamed = 50

// Related are the entries that a released one says it belongs with. It never
// names itself or another twice.
func Related(entry contract.Entry) []openapi.UUID {
	var named []openapi.UUID
	if entry.Released != contract.EntryReleasedFULL {
		return nil
	}
	for _, id := range entry.Journalpost.RelaterteJournalposter {
		if id != entry.EntryId && !slices.Contains(named, id) && len(named) < mostNamed {
			named = append(named, id)
		}
	}
	return named
}

// Document is a released entry's document and whether the entry has it.
func Document(entry contract.Entry, documentID openapi.UUID) (contract.EntryDocument, bool) {
	if entry.Released != contract.EntryReleasedFULL {
		return contract.EntryDocument{}, false
	}
	for _, document := range entry.Documents {
		if document.DocumentId == documentID {
			return document, true
		}
	}
	return contract.EntryDocument{}, false
}

// MayShowText tells whether a text may be shown: the Norwegian text of a
// decision is binding, and a machine's translation of it is never shown. The
// same holds for what belongs to a consent.
func MayShowText(entry contract.Entry, provenance contract.Provenance) bool {
	if !provenance.Kind.Valid() {
		return false
	}
	binding := EntryType(entry) == portal.EntryTypeDECISION || entry.Remedy != nil || entry.Journalpost.Klagefrist != nil ||
		text(entry.Journalpost.SamtykkeId) != nil
	return !binding || provenance.Kind != contract.ProvenanceKindMACHINE
}

// IsPDF tells whether the document has a file that is shown as PDF.
func IsPDF(entry contract.Entry, document contract.EntryDocument) bool {
	published := publishedDocument(entry, document)
	if published == nil {
		return false
	}
	kind, _, _ := strings.Cut(published.MimeType, ";")
	return strings.EqualFold(strings.TrimSpace(kind), "application/pdf")
}

// Provenance is who made a text, how, when, and of a translation of which version.
func Provenance(provenance contract.Provenance) portal.Provenance {
	shown := portal.Provenance{
		Kind: portal.ProvenanceKind(provenance.Kind), Agency: text(provenance.Agency), Role: text(provenance.Role),
		MadeAt: provenance.MadeAt,
	}
	if provenance.Kind != contract.ProvenanceKindORIGINAL {
		shown.OfVersion, shown.OfVersionMadeAt = text(&provenance.OfVersion), provenance.OfVersionMadeAt
	}
	return shown
}

// Outdated tells whether the original has changed since a translation of it was
// made: the fagsystem says so, or the translation is of another version.
func Outdated(document contract.EntryDocument, provenance contract.Provenance, said bool) bool {
	return said || provenance.Kind != contract.ProvenanceKindORIGINAL && provenance.OfVersion != "" && provenance.OfVersion != document.Version
}

// Direction is which way a text runs.
func Direction(direction contract.Direction) portal.Direction {
	if direction == contract.DirectionRtl {
		return portal.DirectionRtl
	}
	return portal.DirectionLtr
}

func texts(entry contract.Entry, document contract.EntryDocument) []contract.TextInfo {
	var shown []contract.TextInfo
	for _, info := range document.Texts {
		if MayShowText(entry, info.Provenance) {
			shown = append(shown, info)
		}
	}
	return shown
}

// translatedTitle is the document's title in the reader's language, with how it was
// made: as the text in that language. Without a text that may be shown nobody can
// say whether a machine has made it.
func translatedTitle(entry contract.Entry, document contract.EntryDocument, language string) (title string, made portal.TextInfo, ok bool) {
	info, there := TranslationFor(entry, document, language)
	if !there {
		return "", made, false
	}
	title = wordsFor(document.Title, document, info)
	return title, textInfo(document, info), title != ""
}

func publishedDocument(entry contract.Entry, document contract.EntryDocument) *barnevern.Dokument {
	if document.Index < 0 || document.Index >= len(entry.Journalpost.Dokumenter) {
		return nil
	}
	return entry.Journalpost.Dokumenter[document.Index]
}

// entryDocument is a document of an entry. One that has neither a PDF nor a text
// that may be shown is there too: whoever it is released to learns that it exists
// and whom to ask.
func entryDocument(entry contract.Entry, document contract.EntryDocument, reader Reader, language string) portal.EntryDocument {
	shown := portal.EntryDocument{
		DocumentId: document.DocumentId, Title: clipped(entry.Journalpost.Tittel, longestTitle), HasPdf: IsPDF(entry, document),
		OriginalLanguage: document.OriginalLanguage, TitleLanguage: new(titleLanguage(entry)), Texts: []portal.TextInfo{},
	}
	if published := publishedDocument(entry, document); published != nil {
		if published.Tittel != "" {
			shown.Title, shown.TitleLanguage = clipped(published.Tittel, longestTitle), &document.OriginalLanguage
		}
		shown.FileName = reader.fileName(published.Filnavn)
		if published.Storrelse != nil && *published.Storrelse >= 0 {
			shown.Size = published.Storrelse
		}
	}
	if title, made, ok := translatedTitle(entry, document, language); ok {
		shown.Title, shown.TitleLanguage, shown.TitleTranslation = title, &made.Language, &made
	}
	for _, info := range texts(entry, document) {
		shown.Texts = append(shown.Texts, textInfo(document, info))
	}
	return shown
}

func entryDate(entry contract.Entry) openapi.Date {
	switch post := entry.Journalpost; {
	case post.DokumentetsDato != nil:
		return onDay(*post.DokumentetsDato)
	case post.Journaldato != nil:
		return onDay(*post.Journaldato)
	}
	return onDay(entry.ReleasedAt)
}
