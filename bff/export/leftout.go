package export

import (
	"slices"

	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// readable is a text of which more than the file is there, or nil.
func readable(text *portal.Text) *portal.Text {
	if text == nil || text.OnlyFile != nil {
		return nil
	}
	return text
}

// leftOut says what of a document can't be read as text, and where it can: in the
// page's own words. Nothing where all of it stands here.
func leftOut(text portal.DocumentText, hasPDF bool, code string) (said []string) {
	say := func(key string) string { return i18n.Localize(code, key, nil) }
	elsewhere := say("reader.noFile")
	if hasPDF {
		elsewhere = say("reader.inOriginal")
	}
	original, translation := text.Original, text.Translation
	if why := original.OnlyFile; why != nil {
		switch *why {
		case portal.OnlyFileTOOBIG:
			said = append(said, say("reader.tooBig")+" "+elsewhere)
		case portal.OnlyFilePROTECTED:
			said = append(said, say("reader.protected")+" "+elsewhere)
		case portal.OnlyFileNOTEXT:
			if hasPDF {
				said = append(said, say("reader.onlyPdf"))
				break
			}
			fallthrough
		default:
			said = append(said, say("reader.unreadable")+" "+elsewhere)
		}
	}
	if translation != nil && translation.OnlyFile != nil {
		said = append(said, say("reader.translationUnreadable"))
	}
	if lacks(original) || translation != nil && lacks(*translation) {
		if hasPDF {
			said = append(said, say("reader.leftOut"))
		} else {
			said = append(said, say("reader.leftOutHere"))
		}
	}
	if original.OnlyFile == nil && (unpaired(original) || translation != nil && unpaired(*translation)) {
		said = append(said, say("reader.unpaired"))
	}
	return said
}

func lacks(text portal.Text) bool { return text.LeftOut != nil && *text.LeftOut }

func unpaired(text portal.Text) bool {
	return slices.ContainsFunc(text.Blocks, func(one portal.Block) bool { return one.Unpaired != nil && *one.Unpaired })
}
