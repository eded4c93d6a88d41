package conversation_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

func (w *world) receipt(caseCopyID, messageID uuid.UUID) (*http.Response, error) {
	answer, err := w.api.GetMessageReceipt(w.ctx, portal.GetMessageReceiptRequestObject{CaseCopyId: caseCopyID, MessageId: messageID})
	if err != nil {
		return nil, err
	}
	recorder := httptest.NewRecorder()
	if err := answer.VisitGetMessageReceiptResponse(recorder); err != nil {
		return nil, err
	}
	return recorder.Result(), nil
}

func TestAReceiptIsAFileToKeepUnderANeutralName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for what, id := range map[string]uuid.UUID{"message": w.sent(t, "مرحبا").MessageId, "request": w.asked(t, callMe()).MessageId} {
		response, err := w.receipt(w.caseCopy, id)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		header := response.Header
		if header.Get("Content-Type") != "application/pdf" || header.Get("Cache-Control") != "no-store" || header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", what, header)
		}
		wanted := `attachment; filename="receipt-2026-11-22.pdf"; filename*=UTF-8''%D8%A5%D9%8A%D8%B5%D8%A7%D9%84-2026-11-22.pdf`
		if got := header.Get("Content-Disposition"); got != wanted {
			t.Errorf("%s: %s", what, got)
		}
		if !strings.Contains(header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: it could be shown as a page", what)
		}
	}
}

func TestThereAreReceiptsOnlyForOnesOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	theirs, mine := uuid.New(), uuid.New()
	w.add(mine, contract.SidePARTY, "Fra papiret") // came another way than through the portal
	w.add(theirs, contract.SideEMPLOYEE, "Hei")
	if _, err := w.receipt(w.caseCopy, mine); err != nil {
		t.Errorf("one's own, known to the fagsystem only: %v", err)
	}
	undone := w.sent(t, "Feil").MessageId
	if _, err := w.api.UndoCitizenMessage(w.ctx, portal.UndoCitizenMessageRequestObject{CaseCopyId: w.caseCopy, MessageId: undone}); err != nil {
		t.Fatal(err)
	}
	own := w.sent(t, "Min").MessageId
	for what, asked := range map[string][2]uuid.UUID{
		"the other side's":   {w.caseCopy, theirs},
		"nobody's":           {w.caseCopy, uuid.New()},
		"taken back":         {w.caseCopy, undone},
		"in another's case":  {uuid.New(), own},
		"another's, nowhere": {uuid.New(), theirs},
	} {
		if _, err := w.receipt(asked[0], asked[1]); problem.Of(err).Code != problem.NotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWhileTheFagsystemIsAwayAReceiptIsMadeOfWhatIsStillHere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	gone := uuid.New()
	w.add(gone, contract.SidePARTY, "Registrert for lenge siden")
	waiting := w.sent(t, "På vei").MessageId
	for _, fails := range []*bool{&w.silent, &w.down} {
		*fails = true
		if _, err := w.receipt(w.caseCopy, waiting); err != nil {
			t.Errorf("what is on its way: %v", err)
		}
		for what, id := range map[string]uuid.UUID{"registered and erased here": gone, "nobody's": uuid.New()} {
			if _, err := w.receipt(w.caseCopy, id); problem.Of(err).Code != problem.ReceiptUnavailable {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

func TestAReceiptIsInTheAuditLogOrIsNotMade(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.sent(t, "Hei").MessageId
	if _, err := w.receipt(w.caseCopy, id); err != nil || !slices.Equal(w.concluded, []string{"message.receipt " + id.String()}) {
		t.Errorf("%v, %v", err, w.concluded)
	}
	w.auditFails = errors.New("no log")
	if _, err := w.receipt(w.caseCopy, id); !errors.Is(err, w.auditFails) {
		t.Errorf("made although it can't be recorded: %v", err)
	}
}

func TestThereIsAReceiptForAComplaintAlsoForWhoeverMayNotTalk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	entryID, own, registered := uuid.New(), uuid.Must(uuid.NewV7()), uuid.New()
	text := "Jeg klager"
	_, _, err := w.api.Room.Accept(w.ctx, submissions.New{
		Key:   submissions.Key{Municipality: "fjordvik", AuthorID: w.person, OrderingKey: own, ID: own},
		World: person.Citizen, CaseCopyID: w.caseCopy, Kind: contract.SubmissionKindCOMPLAINT, Body: contract.SubmissionBody{EntryId: &entryID, Text: &text},
	})
	if err != nil {
		t.Fatal(err)
	}
	message := w.sent(t, "Hei").MessageId
	w.add(registered, contract.SidePARTY, text)
	w.history.Messages[0].Kind, w.history.Messages[0].EntryId = contract.SubmissionKindCOMPLAINT, &entryID
	w.may = &access.Capabilities{Complaint: true}
	for what, id := range map[string]uuid.UUID{"on its way": own, "registered": registered} {
		if _, err := w.receipt(w.caseCopy, id); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := w.receipt(w.caseCopy, message); problem.Of(err).Code != problem.NotFound {
		t.Errorf("a message: %v", err)
	}
}
