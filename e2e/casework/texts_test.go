package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/drafts"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/texts"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

const lyngmo = "lyngmo"

// reading is two parents who have the same document, and their contact person.
type reading struct {
	*rooms
	texts    *texts.API
	store    *submissions.Store
	expected int
	// mother and father read Polish; place is where each has the document.
	mother, father, staff context.Context
	motherIn, fatherIn    place
	motherID, staffID     uuid.UUID
}

type place struct{ copyID, entryID, documentID uuid.UUID }

func (r *reading) Expect(context.Context, pgx.Tx, string, uuid.UUID, uuid.UUID, uuid.UUID) error {
	r.expected++
	return nil
}

func startReading(t *testing.T) *reading {
	t.Helper()
	r := &reading{rooms: start(t)}
	r.store = submissions.NewStore(submissions.Settings{Pool: r.pool, Vault: r.vault, Sealers: r.people, Now: time.Now})
	r.texts = &texts.API{
		Access: r.decider, Recorder: r.recorder, Submissions: r.store, Documents: r.documents, Expecter: r,
		Room:      &messages.Room{Submissions: r.store, Drafts: drafts.NewStore(r.pool, r.people, time.Now), Now: time.Now, Fagsystem: func(string) messages.Fagsystem { return nil }},
		Fagsystem: func(municipality string) texts.Fagsystem { return r.clients.Of(municipality) },
	}
	var actor *session.Actor
	r.mother, actor = r.logIn(t, "katarzyna", session.High)
	r.motherID = actor.Persons[0].PersonID
	r.father, _ = r.logIn(t, "tomasz", session.High)
	known, err := r.people.Ensure(t.Context(), lyngmo, person.Employee, seed.EmployeeID(lyngmo, "petter").String())
	must(t, err)
	r.staffID = known.ID
	r.staff = session.WithActor(t.Context(), &session.Actor{World: session.Employee, Language: "nb", Persons: []session.PersonRef{
		{Municipality: lyngmo, PersonID: known.ID, FagsystemPersonID: known.FagsystemPersonID},
	}})
	r.motherIn.copyID, r.fatherIn.copyID = seed.CopyID(lyngmo, "jakub", "katarzyna"), seed.CopyID(lyngmo, "jakub", "tomasz")
	var released struct{ EntryID, DocumentID uuid.UUID }
	r.control(t, r.motherIn.copyID, "release", map[string]any{
		"title": map[string]string{"nb": "Brev"}, "texts": map[string]string{"nb": "{#one}\nFørste avsnitt.\n\nAndre avsnitt.\n", "pl": "{#one}\nPierwszy akapit.\n\nDrugi akapit.\n"},
	}, &released)
	r.motherIn.entryID, r.motherIn.documentID = released.EntryID, released.DocumentID
	r.control(t, r.motherIn.copyID, "documents/"+released.DocumentID.String()+"/share", map[string]any{"with": r.fatherIn.copyID}, &released)
	r.fatherIn.entryID, r.fatherIn.documentID = released.EntryID, released.DocumentID
	return r
}

func (r *reading) control(t *testing.T, copyID uuid.UUID, path string, in, out any) {
	t.Helper()
	r.standin.Control(t, http.MethodPost, "/"+lyngmo+"/copies/"+copyID.String()+"/"+path, in, out)
}

// deliver does once what the relay does.
func (r *reading) deliver(t *testing.T, copyID, author uuid.UUID, by contract.Author, kinds ...contract.SubmissionKind) {
	t.Helper()
	for _, kind := range kinds {
		own, err := r.store.OfKinds(t.Context(), lyngmo, author, copyID, kind)
		must(t, err)
		for _, one := range own {
			hash, err := submissions.Hash(*one.Body)
			must(t, err)
			_, err = r.clients.Of(lyngmo).PutSubmission(t.Context(), copyID, one.ID, contract.Submission{Kind: kind, Author: by, AcceptedAt: one.AcceptedAt, BodyHash: hash, Body: *one.Body})
			must(t, err)
		}
	}
}

func (r *reading) deliverMothers(t *testing.T) {
	t.Helper()
	id := seed.PersonID(lyngmo, "katarzyna")
	r.deliver(t, r.motherIn.copyID, r.motherID, contract.Author{PersonId: &id}, contract.SubmissionKindTRANSLATIONREQUEST, contract.SubmissionKindPARAGRAPHMARK)
}

