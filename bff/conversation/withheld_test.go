package conversation_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// protects lets another party of the case go to a school that nobody may know.
func (w *world) protects() string {
	school := "Solbakken skole"
	w.others = []contract.Party{{
		Contact:    contract.Contact{School: &school},
		Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}},
	}}
	return school
}

// Of whom the party mustn't learn where they are is told to whoever writes to
// them, and never to the party: not even that there is such a thing.
func TestAPartyIsNeverToldFromWhomSomethingIsHidden(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.protects()
	w.others[0].Name = contract.PersonName{Given: "Amina", Family: "Warsame"}
	raw, err := json.Marshal(w.page(t))
	if err != nil {
		t.Fatal(err)
	}
	if said := string(raw); strings.Contains(said, "hiddenFrom") || strings.Contains(said, "Amina") {
		t.Errorf("%s", said)
	}
	employee, hidden, err := w.api.Room.EmployeePage(w.ctx, messages.Place{
		Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, World: person.Employee, Actor: session.FromContext(w.ctx),
	}, 0, 50)
	if err != nil || len(hidden) != 1 || hidden[0].Given != "Amina" || !employee.HistoryAvailable {
		t.Errorf("whoever writes to them: %+v %v", hidden, err)
	}
	// The same room gives it to nobody else.
	_, hidden, err = w.api.Room.EmployeePage(w.ctx, messages.Place{
		Municipality: "fjordvik", CaseCopyID: w.caseCopy, Person: w.person, World: person.Citizen, Actor: session.FromContext(w.ctx),
	}, 0, 50)
	if err != nil || len(hidden) != 0 {
		t.Errorf("the party: %+v %v", hidden, err)
	}
}

// An employee who types where somebody is hidden is human, and the message has
// come. It is there, without the words, and says whom to ask.
func TestAMessageThatNamesAnothersProtectedFactComesWithoutItsWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school := w.protects()
	shouted := strings.ToUpper(school)
	w.add(uuid.New(), contract.SideEMPLOYEE, "Møtet er på rådhuset")
	w.add(uuid.New(), contract.SideEMPLOYEE, "Møtet er på "+shouted)
	w.scans(t)
	file := w.attach("kart")
	file.Name = "Kart til " + school + ".pdf"
	w.history.Messages[0].Attachments = []contract.MessageAttachment{file}
	// Its name is kept for what it says, not because nobody has looked at the file.
	if found := w.becomes(t, w.history.Messages[0].MessageId); found.State != portal.AttachmentStateREADY {
		t.Fatalf("%+v", found)
	}
	w.add(uuid.New(), contract.SideEMPLOYEE, "Møtet")
	w.history.Messages[0].Translations = []contract.MessageTranslation{{Language: "ar", Direction: "rtl", Text: "الاجتماع: " + school}}
	w.add(uuid.New(), contract.SideEMPLOYEE, "")
	answered := &w.history.Messages[0]
	answered.Kind, answered.Answers = contract.SubmissionKindANSWER, []contract.Answer{{Outcome: "USED", Reason: "Vi snakker om det"}, {Outcome: "USED", Reason: "På " + school}}
	w.add(uuid.New(), contract.SidePARTY, "Hvorfor ikke?")
	asked := &w.history.Messages[0]
	why, nb := "Den handler om andre", "nb"
	asked.Kind, asked.AccessRequest = contract.SubmissionKindACCESSREQUEST, []contract.AccessRequestItem{{Status: "AVVIST", Begrunnelse: &why, Language: &nb}}

	page := w.page(t)
	raw, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.ToLower(string(raw)); strings.Contains(said, "solbakken") {
		t.Errorf("%s", said)
	}
	if len(page.Messages) != 5 {
		t.Fatalf("a message is missing: %+v", page.Messages)
	}
	for i, withheld := range []bool{false, true, true, true, false} {
		message := page.Messages[i]
		if told := message.Withheld != nil; told != withheld || withheld && (message.Text != "" || message.Translations != nil) {
			t.Errorf("%d: %+v", i, message)
		}
	}
	// Why access was refused is told where documents are, at their level of log-in.
	if first, last := page.Messages[0], page.Messages[4]; first.Text == "" || last.Text == "" || last.AccessRequest.Items[0].Explanation != nil {
		t.Errorf("%+v, %+v", first, last.AccessRequest)
	}
	if len(page.Messages[1].Attachments) != 1 || page.Messages[1].Attachments[0].Name != nil {
		t.Errorf("%+v", page.Messages[1].Attachments)
	}
}

