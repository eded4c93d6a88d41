package login

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"golang.org/x/oauth2"

	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
)

// begin sends the browser to the provider. ?return= says where to come back
// to, ?level=high asks citizens for more certainty and ?again=1 for the proof anew,
// ?municipality= says whose employee it is.
func (l *Login) begin(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, v := c.Request().Context(), visit.From(c.Request().Context())
		p := pending{
			World: world, Host: v.Host, Nonce: random(), Verifier: oauth2.GenerateVerifier(),
			Return: returnPath(c.QueryParam("return"), world),
		}
		var options []oauth2.AuthCodeOption
		if world == session.Employee {
			m := employer(v, c.QueryParam("municipality"))
			if m == nil {
				return c.Redirect(http.StatusSeeOther, home(world))
			}
			p.Municipality, p.Client = m.ID, nameOf(m.EmployeeLogin.Client)
			options = employeeOptions(m.EmployeeLogin)
		} else {
			p.Client, p.Level = nameOf(v.Municipalities[0].CitizenLogin.Client), session.Substantial
			higher := session.Level(c.QueryParam("level")) == session.High
			if higher {
				p.Level = session.High
			}
			if higher || c.QueryParam("again") == "1" {
				p.Since = l.Now()
				if err := l.rememberSession(c, &p); err != nil {
					return l.sorry(c, world, unavailable, err)
				}
			}
			if showedOnly(c.Request()) {
				// Somebody else than the one who was logged in may sit here.
				p.Since = l.Now()
			}
			options = []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("acr_values", acrOf(p.Level))}
		}
		asked := l.providers[p.Client]
		known, err := asked.describe(ctx)
		if err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		state, err := l.remember(ctx, c.Response(), c.Request(), p)
		if err != nil {
			return l.sorry(c, world, unavailable, err)
		}
		options = append(options, oauth2.S256ChallengeOption(p.Verifier), oauth2.SetAuthURLParam("nonce", p.Nonce))
		options = append(options, asked.age(known, !p.Since.IsZero())...)
		if locale := uiLocale(v.Language(), known.claims.UILocales); locale != "" {
			options = append(options, oauth2.SetAuthURLParam("ui_locales", locale))
		}
		address, err := asked.authorization(ctx, v.Origin+callbackPath(world), state, options...)
		if err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		return c.Redirect(http.StatusSeeOther, address)
	}
}

// showedOnly tells whether this browser showed only one document last.
func showedOnly(r *http.Request) bool {
	return slices.ContainsFunc(r.CookiesNamed(session.CookieName(session.Citizen)), func(cookie *http.Cookie) bool {
		return session.ShowsOnly(cookie.Value)
	})
}

// rememberSession makes it a step-up if somebody is logged in: their session
// stays as it is until more is proved.
func (l *Login) rememberSession(c echo.Context, p *pending) error {
	before, err := l.before(c, p.World)
	if err == nil && before != nil && len(before.Persons) > 0 {
		p.Session, p.Persons = before.SessionID, before.Persons
		if before.Level.AtLeast(session.High) {
			p.Level = session.High // nobody loses a level by proving again who they are
		}
	}
	return err
}

// age says how old a log-in at the provider may be: none at all where a new
// one is demanded, so that a silent answer can't send somebody in circles, and
// otherwise no older than a session here may become.
func (p *provider) age(known *described, anew bool) []oauth2.AuthCodeOption {
	if anew && (len(known.claims.Prompts) == 0 || slices.Contains(known.claims.Prompts, "login")) {
		return []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("prompt", "login")}
	}
	if anew {
		return []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("max_age", "0")}
	}
	if p.wantedAge > 0 {
		return []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("max_age", strconv.Itoa(int(p.wantedAge.Seconds())))}
	}
	return nil
}

// employeeOptions is what the employees' provider is asked for besides.
func employeeOptions(rules config.EmployeeLogin) []oauth2.AuthCodeOption {
	if rules.Kind == config.Entra && rules.AuthenticationContext != "" {
		return []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("claims", askedContext(rules.AuthenticationContext))}
	}
	if rules.Kind != config.Ansattporten {
		return nil
	}
	options := []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("acr_values", strings.Join(rules.Levels, " "))}
	if rules.OrganizationClaim == config.ClaimAuthorizationDetails {
		options = append(options, oauth2.SetAuthURLParam("authorization_details", askedDetails(rules)))
	}
	return options
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
