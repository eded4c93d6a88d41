// Package virus asks ClamAV whether a file is infected.
//
// A scanner that overlooks is worse than none, so that it must first prove
// itself: clamd is given a file as big as any that will come, with EICAR's test
// pattern in it. Where its StreamMaxLength lies above its MaxFileSize, it answers
// OK to that without having looked. Until it has found it, it is asked about
// nothing else.
package virus

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

var (
	// ErrAway says that the scanner can't be asked now.
	ErrAway = errors.New("virus: the scanner can't be asked")
	// ErrAtThis says that the scanner had just proven itself and failed at this
	// content; it comes together with one of the others.
	ErrAtThis = errors.New("virus: the scanner failed at this file")
	// ErrBlind says that the scanner answers, but didn't find what it must.
	ErrBlind = errors.New("virus: the scanner overlooks the test file: " +
		"clamd's MaxFileSize and MaxScanSize must not be smaller than its StreamMaxLength, that one not smaller than 26M, and its signatures must know EICAR")
)

const (
	connectPatience = 3 * time.Second
	// silence is how long clamd may take for the next piece or for its answer.
	silence = 20 * time.Second
	// provenFor is how long a proof holds while nothing fails: it may have been
	// started anew with other settings.
	provenFor  = time.Minute
	watchEvery = 5 * time.Second
	pieceBytes = 64 << 10
	mostReply  = 4 << 10
)

// Scanner asks one clamd.
type Scanner struct {
	network, address string
	largest          int64
	now              func() time.Time
	up               prometheus.Gauge

	// mu is held while it proves itself, which takes long where clamd hangs.
	mu     sync.Mutex
	proven time.Time
	told   error

	signatures atomic.Value
}

// New makes a scanner. address is unix:/path or tcp:host:port; without one,
// nothing is ever scanned. largest is the size of the biggest file to come.
func New(address string, largest int64, now func() time.Time, metrics prometheus.Registerer) *Scanner {
	s := &Scanner{largest: largest, now: now, up: prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "portal_virus_scanner_up", Help: "1 while clamd answers and finds what it must; otherwise attachments wait.",
	})}
	s.network, s.address, _ = strings.Cut(address, ":")
	if metrics != nil {
		metrics.MustRegister(s.up)
	}
	return s
}

// Infected tells whether the scanner finds something in content. An error says
// that nobody knows; where content can't be read, it is that one.
func (s *Scanner) Infected(ctx context.Context, content io.Reader) (bool, error) {
	if err := s.Prove(ctx); err != nil {
		return false, err
	}
	infected, err := s.ask(ctx, content)
	var unread *readError
	if errors.As(err, &unread) {
		return false, unread.err // that isn't the scanner's doing
	}
	if err != nil && ctx.Err() == nil {
		s.failed(ctx, err)
		err = errors.Join(ErrAtThis, err)
	}
	return infected, err
}

// Prove makes sure that the scanner can be relied on. It is cheap while it has
// proven itself and nothing has failed since.
func (s *Scanner) Prove(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now().Before(s.proven) {
		return nil
	}
	found, err := s.ask(ctx, testFile(s.largest))
	if err == nil && !found {
		err = ErrBlind
	}
	if err != nil {
		s.tell(ctx, err)
		return err
	}
	if s.told != nil {
		slog.InfoContext(ctx, "the virus scanner answers, and finds the test file")
	}
	s.proven, s.told = s.now().Add(provenFor), nil
	s.signatures.Store(s.askSignatures(ctx))
	s.up.Set(1)
	return nil
}

// Signatures are the number and the day of the signatures that the scanner knew
// when it last proved itself; empty where it doesn't tell. It never waits.
func (s *Scanner) Signatures() string {
	told, _ := s.signatures.Load().(string)
	return told
}

