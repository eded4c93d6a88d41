package conformance

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
)

var feedChecks = []check{
	{"without an offset the feed begins now", func(ctx context.Context, r *runner) error {
		page, err := read[fagsystem.EventPage](ctx, r.client, get("/v1/events"))
		if err == nil && (len(page.Events) != 0 || page.Next == "") {
			return fmt.Errorf("%d events, next %q", len(page.Events), page.Next)
		}
		return err
	}},
	{"a registration is on the feed", func(ctx context.Context, r *runner) error {
		from, err := r.now(ctx)
		if err != nil {
			return err
		}
		s := r.message("Hendelse")
		reg, err := r.register(ctx, s)
		if err != nil {
			return err
		}
		e, err := r.event(ctx, from, func(e fagsystem.Event) bool {
			return e.Type == "message.registered" && e.Data.MessageId != nil && e.Data.MessageId.String() == s.id
		})
		if err != nil {
			return err
		}
		d := e.Data
		if d.CaseCopyId == nil || d.CaseCopyId.String() != r.setup.CaseCopyID || d.PersonId == nil || d.PersonId.String() != r.setup.PersonID ||
			d.Position == nil || *d.Position != reg.Position || d.Side == nil || *d.Side != "PARTY" || len(d.EmployeeIds) == 0 {
			return fmt.Errorf("its ids are incomplete: %+v", d)
		}
		return nil
	}},
	{"a read mark is on the feed", func(ctx context.Context, r *runner) error {
		reg, err := r.register(ctx, r.answer("Les dette"))
		if err != nil {
			return err
		}
		from, err := r.now(ctx)
		if err != nil {
			return err
		}
		if _, err := r.expect(ctx, r.mark("personId", r.setup.PersonID, reg.Position, time.Now()), http.StatusOK); err != nil {
			return err
		}
		_, err = r.event(ctx, from, func(e fagsystem.Event) bool {
			return e.Type == "message.read" && e.Data.CaseCopyId != nil && e.Data.CaseCopyId.String() == r.setup.CaseCopyID &&
				e.Data.Side != nil && *e.Data.Side == "PARTY" && e.Data.Position != nil && *e.Data.Position == reg.Position
		})
		return err
	}},
	{"a refused submission leaves no event", func(ctx context.Context, r *runner) error {
		from, err := r.now(ctx)
		if err != nil {
			return err
		}
		s := r.message("")
		if _, err := r.expect(ctx, r.put(s), http.StatusUnprocessableEntity); err != nil {
			return err
		}
		page, err := r.eventsAfter(ctx, from, 200, 0)
		for _, e := range page.Events {
			if e.Data.MessageId != nil && e.Data.MessageId.String() == s.id {
				return fmt.Errorf("there is one")
			}
		}
		return err
	}},
	{"every offset resumes without loss or doubles", resume},
	{"nothing that commits late is skipped", lateCommits},
	{"wait holds an empty answer open", func(ctx context.Context, r *runner) error {
		from, err := r.now(ctx)
		if err != nil {
			return err
		}
		began := time.Now()
		page, err := r.eventsAfter(ctx, from, 200, 1)
		if took := time.Since(began); err == nil && len(page.Events) == 0 && (took < 700*time.Millisecond || took > 5*time.Second) {
			return fmt.Errorf("answered after %s", took.Round(time.Millisecond))
		}
		return err
	}},
	{"wait ends with the first event", waitEnds},
	{"an offset that isn't one is gone", func(ctx context.Context, r *runner) error {
		return r.problem(ctx, get("/v1/events?after=not-an-offset"), http.StatusGone, "offset-gone")
	}},
}

func (r *runner) now(ctx context.Context) (string, error) {
	page, err := read[fagsystem.EventPage](ctx, r.client, get("/v1/events"))
	return page.Next, err
}

func (r *runner) eventsAfter(ctx context.Context, offset string, limit, wait int) (fagsystem.EventPage, error) {
	return read[fagsystem.EventPage](ctx, r.client, get(fmt.Sprintf("/v1/events?after=%s&limit=%d&wait=%d", url.QueryEscape(offset), limit, wait)))
}

