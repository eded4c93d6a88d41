package export_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	openapi "github.com/oapi-codegen/runtime/types"

	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
	"innbyggertjenesten/i18n"
)

// full is a case in which the mother has said, answered and asked for all there is.
func (w *world) full() {
	decision := w.add("Vedtak om hjelp", []byte("%PDF-1.7 vedtak"))
	minutes := w.add("Referat fra møtet", []byte("%PDF-1.7 referat"))
	title := w.add("Bare tittelen", nil)
	voice, at, day := uuid.New(), time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), openapi.Date{Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
	original := contract.Provenance{Kind: contract.ProvenanceKindORIGINAL}
	first := &w.entries[0]
	first.Journalpost.RelaterteJournalposter = []uuid.UUID{minutes.EntryId, title.EntryId, uuid.New()}
	first.InShort = &contract.InShort{
		Texts: []contract.InShortText{
			{Language: "nb", Direction: "ltr", Provenance: original, What: "Dere får hjelp hjemme."},
			{Language: "ar", Direction: "rtl", Provenance: contract.Provenance{Kind: contract.ProvenanceKindCERTIFIED}, What: "ستحصلون على مساعدة."},
		},
		Media: []contract.InShortMedia{{MediaId: voice, Kind: "AUDIO", MediaType: "audio/webm", Language: "ar", Provenance: original, Transcript: new("مساعدة في البيت")}},
	}
	w.files[voice] = w.files[first.Documents[0].DocumentId]
	w.entries[2].Released = contract.EntryReleasedTITLE
	answer := func(outcome portal.AnswerOutcome, reason string, link *portal.AnswerLink) *portal.Answer {
		return &portal.Answer{Outcome: outcome, Reason: reason, Language: "nb", Direction: "ltr", AnsweredAt: at, ByRole: portal.EmployeeRelationCONTACTPERSON, Link: link}
	}
	sent := portal.View{Known: true, Language: new("nb"), SentAt: at, DeliveredAt: &at, State: portal.MessageStateREAD, ReadAt: &at, RegistrationId: new("2026/12-7")}
	said, comment, complaint := sent, sent, sent
	said.ViewId, said.Moment = uuid.New(), portal.ViewMomentANYTIME
	said.Items = []portal.ViewItem{{Prompt: portal.ViewPromptTHISMUSTCHANGE, Text: "Færre <møter>", Answer: answer(portal.AnswerOutcomeUSED, "Nå er det ett i måneden.", &portal.AnswerLink{EntryId: minutes.EntryId})}}
	comment.ViewId, comment.Text, comment.On = uuid.New(), new("Datoen er feil"), &portal.OnEntry{Kind: portal.OnEntryKindCOMMENT, EntryId: &decision.EntryId}
	complaint.ViewId, complaint.Text, complaint.On = uuid.New(), new("Jeg klager"), &portal.OnEntry{Kind: portal.OnEntryKindCOMPLAINT, EntryId: &decision.EntryId, Deadline: &day}
	complaint.Answer = answer(portal.AnswerOutcomePARTLYUPHELD, "Vi endrer timene.", nil)
	inArabic := func(words string) *portal.TranslatedWords {
		return &portal.TranslatedWords{Text: words, Made: portal.TextInfo{Language: "ar", Direction: "rtl", Provenance: portal.Provenance{Kind: portal.ProvenanceKindPERSON, Role: new("Tolk"), MadeAt: at}}}
	}
	complaint.Answer.Translation, said.Items[0].Answer.Translation = inArabic("سنغيّر الساعات."), inArabic("مرة في الشهر.")
	said.Meeting = &portal.ViewMeeting{Title: "Møte om planen", StartsAt: at, Translation: inArabic("اجتماع حول الخطة")}
	w.views = []portal.View{said, comment, complaint}
	w.consents = []portal.Consent{{
		ConsentId: uuid.New(), TextVersion: "2", State: portal.ConsentStateGIVEN, AskedAt: at, ValidUntil: &day,
		Original:    portal.ConsentWords{Language: "nb", Direction: "ltr", Purpose: "Snakke med skolen", Text: new("Vi spør læreren.")},
		Translation: &portal.ConsentWords{Language: "ar", Direction: "rtl", Purpose: "التحدث مع المدرسة", Text: new("سنسأل المعلمة."), Provenance: &portal.Provenance{Kind: portal.ProvenanceKindCERTIFIED, MadeAt: at}},
		History: []portal.ConsentStep{
			{Kind: portal.ConsentStateGIVEN, At: at, BySelf: true, TextVersion: "2", Answer: &portal.ConsentAnswer{Reply: portal.ConsentReplyGIVEN, Reason: new("Det er greit"), State: portal.MessageStateREAD, DeliveredAt: &at, RegistrationId: new("2026/12-9"), SentAt: at, TextVersion: "2"}},
			{Kind: portal.ConsentStateREFUSED, At: at, BySelf: true, TextVersion: "1", Earlier: &portal.EarlierConsentText{Purpose: "Snakke med alle", Text: "Vi spør alle.", Language: "nb", Direction: portal.DirectionLtr}},
			{Kind: portal.ConsentStateASKED, At: at, TextVersion: "1"},
		},
	}}
	w.requests = []portal.AccessRequest{{AccessRequestId: uuid.New(), Known: true, Reason: new("Jeg vil forstå"), SentAt: at, State: portal.MessageStateDELIVERED, DeliveredAt: &at, Items: []portal.AccessRequestItem{
		{EntryId: &title.EntryId, State: portal.AccessStateREFUSED, DecidedAt: &at, Explanation: new("Det gjelder en annen."), Remedy: &portal.Remedy{Kind: portal.RemedyKindMUNICIPALDECISION, Receiver: "Statsforvalteren", Deadline: &day}},
		{State: portal.AccessStateINPROGRESS},
	}}}
	w.texts = portal.TextRequests{
		Translations: []portal.TranslationRequest{
			{EntryId: minutes.EntryId, DocumentId: minutes.Documents[0].DocumentId, Language: "ar", State: portal.TranslationStateORDERED, ExpectedOn: &day, AskedAt: at},
			{EntryId: uuid.New(), DocumentId: uuid.New(), Language: "so", State: portal.TranslationStateASKED, AskedAt: at},
		},
		Marks: []portal.Mark{{
			MarkId: uuid.New(), EntryId: decision.EntryId, DocumentId: decision.Documents[0].DocumentId, Language: "nb", BlockId: "2", Text: "Navnet er galt", State: portal.MarkStateCONFIRMED, MarkedAt: at,
			Delivery: portal.MessageStateDELIVERED, Answer: &portal.MarkAnswer{Outcome: portal.MarkOutcomeCONFIRMED, Text: "Du har rett.", Language: new("nb"), AnsweredAt: at},
		}},
	}
	w.looks = portal.LookList{Looks: []portal.Look{
		{At: at, Role: portal.LookRoleSTANDIN, Place: portal.LookPlacePORTAL},
		{At: at, Role: portal.LookRoleTEAMLEADER, Place: portal.LookPlaceFAGSYSTEM, What: new(portal.LookWhatDOCUMENT)},
	}, Since: day, Fagsystem: portal.LookListFagsystemTOLD}
	w.messages = []portal.Message{
		{MessageId: uuid.New(), Mine: true, Text: "Datoen er feil", SentAt: at, On: &portal.OnEntry{Kind: portal.OnEntryKindCOMMENT, EntryId: &decision.EntryId}},
		{MessageId: uuid.New(), Mine: true, SentAt: at, Understood: &portal.UnderstoodMessage{Answer: portal.UnderstoodAnswerPARTLY}},
		{MessageId: uuid.New(), Mine: true, SentAt: at, Consent: &portal.SaidConsent{ConsentId: uuid.New(), Reply: new(portal.ConsentReplyGIVEN)}},
		{MessageId: uuid.New(), FromEmployee: true, SentAt: at, Answers: []portal.SaidAnswer{{Outcome: portal.AnswerOutcomeUSED, Reason: "Nå er det ett i måneden.", Translation: inArabic("مرة في الشهر.")}}},
	}
}

