package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"innbyggertjenesten/contracts/fagsystem"
)

// understood is whether the party says that it has understood the entry.
func (r *runner) understood(answer string) submission {
	return r.asking("UNDERSTOOD", fmt.Sprintf(`{"entryId":%q,"understood":%q,"language":"nb"}`, r.setup.EntryID, answer))
}

// understoodHolds says it twice; what is said last by the portal's clock holds, whenever it comes.
func understoodHolds(ctx context.Context, r *runner) error {
	no, late, yes := r.understood("NO"), r.understood("PARTLY"), r.understood("YES")
	late.acceptedAt = no.acceptedAt.Add(-time.Hour)
	yes.acceptedAt = no.acceptedAt.Add(time.Second)
	for _, step := range []struct {
		said submission
		want fagsystem.UnderstoodAnswer
	}{{no, "NO"}, {late, "NO"}, {yes, "YES"}} {
		before, err := r.conversation(ctx)
		if err != nil {
			return err
		}
		if _, err := r.register(ctx, step.said); err != nil {
			return err
		}
		entry, err := read[fagsystem.Entry](ctx, r.client, get(r.copyPath+"/entries/"+r.setup.EntryID))
		if err != nil {
			return err
		}
		if entry.Understood == nil || entry.Understood.Answer != step.want {
			return fmt.Errorf("the entry has %+v, and %s was said last", entry.Understood, step.want)
		}
		after, err := r.conversation(ctx)
		if err != nil {
			return err
		}
		if step.said.id == yes.id && after.Unread != before.Unread {
			return fmt.Errorf("a yes waits for nobody, and there are %d unread instead of %d", after.Unread, before.Unread)
		}
	}
	byID, _, err := r.listed(ctx)
	if err != nil {
		return err
	}
	m := byID[no.id]
	if m.Kind != fagsystem.SubmissionKindUNDERSTOOD || m.Understood == nil || m.Understood.Answer != "NO" || m.Understood.EntryId.String() != r.setup.EntryID || m.Understood.Title == "" {
		return fmt.Errorf("it is listed as %+v", m)
	}
	return nil
}

func understoodRefused(ctx context.Context, r *runner) error {
	for _, body := range []string{`{"language":"nb"}`, `{"understood":"YES"}`, fmt.Sprintf(`{"entryId":%q,"understood":"MAYBE"}`, r.setup.EntryID)} {
		s := r.asking("UNDERSTOOD", body)
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("%s: %w", body, err)
		}
	}
	byEmployee := r.answer("").saying(json.RawMessage(fmt.Sprintf(`{"entryId":%q,"understood":"YES"}`, r.setup.EntryID)))
	byEmployee.kind = "UNDERSTOOD"
	if err := r.problem(ctx, r.put(byEmployee), http.StatusUnprocessableEntity, "invalid"); err != nil {
		return fmt.Errorf("by an employee: %w", err)
	}
	return r.notListed(ctx, byEmployee)
}
