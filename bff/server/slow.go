package server

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

const (
	// mostConnections bounds the connections of one process. What comes beyond
	// them waits at the door.
	mostConnections = 20_000
	// writeWait is how long a browser may take for the next piece of an answer.
	// A document as a whole may take as long as it needs.
	writeWait = 60 * time.Second
)

// limitWaiting lets go of browsers that ask and then don't read.
func limitWaiting(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Writer = &patient{ResponseWriter: c.Response().Writer, wait: writeWait}
		return next(c)
	}
}

// patient gives each piece of an answer its own time.
type patient struct {
	http.ResponseWriter
	wait time.Duration
	// until is when the time for a piece is over.
	until time.Time
}

// Write sends a piece.
func (p *patient) Write(piece []byte) (int, error) {
	p.begin()
	return p.ResponseWriter.Write(piece)
}

// FlushError sends what is held back, an answer's head too.
func (p *patient) FlushError() error {
	p.begin()
	return http.NewResponseController(p.ResponseWriter).Flush()
}

// begin gives the next piece its time.
func (p *patient) begin() {
	// Pieces of a file come by the thousand: a few hundredths of the time go off before
	// it begins anew. A writer without deadlines is a test's.
	if until := time.Now().Add(p.wait); until.Sub(p.until) > p.wait/64 {
		p.until = until
		_ = http.NewResponseController(p.ResponseWriter).SetWriteDeadline(until)
	}
}

// Unwrap lets sockets take the connection over.
func (p *patient) Unwrap() http.ResponseWriter { return p.ResponseWriter }
