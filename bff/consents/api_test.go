package consents_test

import (
	"bytes"
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/consents"
	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/receipt"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// world is a mother with one case and a consent, and a fagsystem that a test can stop.
type world struct {
	api                       *consents.API
	actor                     *session.Actor
	mother, staff             context.Context
	caseCopy, consent, partID uuid.UUID
	person, contact           uuid.UUID
	now                       time.Time
	closed, down, refused     bool
	copy                      contract.CaseCopy
	history                   contract.MessagePage
	denied                    []audit.Event
	seen                      []uuid.UUID
}

const fresh = 10 * time.Minute

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{caseCopy: uuid.New(), consent: uuid.New(), partID: uuid.New(), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	pool, v := postgrestest.New(t), vaulttest.New(t)
	clock := func() time.Time { return w.now }
	people := person.New(pool, v, clock)
	for world, id := range map[person.World]*uuid.UUID{person.Citizen: &w.person, person.Employee: &w.contact} {
		found, err := people.Ensure(t.Context(), "fjordvik", world, uuid.NewString())
		if err != nil {
			t.Fatal(err)
		}
		*id = found.ID
	}
	store := submissions.NewStore(submissions.Settings{Pool: pool, Vault: v, Sealers: people, Now: clock})
	w.api = &consents.API{
		Access: w, Recorder: w, Submissions: store, Vault: v, Told: w, Fresh: fresh, Press: receipt.NewPress(), MunicipalityName: func(string) string { return "Fjordvik" },
		Room: &messages.Room{
			Submissions: store, Drafts: drafts.NewStore(pool, people, clock), Now: clock, Fagsystem: func(string) messages.Fagsystem { return nil },
		},
		Fagsystem: func(string) consents.Fagsystem { return w },
	}
	w.actor = &session.Actor{World: session.Citizen, Given: "Rania", Family: "Haddad", Language: "ar", AuthenticatedAt: w.now.Add(-time.Minute)}
	w.mother = session.WithActor(t.Context(), w.actor)
	w.staff = session.WithActor(t.Context(), &session.Actor{World: session.Employee, Language: "nb"})
	text := "Vi vil snakke med skolen."
	w.copy = contract.CaseCopy{Me: contract.Party{PersonId: w.partID}, Consents: []contract.Consent{{
		ConsentId: w.consent, Purpose: "Snakke med skolen", Text: &text, TextVersion: "1", State: contract.ConsentStateASKED, AskedAt: w.now.AddDate(0, 0, -2),
		Texts: []contract.ConsentText{words("ar", "نود التحدث", contract.ProvenanceKindPERSON, "1")},
	}}}
	return w
}

func (w *world) SeenConsents(_ context.Context, _ string, _ uuid.UUID, shown []uuid.UUID) error {
	w.seen = append(w.seen, shown...)
	return nil
}

func words(language, text string, kind contract.ProvenanceKind, of string) contract.ConsentText {
	return contract.ConsentText{Language: language, Direction: "rtl", Purpose: text, Text: text, Provenance: contract.Provenance{Kind: kind, OfVersion: of}}
}

func (w *world) Decide(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	if w.down {
		return access.Case{}, fagsystem.ErrUnavailable
	}
	return w.DecideAdding(context.Background(), nil, caseCopyID, purpose)
}

func (w *world) DecideAdding(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, purpose access.Purpose) (access.Case, error) {
	may := access.Capabilities{Conversation: true, Consents: !w.refused}
	if caseCopyID != w.caseCopy || !may.Has(purpose.Needs) {
		return access.Case{}, access.ErrNotFound
	}
	return access.Case{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, FagsystemPersonID: w.partID, May: may, Closed: w.closed}, nil
}

func (w *world) DecideEmployee(_ context.Context, _ *session.Actor, caseCopyID uuid.UUID, _ access.Purpose) (access.EmployeeCase, error) {
	if caseCopyID != w.caseCopy {
		return access.EmployeeCase{}, access.ErrNotFound
	}
	found := access.EmployeeCase{Municipality: "fjordvik", CaseCopyID: w.caseCopy, Employee: w.contact, Party: w.person}
	found.Conversation.Party.PersonId = w.partID
	return found, nil
}

func (w *world) Conclude(_ context.Context, _ *session.Actor, _ access.Case, _ access.Purpose, outcome error) error {
	return outcome
}

func (w *world) Record(_ context.Context, event audit.Event) error {
	w.denied = append(w.denied, event)
	return nil
}

func (w *world) CaseCopy(context.Context, uuid.UUID) (contract.CaseCopy, error) {
	if w.down {
		return contract.CaseCopy{}, fagsystem.ErrUnavailable
	}
	return w.copy, nil
}

func (w *world) MessagesOfKind(_ context.Context, _ uuid.UUID, kind contract.SubmissionKind, _ int) (contract.MessagePage, error) {
	if w.down || kind != contract.SubmissionKindCONSENTANSWER {
		return contract.MessagePage{}, fagsystem.ErrUnavailable
	}
	return w.history, nil
}

func (w *world) list(t *testing.T) portal.ConsentList {
	t.Helper()
	answer, err := w.api.ListConsents(w.mother, portal.ListConsentsRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return portal.ConsentList(answer.(portal.ListConsents200JSONResponse))
}

func (w *world) one(t *testing.T) portal.Consent {
	t.Helper()
	list := w.list(t)
	if len(list.Consents) != 1 {
		t.Fatalf("%d consents", len(list.Consents))
	}
	return list.Consents[0]
}

func (w *world) put(id uuid.UUID, given portal.NewConsentAnswer) (portal.PutConsentAnswerResponseObject, error) {
	return w.api.PutConsentAnswer(w.mother, portal.PutConsentAnswerRequestObject{CaseCopyId: w.caseCopy, ConsentId: w.consent, AnswerId: id, Body: &given})
}

func (w *world) says(t *testing.T, reply portal.ConsentReply, shown string) portal.ConsentAnswer {
	t.Helper()
	answer, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: reply, Shown: shown})
	if err != nil {
		t.Fatal(err)
	}
	return portal.ConsentAnswer(answer.(portal.PutConsentAnswer201JSONResponse))
}

