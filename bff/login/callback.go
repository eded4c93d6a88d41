package login

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/nationalnumber"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
)

// callback is where the provider sends the browser back to.
func (l *Login) callback(world session.World) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		ctx, v, query := r.Context(), visit.From(r.Context()), r.URL.Query()
		p, err := l.take(ctx, c.Response(), r, query.Get("state"))
		if errors.Is(err, errNotPending) {
			return l.sorry(c, world, failed, err)
		}
		if err != nil {
			return l.sorry(c, world, unavailable, err)
		}
		if p.World != world || p.Host != v.Host || len(query["code"]) > 1 || len(query["state"]) != 1 || len(query["iss"]) > 1 || len(query["error"]) > 1 {
			return l.sorry(c, world, failed, errors.New("login: the answer is for another log-in"))
		}
		asked := l.providers[p.Client]
		if asked == nil {
			return l.sorry(c, world, failed, errors.New("login: the provider was changed meanwhile"))
		}
		if err := asked.checkAnswerIssuer(ctx, query.Get("iss"), query.Has("iss")); err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		before, err := l.before(c, world)
		if err != nil {
			return l.sorry(c, world, unavailable, err)
		}
		if query.Has("error") {
			return l.answeredNo(c, p, before, query.Get("error"))
		}
		if query.Get("code") == "" {
			return l.sorry(c, world, failed, errors.New("login: the answer has no code"))
		}
		expected := expectation{nonce: p.Nonce, citizen: world == session.Citizen, since: p.Since}
		token, err := asked.exchange(ctx, v.Origin+callbackPath(world), query.Get("code"), expected, p.Verifier)
		if err != nil {
			return l.sorry(c, world, reasonOf(err), err)
		}
		if world == session.Employee {
			return l.letEmployeeIn(c, v, p, token)
		}
		return l.letCitizenIn(c, v, p, token, before)
	}
}

// before is who is logged in in this browser now, or nil.
func (l *Login) before(c echo.Context, world session.World) (*session.Actor, error) {
	cookie, ok := session.ReadCookie(c.Request(), world)
	if !ok {
		return nil, nil
	}
	actor, err := l.Sessions.Look(c.Request().Context(), world, cookie)
	if errors.Is(err, session.ErrEnded) {
		return nil, nil
	}
	return actor, err
}

// steppingUp tells whether the session that is to be stepped up still lives.
func (p pending) steppingUp(before *session.Actor) bool {
	return before != nil && p.Session != "" && before.SessionID == p.Session
}

// errorCode is the form of the codes that providers say no with.
var errorCode = regexp.MustCompile(`^[a-z_]{1,50}$`)

// answeredNo is for who comes back without having logged in. Who wanted more
// than they have, still has that, and is back where they were.
func (l *Login) answeredNo(c echo.Context, p pending, before *session.Actor, problem string) error {
	// An address can hold anything: only what can be a code gets into the log.
	cause := errors.New("login: the provider says no, in words that aren't a code")
	if errorCode.MatchString(problem) {
		cause = fmt.Errorf("login: the provider says %s", problem)
	}
	switch problem {
	case "access_denied":
		if p.steppingUp(before) {
			return c.Redirect(http.StatusSeeOther, p.Return)
		}
		return l.sorry(c, p.World, cancelled, nil)
	case "unmet_authentication_requirements":
		if p.steppingUp(before) {
			return l.sorryTooLow(c, p, cause)
		}
		return l.sorry(c, p.World, tooLow, cause)
	case "temporarily_unavailable", "server_error":
		return l.sorry(c, p.World, unavailable, cause)
	}
	return l.sorry(c, p.World, failed, cause)
}

// checkAnswerIssuer holds a mix-up of providers off: an answer must say that it
// is from the one that was asked, if that one says so at all; Ansattporten's must.
func (p *provider) checkAnswerIssuer(ctx context.Context, issuer string, said bool) error {
	known, err := p.describe(ctx)
	if err != nil {
		return err
	}
	demanded := known.claims.IssInCallback || p.kind == config.Ansattporten
	if (said || demanded) && issuer != p.client.Issuer {
		return errors.New("login: the answer is from another provider")
	}
	return nil
}

