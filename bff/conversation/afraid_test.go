package conversation_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

func (w *world) sendMarked(message portal.NewMessage) (portal.Message, error) {
	answer, err := w.api.PutCitizenMessage(w.ctx, portal.PutCitizenMessageRequestObject{
		CaseCopyId: w.caseCopy, MessageId: uuid.Must(uuid.NewV7()), Body: &message,
	})
	if err != nil {
		return portal.Message{}, err
	}
	return portal.Message(answer.(portal.PutCitizenMessage201JSONResponse)), nil
}

func (w *world) saveDraft(draft portal.Draft) (portal.Draft, error) {
	answer, err := w.api.PutCitizenDraft(w.ctx, portal.PutCitizenDraftRequestObject{CaseCopyId: w.caseCopy, Body: &draft})
	if err != nil {
		return portal.Draft{}, err
	}
	saved, ok := answer.(portal.PutCitizenDraft200JSONResponse)
	if !ok {
		return portal.Draft{}, errors.New("a conflict")
	}
	return portal.Draft(saved), nil
}

func yes() *bool { v := true; return &v }

func TestWhatSomebodyIsAfraidOfTravelsWithTheMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	parts := []portal.AfraidPart{{Start: 3, Length: 1}, {Start: 9, Length: 3}}
	message, err := w.sendMarked(portal.NewMessage{Text: "På 😀 hos أمي i går", AfraidParts: parts})
	if err != nil || !reflect.DeepEqual(message.AfraidParts, parts) || message.AfraidOfBeingKnown != nil {
		t.Fatalf("%v %v %v", message.AfraidParts, message.AfraidOfBeingKnown, err)
	}
	pending, err := w.store.InConversation(t.Context(), "fjordvik", w.caseCopy, "citizen", w.person)
	if err != nil || len(pending.Own) != 1 {
		t.Fatalf("%v %v", pending, err)
	}
	// What the relay delivers, and what its hash covers.
	body, err := json.Marshal(pending.Own[0].Body)
	if want := `{"afraidParts":[{"length":1,"start":3},{"length":3,"start":9}],"language":"ar","text":"På 😀 hos أمي i går"}`; err != nil || string(body) != want {
		t.Fatalf("the body is %s", body)
	}
	whole, err := w.sendMarked(portal.NewMessage{Text: "Ingen må vite dette", AfraidOfBeingKnown: yes()})
	if err != nil || whole.AfraidOfBeingKnown == nil || !*whole.AfraidOfBeingKnown {
		t.Fatalf("%+v %v", whole, err)
	}
	plain, err := w.sendMarked(portal.NewMessage{Text: "Hei"})
	if err != nil || plain.AfraidOfBeingKnown != nil || plain.AfraidParts != nil {
		t.Fatalf("%+v %v", plain, err)
	}
}

func TestMarksThatCannotBeFoundInTheTextAreToldAndNothingIsAccepted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	part := func(start, length int) portal.AfraidPart { return portal.AfraidPart{Start: start, Length: length} }
	many := make([]portal.AfraidPart, 51)
	for i := range many {
		many[i] = part(2*i, 1)
	}
	const most = int(^uint(0) >> 1)
	for name, message := range map[string]portal.NewMessage{
		"beyond the end":           {Text: "Hei", AfraidParts: []portal.AfraidPart{part(1, 3)}},
		"after the end":            {Text: "Hei", AfraidParts: []portal.AfraidPart{part(4, 1)}},
		"counted in UTF-16":        {Text: "😀😀", AfraidParts: []portal.AfraidPart{part(2, 2)}},
		"empty":                    {Text: "Hei", AfraidParts: []portal.AfraidPart{part(0, 0)}},
		"before the beginning":     {Text: "Hei", AfraidParts: []portal.AfraidPart{part(-1, 2)}},
		"so long that it wraps":    {Text: "Hei", AfraidParts: []portal.AfraidPart{part(1, most)}},
		"so late that it wraps":    {Text: "Hei", AfraidParts: []portal.AfraidPart{part(most, most)}},
		"overlapping":              {Text: "Hei du", AfraidParts: []portal.AfraidPart{part(0, 3), part(2, 2)}},
		"not in order":             {Text: "Hei du", AfraidParts: []portal.AfraidPart{part(4, 2), part(0, 3)}},
		"the whole and a part":     {Text: "Hei du", AfraidOfBeingKnown: yes(), AfraidParts: []portal.AfraidPart{part(0, 3)}},
		"too many":                 {Text: strings.Repeat("x", 200), AfraidParts: many},
		"in a text with room":      {Text: "  Hei", AfraidParts: []portal.AfraidPart{part(2, 3)}},
		"in a text that isn't NFC": {Text: "a\u030a, hei", AfraidParts: []portal.AfraidPart{part(0, 2)}},
		"with an unseen letter":    {Text: "H\x07ei", AfraidParts: []portal.AfraidPart{part(0, 4)}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.sendMarked(message)
			expectCode(t, err, problem.MarksUnclear)
		})
	}
	if page := w.page(t); len(page.Messages) != 0 {
		t.Fatalf("accepted: %+v", page.Messages)
	}
	_, err := w.saveDraft(portal.Draft{Text: "Hei", AfraidParts: []portal.AfraidPart{part(1, 3)}})
	expectCode(t, err, problem.MarksUnclear)
}

