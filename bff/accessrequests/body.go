package accessrequests

import (
	"slices"
	"unicode/utf8"

	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

const (
	// mostEntries is how many can be asked for at once.
	mostEntries = 20
	// mostCodePoints is how long a reason may be.
	mostCodePoints = 2_000
)

// requestBody checks what is asked for and brings it into the form in which it
// is kept. No error says what was written.
func requestBody(place messages.Place, asked portal.NewAccessRequest) (contract.SubmissionBody, error) {
	whole := asked.WholeCase != nil && *asked.WholeCase
	request := contract.AccessRequest{EntryIds: slices.Clone(asked.EntryIds)}
	if whole {
		request.WholeCase = &whole
	}
	body := contract.SubmissionBody{AccessRequest: &request}
	var err error
	if body.Language, err = messages.Spoken(place, asked.Language); err != nil {
		return body, err
	}
	if whole == (len(request.EntryIds) > 0) || len(request.EntryIds) > mostEntries {
		return body, problem.New(problem.InvalidRequest)
	}
	for i, id := range request.EntryIds {
		if slices.Contains(request.EntryIds[:i], id) {
			return body, problem.New(problem.InvalidRequest)
		}
	}
	if asked.Reason != nil {
		reason := messages.Clean(*asked.Reason)
		if utf8.RuneCountInString(reason) > mostCodePoints {
			return body, problem.New(problem.FieldTooLong).With("Most", mostCodePoints)
		}
		if !messages.Empty(reason) {
			body.Text = &reason
		}
	}
	if body.Text != nil && asked.AfraidOfBeingKnown != nil && *asked.AfraidOfBeingKnown {
		body.AfraidOfBeingKnown = asked.AfraidOfBeingKnown
	}
	return body, nil
}
