package texts

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// PutMark says that something is wrong in a paragraph.
func (a *API) PutMark(ctx context.Context, r portal.PutMarkRequestObject) (portal.PutMarkResponseObject, error) {
	purpose := about("paragraph.mark", r.DocumentId)
	found, place, err := a.decided(ctx, r.CaseCopyId, purpose)
	if err != nil {
		return nil, err
	}
	said, err := words(r.Body.Text)
	if err != nil {
		return nil, err
	}
	var text show.Paragraphs
	entry, err := a.Documents.EntryFor(ctx, found, r.EntryId)
	if err == nil {
		text, err = a.Documents.Paragraphs(ctx, found.Municipality, entry, r.DocumentId, r.Body.Language, r.Body.BlockId)
	}
	before, spent, failed := a.markedBefore(ctx, place, r, said)
	switch {
	case failed != nil:
		return nil, failed
	case before != nil && (err == nil || gone(err)):
		// Accepted is accepted, also where the document is gone since then, or the case
		// is closed. It tells nobody more than they have said themselves.
		if err := a.Access.Conclude(ctx, place.Actor, found, purpose, nil); err != nil {
			return nil, access.Problem(err)
		}
		return portal.PutMark200JSONResponse(*before), nil
	}
	if err := a.concluded(ctx, found, purpose, err); err != nil {
		return nil, err
	}
	if spent {
		return nil, problem.New(problem.OtherBody)
	}
	paragraph := text.ByID[r.Body.BlockId]
	if paragraph.Shown == nil || text.Version != r.Body.Version {
		return nil, problem.New(problem.TextChanged)
	}
	body := contract.SubmissionBody{EntryId: &r.EntryId, DocumentId: &r.DocumentId, Paragraph: &contract.MarkedParagraph{
		Language: r.Body.Language, BlockId: r.Body.BlockId, TextVersion: text.TextVersion, Excerpt: paragraph.Excerpt,
	}}
	if said != "" {
		body.Text = &said
	}
	if body.Language, err = messages.Spoken(place, r.Body.WrittenIn); err != nil {
		return nil, err
	}
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(markDraft(r.DocumentId.String()+"."+r.Body.Language+"."+r.Body.BlockId)), r.Body.Draft, submissions.New{
		Key: markKey(place, r), World: place.World, CaseCopyID: place.CaseCopyID, Kind: contract.SubmissionKindPARAGRAPHMARK, About: place.Party, Body: body,
	})
	if err != nil {
		return nil, err
	}
	shown, _ := markOnItsWay(accepted)
	if created {
		return portal.PutMark201JSONResponse(shown), nil
	}
	return portal.PutMark200JSONResponse(shown), nil
}

// markKey: each mark has a lane of its own, so that one that is parked holds up
// nothing else. The lane names the paragraph too: it is known of it when the words
// are erased here.
func markKey(place messages.Place, r portal.PutMarkRequestObject) submissions.Key {
	lane := uuid.NewSHA1(r.MarkId, []byte(strings.Join([]string{r.EntryId.String(), r.DocumentId.String(), r.Body.Language, r.Body.BlockId}, " ")))
	return submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: lane, ID: r.MarkId}
}

// markedBefore is the same mark of who asks, where it was accepted already; spent
// tells that its id was, for another one.
func (a *API) markedBefore(ctx context.Context, place messages.Place, r portal.PutMarkRequestObject, said string) (before *portal.Mark, spent bool, err error) {
	own, err := a.Submissions.OfKinds(ctx, place.Municipality, place.Person, place.CaseCopyID, contract.SubmissionKindPARAGRAPHMARK)
	if err != nil {
		return nil, false, err
	}
	at := slices.IndexFunc(own, func(one submissions.Submission) bool { return one.ID == r.MarkId })
	if at < 0 {
		return nil, false, nil
	}
	shown, kept := markOnItsWay(own[at])
	if !kept { // the fagsystem has it; of what it was the place alone is known here
		shown = portal.Mark{
			MarkId: r.MarkId, EntryId: r.EntryId, DocumentId: r.DocumentId, Language: r.Body.Language, BlockId: r.Body.BlockId, Version: r.Body.Version,
			Text: said, State: portal.MarkStateMARKED, Delivery: delivery(own[at]), Reason: waits(own[at]), MarkedAt: own[at].AcceptedAt,
		}
		if own[at].OrderingKey != markKey(place, r).OrderingKey {
			return nil, true, nil
		}
		return &shown, false, nil
	}
	if shown.EntryId != r.EntryId || shown.DocumentId != r.DocumentId || shown.Language != r.Body.Language || shown.BlockId != r.Body.BlockId || shown.Text != said {
		return nil, true, nil
	}
	return &shown, false, nil
}