func expectCode(t *testing.T, err error, code problem.Code) {
	t.Helper()
	if err == nil || problem.Of(err).Code != code {
		t.Errorf("%v, want %s", err, code)
	}
}

// register does what the fagsystem does with an answer that takes effect.
func (w *world) register(answer portal.ConsentAnswer) {
	consent := &w.copy.Consents[0]
	consent.State = contract.ConsentState(answer.Reply)
	consent.History = append(consent.History, contract.ConsentStep{
		Kind: contract.ConsentStepKind(answer.Reply), At: answer.SentAt, By: contract.ConsentStepByPARTY, TextVersion: answer.TextVersion, AnswerId: &answer.AnswerId,
	})
	w.history.LastPosition++
	message := contract.Message{
		MessageId: answer.AnswerId, Kind: contract.SubmissionKindCONSENTANSWER, Position: w.history.LastPosition, RegistrationId: "2026/000107-9", Language: "ar",
		Author: contract.MessageAuthor{Side: contract.SidePARTY}, ReceivedAt: answer.SentAt, RegisteredAt: w.now,
	}
	if answer.Reason != nil {
		message.Text = *answer.Reason
	}
	w.history.Messages = append([]contract.Message{message}, w.history.Messages...)
}

func TestAnAnswerIsAcceptedOnceBoundToTheWordsOnTheScreenAndWithdrawnAsEasily(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	shown := w.one(t)
	if shown.Translation == nil || shown.Translation.Shown == shown.Original.Shown || len(shown.Replies) != 2 {
		t.Fatalf("%+v", shown)
	}
	id, why := uuid.Must(uuid.NewV7()), "  Ja\r\n "
	given := portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: shown.Translation.Shown, Reason: &why}
	first, err := w.put(id, given)
	if err != nil {
		t.Fatal(err)
	}
	answer := portal.ConsentAnswer(first.(portal.PutConsentAnswer201JSONResponse))
	if answer.State != portal.MessageStateSENT || *answer.Reason != "Ja" || answer.TextVersion != "1" {
		t.Errorf("%+v", answer)
	}
	// An old log-in learns nothing new from what it has sent before.
	w.now = w.now.Add(time.Hour)
	if again, err := w.put(id, given); err != nil {
		t.Error(err)
	} else if _, same := again.(portal.PutConsentAnswer200JSONResponse); !same {
		t.Errorf("%T", again)
	}
	w.actor.AuthenticatedAt = w.now
	given.Reply = portal.ConsentReplyREFUSED
	_, err = w.put(id, given)
	expectCode(t, err, problem.OtherBody)

	// Not registered yet: it counts as given, and can be withdrawn.
	now := w.one(t)
	if now.State != portal.ConsentStateASKED || now.Pending == nil || now.History[0].Answer == nil || len(now.Replies) != 1 || now.Replies[0] != portal.ConsentReplyWITHDRAWN {
		t.Fatalf("%+v", now)
	}
	w.register(answer)
	if now = w.one(t); now.Pending != nil || now.State != portal.ConsentStateGIVEN || now.History[0].Answer.State != portal.MessageStateDELIVERED || *now.History[0].Answer.Reason != "Ja" {
		t.Fatalf("%+v", now)
	}
	w.says(t, portal.ConsentReplyWITHDRAWN, now.Original.Shown)
	_, err = w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyWITHDRAWN, Shown: now.Original.Shown})
	expectCode(t, err, problem.ConsentAnswered)
	at := w.now
	w.history.ReadMarks = []contract.ReadMark{{Side: contract.SideEMPLOYEE, Position: 1, ReadAt: &at}}
	if steps := w.one(t).History; len(steps) != 2 || steps[0].Kind != portal.ConsentStateWITHDRAWN || steps[1].Answer.State != portal.MessageStateREAD {
		t.Errorf("%+v", steps)
	}
}

