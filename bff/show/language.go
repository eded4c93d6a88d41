package show

import (
	"maps"
	"slices"
	"strings"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// SameLanguage tells whether two tags name one language, whatever their regions:
// a text in the one serves whoever reads the other.
func SameLanguage(a, b string) bool {
	one, _, _ := strings.Cut(a, "-")
	other, _, _ := strings.Cut(b, "-")
	return one == other
}

// Norwegian tells whether a tag names one of the languages that whoever reads
// Norwegian reads.
func Norwegian(tag string) bool {
	return SameLanguage(tag, "nb") || SameLanguage(tag, "nn") || SameLanguage(tag, "no")
}

// TranslationFor is the translation of a document that serves a reader of wanted
// and may be shown: in the very same language, or else whatever its region.
func TranslationFor(entry contract.Entry, document contract.EntryDocument, wanted string) (nearest contract.TextInfo, there bool) {
	if wanted == "" || wanted == document.OriginalLanguage {
		return contract.TextInfo{}, false
	}
	for _, info := range texts(entry, document) {
		switch {
		case info.Language == document.OriginalLanguage:
		case info.Language == wanted:
			return info, true
		case !there && SameLanguage(info.Language, wanted):
			nearest, there = info, true
		}
	}
	return nearest, there
}

// wordsFor are words of an entry as they were made with a translation of its
// document: in its very language, or else whatever the region, where no text of
// its own says how those were made.
func wordsFor(words map[string]string, document contract.EntryDocument, info contract.TextInfo) string {
	if said := strings.TrimSpace(words[info.Language]); said != "" {
		return said
	}
	for _, tag := range slices.Sorted(maps.Keys(words)) {
		itself := func(other contract.TextInfo) bool { return other.Language == tag }
		if said := strings.TrimSpace(words[tag]); said != "" && SameLanguage(tag, info.Language) && !slices.ContainsFunc(document.Texts, itself) {
			return said
		}
	}
	return ""
}

// textInfo is which text it is and how it was made.
func textInfo(document contract.EntryDocument, info contract.TextInfo) portal.TextInfo {
	return portal.TextInfo{
		Language: info.Language, Direction: Direction(info.Direction), Provenance: Provenance(info.Provenance),
		Outdated: Outdated(document, info.Provenance, info.Outdated),
	}
}

// ByPerson tells whether a document is there in a language in a translation that
// holds and that a person has made: then there is nothing to ask for. A machine's
// is read, too, and one may still want another.
func ByPerson(entry contract.Entry, document contract.EntryDocument, language string) bool {
	info, there := holding(entry, document, language)
	return there && info.Provenance.Kind != contract.ProvenanceKindMACHINE
}

// Answers tells whether what a party asked for is here: a translation that holds.
// A machine's that was there when they asked isn't it.
func Answers(entry contract.Entry, document contract.EntryDocument, order contract.TranslationOrder) bool {
	info, there := holding(entry, document, order.Language)
	return there && (info.Provenance.Kind != contract.ProvenanceKindMACHINE || info.Provenance.MadeAt.After(order.AskedAt))
}

// holding is the translation that whoever reads in a language gets, where it is of
// the newest version.
func holding(entry contract.Entry, document contract.EntryDocument, language string) (info contract.TextInfo, there bool) {
	info, there = TranslationFor(entry, document, language)
	return info, there && !Outdated(document, info.Provenance, info.Outdated)
}
