package documents_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/documents"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/server"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault/vaulttest"
)

// ways are the two ways of a file: through the whole portal (its session, its
// decision, its audit row), and through a plain reverse proxy.
type ways struct {
	other *otherSide
	// portal and plain are the address of a document at each.
	portal, plain func(entry, document uuid.UUID) string
	// cookies are log-ins of one person.
	cookies []string
}

// api has only what this room answers.
type api struct {
	*documents.API
	rest
}

// rest is one level deeper, so that this room's methods win.
type rest struct{ portal.StrictServerInterface }

func twoWays(b *testing.B, logIns int) *ways {
	b.Helper()
	slog.SetLogLoggerLevel(slog.LevelError + 1)
	w := &ways{other: startOtherSide(b)}
	upstream, err := url.Parse(w.other.url)
	must(b, err)

	pool, keys := postgrestest.New(b), vaulttest.New(b)
	people := person.New(pool, keys, time.Now)
	recorder := audit.Start(pool, keys, people, time.Now)
	b.Cleanup(recorder.Stop)
	sessions := session.Start(pool, keys, session.Lifetimes{Idle: 30 * time.Minute, Absolute: 2 * time.Hour}, time.Now)
	b.Cleanup(sessions.Stop)
	client, err := fagsystem.New(fagsystem.Settings{Municipality: "fjordvik", BaseURL: w.other.url, Token: fagsystem.StaticToken("x")})
	must(b, err)
	b.Cleanup(client.Close)
	decider := access.New(access.Settings{
		Municipalities: []access.Municipality{{ID: "fjordvik", Fagsystem: client, DocumentsLevel: session.High}},
		Pool:           pool, Recorder: recorder, Persons: people, Sealers: people, Now: time.Now,
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(b, err)
	host := listener.Addr().String()
	edge, err := server.New(server.Options{
		Config: &config.Config{
			Process:        config.Process{Environment: config.Test, ShutdownGrace: time.Second, LeaveURL: "https://example.org"},
			Municipalities: []config.Municipality{{ID: "fjordvik", Name: "Fjordvik kommune", Hosts: []string{host}, Languages: []string{"nb"}}},
		},
		Pool: pool, Sessions: sessions, Now: time.Now,
		Pages: fstest.MapFS{"index.html": {Data: []byte(`<html lang="nb" dir="ltr"><!--preload--><!--without-script-->`)}},
	})
	must(b, err)
	edge.Register(api{API: documents.New(documents.Settings{Access: decider, Fagsystems: fagsystem.NewClients(client), Now: time.Now})})
	running, stop := context.WithCancel(context.Background())
	var served sync.WaitGroup
	served.Go(func() { _ = edge.Serve(running, listener) })
	b.Cleanup(func() { stop(); served.Wait() })
	w.portal = func(entry, document uuid.UUID) string {
		return fmt.Sprintf("http://%s/api/citizen/cases/%s/entries/%s/documents/%s/content", host, copyID, entry, document)
	}

	proxy := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(upstream)
			r.Out.Header.Set("Authorization", "Bearer x")
			r.Out.Header.Del("Cookie")
		},
		Transport:  &http.Transport{ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 32, MaxConnsPerHost: 256, IdleConnTimeout: time.Minute, DisableCompression: true},
		BufferPool: &buffers{},
		ErrorLog:   log.New(io.Discard, "", 0),
	})
	b.Cleanup(proxy.Close)
	w.plain = func(_, document uuid.UUID) string {
		return fmt.Sprintf("%s/v1/case-copies/%s/documents/%s/content", proxy.URL, copyID, document)
	}

	someone, err := people.EnsureCitizen(b.Context(), "fjordvik", "14838612149", personID.String())
	must(b, err)
	for range logIns {
		value, err := sessions.Begin(b.Context(), session.Actor{
			World: session.Citizen, Language: "nb", Level: session.High,
			Persons: []session.PersonRef{{Municipality: "fjordvik", PersonID: someone.ID, FagsystemPersonID: personID.String()}},
		})
		must(b, err)
		w.cookies = append(w.cookies, session.CookieName(session.Citizen)+"="+value)
	}
	return w
}

// buffers are what the reverse proxy is tuned with: as Go's own copying has them.
type buffers struct{ pool sync.Pool }

func (p *buffers) Get() []byte {
	if held, ok := p.pool.Get().(*[]byte); ok {
		return *held
	}
	return make([]byte, 32<<10)
}

func (p *buffers) Put(held []byte) { p.pool.Put(&held) }

// middle is the median.
func middle[T cmp.Ordered](all []T) T {
	slices.Sort(all)
	return all[len(all)/2]
}