func (l *Login) letCitizenIn(c echo.Context, v *visit.Visit, p pending, token *idToken, before *session.Actor) error {
	ctx := c.Request().Context()
	actor := l.actor(session.Citizen, token, p.Client)
	level, ok := levelOf(token.Level)
	if !ok || !level.AtLeast(p.Level) {
		if p.steppingUp(before) {
			return l.sorryTooLow(c, p, errLevel)
		}
		return l.refuse(c, v, actor, token, tooLow, errLevel)
	}
	actor.Level = level
	if token.NationalNumber == "" {
		return l.refuse(c, v, actor, token, noNationalNumber, nil)
	}
	number, err := nationalnumber.Parse(token.NationalNumber)
	if err != nil {
		return l.sorry(c, session.Citizen, failed, err)
	}
	if why := wrongIdentity(number, token.Methods, l.Config.Environment); why != "" {
		return l.refuse(c, v, actor, token, why, errors.New("login: such people don't exist in this environment"))
	}
	found, err := l.findCitizen(ctx, v, number.Digits())
	if err != nil {
		return l.sorry(c, session.Citizen, unavailable, err)
	}
	actor.Persons, actor.BirthDate = found.refs, found.birthDate
	actor.Given, actor.Family = found.given, found.family
	actor.Language = l.language(v, found.chosen, found.language, token.Locale)
	if len(found.refs) == 0 {
		return l.enter(c, v, actor, sorryPath(session.Citizen, unknownPerson), audit.Denied)
	}
	if another(p.Persons, found.refs) || before != nil && another(before.Persons, found.refs) {
		// Whoever was here before was looking at something of their own.
		p.Return = home(session.Citizen)
	}
	return l.enter(c, v, actor, p.Return, audit.Allowed)
}

// another tells whether the persons of two log-ins are of two people.
func another(before, now []session.PersonRef) bool {
	same := func(a session.PersonRef) bool {
		return slices.ContainsFunc(before, func(b session.PersonRef) bool { return a.Municipality == b.Municipality && a.PersonID == b.PersonID })
	}
	return len(before) > 0 && !slices.ContainsFunc(now, same)
}

func (l *Login) letEmployeeIn(c echo.Context, v *visit.Visit, p pending, token *idToken) error {
	ctx := c.Request().Context()
	m, ok := l.Config.Municipality(p.Municipality)
	if !ok || !v.Serves(p.Municipality) {
		return l.sorry(c, session.Employee, failed, errors.New("login: the municipality was changed meanwhile"))
	}
	// A refusal is written down where they wanted in.
	there := *v
	there.Municipalities = []*config.Municipality{m}
	v = &there
	actor := l.actor(session.Employee, token, p.Client)
	ids, err := l.checkEmployee(ctx, token, m.EmployeeLogin)
	if err != nil {
		return l.refuse(c, v, actor, token, reasonOf(err), err)
	}
	known, err := l.Lookup.LookupEmployee(ctx, m.ID, ids.tenant, ids.directory)
	if errors.Is(err, ErrUnknown) {
		return l.refuse(c, v, actor, token, noAccess, nil)
	}
	if err != nil {
		return l.sorry(c, session.Employee, unavailable, err)
	}
	who, err := l.People.EnsureEmployee(ctx, m.ID, ids.directory, known.FagsystemPersonID)
	if err != nil {
		return l.sorry(c, session.Employee, unavailable, err)
	}
	actor.Persons = []session.PersonRef{{Municipality: m.ID, PersonID: who.ID, FagsystemPersonID: known.FagsystemPersonID}}
	actor.Given, actor.Family, actor.Level = known.Given, known.Family, session.Substantial
	actor.Language = l.language(v, who.Language, known.Language, token.Locale)
	return l.enter(c, v, actor, p.Return, audit.Allowed)
}

// actor is who comes with a token, without any level or person yet.
func (l *Login) actor(world session.World, token *idToken, client clientName) session.Actor {
	at := l.Now()
	if token.AuthTime > 0 {
		at = time.Unix(token.AuthTime, 0)
	}
	return session.Actor{
		World: world, AuthenticatedAt: at, Issuer: client.Issuer, ProviderClient: client.ClientID,
		ProviderSession: token.Session, ProviderSubject: token.Subject, IDToken: token.raw,
	}
}

// refuse is for who has logged in at the provider but may not come in. They get
// a session without anybody in it, which opens nothing: with it they can log
// out at the provider, too, so that nobody stays logged in on a device they share.
func (l *Login) refuse(c echo.Context, v *visit.Visit, actor session.Actor, token *idToken, why reason, cause error) error {
	logEnd(c, actor.World, why, cause)
	actor.Language = l.language(v, "", "", token.Locale)
	return l.enter(c, v, actor, sorryPath(actor.World, why), audit.Denied)
}

// enter begins the session, under a new id, and ends the one that the browser
// may have had before: only then, so that a failure costs nobody theirs.
func (l *Login) enter(c echo.Context, v *visit.Visit, actor session.Actor, path string, outcome audit.Outcome) error {
	ctx := c.Request().Context()
	if err := l.record(ctx, v, actor, "session.begin", outcome); err != nil {
		return l.sorry(c, actor.World, unavailable, err)
	}
	actor.Device = session.DeviceOf(c.Request())
	cookie, err := l.Sessions.Begin(ctx, actor)
	if errors.Is(err, session.ErrLoggedOut) {
		return l.sorry(c, actor.World, failed, err)
	}
	if err != nil {
		return l.sorry(c, actor.World, unavailable, err)
	}
	if old, ok := session.ReadCookie(c.Request(), actor.World); ok {
		if err := l.Sessions.EndCookie(ctx, old); err != nil {
			return l.sorry(c, actor.World, unavailable, errors.Join(err, l.Sessions.EndCookie(ctx, cookie)))
		}
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
