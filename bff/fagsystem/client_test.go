package fagsystem_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/fagsystem"
)

// serve starts a fagsystem that answers as handler says.
func serve(t *testing.T, handler http.HandlerFunc) *fagsystem.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return dial(t, server.URL, 2*time.Second)
}

func dial(t *testing.T, url string, timeout time.Duration) *fagsystem.Client {
	t.Helper()
	client, err := fagsystem.New(fagsystem.Settings{
		Municipality: "fjordvik", BaseURL: url + "/fjordvik", Token: fagsystem.StaticToken("secret"),
		Timeout: timeout, ProbeEvery: 5 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func problem(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"type": "about:blank", "title": code, "status": status, "code": code})
}

func TestErrorsAreTyped(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		status int
		code   string
		want   error
	}{
		{404, "not-found", fagsystem.ErrNotFound},
		{404, "", fagsystem.ErrFault}, // a gateway's 404 isn't "no such person"
		{403, "refused", fagsystem.ErrRefused},
		{409, "other-body", fagsystem.ErrOtherBody},
		{412, "previous-missing", fagsystem.ErrPreviousMissing},
		{422, "invalid", fagsystem.ErrInvalid},
		{401, "unauthorized", fagsystem.ErrUnavailable},
		{503, "unavailable", fagsystem.ErrUnavailable},
		{502, "", fagsystem.ErrUnavailable},
		{500, "internal", fagsystem.ErrFault},
		{302, "", fagsystem.ErrFault},
	} {
		t.Run(fmt.Sprint(one.status, one.code), func(t *testing.T) {
			t.Parallel()
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", "https://elsewhere.example/")
				problem(w, one.status, one.code)
			})
			_, err := client.PutSubmission(t.Context(), uuid.New(), uuid.New(), contract.Submission{})
			if !errors.Is(err, one.want) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestReadsAreRepeatedAndWritesAreNot(t *testing.T) {
	t.Parallel()
	id := uuid.New()
	failing := func(asked *atomic.Int32, times int32) *fagsystem.Client {
		return serve(t, func(w http.ResponseWriter, r *http.Request) {
			if asked.Add(1) <= times {
				problem(w, 503, "unavailable")
				return
			}
			_, _ = fmt.Fprintf(w, `{"version":"1","person":{"personId":%q,"name":{"given":"A","family":"B"}},"cases":[]}`, id)
		})
	}
	var reads, writes atomic.Int32
	if _, err := failing(&reads, 2).PersonAccess(t.Context(), id); err != nil || reads.Load() != 3 {
		t.Errorf("%v after %d", err, reads.Load())
	}
	if _, err := failing(&writes, 2).PutSubmission(t.Context(), uuid.New(), uuid.New(), contract.Submission{}); !errors.Is(err, fagsystem.ErrUnavailable) || writes.Load() != 1 {
		t.Errorf("%v after %d", err, writes.Load())
	}
}

func TestTheBreakerOpensAndTheProbeClosesIt(t *testing.T) {
	t.Parallel()
	var down atomic.Bool
	var asked atomic.Int32
	id := uuid.New()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if down.Load() {
			problem(w, 503, "unavailable")
			return
		}
		if strings.HasSuffix(r.URL.Path, "/v1/health") {
			_, _ = io.WriteString(w, `{"status":"ok"}`)
			return
		}
		asked.Add(1)
		_, _ = fmt.Fprintf(w, `{"version":"1","person":{"personId":%q,"name":{"given":"A","family":"B"}},"cases":[]}`, id)
	})
	changes := make(chan bool, 2)
	client.OnAvailability(func(available bool) { changes <- available })
	down.Store(true)
	if _, err := client.PersonAccess(t.Context(), id); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Fatal(err)
	}
	if available := <-changes; available || client.Available() {
		t.Fatal("the breaker didn't open after three failures in a row")
	}
	if _, err := client.PersonAccess(t.Context(), id); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Fatal(err)
	}
	down.Store(false)
	if available := <-changes; !available || !client.Available() {
		t.Fatal("the probe didn't close it")
	}
	if _, err := client.PersonAccess(t.Context(), id); err != nil || asked.Load() != 1 {
		t.Errorf("%v, asked %d times", err, asked.Load())
	}
}

func TestAHangingFagsystemIsGivenUp(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(release) })
	client := dial(t, server.URL, 30*time.Millisecond)
	if _, err := client.CaseCopy(t.Context(), uuid.New()); !errors.Is(err, fagsystem.ErrUnavailable) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	other := dial(t, server.URL, time.Minute)
	if _, err := other.CaseCopy(ctx, uuid.New()); !errors.Is(err, context.Canceled) || !other.Available() {
		t.Errorf("who goes away says nothing of the fagsystem: %v", err)
	}
}

