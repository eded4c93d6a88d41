// Package login brings people in and out: the portal as an OpenID Connect
// client of ID-porten (citizens) and of the municipalities' own providers
// (employees). The two worlds have separate routes, callbacks and cookies.
//
// A log-in that has gone to the provider is a row in Postgres, bound by a
// cookie of its own to the browser that began it; several tabs can log in at
// once. Tokens never reach the browser.
package login

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/vault"
)

var (
	// ErrUnknown says that the fagsystem doesn't know the person.
	ErrUnknown = errors.New("login: unknown person")
	// errNoAccess says that an employee may not use the portal.
	errNoAccess = errors.New("login: no access")
	// errLevel says that the level that was reached is too low or foreign.
	errLevel = errors.New("login: the level that was reached isn't good enough")
)

// Known is what a fagsystem says of somebody who logs in.
type Known struct {
	FagsystemPersonID, Given, Family string
	// Language and BirthDate (YYYY-MM-DD) may be "".
	Language, BirthDate string
}

// PersonLookup finds people in the fagsystems. Both answer ErrUnknown for who
// isn't there; any other error means that nobody could say.
type PersonLookup interface {
	LookupCitizen(ctx context.Context, municipality, nationalNumber string) (Known, error)
	LookupEmployee(ctx context.Context, municipality, tenantID, directoryID string) (Known, error)
}

// Options are what the room is made of.
type Options struct {
	Config   *config.Config
	Pool     *pgxpool.Pool
	Vault    *vault.Vault
	People   *person.Store
	Sessions *session.Store
	Audit    *audit.Recorder
	Lookup   PersonLookup
	Now      func() time.Time
}

// Login answers the log-in routes.
type Login struct {
	Options
	// providers by client: municipalities may share one.
	providers map[clientName]*provider
	warned    warned
}

// New reads the clients' keys. The providers themselves may be down.
func New(options Options) (*Login, error) {
	l := &Login{Options: options, providers: map[clientName]*provider{}}
	var wrong []error
	add := func(municipality string, kind config.Kind, client config.Client) {
		if l.providers[nameOf(client)] != nil {
			return
		}
		made, err := newProvider(kind, client, options.Config, options.Now)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: %w", municipality, err))
			return
		}
		l.providers[nameOf(client)] = made
	}
	for _, m := range options.Config.Municipalities {
		add(m.ID, config.IDPorten, m.CitizenLogin.Client)
		add(m.ID, m.EmployeeLogin.Kind, m.EmployeeLogin.Client)
	}
	return l, errors.Join(wrong...)
}

// Register adds the routes.
func (l *Login) Register(e *echo.Echo) {
	e.GET("/login", l.begin(session.Citizen))
	e.GET(callbackPath(session.Citizen), l.callback(session.Citizen))
	e.POST("/logout", l.logOut(session.Citizen))
	e.GET("/employee/login", l.begin(session.Employee))
	e.GET(callbackPath(session.Employee), l.callback(session.Employee))
	e.POST("/employee/logout", l.logOut(session.Employee))
	for _, world := range []session.World{session.Citizen, session.Employee} {
		e.GET(frontChannelPath(world), l.frontChannel(world))
		e.POST(backChannelPath(world), l.backChannel(world))
	}
	e.GET("/leave", l.leave)
	e.POST("/leave", l.leave)
}

func callbackPath(world session.World) string {
	if world == session.Employee {
		return "/employee/login/callback"
	}
	return "/login/callback"
}

// reason is why somebody wasn't let in; a page of the SPA explains each.
type reason string

const (
	cancelled        reason = "login-cancelled"
	failed           reason = "login-failed"
	unavailable      reason = "unavailable"
	unknownPerson    reason = "unknown-person"
	noNationalNumber reason = "no-national-number"
	noAccess         reason = "no-access"
	// tooLow: another e-ID would do.
	tooLow reason = "level"
	// testIdentity: made-up people, in production. realIdentity: real ones elsewhere.
	testIdentity reason = "test-identity"
	realIdentity reason = "real-identity"
)

// sorryPath is the page that explains.
func sorryPath(world session.World, why reason) string {
	if world == session.Employee {
		return "/employee/sorry/" + string(why)
	}
	return "/sorry/" + string(why)
}

// sorry sends the browser to the page that explains. The cause goes to the
// log, and never holds anything of a token.
func (l *Login) sorry(c echo.Context, world session.World, why reason, cause error) error {
	logEnd(c, world, why, cause)
	return c.Redirect(http.StatusSeeOther, sorryPath(world, why))
}

// sorryTooLow is sorry for who came from a page of their own: the page that
// explains leads back there, and tries again from there. p.Return was checked
// when the log-in began.
func (l *Login) sorryTooLow(c echo.Context, p pending, cause error) error {
	logEnd(c, p.World, tooLow, cause)
	path := sorryPath(p.World, tooLow)
	if p.Return != home(p.World) {
		path += "?" + url.Values{"return": {p.Return}}.Encode()
	}
	return c.Redirect(http.StatusSeeOther, path)
}

func logEnd(c echo.Context, world session.World, why reason, cause error) {
	if cause == nil {
		return
	}
	ctx := c.Request().Context()
	slog.WarnContext(ctx, "log-in ended", "world", string(world), "reason", string(why), "cause", cause.Error(),
		"correlationId", correlation.ID(ctx))
}

// refusal is why somebody with a right token may not come in.
type refusal struct {
	why   reason
	cause string
}

func (r refusal) Error() string { return r.cause }

func reasonOf(err error) reason {
	var refused refusal
	switch {
	case errors.As(err, &refused):
		return refused.why
	case errors.Is(err, errNoAccess):
		return noAccess
	case errors.Is(err, errLevel):
		return tooLow
	case errors.Is(err, errProvider), errors.Is(err, context.DeadlineExceeded):
		return unavailable
	}
	return failed
}
