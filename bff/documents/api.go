// Package documents shows a party the entries of their case: lists, each one
// whole, its texts as blocks, and its original file as a stream.
package documents

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/expirable"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/show"
)

// Decider decides what the actor may see; access.Decider does.
type Decider interface {
	Decide(ctx context.Context, actor *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error)
	Conclude(ctx context.Context, actor *session.Actor, found access.Case, purpose access.Purpose, outcome error) error
}

// Submitter hands over to the fagsystem that an entry was opened. id is the same
// for the same party and entry; what was handed in before under it stands.
type Submitter interface {
	SubmitOpened(ctx context.Context, found access.Case, id, entryID uuid.UUID, openedAt time.Time) error
}

// Settings are what the room works with.
type Settings struct {
	Access     Decider
	Fagsystems *fagsystem.Clients
	Submitter  Submitter
	Sessions   Narrower
	Now        func() time.Time
}

// API answers the room's requests.
type API struct {
	settings Settings
	// streams are the readings of files that are under way: a viewer asks for a
	// file in many parts, and they are one reading in the audit log.
	streams *expirable.LRU[stream, struct{}]
}

type stream struct {
	session    string
	documentID uuid.UUID
}

// streamAge is how long parts of a file count as the same reading.
const streamAge = time.Minute

// New makes an API.
func New(settings Settings) *API {
	return &API{settings: settings, streams: expirable.NewLRU[stream, struct{}](10_000, nil, streamAge)}
}

const defaultLimit = 100

// ListEntries is a page of the entries released to this party, newest first.
func (a *API) ListEntries(ctx context.Context, request portal.ListEntriesRequestObject) (portal.ListEntriesResponseObject, error) {
	actor := session.FromContext(ctx)
	found, err := a.settings.Access.Decide(ctx, actor, request.CaseCopyId, access.Purpose{Action: "entry.list", Needs: access.Documents})
	if err != nil {
		return nil, access.Problem(err)
	}
	limit, cursor := defaultLimit, ""
	if request.Params.Limit != nil {
		limit = *request.Params.Limit
	}
	if request.Params.Cursor != nil {
		cursor = *request.Params.Cursor
	}
	page, err := a.settings.Fagsystems.Of(found.Municipality).Entries(ctx, found.CaseCopyID, cursor, limit)
	if cursor != "" && errors.Is(err, fagsystem.ErrInvalid) {
		return nil, problem.New(problem.InvalidRequest) // only the fagsystem can read its cursors
	}
	if err != nil {
		return nil, access.Problem(err)
	}
	shown := portal.EntryPage{Entries: []portal.EntrySummary{}, NextCursor: page.NextCursor}
	for _, entry := range page.Entries {
		summary := show.EntrySummary(entry, actor.Language)
		if !found.May.Complaint {
			summary.ComplaintDeadline = nil
		}
		shown.Entries = append(shown.Entries, summary)
	}
	return portal.ListEntries200JSONResponse(shown), nil
}

// GetEntry is one entry.
func (a *API) GetEntry(ctx context.Context, request portal.GetEntryRequestObject) (portal.GetEntryResponseObject, error) {
	purpose := access.Purpose{Action: "entry.read", ObjectKind: "entry", ObjectID: request.EntryId.String()}
	found, entry, err := a.entry(ctx, request.CaseCopyId, request.EntryId, purpose, nil)
	if err != nil {
		return nil, access.Problem(err)
	}
	return portal.GetEntry200JSONResponse(a.whole(found, entry, session.FromContext(ctx).Language)), nil
}

// whole is an entry as this party may know it.
func (a *API) whole(found access.Case, entry contract.Entry, language string) portal.Entry {
	shown := show.Entry(entry, language, a.settings.Now())
	if !found.May.Complaint {
		show.WithoutComplaint(&shown)
	}
	return shown
}

// opened names the submission that says that a party has opened an entry: one
// for each, on whatever device and however often.
var opened = uuid.MustParse("5f0c8a52-7d0e-4d4a-9c43-2f2f6f6b2d10")

// PutEntryOpened reports, once, that the entry was really seen.
func (a *API) PutEntryOpened(ctx context.Context, request portal.PutEntryOpenedRequestObject) (portal.PutEntryOpenedResponseObject, error) {
	purpose := access.Purpose{Action: "entry.open", ObjectKind: "entry", ObjectID: request.EntryId.String()}
	found, entry, err := a.entry(ctx, request.CaseCopyId, request.EntryId, purpose, released)
	if err != nil {
		return nil, access.Problem(err)
	}
	if entry.OpenedAt == nil {
		id := uuid.NewSHA1(opened, []byte(found.Municipality+" "+found.PartyID.String()+" "+entry.EntryId.String()))
		if err := a.settings.Submitter.SubmitOpened(ctx, found, id, entry.EntryId, a.settings.Now()); err != nil {
			return nil, err
		}
	}
	return portal.PutEntryOpened204Response{}, nil
}

// released: more than the title.
func released(entry contract.Entry) bool { return entry.Released == contract.EntryReleasedFULL }

// entry decides, reads the entry and records: what isn't in this party's copy,
// or isn't what holds asks for, doesn't exist.
func (a *API) entry(ctx context.Context, caseCopyID, entryID uuid.UUID, purpose access.Purpose, holds func(contract.Entry) bool) (access.Case, contract.Entry, error) {
	found, err := a.decide(ctx, caseCopyID, &purpose)
	if err != nil {
		return access.Case{}, contract.Entry{}, err
	}
	entry, err := a.find(ctx, found, entryID, purpose, holds)
	if err != nil {
		return access.Case{}, contract.Entry{}, err
	}
	return found, entry, nil
}

// decide is the first half of entry: may the actor see documents in this case?
func (a *API) decide(ctx context.Context, caseCopyID uuid.UUID, purpose *access.Purpose) (access.Case, error) {
	purpose.Needs, purpose.ByCaller = access.Documents, true
	return a.settings.Access.Decide(ctx, session.FromContext(ctx), caseCopyID, *purpose)
}

// find is the second half: is there such an entry in it? It records the answer.
func (a *API) find(ctx context.Context, found access.Case, entryID uuid.UUID, purpose access.Purpose, holds func(contract.Entry) bool) (contract.Entry, error) {
	entry, err := a.settings.Fagsystems.Of(found.Municipality).Entry(ctx, found.CaseCopyID, entryID)
	if errors.Is(err, fagsystem.ErrNotFound) || err == nil && holds != nil && !holds(entry) {
		err = access.ErrNotFound
	}
	if err = a.settings.Access.Conclude(ctx, session.FromContext(ctx), found, purpose, err); err != nil {
		return contract.Entry{}, err
	}
	return entry, nil
}