// What one has said, answered and asked for is taken along with what became of
// it, each thing on a page that the first one leads to.
func TestWhatOneHasSaidAndAskedForIsTakenAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.full()
	w.unreadable = 1
	w.shown.Me = &portal.OwnContact{Phone: new("91 00 00 02"), Address: new("Storgata 2")}
	r := w.replica(t, nil)
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	if err := r.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	archive, err := r.fetch(w.fresh(t))
	if err != nil {
		t.Fatal(err)
	}
	files := unzip(t, archive)
	for name, wanted := range map[string][]string{
		"index.html": {
			`href="pages/said.html"`, `href="pages/agreed.html"`, `href="pages/asked.html"`, `href="pages/texts.html"`, `href="pages/looked.html"`,
			`href="pages/messages.html"`, i18n.Localize("ar", "documents.incomplete", nil), "Bare tittelen", i18n.Localize("ar", "documents.titleOnly", nil),
			`<bdi dir="ltr">91 00 00 02</bdi> · <bdi dir="ltr">Storgata 2</bdi>`,
		},
		"pages/said.html": {
			"Færre &lt;møter&gt;", "Nå er det ett i måneden.", `href="../pages/002.html"`, "Datoen er feil", `href="../pages/001.html"`, "Jeg klager",
			"Vi endrer timene.", "\u20662026/12-7\u2069", i18n.Localize("ar", "views.kind.COMPLAINT", nil), i18n.Localize("ar", "views.outcome.PARTLY_UPHELD", nil), "1 ديسمبر 2026",
			`<p class="words" lang="ar" dir="rtl">مرة في الشهر.</p>`, `<p class="words" lang="ar" dir="rtl">سنغيّر الساعات.</p>`, "Tolk", i18n.Localize("ar", "reader.norwegianCounts", nil),
			`<bdi lang="ar" dir="rtl">اجتماع حول الخطة</bdi>`, "Møte om planen",
		},
		"pages/agreed.html": {
			"التحدث مع المدرسة", "سنسأل المعلمة.", "Snakke med skolen", "Vi spør læreren.", "Det er greit", "2026/12-9", "Vi spør alle.", `<bdi lang="ar" dir="rtl">`,
			i18n.Localize("ar", "consents.state.GIVEN", nil), i18n.Localize("ar", "consents.step.REFUSED", nil),
		},
		"pages/asked.html": {"Jeg vil forstå", "Bare tittelen", "Det gjelder en annen.", "Statsforvalteren", i18n.Localize("ar", "access.state.REFUSED", nil), i18n.Localize("ar", "access.whole", nil)},
		"pages/texts.html": {"Referat fra møtet", "Navnet er galt", "Du har rett.", `href="../pages/001.html#d1-nb-2"`, "1 ديسمبر 2026"},
		"pages/looked.html": {
			"20 نوفمبر 2026", i18n.Localize("ar", "looked.role.STAND_IN", nil), i18n.Localize("ar", "looked.from.PORTAL", nil), i18n.Localize("ar", "looked.role.TEAM_LEADER", nil),
			i18n.Localize("ar", "looked.from.DOCUMENT", nil), i18n.Localize("ar", "looked.system.TOLD", nil),
		},
		"pages/001.html":      {"Dere får hjelp hjemme.", "ستحصلون على مساعدة.", `href="../files/001-003.weba"`, "مساعدة في البيت", `id="d1-nb-2"`, `href="../pages/002.html"`, "Bare tittelen"},
		"pages/messages.html": {"Datoen er feil", "Nå er det ett i måneden.", `<p class="words" lang="ar" dir="rtl">مرة في الشهر.</p>`, i18n.Localize("ar", "inshort.answer.PARTLY", nil), i18n.Localize("ar", "talk.consent.GIVEN", nil), i18n.Localize("ar", "srv.receipt.comment", nil)},
	} {
		for _, one := range wanted {
			if !strings.Contains(files[name], one) {
				t.Errorf("%s lacks %q", name, one)
			}
		}
	}
	for name, content := range files {
		for _, forbidden := range []string{"<script", "src=", "0xc0", "srv.", "&lt;nil", "ZgotmplZ", "READ", "PARTLY", "CONFIRMED", "<no value>"} {
			if strings.HasSuffix(name, ".html") && strings.Contains(content, forbidden) {
				t.Errorf("%s holds %q", name, forbidden)
			}
		}
	}
	if strings.Count(files["pages/texts.html"], "<li>") != 1 || strings.Count(files["pages/001.html"], "../pages/") != 1 || files["files/001-003.weba"] != "%PDF-1.7 vedtak" {
		t.Error("there is something of what isn't there")
	}
	if len(w.told) != 1 || slices.ContainsFunc(w.recorded, func(row string) bool { return strings.HasSuffix(row, "denied") }) {
		t.Error(w.told, w.recorded)
	}
}

