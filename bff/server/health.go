package server

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const (
	livePath  = "/health/live"
	readyPath = "/health/ready"
)

// live says that the process runs: a machine that gets no answer restarts it.
func (s *Server) live(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

// readiness says whether requests may be sent here. A fagsystem that doesn't
// answer is no reason: the portal is still of use then.
func (s *Server) readiness(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), time.Second)
	defer cancel()
	if !s.ready.Load() || s.options.Pool.Ping(ctx) != nil {
		return c.NoContent(http.StatusServiceUnavailable)
	}
	return c.NoContent(http.StatusNoContent)
}

// metrics are what operations watches. No label ever holds anything about a
// person or a case.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
}

func newMetrics(pool *pgxpool.Pool) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "portal_request_seconds", Help: "How long requests took.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"method", "route", "status"}),
	}
	connections := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "portal_postgres_connections_in_use", Help: "Connections to Postgres that work now.",
	}, func() float64 {
		if pool == nil {
			return 0
		}
		return float64(pool.Stat().AcquiredConns())
	})
	m.registry.MustRegister(m.requests, connections, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Metrics is where rooms register theirs.
func (s *Server) Metrics() prometheus.Registerer { return s.metrics.registry }

func (s *Server) serveMetrics(failed chan<- error) (*http.Server, error) {
	address := s.options.Config.InternalAddress
	if address == "" {
		return nil, nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{}))
	internal := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := internal.Serve(listener); err != http.ErrServerClosed {
			failed <- err
		}
	}()
	return internal, nil
}
