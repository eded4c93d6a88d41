package views_test

import (
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/audit"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// minutes is a document with a text in Norwegian and in Polish, and its id.
func (w *world) minutes(document uuid.UUID) contract.Entry {
	says := func(id, text string, kind portal.BlockKind) portal.Block {
		return portal.Block{Id: id, Kind: kind, Inline: []portal.Inline{{Text: text}}}
	}
	text := func(language, heading, paragraph string) portal.Text {
		return portal.Text{Language: language, Direction: portal.DirectionLtr, Blocks: []portal.Block{
			says("b1", "  \u00a0", portal.BlockKindPARAGRAPH), says("b2", heading, portal.BlockKindHEADING), says("b3", paragraph, portal.BlockKindPARAGRAPH),
		}}
	}
	polish := text("pl", "Co ustaliliśmy", "Spotkania po piętnastej.")
	w.texts[document] = portal.DocumentText{DocumentId: document, Original: text("nb", "Dette ble vi enige om", "Møtene er etter klokken 15."), Translation: &polish}
	made := entry(uuid.New(), document, contract.EntryReleasedFULL)
	made.Documents[0].Texts = []contract.TextInfo{{Language: "nb", Provenance: contract.Provenance{Kind: contract.ProvenanceKindORIGINAL}}}
	w.entries[made.EntryId] = made
	return made
}

// plan is one with a goal in Norwegian and in Polish.
func (w *world) plan() contract.Entry {
	made := entry(uuid.New(), uuid.New(), contract.EntryReleasedFULL)
	person := contract.Provenance{Kind: contract.ProvenanceKindPERSON}
	made.Documents[0].Texts = []contract.TextInfo{{Language: "pl", Provenance: person}}
	made.Journalpost.TiltaksplanDetaljer = &barnevern.TiltaksplanDetaljer{
		Tiltaksstatus: barnevern.TiltaksstatusAktiv, Delmal: []barnevern.Delmal{{Id: "d1", Beskrivelse: "Alle sover bedre."}},
	}
	made.SubGoalStates = []contract.SubGoalState{{Id: "d1", Description: map[string]string{"pl": "Wszyscy śpią lepiej."}}}
	w.entries[made.EntryId] = made
	return made
}

// leads is where an answer's link leads the child who reads a language.
func (w *world) leads(t *testing.T, language string, to contract.AnswerLink) *portal.AnswerLink {
	t.Helper()
	w.history.Messages = nil
	prompt := contract.ViewPromptTHISISGOOD
	w.register(uuid.Must(uuid.NewV7()), good(), contract.Answer{
		Prompt: &prompt, Outcome: contract.AnswerOutcomeUSED, Reason: "Fordi", Language: "nb", Direction: contract.DirectionLtr, Link: &to,
	})
	w.reads(language)
	answer := w.list(t).Views[0].Items[0].Answer
	if answer == nil || answer.Reason != "Fordi" {
		t.Fatalf("the answer is %+v", answer)
	}
	return answer.Link
}

func TestALinkSaysWhichGoalOrHeadingItLeadsToInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := uuid.New()
	minutes, plan := w.minutes(document), w.plan()
	goal, paragraph, heading := "d1", "b3", "b2"
	toGoal := contract.AnswerLink{EntryId: plan.EntryId, DocumentId: &plan.Documents[0].DocumentId, SubGoalId: &goal}
	for language, says := range map[string]string{"nb": "Alle sover bedre.", "pl": "Wszyscy śpią lepiej.", "ar": "Alle sover bedre."} {
		link := w.leads(t, language, toGoal)
		if link == nil || *link.SubGoalId != "d1" || *link.PlaceName != says || link.DocumentId != nil {
			t.Errorf("%s: %+v", language, link)
		}
	}
	for _, block := range []*string{&paragraph, &heading} {
		for language, says := range map[string][2]string{"nb": {"Dette ble vi enige om", "nb"}, "pl": {"Co ustaliliśmy", "pl"}, "ar": {"Dette ble vi enige om", "nb"}} {
			link := w.leads(t, language, contract.AnswerLink{EntryId: minutes.EntryId, DocumentId: &document, BlockId: block})
			if link == nil || *link.BlockId != *block || *link.PlaceName != says[0] || *link.PlaceLanguage != says[1] {
				t.Errorf("%s: %+v", language, link)
			}
		}
	}
	above := "b1"
	if link := w.leads(t, "nb", contract.AnswerLink{EntryId: minutes.EntryId, DocumentId: &document, BlockId: &above}); link == nil || link.PlaceName != nil {
		t.Errorf("nothing stands above it: %+v", link)
	}
	delete(w.texts, document) // the fagsystem doesn't answer: nobody knows that it isn't there
	if link := w.leads(t, "nb", contract.AnswerLink{EntryId: minutes.EntryId, DocumentId: &document, BlockId: &paragraph}); link == nil || *link.BlockId != "b3" || link.PlaceName != nil {
		t.Errorf("%+v", link)
	}
}