func TestANewTextIsAnsweredAnewAndNeverByAnAnswerToTheFormerOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.one(t)
	consent, text := &w.copy.Consents[0], "Vi vil også snakke med legen."
	consent.EarlierTexts = []contract.EarlierConsentText{{TextVersion: "1", Purpose: consent.Purpose, Text: *consent.Text}}
	consent.TextVersion, consent.Text = "2", &text
	for _, shown := range []string{old.Original.Shown, old.Translation.Shown} {
		for _, reply := range []portal.ConsentReply{portal.ConsentReplyGIVEN, portal.ConsentReplyREFUSED} {
			_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: reply, Shown: shown})
			expectCode(t, err, problem.ConsentChanged)
		}
	}
	// The translation is of the former text: it isn't shown.
	now := w.one(t)
	if now.Translation != nil || *now.Original.Text != text {
		t.Errorf("%+v", now)
	}
	// Other words under the same version are other words too.
	same := text + " Og tannlegen."
	consent.Text = &same
	_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: now.Original.Shown})
	expectCode(t, err, problem.ConsentChanged)
	// A yes that holds can be taken back whatever text is on the screen.
	consent.State = contract.ConsentStateGIVEN
	w.says(t, portal.ConsentReplyWITHDRAWN, old.Original.Shown)
}

