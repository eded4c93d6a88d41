package cases

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
)

// mostAnswered is how many of a party's comments, and of their complaints, are
// looked up.
const mostAnswered = 100

// handedIn is what the party has answered as the portal knows it. An answer to a
// consent counts while it is on its way: once it is registered, the consent
// itself says how it stands, and may ask anew.
//
// What can't be told waits on: the case is worth more than that.
func (a *API) handedIn(ctx context.Context, found access.Case) show.Done {
	done := show.NewDone()
	if a.settings.HandedIn == nil || !found.May.Documents && !found.May.Consents && !found.May.Complaint {
		return done
	}
	own, err := a.settings.HandedIn(ctx, found, contract.SubmissionKindCOMMENT, contract.SubmissionKindCOMPLAINT, contract.SubmissionKindCONSENTANSWER)
	if err != nil {
		slog.WarnContext(ctx, "what a party has handed in could not be looked up", "municipality", found.Municipality, "error", err.Error())
		return done
	}
	// Newest first: the last answer to a consent is the one that counts.
	for _, one := range slices.Backward(own) {
		switch body := one.Body; {
		case body == nil:
		case one.Kind == contract.SubmissionKindCOMMENT && body.EntryId != nil:
			done.Commented[*body.EntryId] = true
		case one.Kind == contract.SubmissionKindCOMPLAINT && one.State != submissions.Parked && body.EntryId != nil:
			// One that is stuck may still have to be made in another way, in time.
			done.Complained[*body.EntryId] = true
		case one.Kind == contract.SubmissionKindCONSENTANSWER && one.State != submissions.Registered && body.ConsentId != nil && body.ConsentText != nil:
			done.Answered[*body.ConsentId] = body.ConsentText.TextVersion
		}
	}
	return done
}

// addRegistered adds the comments and complaints that the fagsystem has, of which
// the portal keeps nothing. It is asked only where somebody still waits for one.
func (a *API) addRegistered(ctx context.Context, client *fagsystem.Client, found access.Case, entries []contract.Entry, done show.Done) {
	now := a.settings.Now()
	var asking sync.WaitGroup
	add := func(kind contract.SubmissionKind, waits func(contract.Entry, time.Time) bool, done map[uuid.UUID]bool) {
		if slices.ContainsFunc(entries, func(entry contract.Entry) bool { return waits(entry, now) && !done[entry.EntryId] }) {
			asking.Go(func() { addSaid(ctx, client, found, kind, done) })
		}
	}
	add(contract.SubmissionKindCOMMENT, show.AsksNow, done.Commented)
	add(contract.SubmissionKindCOMPLAINT, show.ComplaintWaits, done.Complained)
	asking.Wait()
}

// addSaid adds the entries of which the party has said something of a kind.
func addSaid(ctx context.Context, client *fagsystem.Client, found access.Case, kind contract.SubmissionKind, done map[uuid.UUID]bool) {
	page, err := client.MessagesOfKind(ctx, found.CaseCopyID, kind, mostAnswered)
	if err != nil {
		if ctx.Err() == nil {
			slog.WarnContext(ctx, "what a party has said could not be looked up", "municipality", found.Municipality, "kind", kind, "error", err.Error())
		}
		return
	}
	for _, message := range page.Messages {
		if message.Kind == kind && message.Author.Side == contract.SidePARTY && message.EntryId != nil && !messages.Withdrawn(message) {
			done[*message.EntryId] = true
		}
	}
}
