package server

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// answerError is the one place where an error becomes an answer. What the user
// gets is a text in their language and the correlation id; causes are logged.
func (s *Server) answerError(err error, c echo.Context) {
	found := problemOf(err)
	ctx := c.Request().Context()
	if status := found.Code.Status(); status >= http.StatusInternalServerError && found.Cause != nil {
		slog.ErrorContext(ctx, "request failed", "code", string(found.Code), "route", routeOf(c),
			"cause", found.Cause.Error(), "correlationId", correlation.ID(ctx))
	}
	if c.Response().Committed {
		return
	}
	language := languageOf(c)
	key := "srv.problem." + string(found.Code)
	answer := portal.Problem{
		Type:          "urn:portal:problem:" + string(found.Code),
		Title:         i18n.Localize(language, key+".title", found.Data),
		Status:        found.Code.Status(),
		Code:          portal.ProblemCode(found.Code),
		Detail:        i18n.Localize(language, key+".detail", found.Data),
		CorrelationId: correlation.ID(ctx),
	}
	if found.Reason != "" {
		reason := portal.AttachmentReason(found.Reason)
		answer.Reason = &reason
		answer.Detail = i18n.Localize(language, "srv.attachment."+found.Reason, nil)
	}
	body, err := json.Marshal(answer)
	if err != nil {
		body = []byte("{}")
	}
	header := c.Response().Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Language", language)
	header.Del("Etag")
	if c.Request().Method == http.MethodHead {
		body = nil
	}
	if err := c.Blob(found.Code.Status(), "application/problem+json", body); err != nil {
		slog.DebugContext(ctx, "the answer didn't reach the browser", "correlationId", correlation.ID(ctx))
	}
}

// problemOf also understands what echo and the generated code report.
func problemOf(err error) *problem.Problem {
	var known *problem.Problem
	if errors.As(err, &known) {
		return known
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return problem.New(problem.TooLarge)
	}
	var reported *echo.HTTPError
	if errors.As(err, &reported) {
		if reported.Internal != nil && errors.As(reported.Internal, &large) {
			return problem.New(problem.TooLarge)
		}
		switch {
		case reported.Code == http.StatusRequestEntityTooLarge:
			return problem.New(problem.TooLarge)
		case reported.Code == http.StatusNotFound || reported.Code == http.StatusMethodNotAllowed:
			return problem.New(problem.NotFound)
		case reported.Code >= 400 && reported.Code < 500:
			return problem.New(problem.InvalidRequest)
		}
	}
	return problem.Wrap(problem.Internal, err)
}

// languageOf is the language of who asks, as far as is known.
func languageOf(c echo.Context) string {
	ctx := c.Request().Context()
	if actor := session.FromContext(ctx); actor != nil && actor.Language != "" {
		return actor.Language
	}
	if v := visit.From(ctx); v != nil {
		return v.Language()
	}
	return i18n.Fallback
}
