package conformance

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"innbyggertjenesten/contracts/fagsystem"
)

var accessChecks = []check{
	{"what employees have opened is paged to the end without doubles, newest first, or isn't delivered at all", accessesPaged},
}

// mostPages is how far a log is followed page by page.
const mostPages = 100

// accessesPaged: a fagsystem needn't deliver this, and then says so.
func accessesPaged(ctx context.Context, r *runner) error {
	path := r.copyPath + "/accesses"
	answer, err := r.expect(ctx, get(path+"?limit=200"), http.StatusOK, http.StatusNotFound)
	if err != nil {
		return err
	}
	if answer.status == http.StatusNotFound {
		return r.problem(ctx, get(path), http.StatusNotFound, "not-found")
	}
	all, err := read[fagsystem.LoggedAccessPage](ctx, r.client, get(path+"?limit=200"))
	if err != nil {
		return err
	}
	for i, one := range all.Accesses {
		if i > 0 && one.At.After(all.Accesses[i-1].At) {
			return fmt.Errorf("an access at %s comes after one at %s", one.At, all.Accesses[i-1].At)
		}
	}
	var single []fagsystem.LoggedAccess
	next := path + "?limit=1"
	for range mostPages {
		page, err := read[fagsystem.LoggedAccessPage](ctx, r.client, get(next))
		if err != nil {
			return err
		}
		single = append(single, page.Accesses...)
		if page.NextCursor == nil {
			break
		}
		next = path + "?limit=1&cursor=" + url.QueryEscape(*page.NextCursor)
	}
	if want := min(mostPages, len(all.Accesses)); all.NextCursor == nil && len(single) != want {
		return fmt.Errorf("%d accesses page by page, %d at once", len(single), want)
	}
	for i := range min(len(single), len(all.Accesses)) {
		if one, other := single[i], all.Accesses[i]; !one.At.Equal(other.At) || one.EmployeeId != other.EmployeeId || one.What != other.What {
			return fmt.Errorf("the access at place %d is another one page by page", i+1)
		}
	}
	return r.problem(ctx, get(path+"?cursor=not-a-cursor"), http.StatusUnprocessableEntity, "invalid")
}