func TestAnEarlierTextIsInTheConsentsLanguageOrItsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consent := &w.copy.Consents[0]
	somali, arabic := "so", "ar"
	consent.Language, consent.TextVersion = &somali, "3"
	consent.EarlierTexts = []contract.EarlierConsentText{{TextVersion: "1", Purpose: "Iskuulka", Text: "Waan la hadlaynaa."}, {TextVersion: "2", Purpose: "المدرسة", Text: "نود التحدث", Language: &arabic}}
	for i, version := range []string{"1", "2"} {
		consent.History = append(consent.History, contract.ConsentStep{Kind: contract.ConsentStepKindGIVEN, At: w.now.Add(time.Duration(i) * time.Second), By: contract.ConsentStepBySERVICE, TextVersion: version})
	}
	steps := w.one(t).History
	if len(steps) != 2 || steps[0].Earlier.Language != "ar" || steps[0].Earlier.Direction != portal.DirectionRtl || steps[1].Earlier.Language != "so" || steps[1].Earlier.Direction != portal.DirectionLtr {
		t.Errorf("%+v, %+v", steps[0].Earlier, steps[1].Earlier)
	}
}

func TestOnlyAFreshLogInAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	list := w.list(t)
	if !list.FreshUntil.Equal(w.actor.AuthenticatedAt.Add(fresh)) {
		t.Errorf("fresh until %s", list.FreshUntil)
	}
	shown := list.Consents[0].Original.Shown
	w.now = list.FreshUntil.Add(time.Second)
	for _, down := range []bool{false, true} {
		w.down = down
		_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: shown})
		expectCode(t, err, problem.LogInAgain)
	}
	if len(w.denied) != 2 || w.denied[0].Outcome != audit.Denied || w.denied[0].Person != w.person {
		t.Errorf("%+v", w.denied)
	}
	w.down = false
	if own := w.one(t); own.Pending != nil {
		t.Errorf("%+v", own)
	}
}

func TestWhatWasNotShownToThisPersonIsNoText(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	shown := w.one(t).Original.Shown
	other := w.consent
	for name, one := range map[string]string{"made up": "x.y", "changed": "e30" + shown[3:], "without its proof": strings.SplitN(shown, ".", 2)[0], "cut": shown[:len(shown)-2]} {
		_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: one})
		if err == nil || problem.Of(err).Code != problem.InvalidRequest {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.consent = uuid.New()
	_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: shown})
	expectCode(t, err, problem.InvalidRequest)
	w.consent = other
	person := w.person
	w.person = w.contact // shown to one, sent by another
	_, err = w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: shown})
	expectCode(t, err, problem.InvalidRequest)
	w.person = person
	_, err = w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: "PERHAPS", Shown: shown})
	expectCode(t, err, problem.InvalidRequest)
	long := strings.Repeat("å", 2001)
	_, err = w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: shown, Reason: &long})
	expectCode(t, err, problem.FieldTooLong)
}

func TestWhatHasEndedIsAnsweredWithWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	shown := w.one(t).Original.Shown
	consent := &w.copy.Consents[0]
	yesterday := openapi.Date{Time: w.now.AddDate(0, 0, -1)}
	for name, c := range map[string]struct {
		state contract.ConsentState
		until *openapi.Date
		close bool
		reply portal.ConsentReply
		code  problem.Code
	}{
		"expired":                  {contract.ConsentStateEXPIRED, nil, false, portal.ConsentReplyGIVEN, problem.ConsentExpired},
		"its last day has passed":  {contract.ConsentStateASKED, &yesterday, false, portal.ConsentReplyGIVEN, problem.ConsentExpired},
		"withdrawn by the service": {contract.ConsentStateCANCELLED, nil, false, portal.ConsentReplyREFUSED, problem.ConsentCancelled},
		"replaced":                 {contract.ConsentStateREPLACED, nil, false, portal.ConsentReplyGIVEN, problem.ConsentReplaced},
		"given on another device":  {contract.ConsentStateGIVEN, nil, false, portal.ConsentReplyGIVEN, problem.ConsentAnswered},
		"never given":              {contract.ConsentStateASKED, nil, false, portal.ConsentReplyWITHDRAWN, problem.ConsentAnswered},
		"the case is closed":       {contract.ConsentStateASKED, nil, true, portal.ConsentReplyGIVEN, problem.ConsentClosed},
	} {
		consent.State, consent.ValidUntil, w.closed = c.state, c.until, c.close
		_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: c.reply, Shown: shown})
		if err == nil || problem.Of(err).Code != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	consent.State, consent.ValidUntil = contract.ConsentStateGIVEN, nil
	if one := w.one(t); len(one.Replies) != 1 || one.Replies[0] != portal.ConsentReplyWITHDRAWN {
		t.Errorf("in a closed case one can answer %v", one.Replies)
	}
	w.says(t, portal.ConsentReplyWITHDRAWN, shown)
}

