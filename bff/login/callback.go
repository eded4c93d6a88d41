package login

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/labstack/echo/v4"

	"net/http"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
)

// callback is where the provider sends the browser back to.
func (l *Login) callback(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		ctx, v, query := r.Context(), visit.From(r.Context()), r.URL.Query()
		p, err := l.take(ctx, c.Response(), r, query.Get("state"))
		if err != nil {
			return l.sorry(c, world, failed, err)
		}
		if p.World != world || p.Host != v.Host || len(query["code"]) > 1 || len(query["state"]) != 1 || len(query["iss"]) > 1 {
			return l.sorry(c, world, failed, errors.New("login: the answer is for another log-in"))
		}
		asked := l.providers[p.Client]
		if asked == nil {
			return l.sorry(c, world, failed, errors.New("login: the provider was changed meanwhile"))
		}
		if err := asked.checkAnswerIssuer(ctx, query.Get("iss"), query.Has("iss")); err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		if query.Has("error") {
			if query.Get("error") == "access_denied" {
				return l.sorry(c, world, cancelled, nil)
			}
			return l.sorry(c, world, failed, fmt.Errorf("login: the provider says %.40q", query.Get("error")))
		}
		token, err := asked.exchange(ctx, v.Origin+callbackPath(world), query.Get("code"), p.Verifier, p.Nonce)
		if err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		if world == session.Employee {
			return l.letEmployeeIn(c, v, p, token)
		}
		return l.letCitizenIn(c, v, p, token)
	}
}

// checkAnswerIssuer holds a mix-up of providers off: an answer must say that it
// is from the one that was asked, if that one says so at all.
func (p *provider) checkAnswerIssuer(ctx context.Context, issuer string, said bool) error {
	known, err := p.describe(ctx)
	if err != nil {
		return err
	}
	if (said || known.claims.IssInCallback) && issuer != p.client.Issuer {
		return errors.New("login: the answer is from another provider")
	}
	return nil
}

func (l *Login) letCitizenIn(c echo.Context, v *visit.Visit, p pending, token *idToken) error {
	ctx := c.Request().Context()
	level, ok := levelOf(token.Level)
	if !ok || !level.AtLeast(p.Level) {
		return l.sorry(c, session.Citizen, failed, errors.New("login: the level that was reached is too low"))
	}
	actor := l.actor(session.Citizen, token, p.Client)
	actor.Level = level
	if token.NationalNumber == "" {
		// A foreign e-ID. They get a session without anything in it, so that they
		// can log out again at the provider, too.
		actor.Language = l.language(v, "", "", token.Locale)
		return l.enter(c, v, actor, "/sorry/"+string(noNationalNumber), audit.Denied)
	}
	if !rightKind(token.NationalNumber, l.Config.Environment) {
		return l.sorry(c, session.Citizen, failed, errors.New("login: the national number is of a kind that doesn't exist in this environment"))
	}
	found, err := l.findCitizen(ctx, v, token.NationalNumber)
	if err != nil {
		return l.sorry(c, session.Citizen, unavailable, err)
	}
	actor.Persons, actor.BirthDate = found.refs, found.birthDate
	actor.Given, actor.Family = found.given, found.family
	actor.Language = l.language(v, found.chosen, found.language, token.Locale)
	if len(found.refs) == 0 {
		return l.enter(c, v, actor, "/sorry/"+string(unknownPerson), audit.Denied)
	}
	return l.enter(c, v, actor, p.Return, audit.Allowed)
}

func (l *Login) letEmployeeIn(c echo.Context, v *visit.Visit, p pending, token *idToken) error {
	ctx := c.Request().Context()
	m, ok := l.Config.Municipality(p.Municipality)
	if !ok || !v.Serves(p.Municipality) {
		return l.sorry(c, session.Employee, failed, errors.New("login: the municipality was changed meanwhile"))
	}
	if err := checkEmployee(token, m.EmployeeLogin); err != nil {
		return l.sorry(c, session.Employee, reasonOf(err), err)
	}
	known, err := l.Lookup.LookupEmployee(ctx, m.ID, token.TenantID, token.DirectoryID)
	actor := l.actor(session.Employee, token, p.Client)
	if errors.Is(err, ErrUnknown) {
		actor.Language = l.language(v, "", "", token.Locale)
		return l.enter(c, v, actor, "/employee/sorry/"+string(noAccess), audit.Denied)
	}
	if err != nil {
		return l.sorry(c, session.Employee, unavailable, err)
	}
	who, err := l.People.EnsureEmployee(ctx, m.ID, token.DirectoryID, known.FagsystemPersonID)
	if err != nil {
		return l.sorry(c, session.Employee, unavailable, err)
	}
	actor.Persons = []session.PersonRef{{Municipality: m.ID, PersonID: who.ID, FagsystemPersonID: known.FagsystemPersonID}}
	actor.Given, actor.Family = known.Given, known.Family
	actor.Language = l.language(v, who.Language, known.Language, token.Locale)
	return l.enter(c, v, actor, p.Return, audit.Allowed)
}

func (l *Login) actor(world session.World, token *idToken, client config.Client) session.Actor {
	at := l.Now()
	if token.AuthTime > 0 {
		at = time.Unix(token.AuthTime, 0)
	}
	return session.Actor{
		World: world, AuthenticatedAt: at, Issuer: client.Issuer, ProviderClient: client.ClientID,
		ProviderSession: token.Session, ProviderSubject: token.Subject, IDToken: token.raw, Level: session.Substantial,
	}
}

// enter begins the session, under a new id, and ends the one that the browser
// may have had before.
func (l *Login) enter(c echo.Context, v *visit.Visit, actor session.Actor, path string, outcome audit.Outcome) error {
	ctx := c.Request().Context()
	if err := l.record(ctx, v, actor, "session.begin", outcome); err != nil {
		return l.sorry(c, actor.World, unavailable, err)
	}
	if old, ok := session.ReadCookie(c.Request(), actor.World); ok {
		if err := l.Sessions.EndCookie(ctx, old); err != nil {
			return l.sorry(c, actor.World, unavailable, err)
		}
	}
	actor.Device = session.DeviceOf(c.Request())
	cookie, err := l.Sessions.Begin(ctx, actor)
	if errors.Is(err, session.ErrLoggedOut) {
		return l.sorry(c, actor.World, failed, err)
	}
	if err != nil {
		return l.sorry(c, actor.World, unavailable, err)
	}
	session.SetCookie(c.Response(), actor.World, cookie)
	return c.Redirect(http.StatusSeeOther, path)
}

// record writes one audit row for each municipality that knows the person, or
// one for the host's first if none does.
func (l *Login) record(ctx context.Context, v *visit.Visit, actor session.Actor, action string, outcome audit.Outcome) error {
	event := audit.Event{World: actor.World, Action: action, ObjectKind: "session", Outcome: outcome}
	if len(actor.Persons) == 0 {
		event.Municipality = v.Municipalities[0].ID
		return l.Audit.Record(ctx, event)
	}
	for _, ref := range actor.Persons {
		event.Municipality, event.Person, event.About = ref.Municipality, ref.PersonID, ref.PersonID
		event.Personal = actor.ProviderSession
		if err := l.Audit.Record(ctx, event); err != nil {
			return err
		}
	}
	return nil
}
