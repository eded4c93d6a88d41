package messages

import (
	"time"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// saidAccessRequest is what a message asks to see, or nil where it asks for
// nothing. Why it was decided so and how to complain stand where the author sees
// what became of it, not here: a party's conversation opens at a lower level of
// log-in than documents, and outlives the right to them.
func (p Place) saidAccessRequest(kind contract.SubmissionKind, items []contract.AccessRequestItem, hidden show.Hidden, now time.Time) *portal.SaidAccessRequest {
	if kind != contract.SubmissionKindACCESSREQUEST {
		return nil
	}
	toParty := p.World == person.Citizen
	shown := show.AccessItems(items, hidden, toParty, false, now)
	for i := range shown {
		if one := &shown[i]; toParty {
			one.Explanation, one.Language, one.Direction, one.Withheld = nil, nil, nil, nil
		}
	}
	return &portal.SaidAccessRequest{Known: len(items) > 0, Items: shown}
}

// ownAccessRequest is the same of one's own submission.
func ownAccessRequest(one submissions.Submission) *portal.SaidAccessRequest {
	if one.Kind != contract.SubmissionKindACCESSREQUEST {
		return nil
	}
	shown := &portal.SaidAccessRequest{Items: []portal.AccessRequestItem{}}
	if one.Body != nil && one.Body.AccessRequest != nil {
		shown.Known, shown.Items = true, show.AskedItems(*one.Body.AccessRequest)
	}
	return shown
}
