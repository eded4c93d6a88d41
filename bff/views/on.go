package views

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// capabilityFor is what saying something about an entry needs.
var capabilityFor = map[contract.SubmissionKind]access.Capability{
	contract.SubmissionKindCOMMENT: access.Commenting, contract.SubmissionKindCOMPLAINT: access.Complaint,
}

// onEntry is a comment or a complaint that is being handed in.
type onEntry struct {
	caseCopyID, entryID, id uuid.UUID
	kind                    contract.SubmissionKind
	said                    portal.NewOnEntry
}

// PutComment hands in a comment on a document.
func (a *API) PutComment(ctx context.Context, r portal.PutCommentRequestObject) (portal.PutCommentResponseObject, error) {
	view, created, err := a.putOn(ctx, onEntry{r.CaseCopyId, r.EntryId, r.ViewId, contract.SubmissionKindCOMMENT, *r.Body})
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutComment201JSONResponse(view), nil
	}
	return portal.PutComment200JSONResponse(view), nil
}

// PutComplaint hands in a complaint about a decision, also after its deadline:
// whether it is dealt with then isn't the portal's to decide.
func (a *API) PutComplaint(ctx context.Context, r portal.PutComplaintRequestObject) (portal.PutComplaintResponseObject, error) {
	view, created, err := a.putOn(ctx, onEntry{r.CaseCopyId, r.EntryId, r.ViewId, contract.SubmissionKindCOMPLAINT, *r.Body})
	switch {
	case err != nil:
		return nil, err
	case created:
		return portal.PutComplaint201JSONResponse(view), nil
	}
	return portal.PutComplaint200JSONResponse(view), nil
}

func (a *API) putOn(ctx context.Context, h onEntry) (view portal.View, created bool, err error) {
	found, place, err := a.addingOn(ctx, h.caseCopyID, h.kind)
	if err != nil {
		return view, false, err
	}
	body, err := onEntryBody(place, h.entryID, h.said)
	if err != nil {
		return view, false, err
	}
	// A lane of its own: what is parked holds up nothing else.
	key := submissions.Key{Municipality: place.Municipality, AuthorID: place.Person, OrderingKey: h.id, ID: h.id}
	if err := a.taken(ctx, found, place, h, key); err != nil {
		return view, false, err
	}
	accepted, created, err := a.Room.AcceptForm(ctx, place.Drafting(onEntryDraft(h.kind, h.entryID)), h.said.Draft, submissions.New{
		Key: key, World: place.World, CaseCopyID: place.CaseCopyID, Kind: h.kind, About: place.Party, Body: body,
	})
	if err != nil {
		return view, false, err
	}
	return a.onItsWay(place, accepted, reading{}), created, nil
}

// taken tells whether the fagsystem takes this about the entry. While it
// doesn't answer, it decides at delivery.
func (a *API) taken(ctx context.Context, found access.Case, place messages.Place, h onEntry, key submissions.Key) error {
	if _, err := a.Submissions.Find(ctx, key); err == nil {
		return nil // accepted before, whatever has become of the entry since
	}
	system := a.Fagsystem(place.Municipality)
	if system == nil {
		return nil
	}
	patient, cancel := context.WithTimeout(ctx, access.SeeingPatience)
	defer cancel()
	entry, err := system.Entry(patient, place.CaseCopyID, h.entryID)
	switch {
	case errors.Is(err, fagsystem.ErrNotFound), err == nil && !mayKnow(found, entry):
		return a.denied(ctx, place, "entry."+string(capabilityFor[h.kind]), "entry", h.entryID)
	case err != nil:
		return nil
	case h.kind == contract.SubmissionKindCOMMENT && hides(patient, system, place, entry):
		return a.denied(ctx, place, "entry."+string(capabilityFor[h.kind]), "entry", h.entryID)
	case h.kind == contract.SubmissionKindCOMMENT && !show.TakesComment(entry), h.kind == contract.SubmissionKindCOMPLAINT && !show.TakesComplaint(entry):
		return problem.New(problem.NotTakenHere)
	}
	return nil
}

// hides tells whether an entry isn't there for the party. The right to complain
// doesn't hang on what a decision is called.
func hides(ctx context.Context, system Fagsystem, place messages.Place, entry contract.Entry) bool {
	caseCopy, err := system.CaseCopy(ctx, place.CaseCopyID)
	return err == nil && show.ReaderOf(caseCopy).Hides(entry)
}

// mayKnow tells whether the party may know that there is such an entry: whoever
// sees documents, and whoever may complain of it without seeing it.
func mayKnow(found access.Case, entry contract.Entry) bool {
	kept := found.Child.PersonId == uuid.Nil
	return found.May.Documents || found.May.DocumentsNeedStepUp || kept ||
		found.May.Complaint && show.ComplainsUnseen(entry, found.Role)
}

