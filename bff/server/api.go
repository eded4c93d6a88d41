package server

import (
	"context"
	"errors"
	"time"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/config"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/visit"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// API answers what is about no case: the host, the session, the language.
type API struct {
	Config   *config.Config
	Sessions *session.Store
	People   *person.Store
	Audit    *audit.Recorder
	Now      func() time.Time
}

// GetPublicContext tells who serves the host and how people are reached.
func (a *API) GetPublicContext(ctx context.Context, _ portal.GetPublicContextRequestObject) (portal.GetPublicContextResponseObject, error) {
	v := visit.From(ctx)
	answer := portal.GetPublicContext200JSONResponse{
		Languages: Languages(v.Languages), SuggestedLanguage: v.Language(), Practice: a.Config.Environment.Practice(),
		Municipalities: make([]portal.Municipality, 0, len(v.Municipalities)),
	}
	for _, m := range v.Municipalities {
		answer.Municipalities = append(answer.Municipalities, municipality(m, a.Now()))
	}
	return answer, nil
}

// GetCitizenSession tells when the session ends.
func (a *API) GetCitizenSession(ctx context.Context, _ portal.GetCitizenSessionRequestObject) (portal.GetCitizenSessionResponseObject, error) {
	found, err := a.session(ctx)
	return portal.GetCitizenSession200JSONResponse(found), err
}

// ExtendCitizenSession is activity by itself: the middleware has extended.
func (a *API) ExtendCitizenSession(ctx context.Context, _ portal.ExtendCitizenSessionRequestObject) (portal.ExtendCitizenSessionResponseObject, error) {
	return portal.ExtendCitizenSession200JSONResponse(Session(session.FromContext(ctx), a.Now())), nil
}

// PutCitizenLanguage keeps a choice of language.
func (a *API) PutCitizenLanguage(ctx context.Context, r portal.PutCitizenLanguageRequestObject) (portal.PutCitizenLanguageResponseObject, error) {
	return portal.PutCitizenLanguage204Response{}, a.chooseLanguage(ctx, r.Body.Language)
}

// GetEmployeeSession tells when the session ends.
func (a *API) GetEmployeeSession(ctx context.Context, _ portal.GetEmployeeSessionRequestObject) (portal.GetEmployeeSessionResponseObject, error) {
	found, err := a.session(ctx)
	return portal.GetEmployeeSession200JSONResponse(found), err
}

// ExtendEmployeeSession is activity by itself: the middleware has extended.
func (a *API) ExtendEmployeeSession(ctx context.Context, _ portal.ExtendEmployeeSessionRequestObject) (portal.ExtendEmployeeSessionResponseObject, error) {
	return portal.ExtendEmployeeSession200JSONResponse(Session(session.FromContext(ctx), a.Now())), nil
}

// PutEmployeeLanguage keeps a choice of language.
func (a *API) PutEmployeeLanguage(ctx context.Context, r portal.PutEmployeeLanguageRequestObject) (portal.PutEmployeeLanguageResponseObject, error) {
	return portal.PutEmployeeLanguage204Response{}, a.chooseLanguage(ctx, r.Body.Language)
}

// chooseLanguage keeps the choice for later log-ins, in every municipality
// that knows the person, and for this session.
func (a *API) chooseLanguage(ctx context.Context, language string) error {
	if !visit.From(ctx).Offers(language) {
		return problem.New(problem.InvalidRequest)
	}
	actor := session.FromContext(ctx)
	for _, ref := range actor.Persons {
		err := a.People.SetLanguage(ctx, ref.Municipality, ref.PersonID, language)
		if err != nil && !errors.Is(err, person.ErrNotFound) {
			return problem.Wrap(problem.Unavailable, err)
		}
	}
	actor.Language = language
	if err := a.Sessions.Keep(ctx, actor); err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	return nil
}

// session reads the table: another replica may have seen activity just now.
func (a *API) session(ctx context.Context) (portal.Session, error) {
	actor, err := a.Sessions.Fresh(ctx, session.FromContext(ctx))
	switch {
	case errors.Is(err, session.ErrEnded):
		return portal.Session{}, problem.New(problem.SessionEnded)
	case err != nil:
		return portal.Session{}, problem.Wrap(problem.Unavailable, err)
	}
	return Session(actor, a.Now()), nil
}

// Session is an actor's session as pages get to know it.
func Session(actor *session.Actor, now time.Time) portal.Session {
	return portal.Session{IdleEndsAt: actor.IdleEndAt, EndsAt: actor.AbsoluteEndAt, Now: now}
}

// Languages describes languages for the picker.
func Languages(codes []string) []portal.PortalLanguage {
	languages := make([]portal.PortalLanguage, 0, len(codes))
	for _, code := range codes {
		if one, ok := i18n.Find(code); ok {
			languages = append(languages, portal.PortalLanguage{
				Language: one.Code, Name: one.Name, Direction: portal.Direction(one.Direction),
			})
		}
	}
	return languages
}

func municipality(m *config.Municipality, now time.Time) portal.Municipality {
	answer := portal.Municipality{
		Municipality: m.ID, Name: m.Name, VisitAddress: &m.VisitAddress, EmployeeLogin: true, Hours: hours(m.Hours), Phones: []portal.Phone{},
	}
	if m.AccessibilityStatementURL != "" {
		answer.AccessibilityStatementUrl = &m.AccessibilityStatementURL
	}
	for _, phone := range m.Phones {
		one := portal.Phone{Kind: portal.PhoneKindSWITCHBOARD, Number: phone.Number}
		if phone.Kind == config.Duty {
			one.Kind = portal.PhoneKindDUTY
		}
		if len(phone.Hours) > 0 {
			one.Hours, one.Openings = hours(phone.Hours), show.Openings(phone.Schedule(m.Calendar()), now)
		}
		answer.Phones = append(answer.Phones, one)
	}
	return answer
}

func hours(configured []config.Hours) []portal.Hours {
	answer := make([]portal.Hours, 0, len(configured))
	for _, one := range configured {
		answer = append(answer, portal.Hours{Weekday: one.Weekday, Opens: one.Opens, Closes: one.Closes})
	}
	return answer
}
