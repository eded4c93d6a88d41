package messages

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/correlation"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// mostDraft is how long a draft may be: longer than a message, so that one can
// shorten it in peace.
const mostDraft = 60_000

// Drafting is the place for a draft of something else than a message: of is what
// it is, and has a draft of its own in this conversation.
func (p Place) Drafting(of string) Place {
	p.DraftOf = uuid.NewSHA1(p.CaseCopyID, []byte(of))
	return p
}

// Draft is what one had begun to write.
func (r *Room) Draft(ctx context.Context, p Place) (portal.Draft, error) {
	found, err := r.Drafts.Find(ctx, p.draft())
	if err != nil {
		return portal.Draft{}, problem.Wrap(problem.Unavailable, err)
	}
	return shownDraft(found), nil
}

// SaveDraft keeps what is being written. A conflict isn't an error here: the
// second answer is then what was saved in between.
func (r *Room) SaveDraft(ctx context.Context, p Place, draft portal.Draft) (saved portal.Draft, conflict *portal.DraftConflict, err error) {
	switch {
	case draft.Revision < 0:
		return portal.Draft{}, nil, problem.New(problem.InvalidRequest)
	case utf8.RuneCountInString(draft.Text) > mostDraft:
		return portal.Draft{}, nil, problem.New(problem.TooLarge)
	}
	if draft.Language != nil {
		if err := CheckLanguage(*draft.Language); err != nil {
			return portal.Draft{}, nil, err
		}
	}
	text := strings.ToValidUTF8(draft.Text, "")
	d, err := detailsOf(p, text, draft.Language, draft.AfraidOfBeingKnown, draft.AfraidParts)
	if err != nil {
		return portal.Draft{}, nil, err
	}
	kept, err := r.Drafts.Save(ctx, p.draft(), d.written(text), base(draft.Revision, draft.After), orNil(draft.SaveId))
	var between *drafts.Conflict
	if errors.As(err, &between) {
		const code = problem.DraftConflict
		key := "srv.problem." + string(code)
		return portal.Draft{}, &portal.DraftConflict{
			Type: "urn:portal:problem:" + string(code), Code: portal.ProblemCode(code), Status: code.Status(),
			Title:  i18n.Localize(p.Actor.Language, key+".title", nil),
			Detail: i18n.Localize(p.Actor.Language, key+".detail", nil), CorrelationId: correlation.ID(ctx),
			Saved: shownDraft(between.Saved),
		}, nil
	}
	if err != nil {
		return portal.Draft{}, nil, problem.Wrap(problem.Unavailable, err)
	}
	return shownDraft(kept), nil, nil
}

// removeSentDraft removes a draft that is nothing but a message that was sent, or
// that message behind one that was taken back meanwhile, which stays.
func (r *Room) removeSentDraft(ctx context.Context, p Place, id uuid.UUID, sent string) {
	left := func(there drafts.Written) (drafts.Written, bool) { return withoutSent(there, sent) }
	if err := r.Drafts.RemoveSent(ctx, p.draft(), id, left); err != nil {
		slog.WarnContext(ctx, "the draft of what was sent is still there", "municipality", p.Municipality, "error", err.Error())
	}
}

// madeFrom is the draft that somebody names; nil for none.
func madeFrom(named *portal.DraftBase) *drafts.Base {
	if named == nil {
		return nil
	}
	made := base(named.Revision, named.After)
	return &made
}

func base(revision int64, after *uuid.UUID) drafts.Base {
	return drafts.Base{Revision: revision, After: orNil(after)}
}

func orNil(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

func shownDraft(draft drafts.Draft) portal.Draft {
	d := detailsIn(draft.Written)
	shown := portal.Draft{Text: draft.Text, Revision: draft.Revision, AfraidParts: shownParts(d.AfraidParts)}
	if d.Language != "" {
		shown.Language = &d.Language
	}
	if d.AfraidOfBeingKnown {
		shown.AfraidOfBeingKnown = &d.AfraidOfBeingKnown
	}
	if !draft.SavedAt.IsZero() {
		shown.SavedAt = &draft.SavedAt
	}
	return shown
}
