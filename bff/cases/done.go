package cases

import (
	"context"
	"log/slog"
	"slices"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
)

// mostComments is how many of a party's comments are looked up.
const mostComments = 100

// handedIn is what the party has answered as the portal knows it. An answer to a
// consent counts while it is on its way: once it is registered, the consent
// itself says how it stands, and may ask anew.
//
// What can't be told waits on: the case is worth more than that.
func (a *API) handedIn(ctx context.Context, found access.Case) show.Done {
	done := show.NewDone()
	if a.settings.HandedIn == nil || !found.May.Documents && !found.May.Consents {
		return done
	}
	own, err := a.settings.HandedIn(ctx, found, contract.SubmissionKindCOMMENT, contract.SubmissionKindCONSENTANSWER)
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
		case one.Kind == contract.SubmissionKindCONSENTANSWER && one.State != submissions.Registered && body.ConsentId != nil && body.ConsentText != nil:
			done.Answered[*body.ConsentId] = body.ConsentText.TextVersion
		}
	}
	return done
}

// addRegistered adds the comments that the fagsystem has, of which the portal
// keeps nothing. It is asked only where somebody still waits for one.
func (a *API) addRegistered(ctx context.Context, client *fagsystem.Client, found access.Case, entries []contract.Entry, done show.Done) {
	now := a.settings.Now()
	waits := func(entry contract.Entry) bool { return show.AsksNow(entry, now) && !done.Commented[entry.EntryId] }
	if !slices.ContainsFunc(entries, waits) {
		return
	}
	page, err := client.MessagesOfKind(ctx, found.CaseCopyID, contract.SubmissionKindCOMMENT, mostComments)
	if err != nil {
		if ctx.Err() == nil {
			slog.WarnContext(ctx, "comments could not be looked up", "municipality", found.Municipality, "error", err.Error())
		}
		return
	}
	for _, message := range page.Messages {
		if message.Kind == contract.SubmissionKindCOMMENT && message.Author.Side == contract.SidePARTY && message.EntryId != nil && !messages.Withdrawn(message) {
			done.Commented[*message.EntryId] = true
		}
	}
}
