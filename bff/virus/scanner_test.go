package virus_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"innbyggertjenesten/bff/examine/examinetest"
	"innbyggertjenesten/bff/virus"
	"innbyggertjenesten/bff/virus/virustest"
)

const largest = 25 << 20

func TestInfectedFilesAreFound(t *testing.T) {
	t.Parallel()
	metrics := prometheus.NewRegistry()
	scanner := virus.New(virustest.Start(t, virustest.Sound).Address, largest, time.Now, metrics)
	eicar := virustest.EICAR()
	for name, c := range map[string]struct {
		content  string
		infected bool
	}{
		"harmless":             {"hello", false},
		"nothing":              {"", false},
		"EICAR":                {eicar, true},
		"EICAR in a letter":    {string(examinetest.DOCX(examinetest.Entry{Name: "word/media/a.txt", Content: eicar})), true},
		"EICAR behind a photo": {string(examinetest.Photo(20, 20, 1)) + eicar, true},
		"EICAR at the very end of the largest file": {strings.Repeat("\x00", largest-len(eicar)) + eicar, true},
		"the largest file":                          {strings.Repeat("\x00", largest), false},
	} {
		infected, err := scanner.Infected(t.Context(), strings.NewReader(c.content))
		if err != nil || infected != c.infected {
			t.Errorf("%s: infected %t, %v", name, infected, err)
		}
	}
	if up := testutil.ToFloat64(gauge(t, metrics)); up != 1 {
		t.Errorf("portal_virus_scanner_up is %v", up)
	}
}

func gauge(t *testing.T, metrics *prometheus.Registry) prometheus.Collector {
	t.Helper()
	found, err := metrics.Gather()
	if err != nil || len(found) != 1 {
		t.Fatal(len(found), err)
	}
	one := prometheus.NewGauge(prometheus.GaugeOpts{Name: "copy"})
	one.Set(found[0].GetMetric()[0].GetGauge().GetValue())
	return one
}

// A clamd whose limits don't fit each other says OK to large files without looking at them.
func TestABlindScannerIsNeverBelieved(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Blind)
	// That it is blind, and not away: it says OK to what holds EICAR.
	if reply := plainly(t, clamd, virustest.EICAR()+strings.Repeat("\x00", 2<<20)); reply != "stream: OK\x00" {
		t.Fatalf("clamd answers %q", reply)
	}
	metrics := prometheus.NewRegistry()
	scanner := virus.New(clamd.Address, largest, time.Now, metrics)
	for range 2 {
		if infected, err := scanner.Infected(t.Context(), strings.NewReader("hello")); infected || !errors.Is(err, virus.ErrBlind) {
			t.Errorf("infected %t, %v: nothing may be believed", infected, err)
		}
	}
	if up := testutil.ToFloat64(gauge(t, metrics)); up != 0 {
		t.Errorf("portal_virus_scanner_up is %v", up)
	}
}

// plainly asks clamd as one would without a proof.
func plainly(t *testing.T, clamd *virustest.Clamd, content string) string {
	t.Helper()
	conn, err := net.Dial("unix", strings.TrimPrefix(clamd.Address, "unix:"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	sent := append([]byte("zINSTREAM\x00"), byte(len(content)>>24), byte(len(content)>>16), byte(len(content)>>8), byte(len(content)))
	if _, err := conn.Write(append(append(sent, content...), 0, 0, 0, 0)); err != nil {
		t.Fatal(err)
	}
	reply, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return string(reply)
}

func TestAScannerThatTakesTooLittleIsNotBelievedEither(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, "StreamMaxLength 1M\nMaxFileSize 64M\nMaxScanSize 64M\n")
	if _, err := virus.New(clamd.Address, largest, time.Now, nil).Infected(t.Context(), strings.NewReader("hello")); err == nil {
		t.Error("it was believed")
	}
}

func TestNoScannerMeansThatNobodyKnows(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Sound)
	scanner := virus.New(clamd.Address, 1<<20, time.Now, nil)
	clean := func() error {
		infected, err := scanner.Infected(t.Context(), bytes.NewReader([]byte("hello")))
		if infected {
			t.Error("infected?")
		}
		return err
	}
	if err := clean(); err != nil {
		t.Fatal(err)
	}
	clamd.Stop()
	if err := clean(); !errors.Is(err, virus.ErrAway) {
		t.Errorf("away: %v", err)
	}
	clamd.Again()
	if err := clean(); err != nil {
		t.Errorf("back: %v", err)
	}
	for _, address := range []string{"", "unix:/does/not/exist", "tcp:127.0.0.1:1"} {
		if _, err := virus.New(address, 1<<20, time.Now, nil).Infected(t.Context(), strings.NewReader("x")); !errors.Is(err, virus.ErrAway) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// What listens there may be anything: it hangs up, it talks, it never stops.
func TestOddAnswersAreNoAnswers(t *testing.T) {
	t.Parallel()
	for _, reply := range []string{"", "stream: OK", "OK\x00", "stream: OK\x00x", "stream: OK\nstream: OK\x00", "HTTP/1.1 200 OK\r\n\r\n", "INSTREAM: Can't allocate memory ERROR\x00", strings.Repeat("x", 1<<20)} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				_, _ = io.CopyN(io.Discard, conn, 100)
				_, _ = conn.Write([]byte(reply))
				_ = conn.Close()
			}
		}()
		scanner := virus.New("tcp:"+listener.Addr().String(), 1000, time.Now, nil)
		if infected, err := scanner.Infected(t.Context(), strings.NewReader("x")); err == nil || infected {
			t.Errorf("%.40q: infected %t, %v", reply, infected, err)
		}
		_ = listener.Close()
	}
}