// BenchmarkStreamDocument: bytes a second of a whole document, beside a reverse
// proxy's just before or after: the machine may be busy with something else, but
// with the same for both.
func BenchmarkStreamDocument(b *testing.B) {
	w := twoWays(b, 1)
	type figures struct{ own, plain, ratio float64 }
	compare := func(entry, document uuid.UUID, size float64, rounds int) figures {
		var own, plain, ratios []float64
		for round := range rounds {
			read := func(address, cookie string) float64 { return size / w.other.tell(b, "read", address, cookie).Seconds() }
			ours, theirs := 0.0, 0.0
			if round%2 == 0 {
				theirs = read(w.plain(entry, document), "a=b")
			}
			ours = read(w.portal(entry, document), w.cookies[0])
			if round%2 == 1 {
				theirs = read(w.plain(entry, document), "a=b")
			}
			own, plain, ratios = append(own, ours), append(plain, theirs), append(ratios, ours/theirs)
		}
		return figures{middle(own), middle(plain), middle(ratios)}
	}
	compare(entryID, pdfID, largeSize, 2) // whatever the first ones set up
	for b.Loop() {
		large, small := compare(entryID, pdfID, largeSize, 41), compare(titleID, smallID, smallSize, 41)
		b.ReportMetric(large.own/1e6, "MB/s")
		b.ReportMetric(large.plain/1e6, "proxy-MB/s")
		b.ReportMetric(small.ratio, "ratio-5MB")
		b.ReportMetric(large.ratio, "ratio")
	}
	b.ReportMetric(0.95, "at-least")
}

// BenchmarkFirstByte: until a document's first byte, with a fagsystem that takes
// 20 ms for each answer and a party whose access was decided just now. Each one
// is a reading of its own, recorded before the byte leaves.
func BenchmarkFirstByte(b *testing.B) {
	const rounds = 41
	w := twoWays(b, rounds+1)
	w.other.tell(b, "delay", 20)
	w.other.tell(b, "first", w.portal(entryID, pdfID), w.cookies[rounds])
	w.other.tell(b, "first", w.plain(entryID, pdfID), "a=b")
	for b.Loop() {
		var own, plain []time.Duration
		for round := range rounds {
			plain = append(plain, w.other.tell(b, "first", w.plain(entryID, pdfID), "a=b"))
			own = append(own, w.other.tell(b, "first", w.portal(entryID, pdfID), w.cookies[round]))
		}
		ours, theirs := middle(own), middle(plain)
		b.ReportMetric(float64(ours.Microseconds())/1000, "ms-p50")
		b.ReportMetric(float64(theirs.Microseconds())/1000, "proxy-ms-p50")
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
	}
	b.ReportMetric(1.2, "at-most")
}

// wayVariable says in which way a process of its own measures its streams.
const wayVariable = "DOCUMENTS_TEST_WAY"

// BenchmarkParallelStreams: what each of a hundred readers who are in the middle
// of 50 MB costs, heap and stacks, beside the reverse proxy's. Each is measured in
// a process that has done nothing else: what the other left behind would count.
func BenchmarkParallelStreams(b *testing.B) {
	const rounds = 5
	if way := os.Getenv(wayVariable); way != "" {
		fmt.Printf("\ncost %d\n", costOf(b, way))
		return
	}
	measure := func(way string) float64 {
		again := exec.CommandContext(b.Context(), os.Args[0], "-test.run=^$", "-test.bench=^BenchmarkParallelStreams$", "-test.benchtime=1x")
		again.Env = append(os.Environ(), wayVariable+"="+way)
		out, err := again.CombinedOutput()
		found := regexp.MustCompile(`(?m)^cost (\d+)$`).FindSubmatch(out)
		if err != nil || found == nil {
			b.Fatalf("%v\n%s", err, out)
		}
		cost, err := strconv.ParseFloat(string(found[1]), 64)
		must(b, err)
		return cost
	}
	for b.Loop() {
		var own, plain []float64
		for range rounds {
			plain, own = append(plain, measure("plain")), append(own, measure("portal"))
		}
		ours, theirs := middle(own), middle(plain)
		b.ReportMetric(ours/1000, "kB/stream")
		b.ReportMetric(theirs/1000, "proxy-kB/stream")
		b.ReportMetric(ours/theirs, "ratio")
	}
	b.ReportMetric(1.1, "at-most")
}

// costOf is what a stream costs in one of the ways, in bytes.
func costOf(b *testing.B, way string) int {
	const streams = 100
	w := twoWays(b, 1)
	address, cookie := w.plain(entryID, pdfID), "a=b"
	if way == "portal" {
		address, cookie = w.portal(entryID, pdfID), w.cookies[0]
	}
	// Whatever the first ones set up and is kept.
	w.other.tell(b, "hold", address, cookie, streams)
	during := runtime.NumGoroutine()
	w.other.tell(b, "release")
	for runtime.NumGoroutine() > during-2*streams {
		time.Sleep(time.Millisecond)
	}
	before := settled()
	w.other.tell(b, "hold", address, cookie, streams)
	grown := int(settled()) - int(before)
	w.other.tell(b, "release")
	return grown / streams
}

// settled is the memory in use once nothing more is given back.
func settled() uint64 {
	var stats runtime.MemStats
	least := ^uint64(0)
	for range 30 {
		runtime.GC()
		runtime.ReadMemStats(&stats)
		if now := stats.HeapAlloc + stats.StackInuse; now < least {
			least = now
		}
		time.Sleep(10 * time.Millisecond)
	}
	return least
}