// GetMarkDraft is what the party had begun to say about a paragraph.
func (a *API) GetMarkDraft(ctx context.Context, r portal.GetMarkDraftRequestObject) (portal.GetMarkDraftResponseObject, error) {
	place, err := a.drafting(ctx, r.CaseCopyId, r.Paragraph)
	if err != nil {
		return nil, err
	}
	draft, err := a.Room.Draft(ctx, place)
	return portal.GetMarkDraft200JSONResponse(draft), err
}

// PutMarkDraft saves it.
func (a *API) PutMarkDraft(ctx context.Context, r portal.PutMarkDraftRequestObject) (portal.PutMarkDraftResponseObject, error) {
	place, err := a.drafting(ctx, r.CaseCopyId, r.Paragraph)
	if err != nil {
		return nil, err
	}
	saved, conflict, err := a.Room.SaveDraft(ctx, place, *r.Body)
	if conflict != nil {
		return portal.PutMarkDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutMarkDraft200JSONResponse(saved), err
}

// drafting decides as for what reveals nothing but one's own: what one has begun
// to say isn't lost with the document, nor while the fagsystem doesn't answer.
func (a *API) drafting(ctx context.Context, caseCopyID uuid.UUID, paragraph string) (messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideAdding(ctx, actor, caseCopyID, access.Purpose{Needs: access.Asking})
	if err != nil {
		return messages.Place{}, access.Problem(err)
	}
	if len(paragraph) > mostParagraphName {
		return messages.Place{}, problem.New(problem.InvalidRequest)
	}
	return messages.PartyPlace(actor, found).Drafting(markDraft(paragraph)), nil
}

// mostParagraphName is how long the name of a paragraph for its draft may be.
const mostParagraphName = 300

// markDraft names the draft of what is said about a paragraph.
func markDraft(paragraph string) string { return "mark " + paragraph }

// marked is a mark as the fagsystem has it.
func marked(mark contract.ParagraphMark, hidden show.Hidden, toParty bool) portal.Mark {
	version := mark.Paragraph.TextVersion
	shown := portal.Mark{
		MarkId: mark.MarkId, EntryId: mark.EntryId, DocumentId: mark.DocumentId, Language: mark.Paragraph.Language, BlockId: mark.Paragraph.BlockId,
		State: portal.MarkStateMARKED, Delivery: portal.MessageStateDELIVERED, MarkedAt: mark.MarkedAt.UTC(),
	}
	if mark.Text != nil {
		shown.Text = *mark.Text
	}
	shown.WrittenIn, shown.Direction = mark.WrittenIn, direction(mark.WrittenIn)
	if mark.Answer != nil && mark.State != contract.ParagraphMarkStateMARKED {
		version = mark.Answer.TextVersion
		answer := portal.MarkAnswer{Outcome: portal.MarkOutcomeNOTWRONG, AnsweredAt: mark.Answer.AnsweredAt.UTC(), Language: mark.Answer.Language, Direction: direction(mark.Answer.Language)}
		shown.State = portal.MarkStateNOTWRONG
		if mark.State == contract.ParagraphMarkStateCONFIRMED {
			shown.State, answer.Outcome = portal.MarkStateCONFIRMED, portal.MarkOutcomeCONFIRMED
		}
		if mark.Answer.Text != nil {
			answer.Text = *mark.Answer.Text
			answer.Withheld = hidden.Withhold(toParty, &answer.Text)
		}
		shown.Answer = &answer
	}
	shown.Version = show.TextVersion(mark.Paragraph.Language, version)
	return shown
}

// markOnItsWay is one's own mark that the fagsystem's answer lacks; ok is false
// where nothing of it is kept here any more.
func markOnItsWay(one submissions.Submission) (shown portal.Mark, ok bool) {
	if one.Body == nil || one.Body.Paragraph == nil || one.Body.EntryId == nil || one.Body.DocumentId == nil {
		return shown, false
	}
	p := one.Body.Paragraph
	shown = portal.Mark{
		MarkId: one.ID, EntryId: *one.Body.EntryId, DocumentId: *one.Body.DocumentId, Language: p.Language, BlockId: p.BlockId,
		Version: show.TextVersion(p.Language, p.TextVersion), State: portal.MarkStateMARKED, MarkedAt: one.AcceptedAt,
		Delivery: delivery(one), Reason: waits(one), WrittenIn: one.Body.Language, Direction: direction(one.Body.Language),
	}
	if one.Body.Text != nil {
		shown.Text = *one.Body.Text
	}
	return shown, true
}

// delivery is how far something has come.
func delivery(one submissions.Submission) portal.MessageState {
	switch {
	case one.State == submissions.Registered:
		return portal.MessageStateDELIVERED
	case one.State == submissions.Parked:
		return portal.MessageStatePARKED
	case one.Reason != submissions.NoReason:
		return portal.MessageStateNOTDELIVEREDYET
	}
	return portal.MessageStateSENT
}

func direction(language *string) *portal.Direction {
	if language == nil {
		return nil
	}
	d := portal.Direction(i18n.Direction(*language))
	return &d
}
