package export

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/show"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// mostTranslations bounds how many of a document are asked for: what is beyond is
// said to be in the portal.
const mostTranslations = 40

// shownDocument is a document beside one translation, on its entry's page or on a
// translation's own.
type shownDocument struct {
	Shown portal.EntryDocument
	// Place is its place among those of the entry.
	Place int
	Text  portal.DocumentText
	// File is its file in the archive, or empty; Missing that it couldn't be had.
	File    string
	Missing bool
	// Languages lead to all its texts; More tells that there are others in the portal.
	Languages []textLink
	More      bool
	// Lacking is the key of what is said where the translation that belongs here
	// couldn't be had; empty where it was.
	Lacking string
	// own is the translation that stands on the entry's page, further are the others.
	own     string
	further []string
}

// textLink leads to a document's text in a language.
type textLink struct {
	Language, Page, At string
	// Here: it stands on the page that holds the link.
	Here bool
}

// linedText is a text that can be read, and its paragraphs by the names that they
// have in it: what can be pointed at.
type linedText struct {
	Document uuid.UUID `json:"document"`
	Place    int       `json:"place"`
	Language string    `json:"language"`
	Page     string    `json:"page"`
	Blocks   []string  `json:"blocks"`
}

func lined(one shownDocument, page string, text *portal.Text) linedText {
	if text = readable(text); text == nil {
		return linedText{}
	}
	line := linedText{Document: one.Shown.DocumentId, Place: one.Place, Language: text.Language, Page: page}
	for _, block := range text.Blocks {
		line.Blocks = append(line.Blocks, nameIn(block))
	}
	return line
}

// at is where a paragraph can be read; empty where it isn't there.
func (l line) at(documentID uuid.UUID, language, block string) string {
	for _, text := range l.Texts {
		if text.Document == documentID && text.Language == language && slices.Contains(text.Blocks, block) {
			return text.Page + "#" + paragraph(text.Place, language, block)
		}
	}
	return ""
}

// inLanguages is a document with the languages that one may read it in. In the portal
// it opens beside the translation that serves its reader: that one is on the
// entry's page too, and each other one has a page of its own.
func (m *making) inLanguages(entry contract.Entry, document portal.EntryDocument, known contract.EntryDocument, place int, page string) shownDocument {
	one := shownDocument{Shown: document, Place: place}
	if mine, there := show.TranslationFor(entry, known, m.row.Language); there {
		one.own = mine.Language
	}
	for _, text := range document.Texts { // those that may be shown
		if text.Language != known.OriginalLanguage && text.Language != one.own && !slices.Contains(one.further, text.Language) {
			one.further = append(one.further, text.Language)
		}
	}
	if len(one.further) > mostTranslations {
		one.further, one.More = one.further[:mostTranslations], true
	}
	for _, language := range []string{one.own, known.OriginalLanguage} {
		if language != "" {
			one.Languages = append(one.Languages, textLink{Language: language, Page: page, At: textPlace(place, language)})
		}
	}
	return one
}

// textPlace names a document's text in a language on its page.
func textPlace(place int, language string) string { return paragraph(place, language, "") }

// on is the document with its links as they stand on a page.
func (d shownDocument) on(page string) *shownDocument {
	d.Languages = slices.Clone(d.Languages)
	for i := range d.Languages {
		d.Languages[i].Here = d.Languages[i].Page == page
	}
	return &d
}

// Unread are the places of the texts that belong on the page and can't be read: what
// leads to them leads to where that is said.
func (d shownDocument) Unread() (places []string) {
	for _, link := range d.Languages {
		if link.Here && !d.reads(link.Language) {
			places = append(places, link.At)
		}
	}
	return places
}

func (d shownDocument) reads(language string) bool {
	return slices.ContainsFunc([]*portal.Text{&d.Text.Original, d.Text.Translation}, func(text *portal.Text) bool {
		text = readable(text)
		return text != nil && text.Language == language
	})
}

// beside is the document beside its translation into a language, where there is
// one. After some tries a translation that the fagsystem can't give is said to be
// missing.
func (m *making) beside(ctx context.Context, reading Reading, one shownDocument, language string, known contract.EntryDocument, made *item) (shownDocument, error) {
	text, err := reading(ctx, language)
	if err != nil && language != "" && !m.fatal(err) {
		one.Lacking = "srv.export.textMissing"
		text, err = reading(ctx, "")
	}
	if err != nil {
		return one, err
	}
	one.Text = text
	if text.Translation != nil {
		made.Holds = append(made.Holds, textPrint("text", known, text.Translation.Language))
	}
	return one, nil
}

// translations makes the pages of a document's further translations, one after the
// other: of all of them no more than one is in memory. file is the first one's place
// among the entry's files.
func (m *making) translations(ctx context.Context, number, file int, entry portal.EntrySummary, reading Reading, one *shownDocument, known contract.EntryDocument, made *item) ([]linedText, error) {
	var texts []linedText
	for i, language := range one.further {
		one.Languages = append(one.Languages, textLink{Language: language, Page: translationName(number, one.Place, i+1), At: textPlace(one.Place, language)})
	}
	for i, language := range one.further {
		called := translationName(number, one.Place, i+1)
		its, err := m.beside(ctx, reading, *one, language, known, made)
		if err != nil {
			return nil, err
		}
		if its.Text.Translation == nil && its.Lacking == "" {
			its.Lacking = "reader.translationUnreadable" // the fagsystem names it, and has no text
		}
		page, err := m.page(ctx, number, file+i, called, "translation", struct {
			head
			Entry    portal.EntrySummary
			Page     string
			Document *shownDocument
		}{head{m.row.Language, entry.Title + " · " + i18n.OwnLanguageName(language)}, entry, pageName(number), its.on(called)})
		if err != nil {
			return nil, err
		}
		made.Files = append(made.Files, page)
		texts = append(texts, lined(its, called, its.Text.Translation))
	}
	return texts, nil
}

// translationName is where a further translation's page lies.
func translationName(number, place, which int) string {
	return name("pages", []int{number, place, which}, ".html")
}
