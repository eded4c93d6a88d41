package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"innbyggertjenesten/contracts/fagsystem"
)

// promised is an employee's promise to answer on a day.
func (r *runner) promised(day string) submission {
	s := r.answer("").saying(json.RawMessage(fmt.Sprintf(`{"answerBy":%q}`, day)))
	s.kind = "ANSWER_PROMISE"
	return s
}

func promiseRefused(ctx context.Context, r *runner) error {
	none := r.promised("").saying(json.RawMessage(`{}`))
	none.kind = "ANSWER_PROMISE"
	if err := r.problem(ctx, r.put(none), http.StatusUnprocessableEntity, "invalid"); err != nil {
		return fmt.Errorf("without a day: %w", err)
	}
	own := r.message("").saying(json.RawMessage(`{"answerBy":"2099-01-05"}`))
	own.kind = "ANSWER_PROMISE"
	if err := r.problem(ctx, r.put(own), http.StatusForbidden, "refused"); err != nil {
		return fmt.Errorf("by the party: %w", err)
	}
	return r.notListed(ctx, own)
}

// promiseHolds promises twice and then answers.
func promiseHolds(ctx context.Context, r *runner) error {
	if _, err := r.register(ctx, r.answer("Nå er alt besvart")); err != nil {
		return err
	}
	if err := r.expectWaiting(ctx, false, "", fagsystem.SideEMPLOYEE); err != nil {
		return fmt.Errorf("after an answer: %w", err)
	}
	if _, err := r.register(ctx, r.message("Når flytter vi?")); err != nil {
		return err
	}
	if err := r.expectWaiting(ctx, true, "", fagsystem.SidePARTY); err != nil {
		return fmt.Errorf("after a question: %w", err)
	}
	for _, day := range []string{"2099-01-05", "2099-01-07"} {
		s := r.promised(day)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if err != nil {
			return err
		}
		m := byID[s.id]
		if string(m.Kind) != s.kind || m.AnswerBy == nil || m.AnswerBy.String() != day || m.Text != "" || m.Author.Side != fagsystem.SideEMPLOYEE {
			return fmt.Errorf("a promise is listed as %+v", m)
		}
		if err := r.expectWaiting(ctx, true, day, fagsystem.SidePARTY); err != nil {
			return fmt.Errorf("after a promise: %w", err)
		}
	}
	if _, err := r.register(ctx, r.answer("I mars")); err != nil {
		return err
	}
	if err := r.expectWaiting(ctx, false, "", fagsystem.SideEMPLOYEE); err != nil {
		return fmt.Errorf("after the answer: %w", err)
	}
	return nil
}

// expectWaiting compares what the inbox tells of the conversation.
func (r *runner) expectWaiting(ctx context.Context, unanswered bool, answerBy string, last fagsystem.Side) error {
	c, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	day := ""
	if c.AnswerBy != nil {
		day = c.AnswerBy.String()
	}
	if (c.UnansweredSince != nil) != unanswered || day != answerBy || c.LastSide == nil || *c.LastSide != last {
		return fmt.Errorf("unanswered since %v, answer by %q, last side %v", c.UnansweredSince, day, c.LastSide)
	}
	return nil
}

func partyUnread(ctx context.Context, r *runner) error {
	reg, err := r.register(ctx, r.answer("Les dette"))
	if err != nil {
		return err
	}
	c, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	if c.PartyUnread == nil || *c.PartyUnread < 1 {
		return fmt.Errorf("unread by the party: %v", c.PartyUnread)
	}
	mark := object{"reader": object{"personId": r.setup.PersonID}, "position": reg.Position, "readAt": r.message("").acceptedAt}
	if _, err := r.expect(ctx, put(r.copyPath+"/read-marks", mark), http.StatusOK); err != nil {
		return err
	}
	if c, err = r.conversation(ctx); err == nil && (c.PartyUnread == nil || *c.PartyUnread != 0) {
		return fmt.Errorf("unread by the party, who has read it: %v", c.PartyUnread)
	}
	return err
}
