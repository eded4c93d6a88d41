package live

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// TestMain is also the crowd of the benchmarks: pages in a process of their own,
// so that their memory isn't counted as the server's.
func TestMain(m *testing.M) {
	if url := os.Getenv(crowdVariable); url != "" {
		theCrowd(url, os.Stdin, os.Stdout)
		return
	}
	os.Exit(m.Run())
}

const crowdVariable = "LIVE_TEST_CROWD"

// silentHeader says at the handshake that the page won't read.
const silentHeader = "Test-Silent"

// crowd is that other process; it does what it is told, one line after the other.
type crowd struct {
	in  io.WriteCloser
	out *bufio.Reader
}

// newCrowd starts pages that go to a server.
func newCrowd(tb testing.TB, url string) *crowd {
	tb.Helper()
	process := exec.Command(os.Args[0])
	process.Env = append(os.Environ(), crowdVariable+"="+url)
	process.Stderr = os.Stderr
	in, err := process.StdinPipe()
	must(tb, err)
	out, err := process.StdoutPipe()
	must(tb, err)
	must(tb, process.Start())
	tb.Cleanup(func() { _ = in.Close(); _ = process.Wait() })
	return &crowd{in: in, out: bufio.NewReader(out)}
}

// tell gives an order and waits until it is done.
func (c *crowd) tell(tb testing.TB, order string, numbers ...int) {
	tb.Helper()
	_, err := fmt.Fprintln(c.in, order, strings.Trim(fmt.Sprint(numbers), "[]"))
	must(tb, err)
	answer, err := c.out.ReadString('\n')
	if err != nil || answer != "done\n" {
		tb.Fatalf("%s: %s %v", order, answer, err)
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// theCrowd obeys "idle N", "silent N", "read N" (people 0 to N-1 of that kind
// open a page) and "await N" (until each reader has got N more events).
func theCrowd(url string, orders io.Reader, answers io.Writer) {
	var readers []*reader
	var kept []net.Conn
	lines := bufio.NewScanner(orders)
	for lines.Scan() {
		var order string
		var n int
		if _, err := fmt.Sscan(lines.Text(), &order, &n); err != nil {
			panic(err)
		}
		switch order {
		case "idle", "silent":
			kept = append(kept, inParallel(n, func(i int) net.Conn { return bare(url, fmt.Sprint(order, i), order == "silent") })...)
		case "read":
			readers = inParallel(n, func(i int) *reader { return startReader(url, fmt.Sprint(order, i)) })
		case "await":
			for _, one := range readers {
				one.await(int64(n))
			}
		}
		_, _ = fmt.Fprintln(answers, "done")
	}
	for _, conn := range kept {
		_ = conn.Close()
	}
}

func inParallel[T any](n int, do func(i int) T) []T {
	all, next := make([]T, n), atomic.Int64{}
	var workers sync.WaitGroup
	for range 32 {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				all[i] = do(i)
			}
		})
	}
	workers.Wait()
	return all
}

// bare opens a page that does nothing at all.
func bare(url, who string, silent bool) net.Conn {
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		panic(err)
	}
	if silent {
		_ = conn.(*net.TCPConn).SetReadBuffer(1)
	}
	more := ""
	if silent {
		more = silentHeader + ": 1\r\n"
	}
	_, err = fmt.Fprintf(conn, "GET /api/citizen/live HTTP/1.1\r\nHost: portal.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: %s\r\nTest-Actor: %s\r\n%s\r\n", origin, who, more)
	if err != nil {
		panic(err)
	}
	// Byte by byte, so that nothing is read beyond the answer's head.
	one, head := make([]byte, 1), ""
	for !strings.HasSuffix(head, "\r\n\r\n") {
		if _, err := conn.Read(one); err != nil {
			panic(err)
		}
		head += string(one)
	}
	if !strings.HasPrefix(head, "HTTP/1.1 101") {
		panic(head)
	}
	return conn
}

// reader is a page that reads and counts.
type reader struct{ events chan struct{} }

func startReader(url, who string) *reader {
	conn, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(url, "http")+"/api/citizen/live",
		http.Header{"Origin": {origin}, "Test-Actor": {who}})
	if err != nil {
		panic(err)
	}
	r := &reader{events: make(chan struct{}, 1_000_000)}
	go func() {
		for {
			_, content, err := conn.ReadMessage()
			if err != nil {
				close(r.events)
				return
			}
			if strings.Contains(string(content), `"event"`) {
				r.events <- struct{}{}
			}
		}
	}()
	return r
}

func (r *reader) await(n int64) {
	for range n {
		select {
		case _, open := <-r.events:
			if !open {
				panic("a reader was cut off")
			}
		case <-time.After(time.Minute):
			panic("a reader waits in vain")
		}
	}
}
