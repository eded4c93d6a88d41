package conversation_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

func (w *world) ask(id uuid.UUID, asked portal.NewRequest) (portal.PutRequestResponseObject, error) {
	return w.api.PutRequest(w.ctx, portal.PutRequestRequestObject{CaseCopyId: w.caseCopy, RequestId: id, Body: &asked})
}

func (w *world) asked(t *testing.T, asked portal.NewRequest) portal.Message {
	t.Helper()
	answer, err := w.ask(uuid.Must(uuid.NewV7()), asked)
	if err != nil {
		t.Fatal(err)
	}
	return portal.Message(answer.(portal.PutRequest201JSONResponse))
}

func (w *world) requests(t *testing.T) []portal.Message {
	t.Helper()
	answer, err := w.api.ListRequests(w.ctx, portal.ListRequestsRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return answer.(portal.ListRequests200JSONResponse).Requests
}

func callMe() portal.NewRequest {
	number, arabic, yes := "٩٠ ٠٠ ٠٠ ٠١", "ar", true
	return portal.NewRequest{
		Kind: portal.RequestKindCALLME, Phone: &number, SpokenLanguage: &arabic, Interpreter: &yes,
		Times: []portal.SafeTime{{Weekday: 4, From: "10:00", Until: "12:00"}, {Weekday: 2, From: "09:00", Until: "09:30"}},
	}
}

func TestACallIsAskedForAtSafeTimesOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine := w.asked(t, callMe())
	request := mine.Request
	if mine.State != portal.MessageStateSENT || mine.UndoUntil != nil || request == nil || !request.Known {
		t.Fatalf("%+v", mine)
	}
	if len(request.Times) != 2 || request.Times[0].Weekday != 2 || *request.Phone != "90000001" || request.MayLeaveMessage || !request.Interpreter {
		t.Errorf("%+v", request)
	}
	if page := w.page(t); len(page.Messages) != 1 || page.Messages[0].Request == nil || !page.BeforeFirstMessage {
		t.Errorf("the conversation shows it as a card: %+v", page.Messages)
	}
	if listed := w.requests(t); len(listed) != 1 || listed[0].MessageId != mine.MessageId || *listed[0].Request.Phone != "90000001" {
		t.Errorf("%+v", listed)
	}
}

func TestWhatCannotBeFollowedSafelyIsToldAndNothingIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	with := func(change func(*portal.NewRequest)) portal.NewRequest {
		asked := callMe()
		change(&asked)
		return asked
	}
	at := func(weekday int, from, until string) portal.NewRequest {
		return with(func(n *portal.NewRequest) { n.Times = []portal.SafeTime{{Weekday: weekday, From: from, Until: until}} })
	}
	text := func(value string) *string { return &value }
	for name, c := range map[string]struct {
		asked portal.NewRequest
		code  problem.Code
	}{
		"ends before it begins": {at(1, "12:00", "10:00"), problem.TimesUnclear},
		"no length":             {at(1, "12:00", "12:00"), problem.TimesUnclear},
		"no such day":           {at(8, "10:00", "12:00"), problem.TimesUnclear},
		"no such hour":          {at(1, "10:00", "24:00"), problem.TimesUnclear},
		"half a time":           {at(1, "9:00", "12:00"), problem.TimesUnclear},
		"too many": {with(func(n *portal.NewRequest) {
			for range 13 {
				n.Times = append(n.Times, n.Times[0])
			}
		}), problem.TimesUnclear},
		"words for a number": {with(func(n *portal.NewRequest) { n.Phone = text("mormor") }), problem.PhoneUnclear},
		"too short a number": {with(func(n *portal.NewRequest) { n.Phone = text("9000") }), problem.PhoneUnclear},
		"too long a line": {with(func(n *portal.NewRequest) {
			n.Kind, n.About = portal.RequestKindMEETINGREQUEST, text(strings.Repeat("å", 201))
		}), problem.FieldTooLong},
		"too many words": {with(func(n *portal.NewRequest) { n.Text = text(strings.Repeat("å", 10_001)) }), problem.TextTooLong},
		"no such kind":   {with(func(n *portal.NewRequest) { n.Kind = "MESSAGE" }), problem.InvalidRequest},
		"no such form": {with(func(n *portal.NewRequest) {
			form := portal.MeetingForm("LETTER")
			n.Form = &form
		}), problem.InvalidRequest},
		"no language":             {with(func(n *portal.NewRequest) { n.SpokenLanguage = text("not a language!") }), problem.InvalidRequest},
		"an interpreter for what": {portal.NewRequest{Kind: portal.RequestKindINTERPRETERREQUEST}, problem.InvalidRequest},
	} {
		_, err := w.ask(uuid.Must(uuid.NewV7()), c.asked)
		if err == nil || problem.Of(err).Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
		if err != nil && (strings.Contains(err.Error(), "mormor") || strings.Contains(err.Error(), "9000")) {
			t.Errorf("%s: the error, which is logged, tells the number: %v", name, err)
		}
	}
	_, err := w.ask(uuid.New(), callMe())
	expectCode(t, err, problem.InvalidRequest)
	if kept := w.requests(t); len(kept) != 0 {
		t.Errorf("%+v", kept)
	}
}

func TestARequestIsAcceptedOnceAndWhileTheFagsystemIsAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.down = true
	mine := w.asked(t, callMe())
	again, err := w.ask(mine.MessageId, callMe())
	if _, same := again.(portal.PutRequest200JSONResponse); err != nil || !same {
		t.Fatalf("%T %v", again, err)
	}
	other := callMe()
	other.Times = other.Times[:1]
	_, err = w.ask(mine.MessageId, other)
	expectCode(t, err, problem.OtherBody)
	w.now = w.now.Add(time.Minute)
	listed := w.requests(t)
	if len(listed) != 1 || listed[0].State != portal.MessageStateNOTDELIVEREDYET || *listed[0].Reason != portal.WaitReasonFAGSYSTEMUNAVAILABLE {
		t.Errorf("%+v", listed)
	}
}

