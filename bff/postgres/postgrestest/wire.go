package postgrestest

import (
	"bytes"
	"net"
	"net/url"
	"sync"
	"testing"
)

// Wire stands between a pool and the server, and breaks in the way that hurts:
// what listens hears nothing more, while everything else goes on.
type Wire struct {
	// URL leads through the wire.
	URL string

	server string
	mu     sync.Mutex
	deaf   chan struct{} // closed when what listens may hear again; nil while it does
	ears   map[net.Conn]bool
	cut    bool
}

// NewWire makes a wire to the server of a database's address.
func NewWire(t testing.TB, address string) *Wire {
	t.Helper()
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &Wire{server: parsed.Host, ears: map[net.Conn]bool{}}
	parsed.Host = listener.Addr().String()
	w.URL = parsed.String()
	var open sync.WaitGroup
	open.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { w.carry(client) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); w.Heal(); open.Wait() })
	return w
}

// Deafen holds back what the server says to connections that listen, those of
// now and of later: they are open and silent.
func (w *Wire) Deafen() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.deaf == nil {
		w.deaf = make(chan struct{})
	}
}

// Cut ends the connections that listen, and each that tries to.
func (w *Wire) Cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = true
	for ear := range w.ears {
		_ = ear.Close()
	}
}

// Heal lets everything through again.
func (w *Wire) Heal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = false
	if w.deaf != nil {
		close(w.deaf)
		w.deaf = nil
	}
}

func (w *Wire) carry(client net.Conn) {
	defer func() { _ = client.Close() }()
	server, err := net.Dial("tcp", w.server)
	if err != nil {
		return
	}
	defer func() { _ = server.Close() }()
	var back sync.WaitGroup
	back.Go(func() {
		defer func() { _ = client.Close() }()
		copyChunks(client, server, func([]byte) bool {
			if held := w.held(client); held != nil {
				<-held
			}
			return true
		})
	})
	copyChunks(server, client, func(chunk []byte) bool {
		return !bytes.Contains(chunk, []byte("LISTEN ")) || w.listens(client)
	})
	_ = server.Close()
	back.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.ears, client)
}

// listens notes that a connection listens; false ends it.
func (w *Wire) listens(client net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ears[client] = true
	return !w.cut
}

func (w *Wire) held(client net.Conn) chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.ears[client] {
		return nil
	}
	return w.deaf
}

func copyChunks(to, from net.Conn, pass func([]byte) bool) {
	chunk := make([]byte, 32<<10)
	for {
		n, err := from.Read(chunk)
		if n > 0 {
			if !pass(chunk[:n]) {
				return
			}
			if _, err := to.Write(chunk[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}
