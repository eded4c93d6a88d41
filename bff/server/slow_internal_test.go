package server

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
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
