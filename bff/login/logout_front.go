package login

import (
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
)

const mostSessionID = 256

// Nothing is shown in a frame that nobody sees.
const frontChannelPage = "<!doctype html><title></title>"

// frontChannel ends the session of a provider that logs out in the browser: it
// shows this address in a hidden frame. Our cookie doesn't come along, as the
// frame is another site's; the session is found by the provider's name of it,
// which nobody else knows, and nothing but its end can come of it. The answer
// never tells whether there was one. What the browser keeps isn't wiped from
// here: in a foreign frame that would reach another storage than ours, and
// every open page empties itself as its session ends.
func (l *Login) frontChannel(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		v := visit.From(c.Request().Context())
		query, err := url.ParseQuery(c.Request().URL.RawQuery)
		if err != nil || len(query["iss"]) != 1 || len(query["sid"]) != 1 {
			return c.NoContent(http.StatusBadRequest)
		}
		issuer, sid := query.Get("iss"), query.Get("sid")
		if sid == "" || len(sid) > mostSessionID || !hasIssuer(v, world, issuer) {
			return c.NoContent(http.StatusBadRequest)
		}
		ctx, cancel := unhurried(c.Request().Context())
		defer cancel()
		// This log-out isn't remembered against log-ins on their way, as one by
		// back-channel is: anybody could fill the table with it.
		ended, err := l.Sessions.EndByProvider(ctx, issuer, sid)
		if err != nil {
			slog.ErrorContext(ctx, "a session could not be ended", "cause", err.Error(), "correlationId", correlation.ID(ctx))
			return c.NoContent(http.StatusServiceUnavailable)
		}
		l.recordEnded(ctx, endByFrontChannel, ended)
		header := c.Response().Header()
		header.Del("X-Frame-Options")
		header.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors "+
			strings.Join(l.providerOrigins(c, world, issuer), " "))
		header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		return c.HTML(http.StatusOK, frontChannelPage)
	}
}

// hasIssuer tells whether one of the host's municipalities logs in there.
func hasIssuer(v *visit.Visit, world session.World, issuer string) bool {
	return slices.ContainsFunc(v.Municipalities, func(m *config.Municipality) bool { return clientOf(m, world).Issuer == issuer })
}

// providerOrigins are where a provider's own pages are: ID-porten's log-out
// lives on another host than its issuer.
func (l *Login) providerOrigins(c echo.Context, world session.World, issuer string) []string {
	var origins []string
	add := func(address string) {
		parsed, err := url.Parse(address)
		if err != nil || parsed.Host == "" {
			return
		}
		if origin := parsed.Scheme + "://" + parsed.Host; !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	add(issuer)
	for _, m := range visit.From(c.Request().Context()).Municipalities {
		client := clientOf(m, world)
		asked := l.providers[nameOf(client)]
		if client.Issuer != issuer || asked == nil {
			continue
		}
		if known, err := asked.describe(c.Request().Context()); err == nil {
			add(known.claims.EndSession)
		}
	}
	return origins
}