func (r *reading) text(t *testing.T, ctx context.Context, in place, language string) portal.DocumentText {
	t.Helper()
	answer, err := r.documents.GetDocumentText(ctx, portal.GetDocumentTextRequestObject{
		CaseCopyId: in.copyID, EntryId: in.entryID, DocumentId: in.documentID, Params: portal.GetDocumentTextParams{Language: &language},
	})
	must(t, err)
	return portal.DocumentText(answer.(portal.GetDocumentText200JSONResponse))
}

func (r *reading) requests(t *testing.T, ctx context.Context, in place) portal.TextRequests {
	t.Helper()
	answer, err := r.texts.GetTextRequests(ctx, portal.GetTextRequestsRequestObject{CaseCopyId: in.copyID})
	must(t, err)
	return portal.TextRequests(answer.(portal.GetTextRequests200JSONResponse))
}

func (r *reading) ask(t *testing.T, language string) portal.PutTranslationRequestResponseObject {
	t.Helper()
	answer, err := r.texts.PutTranslationRequest(r.mother, portal.PutTranslationRequestRequestObject{
		CaseCopyId: r.motherIn.copyID, EntryId: r.motherIn.entryID, DocumentId: r.motherIn.documentID, Language: language,
	})
	must(t, err)
	return answer
}

func (r *reading) mark(id uuid.UUID, in place, as context.Context, said portal.NewMark) (portal.PutMarkResponseObject, error) {
	return r.texts.PutMark(as, portal.PutMarkRequestObject{CaseCopyId: in.copyID, EntryId: in.entryID, DocumentId: in.documentID, MarkId: id, Body: &said})
}

func (r *reading) answer(id uuid.UUID, given portal.NewMarkAnswer) (portal.PutMarkAnswerResponseObject, error) {
	return r.texts.PutMarkAnswer(r.staff, portal.PutMarkAnswerRequestObject{CaseCopyId: r.motherIn.copyID, MarkId: id, AnswerId: uuid.Must(uuid.NewV7()), Body: &given})
}

func (r *reading) staffSees(t *testing.T) portal.EmployeeTextRequests {
	t.Helper()
	answer, err := r.texts.GetEmployeeTextRequests(r.staff, portal.GetEmployeeTextRequestsRequestObject{CaseCopyId: r.motherIn.copyID})
	must(t, err)
	return portal.EmployeeTextRequests(answer.(portal.GetEmployeeTextRequests200JSONResponse))
}

// answerDraft keeps what an answer to a mark begins with, and gives what is kept.
func (r *reading) answerDraft(t *testing.T, id uuid.UUID, text string) (kept portal.Draft) {
	t.Helper()
	at := portal.GetMarkAnswerDraftRequestObject{CaseCopyId: r.motherIn.copyID, MarkId: id}
	if text != "" {
		_, err := r.texts.PutMarkAnswerDraft(r.staff, portal.PutMarkAnswerDraftRequestObject{CaseCopyId: at.CaseCopyId, MarkId: id, Body: &portal.Draft{Text: text}})
		must(t, err)
	}
	there, err := r.texts.GetMarkAnswerDraft(r.staff, at)
	must(t, err)
	return portal.Draft(there.(portal.GetMarkAnswerDraft200JSONResponse))
}

