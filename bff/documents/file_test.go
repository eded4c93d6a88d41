package documents_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
)

// shelf is a fagsystem with one document, of which the test says how it is.
type shelf struct {
	mu      sync.Mutex
	entry   http.HandlerFunc
	content http.HandlerFunc
	asked   []string
	// copy is the party's copy of the case, and copies how often it was asked for.
	copy   func() string
	copies int
}

func (s *shelf) set(entry, content http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entry, s.content = entry, content
}

func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	handler := s.entry
	if r.URL.Path == "/v1/case-copies/"+copyID.String() {
		handler = func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, s.copy()) }
		s.copies++
	}
	if r.URL.Path == "/v1/case-copies/"+copyID.String()+"/documents/"+pdfID.String()+"/content" {
		handler = s.content
		s.asked = append(s.asked, r.Header.Get("Range"))
	}
	s.mu.Unlock()
	handler(w, r)
}

func thereIs(released string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, entry(entryID, pdfID, released, ""))
	}
}

func thereIsNone(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(http.StatusNotFound)
	_, _ = io.WriteString(w, `{"code":"not-found"}`)
}

// holds serves content with ranges, under a version of its own.
func holds(version string, content []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+version+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	}
}

type shelved struct {
	*shelf
	api     *documents.API
	decider *decider
	ctx     context.Context
}

func shelve(t *testing.T) *shelved {
	t.Helper()
	return shelveFor(t, 200*time.Millisecond)
}

// shelveFor waits that long for the fagsystem.
func shelveFor(t *testing.T, patience time.Duration) *shelved {
	t.Helper()
	s := &shelved{shelf: &shelf{entry: thereIs("FULL"), content: holds("1", file), copy: caseCopy}}
	upstream := httptest.NewServer(s.shelf)
	t.Cleanup(upstream.Close)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: upstream.URL, Token: fagsystem.StaticToken("x"), Timeout: patience})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	s.decider = &decider{found: access.Case{Municipality: "fjordvik", CaseCopyID: copyID, PartyID: partyID, May: access.Capabilities{Documents: true}}}
	s.api = documents.New(documents.Settings{Access: s.decider, Fagsystems: fagsystem.NewClients(client), Now: time.Now})
	s.ctx = session.WithActor(t.Context(), &session.Actor{SessionID: "s", World: session.Citizen, Language: "nb"})
	return s
}

// read asks for a part ("" is all of it) as a browser does.
func (s *shelved) read(byteRange string) (*http.Response, []byte, error) {
	request := portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID}
	if byteRange != "" {
		request.Params.Range = &byteRange
	}
	answer, err := s.api.GetDocumentContent(s.ctx, request)
	if err != nil {
		return nil, nil, err
	}
	recorder := httptest.NewRecorder()
	err = answer.VisitGetDocumentContentResponse(recorder)
	return recorder.Result(), recorder.Body.Bytes(), err
}

func code(err error) problem.Code {
	var told *problem.Problem
	if errors.As(err, &told) {
		return told.Code
	}
	return ""
}

// What is withdrawn, or is no longer more than a title, ends with the next part,
// also for who is in the middle of it; and that is recorded as denied.
func TestADocumentIsWithdrawnWhileItIsRead(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]http.HandlerFunc{"withdrawn": thereIsNone, "only its title": thereIs("TITLE")} {
		s := shelve(t)
		if response, _, err := s.read("bytes=0-99"); err != nil || response.StatusCode != http.StatusPartialContent {
			t.Fatalf("%s: %v", name, err)
		}
		s.set(after, holds("1", file)) // the file itself may still lie there
		_, _, err := s.read("bytes=100-199")
		notFound(t, err)
		if last := s.decider.recorded[len(s.decider.recorded)-1]; last != " false" {
			t.Errorf("%s: recorded %q", name, s.decider.recorded)
		}
	}
}

// A viewer puts parts together: it learns from the tag that they aren't of one file.
func TestADocumentIsReplacedWhileItIsRead(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	before, _, err := s.read("bytes=0-99")
	if err != nil {
		t.Fatal(err)
	}
	s.set(thereIs("FULL"), holds("2", file))
	after, _, err := s.read("bytes=100-199")
	if err != nil {
		t.Fatal(err)
	}
	if before.Header.Get("ETag") == "" || before.Header.Get("ETag") == after.Header.Get("ETag") {
		t.Errorf("%s and %s", before.Header.Get("ETag"), after.Header.Get("ETag"))
	}
}

func TestADocumentOfNoBytes(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	s.set(thereIs("FULL"), holds("1", nil))
	for _, byteRange := range []string{"", "bytes=0-65535"} {
		response, content, err := s.read(byteRange)
		if err != nil || response.StatusCode != http.StatusOK || len(content) != 0 || response.Header.Get("Content-Length") != "0" {
			t.Errorf("%q: %+v %v", byteRange, response, err)
		}
	}
	// Other servers say that nothing in it can be asked for.
	s.set(thereIs("FULL"), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Range", "bytes */0")
		w.WriteHeader(http.StatusRequestedRangeNotSatisfiable)
	})
	if response, _, err := s.read("bytes=0-65535"); err != nil || response.StatusCode != 416 || response.Header.Get("Content-Range") != "bytes */0" {
		t.Errorf("%+v %v", response, err)
	}
}

