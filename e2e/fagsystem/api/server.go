package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// maxBody is more than any submission needs and little enough to read whole.
const maxBody = 256 << 10

// Server is the contract's handlers for one municipality.
type Server struct {
	Store        *store.Store
	Municipality string
}

var _ fagsystem.StrictServerInterface = (*Server)(nil)

// Register serves the municipality below /{municipality}, behind its token and after the given middleware.
func Register(e *echo.Echo, s *Server, token string, middleware ...echo.MiddlewareFunc) {
	group := e.Group("/"+s.Municipality, append(middleware, requireToken(token), keepBody)...)
	fagsystem.RegisterHandlers(group, fagsystem.NewStrictHandler(s, nil))
}

func requireToken(token string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			given, ok := strings.CutPrefix(c.Request().Header.Get(echo.HeaderAuthorization), "Bearer ")
			if !ok || subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
				c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
				return writeProblem(c, problem(http.StatusUnauthorized, "unauthorized", ""))
			}
			return next(c)
		}
	}
}

type bodyKey struct{}

// keepBody keeps a written body as it came: the hash is of what was sent, also of fields that this version of the
// contract doesn't know.
func keepBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method == http.MethodGet || r.Body == nil || isFile(r.URL.Path) {
			return next(c)
		}
		raw, err := io.ReadAll(http.MaxBytesReader(c.Response(), r.Body, maxBody))
		if err != nil {
			return writeProblem(c, problem(http.StatusRequestEntityTooLarge, "invalid", "the body is too long"))
		}
		r = r.WithContext(context.WithValue(r.Context(), bodyKey{}, raw))
		r.Body = io.NopCloser(bytes.NewReader(raw))
		c.SetRequest(r)
		return next(c)
	}
}

// versionOf is a resource's version: what it says, hashed. Nothing can change without it.
func versionOf(resource any) (string, error) {
	raw, err := json.Marshal(resource)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:12]), nil
}

func etag(version string) *string {
	quoted := `"` + version + `"`
	return &quoted
}

func unchanged(ifNoneMatch *string, version string) bool {
	if ifNoneMatch == nil {
		return false
	}
	for candidate := range strings.SplitSeq(*ifNoneMatch, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == "*" || candidate == `"`+version+`"` {
			return true
		}
	}
	return false
}

// within reads an optional limit.
func within(limit *int) (int, error) {
	if limit == nil {
		return 50, nil
	}
	if *limit < 1 || *limit > 200 {
		return 0, store.InvalidError("limit is from 1 to 200")
	}
	return *limit, nil
}