// A file that can't be read to its end was never scanned, and the scanner isn't to blame.
func TestWhatCantBeReadIsNotTheScannersFault(t *testing.T) {
	t.Parallel()
	scanner := virus.New(virustest.Start(t, virustest.Sound).Address, 1<<20, time.Now, nil)
	broken := errors.New("broken off")
	content := io.MultiReader(strings.NewReader(strings.Repeat("hei ", 50_000)), iotest.ErrReader(broken))
	if infected, err := scanner.Infected(t.Context(), content); infected || !errors.Is(err, broken) || errors.Is(err, virus.ErrAtThis) || errors.Is(err, virus.ErrAway) {
		t.Errorf("infected %t, %v", infected, err)
	}
	if infected, err := scanner.Infected(t.Context(), strings.NewReader("hello")); infected || err != nil {
		t.Errorf("then: infected %t, %v", infected, err)
	}
}

// Which signatures have said something is known where clamd has ClamAV's own, and
// taken from nothing else.
func TestSignaturesAreThoseThatTheScannerTells(t *testing.T) {
	t.Parallel()
	if scanner := virus.New(virustest.Start(t, virustest.Sound).Address, 1<<20, time.Now, nil); scanner.Prove(t.Context()) != nil || scanner.Signatures() != "" {
		t.Errorf("%q of a clamd that has only EICAR's", scanner.Signatures())
	}
	for reply, want := range map[string]string{
		"ClamAV 1.4.3/27500/Sun Nov 22 08:00:00 2026\x00": "27500/Sun Nov 22 08:00:00 2026",
		"ClamAV 1.4.3/27500":                              "",
		"ClamAV 1.4.3\x00":                                "",
		"HTTP/1.1 400 Bad Request\r\n\r\n":                "",
		"":                                                "",
	} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				command := make([]byte, len("zINSTREAM\x00"))
				n, _ := io.ReadAtLeast(conn, command, len("zVERSION\x00"))
				if strings.HasPrefix(string(command[:n]), "zVERSION") {
					_, _ = conn.Write([]byte(reply))
				} else {
					_, _ = io.CopyN(io.Discard, conn, 1000)
					_, _ = conn.Write([]byte("stream: Eicar FOUND\x00"))
				}
				_ = conn.Close()
			}
		}()
		scanner := virus.New("tcp:"+listener.Addr().String(), 1000, time.Now, nil)
		if err := scanner.Prove(t.Context()); err != nil || scanner.Signatures() != want {
			t.Errorf("%q: %q, %v", reply, scanner.Signatures(), err)
		}
		_ = listener.Close()
	}
}

// Which signatures it knows is asked while conversations are listed: none waits
// for a clamd that hangs.
func TestWhichSignaturesItKnowsIsToldWhileItIsAsked(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	scanner := virus.New("tcp:"+listener.Addr().String(), 1000, time.Now, nil)
	ctx, cancel := context.WithCancel(t.Context())
	proving := make(chan error, 1)
	go func() { proving <- scanner.Prove(ctx) }()
	silent, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	told := make(chan string, 1)
	go func() { told <- scanner.Signatures() }()
	select {
	case <-told:
	case <-time.After(5 * time.Second):
		t.Error("it waits for the scanner")
	}
	cancel()
	if err := <-proving; err == nil {
		t.Error("a clamd that hangs has proven itself")
	}
}