func TestNoLinkLeadsToAPlaceThatIsNotThereAnyMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := uuid.New()
	minutes, plan := w.minutes(document), w.plan()
	goal, other, paragraph := "d1", "d9", "b3"
	toGoal := contract.AnswerLink{EntryId: plan.EntryId, SubGoalId: &goal}
	toParagraph := contract.AnswerLink{EntryId: minutes.EntryId, DocumentId: &document, BlockId: &paragraph}
	for name, to := range map[string]contract.AnswerLink{
		"a goal that was taken out":     {EntryId: plan.EntryId, SubGoalId: &other},
		"a paragraph that isn't in it":  {EntryId: minutes.EntryId, DocumentId: &document, BlockId: &other},
		"a document that was taken out": {EntryId: minutes.EntryId, DocumentId: new(uuid.New()), BlockId: &paragraph},
		"a goal of what is no plan":     {EntryId: minutes.EntryId, SubGoalId: &goal},
		"an entry of another's":         {EntryId: uuid.New(), SubGoalId: &goal},
	} {
		if link := w.leads(t, "nb", to); link != nil {
			t.Errorf("%s: %+v", name, link)
		}
	}

	// A plan that became another isn't on the plan's page: its document is still there.
	old := w.entries[plan.EntryId]
	old.DraftOutcome = &contract.DraftOutcome{Kind: contract.DraftOutcomeKindDROPPED, At: w.now}
	w.entries[plan.EntryId] = old
	if link := w.leads(t, "nb", toGoal); link == nil || link.SubGoalId != nil || link.PlaceName != nil {
		t.Errorf("a dropped plan: %+v", link)
	}
	old.DraftOutcome = nil
	w.entries[plan.EntryId] = old

	// What there is only as a file leads to the file.
	only := portal.OnlyFileUNREADABLE
	text := w.texts[document]
	w.texts[document] = portal.DocumentText{Original: portal.Text{OnlyFile: &only, Blocks: []portal.Block{}}}
	if link := w.leads(t, "nb", toParagraph); link == nil || link.BlockId != nil || *link.DocumentId != document {
		t.Errorf("only a file: %+v", link)
	}
	w.texts[document] = text

	// A goal that holds another party's protected fact isn't there, and a heading that does isn't said.
	goalOfSchool, headingOfSchool, other := "Alle sover bedre", "Dette ble vi enige om", "Møtene er etter"
	for _, fact := range []*string{&goalOfSchool, &headingOfSchool, &other} {
		w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: fact}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
		if link := w.leads(t, "nb", toGoal); (link == nil) != (fact == &goalOfSchool) {
			t.Errorf("%s: %+v", *fact, link)
		}
		for _, language := range []string{"nb", "pl"} { // the heading is told in neither
			if link := w.leads(t, language, toParagraph); link == nil || (link.PlaceName == nil) != (fact == &headingOfSchool) {
				t.Errorf("%s, %s: %+v", *fact, language, link)
			}
		}
	}
}

