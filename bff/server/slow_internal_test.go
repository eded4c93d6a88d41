package server

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
)

func TestWhoDoesNotReadIsLetGo(t *testing.T) {
	t.Parallel()
	gone := make(chan error, 1)
	edge := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		out := &patient{ResponseWriter: w, wait: 50 * time.Millisecond}
		piece := make([]byte, 64<<10)
		for {
			if _, err := out.Write(piece); err != nil {
				gone <- err
				return
			}
		}
	}))
	t.Cleanup(edge.Close)
	conn, err := net.Dial("tcp", edge.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case <-gone:
	case <-time.After(10 * time.Second):
		t.Error("the answer waits for somebody who doesn't read")
	}
}

// steps is a connection that tells what it is asked for, in order.
type steps struct {
	http.ResponseWriter
	asked []string
}

func (s *steps) SetWriteDeadline(time.Time) error {
	s.asked = append(s.asked, "deadline")
	return nil
}

func (s *steps) FlushError() error {
	s.asked = append(s.asked, "flush")
	return nil
}

// The head of an answer goes ahead of its first piece: it has its time as well.
func TestWhatIsHeldBackHasItsTimeToo(t *testing.T) {
	t.Parallel()
	conn := &steps{ResponseWriter: httptest.NewRecorder()}
	c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", http.NoBody), conn)
	answer := limitWaiting(func(c echo.Context) error { return http.NewResponseController(c.Response()).Flush() })
	if err := answer(c); err != nil || !slices.Equal(conn.asked, []string{"deadline", "flush"}) {
		t.Error(conn.asked, err)
	}
}