func TestWhileTheFagsystemIsAwayAnAnswerIsKeptAndToldOfAndNothingElseIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	shown := w.one(t).Original.Shown
	w.down = true
	mine := w.says(t, portal.ConsentReplyREFUSED, shown)
	list := w.list(t)
	if list.Available || len(list.Consents) != 0 || len(list.Unknown) != 1 || list.Unknown[0].AnswerId != mine.AnswerId {
		t.Errorf("%+v", list)
	}
	_, err := w.api.GetConsentReceipt(w.mother, portal.GetConsentReceiptRequestObject{CaseCopyId: w.caseCopy, ConsentId: w.consent, AnswerId: mine.AnswerId})
	expectCode(t, err, problem.ReceiptUnavailable)
}

func TestNobodySeesAMachinesWordsNorThoseThatTellWhatIsProtected(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consent := &w.copy.Consents[0]
	consent.Texts = []contract.ConsentText{words("ar", "آلة", contract.ProvenanceKindMACHINE, "1")}
	if one := w.one(t); one.Translation != nil {
		t.Errorf("%+v", one.Translation)
	}
	school := "Tverrdal videregående skole"
	w.copy.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	shown := w.one(t).Original.Shown
	telling := "Vi vil snakke med Tverrdal videregående skole."
	consent.Text = &telling
	if list := w.list(t); len(list.Consents) != 0 {
		t.Errorf("%+v", list)
	}
	_, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: shown})
	expectCode(t, err, problem.NotFound)
	// A fagsystem that mixes copies up shows nobody anything.
	w.copy.Me.PersonId = uuid.New()
	_, err = w.api.ListConsents(w.mother, portal.ListConsentsRequestObject{CaseCopyId: w.caseCopy})
	expectCode(t, err, problem.FagsystemUnavailable)
}

func TestWhoMayNotAnswerFindsNothingAndTheContactPersonSeesEachAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	answer := w.says(t, portal.ConsentReplyGIVEN, w.one(t).Translation.Shown)
	staff := func() portal.EmployeeConsentList {
		t.Helper()
		list, err := w.api.ListEmployeeConsents(w.staff, portal.ListEmployeeConsentsRequestObject{CaseCopyId: w.caseCopy})
		if err != nil {
			t.Fatal(err)
		}
		return portal.EmployeeConsentList(list.(portal.ListEmployeeConsents200JSONResponse))
	}
	// Before it is registered it isn't there.
	if list := staff(); !list.Available || list.Consents[0].State != portal.ConsentStateASKED || len(list.Consents[0].Replies) != 0 {
		t.Errorf("%+v", list)
	}
	w.register(answer)
	if list := staff(); list.Consents[0].State != portal.ConsentStateGIVEN || list.Consents[0].History[0].Answer.AnswerId != answer.AnswerId {
		t.Errorf("%+v", list)
	}
	w.refused = true
	_, err := w.api.ListConsents(w.mother, portal.ListConsentsRequestObject{CaseCopyId: w.caseCopy})
	expectCode(t, err, problem.NotFound)
	_, err = w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{Reply: portal.ConsentReplyGIVEN, Shown: "x"})
	expectCode(t, err, problem.NotFound)
	_, err = w.api.GetConsentDraft(w.mother, portal.GetConsentDraftRequestObject{CaseCopyId: w.caseCopy, ConsentId: w.consent})
	expectCode(t, err, problem.NotFound)
}