func TestTheEmployeeChoosesAGoalOrAParagraphAndSeesItBeforeItIsRegistered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := uuid.New()
	minutes, plan := w.minutes(document), w.plan()
	view := uuid.Must(uuid.NewV7())
	w.register(view, good())
	for _, place := range w.staffList(t).Places {
		if goals := len(place.SubGoals); place.HasText != (place.EntryId == minutes.EntryId) || (goals == 1) != (place.EntryId == plan.EntryId) {
			t.Errorf("%+v", place)
		}
	}
	get := func(of, id uuid.UUID) (portal.GetAnswerPlaceResponseObject, error) {
		return w.api.GetAnswerPlace(w.staff, portal.GetAnswerPlaceRequestObject{CaseCopyId: of, EntryId: id})
	}
	answer, err := get(w.caseCopy, minutes.EntryId)
	if err != nil {
		t.Fatal(err)
	}
	documents := portal.AnswerPlaceText(answer.(portal.GetAnswerPlace200JSONResponse)).Documents
	if len(documents) != 1 || documents[0].DocumentId != document || documents[0].Language != "nb" || len(documents[0].Paragraphs) != 2 {
		t.Fatalf("%+v", documents)
	}
	if first, second := documents[0].Paragraphs[0], documents[0].Paragraphs[1]; !first.Heading || first.BlockId != "b2" || second.Heading || second.Text != "Møtene er etter klokken 15." {
		t.Errorf("%+v", documents[0].Paragraphs)
	}
	if len(w.recorded) != 1 || w.recorded[0].Outcome != audit.Allowed || w.recorded[0].ObjectID != minutes.EntryId.String() || w.recorded[0].About != w.person {
		t.Errorf("%+v", w.recorded)
	}

	good, change := portal.ViewPromptTHISISGOOD, portal.ViewPromptTHISMUSTCHANGE
	goal, paragraph := "d1", "b3"
	given := portal.NewAnswers{Answers: []portal.NewAnswer{
		{Prompt: &good, Outcome: portal.AnswerOutcomeUSED, Reason: "Fordi", Link: &portal.NewAnswerLink{EntryId: plan.EntryId, SubGoalId: &goal}},
		{Prompt: &change, Outcome: portal.AnswerOutcomePARTLY, Reason: "Fordi", Link: &portal.NewAnswerLink{EntryId: minutes.EntryId, DocumentId: &document, BlockId: &paragraph}},
	}}
	if _, err := w.api.PutAnswers(w.staff, portal.PutAnswersRequestObject{CaseCopyId: w.caseCopy, ViewId: view, AnswerId: uuid.Must(uuid.NewV7()), Body: &given}); err != nil {
		t.Fatal(err)
	}
	items := w.staffList(t).Views[0].Items
	if link := items[0].Answer.Link; link == nil || *link.SubGoalId != "d1" || *link.PlaceName != "Alle sover bedre." {
		t.Errorf("%+v", link)
	}
	if link := items[1].Answer.Link; link == nil || *link.BlockId != "b3" || *link.PlaceName != "Dette ble vi enige om" {
		t.Errorf("%+v", link)
	}
}

func TestNoParagraphIsShownOfWhatThePartyMayNotSee(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := uuid.New()
	made := w.minutes(document)
	get := func(of, id uuid.UUID) error {
		_, err := w.api.GetAnswerPlace(w.staff, portal.GetAnswerPlaceRequestObject{CaseCopyId: of, EntryId: id})
		return err
	}
	expectCode(t, get(uuid.New(), made.EntryId), problem.NotFound)
	expectCode(t, get(w.caseCopy, uuid.New()), problem.NotFound)
	made.Released = contract.EntryReleasedTITLE
	w.entries[made.EntryId] = made
	expectCode(t, get(w.caseCopy, made.EntryId), problem.NotFound)
	made.Released = contract.EntryReleasedFULL
	w.entries[made.EntryId] = made
	school := "Tiltaksplan"
	w.caseData.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
	expectCode(t, get(w.caseCopy, made.EntryId), problem.NotFound)
	for _, event := range w.recorded {
		if event.Outcome != audit.Denied || event.Action != "place.read" {
			t.Errorf("%+v", event)
		}
	}
	if len(w.recorded) != 3 {
		t.Errorf("%d denials", len(w.recorded))
	}
	w.caseData.OtherParties = nil
	delete(w.texts, document)
	expectCode(t, get(w.caseCopy, made.EntryId), problem.FagsystemUnavailable)
}
