package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/visit"
)

// WriteHeader must be on every write of the API: a foreign form can't send it.
const WriteHeader = "X-Portal"

// mostBody is the largest body of a request. A message has at most 10 000
// characters of up to 4 bytes, which JSON may write as 12.
const mostBody = 256 << 10

// onlyOurHosts refuses requests for hosts that no municipality has. Health is
// asked for by the machine's address.
func (s *Server) onlyOurHosts(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.URL.Path == livePath || r.URL.Path == readyPath {
			return next(c)
		}
		v, ok := visit.Of(s.options.Config, r)
		if !ok {
			return c.NoContent(http.StatusMisdirectedRequest)
		}
		c.SetRequest(r.WithContext(visit.With(r.Context(), v)))
		return next(c)
	}
}

// secureHeaders are on every answer. What may be kept by a browser says so
// itself, later; everything else is never stored.
func (s *Server) secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set("Cache-Control", "no-store")
		header.Set("X-Content-Type-Options", "nosniff")
		// Other sites learn nothing either way; with no-referrer, browsers would
		// send "Origin: null" with our own forms (log-out) and beacons.
		header.Set("Referrer-Policy", "same-origin")
		header.Set("X-Frame-Options", "DENY")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("X-Robots-Tag", "noindex")
		header.Set("Permissions-Policy", "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "+
			"magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()")
		if v := visit.From(c.Request().Context()); v != nil {
			header.Set("Content-Security-Policy", policy(v))
			if strings.HasPrefix(v.Origin, "https://") {
				header.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
			}
		}
		return next(c)
	}
}

// policy lets pages run our own files only. Sockets are named in full, because
// 'self' doesn't cover them in the oldest Safari that we support.
func policy(v *visit.Visit) string {
	socket := "ws" + strings.TrimPrefix(v.Origin, "http")
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:", "font-src 'self'", "media-src 'self'",
		"connect-src 'self' " + socket, "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'",
		"frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types portal",
	}, "; ")
}

// limitBody refuses what says it is too large, and stops reading what doesn't
// say. It also refuses methods that no route has.
func (s *Server) limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete:
		default:
			return problem.New(problem.NotFound)
		}
		if len(r.TransferEncoding) > 0 {
			// Whoever stands before us may have read a length where chunks were meant: what
			// follows on this connection could be somebody else's hidden request.
			c.Response().Header().Set("Connection", "close")
		}
		if isUpload(r) {
			return limitUpload(c, next)
		}
		if r.ContentLength > mostBody {
			return problem.New(problem.TooLarge)
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, mostBody)
		return next(c)
	}
}

// onlySameOrigin refuses writes and sockets that our own pages didn't make.
func (s *Server) onlySameOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if reads(r) || !guarded(c) {
			return next(c)
		}
		if strings.HasPrefix(r.URL.Path, ServerToServer) {
			// Another server is meant, and there is nothing of that name: it isn't told of Origins.
			return problem.New(problem.NotFound)
		}
		v := visit.From(r.Context())
		// Exactly one Origin, exactly ours; a missing one is no browser's page.
		if origins := r.Header.Values("Origin"); v == nil || len(origins) != 1 || origins[0] != v.Origin {
			return problem.New(problem.OriginRefused)
		}
		if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
			return problem.New(problem.OriginRefused)
		}
		if isAPI(r) && !isSocket(r) {
			if r.Header.Get(WriteHeader) != "1" {
				return problem.New(problem.OriginRefused)
			}
			wanted := "application/json"
			if isUpload(r) {
				wanted = "application/octet-stream"
			}
			kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
			if r.ContentLength != 0 && strings.TrimSpace(strings.ToLower(kind)) != wanted {
				return problem.New(problem.InvalidRequest)
			}
		}
		return next(c)
	}
}

// ServerToServer marks a route that other servers call (back-channel log-out,
// webhooks): it proves itself by its content, not by an Origin.
const ServerToServer = "/hooks/"

func guarded(c echo.Context) bool { return !strings.HasPrefix(c.Path(), ServerToServer) }

func reads(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && !isSocket(r)
}

func isSocket(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }

func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }
