package feed

import (
	"context"
	"errors"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/fagsystem"
)

// answer is what one call to the feed came to.
type answer struct {
	page contract.EventPage
	err  error
}

// ask asks for what comes after an offset. The fagsystem may hold an empty
// answer open; when a webhook says meanwhile that there is something new, the
// feed is looked at beside that call, which may have died on the way or be
// answered late. One look at a time, however many webhooks come.
func (r *Reader) ask(ctx context.Context, source Source, offset string) (contract.EventPage, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // whichever call is still out
	held, looked := make(chan answer, 1), make(chan answer, 1)
	go func() {
		page, err := source.Events(ctx, offset, r.settings.Wait, eventsPerPage)
		held <- answer{page, err}
	}()
	told := r.told[source.Municipality()]
	hearing := told
	for {
		select {
		case a := <-held:
			return a.page, a.err
		case <-hearing:
			hearing = nil
			go func() {
				page, err := source.Events(ctx, offset, 0, eventsPerPage)
				looked <- answer{page, err}
			}()
		case a := <-looked:
			if len(a.page.Events) > 0 || errors.Is(a.err, fagsystem.ErrOffsetGone) {
				return a.page, a.err
			}
			hearing = told // whatever else went wrong, the held call finds too
		}
	}
}
