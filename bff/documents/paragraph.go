package documents

import (
	"context"
	"slices"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/show"
)

// mostExcerpt is how much of a paragraph says which one it is, in code points.
const mostExcerpt = 500

// Paragraphs are some paragraphs of an entry's document's text in one language, each with
// its counterpart in the original. It decides nothing and records nothing; what
// isn't there, or isn't to be shown, is access.ErrNotFound.
func (a *API) Paragraphs(ctx context.Context, municipality string, entry contract.Entry, documentID uuid.UUID, language string, wanted ...string) (show.Paragraphs, error) {
	found := show.Paragraphs{ByID: map[string]show.Paragraph{}}
	document, there := show.Document(entry, documentID)
	if !there || !slices.ContainsFunc(document.Texts, func(info contract.TextInfo) bool {
		return info.Language == language && show.MayShowText(entry, info.Provenance)
	}) {
		return found, access.ErrNotFound
	}
	translated := ""
	if language != document.OriginalLanguage {
		translated = language
	}
	original, text, err := readBoth(ctx, a.settings.Fagsystems.Of(municipality), entry.CaseCopyId, entry, document, translated)
	if err != nil {
		return found, err
	}
	if translated == "" {
		text, original = original, oneText{}
	}
	if !text.given {
		return found, access.ErrNotFound
	}
	found.Version, found.TextVersion = *text.shown.Version, text.version
	for _, id := range wanted {
		found.ByID[id] = paragraph(text, original, id)
	}
	return found, nil
}

func paragraph(text, original oneText, id string) show.Paragraph {
	found := show.Paragraph{TextVersion: text.version}
	at := slices.Index(text.own, id)
	if at < 0 {
		return found
	}
	block := text.text.Blocks[at]
	found.Excerpt = show.Excerpt(block, mostExcerpt)
	found.Shown = &portal.ParagraphInText{Version: *text.shown.Version, Language: text.shown.Language, Direction: text.shown.Direction, Block: block}
	counterpart := slices.IndexFunc(original.text.Blocks, func(one portal.Block) bool { return one.Id == block.Id })
	if block.Unpaired == nil && counterpart >= 0 {
		found.Shown.Original = &original.text.Blocks[counterpart]
		found.Shown.OriginalLanguage, found.Shown.OriginalDirection = &original.shown.Language, &original.shown.Direction
	}
	return found
}