func TestUnchangedAnswersCostA304(t *testing.T) {
	t.Parallel()
	id := uuid.New()
	var full, unchanged atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"7"` {
			unchanged.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		full.Add(1)
		w.Header().Set("ETag", `"7"`)
		_, _ = fmt.Fprintf(w, `{"version":"7","person":{"personId":%q,"name":{"given":"A","family":"B"}},"cases":[]}`, id)
	})
	for range 3 {
		if answer, err := client.PersonAccess(t.Context(), id); err != nil || answer.Version != "7" {
			t.Fatal(answer, err)
		}
	}
	if full.Load() != 1 || unchanged.Load() != 2 {
		t.Errorf("%d full, %d unchanged", full.Load(), unchanged.Load())
	}
}

func entry(id, caseCopyID uuid.UUID, more string) string {
	return fmt.Sprintf(`{"version":"1","entryId":%q,"caseCopyId":%q,"released":"FULL","releasedAt":"2026-11-01T10:00:00Z","documents":[],
		"somethingNew":1,"journalpost":{"tittel":"Brev","forelderMeldingId":%q%s}}`, id, caseCopyID, uuid.New(), more)
}

func TestABadEntryNeverHidesTheOthers(t *testing.T) {
	t.Parallel()
	caseCopyID, good, lenient := uuid.New(), uuid.New(), uuid.New()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"entries":[%s]}`, strings.Join([]string{
			entry(good, caseCopyID, ""),
			`{"entryId":"nothing else"}`,
			`null`,
			entry(uuid.New(), uuid.New(), ""), // somebody else's
			entry(lenient, caseCopyID, `,"journaldato":"yesterday","dokumenter":[null,{"tittel":1},{"filnavn":"a.pdf","mimeType":"application/pdf","tittel":"A"}]`),
		}, ","))
	})
	page, err := client.Entries(t.Context(), caseCopyID, "", 10)
	if err != nil || len(page.Entries) != 2 || page.Entries[0].EntryId != good || page.Entries[1].EntryId != lenient {
		t.Fatalf("%+v %v", page, err)
	}
	post := page.Entries[1].Journalpost
	if post.Journaldato != nil || len(post.Dokumenter) != 3 || post.Dokumenter[0] != nil || post.Dokumenter[1] != nil || post.Dokumenter[2].Tittel != "A" {
		t.Errorf("what is left out must not move the others: %+v", post.Dokumenter)
	}
}

// An entry that has a deadline and says that it has none is shown, and whoever
// runs the fagsystem learns of it.
func TestADeadlineThatIsDeniedIsABreach(t *testing.T) {
	t.Parallel()
	for what, one := range map[string]struct {
		more     string
		breaches float64
	}{
		"null against published": {`,"klagefrist":"2026-12-03T22:59:00Z"},"remedy":{"kind":"MUNICIPAL_DECISION","receiver":"A","deadline":null`, 1},
		"both":                   {`,"klagefrist":"2026-12-03T22:59:00Z"},"remedy":{"kind":"MUNICIPAL_DECISION","receiver":"A","deadline":"2026-12-03"`, 0},
		"none":                   {`},"remedy":{"kind":"MUNICIPAL_DECISION","receiver":"A","deadline":null`, 0},
		"only published":         {`,"klagefrist":"2026-12-03T22:59:00Z"`, 0},
	} {
		caseCopyID := uuid.New()
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprintf(w, `{"entries":[%s]}`, entry(uuid.New(), caseCopyID, one.more))
		})
		page, err := client.Entries(t.Context(), caseCopyID, "", 10)
		if err != nil || len(page.Entries) != 1 {
			t.Fatalf("%s: %+v %v", what, page, err)
		}
		if got := testutil.ToFloat64(client.Metrics().(*prometheus.CounterVec).WithLabelValues("listEntries", "kept")); got != one.breaches {
			t.Errorf("%s: %v breaches", what, got)
		}
	}
}

