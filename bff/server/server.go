// Package server is the portal's edge: HTTP, the rules that hold for every
// request, problem answers, and the pages embedded in the binary.
package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"
	"golang.org/x/net/netutil"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
)

// Options are what a server is made of.
type Options struct {
	Config   *config.Config
	Pool     *pgxpool.Pool
	Sessions *session.Store
	// Pages is the built SPA.
	Pages fs.FS
	Now   func() time.Time
}

// Server answers everything that arrives.
type Server struct {
	options Options
	echo    *echo.Echo
	pages   *pages
	metrics *metrics
	limits  *limits
	ready   atomic.Bool
	// drained are told when the server is about to stop, before it does.
	drained []func(context.Context)
}

// New makes a server without any of the rooms' routes.
func New(options Options) (*Server, error) {
	s := &Server{options: options, echo: echo.New(), metrics: newMetrics(options.Pool), limits: newLimits(options)}
	var err error
	if s.pages, err = readPages(options.Pages); err != nil {
		return nil, err
	}
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.answerError
	e.JSONSerializer = strictJSON{}
	e.Pre(s.observe, s.recoverPanic, limitWaiting, s.onlyOurHosts, s.secureHeaders, s.limitAddress, s.limitBody)
	e.Use(s.limitLogIns, s.onlySameOrigin)
	e.GET(livePath, s.live)
	e.GET(readyPath, s.readiness)
	s.routePages()
	return s, nil
}

// Echo is for routes that no contract describes (log-in, sockets).
func (s *Server) Echo() *echo.Echo { return s.echo }

// Handler answers requests, for tests.
func (s *Server) Handler() http.Handler { return s.echo }

// OnDrain is called when the server is about to stop, so that long-lived
// connections can end in good order.
func (s *Server) OnDrain(drain func(context.Context)) { s.drained = append(s.drained, drain) }

// Run serves until ctx ends, then drains: it first says that it isn't ready,
// so that nothing new comes, and then lets running requests finish.
func (s *Server) Run(ctx context.Context) error {
	public, err := net.Listen("tcp", s.options.Config.ListenAddress)
	if err != nil {
		return fmt.Errorf("LISTEN_ADDRESS: %w", err)
	}
	return s.Serve(ctx, public)
}

// Serve is Run on an open listener.
func (s *Server) Serve(ctx context.Context, public net.Listener) error {
	edge := &http.Server{
		Handler: s.echo,
		// Slow headers or bodies hold a connection at most this long. Answers have
		// no common limit: a large document on a slow phone takes its time.
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 2)
	go func() { failed <- edge.Serve(netutil.LimitListener(public, mostConnections)) }()
	internal, err := s.serveMetrics(failed)
	if err != nil {
		_ = edge.Close()
		return err
	}
	s.ready.Store(true)
	for _, route := range s.echo.Routes() {
		slog.DebugContext(ctx, "route", "method", route.Method, "path", route.Path)
	}
	slog.InfoContext(ctx, "the portal answers", "address", public.Addr().String())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.ready.Store(false)
	slog.InfoContext(ctx, "draining")
	<-time.After(s.options.Config.DrainWait)
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.options.Config.ShutdownGrace)
	defer cancel()
	for _, drain := range s.drained {
		drain(ending)
	}
	err = edge.Shutdown(ending)
	if internal != nil {
		err = errors.Join(err, internal.Close())
	}
	if errors.Is(err, context.DeadlineExceeded) {
		_ = edge.Close()
	}
	return err
}

// strictJSON refuses fields that the contract doesn't have.
type strictJSON struct{ echo.DefaultJSONSerializer }

// Deserialize reads a request's body.
func (strictJSON) Deserialize(c echo.Context, target any) error {
	decoder := json.NewDecoder(c.Request().Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return echo.NewHTTPError(http.StatusBadRequest).SetInternal(err)
	}
	if decoder.More() {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	return nil
}
