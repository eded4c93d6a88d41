// Package documents shows a party the entries of their case: lists, each one
// whole, its texts as blocks, and its original file as a stream.
package documents

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/golang-lru/v2/expirable"
	"golang.org/x/sync/errgroup"

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
	// Seen is told that an entry was really seen, whenever it is; may be nil.
	Seen func(ctx context.Context, found access.Case, entryID uuid.UUID) error
}

// API answers the room's requests.
type API struct {
	settings Settings
	// streams are the readings that are under way, with who reads: a viewer asks for
	// a file in many parts. They are one reading in the audit log.
	streams *expirable.LRU[stream, show.Reader]
}

// stream is a file that somebody reads.
type stream struct {
	session                string
	caseCopyID, documentID uuid.UUID
}

// underWay is who reads what a request wants a further part of, or nil. It is
// recorded already; a denial is recorded all the same.
func (a *API) underWay(reading stream, purpose *access.Purpose) *show.Reader {
	reader, there := a.streams.Get(reading)
	if !there {
		return nil
	}
	purpose.Action = ""
	return &reader
}

// streamAge is how long what is asked for again counts as the same reading.
const streamAge = time.Minute

// New makes an API.
func New(settings Settings) *API {
	return &API{settings: settings, streams: expirable.NewLRU[stream, show.Reader](10_000, nil, streamAge)}
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
	var page fagsystem.ReadEntries
	var reader show.Reader
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		page, err = a.settings.Fagsystems.Of(found.Municipality).EntriesAndRest(asked, found.CaseCopyID, cursor, limit)
		return err
	})
	asking.Go(func() (err error) {
		reader, err = a.reader(asked, found)
		return err
	})
	err = asking.Wait()
	if cursor != "" && errors.Is(err, fagsystem.ErrInvalid) {
		return nil, problem.New(problem.InvalidRequest) // only the fagsystem can read its cursors
	}
	if err != nil {
		return nil, access.Problem(err)
	}
	shown := portal.EntryPage{Entries: []portal.EntrySummary{}, NextCursor: page.NextCursor}
	if page.LeftOut > 0 {
		incomplete := true
		shown.Incomplete = &incomplete
	}
	for _, entry := range page.Entries {
		if one, may := summary(found, entry, reader, actor.Language); may {
			shown.Entries = append(shown.Entries, one)
		}
	}
	return portal.ListEntries200JSONResponse(shown), nil
}

// summary is an entry in a list as this party may know it; may is false for one
// that isn't there for them.
func summary(found access.Case, entry contract.Entry, reader show.Reader, language string) (shown portal.EntrySummary, may bool) {
	shown = show.EntrySummary(entry, reader, language)
	if !found.May.Complaint {
		shown.ComplaintDeadline = nil
	}
	return shown, !reader.Hides(entry)
}

// GetEntry is one entry.
func (a *API) GetEntry(ctx context.Context, request portal.GetEntryRequestObject) (portal.GetEntryResponseObject, error) {
	purpose := access.Purpose{Action: "entry.read", ObjectKind: "entry", ObjectID: request.EntryId.String()}
	found, err := a.decide(ctx, request.CaseCopyId, &purpose)
	if err != nil {
		return nil, access.Problem(err)
	}
	one, err := a.find(ctx, found, request.EntryId, purpose, nil, nil)
	if err != nil {
		return nil, access.Problem(err)
	}
	language := session.FromContext(ctx).Language
	shown := a.whole(one, language)
	related, leftOut := a.related(ctx, one, language)
	shown.Related = related
	if leftOut {
		shown.RelatedIncomplete = new(true)
	}
	return portal.GetEntry200JSONResponse(shown), nil
}

// Showing gives what shows entries as this party may know them at that moment;
// ok is false for those that aren't there for them. It decides nothing and
// records nothing.
func (a *API) Showing(ctx context.Context, found access.Case, language string, at time.Time) (func(contract.Entry) (shown portal.Entry, ok bool), error) {
	reader, err := a.reader(ctx, found)
	return func(entry contract.Entry) (portal.Entry, bool) {
		return wholeAt(seen{found, entry, reader}, language, at), !reader.Hides(entry)
	}, err
}

// whole is an entry as this party may know it.
func (a *API) whole(one seen, language string) portal.Entry {
	return wholeAt(one, language, a.settings.Now())
}

func wholeAt(one seen, language string, at time.Time) portal.Entry {
	found, shown := one.found, show.Entry(one.entry, one.reader, language, at)
	if !found.May.Complaint {
		show.WithoutComplaint(&shown)
	}
	if !found.May.Commenting {
		shown.MayComment = nil
	}
	return shown
}