func TestATranslationFromAskingUntilItIsHere(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	if _, first := r.ask(t, "so").(portal.PutTranslationRequest201JSONResponse); !first {
		t.Error("the first time it is asked")
	}
	// Another device, before and after it has come to the fagsystem: the same request.
	if _, again := r.ask(t, "so").(portal.PutTranslationRequest200JSONResponse); !again || r.expected != 1 {
		t.Errorf("asked twice it is one: expected %d", r.expected)
	}
	state := func() string {
		t.Helper()
		list := r.requests(t, r.mother, r.motherIn).Translations
		if len(list) != 1 || list[0].DocumentId != r.motherIn.documentID || list[0].Language != "so" {
			t.Fatalf("%+v", list)
		}
		if list[0].ExpectedOn != nil {
			return string(list[0].State) + " " + list[0].ExpectedOn.String()
		}
		return string(list[0].State)
	}
	is := func(want string) {
		t.Helper()
		if got := state(); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
	is("SENT")
	r.deliverMothers(t)
	is("ASKED")
	if _, again := r.ask(t, "so").(portal.PutTranslationRequest200JSONResponse); !again {
		t.Error("asked for before")
	}
	order := "documents/" + r.motherIn.documentID.String() + "/translations/so"
	r.control(t, r.motherIn.copyID, order, map[string]any{"state": "ORDERED"}, nil)
	is("ORDERED")
	r.control(t, r.motherIn.copyID, order, map[string]any{"state": "ORDERED", "expectedOn": "2026-12-01"}, nil)
	is("ORDERED 2026-12-01")
	r.control(t, r.motherIn.copyID, order, map[string]any{"state": "INTERPRETER"}, nil)
	is("INTERPRETER")
	r.control(t, r.motherIn.copyID, "documents/"+r.motherIn.documentID.String()+"/texts", map[string]any{"language": "so", "content": "Hal.\n"}, nil)
	is("AVAILABLE")
	seen := r.staffSees(t)
	if len(seen.Translations) != 1 || seen.Translations[0].Title != "Brev" || seen.Translations[0].Request.Language != "so" {
		t.Errorf("the contact person sees what is asked: %+v", seen.Translations)
	}

	// Another original: asked for again, it is another request.
	r.control(t, r.motherIn.copyID, "documents/"+r.motherIn.documentID.String()+"/changed", nil, nil)
	if _, anew := r.ask(t, "so").(portal.PutTranslationRequest201JSONResponse); !anew {
		t.Error("an outdated translation can be asked for anew")
	}
	is("SENT")
	r.deliverMothers(t)
	is("ASKED")

	// The father has asked for nothing, and hears of nothing.
	if list := r.requests(t, r.father, r.fatherIn); len(list.Translations)+len(list.Marks) != 0 || !list.HistoryAvailable {
		t.Errorf("%+v", list)
	}
	if _, err := r.texts.GetTextRequests(r.father, portal.GetTextRequestsRequestObject{CaseCopyId: r.motherIn.copyID}); code(err) != problem.NotFound {
		t.Error(err)
	}
	for language, want := range map[string]problem.Code{"nb": problem.InvalidRequest, "x!": problem.InvalidRequest} {
		_, err := r.texts.PutTranslationRequest(r.mother, portal.PutTranslationRequestRequestObject{CaseCopyId: r.motherIn.copyID, EntryId: r.motherIn.entryID, DocumentId: r.motherIn.documentID, Language: language})
		if code(err) != want {
			t.Errorf("%s: %v", language, err)
		}
	}
	// What is there in a text that holds needn't be asked for.
	_, err := r.texts.PutTranslationRequest(r.mother, portal.PutTranslationRequestRequestObject{CaseCopyId: r.motherIn.copyID, EntryId: r.fatherIn.entryID, DocumentId: r.fatherIn.documentID, Language: "so"})
	if code(err) != problem.NotFound {
		t.Errorf("the father's document isn't the mother's: %v", err)
	}
}

func TestAPersonsTranslationIsAskedForBesideAMachines(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	texts := "documents/" + r.motherIn.documentID.String() + "/texts"
	state := func() portal.TranslationState {
		t.Helper()
		list := r.requests(t, r.mother, r.motherIn).Translations
		if len(list) != 1 || list[0].Language != "so" {
			t.Fatalf("%+v", list)
		}
		return list[0].State
	}
	machines := map[string]any{"language": "so", "content": "{#one}\nMashiin.\n", "provenance": map[string]any{"kind": "MACHINE", "agency": "Oversetteren"}}
	r.control(t, r.motherIn.copyID, texts, machines, nil)
	if made := r.text(t, r.mother, r.motherIn, "so").Translation; made == nil || made.Provenance.Kind != portal.ProvenanceKindMACHINE {
		t.Fatalf("a machine's translation of a letter is read: %+v", made)
	}
	if _, first := r.ask(t, "so").(portal.PutTranslationRequest201JSONResponse); !first || r.expected != 1 {
		t.Errorf("it is asked for and waited for: %d", r.expected)
	}
	if _, again := r.ask(t, "so").(portal.PutTranslationRequest200JSONResponse); !again {
		t.Error("asked twice it is one")
	}
	r.deliverMothers(t)
	if is := state(); is != portal.TranslationStateASKED {
		t.Errorf("%s: the machine's isn't what is asked for", is)
	}
	r.control(t, r.motherIn.copyID, texts, map[string]any{"language": "so", "content": "{#one}\nQof.\n"}, nil)
	if is := state(); is != portal.TranslationStateAVAILABLE {
		t.Error(is)
	}
	if _, again := r.ask(t, "so").(portal.PutTranslationRequest200JSONResponse); !again {
		t.Error("a person's needn't be asked for")
	}
}

func TestAMarkIsOnesOwnUntilItIsConfirmed(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	polish := *r.text(t, r.mother, r.motherIn, "pl").Translation
	second := polish.Blocks[1]
	if second.OwnId != nil || second.Id != "b2" {
		t.Fatalf("%+v", polish.Blocks)
	}
	id := uuid.Must(uuid.NewV7())
	said := portal.NewMark{Language: "pl", BlockId: "b2", Version: *polish.Version, Text: new(" Nie tak to powiedziałam. ")}
	if _, err := r.mark(id, r.motherIn, r.mother, said); err != nil {
		t.Fatal(err)
	}
	// What only the mother may know, and what nobody else may.
	private := []string{id.String(), "powiedziałam", seed.PersonID(lyngmo, "katarzyna").String(), r.motherID.String()}
	quiet := func(when string) {
		t.Helper()
		raw, err := json.Marshal([]any{r.text(t, r.father, r.fatherIn, "pl"), r.requests(t, r.father, r.fatherIn)})
		must(t, err)
		for _, secret := range private {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s the father meets %q", when, secret)
			}
		}
	}
	wrong := func(as context.Context, in place) string {
		t.Helper()
		marked := []string{}
		for _, block := range r.text(t, as, in, "pl").Translation.Blocks {
			if block.Wrong != nil {
				marked = append(marked, block.Id)
			}
		}
		return fmt.Sprint(marked)
	}
	own := func() portal.Mark {
		t.Helper()
		list := r.requests(t, r.mother, r.motherIn).Marks
		if len(list) != 1 {
			t.Fatalf("%+v", list)
		}
		return list[0]
	}
	if mine := own(); mine.State != portal.MarkStateMARKED || mine.BlockId != "b2" || mine.Version != *polish.Version || mine.Text != "Nie tak to powiedziałam." {
		t.Errorf("it is marked for her at once: %+v", mine)
	}
	for repeat := range 2 {
		if _, err := r.mark(id, r.motherIn, r.mother, said); err != nil {
			t.Errorf("sent again (%d): %v", repeat, err)
		}
	}
	other := said
	other.Text = new("noe annet")
	if _, err := r.mark(id, r.motherIn, r.mother, other); code(err) != problem.OtherBody {
		t.Error(err)
	}
	r.deliverMothers(t)
	quiet("once it is said,")
	if got := wrong(r.mother, r.motherIn) + wrong(r.father, r.fatherIn); got != "[][]" {
		t.Errorf("nobody has confirmed it: %s", got)
	}

	// The contact person has the paragraph next to its original, and answers.
	seen := r.staffSees(t).Marks
	if len(seen) != 1 || seen[0].Current == nil || seen[0].Current.Block.Inline[0].Text != "Drugi akapit." || seen[0].Current.Original.Inline[0].Text != "Andre avsnitt." ||
		seen[0].Mark.Text != "Nie tak to powiedziałam." || seen[0].Title != "Brev" {
		t.Fatalf("%+v", seen)
	}
	byStaff := seed.EmployeeID(lyngmo, "petter")
	answered := func() {
		t.Helper()
		r.deliver(t, r.motherIn.copyID, r.staffID, contract.Author{EmployeeId: &byStaff}, contract.SubmissionKindMARKANSWER)
	}
	if _, err := r.answer(id, portal.NewMarkAnswer{Outcome: portal.MarkOutcomeNOTWRONG, Version: *polish.Version}); code(err) != problem.TextEmpty {
		t.Errorf("it isn't wrong, without a word: %v", err)
	}
	if _, err := r.answer(uuid.Must(uuid.NewV7()), portal.NewMarkAnswer{Outcome: portal.MarkOutcomeCONFIRMED, Version: *polish.Version}); code(err) != problem.NotFound {
		t.Errorf("of a mark that nobody made: %v", err)
	}
	begun := r.answerDraft(t, id, "Takk, det")
	if begun.Text != "Takk, det" {
		t.Errorf("what she has begun is kept: %q", begun.Text)
	}
	if _, err := r.answer(id, portal.NewMarkAnswer{
		Outcome: portal.MarkOutcomeCONFIRMED, Version: *polish.Version, Text: new("Takk, det er feil oversatt."), Draft: &portal.DraftBase{Revision: begun.Revision},
	}); err != nil {
		t.Fatal(err)
	}
	if kept := r.answerDraft(t, id, ""); kept.Text != "" {
		t.Errorf("what was sent is no draft: %q", kept.Text)
	}
	if got := wrong(r.father, r.fatherIn); got != "[]" {
		t.Errorf("nothing changes before the fagsystem has it: %s", got)
	}
	if on := r.staffSees(t).Marks[0].Mark.Answer; on == nil || on.State == nil || on.Outcome != portal.MarkOutcomeCONFIRMED {
		t.Errorf("her own answer is on its way: %+v", on)
	}
	answered()
	quiet("once it is confirmed,")
	if got := wrong(r.mother, r.motherIn) + wrong(r.father, r.fatherIn); got != "[b2][b2]" {
		t.Errorf("confirmed, every reader sees it: %s", got)
	}
	if mine := own(); mine.State != portal.MarkStateCONFIRMED || mine.Answer.Text != "Takk, det er feil oversatt." {
		t.Errorf("%+v", mine)
	}

	// Another text in its place is unmarked, until it is confirmed again; the page that read the former one is told.
	r.control(t, r.motherIn.copyID, "documents/"+r.motherIn.documentID.String()+"/texts", map[string]any{"language": "pl", "content": "{#one}\nPierwszy akapit.\n\nNowy akapit.\n"}, nil)
	now := *r.text(t, r.mother, r.motherIn, "pl").Translation
	if got := wrong(r.mother, r.motherIn); got != "[]" || *now.Version == *polish.Version || own().Version == *now.Version {
		t.Errorf("%s, %s", got, *now.Version)
	}
	if _, err := r.mark(uuid.Must(uuid.NewV7()), r.motherIn, r.mother, said); code(err) != problem.TextChanged {
		t.Error(err)
	}
	gone := said
	gone.BlockId, gone.Version = "b9", *now.Version
	if _, err := r.mark(uuid.Must(uuid.NewV7()), r.motherIn, r.mother, gone); code(err) != problem.TextChanged {
		t.Errorf("a paragraph that isn't there: %v", err)
	}
	if _, err := r.answer(id, portal.NewMarkAnswer{Outcome: portal.MarkOutcomeCONFIRMED, Version: *polish.Version}); code(err) != problem.TextChanged {
		t.Errorf("confirmed for a text that has gone: %v", err)
	}
	if _, err := r.answer(id, portal.NewMarkAnswer{Outcome: portal.MarkOutcomeCONFIRMED, Version: *now.Version}); err != nil {
		t.Fatal(err)
	}
	answered()
	if got := wrong(r.mother, r.motherIn) + wrong(r.father, r.fatherIn); got != "[b2][]" {
		t.Errorf("confirmed again for the new text, and the father's is still the former one, unmarked: %s", got)
	}

	// In the wrong after all.
	if _, err := r.answer(id, portal.NewMarkAnswer{Outcome: portal.MarkOutcomeNOTWRONG, Version: *now.Version, Text: new("Det stemmer likevel.")}); err != nil {
		t.Fatal(err)
	}
	answered()
	if got := wrong(r.mother, r.motherIn); got != "[]" || own().State != portal.MarkStateNOTWRONG {
		t.Errorf("%s %+v", got, own())
	}

	// A document that is withdrawn, and a case that is closed, say so; what was said stays in the fagsystem.
	r.control(t, r.motherIn.copyID, "entries/"+r.motherIn.entryID.String()+"/withdraw", nil, nil)
	if _, err := r.mark(uuid.Must(uuid.NewV7()), r.motherIn, r.mother, said); code(err) != problem.NotFound {
		t.Error(err)
	}
	// What was accepted is, whoever asks again without having heard the answer: but
	// only the same person, about the same paragraph.
	sentAgain := func(when string) {
		t.Helper()
		answer, err := r.mark(id, r.motherIn, r.mother, said)
		if again, same := answer.(portal.PutMark200JSONResponse); err != nil || !same || again.MarkId != id {
			t.Errorf("%s: %+v, %v", when, answer, err)
		}
		elsewhere := r.motherIn
		elsewhere.entryID = r.fatherIn.entryID
		otherParagraph := said
		otherParagraph.BlockId = "b1"
		for what, again := range map[string]func() (portal.PutMarkResponseObject, error){
			"about another's document": func() (portal.PutMarkResponseObject, error) { return r.mark(id, elsewhere, r.mother, said) },
			"about another paragraph":  func() (portal.PutMarkResponseObject, error) { return r.mark(id, r.motherIn, r.mother, otherParagraph) },
			"by somebody else": func() (portal.PutMarkResponseObject, error) {
				return r.mark(id, place{r.fatherIn.copyID, r.motherIn.entryID, r.motherIn.documentID}, r.father, said)
			},
			"in somebody else's copy": func() (portal.PutMarkResponseObject, error) { return r.mark(id, r.motherIn, r.father, said) },
		} {
			if _, err := again(); code(err) != problem.NotFound {
				t.Errorf("%s, %s: %v", when, what, err)
			}
		}
	}
	sentAgain("while it is kept here")
	_, err := r.pool.Exec(t.Context(), "UPDATE submission SET sealed_body = NULL, erased_at = now() WHERE id = $1", id)
	must(t, err)
	sentAgain("once it is erased here")
	r.control(t, r.motherIn.copyID, "close", nil, nil)
	r.awaitEvent(contract.EventTypeCaseClosed)
	fathers := said
	fathers.Version = *r.text(t, r.father, r.fatherIn, "pl").Translation.Version
	if _, err := r.mark(uuid.Must(uuid.NewV7()), r.fatherIn, r.father, fathers); code(err) != problem.CaseClosed {
		t.Error(err)
	}
	var kept []struct{ Kind string }
	r.standin.Control(t, http.MethodGet, "/"+lyngmo+"/copies/"+r.motherIn.copyID.String()+"/submissions", nil, &kept)
	if n := strings.Count(fmt.Sprint(kept), "PARAGRAPH_MARK"); n != 1 {
		t.Errorf("%d marks are registered: %+v", n, kept)
	}
}

