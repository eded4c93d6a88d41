package documents

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/blocks"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// GetDocumentText is the document as blocks, in the original and in one
// translation. What can't be shown so says why; there is the file.
func (a *API) GetDocumentText(ctx context.Context, request portal.GetDocumentTextRequestObject) (portal.GetDocumentTextResponseObject, error) {
	purpose := access.Purpose{Action: "document.read", ObjectKind: "document", ObjectID: request.DocumentId.String()}
	one := session.Only{CaseCopyID: request.CaseCopyId, EntryID: request.EntryId, DocumentID: request.DocumentId}
	found, entry, document, err := a.document(ctx, one, purpose)
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
	language, translated := translationFor(entry, document, wanted)
	var original, translation oneText
	asking, ctx := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		original, err = readText(ctx, client, found.CaseCopyID, entry, document, document.OriginalLanguage)
		return err
	})
	if translated {
		asking.Go(func() (err error) {
			translation, err = readText(ctx, client, found.CaseCopyID, entry, document, language)
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		return portal.DocumentText{}, err
	}
	shown := portal.DocumentText{DocumentId: document.DocumentId}
	if translated {
		if original.given && translation.given {
			blocks.Pair(&original.text, &translation.text)
		}
		if made := translation.portal(original.shown); made.OnlyFile == nil || *made.OnlyFile != portal.OnlyFileNOTEXT {
			shown.Translation = &made
		}
	}
	shown.Original = original.portal(portal.Text{})
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

// oneText is a text as it was read: given is false where there is only the file.
type oneText struct {
	text  blocks.Text
	given bool
	shown portal.Text // all but its blocks
}

// readText reads one text and makes blocks of it.
func readText(ctx context.Context, client *fagsystem.Client, caseCopyID uuid.UUID, entry contract.Entry, document contract.EntryDocument, language string) (oneText, error) {
	given, err := client.DocumentText(ctx, caseCopyID, document.DocumentId, language)
	switch {
	case errors.Is(err, fagsystem.ErrTooLarge):
		return onlyFile(entry, document, language, portal.OnlyFileTOOBIG), nil
	case errors.Is(err, fagsystem.ErrNotFound), err == nil && !show.MayShowText(entry, given.Provenance):
		return onlyFile(entry, document, language, portal.OnlyFileNOTEXT), nil
	case err != nil:
		return oneText{}, err
	}
	made := oneText{shown: portal.Text{
		Language: given.Language, Direction: show.Direction(given.Direction), Provenance: show.Provenance(given.Provenance),
		Outdated: show.Outdated(document, given.Provenance, given.Outdated), Blocks: []portal.Block{},
	}}
	made.text, err = blocks.Read(given)
	if err != nil {
		why := blocks.OnlyFile(err)
		made.shown.OnlyFile = &why
		if why != portal.OnlyFileNOTEXT {
			slog.WarnContext(ctx, "a document's text can't be shown; there is only its file",
				"municipality", client.Municipality(), "format", given.Format, "why", why)
		}
		return made, nil
	}
	made.given = true
	return made, nil
}

// onlyFile is a text of which there is only the file.
func onlyFile(entry contract.Entry, document contract.EntryDocument, language string, why portal.OnlyFile) oneText {
	shown := portal.Text{
		Language: language, Direction: portal.Direction(i18n.Direction(language)), OnlyFile: &why, Blocks: []portal.Block{},
		Provenance: portal.Provenance{Kind: portal.ProvenanceKindORIGINAL, MadeAt: entry.ReleasedAt},
	}
	for _, info := range document.Texts {
		if info.Language == language {
			shown.Direction, shown.Provenance = show.Direction(info.Direction), show.Provenance(info.Provenance)
			shown.Outdated = show.Outdated(document, info.Provenance, info.Outdated)
		}
	}
	return oneText{shown: shown}
}

// portal is the text for the page. Where a translation has a block whose letters
// can only be the original's, it is said to be in that language.
func (t oneText) portal(original portal.Text) portal.Text {
	shown := t.shown
	if !t.given {
		return shown
	}
	shown.Blocks = t.text.Blocks
	if t.text.LeftOut {
		shown.LeftOut = &t.text.LeftOut
	}
	for i := range shown.Blocks {
		one := &shown.Blocks[i]
		if one.Language == nil && one.Direction != nil && original.Language != "" && *one.Direction == original.Direction {
			one.Language = &original.Language
		}
	}
	return shown
}
