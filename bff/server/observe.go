package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/problem"
)

// unrouted stands in logs and metrics for addresses that are no route: what
// somebody typed could be anything.
const unrouted = "unrouted"

// observe gives each request its correlation id and, when it is over, one log
// line and its metrics. Only the route's template is named, never the path,
// the query, an address or anything of a header.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		id := correlation.New()
		c.Response().Header().Set(correlation.Header, id)
		c.SetRequest(c.Request().WithContext(correlation.With(c.Request().Context(), id)))
		err := next(c)
		brokenOff := err != nil && c.Response().Committed
		if err != nil {
			// Here, so that the line below knows the status.
			c.Error(err)
		}
		route, status, took := routeOf(c), c.Response().Status, time.Since(began)
		method := methodOf(c.Request())
		s.metrics.requests.WithLabelValues(method, route, fmt.Sprint(status)).Observe(took.Seconds())
		level := slog.LevelInfo
		if route == livePath || route == readyPath {
			level = slog.LevelDebug
		}
		slog.Log(c.Request().Context(), level, "request", "method", method, "route", route, "status", status,
			"ms", float64(took.Microseconds())/1000, "bytes", c.Response().Size, "correlationId", id)
		if brokenOff {
			// The answer had begun and isn't whole. Ended in good order, an answer whose length
			// wasn't said would look whole: the connection ends with it instead.
			panic(http.ErrAbortHandler)
		}
		return nil
	}
}

func routeOf(c echo.Context) string {
	if path := c.Path(); path != "" && path != pagesRoute {
		return path
	}
	if c.Path() == pagesRoute && c.Response().Status < http.StatusBadRequest {
		return "page"
	}
	return unrouted
}

// methodOf keeps an invented method out of logs and metrics.
func methodOf(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "OTHER"
}

// recoverPanic turns a panic into a problem.
func (s *Server) recoverPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			value := recover()
			if value == nil {
				return
			}
			if value == http.ErrAbortHandler {
				panic(value)
			}
			err = problem.Panicked(value)
		}()
		return next(c)
	}
}
