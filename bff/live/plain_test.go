package live

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// plainHub is what the benchmarks measure against: the hub as everybody writes
// it with gorilla, two goroutines and a queue for each connection, no sessions,
// no rights, no positions.
type plainHub struct {
	*httptest.Server

	mu    sync.Mutex
	conns map[*websocket.Conn]chan []byte
}

func newPlainHub(tb testing.TB) *plainHub {
	tb.Helper()
	h := &plainHub{conns: map[*websocket.Conn]chan []byte{}}
	upgrader := websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024, CheckOrigin: func(*http.Request) bool { return true }}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		queue := make(chan []byte, queueSize)
		h.mu.Lock()
		h.conns[conn] = queue
		h.mu.Unlock()
		go h.write(conn, queue)
		go h.read(conn)
	}))
	tb.Cleanup(func() {
		h.mu.Lock()
		for conn := range h.conns {
			_ = conn.Close()
		}
		h.mu.Unlock()
		h.Close()
	})
	return h
}

func (h *plainHub) read(conn *websocket.Conn) {
	defer func() { _ = conn.Close() }()
	conn.SetReadLimit(mostFrame)
	_ = conn.SetReadDeadline(time.Now().Add(UsualPatience.Pong))
	conn.SetPongHandler(func(string) error { return conn.SetReadDeadline(time.Now().Add(UsualPatience.Pong)) })
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

func (h *plainHub) write(conn *websocket.Conn, queue <-chan []byte) {
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	defer func() { _ = conn.Close() }()
	for {
		select {
		case content, open := <-queue:
			_ = conn.SetWriteDeadline(time.Now().Add(UsualPatience.Write))
			if !open || conn.WriteMessage(websocket.TextMessage, content) != nil {
				return
			}
		case <-ping.C:
			// Beside whoever else writes.
			if conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(UsualPatience.Write)) != nil {
				return
			}
		}
	}
}
