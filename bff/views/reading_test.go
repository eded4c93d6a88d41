package views_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// entry is a released plan with one document.
func entry(id, document uuid.UUID, released contract.EntryReleased) contract.Entry {
	plan := barnevern.DokumenttypeTiltaksplan
	return contract.Entry{EntryId: id, Released: released, Journalpost: barnevern.Barnevernjournalpost{Tittel: "Tiltaksplan", Dokumenttype: &plan},
		Documents: []contract.EntryDocument{{DocumentId: document, OriginalLanguage: "nb"}}}
}

func TestTheAnswerStandsNextToWhatWasSaidAndLinksOnlyToWhatMayBeSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	open, titled, gone, document := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	w.entries[open], w.entries[titled] = entry(open, document, contract.EntryReleasedFULL), entry(titled, document, contract.EntryReleasedTITLE)
	answer := func(prompt contract.ViewPrompt, to uuid.UUID) contract.Answer {
		block := "b6"
		return contract.Answer{Prompt: &prompt, Outcome: contract.AnswerOutcomePARTLY, Reason: "Fordi", Language: "nb", Direction: contract.DirectionLtr,
			AnsweredAt: w.now, ByRole: contract.EmployeeRelationSTANDIN, Link: &contract.AnswerLink{EntryId: to, DocumentId: &document, BlockId: &block}}
	}
	three := good()
	three.Items = append(three.Items, portal.NewViewItem{Prompt: portal.ViewPromptASKMEABOUT, Text: "Kampen"}, portal.NewViewItem{Prompt: portal.ViewPromptSOMETHINGELSE, Text: "Katten"})
	w.register(uuid.Must(uuid.NewV7()), three, answer(contract.ViewPromptTHISISGOOD, open), answer(contract.ViewPromptTHISMUSTCHANGE, titled),
		answer(contract.ViewPromptASKMEABOUT, gone))
	items := w.list(t).Views[0].Items
	link := items[0].Answer.Link
	if link == nil || link.EntryId != open || *link.BlockId != "b6" || link.Title != "Tiltaksplan" || items[0].Answer.ByRole != portal.EmployeeRelationSTANDIN {
		t.Errorf("%+v", items[0].Answer)
	}
	for _, item := range items[1:3] {
		if item.Answer == nil || item.Answer.Reason != "Fordi" || item.Answer.Link != nil {
			t.Errorf("%+v", item.Answer)
		}
	}
	if items[3].Answer != nil {
		t.Errorf("%+v", items[3].Answer)
	}
	w.may.Documents = false // a child without party rights, or a log-in that isn't sure enough
	if first := w.list(t).Views[0].Items[0].Answer; first == nil || first.Link != nil {
		t.Errorf("%+v", first)
	}
}

// A document whose title names where another party goes to school isn't there for
// this one: no answer leads to it, and none can be made to.
func TestNoAnswerLeadsToADocumentThatNamesAnothersProtectedFact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	open, telling, school := uuid.New(), uuid.New(), "Solbakken skole"
	w.entries[open], w.entries[telling] = entry(open, uuid.New(), contract.EntryReleasedFULL), entry(telling, uuid.New(), contract.EntryReleasedFULL)
	named := w.entries[telling]
	named.Journalpost.Tittel = "Møte på Solbakken skole"
	w.entries[telling] = named
	said := uuid.Must(uuid.NewV7())
	prompt := contract.ViewPromptTHISISGOOD
	w.register(said, good(), contract.Answer{
		Prompt: &prompt, Outcome: contract.AnswerOutcomeUSED, Reason: "Fordi", Language: "nb", Direction: contract.DirectionLtr, Link: &contract.AnswerLink{EntryId: telling},
	})
	if link := w.list(t).Views[0].Items[0].Answer.Link; link == nil {
		t.Fatal("it names nothing yet, and isn't linked to")
	}
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	other := portal.ViewPromptTHISMUSTCHANGE
	given := portal.NewAnswers{Answers: []portal.NewAnswer{{Prompt: &other, Outcome: portal.AnswerOutcomeUSED, Reason: "Fordi", Link: &portal.NewAnswerLink{EntryId: telling}}}}
	if _, err := w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: said, AnswerId: uuid.Must(uuid.NewV7()), Body: &given}); err != nil {
		t.Fatal(err)
	}
	staff := w.staffList(t)
	for _, item := range append(w.list(t).Views[0].Items[:1], staff.Views[0].Items...) {
		if item.Answer == nil || item.Answer.Reason != "Fordi" || item.Answer.Link != nil {
			t.Errorf("%+v", item.Answer)
		}
	}
	if len(staff.Places) != 1 || staff.Places[0].EntryId != open {
		t.Errorf("%+v", staff.Places)
	}
}

