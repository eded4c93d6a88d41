// Package control is how the demo and the tests tell the stand-in what to do: faults, what a case worker does in
// the fagsystem, and reading back what was registered. It answers on loopback only.
package control

import (
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/fault"
	"innbyggertjenesten/e2e/fagsystem/seed"
	"innbyggertjenesten/e2e/fagsystem/store"
	"innbyggertjenesten/e2e/fagsystem/webhook"
)

// Demo is what the control API needs to seed anew.
type Demo struct {
	PDFDir string
	Now    func() time.Time
	// Tokens, by municipality, are told to whoever checks the stand-in's conformance.
	Tokens map[string]string
}

type handlers struct {
	store    *store.Store
	faults   *fault.Faults
	webhooks *webhook.Sender
	demo     Demo
}

// Register serves /control.
func Register(e *echo.Echo, s *store.Store, faults *fault.Faults, webhooks *webhook.Sender, demo Demo) {
	h := &handlers{s, faults, webhooks, demo}
	g := e.Group("/control", loopbackOnly)
	g.GET("/health", func(c echo.Context) error { return c.JSON(http.StatusOK, map[string]string{"status": "ok"}) })
	g.GET("/faults", func(c echo.Context) error { return c.JSON(http.StatusOK, h.faults.List()) })
	g.POST("/fault", h.setFault)
	g.POST("/reset", h.reset)
	g.POST("/leaks", h.setLeaks)
	m := g.Group("/:municipality")
	m.GET("/names", answer(func(municipality string) (any, error) { return seed.NamesOf(municipality) }))
	m.GET("/private", func(c echo.Context) error {
		p, err := s.Private(c.Request().Context(), c.Param("municipality"))
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, p)
	})
	m.GET("/secrets", answer(func(municipality string) (any, error) { return seed.Secrets(municipality) }))
	m.GET("/conformance", answer(h.conformanceSetup))
	m.POST("/webhooks", h.aimWebhooks)
	m.POST("/feed/drop", func(c echo.Context) error {
		if err := s.DropEvents(c.Request().Context(), c.Param("municipality")); err != nil {
			return err
		}
		return c.NoContent(http.StatusNoContent)
	})
	m.POST("/persons/:person/number", h.setNumber)
	m.POST("/hours", h.setHours)
	h.caseworker(m.Group("/copies/:copy"))
}

func answer(read func(municipality string) (any, error)) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, err := read(c.Param("municipality"))
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, a)
	}
}

func (h *handlers) conformanceSetup(municipality string) (any, error) {
	setup, err := seed.ConformanceSetup(municipality)
	setup.Token = h.demo.Tokens[municipality]
	return setup, err
}

// aimWebhooks says where a municipality's webhooks go from now on; nowhere without an address.
func (h *handlers) aimWebhooks(c echo.Context) error {
	var target webhook.Target
	if err := (&echo.DefaultBinder{}).BindBody(c, &target); err != nil {
		return err
	}
	if err := h.webhooks.Aim(c.Param("municipality"), target); err != nil {
		return store.InvalidError(err.Error())
	}
	return c.NoContent(http.StatusNoContent)
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

// setLeaks makes the fagsystem careless with what is protected, or careful again.
func (h *handlers) setLeaks(c echo.Context) error {
	var body struct{ On bool }
	if err := (&echo.DefaultBinder{}).BindBody(c, &body); err != nil {
		return err
	}
	h.store.Leaks.Store(body.On)
	return c.NoContent(http.StatusNoContent)
}

// reset lifts all faults and seeds anew. Offsets of the feed from before are gone.
func (h *handlers) reset(c echo.Context) error {
	h.faults.Set(fault.Fault{Mode: fault.None})
	if err := seed.Again(c.Request().Context(), h.store, seed.Options{Now: h.demo.Now(), PDFDir: h.demo.PDFDir}); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// setHours changes when somebody reads; an empty body brings back the usual hours.
func (h *handlers) setHours(c echo.Context) error {
	var hours []fagsystem.OfficeHours
	if c.Request().ContentLength != 0 {
		if err := (&echo.DefaultBinder{}).BindBody(c, &hours); err != nil {
			return err
		}
	}
	if err := h.store.SetHours(c.Request().Context(), c.Param("municipality"), hours); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (h *handlers) setNumber(c echo.Context) error {
	id, err := paramID(c, "person")
	if err != nil {
		return err
	}
	var body struct{ NationalNumber *string }
	if err := (&echo.DefaultBinder{}).BindBody(c, &body); err != nil {
		return err
	}
	if err := h.store.SetNationalNumber(c.Request().Context(), c.Param("municipality"), id, body.NationalNumber); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
