package export_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/export"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const largeFile = 30 << 20

// large is a file of 30 MB that nobody holds; it notes how much memory is in use
// while it is read.
type large struct {
	left int
	most *atomic.Uint64
}

func (l *large) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), l.left)
	clear(p[:n])
	if l.left%(4<<20) < n {
		note(l.most)
	}
	l.left -= n
	return n, nil
}

func note(most *atomic.Uint64) {
	var now runtime.MemStats
	runtime.GC() // what nobody holds any more doesn't count
	runtime.ReadMemStats(&now)
	for before := most.Load(); now.HeapAlloc > before && !most.CompareAndSwap(before, now.HeapAlloc); before = most.Load() {
	}
}

// browser keeps what arrives in a file's directory only, and notes memory as it comes.
type browser struct {
	header http.Header
	passed int64
	most   *atomic.Uint64
	tail   []byte
}

func (b *browser) Header() http.Header { return b.header }
func (b *browser) WriteHeader(int)     {}
func (b *browser) Flush()              {}
func (b *browser) Write(p []byte) (int, error) {
	if b.passed%(4<<20) < int64(len(p)) {
		note(b.most)
	}
	b.passed += int64(len(p))
	b.tail = append(b.tail, p...)
	b.tail = b.tail[max(0, len(b.tail)-(1<<20)):]
	return len(p), nil
}

const (
	manyTexts = 20
	largeText = 2 << 20
)

// A document in many languages is never in memory in all of them. Alone, since it
// looks at the process's memory.
func TestManyTranslationsAreTakenAlongOneAfterTheOther(t *testing.T) {
	w := newWorld(t)
	var most atomic.Uint64
	entry := w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	document := &w.entries[0].Documents[0]
	for i := range manyTexts {
		document.Texts = append(document.Texts, contract.TextInfo{Language: fmt.Sprintf("qa%c", 'a'+i), Provenance: contract.Provenance{Kind: contract.ProvenanceKindPERSON}})
	}
	large := func(language string) portal.Text {
		note(&most)
		text := textIn(language)
		for i := range largeText >> 10 {
			text.Blocks = append(text.Blocks, paragraphOf(fmt.Sprint(i), portal.Inline{Text: strings.Repeat(language+" ", 256)}))
		}
		return text
	}
	reads := 0
	r := w.replica(t, func(s *export.Settings) {
		s.Portal = reader{s.Portal, func(language string) portal.DocumentText {
			reads++
			text := portal.DocumentText{DocumentId: entry.Documents[0].DocumentId, Original: textIn("nb", paragraphOf("1", portal.Inline{Text: "Først"}))}
			if language != "" {
				translated := large(language)
				text.Translation = &translated
			}
			return text
		}}
	})
	runtime.GC()
	note(&most)
	before := most.Load()
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	grown := most.Load() - before
	if t.Logf("memory grew by at most %d MB for %d texts of %d MB", grown>>20, reads, largeText>>20); grown > 16<<20 || reads != manyTexts+1 {
		t.Error("something holds all the texts")
	}
}

// reader is a portal whose documents are read so.
type reader struct {
	export.Portal
	read func(language string) portal.DocumentText
}

func (r reader) Read(context.Context, access.Case, contract.Entry, contract.EntryDocument) (export.Reading, error) {
	return func(_ context.Context, language string) (portal.DocumentText, error) { return r.read(language), nil }, nil
}

// Files of 30 MB lie nowhere as a whole, neither when they are sealed nor when
// they go out. Alone, since it looks at the process's memory.
func TestLargeFilesGoThroughPieceByPiece(t *testing.T) {
	w := newWorld(t)
	var most atomic.Uint64
	for i := range 2 {
		entry := w.add(fmt.Sprint("Sakkyndig rapport ", i), nil)
		w.files[entry.Documents[0].DocumentId] = func() io.ReadCloser { return io.NopCloser(&large{largeFile, &most}) }
	}
	r := w.replica(t, nil)
	runtime.GC()
	note(&most)
	before := most.Load()
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	made := most.Load() - before
	most.Store(0)
	if err := r.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	answer, err := r.api.GetExportContent(w.fresh(t), portal.GetExportContentRequestObject{CaseCopyId: r.copyID})
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{header: http.Header{}, most: &most}
	if err := answer.VisitGetExportContentResponse(b); err != nil || b.passed < 2*largeFile {
		t.Fatal(b.passed, err)
	}
	fetched := int64(most.Load()) - int64(before)
	// What is a file's own is a few chunks.
	if t.Logf("memory grew by at most %d MB while it was made and %d MB while it was fetched", made>>20, fetched>>20); made > 20<<20 || fetched > 20<<20 {
		t.Error("something holds a file as a whole")
	}
	end := bytes.LastIndex(b.tail, []byte("PK\x05\x06"))
	if end < 0 || b.header.Get("Content-Length") != fmt.Sprint(b.passed) {
		t.Error("it doesn't end as an archive does")
	}
}
