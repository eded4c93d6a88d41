package show

import (
	"slices"
	"time"

	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// complaintsFor is how long after its deadline somebody who sees no documents is
// told of a decision that they could complain of: some complaints are dealt with late.
const complaintsFor = 90

// Complaints are what a party may complain of who sees no documents, the newest
// decision first: when it was decided, of which kind the remedy is, until when
// and to whom, or until when alone where the fagsystem says no more. What was
// decided, its title too, is a person's to tell.
func Complaints(entries []contract.Entry, role contract.Role, now time.Time) []portal.ComplaintRight {
	shown := []portal.ComplaintRight{}
	for _, entry := range entries {
		way, until := entryRemedy(entry, now), complaintDeadline(entry)
		known := way != nil || until != nil
		if !ComplainsUnseen(entry, role) || !known || until != nil && DaysAhead(*until, now) < -complaintsFor {
			continue
		}
		shown = append(shown, portal.ComplaintRight{EntryId: entry.EntryId, Date: entryDate(entry), Remedy: way, ComplaintDeadline: until})
	}
	slices.SortStableFunc(shown, func(a, b portal.ComplaintRight) int { return b.Date.Compare(a.Date.Time) })
	return shown
}

// ComplainsUnseen tells whether whoever has the right to complain, and sees no
// documents, may complain of this entry in their own copy. For a child the
// fagsystem says so of each: what is in its copy may be another's to complain of.
func ComplainsUnseen(entry contract.Entry, role contract.Role) bool {
	if role == contract.RoleHOVEDPERSON {
		return entry.ChildMayComplain != nil && *entry.ChildMayComplain
	}
	return entry.Remedy != nil && entry.Remedy.Kind.Valid()
}

// WithoutComplaint takes the remedy from an entry, for a party who may not
// complain: the published deadline stands in everybody's copy.
func WithoutComplaint(entry *portal.Entry) {
	entry.Remedy, entry.Summary.ComplaintDeadline = nil, nil
}

// complaintDeadline is the remedy's; where that has none, the published one,
// whose date in Oslo counts. A remedy that says that there is none breaks the
// contract then, and believing it would let a right run out.
func complaintDeadline(entry contract.Entry) *openapi.Date {
	if entry.Remedy != nil && entry.Remedy.Deadline != nil {
		return entry.Remedy.Deadline
	}
	if entry.Journalpost.Klagefrist == nil {
		return nil
	}
	deadline := onDay(*entry.Journalpost.Klagefrist)
	return &deadline
}

// entryRemedy is how one may complain of an entry, until when, and whether that
// is done here.
func entryRemedy(entry contract.Entry, now time.Time) *portal.Remedy {
	if entry.Remedy == nil {
		return nil
	}
	given := *entry.Remedy
	given.Deadline = complaintDeadline(entry)
	shown := remedy(&given, now)
	if shown != nil {
		shown.ByPortal = new(TakesComplaint(entry))
	}
	return shown
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

// TakesComplaint tells whether the fagsystem takes a complaint about this entry
// from here. What is decided by a court, or complained of elsewhere, it doesn't.
func TakesComplaint(entry contract.Entry) bool {
	return entry.Remedy != nil && entry.Remedy.Kind.Valid() && takes(entry, barnevern.EdialogSkjemaTypeKlage)
}

// TakesComment tells whether the fagsystem takes comments on this entry from here.
func TakesComment(entry contract.Entry) bool {
	return entry.Released == contract.EntryReleasedFULL && takes(entry, barnevern.EdialogSkjemaTypeSvar)
}

// takes tells whether something may be sent in about an entry.
func takes(entry contract.Entry, form barnevern.EdialogSkjemaType) bool {
	return slices.ContainsFunc(entry.Journalpost.EdialogSkjemaer, func(one *barnevern.EdialogSkjema) bool {
		return one != nil && one.Predefinert != nil && one.Predefinert.Type == form
	})
}