func TestTheReceiptIsOfOnesOwnAnswerAndTheDraftIsGoneWhenItIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	draft := portal.Draft{Text: `{"reply":"GIVEN"}`}
	if _, err := w.api.PutConsentDraft(w.mother, portal.PutConsentDraftRequestObject{CaseCopyId: w.caseCopy, ConsentId: w.consent, Body: &draft}); err != nil {
		t.Fatal(err)
	}
	sent, err := w.put(uuid.Must(uuid.NewV7()), portal.NewConsentAnswer{
		Reply: portal.ConsentReplyGIVEN, Shown: w.one(t).Translation.Shown, Draft: &portal.DraftBase{Revision: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	answer := portal.ConsentAnswer(sent.(portal.PutConsentAnswer201JSONResponse))
	kept, err := w.api.GetConsentDraft(w.mother, portal.GetConsentDraftRequestObject{CaseCopyId: w.caseCopy, ConsentId: w.consent})
	if err != nil || portal.Draft(kept.(portal.GetConsentDraft200JSONResponse)).Text != "" {
		t.Errorf("%+v %v", kept, err)
	}
	of := func(consent, answer uuid.UUID) (portal.GetConsentReceiptResponseObject, error) {
		return w.api.GetConsentReceipt(w.mother, portal.GetConsentReceiptRequestObject{CaseCopyId: w.caseCopy, ConsentId: consent, AnswerId: answer})
	}
	file, err := of(w.consent, answer.AnswerId)
	if err != nil {
		t.Fatal(err)
	}
	seen := httptest.NewRecorder()
	if err := file.VisitGetConsentReceiptResponse(seen); err != nil || !bytes.HasPrefix(seen.Body.Bytes(), []byte("%PDF")) || seen.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%v %v", err, seen.Header())
	}
	_, err = of(w.consent, uuid.New())
	expectCode(t, err, problem.NotFound)
	_, err = of(uuid.New(), answer.AnswerId)
	expectCode(t, err, problem.NotFound)
}

// Whoever has before them that they are asked needn't be called to it; an employee who looks is another.
func TestAConsentCountsAsSeenOnceItsPartyIsShownThatItIsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if _, err := w.api.ListEmployeeConsents(w.staff, portal.ListEmployeeConsentsRequestObject{CaseCopyId: w.caseCopy}); err != nil || len(w.seen) != 0 {
		t.Fatal(err, w.seen)
	}
	for range 2 {
		if _, err := w.api.ListConsents(w.mother, portal.ListConsentsRequestObject{CaseCopyId: w.caseCopy}); err != nil {
			t.Fatal(err)
		}
		w.copy.Consents[0].State = contract.ConsentStateGIVEN
	}
	if len(w.seen) != 1 || w.seen[0] != w.consent {
		t.Errorf("%v", w.seen)
	}
}

// Whoever takes them along takes them as they stood at one moment.
func TestWhetherAConsentHasExpiredIsAsOfTheMomentThatIsAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	yesterday := openapi.Date{Time: w.now.AddDate(0, 0, -1)}
	w.copy.Consents[0].ValidUntil = &yesterday
	found, err := w.Decide(t.Context(), w.actor, w.caseCopy, access.Purpose{})
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[time.Time]portal.ConsentState{w.now: portal.ConsentStateEXPIRED, w.now.AddDate(0, 0, -2): portal.ConsentStateASKED} {
		all, err := w.api.Whole(t.Context(), w.actor, found, at)
		if err != nil || len(all) != 1 || all[0].State != want {
			t.Errorf("at %s: %+v %v", at, all, err)
		}
	}
}