// The conversation is read for its page, and before the archive is ready and
// handed out; who has looked for its page only, since that takes nothing back.
func TestOnlyWhatIsNeededIsReadAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.full()
	r := w.replica(t, nil)
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	r.until(t, portal.ExportStateREADY)
	if err := r.begin(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lookedUp != 1 || w.talked != 3 {
		t.Errorf("who has looked was read %d times, the conversation %d times", w.lookedUp, w.talked)
	}
}

// onlyAdded changes a case without taking anything back.
func onlyAdded(w *world) {
	w.messages = append(w.messages, portal.Message{MessageId: uuid.New(), Text: "Hei"})
	w.views = append(w.views, portal.View{ViewId: uuid.New(), Known: true, Text: new("Mer")})
	w.views[1].Answer = &portal.Answer{Outcome: portal.AnswerOutcomeUSED, Reason: "Rettet."}
	w.looks.Looks, w.looks.Fagsystem = nil, portal.LookListFagsystemSILENT
	w.consents[0].History = append([]portal.ConsentStep{{Kind: portal.ConsentStateWITHDRAWN, At: time.Now()}}, w.consents[0].History...)
	w.consents[0].State, w.requests[0].State = portal.ConsentStateWITHDRAWN, portal.MessageStateREAD
	w.requests[0].Items[1].State, w.texts.Translations[0].State = portal.AccessStateGRANTED, portal.TranslationStateAVAILABLE
	w.entries[2].Released = contract.EntryReleasedFULL
	w.shown.Me.Phone = new("91 00 00 09")
	w.entries[0].DraftForComments, w.entries[0].CommentsUntil, w.entries[0].CommentsAsked = nil, nil, nil
	w.entries[0].DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindFINISHED, At: time.Now()}
	w.entries[0].InShort.Media = append(w.entries[0].InShort.Media, contract.InShortMedia{MediaId: uuid.New(), Kind: "AUDIO", MediaType: "audio/webm", Language: "nb"})
}

