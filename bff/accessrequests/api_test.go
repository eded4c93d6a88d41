package accessrequests_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/accessrequests"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault/vaulttest"
	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// world is a mother with one case and three entries, and a fagsystem that a test
// can stop.
type world struct {
	api             *accessrequests.API
	mother          context.Context
	caseCopy        uuid.UUID
	entries         []uuid.UUID
	person          uuid.UUID
	now             time.Time
	down, noCase    bool
	others          []contract.Party
	documents, mayC bool
	history         contract.MessagePage
	recorded        []audit.Event
	seen            []uuid.UUID
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{caseCopy: uuid.New(), entries: []uuid.UUID{uuid.New(), uuid.New(), uuid.New()}, documents: true, mayC: true, now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	pool, v := postgrestest.New(t), vaulttest.New(t)
	clock := func() time.Time { return w.now }
	people := person.New(pool, v, clock)
	found, err := people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	w.person = found.ID
	store := submissions.NewStore(submissions.Settings{Pool: pool, Vault: v, Sealers: people, Now: clock, Hold: 10 * time.Second})
	w.api = &accessrequests.API{
		Access: w, Recorder: w, Submissions: store, Documents: w, Told: w,
		Room: &messages.Room{Submissions: store, Drafts: drafts.NewStore(pool, people, clock), Now: clock,
			Fagsystem: func(string) messages.Fagsystem { return nil }},
		Fagsystem: func(string) accessrequests.Fagsystem { return w },
	}
	w.mother = session.WithActor(t.Context(), &session.Actor{World: session.Citizen, Given: "Turid", Family: "Aalberg", Language: "nb"})
	return w
}

func (w *world) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	if w.down {
		return access.Case{}, fagsystem.ErrUnavailable
	}
	return w.decide(caseCopyID, purpose, w.documents)
}

// DecideAdding rests, while the fagsystem doesn't answer, on what was kept: no documents.
func (w *world) DecideAdding(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	return w.decide(caseCopyID, purpose, w.documents && !w.down)
}

func (w *world) decide(caseCopyID uuid.UUID, purpose access.Purpose, documents bool) (access.Case, error) {
	may := access.Capabilities{Documents: documents, Asking: w.documents, Conversation: true, Writing: true, Complaint: w.mayC}
	if caseCopyID != w.caseCopy || !may.Has(purpose.Needs) {
		return access.Case{}, access.ErrNotFound
	}
	return access.Case{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, May: may}, nil
}

func (w *world) Record(_ context.Context, event audit.Event) error {
	w.recorded = append(w.recorded, event)
	return nil
}

func (w *world) SeenDecisions(_ context.Context, _ string, _ uuid.UUID, accessRequests []uuid.UUID) error {
	w.seen = append(w.seen, accessRequests...)
	return nil
}

func (w *world) MessagesOfKind(_ context.Context, _ uuid.UUID, kind contract.SubmissionKind, _ int) (contract.MessagePage, error) {
	if w.down || kind != contract.SubmissionKindACCESSREQUEST {
		return contract.MessagePage{}, fagsystem.ErrUnavailable
	}
	return w.history, nil
}

func (w *world) CaseCopy(context.Context, uuid.UUID) (contract.CaseCopy, error) {
	if w.down || w.noCase {
		return contract.CaseCopy{}, fagsystem.ErrUnavailable
	}
	return contract.CaseCopy{OtherParties: w.others}, nil
}

func (w *world) EntryFor(_ context.Context, _ access.Case, id uuid.UUID) (contract.Entry, error) {
	if w.down {
		return contract.Entry{}, fagsystem.ErrUnavailable
	}
	for _, known := range w.entries {
		if id == known {
			return contract.Entry{EntryId: id, Released: contract.EntryReleasedTITLE}, nil
		}
	}
	return contract.Entry{}, access.ErrNotFound
}

// register puts a request into the fagsystem's history.
func (w *world) register(id uuid.UUID, items ...contract.AccessRequestItem) {
	w.history.LastPosition++
	w.history.Messages = append([]contract.Message{{
		MessageId: id, Position: w.history.LastPosition, RegistrationId: "2026/000107-9", Kind: contract.SubmissionKindACCESSREQUEST, Language: "nb",
		Text: "Jeg vil forstå", AccessRequest: items, Author: contract.MessageAuthor{Side: contract.SidePARTY}, ReceivedAt: w.now, RegisteredAt: w.now,
	}}, w.history.Messages...)
}

