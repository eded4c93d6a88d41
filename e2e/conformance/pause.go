package conformance

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

var pauseChecks = []check{
	{"a pause holds for all of the person's copies", paused(func(ctx context.Context, r *runner, _ fagsystem.Pause) error {
		return r.wantPaused(ctx, true)
	})},
	{"a pause that holds keeps its time, and isn't told again", paused(func(ctx context.Context, r *runner, held fagsystem.Pause) error {
		feed, err := read[fagsystem.EventPage](ctx, r.client, get("/v1/events"))
		if err != nil {
			return err
		}
		again, err := r.pause(ctx, true)
		if err != nil {
			return err
		}
		if again.PausedAt == nil || !again.PausedAt.Equal(*held.PausedAt) {
			return fmt.Errorf("paused since %s, then since %v", held.PausedAt, again.PausedAt)
		}
		told, err := r.accessChanged(ctx, feed.Next)
		if err == nil && len(told) > 0 {
			err = fmt.Errorf("access.changed about %d copies although nothing changed", len(told))
		}
		return err
	})},
	{"whoever is paused can hand nothing in, and the employee still can", paused(func(ctx context.Context, r *runner, _ fagsystem.Pause) error {
		refused := r.message("Skrevet av en annen")
		if err := r.problem(ctx, put(r.copyPath+"/submissions/"+refused.id, refused.json()), http.StatusForbidden, "refused"); err != nil {
			return err
		}
		if _, err := r.register(ctx, r.answer("Vi har satt tilgangen på pause")); err != nil {
			return err
		}
		if _, err := r.pause(ctx, false); err != nil {
			return err
		}
		// What was refused meanwhile can be handed in again as it was.
		_, err := r.register(ctx, refused)
		return err
	})},
	{"a pause and its end are told for each copy", pauseIsTold},
	{"only who may open the conversation can pause it", func(ctx context.Context, r *runner) error {
		choice := object{"paused": true, "employeeId": uuid.NewString()}
		err := errors.Join(r.problem(ctx, put(r.copyPath+"/pause", choice), http.StatusForbidden, "refused"), r.wantPaused(ctx, false))
		if err != nil {
			_, liftErr := r.pause(ctx, false)
			err = errors.Join(err, liftErr)
		}
		return err
	}},
}

// paused runs a check while the party is paused, and lifts the pause whatever comes of it.
func paused(check func(ctx context.Context, r *runner, held fagsystem.Pause) error) func(context.Context, *runner) error {
	return func(ctx context.Context, r *runner) error {
		held, err := r.pause(ctx, true)
		switch {
		case err != nil:
		case held.PausedAt == nil:
			err = errors.New("the answer doesn't say since when it is paused")
		default:
			err = check(ctx, r, held)
		}
		lifted, liftErr := r.pause(ctx, false)
		if liftErr == nil && lifted.PausedAt != nil {
			liftErr = errors.New("it can't be lifted")
		}
		return errors.Join(err, liftErr, r.wantPaused(ctx, false))
	}
}

func (r *runner) pause(ctx context.Context, paused bool) (fagsystem.Pause, error) {
	return read[fagsystem.Pause](ctx, r.client, put(r.copyPath+"/pause", object{"paused": paused, "employeeId": r.setup.EmployeeID}))
}

// wantPaused looks at what the person and the employee are told.
func (r *runner) wantPaused(ctx context.Context, want bool) error {
	access, err := read[fagsystem.PersonAccess](ctx, r.client, get("/v1/persons/"+r.setup.PersonID+"/access"))
	if err != nil {
		return err
	}
	for _, c := range access.Cases {
		if (c.PausedAt != nil) != want {
			return fmt.Errorf("the person's copy %s: pausedAt %v", c.CaseCopyId, c.PausedAt)
		}
	}
	conversation, err := r.conversation(ctx)
	if err == nil && (conversation.PausedAt != nil) != want {
		return fmt.Errorf("the employee's conversation: pausedAt %v", conversation.PausedAt)
	}
	return err
}

func pauseIsTold(ctx context.Context, r *runner) error {
	access, err := read[fagsystem.PersonAccess](ctx, r.client, get("/v1/persons/"+r.setup.PersonID+"/access"))
	if err != nil {
		return err
	}
	for _, choice := range []bool{true, false} {
		feed, err := read[fagsystem.EventPage](ctx, r.client, get("/v1/events"))
		if err != nil {
			return err
		}
		if _, err := r.pause(ctx, choice); err != nil {
			return err
		}
		told, err := r.accessChanged(ctx, feed.Next)
		if err != nil {
			return err
		}
		for _, c := range access.Cases {
			if !told[c.CaseCopyId] {
				_, liftErr := r.pause(ctx, false)
				return errors.Join(fmt.Errorf("paused=%t: no access.changed about copy %s", choice, c.CaseCopyId), liftErr)
			}
		}
	}
	return nil
}

// accessChanged is which of the person's copies access.changed tells about after an offset.
func (r *runner) accessChanged(ctx context.Context, after string) (map[uuid.UUID]bool, error) {
	page, err := read[fagsystem.EventPage](ctx, r.client, get("/v1/events?limit=200&after="+url.QueryEscape(after)))
	told := map[uuid.UUID]bool{}
	for _, e := range page.Events {
		if e.Type == fagsystem.EventTypeAccessChanged && e.Data.CaseCopyId != nil && e.Data.PersonId != nil && e.Data.PersonId.String() == r.setup.PersonID {
			told[*e.Data.CaseCopyId] = true
		}
	}
	return told, err
}