// event reads on until the one that is looked for, for ten seconds at most.
func (r *runner) event(ctx context.Context, from string, wanted func(fagsystem.Event) bool) (fagsystem.Event, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		page, err := r.eventsAfter(ctx, from, 200, 2)
		if ctx.Err() != nil {
			return fagsystem.Event{}, fmt.Errorf("it didn't come within ten seconds")
		}
		if err != nil {
			return fagsystem.Event{}, err
		}
		if i := slices.IndexFunc(page.Events, wanted); i >= 0 {
			return page.Events[i], nil
		}
		from = page.Next
	}
}

func resume(ctx context.Context, r *runner) error {
	from, err := r.now(ctx)
	if err != nil {
		return err
	}
	for i := range 5 {
		if _, err := r.register(ctx, r.message(fmt.Sprintf("I rekkefølge %d", i))); err != nil {
			return err
		}
	}
	whole, err := r.eventsAfter(ctx, from, 200, 0)
	if err != nil {
		return err
	}
	if len(whole.Events) < 5 {
		return fmt.Errorf("%d events after five registrations", len(whole.Events))
	}
	var last int64
	for _, e := range whole.Events {
		if e.Type == "message.registered" && e.Data.CaseCopyId != nil && e.Data.CaseCopyId.String() == r.setup.CaseCopyID {
			if *e.Data.Position <= last {
				return fmt.Errorf("place %d comes after %d", *e.Data.Position, last)
			}
			last = *e.Data.Position
		}
	}
	offset := from
	for i, want := range whole.Events {
		for range 2 { // an offset may be used again
			page, err := r.eventsAfter(ctx, offset, 1, 0)
			if err != nil {
				return err
			}
			if len(page.Events) != 1 || page.Events[0].Id != want.Id {
				return fmt.Errorf("one by one, event %d isn't event %d of the whole page", i+1, i+1)
			}
			if page.Events[0].Offset != nil && *page.Events[0].Offset != page.Next {
				return fmt.Errorf("event %d's own offset isn't where its page ends", i+1)
			}
			want.Offset = &page.Next
		}
		offset = *want.Offset
	}
	return nil
}

func lateCommits(ctx context.Context, r *runner) error {
	offset, err := r.now(ctx)
	if err != nil {
		return err
	}
	const writers, each = 8, 6
	var list [writers][]submission
	missing := map[string]bool{}
	for w := range list {
		for i := range each {
			s := r.message(fmt.Sprintf("Skriver %d, melding %d", w, i))
			list[w] = append(list[w], s)
			missing[s.id] = true
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	failed := make(chan error, writers)
	var wait sync.WaitGroup
	for _, mine := range list {
		wait.Go(func() {
			for _, s := range mine {
				if _, err := r.register(ctx, s); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wait.Wait(); close(done) }()
	seen := map[string]bool{}
	for len(missing) > 0 {
		over := false
		select {
		case <-done:
			over = true // one more reading must find the rest
		default:
		}
		page, err := r.eventsAfter(ctx, offset, 3, 0)
		if err != nil {
			return err
		}
		if over && len(page.Events) == 0 {
			break
		}
		for _, e := range page.Events {
			if seen[e.Id] {
				return fmt.Errorf("event %s comes twice", e.Id)
			}
			seen[e.Id] = true
			if e.Data.MessageId != nil {
				delete(missing, e.Data.MessageId.String())
			}
		}
		offset = page.Next
	}
	<-done
	select {
	case err := <-failed:
		return err
	default:
	}
	if len(missing) > 0 {
		return fmt.Errorf("%d of %d registrations never came", len(missing), writers*each)
	}
	return nil
}

func waitEnds(ctx context.Context, r *runner) error {
	from, err := r.now(ctx)
	if err != nil {
		return err
	}
	type outcome struct {
		page fagsystem.EventPage
		err  error
		at   time.Time
	}
	waiting := make(chan outcome, 1)
	go func() {
		page, err := r.eventsAfter(ctx, from, 200, 20)
		waiting <- outcome{page, err, time.Now()}
	}()
	if _, err := r.register(ctx, r.message("Vekk den som venter")); err != nil {
		return err
	}
	registered := time.Now()
	o := <-waiting
	if o.err == nil && (len(o.page.Events) == 0 || o.at.Sub(registered) > 5*time.Second) {
		return fmt.Errorf("%d events, %s after the registration", len(o.page.Events), o.at.Sub(registered).Round(time.Millisecond))
	}
	return o.err
}