// Watch proves the scanner at the start and again whenever that has grown old or
// something failed, and else asks whether it is there, until ctx ends: what waits
// says why before somebody asks, and one that was away proves itself anew.
func (s *Scanner) Watch(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		s.look(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (s *Scanner) look(ctx context.Context) {
	if s.Prove(ctx) != nil {
		return // told by itself
	}
	conn, err := s.dial(ctx)
	if err == nil {
		_ = conn.Close()
	} else if ctx.Err() == nil {
		s.failed(ctx, err)
	}
}

func (s *Scanner) failed(ctx context.Context, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proven = time.Time{}
	s.tell(ctx, err)
}

// tell logs each new trouble once.
func (s *Scanner) tell(ctx context.Context, err error) {
	s.up.Set(0)
	if ctx.Err() != nil || s.told != nil && s.told.Error() == err.Error() {
		return
	}
	s.told = err
	slog.WarnContext(ctx, "attachments wait for the virus scanner", "error", err.Error())
}

// dial connects.
func (s *Scanner) dial(ctx context.Context) (net.Conn, error) {
	if s.address == "" {
		return nil, fmt.Errorf("%w: CLAMD_ADDRESS isn't set", ErrAway)
	}
	dialer := net.Dialer{Timeout: connectPatience}
	conn, err := dialer.DialContext(ctx, s.network, s.address)
	if err != nil {
		return nil, fmt.Errorf("%w: it doesn't answer at CLAMD_ADDRESS", ErrAway)
	}
	return conn, nil
}

// askSignatures asks which signatures it knows. A clamd answers
// "ClamAV 1.4.3/27500/Sun Nov 22 08:00:00 2026"; one without ClamAV's own
// signatures tells none.
func (s *Scanner) askSignatures(ctx context.Context) string {
	conn, err := s.dial(ctx)
	if err != nil {
		return ""
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	_ = conn.SetDeadline(time.Now().Add(connectPatience))
	if _, err := conn.Write([]byte("zVERSION\x00")); err != nil {
		return ""
	}
	reply, err := io.ReadAll(io.LimitReader(conn, mostReply))
	if err != nil {
		return ""
	}
	return known(reply)
}

// known is what an answer to VERSION says of signatures.
func known(reply []byte) string {
	line, ended := bytes.CutSuffix(reply, []byte{0})
	engine, signatures, told := strings.Cut(string(line), "/")
	if !ended || !told || !strings.HasPrefix(engine, "ClamAV ") {
		return ""
	}
	return signatures
}

// ask sends one stream and reads the verdict.
func (s *Scanner) ask(ctx context.Context, content io.Reader) (bool, error) {
	conn, err := s.dial(ctx)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	sent := s.send(conn, content)
	var failed *readError
	if errors.As(sent, &failed) {
		return false, failed
	}
	// It may have answered before it had read everything.
	_ = conn.SetReadDeadline(time.Now().Add(silence))
	reply, err := io.ReadAll(io.LimitReader(conn, mostReply))
	if len(reply) == 0 {
		return false, errors.Join(ErrAway, sent, err)
	}
	return verdict(reply)
}

type readError struct{ err error }

func (e *readError) Error() string { return e.err.Error() }

func (s *Scanner) send(conn net.Conn, content io.Reader) error {
	if _, err := conn.Write([]byte("zINSTREAM\x00")); err != nil {
		return err
	}
	piece := make([]byte, 4+pieceBytes)
	for {
		n, err := io.ReadFull(content, piece[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(piece, uint32(n))
			_ = conn.SetWriteDeadline(time.Now().Add(silence))
			if _, err := conn.Write(piece[:4+n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			_, err := conn.Write([]byte{0, 0, 0, 0})
			return err
		case err != nil:
			return &readError{err}
		}
	}
}

// verdict reads clamd's answer to a stream: only exactly "stream: OK" is one.
func verdict(reply []byte) (infected bool, err error) {
	line, ended := bytes.CutSuffix(reply, []byte{0})
	switch {
	case ended && string(line) == "stream: OK":
		return false, nil
	case bytes.HasPrefix(line, []byte("stream: ")) && bytes.HasSuffix(line, []byte(" FOUND")):
		return true, nil
	case bytes.HasSuffix(line, []byte("size limit exceeded. ERROR")):
		return false, ErrBlind
	}
	return false, fmt.Errorf("%w: it answered with an error", ErrAway)
}

// testFile is EICAR's harmless test pattern, followed by nothing up to size. It
// is put together here, so that no scanner finds it in this program.
func testFile(size int64) io.Reader {
	pattern := strings.Join([]string{`X5O!P%@AP[4\PZX54(P^)7CC)7}`, `$EICAR-`, `STANDARD-`, `ANTIVIRUS-`, `TEST-FILE!`, `$H+H*`}, "")
	return io.MultiReader(strings.NewReader(pattern), io.LimitReader(zeros{}, size-int64(len(pattern))))
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