// spent is what the next draft is based on once one was sent.
func (w *world) spent(t *testing.T) int64 {
	t.Helper()
	found := w.draft(t)
	if found.Text != "" {
		t.Fatalf("after sending: %+v", found)
	}
	return found.Revision
}

func TestMarksAreKeptWithTheDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	polish := "pl"
	parts := []portal.AfraidPart{{Start: 2, Length: 3}}
	// A draft's parts are counted in the text as it comes, white space and all.
	saved, err := w.saveDraft(portal.Draft{Text: "  Hei ", Language: &polish, AfraidParts: parts})
	if err != nil || !reflect.DeepEqual(saved.AfraidParts, parts) || saved.Language == nil || *saved.Language != "pl" {
		t.Fatalf("%+v %v", saved, err)
	}
	// Only the mark changes.
	whole, err := w.saveDraft(portal.Draft{Text: "  Hei ", Language: &polish, AfraidOfBeingKnown: yes(), Revision: saved.Revision})
	if err != nil || whole.AfraidOfBeingKnown == nil || whole.AfraidParts != nil || whole.Revision == saved.Revision {
		t.Fatalf("%+v %v", whole, err)
	}
	if found := w.draft(t); found.AfraidOfBeingKnown == nil || *found.Language != "pl" {
		t.Fatalf("%+v", found)
	}
	// Sent: nothing is left for the next draft.
	if _, err := w.sendMarked(portal.NewMessage{Text: "Hei", AfraidOfBeingKnown: yes()}); err != nil {
		t.Fatal(err)
	}
	next, err := w.saveDraft(portal.Draft{Text: "Neste", Revision: w.spent(t)})
	if err != nil || next.AfraidOfBeingKnown != nil || next.Language != nil {
		t.Fatalf("%+v %v", next, err)
	}
}

// added is a file that was checked and not sent yet.
func (w *world) added(t *testing.T) uuid.UUID {
	t.Helper()
	id := uuid.New()
	w.keep(t, w.person, w.caseCopy, uuid.New(), id, nil)
	if _, err := w.pool.Exec(t.Context(), "UPDATE attachment SET submission_id = NULL WHERE id = $1", id); err != nil {
		t.Fatal(err)
	}
	return id
}

// Whoever sends nothing but a photo may fear it as much as words.
func TestFilesAloneCanBeMarked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	marked, err := w.saveDraft(portal.Draft{AfraidOfBeingKnown: yes()})
	if err != nil {
		t.Fatal(err)
	}
	found := w.draft(t)
	if found.AfraidOfBeingKnown == nil || found.Revision != marked.Revision {
		t.Fatalf("kept: %+v", found)
	}
	photo := portal.NewMessage{AfraidOfBeingKnown: yes(), Attachments: []uuid.UUID{w.added(t)}}
	sent, err := w.sendMarked(photo)
	if err != nil || sent.AfraidOfBeingKnown == nil {
		t.Fatalf("%+v %v", sent, err)
	}
	if left := w.draft(t); left.AfraidOfBeingKnown != nil {
		t.Fatalf("after sending: %+v", left)
	}
	if back := w.undo(t, sent.MessageId); back.AfraidOfBeingKnown == nil || back.Text != "" {
		t.Fatalf("taken back: %+v", back)
	}
}

