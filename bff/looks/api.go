// Package looks tells a party when employees have looked at their copy of a
// case: by what they are to the case and when, never by name. It is made of the
// portal's own audit log, and of what the fagsystem tells of itself.
package looks

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/portal"
)

const (
	// memory is how far back is told.
	memory = 365 * 24 * time.Hour
	// mostReadings is how many rows are looked through for that.
	mostReadings = 20_000
	mostLooks    = 1_000
	// longestSession is how long one could last before it was set shorter here.
	longestSession = 2 * time.Hour
)

// Decider decides what the actor may see; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
}

// Log is what employees have read; audit.Recorder has it.
type Log interface {
	Readings(ctx context.Context, municipality string, party, caseCopy uuid.UUID, since time.Time, most int) ([]audit.Reading, error)
}

// API answers the room's requests.
type API struct {
	Access Decider
	Log    Log
	// Fagsystem gives a municipality's.
	Fagsystem func(municipality string) Fagsystem
	// Session is how long an employee's log-in lasts at most.
	Session time.Duration
	Now     func() time.Time
}

// ListLooks tells when employees have looked at the party's own copy.
func (a *API) ListLooks(ctx context.Context, r portal.ListLooksRequestObject) (portal.ListLooksResponseObject, error) {
	found, err := a.Access.Decide(ctx, session.FromContext(ctx), r.CaseCopyId, access.Purpose{Action: "looks.read"})
	if err != nil {
		return nil, access.Problem(err)
	}
	list, err := a.Whole(ctx, found)
	if err != nil {
		return nil, err
	}
	return portal.ListLooks200JSONResponse(list), nil
}

// Whole is the same for somebody who was decided about already, to take along.
func (a *API) Whole(ctx context.Context, found access.Case) (portal.LookList, error) {
	since, life := a.Now().Add(-memory), max(a.Session, longestSession)
	here, err := a.here(ctx, found, since, life)
	if err != nil {
		return portal.LookList{}, err
	}
	there, told := a.there(ctx, found, since, life)
	looks := append(here, there...) // never nil: an empty list isn't null
	slices.SortStableFunc(looks, func(a, b portal.Look) int { return b.At.Compare(a.At) })
	return portal.LookList{Looks: looks[:min(len(looks), mostLooks)], Since: openapi.Date{Time: since}, Fagsystem: told}, nil
}

// here are the looks in the portal.
func (a *API) here(ctx context.Context, found access.Case, since time.Time, life time.Duration) ([]portal.Look, error) {
	readings, err := a.Log.Readings(ctx, found.Municipality, found.Person, found.CaseCopyID, since.Add(-life), mostReadings)
	if err != nil {
		return nil, err
	}
	openings := make([]opening, 0, len(readings))
	for _, one := range readings {
		openings = append(openings, opening{one.Employee, portal.Look{At: one.At.UTC(), Role: role(one.Relation), Place: portal.LookPlacePORTAL}})
	}
	return begun(openings, since, life, len(readings) == mostReadings), nil
}

// opening is that an employee has opened something.
type opening struct {
	by   uuid.UUID
	look portal.Look
}

// begun are the looks that openings, newest first, began.
//
// A page that an employee has open fetches itself anew whenever something
// happens to them: also when another party writes. Told one by one, these
// readings would say when that was. Within one log-in each follows one that the
// employee asked for, so that whatever comes within a log-in's longest life
// after the last is the same look, and only its beginning is told.
//
// Of what began before the first one here nothing is known where cut says that
// there were more: those that follow closely aren't told either.
func begun(openings []opening, since time.Time, life time.Duration, cut bool) []portal.Look {
	known := since
	if cut {
		if followed := openings[len(openings)-1].look.At.Add(life); followed.After(since) {
			known = followed
		}
	}
	type kind struct {
		by   uuid.UUID
		what portal.LookWhat
	}
	last := map[kind]time.Time{}
	looks := []portal.Look{}
	for _, one := range slices.Backward(openings) {
		of := kind{by: one.by}
		if one.look.What != nil {
			of.what = *one.look.What
		}
		before, again := last[of]
		if (!again || one.look.At.Sub(before) > life) && !one.look.At.Before(known) {
			looks = append(looks, one.look)
		}
		last[of] = one.look.At
	}
	slices.Reverse(looks)
	return looks
}

func role(relation string) portal.LookRole {
	if known := portal.LookRole(relation); known.Valid() {
		return known
	}
	return portal.LookRoleEMPLOYEE
}
