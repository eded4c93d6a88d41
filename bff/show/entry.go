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
func EntrySummary(entry contract.Entry, language string) portal.EntrySummary {
	post := entry.Journalpost
	shown := portal.EntrySummary{
		EntryId: entry.EntryId, Type: EntryType(entry), Title: post.Tittel, Date: entryDate(entry),
		Released: portal.EntrySummaryReleasedTITLE, Languages: []string{}, OnTimeline: post.Tidslinje,
	}
	if entry.Released != contract.EntryReleasedFULL {
		if entry.Remedy != nil {
			shown.ComplaintDeadline = entry.Remedy.Deadline
		}
		return shown
	}
	shown.Released = portal.EntrySummaryReleasedFULL
	shown.IsNew = entry.OpenedAt == nil
	shown.From = sender(post.Korrespondanseparter)
	shown.ComplaintDeadline = complaintDeadline(entry)
	for _, document := range entry.Documents {
		for _, info := range texts(entry, document) {
			if !slices.Contains(shown.Languages, info.Language) {
				shown.Languages = append(shown.Languages, info.Language)
			}
		}
	}
	if len(entry.Documents) > 0 {
		original := entry.Documents[0].OriginalLanguage
		shown.TitleLanguage = &original
	}
	if len(entry.Documents) == 1 {
		if title, ok := translatedTitle(entry, entry.Documents[0], language); ok {
			shown.Title, shown.TitleLanguage = title, &language
		}
	}
	return shown
}

// Entry is one entry, whole.
func Entry(entry contract.Entry, language string, now time.Time) portal.Entry {
	shown := portal.Entry{Summary: EntrySummary(entry, language), Documents: []portal.EntryDocument{}, Remedy: remedy(entry.Remedy, now)}
	if entry.Released != contract.EntryReleasedFULL {
		return shown
	}
	shown.Description = text(entry.Journalpost.Beskrivelse)
	for _, document := range entry.Documents {
		if one, ok := entryDocument(entry, document, language); ok {
			shown.Documents = append(shown.Documents, one)
		}
	}
	shown.Plan = plan(entry, language)
	draft(&shown, entry)
	return shown
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

// Provenance is who made a text, how and when.
func Provenance(provenance contract.Provenance) portal.Provenance {
	return portal.Provenance{
		Kind: portal.ProvenanceKind(provenance.Kind), Agency: text(provenance.Agency), Role: text(provenance.Role),
		MadeAt: provenance.MadeAt,
	}
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

// translatedTitle is the document's title in the reader's language. Where a text
// in that language may not be shown, neither may its title.
func translatedTitle(entry contract.Entry, document contract.EntryDocument, language string) (string, bool) {
	title := strings.TrimSpace(document.Title[language])
	if title == "" {
		return "", false
	}
	for _, info := range document.Texts {
		if info.Language == language && !MayShowText(entry, info.Provenance) {
			return "", false
		}
	}
	return title, true
}

func publishedDocument(entry contract.Entry, document contract.EntryDocument) *barnevern.Dokument {
	if document.Index < 0 || document.Index >= len(entry.Journalpost.Dokumenter) {
		return nil
	}
	return entry.Journalpost.Dokumenter[document.Index]
}

func entryDocument(entry contract.Entry, document contract.EntryDocument, language string) (portal.EntryDocument, bool) {
	shown := portal.EntryDocument{
		DocumentId: document.DocumentId, Title: entry.Journalpost.Tittel, HasPdf: IsPDF(entry, document),
		OriginalLanguage: document.OriginalLanguage, TitleLanguage: &document.OriginalLanguage, Texts: []portal.TextInfo{},
	}
	if published := publishedDocument(entry, document); published != nil {
		shown.Title = published.Tittel
		if published.Storrelse != nil && *published.Storrelse >= 0 {
			shown.Size = published.Storrelse
		}
	}
	if title, ok := translatedTitle(entry, document, language); ok {
		shown.Title, shown.TitleLanguage = title, &language
	}
	for _, info := range texts(entry, document) {
		shown.Texts = append(shown.Texts, portal.TextInfo{
			Language: info.Language, Direction: Direction(info.Direction), Provenance: Provenance(info.Provenance),
			Outdated: Outdated(document, info.Provenance, info.Outdated),
		})
	}
	return shown, shown.HasPdf || len(shown.Texts) > 0
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

// sender is which office an entry comes from. A person's name among the
// correspondents may be another party's, and is not shown.
func sender(correspondents []*barnevern.Korrespondansepart) *string {
	for _, one := range correspondents {
		if one == nil || one.Organisasjon == nil {
			continue
		}
		switch one.Korrespondanseparttype {
		case barnevern.KorrespondanseparttypeAvsender, barnevern.KorrespondanseparttypeInternAvsender:
			return text(&one.Organisasjon.Navn)
		}
	}
	return nil
}