// The reason of an answer that names where another party goes to school isn't told
// to this one. The contact person has it, and is told that the party hasn't.
func TestAReasonThatNamesAnothersProtectedFactIsWithheldAndTheContactPersonIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school, prompt := "Solbakken skole", contract.ViewPromptTHISISGOOD
	answer := contract.Answer{Prompt: &prompt, Outcome: contract.AnswerOutcomeUSED, Reason: "Vi møtes på solbakken skole.", Language: "nb", Direction: contract.DirectionLtr}
	first, second := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	w.register(first, good(), answer)
	w.register(second, good())
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	answerOf := func(views []portal.View, id uuid.UUID) *portal.Answer {
		return views[slices.IndexFunc(views, func(v portal.View) bool { return v.ViewId == id })].Items[0].Answer
	}
	if told := answerOf(w.list(t).Views, first); told == nil || told.Reason != "" || told.Withheld == nil || told.Outcome != portal.AnswerOutcomeUSED {
		t.Errorf("%+v", told)
	}
	if had := answerOf(w.staffList(t).Views, first); had == nil || had.Reason != answer.Reason || had.Withheld == nil {
		t.Errorf("%+v", had)
	}
	good := portal.ViewPromptTHISISGOOD
	given := portal.NewAnswers{Answers: []portal.NewAnswer{{Prompt: &good, Outcome: portal.AnswerOutcomeUSED, Reason: answer.Reason}}}
	if _, err := w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: second, AnswerId: uuid.Must(uuid.NewV7()), Body: &given}); err != nil {
		t.Fatal(err)
	}
	if had := answerOf(w.staffList(t).Views, second); had == nil || had.Reason != answer.Reason || had.Withheld == nil {
		t.Errorf("on its way: %+v", had)
	}
	w.noCase = true // nobody can say what is protected
	if list := w.list(t); list.HistoryAvailable || len(list.Views) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestAMeetingIsNamedOnlyAsInOnesOwnCopyAndNeverWithAnothersPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, telling := uuid.New(), uuid.New()
	school := "Strandheim skole"
	w.caseData.Meetings = []contract.Meeting{{MeetingId: mine, Title: "Møte om planen"}, {MeetingId: telling, Title: "Møte på Strandheim skole"}}
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	for _, id := range []uuid.UUID{mine, telling, uuid.New()} {
		said := good()
		said.MeetingId = &id
		w.register(uuid.Must(uuid.NewV7()), said)
	}
	var named []string
	for _, view := range w.list(t).Views {
		if view.MeetingId == nil {
			t.Error("no meeting")
		}
		if view.Meeting != nil {
			named = append(named, view.Meeting.Title)
		}
	}
	if !slices.Equal(named, []string{"Møte om planen"}) {
		t.Errorf("%q", named)
	}
}

// translatedTo is something in Polish, by a translator.
func translatedTo(text string) []contract.TranslatedWords {
	return []contract.TranslatedWords{{Language: "pl", Direction: contract.DirectionLtr, Text: text, Provenance: contract.Provenance{Kind: contract.ProvenanceKindPERSON, OfVersion: "1"}}}
}

