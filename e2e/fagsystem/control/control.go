// Package control is how the demo and the tests tell the stand-in what to do: faults, what a case worker does in
// the fagsystem, and reading back what was registered. It answers on loopback only.
package control

import (
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/e2e/fagsystem/fault"
	"innbyggertjenesten/e2e/fagsystem/store"
)

// Demo is what the control API needs to seed anew and to tell a conformance run what to look at.
type Demo struct {
	PDFDir string
	Now    func() time.Time
	Tokens map[string]string
}

type handlers struct {
	store  *store.Store
	faults *fault.Faults
	demo   Demo
}

// Register serves /control.
func Register(e *echo.Echo, s *store.Store, faults *fault.Faults, demo Demo) {
	h := &handlers{s, faults, demo}
	g := e.Group("/control", loopbackOnly)
	g.GET("/health", func(c echo.Context) error { return c.JSON(http.StatusOK, map[string]string{"status": "ok"}) })
	g.GET("/faults", func(c echo.Context) error { return c.JSON(http.StatusOK, h.faults.List()) })
	g.POST("/fault", h.setFault)
}

func loopbackOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		host, _, err := net.SplitHostPort(c.Request().RemoteAddr)
		if err != nil {
			return echo.NewHTTPError(http.StatusForbidden)
		}
		if address, err := netip.ParseAddr(host); err != nil || !address.Unmap().IsLoopback() {
			return echo.NewHTTPError(http.StatusForbidden)
		}
		return next(c)
	}
}

func (h *handlers) setFault(c echo.Context) error {
	var f fault.Fault
	if err := c.Bind(&f); err != nil {
		return err
	}
	if !f.Mode.Known() {
		return store.InvalidError("unknown mode")
	}
	h.faults.Set(f)
	return c.JSON(http.StatusOK, h.faults.List())
}