// What may no longer be seen voids it also between begin and content; what only
// comes in addition doesn't.
func TestWhatMayNoLongerBeSeenVoidsWhatIsBegun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.full()
	w.shown.OtherParties[0].Address = new("Storgata 1")
	w.shown.Me = &portal.OwnContact{Phone: new("91 00 00 02")}
	w.entries[0].DraftForComments, w.entries[0].CommentsUntil = new(true), &openapi.Date{Time: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
	w.entries[0].CommentsAsked = &contract.CommentsAsked{Text: "Stemmer timene?", Language: "nb"}
	r := w.replica(t, nil)
	begun := func() {
		t.Helper()
		if _, err := r.order(w.fresh(t)); err != nil {
			t.Fatal(err)
		}
		r.until(t, portal.ExportStateREADY)
		if err := r.begin(w.fresh(t)); err != nil {
			t.Fatal(err)
		}
	}
	void := func(name string) {
		t.Helper()
		if r.state(t).State != portal.ExportStateVOID || w.left(t) != 0 {
			t.Errorf("%s: %+v, %d rows are left", name, r.state(t), w.left(t))
		}
	}
	begun()
	w.change(func() { onlyAdded(w) })
	r.tell(t, contract.EventTypeEntryChanged)
	r.looked(t)
	if _, err := r.fetch(w.fresh(t)); err != nil {
		t.Error(err)
	}
	for _, one := range []struct {
		name   string
		change func()
	}{
		{"a translation of an answer names what is protected", func() { w.views[2].Answer.Translation = nil }},
		{"so does one in the conversation", func() { w.messages[3].Answers[0].Translation = nil }},
		{"an answer names what is protected", func() { w.views[2].Answer.Reason = "" }},
		{"an explanation is taken back", func() { w.requests[0].Items[0].Explanation = nil }},
		{"a mark's answer is taken back", func() { w.texts.Marks[0].Answer = nil }},
		{"an address is protected now", func() { w.shown.OtherParties[0].Address = nil }},
		{"one's own address is hidden now", func() { w.shown.Me.HiddenFromOthers = new(true) }},
		{"a voice is taken out", func() { w.entries[0].InShort.Media = nil }},
		{"a view is withdrawn", func() { w.views = w.views[1:] }},
		{"a consent isn't there", func() { w.consents = nil }},
	} {
		begun()
		w.change(one.change)
		if _, err := r.fetch(w.fresh(t)); code(err) != problem.ExportNotReady {
			t.Errorf("%s: it is handed out: %v", one.name, err)
		}
		void(one.name)
	}
	// As soon as the fagsystem tells that something is another, and where events were lost.
	begun()
	w.change(func() { w.entries[0].Journalpost.Tittel = "Et annet vedtak" })
	r.tell(t, contract.EventTypeCaseChanged)
	r.looked(t)
	void("an event")
	begun()
	w.change(func() { w.entries[0].Journalpost.Tittel = "Et tredje vedtak" })
	if err := r.store.Resync(t.Context(), "fjordvik"); err != nil {
		t.Fatal(err)
	}
	r.looked(t)
	void("lost events")
}

// looked waits until what is ready has been looked at.
func (r *replica) looked(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		var busy int
		if err := r.pool.QueryRow(t.Context(), `SELECT count(*) FROM river_job WHERE kind = 'export.recheck' AND state <> 'completed'`).Scan(&busy); err != nil {
			t.Fatal(err)
		}
		if busy == 0 {
			return
		}
	}
	t.Fatal("it looks on and on")
}

// Whoever sees that it is ready needn't be told.
func TestWhatIsReadyIsUnseenUntilItsPageIsOpened(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	r := w.replica(t, nil)
	if _, err := r.order(w.fresh(t)); err != nil {
		t.Fatal(err)
	}
	w.settle(t)
	unseen := func() bool {
		id, at, ok, err := r.store.Unseen(t.Context(), "fjordvik", w.mother.ID, w.copyID)
		if err != nil || ok && (id != w.told[0] || at.IsZero()) {
			t.Fatal(id, at, err)
		}
		return ok
	}
	if !unseen() {
		t.Error("nobody has looked yet")
	}
	if r.state(t); unseen() {
		t.Error("it has been seen")
	}
}