// What is feared of the files that come back holds for all that they go with now.
func TestFilesThatAreTakenBackBringTheirMark(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	photo := portal.NewMessage{AfraidOfBeingKnown: yes(), Attachments: []uuid.UUID{w.added(t)}}
	sent, err := w.sendMarked(photo)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.saveDraft(portal.Draft{Text: "Hei du", AfraidParts: []portal.AfraidPart{{Start: 4, Length: 2}}, Revision: w.spent(t)}); err != nil {
		t.Fatal(err)
	}
	back := w.undo(t, sent.MessageId)
	if back.Text != "Hei du" || back.AfraidOfBeingKnown == nil || back.AfraidParts != nil {
		t.Fatalf("%+v", back)
	}
}

// A mark that waits for the next files stays when words come back to it.
func TestWordsThatAreTakenBackKeepTheMarkThatStandsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sent, err := w.sendMarked(portal.NewMessage{Text: "Hei"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.saveDraft(portal.Draft{AfraidOfBeingKnown: yes(), Revision: w.spent(t)}); err != nil {
		t.Fatal(err)
	}
	if back := w.undo(t, sent.MessageId); back.Text != "Hei" || back.AfraidOfBeingKnown == nil {
		t.Fatalf("%+v", back)
	}
}

func (w *world) draft(t *testing.T) portal.Draft {
	t.Helper()
	answer, err := w.api.GetCitizenDraft(w.ctx, portal.GetCitizenDraftRequestObject{CaseCopyId: w.caseCopy})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Draft(answer.(portal.GetCitizenDraft200JSONResponse))
}

func (w *world) undo(t *testing.T, messageID uuid.UUID) portal.Draft {
	t.Helper()
	answer, err := w.api.UndoCitizenMessage(w.ctx, portal.UndoCitizenMessageRequestObject{CaseCopyId: w.caseCopy, MessageId: messageID})
	if err != nil {
		t.Fatal(err)
	}
	return portal.Draft(answer.(portal.UndoCitizenMessage200JSONResponse))
}

func TestUndoGivesEachTextItsMarksBack(t *testing.T) {
	t.Parallel()
	part := func(start, length int) []portal.AfraidPart {
		return []portal.AfraidPart{{Start: start, Length: length}}
	}
	for name, c := range map[string]struct {
		sent  portal.NewMessage
		since portal.Draft
		want  portal.Draft
	}{
		"nothing since": {portal.NewMessage{Text: "Å nei", AfraidParts: part(2, 3)}, portal.Draft{}, portal.Draft{Text: "Å nei", AfraidParts: part(2, 3)}},
		"the whole":     {portal.NewMessage{Text: "Å nei", AfraidOfBeingKnown: yes()}, portal.Draft{}, portal.Draft{Text: "Å nei", AfraidOfBeingKnown: yes()}},
		"the whole before something unmarked": {
			portal.NewMessage{Text: "Å nei", AfraidOfBeingKnown: yes()}, portal.Draft{Text: "Hei"},
			portal.Draft{Text: "Å nei\n\nHei", AfraidParts: part(0, 5)},
		},
		"a part before a part": {
			portal.NewMessage{Text: "😀 nei", AfraidParts: part(0, 1)}, portal.Draft{Text: "og hei", AfraidParts: part(3, 3)},
			portal.Draft{Text: "😀 nei\n\nog hei", AfraidParts: []portal.AfraidPart{{Start: 0, Length: 1}, {Start: 10, Length: 3}}},
		},
		"both whole": {
			portal.NewMessage{Text: "A", AfraidOfBeingKnown: yes()}, portal.Draft{Text: "B", AfraidOfBeingKnown: yes()},
			portal.Draft{Text: "A\n\nB", AfraidOfBeingKnown: yes()},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			sent, err := w.sendMarked(c.sent)
			if err != nil {
				t.Fatal(err)
			}
			if c.since.Text != "" {
				c.since.Revision = w.spent(t)
				if _, err := w.saveDraft(c.since); err != nil {
					t.Fatal(err)
				}
			}
			draft := w.undo(t, sent.MessageId)
			if draft.Text != c.want.Text || !reflect.DeepEqual(draft.AfraidParts, c.want.AfraidParts) || !reflect.DeepEqual(draft.AfraidOfBeingKnown, c.want.AfraidOfBeingKnown) {
				t.Fatalf("%+v", draft)
			}
		})
	}
}

