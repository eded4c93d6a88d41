package export

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// line is how an entry stands on the first page.
type line struct {
	Entry portal.EntrySummary `json:"entry"`
	// Page is where it can be read; empty where only its title is released.
	Page string `json:"page,omitempty"`
	// Texts are those of its documents that can be read.
	Texts []linedText `json:"texts,omitempty"`
}

// nameIn is what a block is called in its own text: a mark names it so.
func nameIn(block portal.Block) string {
	if block.OwnId != nil {
		return *block.OwnId
	}
	return block.Id
}

// entry makes an entry's page, with its documents' files.
func (m *making) entry(ctx context.Context, number int, id uuid.UUID) (item, error) {
	code, at := m.row.Language, *m.row.ShowsAt
	if !m.found.May.Documents {
		return item{}, access.ErrNotFound
	}
	entry, err := m.system.Entry(ctx, m.row.CaseCopyID, id)
	if errors.Is(err, fagsystem.ErrNotFound) || err == nil && entry.Released != contract.EntryReleasedFULL {
		return item{}, errChanged
	}
	if err != nil {
		return item{}, err
	}
	showing, err := m.store.settings.Portal.Showing(ctx, m.found, code, at)
	if err != nil {
		return item{}, err
	}
	shown, there := showing(entry)
	if !there {
		return item{}, nil // it names what is protected
	}
	made := item{Holds: append(entryPrints(shown), inShortPrints(shown)...)}
	related, held, err := m.related(ctx, entry, showing)
	if err != nil {
		return item{}, err
	}
	made.Holds = append(made.Holds, held...)
	its := &line{Entry: shown.Summary, Page: pageName(number)}
	var documents []*shownDocument
	// After the documents' files, the page and the recordings.
	further := len(shown.Documents) + 1
	if shown.InShort != nil {
		further += len(shown.InShort.Media)
	}
	for i, document := range shown.Documents {
		known, there := show.Document(entry, document.DocumentId)
		if !there {
			continue
		}
		one := m.inLanguages(entry, document, known, i+1, pageName(number))
		reading, err := m.store.settings.Portal.Read(ctx, m.found, entry, known)
		if err != nil {
			return item{}, err
		}
		made.Holds = append(made.Holds, documentPrint(document), textPrint("text", known, known.OriginalLanguage))
		if one, err = m.beside(ctx, reading, one, one.own, known, &made); err != nil {
			return item{}, err
		}
		its.Texts = append(its.Texts, lined(one, its.Page, &one.Text.Original), lined(one, its.Page, one.Text.Translation))
		if document.HasPdf {
			file, err := m.document(ctx, number, i, known)
			switch {
			case err == nil:
				one.File = file.Name
				made.Files = append(made.Files, file)
				made.Holds = append(made.Holds, textPrint("file", known, ""))
			case m.fatal(err):
				return item{}, err
			default:
				one.Missing = true
			}
		}
		texts, err := m.translations(ctx, number, further+len(made.Files), shown.Summary, reading, &one, known, &made)
		if err != nil {
			return item{}, err
		}
		its.Texts = append(its.Texts, texts...)
		documents = append(documents, one.on(its.Page))
	}
	recordings, err := m.recordings(ctx, number, entry, shown, &made)
	if err != nil {
		return item{}, err
	}
	page, err := m.page(ctx, number, len(shown.Documents), its.Page, "entry", struct {
		head
		Entry      portal.Entry
		Recordings []recording
		Documents  []*shownDocument
		Related    []line
	}{head{code, shown.Summary.Title}, shown, recordings, documents, related})
	made.Files = append(made.Files, page)
	made.Line = its
	its.Texts = slices.DeleteFunc(its.Texts, func(text linedText) bool { return len(text.Blocks) == 0 })
	return made, err
}

// document keeps a document's original file. It goes through a chunk at a time.
func (m *making) document(ctx context.Context, number, place int, document contract.EntryDocument) (packed, error) {
	file, err := m.system.OpenFile(ctx, m.row.CaseCopyID, document.DocumentId, nil)
	if err != nil {
		return packed{}, err
	}
	defer func() { _ = file.Body.Close() }()
	return m.pack(ctx, number, place, name("files", []int{number, place + 1}, ".pdf"), false, func(w io.Writer) error {
		return whole(w, file.Body, file.Length)
	})
}

// recording is a voice or a video of what is said in short.
type recording struct {
	portal.InShortMedia
	// File is its file in the archive, or empty where it couldn't be had.
	File string
}

// extensions are how the files of recordings end; the contract has no other kinds.
var extensions = map[portal.InShortMediaMediaType]string{
	portal.InShortMediaMediaTypeAudiomp4: ".m4a", portal.InShortMediaMediaTypeAudiompeg: ".mp3", portal.InShortMediaMediaTypeAudioogg: ".ogg",
	portal.InShortMediaMediaTypeAudiowav: ".wav", portal.InShortMediaMediaTypeAudiowebm: ".weba", portal.InShortMediaMediaTypeVideomp4: ".mp4",
	portal.InShortMediaMediaTypeVideowebm: ".webm",
}

// recordings keeps the files of what is said in short. Each goes through a chunk
// at a time, after the documents' and the page.
func (m *making) recordings(ctx context.Context, number int, entry contract.Entry, shown portal.Entry, made *item) ([]recording, error) {
	if shown.InShort == nil {
		return nil, nil
	}
	var all []recording
	for i, media := range shown.InShort.Media {
		one, place := recording{InShortMedia: media}, len(shown.Documents)+1+i
		kept, err := m.recording(ctx, number, place, entry.EntryId, media)
		switch {
		case err == nil:
			one.File = kept.Name
			made.Files = append(made.Files, kept)
		case m.fatal(err):
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (m *making) recording(ctx context.Context, number, place int, entryID uuid.UUID, media portal.InShortMedia) (packed, error) {
	file, err := m.system.OpenMedia(ctx, m.row.CaseCopyID, entryID, media.MediaId, nil)
	if err != nil {
		return packed{}, err
	}
	defer func() { _ = file.Body.Close() }()
	return m.pack(ctx, number, place, name("files", []int{number, place + 1}, extensions[media.MediaType]), false, func(w io.Writer) error {
		return whole(w, file.Body, file.Length)
	})
}

// related are the entries that this one belongs with, as they are there for the
// party, and what is held of them.
func (m *making) related(ctx context.Context, entry contract.Entry, showing Showing) (lines []line, held []string, err error) {
	for _, id := range show.Related(entry) {
		other, err := m.system.Entry(ctx, m.row.CaseCopyID, id)
		if errors.Is(err, fagsystem.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		shown, there := showing(other)
		if !there {
			continue
		}
		one := line{Entry: shown.Summary}
		if at := slices.Index(m.order, id); at >= 0 && other.Released == contract.EntryReleasedFULL {
			one.Page = pageName(at + 1)
		}
		lines, held = append(lines, one), append(held, titlePrint(shown))
	}
	return lines, held, nil
}

// pageName is where an entry's page lies.
func pageName(number int) string { return name("pages", []int{number}, ".html") }
