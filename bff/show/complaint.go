package show

import (
	"slices"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// complaintsFor is how long after its deadline a child is told of a decision
// that it could complain of: some complaints are dealt with late.
const complaintsFor = 90

// Complaints are what a child may complain of who sees no documents, the newest
// decision first: when it was decided, of which kind the remedy is, until when
// and to whom. What was decided, its title too, is a person's to tell.
func Complaints(entries []contract.Entry, now time.Time) []portal.ComplaintRight {
	shown := []portal.ComplaintRight{}
	for _, entry := range entries {
		may := entry.ChildMayComplain != nil && *entry.ChildMayComplain
		way := remedy(entry.Remedy, now)
		if !may || way == nil || way.DaysLeft != nil && *way.DaysLeft < -complaintsFor {
			continue
		}
		shown = append(shown, portal.ComplaintRight{EntryId: entry.EntryId, Date: entryDate(entry), Remedy: *way})
	}
	slices.SortStableFunc(shown, func(a, b portal.ComplaintRight) int { return b.Date.Compare(a.Date.Time) })
	return shown
}

// WithoutComplaint takes the remedy from an entry, for a party who may not
// complain: the published deadline stands in everybody's copy.
func WithoutComplaint(entry *portal.Entry) {
	entry.Remedy, entry.Summary.ComplaintDeadline = nil, nil
}

// complaintDeadline is the remedy's; where there is none, the published one,
// whose date in Oslo counts.
func complaintDeadline(entry contract.Entry) *openapi.Date {
	if entry.Remedy != nil {
		return entry.Remedy.Deadline
	}
	if entry.Journalpost.Klagefrist == nil {
		return nil
	}
	deadline := onDay(*entry.Journalpost.Klagefrist)
	return &deadline
}

func remedy(given *contract.Remedy, now time.Time) *portal.Remedy {
	if given == nil || !given.Kind.Valid() {
		return nil
	}
	shown := &portal.Remedy{Kind: portal.RemedyKind(given.Kind), Receiver: given.Receiver, Deadline: given.Deadline}
	if given.Deadline != nil {
		days := DaysAhead(*given.Deadline, now)
		shown.DaysLeft = &days
	}
	return shown
}
