package show

import (
	"cmp"
	"slices"
	"strings"

	"innbyggertjenesten/i18n"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// inShort are the case worker's few sentences on an entry, those in the reader's
// language first and otherwise the Norwegian ones, or nil where there are none
// that may be shown.
func inShort(entry contract.Entry, language string) *portal.InShort {
	if entry.InShort == nil {
		return nil
	}
	shown := &portal.InShort{Texts: []portal.InShortText{}, Media: []portal.InShortMedia{}}
	for _, given := range entry.InShort.Texts {
		if !mayShowSaid(entry, given) || strings.TrimSpace(given.What) == "" {
			continue
		}
		one := portal.InShortText{
			Language: given.Language, Direction: Direction(given.Direction), Provenance: Provenance(given.Provenance),
			Outdated: inShortOutdated(entry, given.Provenance, given.Outdated), What: given.What, Why: text(given.Why),
			WhatNow: text(given.WhatNow), Deadline: text(given.Deadline), WhomToCall: text(given.WhomToCall),
		}
		if given.WrittenBy != nil {
			if by := portal.EmployeeRelation(*given.WrittenBy); by.Valid() {
				one.WrittenBy = &by
			}
		}
		shown.Texts = append(shown.Texts, one)
	}
	for _, given := range entry.InShort.Media {
		if !mayShowMedia(entry, given) {
			continue
		}
		one := portal.InShortMedia{
			MediaId: given.MediaId, Kind: portal.InShortMediaKind(given.Kind), MediaType: portal.InShortMediaMediaType(given.MediaType),
			Size: given.Size, Seconds: given.Seconds, Language: given.Language, Direction: portal.Direction(i18n.Direction(given.Language)),
			SignLanguage: given.SignLanguage, Provenance: Provenance(given.Provenance), Outdated: inShortOutdated(entry, given.Provenance, given.Outdated), Transcript: text(given.Transcript),
		}
		for _, caption := range given.Captions {
			one.Captions = append(one.Captions, portal.Caption{From: caption.From, Until: caption.Until, Text: caption.Text})
		}
		shown.Media = append(shown.Media, one)
	}
	if len(shown.Texts) == 0 && len(shown.Media) == 0 {
		return nil
	}
	slices.SortStableFunc(shown.Texts, func(a, b portal.InShortText) int {
		return cmp.Compare(nearness(a.Language, language), nearness(b.Language, language))
	})
	shown.InYourLanguage = len(shown.Texts) > 0 && nearness(shown.Texts[0].Language, language) < norwegian
	return shown
}

// mayShowSaid: what MayShowText says, and never a deadline in a machine's words,
// on whatever it stands: a day got wrong is a right lost.
func mayShowSaid(entry contract.Entry, said contract.InShortText) bool {
	return MayShowText(entry, said.Provenance) && (said.Provenance.Kind != contract.ProvenanceKindMACHINE || text(said.Deadline) == nil)
}

// mayShowMedia: only what a person says, of a kind that a page plays.
func mayShowMedia(entry contract.Entry, media contract.InShortMedia) bool {
	if !media.Kind.Valid() || !media.MediaType.Valid() || media.Provenance.Kind == contract.ProvenanceKindMACHINE || !MayShowText(entry, media.Provenance) {
		return false
	}
	return strings.HasPrefix(string(media.MediaType), strings.ToLower(string(media.Kind))+"/")
}

// inShortOutdated tells whether the entry has changed since this was said of it:
// it belongs to a version of the first document, an original too.
func inShortOutdated(entry contract.Entry, provenance contract.Provenance, said bool) bool {
	return said || len(entry.Documents) > 0 && provenance.OfVersion != "" && provenance.OfVersion != entry.Documents[0].Version
}

// norwegian is the nearness of what is read where nothing nearer is there.
const norwegian = 2

// nearness orders languages for a reader of wanted: the same, the same without
// its region, Norwegian, any other.
func nearness(language, wanted string) int {
	switch {
	case language == wanted:
		return 0
	case SameLanguage(language, wanted), Norwegian(language) && Norwegian(wanted):
		return 1
	case Norwegian(language):
		return norwegian
	}
	return norwegian + 1
}
