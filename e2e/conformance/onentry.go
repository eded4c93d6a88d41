package conformance

import (
	"context"
	"fmt"
	"net/http"
)

// onEntryAnswered: what is said about an entry names it, and is answered as a whole.
func onEntryAnswered(ctx context.Context, r *runner) error {
	for kind, outcomes := range map[string]struct{ right, wrong string }{
		"COMMENT": {"PARTLY", "UPHELD"}, "COMPLAINT": {"FORWARDED", "NOT_USED"},
	} {
		if err := r.problem(ctx, r.put(r.asking(kind, `{"text":"Om ingenting","language":"nb"}`)), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("a %s about nothing: %w", kind, err)
		}
		s := r.asking(kind, `{"text":"Helgene","language":"nb","entryId":"`+r.setup.EntryID+`"}`)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		waiting, err := r.conversation(ctx)
		if err != nil {
			return err
		}
		wrong := r.answered(s.id, `[{"outcome":"`+outcomes.wrong+`","reason":"x"}]`)
		if err := r.problem(ctx, r.put(wrong), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("a %s that is answered %s: %w", kind, outcomes.wrong, err)
		}
		if _, err := r.register(ctx, r.answered(s.id, `[{"outcome":"`+outcomes.right+`","reason":"Fordi"}]`)); err != nil {
			return err
		}
		byID, _, err := r.listed(ctx)
		if err != nil {
			return err
		}
		m := byID[s.id]
		if string(m.Kind) != kind || m.Text != "Helgene" || m.EntryId == nil || m.EntryId.String() != r.setup.EntryID {
			return fmt.Errorf("a %s stands in the conversation as %+v", kind, m)
		}
		if len(m.Answers) != 1 || string(m.Answers[0].Outcome) != outcomes.right || m.Answers[0].Prompt != nil {
			return fmt.Errorf("a %s has the answers %+v", kind, m.Answers)
		}
		after, err := r.conversation(ctx)
		if err != nil {
			return err
		}
		if waiting.UnansweredViews == nil || after.UnansweredViews == nil || *after.UnansweredViews != *waiting.UnansweredViews-1 {
			return fmt.Errorf("a %s that nobody has answered isn't counted, or an answered one is: %v, then %v", kind, waiting.UnansweredViews, after.UnansweredViews)
		}
	}
	return nil
}