func (w *world) ask(id uuid.UUID, asked portal.NewAccessRequest) (portal.PutAccessRequestResponseObject, error) {
	return w.api.PutAccessRequest(w.mother, portal.PutAccessRequestRequestObject{CaseCopyId: w.caseCopy, AccessRequestId: id, Body: &asked})
}

func (w *world) asked(t *testing.T, asked portal.NewAccessRequest) portal.AccessRequest {
	t.Helper()
	answer, err := w.ask(uuid.Must(uuid.NewV7()), asked)
	if err != nil {
		t.Fatal(err)
	}
	return portal.AccessRequest(answer.(portal.PutAccessRequest201JSONResponse))
}

func (w *world) list(t *testing.T) portal.AccessRequestList {
	t.Helper()
	answer, err := w.api.ListAccessRequests(w.mother, portal.ListAccessRequestsRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return portal.AccessRequestList(answer.(portal.ListAccessRequests200JSONResponse))
}

func two(w *world) portal.NewAccessRequest {
	reason := "  Jeg vil forstå\r\n"
	return portal.NewAccessRequest{EntryIds: w.entries[:2], Reason: &reason}
}

func expectCode(t *testing.T, err error, code problem.Code) {
	t.Helper()
	if err == nil || problem.Of(err).Code != code {
		t.Errorf("%v, want %s", err, code)
	}
}

func TestARequestIsAcceptedOnceAndStandsOnceWhenItIsRegistered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine := w.asked(t, two(w))
	if mine.State != portal.MessageStateSENT || len(mine.Items) != 2 || *mine.Items[1].EntryId != w.entries[1] || mine.Items[0].State != portal.AccessStateASKED || *mine.Reason != "Jeg vil forstå" {
		t.Fatalf("%+v", mine)
	}
	again, err := w.ask(mine.AccessRequestId, two(w))
	if _, same := again.(portal.PutAccessRequest200JSONResponse); err != nil || !same {
		t.Fatalf("%T %v", again, err)
	}
	other := two(w)
	other.EntryIds = w.entries[1:]
	_, err = w.ask(mine.AccessRequestId, other)
	expectCode(t, err, problem.OtherBody)
	// The answer to sending it got lost, and meanwhile a document was withdrawn: it was accepted all the same.
	asked, entries := two(w), w.entries
	w.entries = nil
	again, err = w.ask(mine.AccessRequestId, asked)
	if _, same := again.(portal.PutAccessRequest200JSONResponse); err != nil || !same || len(w.recorded) != 0 {
		t.Errorf("%T %v %+v", again, err, w.recorded)
	}
	w.entries = entries
	// The fagsystem is silent: what is on its way is still told.
	w.down, w.now = true, w.now.Add(time.Minute)
	if list := w.list(t); list.HistoryAvailable || len(list.Requests) != 1 || list.Requests[0].State != portal.MessageStateNOTDELIVEREDYET || !list.Requests[0].Known {
		t.Errorf("%+v", list)
	}
	// It takes in another one, about what it can't be asked about now.
	late := uuid.Must(uuid.NewV7())
	if answer, err := w.ask(late, two(w)); err != nil {
		t.Errorf("while the fagsystem is silent: %v", err)
	} else if _, created := answer.(portal.PutAccessRequest201JSONResponse); !created || len(w.list(t).Requests) != 2 {
		t.Errorf("%T", answer)
	}
	w.documents = false
	_, err = w.ask(uuid.Must(uuid.NewV7()), two(w))
	expectCode(t, err, problem.NotFound)
	w.documents = true
	w.down = false
	title := "Uttalelse fra skolen"
	w.register(mine.AccessRequestId, contract.AccessRequestItem{EntryId: &w.entries[0], Title: &title, Status: barnevern.InnsynsforespoerselStatusManuellBehandling})
	list := w.list(t)
	if !list.HistoryAvailable || len(list.Requests) != 2 || list.Requests[1].State != portal.MessageStateDELIVERED || list.Requests[1].Items[0].Title != nil {
		t.Errorf("%+v", list)
	}
}

