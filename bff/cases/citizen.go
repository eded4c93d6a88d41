package cases

import (
	"context"
	"slices"
	"time"

	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/oslo"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// GetCitizen is who is logged in and which cases there are to see. Where a
// fagsystem doesn't answer, its cases are missing and its municipality is named.
func (a *API) GetCitizen(ctx context.Context, _ portal.GetCitizenRequestObject) (portal.GetCitizenResponseObject, error) {
	actor := session.FromContext(ctx)
	all, err := a.settings.Access.List(ctx, actor)
	if err != nil {
		return nil, access.Problem(err)
	}
	now := a.settings.Now()
	citizen := portal.Citizen{
		Name: portal.PersonName{Given: actor.Given, Family: actor.Family}, Language: actor.Language, Languages: a.settings.Languages(ctx),
		Under18: under18(actor.BirthDate, all, now), Cases: []portal.CaseSummary{}, Incomplete: all.Unavailable, Practice: a.settings.Practice,
		Session: portal.Session{IdleEndsAt: actor.IdleEndAt, EndsAt: actor.AbsoluteEndAt, Now: now},
	}
	if all.Name != nil {
		citizen.Name = show.Name(*all.Name)
	}
	if len(all.Paused) > 0 {
		paused(&citizen, all)
	}
	for _, one := range all.Cases {
		if summary, ok := summary(one); ok {
			citizen.Cases = append(citizen.Cases, summary)
		}
	}
	return portal.GetCitizen200JSONResponse(citizen), nil
}

// paused takes back what the log-in or another answer told: whoever is logged in
// may not be who the e-ID says.
func paused(citizen *portal.Citizen, all access.Listing) {
	citizen.PausedIn = all.Paused
	if all.Name == nil {
		citizen.Name = portal.PersonName{}
	}
	if len(all.Cases) == 0 {
		citizen.Under18 = false
	}
}

func summary(one access.Case) (portal.CaseSummary, bool) {
	role, known := show.Role(one.Role)
	return portal.CaseSummary{
		CaseCopyId: one.CaseCopyID, Municipality: one.Municipality, Child: show.Name(one.Child.Name), AboutMe: one.AboutMe,
		Role: role, Closed: &one.Closed, May: show.Capabilities(one.May),
	}, known
}

// under18 is by the register's birth date. Where nobody can say it now, whom a
// case is about is told what is told to somebody under 18: it says more, and
// kindly. To a parent it would be wrong.
func under18(atLogin string, all access.Listing, now time.Time) bool {
	born, err := time.Parse(time.DateOnly, atLogin)
	switch {
	case all.BirthDate != nil:
		born = all.BirthDate.Time
	case err != nil:
		return len(all.Cases) == 0 || slices.ContainsFunc(all.Cases, func(c access.Case) bool { return c.AboutMe })
	}
	return oslo.DateOf(born, time.UTC).AddYears(18).After(oslo.Today(now))
}
