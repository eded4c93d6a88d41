package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
)

const wholeCase = `{"text":"Jeg vil vite hva som er skrevet","language":"nb","accessRequest":{"wholeCase":true}}`

// accessRequestListed: what is asked for is listed by its kind, each with how it stands.
func accessRequestListed(ctx context.Context, r *runner) error {
	s := r.asking("ACCESS_REQUEST", wholeCase)
	if _, err := r.register(ctx, s); err != nil {
		return err
	}
	page, err := read[fagsystem.MessagePage](ctx, r.client, get(r.copyPath+"/messages?limit=200&kind=ACCESS_REQUEST"))
	if err != nil {
		return err
	}
	for _, m := range page.Messages {
		if m.Kind != "ACCESS_REQUEST" {
			return fmt.Errorf("asked for requests for access, it gives a %s", m.Kind)
		}
		if m.MessageId.String() != s.id {
			continue
		}
		if len(m.AccessRequest) != 1 || m.AccessRequest[0].EntryId != nil || !m.AccessRequest[0].Status.Valid() || m.Text != "Jeg vil vite hva som er skrevet" {
			return fmt.Errorf("it came back as %+v", m)
		}
		return nil
	}
	return fmt.Errorf("the request isn't among the requests")
}

func accessRequestRefused(ctx context.Context, r *runner) error {
	byEmployee := r.answer("").saying(json.RawMessage(wholeCase))
	byEmployee.kind = "ACCESS_REQUEST"
	for name, s := range map[string]submission{
		"that asks for nothing":               r.asking("ACCESS_REQUEST", `{"text":"x"}`),
		"that names nothing":                  r.asking("ACCESS_REQUEST", `{"accessRequest":{}}`),
		"for something and the whole case":    r.asking("ACCESS_REQUEST", `{"accessRequest":{"wholeCase":true,"entryIds":["`+uuid.NewString()+`"]}}`),
		"for an entry that isn't in the copy": r.asking("ACCESS_REQUEST", `{"accessRequest":{"entryIds":["`+uuid.NewString()+`"]}}`),
		"by an employee":                      byEmployee,
	} {
		if err := r.problem(ctx, r.put(s), http.StatusUnprocessableEntity, "invalid"); err != nil {
			return fmt.Errorf("a request for access %s: %w", name, err)
		}
	}
	return nil
}
