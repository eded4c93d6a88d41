package server

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
)

const (
	// readWait is how long a browser may take for the next piece of a file, and
	// mostUpload how long for all of it: 25 MB on a slow phone.
	readWait   = 30 * time.Second
	mostUpload = 20 * time.Minute
	// uploadsRunning is how many files of one person may be on their way at the same
	// time: two pages, each with two. Another is to be tried again after uploadWait.
	uploadsRunning = 4
	uploadWait     = 5 * time.Second
)

// isUpload tells whether a request brings a file rather than JSON.
func isUpload(r *http.Request) bool {
	parts := strings.Split(r.URL.Path, "/")
	return r.Method == http.MethodPut && isAPI(r) && len(parts) > 2 && parts[len(parts)-2] == "attachments"
}

func isUploadRoute(method, path string) bool {
	return method == http.MethodPut && strings.HasSuffix(path, "/attachments/:attachmentId")
}

// limitUpload is limitBody for a file: its length must be said beforehand. One
// more byte is let through, so that the room can tell that it was too many.
func limitUpload(c echo.Context, next echo.HandlerFunc) error {
	r := c.Request()
	switch {
	case r.ContentLength < 0:
		return problem.New(problem.InvalidRequest)
	case r.ContentLength > attachments.MostFileBytes:
		return problem.New(problem.FileTooLarge).With("Most", attachments.MostFileBytes>>20)
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, attachments.MostFileBytes+1)
	return next(c)
}

// limitUploads bounds how many files one person brings, and how many at once.
func (s *Server) limitUploads(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if actor := session.FromContext(c.Request().Context()); actor != nil && len(actor.Persons) > 0 {
			if wait, ok := s.limits.uploads.take(actor.Persons[0].PersonID); !ok {
				return tooMany(c, wait)
			}
			if !s.limits.running.begin(actor.Persons[0].PersonID) {
				return tooMany(c, uploadWait)
			}
			defer s.limits.running.end(actor.Persons[0].PersonID)
		}
		return next(c)
	}
}

// running counts what of each person is going on.
type running struct {
	most int
	mu   sync.Mutex
	of   map[uuid.UUID]int
}

func (r *running) begin(person uuid.UUID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of[person] >= r.most {
		return false
	}
	if r.of == nil {
		r.of = map[uuid.UUID]int{}
	}
	r.of[person]++
	return true
}

func (r *running) end(person uuid.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of[person]--; r.of[person] == 0 {
		delete(r.of, person)
	}
}

// patientUpload gives each piece of a file its own time, and all of it an end.
func patientUpload(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), mostUpload)
		defer cancel()
		r := c.Request().WithContext(ctx)
		r.Body = &patientBody{ReadCloser: r.Body, ctx: ctx, connection: http.NewResponseController(c.Response().Writer)}
		c.SetRequest(r)
		return next(c)
	}
}

type patientBody struct {
	io.ReadCloser
	ctx        context.Context
	connection *http.ResponseController
}

// Read takes the next piece.
func (b *patientBody) Read(piece []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	// A connection without deadlines is a test's.
	_ = b.connection.SetReadDeadline(time.Now().Add(readWait))
	return b.ReadCloser.Read(piece)
}