// An answer in the conversation is in the reader's language too, by the same rule: what one language names of another's
// protected facts keeps back the others, to whoever reads which.
func TestAnAnswersTranslationNeverNamesAnothersProtectedFact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school := w.protects()
	session.FromContext(w.ctx).Language = "pl"
	in := func(text string) []contract.TranslatedWords {
		return []contract.TranslatedWords{{Language: "pl", Direction: "ltr", Text: text, Provenance: contract.Provenance{Kind: contract.ProvenanceKindPERSON}}}
	}
	answered := func(answers ...contract.Answer) {
		w.add(uuid.New(), contract.SideEMPLOYEE, "")
		w.history.Messages[0].Kind, w.history.Messages[0].Answers = contract.SubmissionKindANSWER, answers
	}
	answered(contract.Answer{Outcome: "USED", Reason: "Fordi", Language: "nb", Translations: in("Ponieważ")})
	answered(contract.Answer{Outcome: "USED", Reason: "Derfor", Language: "nb", Translations: in("Szkoła: " + school)})
	answered(contract.Answer{Outcome: "USED", Reason: "Derfor", Language: "nb", Translations: in("Dlatego")}, contract.Answer{Outcome: "USED", Reason: "På " + school, Language: "nb"})
	page := w.page(t)
	if told := page.Messages[0].Answers[0]; told.Reason != "Fordi" || told.Translation == nil || told.Translation.Text != "Ponieważ" || page.Messages[0].Withheld != nil {
		t.Errorf("%+v", page.Messages[0])
	}
	for _, language := range []string{"pl", "nb"} {
		session.FromContext(w.ctx).Language = language
		for _, message := range w.page(t).Messages[1:] {
			if message.Withheld == nil {
				t.Errorf("%s: %+v", language, message)
			}
			for _, answer := range message.Answers {
				if answer.Reason != "" || answer.Translation != nil {
					t.Errorf("%s: %+v", language, answer)
				}
			}
		}
	}
	if first := w.history.Messages[0].Answers[0]; first.Reason == "" || first.Translations[0].Text == "" {
		t.Error("the fagsystem's answer isn't ours to change")
	}
}

// What a party writes themselves is theirs, whatever it says.
func TestOnesOwnWordsAreNeverWithheld(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school := w.protects()
	w.add(uuid.New(), contract.SidePARTY, "Er det "+school+"?")
	mine := w.sent(t, school)
	page := w.page(t)
	if page.Messages[0].Text != "Er det "+school+"?" || page.Messages[1].Text != school || mine.Text != school || page.Messages[0].Withheld != nil || page.Messages[1].Withheld != nil {
		t.Errorf("%+v", page.Messages)
	}
}

// While nobody can say what is protected, what employees wrote isn't shown; one's
// own on its way is.
func TestWithoutTheCaseThereIsNoHistory(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add(uuid.New(), contract.SideEMPLOYEE, "Hei")
	mine := w.sent(t, "Hei du")
	w.noCase = true
	page := w.page(t)
	if page.HistoryAvailable || len(page.Messages) != 1 || page.Messages[0].MessageId != mine.MessageId {
		t.Errorf("%+v", page)
	}
	w.noCase = false
	if page := w.page(t); !page.HistoryAvailable || len(page.Messages) != 2 || page.Messages[0].State != portal.MessageStateDELIVERED {
		t.Errorf("%+v", page)
	}
}

// What one has asked for is listed without a translation that somebody has attached to it and that names where another
// party goes to school, as the conversation shows it.
func TestARequestComesWithoutATranslationThatNamesAnothersProtectedFact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school := w.protects()
	mine := w.asked(t, callMe())
	w.add(mine.MessageId, contract.SidePARTY, "Ring meg")
	newest := &w.history.Messages[0]
	newest.Kind, newest.Request = contract.SubmissionKindCALLME, &contract.ContactRequest{}
	newest.Translations = []contract.MessageTranslation{{Language: "en", Text: "Call me"}, {Language: "pl", Text: "Zadzwoń: " + school}}
	listed := w.requests(t)
	if len(listed) != 1 || len(listed[0].Translations) != 1 || listed[0].Translations[0].Text != "Call me" {
		t.Errorf("%+v", listed)
	}
}
