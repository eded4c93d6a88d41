package documents

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/contracts/portal"
)

// relatedPatience is how long an entry waits for those it belongs with: what
// one came to read is worth more than links to something else.
const relatedPatience = 1500 * time.Millisecond

// mostRelated is how many entries are shown with one, and asked for at a time.
const mostRelated = 10

// related are the entries that this one names, in its order, and whether some
// are left out. What isn't in this party's copy doesn't exist, and isn't left out:
// whatever it is named beside, nobody learns of it.
func (a *API) related(ctx context.Context, one seen, language string) (shown []portal.EntrySummary, leftOut bool) {
	named := show.Related(one.entry)
	if len(named) == 0 {
		return nil, false
	}
	ctx, cancel := context.WithTimeout(ctx, relatedPatience)
	defer cancel()
	system := a.settings.Fagsystems.Of(one.found.Municipality)
	answers := make([]*portal.EntrySummary, len(named))
	silent := make([]bool, len(named))
	var asking errgroup.Group
	asking.SetLimit(mostRelated)
	for i, id := range named {
		asking.Go(func() error {
			other, err := system.Entry(ctx, one.found.CaseCopyID, id)
			if err != nil {
				silent[i] = !errors.Is(err, fagsystem.ErrNotFound)
				return nil
			}
			if linked, may := summary(one.found, other, one.reader, language); may {
				answers[i] = &linked
			}
			return nil
		})
	}
	_ = asking.Wait()
	for i, answer := range answers {
		switch {
		case silent[i], answer != nil && len(shown) == mostRelated:
			leftOut = true
		case answer != nil:
			shown = append(shown, *answer)
		}
	}
	return shown, leftOut
}
