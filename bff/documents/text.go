package documents

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/show"
)

// errNoText: the document has no text that may be shown, only its file.
var errNoText = errors.New("documents: no text")

// GetDocumentText is the document as blocks, in the original and in one
// translation. A document without text is not found: there is only the file.
func (a *API) GetDocumentText(ctx context.Context, request portal.GetDocumentTextRequestObject) (portal.GetDocumentTextResponseObject, error) {
	var document contract.EntryDocument
	purpose := access.Purpose{Action: "document.read", ObjectKind: "document", ObjectID: request.DocumentId.String()}
	found, entry, err := a.entry(ctx, request.CaseCopyId, request.EntryId, purpose, func(entry contract.Entry) (ok bool) {
		document, ok = show.Document(entry, request.DocumentId)
		return ok
	})
	if err != nil {
		return nil, access.Problem(err)
	}
	wanted := ""
	if request.Params.Language != nil {
		wanted = *request.Params.Language
	}
	shown, err := a.Text(ctx, found, entry, document, wanted)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.GetDocumentText200JSONResponse(shown), nil
}

// Text is a document's text in the original and, where there is one that may be
// shown, in the wanted language. It decides nothing and records nothing.
func (a *API) Text(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument, wanted string) (portal.DocumentText, error) {
	client := a.settings.Fagsystems.Of(found.Municipality)
	original, err := readText(ctx, client, found.CaseCopyID, entry, document, document.OriginalLanguage)
	if errors.Is(err, errNoText) {
		return portal.DocumentText{}, access.ErrNotFound
	}
	if err != nil {
		return portal.DocumentText{}, err
	}
	shown := portal.DocumentText{DocumentId: document.DocumentId, Original: original}
	language, there := translationFor(entry, document, wanted)
	if !there {
		return shown, nil
	}
	translation, err := readText(ctx, client, found.CaseCopyID, entry, document, language)
	switch {
	case err == nil:
		translation.Blocks = aligned(original.Blocks, translation.Blocks)
		shown.Translation = &translation
	case !errors.Is(err, errNoText):
		return portal.DocumentText{}, err
	}
	return shown, nil
}

// translationFor is the language of the translation that serves a reader of
// wanted: the same, or the same without its region.
func translationFor(entry contract.Entry, document contract.EntryDocument, wanted string) (string, bool) {
	if wanted == "" || wanted == document.OriginalLanguage {
		return "", false
	}
	base, _, _ := strings.Cut(wanted, "-")
	nearest := ""
	for _, info := range document.Texts {
		if info.Language == document.OriginalLanguage || !show.MayShowText(entry, info.Provenance) {
			continue
		}
		if info.Language == wanted {
			return wanted, true
		}
		if given, _, _ := strings.Cut(info.Language, "-"); given == base && nearest == "" {
			nearest = info.Language
		}
	}
	return nearest, nearest != ""
}

// readText reads one text and makes blocks of it.
func readText(ctx context.Context, client *fagsystem.Client, caseCopyID uuid.UUID, entry contract.Entry, document contract.EntryDocument, language string) (portal.Text, error) {
	given, err := client.DocumentText(ctx, caseCopyID, document.DocumentId, language)
	if errors.Is(err, fagsystem.ErrNotFound) {
		return portal.Text{}, errNoText
	}
	if err != nil {
		return portal.Text{}, err
	}
	if !show.MayShowText(entry, given.Provenance) {
		return portal.Text{}, errNoText
	}
	var blocks []portal.Block
	switch given.Format {
	case contract.DocumentTextFormatMARKDOWN:
		blocks = fromMarkdown(given.Content)
	case contract.DocumentTextFormatHTML:
		blocks = fromHTML(given.Content)
	default:
		slog.WarnContext(ctx, "a document's text has a format that can't be shown", "municipality", client.Municipality())
	}
	if len(blocks) == 0 {
		return portal.Text{}, errNoText
	}
	return portal.Text{
		Language: given.Language, Direction: show.Direction(given.Direction), Provenance: show.Provenance(given.Provenance),
		Outdated: given.Outdated, Blocks: blocks,
	}, nil
}

// aligned gives a translation without ids of its own those of the original,
// where both have the same kinds of blocks in the same order.
func aligned(original, translation []portal.Block) []portal.Block {
	if len(original) != len(translation) {
		return translation
	}
	for i := range translation {
		if translation[i].Kind != original[i].Kind || !positional(translation[i].Id, i) && translation[i].Id != original[i].Id {
			return translation
		}
	}
	for i := range translation {
		translation[i].Id = original[i].Id
	}
	return translation
}
