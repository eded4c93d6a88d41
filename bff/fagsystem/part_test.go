package fagsystem_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/fagsystem"
)

// FuzzPart asks a server that knows ranges for what a browser's header asks for:
// whatever stands in it, what comes is that stretch or the whole file.
func FuzzPart(f *testing.F) {
	for _, header := range []string{"bytes=0-", "bytes=5-9", "bytes=-5", "bytes=-0", "bytes=9-5", "bytes=0-0", "bytes=999-", "bytes=0-1,3-4", "bytes= 0-1", "Bytes=0-1",
		"bytes=00-01", "bytes=-999999999999999999", "bytes=999999999999999999-999999999999999999", "items=0-1", "bytes=--1", "bytes=0-1\r\nX: y"} {
		f.Add(header, 100)
	}
	f.Add("bytes=0-9", 0)
	content := bytes.Repeat([]byte("0123456789"), 30)
	var size int
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content[:size]))
	}))
	f.Cleanup(server.Close)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: server.URL, Token: fagsystem.StaticToken("x")})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(client.Close)
	f.Fuzz(func(t *testing.T, header string, length int) {
		size = max(0, length) % len(content)
		var part *fagsystem.Part
		if asked, ok := fagsystem.ParsePart(header); ok {
			part = &asked
		}
		file, err := client.OpenFile(t.Context(), uuid.New(), uuid.New(), part)
		if err != nil {
			t.Fatalf("%q of %d: %v", header, size, err)
		}
		defer func() { _ = file.Body.Close() }()
		got, err := io.ReadAll(file.Body)
		if err != nil {
			t.Fatal(err)
		}
		switch file.Status {
		case http.StatusOK:
			if !bytes.Equal(got, content[:size]) {
				t.Fatalf("%q of %d: %d bytes of the whole", header, size, len(got))
			}
		case http.StatusPartialContent:
			first, last := part.First, part.Last
			if first < 0 {
				first = max(0, int64(size)+first)
			}
			if last < 0 || last >= int64(size) {
				last = int64(size) - 1
			}
			if !bytes.Equal(got, content[first:last+1]) || file.ContentRange != fmt.Sprintf("bytes %d-%d/%d", first, last, size) {
				t.Fatalf("%q of %d: %d bytes, %s", header, size, len(got), file.ContentRange)
			}
		case http.StatusRequestedRangeNotSatisfiable:
			if part.First < int64(size) {
				t.Fatalf("%q of %d isn't there", header, size)
			}
		}
	})
}

// FuzzContentRange lets the fagsystem claim anything of what it sends: a part is
// passed on only as the stretch that was asked for.
func FuzzContentRange(f *testing.F) {
	for _, claim := range []string{"bytes 5-9/100", "bytes 5-7/100", "bytes 4-9/100", "bytes 5-10/100", "bytes 5-9/*", "bytes 5-9/7", "bytes 9-5/100", "5-9/100", "", "bytes */100"} {
		for _, status := range []int{200, 206, 416, 204, 304} {
			f.Add(status, claim, 5)
		}
	}
	f.Add(206, "bytes 5-9/100", 4)
	f.Add(206, "bytes 5-9/100", 6)
	var status, length int
	var claim string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Range", claim)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, strings.Repeat("x", length))
	}))
	f.Cleanup(server.Close)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: server.URL, Token: fagsystem.StaticToken("x")})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(client.Close)
	f.Fuzz(func(t *testing.T, answered int, claimed string, bytes int) {
		if answered < 200 || answered > 599 || answered >= 400 && answered != 416 || bytes < 0 || bytes > 100 || strings.ContainsFunc(claimed, unprintable) {
			t.Skip("no answer that HTTP knows")
		}
		status, claim, length = answered, claimed, bytes
		file, err := client.OpenFile(t.Context(), uuid.New(), uuid.New(), &fagsystem.Part{First: 5, Last: 9})
		if err != nil {
			if !errors.Is(err, fagsystem.ErrFault) {
				t.Fatalf("%d %q: %v", answered, claimed, err)
			}
			return
		}
		defer func() { _ = file.Body.Close() }()
		switch file.Status {
		case http.StatusOK:
			if file.ContentRange != "" {
				t.Fatal("the whole isn't a part")
			}
		case http.StatusRequestedRangeNotSatisfiable:
			if file.ContentRange != "" && file.ContentRange != claimed {
				t.Fatal(file.ContentRange)
			}
		case http.StatusPartialContent:
			var first, last, total int64
			if _, err := fmt.Sscanf(file.ContentRange, "bytes %d-%d/%d", &first, &last, &total); err != nil || first != 5 || last < 5 || last > 9 || last >= total || file.Length != last-4 {
				t.Fatalf("passed on: %q, %d", file.ContentRange, file.Length)
			}
		default:
			t.Fatalf("passed on: %d", file.Status)
		}
	})
}

func unprintable(r rune) bool { return r < ' ' || r > '~' }

func TestAFileThatStopsComingEnds(t *testing.T) {
	t.Parallel()
	gone := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, "%PDF")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done() // let go by whoever reads, not by this side
		close(gone)
	}))
	t.Cleanup(server.Close)
	client := dial(t, server.URL, 50*time.Millisecond)
	file, err := client.OpenFile(t.Context(), uuid.New(), uuid.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Body.Close() }()
	if got, err := io.ReadAll(file.Body); err == nil || string(got) != "%PDF" {
		t.Errorf("%q %v", got, err)
	}
	<-gone
	if !client.Available() {
		t.Error("one file that stops doesn't close the way to everything else")
	}
}

// A reader on a slow line takes its time between two pieces: that is no stop.
func TestAFileMayBeReadSlowly(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("x"), 1<<20)
	client := func() *fagsystem.Client {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(content) }))
		t.Cleanup(server.Close)
		return dial(t, server.URL, 20*time.Millisecond)
	}()
	file, err := client.OpenFile(t.Context(), uuid.New(), uuid.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Body.Close() }()
	if _, err := io.ReadFull(file.Body, make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	timer := time.NewTimer(150 * time.Millisecond) // longer than any piece may take to come
	<-timer.C
	if rest, err := io.ReadAll(file.Body); err != nil || len(rest) != len(content)-10 {
		t.Errorf("%d bytes, %v", len(rest), err)
	}
}

func TestAPackedFileIsRefused(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "identity" {
			t.Error(r.Header)
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, "\x1f\x8b")
	})
	if _, err := client.OpenFile(t.Context(), uuid.New(), uuid.New(), nil); !errors.Is(err, fagsystem.ErrFault) {
		t.Error(err)
	}
}
