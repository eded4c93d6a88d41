package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"innbyggertjenesten/contracts/fagsystem"
)

const someView = `{"language":"nb","afraidOfBeingKnown":true,"view":{"moment":"BEFORE_MEETING","items":[{"prompt":"THIS_IS_GOOD","text":"Skolen"},{"prompt":"THIS_MUST_CHANGE","text":"Helgene"}]}}`

// said is a view of the party's.
func (r *runner) said(body string) submission { return r.asking("VIEW", body) }

// answered is an employee's answer to one.
func (r *runner) answered(to, answers string) submission {
	s := r.answer("").saying(json.RawMessage(`{"language":"nb","answers":{"to":"` + to + `","answers":` + answers + `}}`))
	s.kind = "ANSWER"
	return s
}

func viewListed(ctx context.Context, r *runner) error {
	s := r.said(someView)
	if _, err := r.register(ctx, s); err != nil {
		return err
	}
	if _, err := r.register(ctx, r.message("Ikke et synspunkt")); err != nil {
		return err
	}
	page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=200&kind=VIEW"))
	if err != nil {
		return err
	}
	found := false
	for _, m := range page.Messages {
		if m.Kind != "VIEW" {
			return fmt.Errorf("asked for views, it gives a %s", m.Kind)
		}
		if m.MessageId.String() != s.id {
			continue
		}
		found = true
		if m.View == nil || m.View.Moment != "BEFORE_MEETING" || len(m.View.Items) != 2 || m.View.Items[1].Text != "Helgene" || len(m.Answers) > 0 {
			return fmt.Errorf("it came back as %+v, answered %+v", m.View, m.Answers)
		}
		if m.AfraidOfBeingKnown == nil || !*m.AfraidOfBeingKnown {
			return fmt.Errorf("that the author is afraid of it being known is lost")
		}
	}
	if !found {
		return fmt.Errorf("the view isn't among the views")
	}
	return nil
}

func viewRefused(ctx context.Context, r *runner) error {
	byEmployee := r.answer("").saying(json.RawMessage(someView))
	byEmployee.kind = "VIEW"
	byParty := r.answered(r.said(someView).id, `[{"outcome":"USED","reason":"x"}]`)
	byParty.author = object{"personId": r.setup.PersonID}
	for name, s := range map[string]submission{
		"without a view":          r.said(`{"language":"nb"}`),
		"that says nothing":       r.said(`{"language":"nb","view":{"moment":"ANY_TIME","items":[]}}`),
		"with a prompt twice":     r.said(`{"language":"nb","view":{"moment":"ANY_TIME","items":[{"prompt":"THIS_IS_GOOD","text":"a"},{"prompt":"THIS_IS_GOOD","text":"b"}]}}`),
		"by an employee":          byEmployee,
		"answered by the party":   byParty,
		"that isn't there":        r.answered(r.message("").id, `[{"outcome":"USED","reason":"x"}]`),
		"answered with no reason": r.answered(r.said(someView).id, `[{"outcome":"USED","reason":" "}]`),
	} {
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("a view %s: %w", name, err)
		}
	}
	return nil
}

func viewAnswered(ctx context.Context, r *runner) error {
	s := r.said(someView)
	before, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	if _, err := r.register(ctx, s); err != nil {
		return err
	}
	waiting, err := r.conversation(ctx)
	if err != nil {
		return err
	}
	if before.UnansweredViews == nil || waiting.UnansweredViews == nil || *waiting.UnansweredViews != *before.UnansweredViews+1 {
		return fmt.Errorf("a view that nobody has answered isn't counted: %v, then %v", before.UnansweredViews, waiting.UnansweredViews)
	}
	link := `{"entryId":"` + r.setup.EntryID + `","documentId":"` + r.setup.DocumentID + `","blockId":"b1"}`
	first := r.answered(s.id, `[{"prompt":"THIS_IS_GOOD","outcome":"USED","reason":"Det står der","link":`+link+`}]`)
	second := r.answered(s.id, `[{"prompt":"THIS_IS_GOOD","outcome":"USED","reason":"Det står der","link":`+link+`},{"prompt":"THIS_MUST_CHANGE","outcome":"NOT_USED","reason":"Først nei"}]`)
	third := r.answered(s.id, `[{"prompt":"THIS_MUST_CHANGE","outcome":"PARTLY","reason":"Så litt"}]`)
	from, err := r.now(ctx)
	if err != nil {
		return err
	}
	for i, one := range []submission{first, second, third} {
		if _, err := r.register(ctx, one); err != nil {
			return err
		}
		now, err := r.conversation(ctx)
		if err != nil {
			return err
		}
		switch counted := now.UnansweredViews == nil || *now.UnansweredViews > *before.UnansweredViews; {
		case i == 0 && !counted:
			return fmt.Errorf("a view of which one item isn't answered counts as answered")
		case i > 0 && counted:
			return fmt.Errorf("a view counts as unanswered, each item of which is answered")
		}
	}
	events, err := r.eventsAfter(ctx, from, 200, 0)
	if err != nil {
		return err
	}
	told := 0
	for _, event := range events.Events {
		if event.Type == "view.answered" && event.Data.MessageId != nil && event.Data.MessageId.String() == s.id {
			told++
		}
	}
	if told != 3 {
		return fmt.Errorf("three answers are told %d times", told)
	}
	byID, _, err := r.listed(ctx)
	if err != nil {
		return err
	}
	answers := map[fagsystem.ViewPrompt]fagsystem.Answer{}
	for _, one := range byID[s.id].Answers {
		if one.Prompt != nil {
			answers[*one.Prompt] = one
		}
	}
	good, change := answers["THIS_IS_GOOD"], answers["THIS_MUST_CHANGE"]
	if len(byID[s.id].Answers) != 2 || good.Outcome != "USED" || good.Link == nil || good.Link.EntryId.String() != r.setup.EntryID {
		return fmt.Errorf("the answers are %+v", byID[s.id].Answers)
	}
	if change.Outcome != "PARTLY" || change.Reason != "Så litt" {
		return fmt.Errorf("a later answer doesn't take the former's place: %+v", change)
	}
	if m := byID[second.id]; m.Kind != "ANSWER" || m.AnswersTo == nil || m.AnswersTo.String() != s.id || len(m.Answers) != 2 {
		return fmt.Errorf("the answer stands in the conversation as %+v", m)
	}
	whole := r.said(someView)
	for _, one := range []submission{whole, r.answered(whole.id, `[{"outcome":"USED","reason":"Takk for alt sammen"}]`)} {
		if _, err := r.register(ctx, one); err != nil {
			return err
		}
	}
	after, err := r.conversation(ctx)
	if err == nil && (after.UnansweredViews == nil || *after.UnansweredViews != *before.UnansweredViews) {
		return fmt.Errorf("a view that is answered as a whole counts as unanswered")
	}
	return err
}