// An answer and the meeting it was about are read in one's language, with who translated them, beside the words as
// they were written. What one language tells of where another party is keeps back the others.
func TestAnAnswerAndItsMeetingAreInTheReadersLanguageAndNeverWithAnothersPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.reads("pl")
	meeting, school := uuid.New(), "Solbakken skole"
	answer := func(prompt contract.ViewPrompt, reason, translated string) contract.Answer {
		return contract.Answer{Prompt: &prompt, Outcome: contract.AnswerOutcomeUSED, Reason: reason, Language: "nb", Direction: contract.DirectionLtr, Translations: translatedTo(translated)}
	}
	said := good()
	said.MeetingId = &meeting
	w.register(uuid.Must(uuid.NewV7()), said, answer(contract.ViewPromptTHISISGOOD, "Fordi", "Ponieważ"), answer(contract.ViewPromptTHISMUSTCHANGE, "Derfor", "Spotkanie: solbakken skole"))
	whole := answer("", "På Solbakken skole", "W szkole")
	whole.Prompt = nil
	w.history.Messages[0].Answers = append(w.history.Messages[0].Answers, whole)
	w.caseData.Meetings = []contract.Meeting{{MeetingId: meeting, Title: "Møte", TitleTranslations: translatedTo("Spotkanie")}}

	for _, view := range []portal.View{w.list(t).Views[0], w.staffList(t).Views[0]} {
		first := view.Items[0].Answer
		if first.Reason != "Fordi" || first.Translation == nil || first.Translation.Text != "Ponieważ" || first.Translation.Made.Language != "pl" || first.Translation.Made.Provenance.Kind != portal.ProvenanceKindPERSON {
			t.Errorf("%+v", first)
		}
		if view.Items[1].Answer.Translation == nil || view.Answer.Translation == nil {
			t.Errorf("%+v %+v", view.Items[1].Answer, view.Answer)
		}
		if view.Meeting.Title != "Møte" || view.Meeting.Translation == nil || view.Meeting.Translation.Text != "Spotkanie" {
			t.Errorf("%+v", view.Meeting)
		}
	}
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	w.caseData.Meetings[0].TitleTranslations = translatedTo("Spotkanie (Solbakken skole)")
	for _, view := range []portal.View{w.list(t).Views[0], w.staffList(t).Views[0]} {
		if first, second := view.Items[0].Answer, view.Items[1].Answer; first.Translation == nil || first.Withheld != nil || second.Translation != nil || second.Withheld == nil {
			t.Errorf("%+v %+v", first, second)
		}
		if view.Answer.Withheld == nil || view.Answer.Translation != nil {
			t.Errorf("%+v", view.Answer)
		}
		if view.Meeting != nil { // found in one language, found in what it is called
			t.Errorf("%+v", view.Meeting)
		}
	}
	if told, had := w.list(t).Views[0].Items[1].Answer, w.staffList(t).Views[0].Items[1].Answer; told.Reason != "" || had.Reason != "Derfor" {
		t.Errorf("%+v %+v", told, had)
	}
	w.caseData.Meetings[0].TitleTranslations = translatedTo("Spotkanie")
	w.reads("nb")
	if told := w.list(t).Views[0].Items[1].Answer; told.Reason != "" || told.Withheld == nil {
		t.Errorf("who reads Norwegian gets what Polish tells: %+v", told)
	}
	if view := w.list(t).Views[0]; view.Items[0].Answer.Translation != nil || view.Meeting.Translation != nil {
		t.Errorf("who reads Norwegian reads what was written: %+v", view)
	}
}

// reads lets both read a language.
func (w *world) reads(language string) {
	for _, ctx := range []context.Context{w.child, w.staff} {
		session.FromContext(ctx).Language = language
	}
}

// A translation that somebody has attached goes with what was said, on both sides. One that holds another party's
// protected fact doesn't reach the party, whose own words stay.
func TestATranslationOfWhatWasSaidIsShownWithItsProvenance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	school, into := "Solbakken skole", func(language, text string) contract.MessageTranslation {
		return contract.MessageTranslation{Language: language, Direction: contract.DirectionLtr, Text: text, Provenance: contract.Provenance{Kind: contract.ProvenanceKindPERSON, OfVersion: "1"}}
	}
	w.register(uuid.Must(uuid.NewV7()), good())
	w.history.Messages[0].Translations = []contract.MessageTranslation{into("en", "I like it"), into("pl", "Szkoła (Solbakken skole) jest dobra")}
	tongues := func(list []portal.View) (found []string) {
		for _, one := range list[0].Translations {
			if one.Text == "" || one.Provenance.Kind != portal.ProvenanceKindPERSON {
				t.Errorf("%+v", one)
			}
			found = append(found, one.Language)
		}
		return found
	}
	both := []string{"en", "pl"}
	if party, staff := tongues(w.list(t).Views), tongues(w.staffList(t).Views); !slices.Equal(party, both) || !slices.Equal(staff, both) {
		t.Errorf("%v %v", party, staff)
	}
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	if party, staff := tongues(w.list(t).Views), tongues(w.staffList(t).Views); !slices.Equal(party, both[:1]) || !slices.Equal(staff, both) {
		t.Errorf("%v %v", party, staff)
	}
	w.noCase = true // nobody can say what is protected
	if list := w.list(t); len(list.Views) != 1 || list.Views[0].Translations != nil || len(list.Views[0].Items) == 0 {
		t.Errorf("%+v", list.Views)
	}
}
