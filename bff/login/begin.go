package login

import (
	"strings"

	"github.com/labstack/echo/v4"
	"golang.org/x/oauth2"

	"net/http"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
)

// begin sends the browser to the provider. ?return= says where to come back
// to, ?level=high asks citizens for more certainty, ?municipality= says whose
// employee it is.
func (l *Login) begin(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, v := c.Request().Context(), visit.From(c.Request().Context())
		p := pending{
			World: world, Host: v.Host, Nonce: random(), Verifier: oauth2.GenerateVerifier(),
			Return: returnPath(c.QueryParam("return"), world),
		}
		options := []oauth2.AuthCodeOption{
			oauth2.S256ChallengeOption(p.Verifier), oauth2.SetAuthURLParam("nonce", p.Nonce),
		}
		if world == session.Employee {
			m := employer(v, c.QueryParam("municipality"))
			if m == nil {
				return c.Redirect(http.StatusSeeOther, home(world))
			}
			p.Municipality, p.Client = m.ID, m.EmployeeLogin.Client
		} else {
			p.Client, p.Level = v.Municipalities[0].CitizenLogin.Client, wantedLevel(v, c.QueryParam("level"))
			options = append(options, oauth2.SetAuthURLParam("acr_values", acrOf(p.Level)))
		}
		asked := l.providers[p.Client]
		known, err := asked.describe(ctx)
		if err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		if locale := uiLocale(v.Language(), known.claims.UILocales); locale != "" {
			options = append(options, oauth2.SetAuthURLParam("ui_locales", locale))
		}
		state, err := l.remember(ctx, c.Response(), c.Request(), p)
		if err != nil {
			return l.sorry(c, world, unavailable, err)
		}
		address, err := asked.authorization(ctx, v.Origin+callbackPath(world), state, options...)
		if err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		return c.Redirect(http.StatusSeeOther, address)
	}
}

// employer is whose employee wants in; with several municipalities on a host
// it must be said.
func employer(v *visit.Visit, wanted string) *config.Municipality {
	for _, m := range v.Municipalities {
		if m.ID == wanted || wanted == "" && len(v.Municipalities) == 1 {
			return m
		}
	}
	return nil
}

// wantedLevel is the lowest level that any of the host's municipalities
// accepts, or a higher one that was asked for. What a municipality of higher
// demands shows is decided per request.
func wantedLevel(v *visit.Visit, asked string) session.Level {
	if session.Level(asked) == session.High {
		return session.High
	}
	for _, m := range v.Municipalities {
		if session.Level(m.CitizenLogin.Level) == session.Substantial {
			return session.Substantial
		}
	}
	return session.High
}

// uiLocale is the provider's page language: the visitor's where it has it, and
// else English for who reads no Norwegian.
func uiLocale(language string, offered []string) string {
	base, _, _ := strings.Cut(language, "-")
	for _, candidate := range []string{language, base, "en"} {
		for _, one := range offered {
			if strings.EqualFold(one, candidate) {
				return one
			}
		}
	}
	return ""
}