// Each state of the protocol is told in the portal's own word, and why something
// was refused and how to complain only where it was refused, to whoever may.
func TestWhatBecameOfARequestIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	why, nb, at := "Notatet handler om andre.", "nb", w.now
	remedy := &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Receiver: "Statsforvalteren", Deadline: &openapi.Date{Time: w.now.AddDate(0, 0, 21)}}
	item := func(status barnevern.InnsynsforespoerselStatus) contract.AccessRequestItem {
		return contract.AccessRequestItem{EntryId: &w.entries[0], Status: status, Begrunnelse: &why, Language: &nb, DecidedAt: &at, Remedy: remedy}
	}
	whole := contract.AccessRequestItem{Status: barnevern.InnsynsforespoerselStatusAvvist, Begrunnelse: &why, Language: &nb, DecidedAt: &at}
	w.register(uuid.Must(uuid.NewV7()), item(barnevern.InnsynsforespoerselStatusManuellBehandling), item(barnevern.InnsynsforespoerselStatusUnderBehandling),
		item(barnevern.InnsynsforespoerselStatusInnvilget), item(barnevern.InnsynsforespoerselStatusAvvist), item("SOMETHING_NEW"), whole)
	items := w.list(t).Requests[0].Items
	for i, want := range []portal.AccessState{portal.AccessStateASKED, portal.AccessStateINPROGRESS, portal.AccessStateGRANTED, portal.AccessStateREFUSED, portal.AccessStateASKED, portal.AccessStateREFUSED} {
		if items[i].State != want {
			t.Errorf("item %d is %s, want %s", i, items[i].State, want)
		}
		if decided := want == portal.AccessStateGRANTED || want == portal.AccessStateREFUSED; decided != (items[i].DecidedAt != nil) || decided != (items[i].Explanation != nil) {
			t.Errorf("item %d: %+v", i, items[i])
		}
	}
	if items[3].Remedy == nil || *items[3].Remedy.DaysLeft != 21 || items[2].Remedy != nil || items[5].Remedy != nil || items[5].EntryId != nil {
		t.Errorf("%+v", items)
	}
	w.mayC = false
	if items := w.list(t).Requests[0].Items; items[3].Remedy != nil || *items[3].Explanation != why {
		t.Errorf("to somebody who may not complain: %+v", items[3])
	}
}

// Why something is refused is written by hand, and may name what is protected of
// another party. That it is refused stays told, and how one complains.
func TestARefusalThatNamesAnothersProtectedFactIsToldWithoutItsWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school, why, language := "Solbakken skole", "Den sier at hun går på Solbakken skole.", "nb"
	w.others = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	w.register(uuid.Must(uuid.NewV7()), contract.AccessRequestItem{
		EntryId: &w.entries[0], Status: barnevern.InnsynsforespoerselStatusAvvist, Begrunnelse: &why, Language: &language, Remedy: &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Receiver: "Statsforvalteren"},
	})
	item := w.list(t).Requests[0].Items[0]
	if item.Explanation != nil || item.Language != nil || item.Withheld == nil || item.State != portal.AccessStateREFUSED || item.Remedy == nil {
		t.Errorf("%+v", item)
	}
	w.noCase = true // nobody can say what is protected
	if list := w.list(t); list.HistoryAvailable || len(list.Requests) != 0 {
		t.Errorf("%+v", list)
	}
	w.noCase, w.others = false, nil
	if item := w.list(t).Requests[0].Items[0]; item.Explanation == nil || *item.Explanation != why || item.Withheld != nil {
		t.Errorf("%+v", item)
	}
}