func TestARequestTellsThatTheContactPersonHasWrittenSince(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	arabic := "ar"
	mine := w.asked(t, portal.NewRequest{Kind: portal.RequestKindINTERPRETERREQUEST, SpokenLanguage: &arabic})
	w.add(uuid.New(), contract.SideEMPLOYEE, "Fra før")
	w.add(mine.MessageId, contract.SidePARTY, "")
	newest := &w.history.Messages[0]
	yes := true
	newest.Kind, newest.Request = contract.SubmissionKindINTERPRETERREQUEST, &contract.ContactRequest{SpokenLanguage: &arabic, Interpreter: &yes}
	if listed := w.requests(t); listed[0].State != portal.MessageStateDELIVERED || listed[0].Request.AnsweredAt != nil {
		t.Fatalf("%+v", listed[0])
	}
	w.now = w.now.Add(time.Hour)
	w.add(uuid.New(), contract.SideEMPLOYEE, "Tolken er bestilt")
	if answered := w.requests(t)[0].Request; answered.AnsweredAt == nil || !answered.AnsweredAt.Equal(w.now) || !answered.Interpreter {
		t.Errorf("%+v", answered)
	}
}

// draftOf is what is kept of a kind of request that is being filled in.
func (w *world) draftOf(t *testing.T, kind *portal.RequestKind) portal.Draft {
	t.Helper()
	answer, err := w.api.GetRequestDraft(w.ctx, portal.GetRequestDraftRequestObject{CaseCopyId: w.caseCopy, Params: portal.GetRequestDraftParams{Kind: kind}})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Draft(answer.(portal.GetRequestDraft200JSONResponse))
}

func (w *world) fillIn(kind *portal.RequestKind, draft portal.Draft) (portal.PutRequestDraftResponseObject, error) {
	return w.api.PutRequestDraft(w.ctx, portal.PutRequestDraftRequestObject{CaseCopyId: w.caseCopy, Params: portal.PutRequestDraftParams{Kind: kind}, Body: &draft})
}

func TestEachKindOfRequestHasItsDraftWhichIsGoneWhenSentAndStaysGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	call, meeting, interpreter := portal.RequestKindCALLME, portal.RequestKindMEETINGREQUEST, portal.RequestKindINTERPRETERREQUEST
	for kind, text := range map[*portal.RequestKind]string{nil: "ring", &meeting: "møt"} {
		if _, err := w.fillIn(kind, portal.Draft{Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.draftOf(t, &call); got.Text != "ring" || w.draftOf(t, &meeting).Text != "møt" {
		t.Fatalf("drafts are mixed up: %+v", got)
	}
	own, err := w.api.GetCitizenDraft(w.ctx, portal.GetCitizenDraftRequestObject{CaseCopyId: w.caseCopy})
	if err != nil || own.(portal.GetCitizenDraft200JSONResponse).Text != "" {
		t.Errorf("a request is a message's draft: %+v %v", own, err)
	}
	// The computer has it open still, and says something else than the telephone.
	if answer, err := w.fillIn(&call, portal.Draft{Text: "ring ikke", Revision: 7}); err != nil {
		t.Error(err)
	} else if conflict, is := answer.(portal.PutRequestDraft409ApplicationProblemPlusJSONResponse); !is || conflict.Saved.Text != "ring" {
		t.Errorf("%+v", answer)
	}

	based := w.draftOf(t, &call).Revision
	asked := callMe()
	asked.Draft = &portal.DraftBase{Revision: based}
	w.asked(t, asked)
	if w.draftOf(t, &call).Text != "" || w.draftOf(t, &meeting).Text != "møt" {
		t.Error("what was sent is a draft still, or something else isn't any more")
	}
	if answer, _ := w.fillIn(&call, portal.Draft{Text: "ring", Revision: based}); answer != nil {
		if _, saved := answer.(portal.PutRequestDraft200JSONResponse); saved {
			t.Error("a late save brought back what was sent")
		}
	}
	// Nothing is filled in for an interpreter, and whose case it isn't learns not even that.
	_, err = w.fillIn(&interpreter, portal.Draft{Text: "x"})
	expectCode(t, err, problem.InvalidRequest)
	for _, kind := range []*portal.RequestKind{&call, &interpreter} {
		_, err = w.api.GetRequestDraft(w.ctx, portal.GetRequestDraftRequestObject{CaseCopyId: uuid.New(), Params: portal.GetRequestDraftParams{Kind: kind}})
		expectCode(t, err, problem.NotFound)
	}
}

func TestWhoeverAsksMaySayThatTheyAreAfraidOfItBeingKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	yes, no := true, false
	asked, said := callMe(), "Ikke når han er hjemme"
	asked.Text, asked.AfraidOfBeingKnown = &said, &yes
	mine := w.asked(t, asked)
	if mine.AfraidOfBeingKnown == nil || !*mine.AfraidOfBeingKnown {
		t.Fatalf("%+v", mine)
	}
	kept, err := w.store.OfKinds(w.ctx, "fjordvik", w.person, w.caseCopy, contract.SubmissionKindCALLME)
	if err != nil || len(kept) != 1 || kept[0].Body.AfraidOfBeingKnown == nil || !*kept[0].Body.AfraidOfBeingKnown {
		t.Errorf("what goes to the fagsystem: %+v %v", kept, err)
	}
	asked.AfraidOfBeingKnown = &no
	if other := w.asked(t, asked); other.AfraidOfBeingKnown != nil {
		t.Errorf("%+v", other)
	}
}
