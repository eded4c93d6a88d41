package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
)

var conversationChecks = []check{
	{"when the portal said sent is when it was received", func(ctx context.Context, r *runner) error {
		s := r.message("Sendt mens dere var nede")
		s.acceptedAt = time.Now().UTC().Add(-3 * time.Hour).Truncate(time.Millisecond)
		reg, err := r.register(ctx, s)
		if err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if err != nil {
			return err
		}
		m := byID[s.id]
		if !m.ReceivedAt.Equal(s.acceptedAt) || m.RegistrationId != reg.RegistrationId || m.Position != reg.Position {
			return fmt.Errorf("accepted %s as %+v, listed %s, %s, %d", s.acceptedAt, reg, m.ReceivedAt, m.RegistrationId, m.Position)
		}
		if !m.RegisteredAt.After(m.ReceivedAt) {
			return fmt.Errorf("registered %s, received %s", m.RegisteredAt, m.ReceivedAt)
		}
		return nil
	}},
	{"messages come newest first, page by page without doubles", messagesPaged},
	{"both sides are told apart", func(ctx context.Context, r *runner) error {
		asked, answered := r.message("Spørsmål"), r.answer("Svar")
		for _, s := range []submission{asked, answered} {
			if _, err := r.register(ctx, s); err != nil {
				return err
			}
		}
		byID, _, err := r.listed(ctx)
		if err != nil {
			return err
		}
		a, b := byID[asked.id].Author, byID[answered.id].Author
		if a.Side != "PARTY" || a.PersonId == nil || a.PersonId.String() != r.setup.PersonID {
			return fmt.Errorf("the party's message is by %+v", a)
		}
		if b.Side != "EMPLOYEE" || b.EmployeeId == nil || b.EmployeeId.String() != r.setup.EmployeeID {
			return fmt.Errorf("the employee's message is by %+v", b)
		}
		return nil
	}},
	{"that the author is afraid of it being known travels along", func(ctx context.Context, r *runner) error {
		s := r.message("").saying(json.RawMessage(`{"text":"Ikke si det til noen","language":"nb","afraidOfBeingKnown":true}`))
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if mark := byID[s.id].AfraidOfBeingKnown; err == nil && (mark == nil || !*mark) {
			return fmt.Errorf("the mark is lost")
		}
		return err
	}},
	{"which words the author is afraid of being known travels along, to the letter", afraidParts},
	{"marks that aren't in the text are refused", func(ctx context.Context, r *runner) error {
		for _, parts := range []string{`[{"start":0,"length":4}]`, `[{"start":3,"length":1}]`, `[{"start":0,"length":0}]`, `[{"start":-1,"length":2}]`,
			`[{"start":0,"length":2},{"start":1,"length":1}]`, `[{"start":1,"length":1},{"start":0,"length":1}]`} {
			s := r.message("").saying(json.RawMessage(`{"text":"Hei","language":"nb","afraidParts":` + parts + `}`))
			if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
				return fmt.Errorf("%s of a text of three: %w", parts, err)
			}
			if err := r.notListed(ctx, s); err != nil {
				return err
			}
		}
		return nil
	}},
	{"what is asked for stands in the conversation, with the safe times", requestListed},
	{"a request that nobody could follow safely is refused", requestRefused},
	{"whether the party understood an entry is kept as they said last", understoodHolds},
	{"a party says of an entry whether it understood it, and nobody else", understoodRefused},
	{"what is asked for is open until an employee writes", requestOpen},
	{"only an employee promises an answer, for a day", promiseRefused},
	{"a promise stands in the conversation and holds until another one or the answer", promiseHolds},
	{"what the party hasn't read of the employees' is counted", partyUnread},
	{"a view is registered as the party's, and listed by its kind", viewListed},
	{"a request for access is registered as the party's, and listed by its kind", accessRequestListed},
	{"a request for access that asks for nothing, or for what isn't there, is refused", accessRequestRefused},
	{"a view that says nothing, and an answer to none, are refused", viewRefused},
	{"an answer to a consent is kept, and takes effect only on the text that holds; a yes can always be withdrawn", consentAnswered},
	{"an answer to no consent, or to no text, is refused", consentRefused},
	{"what became of a view stands next to it, and is told", viewAnswered},
	{"a comment and a complaint name what they are about, and have answers of their own", onEntryAnswered},
	{"read marks only go forward", readMarks},
	{"a mark beyond the end is refused", func(ctx context.Context, r *runner) error {
		page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=1"))
		if err != nil {
			return err
		}
		return r.problem(ctx, r.mark("personId", r.setup.PersonID, page.LastPosition+1000, time.Now()), http.StatusUnprocessableEntity, "invalid")
	}},
	{"unread counts the party's messages that no employee has read", unread},
}

func (r *runner) mark(kind, id string, position int64, readAt time.Time) request {
	return put(r.copyPath+"/read-marks", object{"reader": object{kind: id}, "position": position, "readAt": readAt.UTC().Format(time.RFC3339Nano)})
}

