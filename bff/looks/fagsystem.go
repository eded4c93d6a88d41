package looks

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	pageSize = 200
	// mostPages bounds how much of a fagsystem's log is looked through.
	mostPages = 10
)

// Fagsystem is what the room needs of a municipality's; fagsystem.Client has it.
type Fagsystem interface {
	Accesses(ctx context.Context, caseCopyID uuid.UUID, cursor string, limit int) (contract.LoggedAccessPage, error)
}

// there are the looks in the fagsystem itself, and whether it told. What the
// portal knows isn't withheld because the fagsystem is silent.
func (a *API) there(ctx context.Context, found access.Case, since time.Time, life time.Duration) ([]portal.Look, portal.LookListFagsystem) {
	accesses, cut, err := a.logged(ctx, found, since.Add(-life))
	switch {
	case errors.Is(err, fagsystem.ErrNotFound):
		return nil, portal.LookListFagsystemNOTDELIVERED
	case err != nil:
		return nil, portal.LookListFagsystemSILENT
	}
	openings := make([]opening, 0, len(accesses))
	for _, one := range accesses {
		what := portal.LookWhat(one.What)
		if !what.Valid() {
			what = portal.LookWhatCASE
		}
		openings = append(openings, opening{one.EmployeeId, portal.Look{At: one.At.UTC(), Role: role(string(one.Role)), Place: portal.LookPlaceFAGSYSTEM, What: &what}})
	}
	looks := begun(openings, since, life, cut)
	if !found.May.Documents {
		// That a document was opened says that there is one.
		looks = slices.DeleteFunc(looks, func(one portal.Look) bool { return *one.What == portal.LookWhatDOCUMENT })
	}
	return looks, portal.LookListFagsystemTOLD
}

// logged is what employees have opened since then, newest first, and whether
// there is more than is looked through.
func (a *API) logged(ctx context.Context, found access.Case, since time.Time) (accesses []contract.LoggedAccess, cut bool, err error) {
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	from, cursor := a.Fagsystem(found.Municipality), ""
	for range mostPages {
		page, err := from.Accesses(patient, found.CaseCopyID, cursor, pageSize)
		if err != nil {
			return nil, false, err
		}
		accesses = append(accesses, page.Accesses...)
		old := len(page.Accesses) > 0 && page.Accesses[len(page.Accesses)-1].At.Before(since)
		cut = page.NextCursor != nil && *page.NextCursor != "" && !old
		if !cut {
			break
		}
		cursor = *page.NextCursor
	}
	// What counts as one look rests on the order: it isn't left to the other side.
	slices.SortStableFunc(accesses, func(a, b contract.LoggedAccess) int { return b.At.Compare(a.At) })
	return accesses, cut && len(accesses) > 0, nil
}
