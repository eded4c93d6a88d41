package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

// mostTime is how long an ordinary request may work. Streams and sockets last
// as long as they need.
const mostTime = 30 * time.Second

// Register adds the contract's API, each group behind its own log-in.
func (s *Server) Register(api portal.StrictServerInterface) {
	described, err := portal.GetSpec()
	if err != nil {
		panic("server: the embedded contract can't be read: " + err.Error())
	}
	portal.RegisterHandlers(guardedRouter{s.echo, s, described}, portal.NewStrictHandler(api, nil))
}

// Behind is the middleware that routes outside the contract need to demand a
// log-in, as the sockets do, with the limits of whoever is logged in.
func (s *Server) Behind(world session.World) echo.MiddlewareFunc {
	require, limitSession := s.options.Sessions.Require(world), s.limitSession(world)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return limitSession(require(s.limitPerson(next)))
	}
}

// guardedRouter puts each route behind the log-in of its group. A route that
// is in no group would be open to everybody: the process doesn't start.
type guardedRouter struct {
	*echo.Echo
	server    *Server
	described *openapi3.T
}

func (g guardedRouter) guards(method, path string) []echo.MiddlewareFunc {
	var guards []echo.MiddlewareFunc
	if !strings.HasSuffix(path, "/content") && !isUploadRoute(method, path) {
		guards = append(guards, limitTime)
	}
	switch {
	case strings.HasPrefix(path, "/api/public/"):
	case strings.HasPrefix(path, "/api/citizen/"):
		guards = append(guards, g.server.Behind(session.Citizen))
	case strings.HasPrefix(path, "/api/employee/"):
		guards = append(guards, g.server.Behind(session.Employee))
	default:
		panic("server: " + path + " is in no group of the API")
	}
	guards = append(guards, limitParameters(g.described, method, path))
	if isUploadRoute(method, path) {
		guards = append(guards, g.server.limitUploads, patientUpload)
	}
	return guards
}

// GET adds a route.
func (g guardedRouter) GET(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.GET(path, h, append(g.guards(http.MethodGet, path), m...)...)
}

// HEAD adds a route.
func (g guardedRouter) HEAD(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.HEAD(path, h, append(g.guards(http.MethodHead, path), m...)...)
}

// POST adds a route.
func (g guardedRouter) POST(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.POST(path, h, append(g.guards(http.MethodPost, path), m...)...)
}

// PUT adds a route.
func (g guardedRouter) PUT(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.PUT(path, h, append(g.guards(http.MethodPut, path), m...)...)
}

// DELETE adds a route.
func (g guardedRouter) DELETE(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.DELETE(path, h, append(g.guards(http.MethodDelete, path), m...)...)
}

// PATCH adds a route.
func (g guardedRouter) PATCH(path string, h echo.HandlerFunc, m ...echo.MiddlewareFunc) *echo.Route {
	return g.Echo.PATCH(path, h, append(g.guards(http.MethodPatch, path), m...)...)
}

func limitTime(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), mostTime)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		return next(c)
	}
}