// afraidParts has letters that take one, two and four bytes, so that whoever
// counts bytes or UTF-16 units is found out.
func afraidParts(ctx context.Context, r *runner) error {
	s := r.message("").saying(json.RawMessage(`{"text":"På 😀 hos أمي i går","language":"nb","afraidParts":[{"start":3,"length":1},{"start":9,"length":3}]}`))
	if _, err := r.register(ctx, s); err != nil {
		return err
	}
	byID, _, err := r.listed(ctx)
	if err != nil {
		return err
	}
	got, want := byID[s.id], []fagsystem.AfraidPart{{Start: 3, Length: 1}, {Start: 9, Length: 3}}
	if !slices.Equal(got.AfraidParts, want) || got.Text != "På 😀 hos أمي i går" {
		return fmt.Errorf("the parts of %q are %v", got.Text, got.AfraidParts)
	}
	return nil
}

func messagesPaged(ctx context.Context, r *runner) error {
	_, all, err := r.listed(ctx)
	if err != nil {
		return err
	}
	all = all[:min(len(all), 7)]
	var before string
	for i, want := range all {
		page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=1"+before))
		if err != nil {
			return err
		}
		if len(page.Messages) != 1 || page.Messages[0].MessageId != want.MessageId {
			return fmt.Errorf("page %d isn't message %d of the whole list", i+1, i+1)
		}
		if i > 0 && want.Position >= all[i-1].Position {
			return fmt.Errorf("place %d comes after %d", want.Position, all[i-1].Position)
		}
		before = "&beforePosition=" + url.QueryEscape(fmt.Sprint(want.Position))
	}
	page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=1&beforePosition=1"))
	if err == nil && (len(page.Messages) != 0 || page.More) {
		return fmt.Errorf("there is something before place 1")
	}
	return err
}

func readMarks(ctx context.Context, r *runner) error {
	reg, err := r.register(ctx, r.message("Har du lest dette?"))
	if err != nil {
		return err
	}
	for _, position := range []int64{reg.Position, reg.Position - 1, 1} {
		mark, err := read[fagsystem.ReadMark](ctx, r.client, r.mark("employeeId", r.setup.EmployeeID, position, time.Now()))
		if err != nil {
			return err
		}
		if mark.Side != "EMPLOYEE" || mark.Position != reg.Position {
			return fmt.Errorf("after reporting %d of %d the mark is %+v", position, reg.Position, mark)
		}
	}
	page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=1"))
	if err != nil {
		return err
	}
	if page.Messages[0].ReadAt == nil {
		return fmt.Errorf("the message doesn't say when it was read")
	}
	for _, mark := range page.ReadMarks {
		if mark.Side == "EMPLOYEE" && mark.Position == reg.Position {
			return nil
		}
	}
	return fmt.Errorf("the conversation's marks are %+v", page.ReadMarks)
}

func unread(ctx context.Context, r *runner) error {
	var last fagsystem.Registration
	for i := range 3 {
		var err error
		if last, err = r.register(ctx, r.message(fmt.Sprintf("Ulest %d", i))); err != nil {
			return err
		}
	}
	c, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	if c.Unread < 3 || c.UnreadSince == nil || c.LastPosition != last.Position || c.LastSide == nil || *c.LastSide != "PARTY" {
		return fmt.Errorf("after three more the conversation is unread=%d last=%d", c.Unread, c.LastPosition)
	}
	if _, err := r.expect(ctx, r.mark("employeeId", r.setup.EmployeeID, last.Position, time.Now()), http.StatusOK); err != nil {
		return err
	}
	if c, err = r.conversation(ctx); err == nil && c.Unread != 0 {
		return fmt.Errorf("after reading it is still unread=%d", c.Unread)
	}
	return err
}

// readBack compares what is kept with what was handed over, where the installation shows it.
func (r *runner) readBack(ctx context.Context, id string, want fagsystem.Evidence) error {
	base, err := url.Parse(r.base)
	if err != nil {
		return err
	}
	back, err := base.Parse(r.setup.ReadBack)
	if err != nil {
		return fmt.Errorf("readBack: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, back.String(), nil)
	if err != nil {
		return err
	}
	response, err := r.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var kept []struct {
		SubmissionID string
		Evidence     fagsystem.Evidence
	}
	if err := json.NewDecoder(response.Body).Decode(&kept); err != nil {
		return fmt.Errorf("readBack: %w", err)
	}
	for _, k := range kept {
		if k.SubmissionID == id {
			return sameEvidence(k.Evidence, want)
		}
	}
	return fmt.Errorf("readBack doesn't list %s", id)
}

func sameEvidence(got, want fagsystem.Evidence) error {
	for name, pair := range map[string][2]*time.Time{"sentAt": {got.SentAt, want.SentAt}, "deliveredAt": {got.DeliveredAt, want.DeliveredAt},
		"readAt": {got.ReadAt, want.ReadAt}, "notifiedAt": {got.NotifiedAt, want.NotifiedAt}} {
		if pair[0] == nil || !pair[0].Equal(*pair[1]) {
			return fmt.Errorf("%s is kept as %v, not %v", name, pair[0], pair[1])
		}
	}
	return nil
}
