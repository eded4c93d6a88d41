package live

import (
	"bufio"
	"net"
	"net/http"
	"sync"
)

// batching lends its connection's Write a memory: what is written between hold
// and release goes out together. A frame is a system call otherwise, which is
// most of what telling somebody of many changes costs.
type batching struct {
	net.Conn

	mu      sync.Mutex
	holding bool
	held    []byte
}

// mostHeld is how much is held back before it goes out anyway.
const mostHeld = 16 << 10

func (b *batching) Write(content []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.holding {
		return b.Conn.Write(content)
	}
	b.held = append(b.held, content...)
	if len(b.held) < mostHeld {
		return len(content), nil
	}
	return len(content), b.flush()
}

func (b *batching) hold() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.holding = true
}

// release sends what is held.
func (b *batching) release() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.holding = false
	err := b.flush()
	b.held = nil // an idle socket keeps no buffer
	return err
}

func (b *batching) flush() error {
	if len(b.held) == 0 {
		return nil
	}
	_, err := b.Conn.Write(b.held)
	b.held = b.held[:0]
	return err
}

// hijacker gives the upgrader a batching connection.
type hijacker struct {
	http.ResponseWriter
	conn *batching
}

// Hijack is http.Hijacker's.
func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffer, err := http.NewResponseController(h.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	h.conn = &batching{Conn: conn}
	return h.conn, buffer, nil
}
