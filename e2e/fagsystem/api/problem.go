// Package api answers the fagsystem contract for one municipality.
package api

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/e2e/fagsystem/store"
)

func problem(status int, code fagsystem.ProblemCode, detail string) fagsystem.Problem {
	p := fagsystem.Problem{Type: "urn:fagsystem:problem:" + string(code), Title: http.StatusText(status), Status: status, Code: code}
	if detail != "" {
		p.Detail = &detail
	}
	return p
}

func problemOf(err error) fagsystem.Problem {
	var invalid store.InvalidError
	var echoError *echo.HTTPError
	switch {
	case errors.Is(err, store.ErrNotFound):
		return problem(http.StatusNotFound, "not-found", "")
	case errors.Is(err, store.ErrRefused):
		return problem(http.StatusForbidden, "refused", "")
	case errors.Is(err, store.ErrOtherBody):
		return problem(http.StatusConflict, "other-body", "")
	case errors.Is(err, store.ErrPreviousMissing):
		return problem(http.StatusPreconditionFailed, "previous-missing", "")
	case errors.Is(err, store.ErrOffsetGone):
		return problem(http.StatusGone, "offset-gone", "")
	case errors.As(err, &invalid):
		return problem(http.StatusUnprocessableEntity, "invalid", invalid.Error())
	case errors.As(err, &echoError) && echoError.Code == http.StatusNotFound:
		return problem(http.StatusNotFound, "not-found", "")
	case errors.As(err, &echoError) && echoError.Code < http.StatusInternalServerError:
		return problem(echoError.Code, "invalid", "")
	}
	return problem(http.StatusInternalServerError, "internal", "")
}

// HandleError writes any error as a problem. What an internal one says stays in the log.
func HandleError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := problemOf(err)
	if p.Status >= http.StatusInternalServerError && c.Request().Context().Err() == nil {
		slog.Error("fagsystem: request failed", "method", c.Request().Method, "route", c.Path(), "error", err)
	}
	if err := writeProblem(c, p); err != nil {
		slog.Error("fagsystem: answer not written", "error", err)
	}
}

func writeProblem(c echo.Context, p fagsystem.Problem) error {
	raw, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return c.Blob(p.Status, "application/problem+json", raw)
}
