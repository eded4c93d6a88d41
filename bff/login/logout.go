package login

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/i18n"
)

// loggedOutPath is where a world's log-outs end; from there one finds that
// world's log-in again.
func loggedOutPath(world session.World) string {
	if world == session.Employee {
		return "/employee/logged-out"
	}
	return "/logged-out"
}

// onlyHere is added where the provider couldn't be asked: its own log-in may
// still live, and the page says so.
const onlyHere = "/only-here"

// wipe empties what the browser kept. Not "cookies": that would log people out
// of every other service of the municipality's domain.
const wipe = `"cache", "storage"`

// upTimeout is how long a log-out waits to learn whether the provider is up.
const upTimeout = 2 * time.Second

const submitScript = `document.forms[0].submit()`

// The log-out at the provider is a form that sends itself, so that the ID token
// stays out of addresses, histories and logs. Without scripts there is a button.
var logoutPage = template.Must(template.New("").Parse(`<!doctype html>
<html lang="{{.Language}}" dir="{{.Direction}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}}</title></head>
<body><p>{{.Text}}</p>
<form method="post" action="{{.Action}}">
<input type="hidden" name="id_token_hint" value="{{.Hint}}">
<input type="hidden" name="client_id" value="{{.ClientID}}">
<input type="hidden" name="post_logout_redirect_uri" value="{{.Back}}">
<button>{{.Continue}}</button>
</form>
<script>` + submitScript + `</script></body></html>`))

var submitHash = func() string {
	sum := sha256.Sum256([]byte(submitScript))
	return base64.StdEncoding.EncodeToString(sum[:])
}()

// logOut ends the session here first, whatever becomes of the provider's.
func (l *Login) logOut(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, v := c.Request().Context(), visit.From(c.Request().Context())
		actor := l.endSession(ctx, c, v, world)
		c.Response().Header().Set("Clear-Site-Data", wipe)
		if actor == nil || actor.IDToken == "" {
			return c.Redirect(http.StatusSeeOther, loggedOutPath(world))
		}
		end := l.endSessionEndpoint(ctx, actor)
		if end == nil {
			return c.Redirect(http.StatusSeeOther, loggedOutPath(world)+onlyHere)
		}
		return l.sendLogoutPage(c, v, actor, end)
	}
}

func (l *Login) sendLogoutPage(c echo.Context, v *visit.Visit, actor *session.Actor, end *url.URL) error {
	// The provider may send the browser on through others (Ansattporten through the
	// employer's directory) before it comes back to us, and browsers hold every such
	// step to this list: with others missing, one would be logged out only halfway.
	targets := "'self' https:"
	if end.Scheme != "https" {
		targets += " " + end.Scheme + "://" + end.Host
	}
	header := c.Response().Header()
	header.Set("Content-Security-Policy", fmt.Sprintf(
		"default-src 'none'; script-src 'sha256-%s'; form-action %s; base-uri 'none'; frame-ancestors 'none'", submitHash, targets))
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Referrer-Policy", "no-referrer")
	c.Response().WriteHeader(http.StatusOK)
	return logoutPage.Execute(c.Response(), map[string]string{
		"Language": actor.Language, "Direction": i18n.Direction(actor.Language),
		"Title": i18n.Localize(actor.Language, "app.title", nil), "Text": i18n.Localize(actor.Language, "srv.logout.text", nil),
		"Continue": i18n.Localize(actor.Language, "srv.logout.continue", nil),
		"Action":   end.String(), "Hint": actor.IDToken, "ClientID": actor.ProviderClient, "Back": v.Origin + loggedOutPath(actor.World),
	})
}

// endSession ends the browser's session of a world and tells whose it was.
func (l *Login) endSession(ctx context.Context, c echo.Context, v *visit.Visit, world session.World) *session.Actor {
	// A page that is closed at the same moment must not keep its session.
	ctx, cancel := unhurried(ctx)
	defer cancel()
	var actor *session.Actor
	// Also every duplicate: a planted cookie must not outlive a log-out.
	for _, cookie := range c.Request().CookiesNamed(session.CookieName(world)) {
		if found, err := l.Sessions.Look(ctx, world, cookie.Value); err == nil {
			actor = found
		}
		if err := l.Sessions.EndCookie(ctx, cookie.Value); err != nil {
			slog.ErrorContext(ctx, "a session could not be ended", "cause", err.Error(), "correlationId", correlation.ID(ctx))
		}
	}
	// A cookie that showed only one document stays, dead: it demands a real log-in.
	if world != session.Citizen || !showedOnly(c.Request()) {
		session.ClearCookie(c.Response(), world)
	}
	if actor != nil {
		// The session is over in any case; a missing row must not keep somebody in.
		if err := l.record(ctx, v, *actor, "session.end", audit.Allowed); err != nil {
			slog.ErrorContext(ctx, "a log-out could not be recorded", "cause", err.Error(), "correlationId", correlation.ID(ctx))
		}
	}
	return actor
}

// endSessionEndpoint is the provider's, if it can be asked now. Whether it is
// up is found out first: a browser that was sent to a provider that is down
// would show an error instead of saying that one is logged out here.
func (l *Login) endSessionEndpoint(ctx context.Context, actor *session.Actor) *url.URL {
	for client, asked := range l.providers {
		if client.Issuer != actor.Issuer || client.ClientID != actor.ProviderClient {
			continue
		}
		known, err := asked.describe(ctx)
		if err != nil || known.claims.EndSession == "" || !asked.isUp(ctx) {
			return nil
		}
		end, err := url.Parse(known.claims.EndSession)
		if err != nil || end.Scheme != "https" && !strings.HasPrefix(client.Issuer, end.Scheme+"://") {
			return nil
		}
		return end
	}
	return nil
}

// isUp asks a provider for its description once more.
func (p *provider) isUp(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, upTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(p.client.Issuer, "/")+"/.well-known/openid-configuration", nil)
	if err != nil {
		return false
	}
	response, err := p.http.Do(r)
	if err != nil {
		return false
	}
	return response.Body.Close() == nil && response.StatusCode == http.StatusOK
}

// leave ends everything and goes to a page that anybody might be reading. It
// is also sent by a beacon as the page goes away. A foreign link can trigger
// it; it can only ever end a session.
func (l *Login) leave(c echo.Context) error {
	ctx, v := c.Request().Context(), visit.From(c.Request().Context())
	for _, world := range []session.World{session.Citizen, session.Employee} {
		l.endSession(ctx, c, v, world)
	}
	header := c.Response().Header()
	header.Set("Clear-Site-Data", wipe)
	header.Set("Referrer-Policy", "no-referrer")
	if c.Request().Method == http.MethodPost {
		return c.NoContent(http.StatusNoContent)
	}
	return c.Redirect(http.StatusSeeOther, l.Config.LeaveURL)
}
