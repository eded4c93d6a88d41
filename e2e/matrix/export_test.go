package matrix

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"innbyggertjenesten/contracts/portal"
)

const exportPath = "/api/citizen/cases/{caseCopyId}/export"

// orderExports orders what one may take along of each own case, while everything
// else is looked at.
func (w *everything) orderExports(t *testing.T, cases []portal.CaseSummary) (ordered []target) {
	t.Helper()
	for _, one := range cases {
		named := nowhere().with(caseCopyID, one.CaseCopyId.String())
		if shown := w.export(t, http.MethodPost, named); shown.State == portal.ExportStateMAKING || shown.State == portal.ExportStateREADY {
			ordered = append(ordered, named)
		}
	}
	return ordered
}

func (w *everything) export(t *testing.T, method string, named target) portal.Export {
	t.Helper()
	to := route{method, exportPath}
	found, err := w.call(t.Context(), w.who, to, to.at(named), nil)
	must(t, err)
	var shown portal.Export
	_ = json.Unmarshal(found.body, &shown) // a problem has no state
	return shown
}

// readExports takes them along and reads every file in them: pages, PDFs, and
// what they are called.
func (w *everything) readExports(t *testing.T, ordered []target) {
	t.Helper()
	for _, named := range ordered {
		shown := w.export(t, http.MethodGet, named)
		for deadline := time.Now().Add(time.Minute); shown.State == portal.ExportStateMAKING && time.Now().Before(deadline); shown = w.export(t, http.MethodGet, named) {
			time.Sleep(20 * time.Millisecond) // what it waits for is made by the portal's own process
		}
		if shown.State != portal.ExportStateREADY {
			t.Fatalf("what %s takes along is %s; %s", w.who.name, shown.State, regexp.MustCompile(`.*archive of a case.*`).FindAllString(w.log.text(), -1))
		}
		begin := route{http.MethodPost, exportPath + "/download"}
		began, err := w.call(t.Context(), w.who, begin, begin.at(named), nil)
		must(t, err)
		fetch := route{http.MethodGet, exportPath + "/content"}
		got, err := w.call(t.Context(), w.who, fetch, fetch.at(named), nil)
		must(t, err)
		if began.status != http.StatusNoContent || got.status != http.StatusOK {
			t.Fatalf("what %s takes along can't be fetched: %d, %d %s", w.who.name, began.status, got.status, got.body[:min(len(got.body), 300)])
		}
		archive, err := zip.NewReader(bytes.NewReader(got.body), int64(len(got.body)))
		must(t, err)
		for _, file := range archive.File {
			opened, err := file.Open()
			must(t, err)
			content, err := io.ReadAll(opened)
			must(t, err)
			kind := "text/html"
			if strings.HasSuffix(file.Name, ".pdf") {
				kind = "application/pdf"
			}
			w.found["what is taken along of "+named[caseCopyID]+", "+file.Name] = w.reads.read(answer{
				header: http.Header{"Content-Type": {kind}, "X-Name": {file.Name}}, body: content,
			})
		}
		w.archives++
	}
}