func TestWhatCameInVainIsAskedForAnew(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	var released struct{ EntryID, DocumentID uuid.UUID }
	r.control(t, r.motherIn.copyID, "release", map[string]any{"title": map[string]string{"nb": "Vedtak"}, "dokumenttype": "VEDTAK", "texts": map[string]string{"nb": "Du får hjelp.\n"}}, &released)
	r.motherIn.entryID, r.motherIn.documentID = released.EntryID, released.DocumentID
	comes := func(kind string) {
		t.Helper()
		r.control(t, r.motherIn.copyID, "documents/"+released.DocumentID.String()+"/texts", map[string]any{
			"language": "so", "content": "Waad heleysaa.\n", "provenance": map[string]any{"kind": kind, "agency": "Fjordtolk AS", "madeAt": "2026-11-20T10:00:00Z", "ofVersion": "1"},
		}, nil)
	}
	asks := func(anew bool, want portal.TranslationState) {
		t.Helper()
		if _, created := r.ask(t, "so").(portal.PutTranslationRequest201JSONResponse); created != anew {
			t.Errorf("a request of its own: %t", created)
		}
		r.deliverMothers(t)
		if list := r.requests(t, r.mother, r.motherIn).Translations; len(list) != 1 || list[0].State != want {
			t.Errorf("%+v, not %s", list, want)
		}
	}
	asks(true, portal.TranslationStateASKED)
	comes("MACHINE")
	if text := r.text(t, r.mother, r.motherIn, "so"); text.Translation != nil {
		t.Fatalf("a machine's words of a decision: %+v", text.Translation)
	}
	asks(true, portal.TranslationStateASKED)
	asks(false, portal.TranslationStateASKED)
	comes("CERTIFIED")
	asks(false, portal.TranslationStateAVAILABLE)
	if r.expected != 2 {
		t.Errorf("told of %d, not of the one in vain and the one that came", r.expected)
	}
}