// reader is the party, with what their copy of the case lets pass to them.
func (a *API) reader(ctx context.Context, found access.Case) (show.Reader, error) {
	caseCopy, err := a.settings.Fagsystems.Of(found.Municipality).CaseCopy(ctx, found.CaseCopyID)
	if err != nil {
		return show.Reader{}, err
	}
	if caseCopy.PartyId != found.PartyID {
		slog.ErrorContext(ctx, "the fagsystem gave a copy of another party", "municipality", found.Municipality)
		return show.Reader{}, fagsystem.ErrFault
	}
	return show.ReaderOf(caseCopy), nil
}

// opened names the submission that says that a party has opened an entry: one
// for each, on whatever device and however often.
var opened = uuid.MustParse("5f0c8a52-7d0e-4d4a-9c43-2f2f6f6b2d10")

// PutEntryOpened reports, once, that the entry was really seen.
func (a *API) PutEntryOpened(ctx context.Context, request portal.PutEntryOpenedRequestObject) (portal.PutEntryOpenedResponseObject, error) {
	purpose := access.Purpose{Action: "entry.open", ObjectKind: "entry", ObjectID: request.EntryId.String()}
	one, err := a.entry(ctx, request.CaseCopyId, request.EntryId, purpose, released)
	if err != nil {
		return nil, access.Problem(err)
	}
	found, entry := one.found, one.entry
	if a.settings.Seen != nil {
		if err := a.settings.Seen(ctx, found, entry.EntryId); err != nil {
			return nil, err
		}
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
func released(one seen) bool { return one.entry.Released == contract.EntryReleasedFULL }

// seen is an entry that is there for a party, with who reads it.
type seen struct {
	found  access.Case
	entry  contract.Entry
	reader show.Reader
}

// entry decides, reads the entry and records: what isn't in this party's copy,
// or isn't what holds asks for, doesn't exist.
func (a *API) entry(ctx context.Context, caseCopyID, entryID uuid.UUID, purpose access.Purpose, holds func(seen) bool) (seen, error) {
	found, err := a.decide(ctx, caseCopyID, &purpose)
	if err != nil {
		return seen{}, err
	}
	return a.find(ctx, found, entryID, purpose, nil, holds)
}

// decide is the first half of entry: may the actor see documents in this case?
func (a *API) decide(ctx context.Context, caseCopyID uuid.UUID, purpose *access.Purpose) (access.Case, error) {
	purpose.Needs, purpose.ByCaller = access.Documents, true
	return a.settings.Access.Decide(ctx, session.FromContext(ctx), caseCopyID, *purpose)
}

// find is the second half: is there such an entry in it, for this reader? It
// records the answer. reader is nil where the party's copy has to tell.
func (a *API) find(ctx context.Context, found access.Case, entryID uuid.UUID, purpose access.Purpose, reader *show.Reader, holds func(seen) bool) (seen, error) {
	one, err := a.look(ctx, found, entryID, reader)
	if err == nil && holds != nil && !holds(one) {
		err = access.ErrNotFound
	}
	if err = a.settings.Access.Conclude(ctx, session.FromContext(ctx), found, purpose, err); err != nil {
		return seen{}, err
	}
	return one, nil
}

// EntryFor is an entry as it is there for this party; one that isn't is
// access.ErrNotFound. It records nothing.
func (a *API) EntryFor(ctx context.Context, found access.Case, entryID uuid.UUID) (contract.Entry, error) {
	one, err := a.look(ctx, found, entryID, nil)
	return one.entry, err
}

// look reads an entry and decides whether it is there for this party. Whatever
// is given out of one, be it a text, a file or a voice, comes by here.
func (a *API) look(ctx context.Context, found access.Case, entryID uuid.UUID, reader *show.Reader) (seen, error) {
	one := seen{found: found}
	asking, asked := errgroup.WithContext(ctx)
	asking.Go(func() (err error) {
		one.entry, err = a.settings.Fagsystems.Of(found.Municipality).Entry(asked, found.CaseCopyID, entryID)
		return err
	})
	if reader != nil {
		one.reader = *reader
	} else {
		asking.Go(func() (err error) {
			one.reader, err = a.reader(asked, found)
			return err
		})
	}
	err := asking.Wait()
	if errors.Is(err, fagsystem.ErrNotFound) || err == nil && one.reader.Hides(one.entry) {
		err = access.ErrNotFound
	}
	return one, err
}