// Whether its length was said or not, what breaks off is an error and never
// looks whole.
func TestADocumentIsCutOffInTheMiddle(t *testing.T) {
	t.Parallel()
	for name, length := range map[string]string{"of a known length": "90000", "of an unknown length": ""} {
		s := shelve(t)
		s.set(thereIs("FULL"), func(w http.ResponseWriter, _ *http.Request) {
			if length != "" {
				w.Header().Set("Content-Length", length)
			}
			_, _ = w.Write(file[:40_000])
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		})
		response, content, err := s.read("")
		if code(err) != problem.FagsystemUnavailable || response.StatusCode != http.StatusOK || !bytes.Equal(content, file[:40_000]) {
			t.Errorf("%s: %d bytes, %v", name, len(content), err)
		}
	}
}

func TestASlowOrSilentFagsystemIsSaidSo(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	s.set(thereIs("FULL"), func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-never:
		case <-r.Context().Done():
		}
	})
	if _, _, err := s.read(""); code(err) != problem.FagsystemUnavailable {
		t.Error(err)
	}
}

// The wrong bytes at the right place would make another document of it.
func TestAPartThatWasNotAskedForIsNotPassedOn(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	s.set(thereIs("FULL"), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Range", "bytes 0-9/90000")
		w.WriteHeader(http.StatusPartialContent)
		_, _ = w.Write(file[:10])
	})
	if _, _, err := s.read("bytes=100-109"); code(err) != problem.FagsystemUnavailable {
		t.Error(err)
	}
	// Who doesn't know parts at all sends the whole.
	s.set(thereIs("FULL"), func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(file) })
	if response, content, err := s.read("bytes=100-109"); err != nil || response.StatusCode != http.StatusOK || !bytes.Equal(content, file) {
		t.Errorf("%+v %d %v", response, len(content), err)
	}
}

// stepwise is a browser that tells of each piece that arrives.
type stepwise struct {
	http.ResponseWriter
	pieces chan int
}

func (s stepwise) Write(piece []byte) (int, error) {
	s.pieces <- len(piece)
	return len(piece), nil
}

// 30 MB never lie anywhere as a whole: the first bytes arrive while the last ones
// haven't been sent, and no piece is larger than 32 KiB.
func TestALargeDocumentGoesStraightThrough(t *testing.T) {
	t.Parallel()
	const size = 30 << 20
	s := shelve(t)
	arrived := make(chan struct{})
	s.set(thereIs("FULL"), func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "31457280")
		_, _ = w.Write(make([]byte, 1<<20))
		_ = http.NewResponseController(w).Flush()
		<-arrived
		for range 29 {
			_, _ = w.Write(make([]byte, 1<<20))
		}
	})
	answer, err := s.api.GetDocumentContent(s.ctx, portal.GetDocumentContentRequestObject{CaseCopyId: copyID, EntryId: entryID, DocumentId: pdfID})
	if err != nil {
		t.Fatal(err)
	}
	browser := stepwise{httptest.NewRecorder(), make(chan int)}
	done := make(chan error, 1)
	go func() {
		done <- answer.VisitGetDocumentContentResponse(browser)
		close(browser.pieces)
	}()
	total := 0
	for piece := range browser.pieces {
		if total += piece; piece > 32<<10 {
			t.Fatalf("a piece of %d", piece)
		}
		if total == 1<<20 {
			close(arrived)
		}
	}
	if err := <-done; err != nil || total != size {
		t.Errorf("%d bytes, %v", total, err)
	}
}

// Asking for the file and looking the entry up happen at once, and who may not
// read it gets nothing of it, whatever the fagsystem would send.
func TestTheFileIsAskedForWhileTheEntryIsLookedUp(t *testing.T) {
	t.Parallel()
	s := shelve(t)
	asked := make(chan struct{})
	var once sync.Once
	content := func(w http.ResponseWriter, r *http.Request) {
		once.Do(func() { close(asked) })
		holds("1", file)(w, r)
	}
	s.set(func(w http.ResponseWriter, r *http.Request) {
		<-asked // else this would never be answered
		thereIs("FULL")(w, r)
	}, content)
	if _, got, err := s.read(""); err != nil || !bytes.Equal(got, file) {
		t.Fatal(err)
	}
	s.set(thereIs("TITLE"), content)
	_, _, err := s.read("")
	notFound(t, err)
	// Without the right to the case's documents the file isn't even asked for.
	before := len(s.asked)
	s.decider.found.May = access.Capabilities{Conversation: true}
	_, _, err = s.read("")
	notFound(t, err)
	if len(s.asked) != before {
		t.Error("asked for")
	}
}