// TestNobodyElsesFearIsShown has a fagsystem that is careless about whom it tells.
func TestNobodyElsesFearIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := uuid.New()
	for _, author := range []contract.MessageAuthor{
		{Side: contract.SidePARTY, PersonId: &w.fagsystemID},
		{Side: contract.SidePARTY, PersonId: &other},
		{Side: contract.SidePARTY},
		{Side: contract.SideEMPLOYEE, EmployeeId: &other},
	} {
		w.add(uuid.New(), author.Side, "Ingen må vite det")
		w.history.Messages[0].Author = author
		w.history.Messages[0].AfraidParts = []contract.AfraidPart{{Start: 0, Length: 5}}
	}
	messages := w.page(t).Messages
	if len(messages) != 4 || len(messages[0].AfraidParts) != 1 {
		t.Fatalf("%+v", messages)
	}
	for _, message := range messages[1:] {
		if message.AfraidParts != nil || message.AfraidOfBeingKnown != nil {
			t.Errorf("shown: %+v", message)
		}
	}
	// Marks that don't fit the text: better all of it than nothing.
	w.history.Messages[3].AfraidParts[0].Length = 500
	if mine := w.page(t).Messages[0]; mine.AfraidOfBeingKnown == nil || mine.AfraidParts != nil {
		t.Fatalf("%+v", mine)
	}
}

// TestAWithdrawnMessageSaysNothing has a fagsystem that still sends all of it.
func TestAWithdrawnMessageSaysNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add(uuid.New(), contract.SideEMPLOYEE, "Til feil familie")
	w.add(uuid.New(), contract.SideEMPLOYEE, "Hei")
	message := &w.history.Messages[1]
	message.Withdrawn, message.Kind = yes(), contract.SubmissionKindCALLME
	message.Translations = []contract.MessageTranslation{{Language: "ar", Text: "سر"}}
	message.Attachments = []contract.MessageAttachment{{AttachmentId: uuid.New(), Name: "vedtak.pdf", State: contract.AttachmentStateREADY}}
	shown := w.page(t).Messages
	if len(shown) != 2 || shown[0].Withdrawn == nil || !*shown[0].Withdrawn || shown[1].Withdrawn != nil {
		t.Fatalf("%+v", shown)
	}
	if m := shown[0]; m.Text != "" || m.Language != nil || m.Translations != nil || m.Request != nil || m.Attachments != nil || m.AfraidOfBeingKnown != nil {
		t.Fatalf("it still says %+v", m)
	}
}

// TestAWithdrawnMessagesFileIsGone has a fagsystem that still gives it out.
func TestAWithdrawnMessagesFileIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	taken, said := uuid.New(), uuid.New()
	w.add(taken, contract.SideEMPLOYEE, "Til feil familie")
	file := w.attach("hei")
	w.history.Messages[0].Withdrawn, w.history.Messages[0].Attachments = yes(), []contract.MessageAttachment{file}
	w.add(said, contract.SideEMPLOYEE, "Hei")
	w.history.Messages[0].Attachments = []contract.MessageAttachment{file}
	w.scans(t)
	for range 250 {
		w.add(uuid.New(), contract.SideEMPLOYEE, "Hei")
	}
	get := func(message uuid.UUID) error {
		_, err := w.api.GetCitizenAttachmentContent(w.ctx, portal.GetCitizenAttachmentContentRequestObject{CaseCopyId: w.caseCopy, MessageId: message, AttachmentId: file.AttachmentId})
		return err
	}
	if err := get(said); err != nil {
		t.Errorf("a file of a message far back: %v", err)
	}
	for _, message := range []uuid.UUID{taken, uuid.New()} {
		if err := get(message); err == nil || problem.Of(err).Code != problem.NotFound {
			t.Errorf("it is still given out: %v", err)
		}
	}
}

func TestATextIsWrittenAsMostOfItsLettersAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, c := range []struct {
		text, language string
		want           portal.Direction
	}{
		{"مرحبا Ingrid، شكرا جزيلا", "nb", portal.DirectionRtl},
		{"Ingrid، شكرا جزيلا لك", "ar", portal.DirectionRtl},
		{"Dziękuję, Ingrid", "ar", portal.DirectionLtr},
		{"112", "ar", portal.DirectionRtl},
		{"😀", "nb", portal.DirectionLtr},
	} {
		message, err := w.sendMarked(portal.NewMessage{Text: c.text, Language: &c.language})
		if err != nil || *message.Direction != c.want || *message.Language != c.language {
			t.Errorf("%q in %s: %v %v", c.text, c.language, message.Direction, err)
		}
	}
}