func TestWhatCannotBeAskedForIsRefusedAndNothingOfItIsInTheError(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	yes, long, none := true, strings.Repeat("hemmelig", 251), "no language"
	both, twice, many, tongue, lengthy, elsewhere := two(w), two(w), two(w), two(w), two(w), two(w)
	both.WholeCase = &yes
	twice.EntryIds = []uuid.UUID{w.entries[0], w.entries[0]}
	for range 21 {
		many.EntryIds = append(many.EntryIds, uuid.New())
	}
	tongue.Language, lengthy.Reason, elsewhere.EntryIds = &none, &long, []uuid.UUID{w.entries[0], uuid.New()}
	for name, c := range map[string]struct {
		asked portal.NewAccessRequest
		code  problem.Code
	}{
		"nothing": {portal.NewAccessRequest{}, problem.InvalidRequest}, "something and everything": {both, problem.InvalidRequest},
		"the same twice": {twice, problem.InvalidRequest}, "too many": {many, problem.InvalidRequest}, "no such language": {tongue, problem.InvalidRequest},
		"a reason that is too long": {lengthy, problem.FieldTooLong}, "what isn't in one's own copy": {elsewhere, problem.NotFound},
	} {
		_, err := w.ask(uuid.Must(uuid.NewV7()), c.asked)
		if err == nil || problem.Of(err).Code != c.code || strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if len(w.recorded) != 1 || w.recorded[0].Outcome != audit.Denied || w.recorded[0].ObjectID != elsewhere.EntryIds[1].String() {
		t.Errorf("%+v", w.recorded)
	}
	if list := w.list(t); len(list.Requests) != 0 {
		t.Errorf("%+v", list.Requests)
	}
	w.documents = false
	_, err := w.ask(uuid.Must(uuid.NewV7()), two(w))
	expectCode(t, err, problem.NotFound)
	_, err = w.api.GetAccessRequestDraft(w.mother, portal.GetAccessRequestDraftRequestObject{CaseCopyId: w.caseCopy})
	expectCode(t, err, problem.NotFound)
}

func TestTheDraftOfARequestIsGoneWhenItIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	draft := func() portal.Draft {
		t.Helper()
		answer, err := w.api.GetAccessRequestDraft(w.mother, portal.GetAccessRequestDraftRequestObject{CaseCopyId: w.caseCopy})
		if err != nil {
			t.Fatal(err)
		}
		return portal.Draft(answer.(portal.GetAccessRequestDraft200JSONResponse))
	}
	save := func(d portal.Draft) portal.PutAccessRequestDraftResponseObject {
		t.Helper()
		answer, err := w.api.PutAccessRequestDraft(w.mother, portal.PutAccessRequestDraftRequestObject{CaseCopyId: w.caseCopy, Body: &d})
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	save(portal.Draft{Text: "{}"})
	if draft().Text != "{}" {
		t.Error("it wasn't kept")
	}
	if _, conflict := save(portal.Draft{Text: "other"}).(portal.PutAccessRequestDraft409ApplicationProblemPlusJSONResponse); !conflict {
		t.Error("another device's was overwritten")
	}
	yes := true
	if sent := w.asked(t, portal.NewAccessRequest{WholeCase: &yes, Draft: &portal.DraftBase{Revision: 1}}); len(sent.Items) != 1 || sent.Items[0].EntryId != nil || sent.Reason != nil {
		t.Errorf("%+v", sent)
	}
	if draft().Text != "" {
		t.Error("what was sent is still a draft")
	}
}

// Whoever has the answer about the whole case before them needn't be called to it.
func TestAnAnswerAboutTheWholeCaseCountsAsSeenOnceItIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, whole, at := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7()), w.now
	w.register(one, contract.AccessRequestItem{EntryId: &w.entries[0], Status: barnevern.InnsynsforespoerselStatusAvvist, DecidedAt: &at})
	w.register(whole, contract.AccessRequestItem{Status: barnevern.InnsynsforespoerselStatusUnderBehandling})
	if w.list(t); len(w.seen) != 0 {
		t.Fatalf("%v", w.seen)
	}
	w.history.Messages[0].AccessRequest = []contract.AccessRequestItem{{Status: barnevern.InnsynsforespoerselStatusAvvist, DecidedAt: &at}}
	if w.list(t); len(w.seen) != 1 || w.seen[0] != whole {
		t.Errorf("%v", w.seen)
	}
}

// Whoever takes them along takes them as they stood at one moment.
func TestHowLongOneMayComplainIsAsOfTheMomentThatIsAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	why, nb := "Notatet handler om andre.", "nb"
	w.register(uuid.Must(uuid.NewV7()), contract.AccessRequestItem{EntryId: &w.entries[0], Status: barnevern.InnsynsforespoerselStatusAvvist, Begrunnelse: &why, Language: &nb, DecidedAt: &w.now,
		Remedy: &contract.Remedy{Kind: contract.RemedyKindMUNICIPALDECISION, Receiver: "Statsforvalteren", Deadline: &openapi.Date{Time: w.now.AddDate(0, 0, 21)}}})
	actor := session.FromContext(w.mother)
	found, err := w.Decide(t.Context(), actor, w.caseCopy, access.Purpose{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := w.api.Whole(t.Context(), actor, found, w.now.AddDate(0, 0, 30))
	if err != nil || len(all) != 1 || all[0].Items[0].Remedy == nil || *all[0].Items[0].Remedy.DaysLeft != -9 {
		t.Errorf("%+v %v", all, err)
	}
}