// denied records that something was named that isn't there for who asks.
func (a *API) denied(ctx context.Context, place messages.Place, action, kind string, id uuid.UUID) error {
	err := a.Recorder.Record(ctx, audit.Event{
		Municipality: place.Municipality, Person: place.Person, World: place.World, Action: action,
		ObjectKind: kind, ObjectID: id.String(), About: place.Party, Outcome: audit.Denied,
	})
	if err != nil {
		return err
	}
	return problem.New(problem.NotFound)
}

// addingOn decides for what reveals nothing but one's own.
func (a *API) addingOn(ctx context.Context, caseCopyID uuid.UUID, kind contract.SubmissionKind) (access.Case, messages.Place, error) {
	actor := session.FromContext(ctx)
	found, err := a.Access.DecideAdding(ctx, actor, caseCopyID, access.Purpose{Needs: capabilityFor[kind]})
	if err != nil {
		return found, messages.Place{}, access.Problem(err)
	}
	return found, messages.PartyPlace(actor, found), nil
}

// onEntryBody checks what is said and brings it into the form in which it is
// kept. No error says what was written.
func onEntryBody(place messages.Place, entryID uuid.UUID, said portal.NewOnEntry) (contract.SubmissionBody, error) {
	text := messages.Clean(said.Text)
	body := contract.SubmissionBody{EntryId: &entryID, Text: &text}
	switch count := utf8.RuneCountInString(text); {
	case messages.Empty(text):
		return body, problem.New(problem.TextEmpty)
	case count > messages.MostCodePoints:
		return body, problem.New(problem.TextTooLong).With("Count", count).With("Most", messages.MostCodePoints)
	}
	if said.AfraidOfBeingKnown != nil && *said.AfraidOfBeingKnown {
		body.AfraidOfBeingKnown = said.AfraidOfBeingKnown
	}
	var err error
	body.Language, err = messages.Spoken(place, said.Language)
	return body, err
}

// GetCommentDraft is the comment that the party had begun to write.
func (a *API) GetCommentDraft(ctx context.Context, r portal.GetCommentDraftRequestObject) (portal.GetCommentDraftResponseObject, error) {
	draft, err := a.draftOn(ctx, onEntry{caseCopyID: r.CaseCopyId, entryID: r.EntryId, kind: contract.SubmissionKindCOMMENT})
	return portal.GetCommentDraft200JSONResponse(draft), err
}

// PutCommentDraft saves it.
func (a *API) PutCommentDraft(ctx context.Context, r portal.PutCommentDraftRequestObject) (portal.PutCommentDraftResponseObject, error) {
	saved, conflict, err := a.saveDraftOn(ctx, onEntry{caseCopyID: r.CaseCopyId, entryID: r.EntryId, kind: contract.SubmissionKindCOMMENT}, *r.Body)
	if conflict != nil {
		return portal.PutCommentDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutCommentDraft200JSONResponse(saved), err
}

// GetComplaintDraft is the complaint that the party had begun to write.
func (a *API) GetComplaintDraft(ctx context.Context, r portal.GetComplaintDraftRequestObject) (portal.GetComplaintDraftResponseObject, error) {
	draft, err := a.draftOn(ctx, onEntry{caseCopyID: r.CaseCopyId, entryID: r.EntryId, kind: contract.SubmissionKindCOMPLAINT})
	return portal.GetComplaintDraft200JSONResponse(draft), err
}

// PutComplaintDraft saves it.
func (a *API) PutComplaintDraft(ctx context.Context, r portal.PutComplaintDraftRequestObject) (portal.PutComplaintDraftResponseObject, error) {
	saved, conflict, err := a.saveDraftOn(ctx, onEntry{caseCopyID: r.CaseCopyId, entryID: r.EntryId, kind: contract.SubmissionKindCOMPLAINT}, *r.Body)
	if conflict != nil {
		return portal.PutComplaintDraft409ApplicationProblemPlusJSONResponse(*conflict), err
	}
	return portal.PutComplaintDraft200JSONResponse(saved), err
}

func (a *API) draftOn(ctx context.Context, h onEntry) (portal.Draft, error) {
	_, place, err := a.addingOn(ctx, h.caseCopyID, h.kind)
	if err != nil {
		return portal.Draft{}, err
	}
	return a.Room.Draft(ctx, place.Drafting(onEntryDraft(h.kind, h.entryID)))
}

func (a *API) saveDraftOn(ctx context.Context, h onEntry, draft portal.Draft) (portal.Draft, *portal.DraftConflict, error) {
	_, place, err := a.addingOn(ctx, h.caseCopyID, h.kind)
	if err != nil {
		return portal.Draft{}, nil, err
	}
	return a.Room.SaveDraft(ctx, place.Drafting(onEntryDraft(h.kind, h.entryID)), draft)
}

// onEntryDraft names the draft of what is said about an entry.
func onEntryDraft(kind contract.SubmissionKind, entryID uuid.UUID) string {
	return string(kind) + " " + entryID.String()
}