// What a case worker has written is there without a national number, and whoever
// runs the fagsystem learns where one stood.
func TestANationalNumberInWordsIsABreach(t *testing.T) {
	t.Parallel()
	caseCopyID := uuid.New()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"entries":[%s]}`, strings.Join([]string{
			entry(uuid.New(), caseCopyID, `,"beskrivelse":"Om 148386 12149","dokumenter":[{"filnavn":"a.pdf","mimeType":"application/pdf","tittel":"A 14838612149"}]`),
			entry(uuid.New(), caseCopyID, `,"beskrivelse":"Om 148386 1214"`),
		}, ","))
	})
	page, err := client.Entries(t.Context(), caseCopyID, "", 10)
	if err != nil || len(page.Entries) != 2 {
		t.Fatalf("%+v %v", page, err)
	}
	with, without := page.Entries[0].Journalpost, page.Entries[1].Journalpost
	if *with.Beskrivelse != "Om …" || with.Dokumenter[0].Tittel != "A …" || *without.Beskrivelse != "Om 148386 1214" {
		t.Errorf("it says %q, %q and %q", *with.Beskrivelse, with.Dokumenter[0].Tittel, *without.Beskrivelse)
	}
	if got := testutil.ToFloat64(client.Metrics().(*prometheus.CounterVec).WithLabelValues("listEntries", "kept")); got != 2 {
		t.Errorf("%v breaches", got)
	}
}

// In the envelope absence means something: a pause that can't be read must not
// become no pause.
func TestAWrongValueInTheEnvelopeIsNotTakenForNone(t *testing.T) {
	t.Parallel()
	id := uuid.New()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		access := func(more string) string {
			return fmt.Sprintf(`{"caseCopyId":%q,"partyId":%q,"caseId":%q,"role":"MOR","grants":{"documents":"GRANTED"},
				"child":{"personId":%q,"name":{"given":"A","family":"B"}}%s}`, uuid.New(), uuid.New(), uuid.New(), uuid.New(), more)
		}
		_, _ = fmt.Fprintf(w, `{"version":"1","person":{"personId":%q,"name":{"given":"A","family":"B"}},"cases":[%s,%s]}`,
			id, access(`,"pausedAt":"soon"`), access(""))
	})
	answer, err := client.PersonAccess(t.Context(), id)
	if err != nil || len(answer.Cases) != 1 {
		t.Errorf("%+v %v", answer.Cases, err)
	}
}

func TestAnAnswerAboutSomebodyElseIsRefused(t *testing.T) {
	t.Parallel()
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"version":"1","person":{"personId":%q,"name":{"given":"A","family":"B"}},"cases":[]}`, uuid.New())
	})
	if _, err := client.PersonAccess(t.Context(), uuid.New()); !errors.Is(err, fagsystem.ErrFault) {
		t.Error(err)
	}
}

func TestFilesStreamWithTheirRange(t *testing.T) {
	t.Parallel()
	file := bytes.Repeat([]byte("0123456789"), 1000)
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"3"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file))
	})
	read := func(byteRange string) (*fagsystem.File, string) {
		var part *fagsystem.Part
		if asked, ok := fagsystem.ParsePart(byteRange); ok {
			part = &asked
		}
		opened, err := client.OpenFile(t.Context(), uuid.New(), uuid.New(), part)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = opened.Body.Close() }()
		content, err := io.ReadAll(opened.Body)
		if err != nil {
			t.Fatal(err)
		}
		return opened, string(content)
	}
	if opened, content := read(""); opened.Status != 200 || content != string(file) || opened.Length != int64(len(file)) || opened.ETag != `"3"` {
		t.Errorf("%+v", opened)
	}
	if opened, content := read("bytes=5-9"); opened.Status != 206 || content != "56789" || opened.ContentRange != "bytes 5-9/10000" {
		t.Errorf("%+v %q", opened, content)
	}
	if opened, _ := read("bytes=20000-"); opened.Status != 416 {
		t.Errorf("%+v", opened)
	}
}

// TestNothingPersonalIsLogged makes every kind of failure and looks for what
// was in the questions and answers.
func TestNothingPersonalIsLogged(t *testing.T) {
	var mu sync.Mutex
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(writer(func(p []byte) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		return log.Write(p)
	}), &slog.HandlerOptions{Level: slog.LevelDebug})))
	defer slog.SetDefault(before)
	status := 200
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/health") {
			_, _ = io.WriteString(w, `{"status":"ok"}`)
			return
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"code":"planted","detail":"Planted","personId":"Planted","version":7,"entries":[{"version":"Planted","releasedAt":"Planted"}],"messages":"Planted"}`)
	})
	id := uuid.New()
	for _, status = range []int{200, 400, 404, 500, 503} {
		_, _ = client.LookupPerson(t.Context(), "14838612149")
		_, _ = client.PersonAccess(t.Context(), id)
		_, _ = client.CaseCopy(t.Context(), id)
		_, _ = client.Entries(t.Context(), id, "planted", 1)
		_, _ = client.Messages(t.Context(), id, 0, 1)
	}
	client.Close()
	mu.Lock()
	defer mu.Unlock()
	if log.Len() == 0 {
		t.Fatal("nothing was logged at all")
	}
	for _, personal := range []string{"lanted", "14838612149", id.String(), "secret"} {
		if strings.Contains(log.String(), personal) {
			t.Errorf("%q is in the log:\n%s", personal, log.String())
		}
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }
