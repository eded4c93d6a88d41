package documents

import (
	"context"
	"errors"
	"log/slog"
	"slices"

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
	only := session.Only{CaseCopyID: request.CaseCopyId, EntryID: request.EntryId, DocumentID: request.DocumentId}
	one, document, err := a.document(ctx, only, purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	wanted := ""
	if request.Params.Language != nil {
		wanted = *request.Params.Language
	}
	shown, err := a.Text(ctx, one.found, one.entry, document, wanted)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.GetDocumentText200JSONResponse(shown), nil
}

// Text is a document's text in the original and, where there is one that may be
// shown, in the wanted language. It decides nothing and records nothing.
func (a *API) Text(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument, wanted string) (portal.DocumentText, error) {
	client := a.settings.Fagsystems.Of(found.Municipality)
	info, translated := show.TranslationFor(entry, document, wanted)
	original, translation, err := readBoth(ctx, client, found.CaseCopyID, entry, document, info.Language)
	if err != nil {
		return portal.DocumentText{}, err
	}
	if !translated {
		return original.alone(document), nil
	}
	return original.beside(document, translation), nil
}

// Read reads a document's original, and gives it beside one translation after the
// other, each by its tag; "" is the original alone. Each call but that one asks for
// one text. It decides nothing and records nothing.
func (a *API) Read(ctx context.Context, found access.Case, entry contract.Entry, document contract.EntryDocument) (func(ctx context.Context, language string) (portal.DocumentText, error), error) {
	client := a.settings.Fagsystems.Of(found.Municipality)
	original, err := readText(ctx, client, found.CaseCopyID, entry, document, document.OriginalLanguage)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, language string) (portal.DocumentText, error) {
		it := original.again()
		if language == "" {
			return it.alone(document), nil
		}
		translation, err := readText(ctx, client, found.CaseCopyID, entry, document, language)
		if err != nil {
			return portal.DocumentText{}, err
		}
		it.pair(&translation)
		return it.beside(document, translation), nil
	}, nil
}

// alone is an original for the page.
func (t oneText) alone(document contract.EntryDocument) portal.DocumentText {
	return portal.DocumentText{DocumentId: document.DocumentId, Original: t.portal(portal.Text{})}
}

// beside is an original with a translation for the page, where there is one.
func (t oneText) beside(document contract.EntryDocument, translation oneText) portal.DocumentText {
	shown := t.alone(document)
	if made := translation.portal(t.shown); made.OnlyFile == nil || *made.OnlyFile != portal.OnlyFileNOTEXT {
		shown.Translation = &made
	}
	return shown
}

// pair names each paragraph as its counterpart, where both can be read.
func (t *oneText) pair(translation *oneText) {
	if t.given && translation.given {
		blocks.Pair(&t.text, &translation.text)
	}
}

// again is the text as it was read: what pairing and showing say of its blocks is
// said of others.
func (t oneText) again() oneText {
	t.text.Blocks = slices.Clone(t.text.Blocks)
	return t
}

// readBoth reads the original and, where a language is named, the translation
// into it, each paragraph paired with its counterpart.
func readBoth(ctx context.Context, client *fagsystem.Client, caseCopyID uuid.UUID, entry contract.Entry, document contract.EntryDocument, language string) (original, translation oneText, err error) {
	asking, ctx := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		original, err = readText(ctx, client, caseCopyID, entry, document, document.OriginalLanguage)
		return err
	})
	if language != "" {
		asking.Go(func() (err error) {
			translation, err = readText(ctx, client, caseCopyID, entry, document, language)
			return err
		})
	}
	if err := asking.Wait(); err != nil {
		return oneText{}, oneText{}, err
	}
	original.pair(&translation)
	return original, translation, nil
}

// oneText is a text as it was read: given is false where there is only the file.
type oneText struct {
	text  blocks.Text
	given bool
	shown portal.Text // all but its blocks
	// own are its blocks' names in itself: beside its original it takes on others.
	own []string
	// version is the fagsystem's word for which text it is.
	version string
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
	made.know(given)
	return made, nil
}

// know keeps which text it is, what its blocks are called in it, and which of
// them aren't right.
func (t *oneText) know(given contract.DocumentText) {
	t.version = given.Version
	if given.TextVersion != nil {
		t.version = *given.TextVersion
	}
	version := show.TextVersion(given.Language, t.version)
	t.shown.Version = &version
	confirmed := map[string]bool{}
	for _, id := range given.ConfirmedMarks {
		confirmed[id] = true
	}
	yes := true
	for i := range t.text.Blocks {
		one := &t.text.Blocks[i]
		t.own = append(t.own, one.Id)
		if confirmed[one.Id] {
			one.Wrong = &yes
		}
	}
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
		if t.own[i] != one.Id {
			one.OwnId = &t.own[i]
		}
		if one.Language == nil && one.Direction != nil && original.Language != "" && *one.Direction == original.Direction {
			one.Language = &original.Language
		}
	}
	return shown
}
