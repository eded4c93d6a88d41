package seed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/documents"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// saidInShort is what is said of a document in short, as its in-short.json has it.
type saidInShort struct {
	Texts map[string]struct {
		Made       fagsystem.ProvenanceKind `json:"made"`
		What       string                   `json:"what"`
		Why        *string                  `json:"why"`
		WhatNow    *string                  `json:"whatNow"`
		Deadline   *string                  `json:"deadline"`
		WhomToCall *string                  `json:"whomToCall"`
	} `json:"texts"`
	Media []struct {
		fagsystem.InShortMedia
		File string `json:"file"`
	} `json:"media"`
}

// loadInShort reads it with its dates filled in, where there is one.
func (d *Document) loadInShort(c clock, calendars map[string]calendar, folder string) error {
	raw, err := documents.Files.ReadFile(folder + "/in-short.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	d.inShort = &saidInShort{}
	if err == nil {
		err = json.Unmarshal(raw, d.inShort)
	}
	for language, one := range d.inShort.Texts {
		for _, said := range []*string{&one.What, one.Why, one.WhatNow, one.Deadline, one.WhomToCall} {
			if said != nil && err == nil {
				*said, err = c.fill(*said, calendars[language], c.day(-d.DaysAgo), d.deadline(c))
			}
		}
		d.inShort.Texts[language] = one
	}
	if err != nil {
		return fmt.Errorf("%s/in-short.json: %w", folder, err)
	}
	return nil
}

// inShort is what is said of a document in one party's copy, and the files of its media.
func (b *builder) inShort(d Document, f family, p party) (said any, files map[string]string) {
	files = map[string]string{}
	if d.inShort == nil {
		return nil, files
	}
	shown := fagsystem.InShort{Texts: []fagsystem.InShortText{}, Media: []fagsystem.InShortMedia{}}
	by := fagsystem.EmployeeRelationCONTACTPERSON
	for language, one := range d.inShort.Texts {
		text := fagsystem.InShortText{Language: language, Direction: store.Direction(language), What: one.What, Why: one.Why, WhatNow: one.WhatNow,
			Deadline: one.Deadline, WhomToCall: one.WhomToCall, Provenance: fagsystem.Provenance{Kind: one.Made, MadeAt: b.clock.at(-d.DaysAgo, 11, 30), OfVersion: "1"}}
		switch one.Made {
		case "":
			text.Provenance.Kind, text.WrittenBy = fagsystem.ProvenanceKindORIGINAL, &by
		case fagsystem.ProvenanceKindCERTIFIED:
			text.Provenance.Agency = new("Ordbroen språktjenester")
		case fagsystem.ProvenanceKindPERSON:
			text.Provenance.Role = new("Tospråklig fagmedarbeider")
		}
		shown.Texts = append(shown.Texts, text)
	}
	for _, one := range d.inShort.Media {
		media := one.InShortMedia
		media.MediaId = id(f.municipality, "media", f.child+"/"+p.key+"/"+d.Slug+"/"+one.File)
		media.Provenance = fagsystem.Provenance{Kind: fagsystem.ProvenanceKindORIGINAL, MadeAt: b.clock.at(-d.DaysAgo, 11, 45), OfVersion: "1"}
		files[media.MediaId.String()] = one.File
		shown.Media = append(shown.Media, media)
	}
	return shown, files
}

// mediaRows are the recordings of the demo, once however many entries have them.
func mediaRows(r *rows) error {
	list, err := documents.Files.ReadDir("media")
	for _, one := range list {
		var content []byte
		if content, err = documents.Files.ReadFile("media/" + one.Name()); err != nil {
			break
		}
		r.add("file", one.Name(), content)
	}
	return err
}
