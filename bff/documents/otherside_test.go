package documents_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// TestMain is also the other side of the benchmarks: the fagsystem and the
// browsers, in a process of their own, so that neither their memory nor their
// garbage is counted as the portal's.
func TestMain(m *testing.M) {
	if os.Getenv(otherSideVariable) != "" {
		theOtherSide(os.Stdin, os.Stdout)
		return
	}
	os.Exit(m.Run())
}

const otherSideVariable = "DOCUMENTS_TEST_OTHER_SIDE"

// personID is who reads in the benchmarks, by the fagsystem's id; smallID is a
// document of 5 MB in the entry titleID, pdfID one of 50 MB in entryID.
var (
	personID = uuid.MustParse("7a1c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a77")
	smallID  = uuid.MustParse("e1f7a0b4-9d3c-4c58-a6f2-6b0d8c4e0405")
)

const largeSize, smallSize = 50 << 20, 5 << 20

// otherSide is that process: it does what it is told, one line after the other.
type otherSide struct {
	in  io.WriteCloser
	out *bufio.Reader
	// url is where its fagsystem is.
	url string
}

func startOtherSide(tb testing.TB) *otherSide {
	tb.Helper()
	process := exec.Command(os.Args[0])
	process.Env = append(os.Environ(), otherSideVariable+"=1")
	process.Stderr = os.Stderr
	in, err := process.StdinPipe()
	must(tb, err)
	out, err := process.StdoutPipe()
	must(tb, err)
	must(tb, process.Start())
	tb.Cleanup(func() { _ = in.Close(); _ = process.Wait() })
	o := &otherSide{in: in, out: bufio.NewReader(out)}
	o.url = strings.TrimSpace(o.answer(tb))
	return o
}

// tell gives an order and waits for what it came to, in nanoseconds.
func (o *otherSide) tell(tb testing.TB, order string, words ...any) time.Duration {
	tb.Helper()
	_, err := fmt.Fprintln(o.in, append([]any{order}, words...)...)
	must(tb, err)
	answer := o.answer(tb)
	took, err := strconv.ParseInt(strings.TrimSpace(answer), 10, 64)
	if err != nil {
		tb.Fatalf("%s: %s", order, answer)
	}
	return time.Duration(took)
}

func (o *otherSide) answer(tb testing.TB) string {
	tb.Helper()
	line, err := o.out.ReadString('\n')
	must(tb, err)
	return line
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// theOtherSide obeys "delay MS" (before each of the fagsystem's answers), "read
// URL COOKIE" (all of it), "first URL COOKIE" (until its first byte), "hold URL
// COOKIE N" (N readers who stop in the middle) and "release".
func theOtherSide(orders io.Reader, answers io.Writer) {
	var delay atomic.Int64
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() { _ = http.Serve(listener, theFagsystem(&delay)) }() //nolint:gosec // a test's
	_, _ = fmt.Fprintf(answers, "http://%s\n", listener.Addr())
	browser := &http.Client{Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 1000}}
	var held []io.Closer
	lines := bufio.NewScanner(orders)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		began := time.Now()
		switch words[0] {
		case "delay":
			ms, _ := strconv.Atoi(words[1])
			delay.Store(int64(time.Duration(ms) * time.Millisecond))
		case "read":
			body := ask(browser, words[1], words[2], "")
			if _, err := io.Copy(io.Discard, body); err != nil {
				panic(err)
			}
			_ = body.Close()
		case "first":
			body := ask(browser, words[1], words[2], "bytes=0-65535")
			if _, err := io.ReadFull(body, make([]byte, 1)); err != nil {
				panic(err)
			}
			_, _ = fmt.Fprintln(answers, time.Since(began).Nanoseconds())
			_, _ = io.Copy(io.Discard, body)
			_ = body.Close()
			continue
		case "hold":
			n, _ := strconv.Atoi(words[3])
			held = append(held, hold(words[1], words[2], n)...)
		case "release":
			for _, one := range held {
				_ = one.Close()
			}
			held = nil
		}
		_, _ = fmt.Fprintln(answers, time.Since(began).Nanoseconds())
	}
}

func ask(browser *http.Client, url, cookie, byteRange string) io.ReadCloser {
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, http.NoBody)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Cookie", cookie)
	if byteRange != "" {
		request.Header.Set("Range", byteRange)
	}
	response, err := browser.Do(request)
	if err != nil {
		panic(err)
	}
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusPartialContent {
		said, _ := io.ReadAll(response.Body)
		panic(fmt.Sprintf("%s: %d %s", url, response.StatusCode, said))
	}
	return response.Body
}

// hold opens n streams at once and reads the first megabyte of each.
func hold(url, cookie string, n int) []io.Closer {
	browser := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	held := make([]io.Closer, n)
	var opening sync.WaitGroup
	for i := range n {
		opening.Go(func() {
			body := ask(browser, url, cookie, "")
			if _, err := io.CopyN(io.Discard, body, 1<<20); err != nil {
				panic(err)
			}
			held[i] = body
		})
	}
	opening.Wait()
	return held
}

// noise is a file of any size that takes no memory.
type noise struct{}

func (noise) ReadAt(p []byte, _ int64) (int, error) { return len(p), nil }

func theFagsystem(delay *atomic.Int64) http.Handler {
	base := "/v1/case-copies/" + copyID.String()
	granted := contract.GrantGRANTED
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/persons/{person}/access", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(contract.PersonAccess{
			Version: "1", Person: contract.Person{PersonId: personID, Name: contract.PersonName{Given: "A", Family: "B"}, BirthDate: &openapi.Date{Time: time.Date(1986, 1, 1, 0, 0, 0, 0, time.UTC)}},
			Cases: []contract.CaseAccess{{
				CaseCopyId: copyID, PartyId: personID, CaseId: uuid.New(), Role: contract.RoleMOR, Grants: contract.Grants{Documents: &granted},
				Child: contract.Child{PersonId: uuid.New(), Name: contract.PersonName{Given: "C", Family: "B"}},
			}},
		})
	})
	once := func(path, answer string) {
		mux.HandleFunc("GET "+base+path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			if slices.Contains(r.Header["If-None-Match"], `"1"`) {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(w, answer)
		})
	}
	once("", strings.ReplaceAll(caseCopy(), partyID.String(), personID.String()))
	for id, documentID := range map[uuid.UUID]uuid.UUID{entryID: pdfID, titleID: smallID} {
		once("/entries/"+id.String(), entry(id, documentID, "FULL", ""))
	}
	for documentID, size := range map[uuid.UUID]int64{pdfID: largeSize, smallID: smallSize} {
		mux.HandleFunc("GET "+base+"/documents/"+documentID.String()+"/content", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			w.Header().Set("Content-Type", "application/octet-stream")
			http.ServeContent(w, r, "", time.Time{}, io.NewSectionReader(noise{}, 0, size))
		})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if wait := time.Duration(delay.Load()); wait > 0 {
			time.Sleep(wait)
		}
		mux.ServeHTTP(w, r)
	})
}
