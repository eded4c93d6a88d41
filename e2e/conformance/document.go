package conformance

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"

	"innbyggertjenesten/contracts/fagsystem"
)

var documentChecks = []check{
	{"an entry names its document, and which texts there are", func(ctx context.Context, r *runner) error {
		e, err := read[fagsystem.Entry](ctx, r.client, get(r.copyPath+"/entries/"+r.setup.EntryID))
		if err != nil {
			return err
		}
		for _, d := range e.Documents {
			if d.DocumentId.String() != r.setup.DocumentID {
				continue
			}
			if d.Index >= len(e.Journalpost.Dokumenter) {
				return fmt.Errorf("index %d, but dokumenter has %d", d.Index, len(e.Journalpost.Dokumenter))
			}
			if !slices.ContainsFunc(d.Texts, func(t fagsystem.TextInfo) bool { return t.Language == r.setup.TextLanguage }) {
				return fmt.Errorf("no text in %s", r.setup.TextLanguage)
			}
			return nil
		}
		return fmt.Errorf("no document %s", r.setup.DocumentID)
	}},
	{"a text says its language, direction, provenance and version", func(ctx context.Context, r *runner) error {
		a, err := r.expect(ctx, get(r.textPath()), http.StatusOK)
		if err != nil {
			return err
		}
		t, err := read[fagsystem.DocumentText](ctx, r.client, get(r.textPath()))
		switch {
		case err != nil:
			return err
		case t.Language != r.setup.TextLanguage || t.Content == "":
			return fmt.Errorf("language %q, %d bytes", t.Language, len(t.Content))
		case a.header.Get("ETag") != `"`+t.Version+`"`:
			return fmt.Errorf("ETag %s, version %q", a.header.Get("ETag"), t.Version)
		case t.Provenance.OfVersion == "":
			return fmt.Errorf("provenance doesn't say of which version")
		}
		return nil
	}},
	{"a file is answered whole, with an ETag", func(ctx context.Context, r *runner) error {
		a, err := r.expect(ctx, get(r.filePath()), http.StatusOK)
		if err == nil && (len(a.body) < 20 || a.header.Get("ETag") == "" || a.header.Get("Accept-Ranges") != "bytes") {
			return fmt.Errorf("%d bytes, ETag %q, Accept-Ranges %q", len(a.body), a.header.Get("ETag"), a.header.Get("Accept-Ranges"))
		}
		return err
	}},
	{"a part of a file is answered as that part", parts},
	{"a part beyond the file's end is refused with 416", func(ctx context.Context, r *runner) error {
		_, err := r.expect(ctx, get(r.filePath()).with("Range", "bytes=999999999-"), http.StatusRequestedRangeNotSatisfiable)
		return err
	}},
	{"If-Range gives the part only of the same version", func(ctx context.Context, r *runner) error {
		whole, err := r.expect(ctx, get(r.filePath()), http.StatusOK)
		if err != nil {
			return err
		}
		part := get(r.filePath()).with("Range", "bytes=0-9")
		if _, err := r.expect(ctx, part.with("If-Range", whole.header.Get("ETag")), http.StatusPartialContent); err != nil {
			return err
		}
		_, err = r.expect(ctx, part.with("If-Range", `"another"`), http.StatusOK)
		return err
	}},
}

func (r *runner) filePath() string {
	return r.copyPath + "/documents/" + r.setup.DocumentID + "/content"
}

func (r *runner) textPath() string {
	return r.copyPath + "/documents/" + r.setup.DocumentID + "/texts/" + r.setup.TextLanguage
}

func parts(ctx context.Context, r *runner) error {
	whole, err := r.expect(ctx, get(r.filePath()), http.StatusOK)
	if err != nil {
		return err
	}
	n := len(whole.body)
	for _, part := range []struct {
		header   string
		from, to int
	}{{"bytes=0-9", 0, 10}, {"bytes=5-14", 5, 15}, {fmt.Sprintf("bytes=%d-", n-7), n - 7, n}, {"bytes=-3", n - 3, n}} {
		a, err := r.expect(ctx, get(r.filePath()).with("Range", part.header), http.StatusPartialContent)
		if err != nil {
			return err
		}
		if !bytes.Equal(a.body, whole.body[part.from:part.to]) {
			return fmt.Errorf("%s: other bytes", part.header)
		}
		if want := fmt.Sprintf("bytes %d-%d/%d", part.from, part.to-1, n); a.header.Get("Content-Range") != want {
			return fmt.Errorf("%s: Content-Range %q, not %q", part.header, a.header.Get("Content-Range"), want)
		}
	}
	return nil
}
