package messages

import (
	"context"
	"encoding/json"
	"log/slog"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/contracts/portal"
)

// AcceptForm takes in what was filled in in the form whose draft is kept at
// drafting. The draft that it was made from ends with the same stroke; what was
// saved since, or begun anew, stays.
func (r *Room) AcceptForm(ctx context.Context, drafting Place, made *portal.DraftBase, handedIn submissions.New) (accepted submissions.Submission, created bool, err error) {
	handedIn.DraftOf, handedIn.Draft = drafting.DraftOf, madeFrom(made)
	accepted, created, err = r.Accept(ctx, handedIn)
	switch {
	case err != nil:
	case made != nil:
		r.Drafts.Ended(drafting.draft())
	case created:
		r.removeFormDraft(ctx, drafting, handedIn.ID)
	}
	return accepted, created, err
}

// removeFormDraft is for pages that don't name the draft: it removes the one that
// has the id under which it was sent. Should this fail, nothing is lost.
func (r *Room) removeFormDraft(ctx context.Context, drafting Place, id uuid.UUID) {
	if err := r.Drafts.RemoveSent(ctx, drafting.draft(), id, func(there drafts.Written) (drafts.Written, bool) {
		return drafts.Written{}, formID(there.Text) == id
	}); err != nil {
		slog.WarnContext(ctx, "the draft of what was sent is still there", "municipality", drafting.Municipality, "error", err.Error())
	}
}

// formID is the id that a form has in its draft, or zero.
func formID(draft string) uuid.UUID {
	var form struct {
		ID uuid.UUID `json:"id"`
	}
	if json.Unmarshal([]byte(draft), &form) != nil {
		return uuid.Nil
	}
	return form.ID
}
