package conformance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/gowebpki/jcs"

	"innbyggertjenesten/contracts/fagsystem"
)

// consented is the party's answer to a consent in some version.
func (r *runner) consented(consent fagsystem.Consent, answer, version string) submission {
	said := map[string]string{"language": "nb", "purpose": consent.Purpose, "text": "", "textVersion": version}
	if consent.Language != nil {
		said["language"] = *consent.Language
	}
	if consent.Text != nil {
		said["text"] = *consent.Text
	}
	plain, _ := json.Marshal([]map[string]string{said})
	canonical, _ := jcs.Transform(plain)
	sum := sha256.Sum256(canonical)
	body, _ := json.Marshal(object{"language": "nb", "consentId": consent.ConsentId, "answer": answer,
		"consentText": object{"textVersion": version, "hash": hex.EncodeToString(sum[:])}})
	return r.asking("CONSENT_ANSWER", string(body))
}

func (r *runner) consents(ctx context.Context) ([]fagsystem.Consent, error) {
	caseCopy, err := read[fagsystem.CaseCopy](ctx, r.client, get(r.copyPath))
	return caseCopy.Consents, err
}

// consentAnswered answers a consent of the party's that can be; where there is none, there is nothing to check.
func consentAnswered(ctx context.Context, r *runner) error {
	all, err := r.consents(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(one fagsystem.Consent) bool {
		return one.State == "ASKED" || one.State == "REFUSED" || one.State == "WITHDRAWN"
	})
	if at < 0 {
		return nil
	}
	consent := all[at]
	for _, step := range []struct {
		answer, version string
		state           fagsystem.ConsentState
		effect          bool
	}{
		{"GIVEN", "no such version", consent.State, false},
		{"GIVEN", consent.TextVersion, "GIVEN", true},
		{"GIVEN", consent.TextVersion, "GIVEN", false},
		{"WITHDRAWN", "no such version", "WITHDRAWN", true},
	} {
		from, err := r.now(ctx)
		if err != nil {
			return err
		}
		s := r.consented(consent, step.answer, step.version)
		if _, err := r.register(ctx, s); err != nil {
			return err
		}
		events, err := r.eventsAfter(ctx, from, 200, 0)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(events.Events, func(event fagsystem.Event) bool { return event.Type == "consent.changed" }) {
			return fmt.Errorf("an answer is told by no consent.changed")
		}
		if slices.ContainsFunc(events.Events, func(event fagsystem.Event) bool { return event.Data.AskedConsentId != nil }) {
			return fmt.Errorf("an answer is told as something that is asked: its own author would be notified")
		}
		if all, err = r.consents(ctx); err != nil {
			return err
		}
		now := all[slices.IndexFunc(all, func(one fagsystem.Consent) bool { return one.ConsentId == consent.ConsentId })]
		noted := slices.IndexFunc(now.History, func(one fagsystem.ConsentStep) bool { return one.AnswerId != nil && one.AnswerId.String() == s.id })
		if noted < 0 {
			return fmt.Errorf("the answer isn't in the consent's history")
		}
		without := now.History[noted].WithoutEffect != nil && *now.History[noted].WithoutEffect
		if now.State != step.state || without == step.effect {
			return fmt.Errorf("%s to version %q: it stands as %s, without effect: %v", step.answer, step.version, now.State, without)
		}
		byID, _, err := r.listed(ctx)
		if err != nil {
			return err
		}
		if m := byID[s.id].Consent; m == nil || m.ConsentId != consent.ConsentId || string(m.Answer) != step.answer {
			return fmt.Errorf("the answer stands in the conversation as %+v", m)
		}
	}
	return nil
}

func consentRefused(ctx context.Context, r *runner) error {
	some := fagsystem.Consent{ConsentId: uuid.New(), Purpose: "x"}
	byEmployee := r.consented(some, "GIVEN", "1")
	byEmployee.author = object{"employeeId": r.setup.EmployeeID}
	for name, s := range map[string]submission{
		"that nobody has asked": r.consented(some, "GIVEN", "1"),
		"with no such answer":   r.consented(some, "PERHAPS", "1"),
		"without a text":        r.asking("CONSENT_ANSWER", `{"language":"nb","consentId":"`+uuid.NewString()+`","answer":"GIVEN"}`),
		"by an employee":        byEmployee,
	} {
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("an answer to a consent %s: %w", name, err)
		}
	}
	return nil
}
