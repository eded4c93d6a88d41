package conversation_test

import (
	"context"
	"errors"
	"io"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/jobs"
	"innbyggertjenesten/bff/messages"
	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/virus"
	"innbyggertjenesten/bff/virus/virustest"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// giving is a fagsystem whose files are scanned.
type giving struct{ *world }

func (giving) PutAttachmentContent(context.Context, uuid.UUID, uuid.UUID, uuid.UUID, string, int64, io.Reader) error {
	return errors.New("nothing is handed over here")
}

func (giving) PutAttachmentWithheld(context.Context, uuid.UUID, uuid.UUID, uuid.UUID, contract.Withheld) error {
	return errors.New("nothing is handed over here")
}

// scans lets the world's files be scanned by a real clamd.
func (w *world) scans(t *testing.T) *virustest.Clamd {
	t.Helper()
	clamd := virustest.Start(t, virustest.Sound)
	files := attachments.NewStore(attachments.Settings{
		Pool: w.pool, Vault: w.vault, Sealers: w.people, Now: func() time.Time { return w.now },
		Scanner: virus.New(clamd.Address, 1<<20, time.Now, nil), Fagsystems: map[string]attachments.Fagsystem{"fjordvik": giving{w}},
	})
	runner, err := jobs.New(w.pool, nil, []jobs.Queue{{Name: attachments.ReceivedQueue, AtOnce: attachments.ReceivedAtOnce}}, files.Register)
	if err != nil {
		t.Fatal(err)
	}
	files.Use(runner.Client())
	stop, err := runner.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	w.api.Room.Attachments = files
	return clamd
}

// attach is a file that the fagsystem says is ready.
func (w *world) attach(content string) contract.MessageAttachment {
	if w.files == nil {
		w.files = map[uuid.UUID]string{}
	}
	id, size := uuid.New(), int64(len(content))
	w.files[id] = content
	return contract.MessageAttachment{AttachmentId: id, Name: "Vedtak om Layla.pdf", MediaType: "application/pdf", Size: &size, State: contract.AttachmentStateREADY}
}

// written is a message of one side with a file, as the fagsystem has it.
func (w *world) written(side contract.Side, content string) (message, file uuid.UUID) {
	message = uuid.New()
	attached := w.attach(content)
	w.add(message, side, "Se filen")
	w.history.Messages[0].Attachments = []contract.MessageAttachment{attached}
	return message, attached.AttachmentId
}

// file is how the page shows a message's file.
func (w *world) file(t *testing.T, message uuid.UUID) portal.Attachment {
	t.Helper()
	for _, one := range w.page(t).Messages {
		if one.MessageId == message {
			return one.Attachments[0]
		}
	}
	t.Fatal("the message isn't there")
	return portal.Attachment{}
}

// becomes waits until the page shows a file otherwise than as waiting.
func (w *world) becomes(t *testing.T, message uuid.UUID) portal.Attachment {
	t.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	over := time.After(time.Minute)
	for {
		if found := w.file(t, message); found.State != portal.AttachmentStateWAITINGFORCHECK {
			return found
		}
		select {
		case <-again.C:
		case <-over:
			t.Fatal("it waits for ever")
		}
	}
}

// get opens a file, and gives what goes out.
func (w *world) get(t *testing.T, message, file uuid.UUID) (string, error) {
	t.Helper()
	answer, err := w.api.GetCitizenAttachmentContent(w.ctx, portal.GetCitizenAttachmentContentRequestObject{CaseCopyId: w.caseCopy, MessageId: message, AttachmentId: file})
	if err != nil {
		return "", err
	}
	out := httptest.NewRecorder()
	err = answer.VisitGetCitizenAttachmentContentResponse(out)
	return out.Body.String(), err
}

func TestAFileWrittenInTheFagsystemIsScannedBeforeItOpens(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clamd := w.scans(t)
	clean, cleanFile := w.written(contract.SideEMPLOYEE, "hei")
	bad, badFile := w.written(contract.SideEMPLOYEE, virustest.EICAR())
	mine, mineFile := w.written(contract.SidePARTY, virustest.EICAR())
	clamd.Stop()
	for _, message := range []uuid.UUID{clean, bad, mine} {
		waits := w.file(t, message)
		if waits.State != portal.AttachmentStateWAITINGFORCHECK || (message != mine) != (waits.Name == nil && waits.Size == nil && waits.MediaType == nil) {
			t.Errorf("%+v", waits)
		}
	}
	if given, err := w.get(t, clean, cleanFile); given != "" || err == nil || problem.Of(err).Code != problem.NotFound {
		t.Errorf("it opens while nobody has looked: %q, %v", given, err)
	}
	clamd.Again()
	if found := w.becomes(t, clean); found.State != portal.AttachmentStateREADY || found.Name == nil || *found.Name != "Vedtak om Layla.pdf" || *found.Size != 3 {
		t.Errorf("%+v", found)
	}
	if given, err := w.get(t, clean, cleanFile); err != nil || given != "hei" {
		t.Errorf("%q, %v", given, err)
	}
	// What is infected is kept from whom it is for, and told to whose it is.
	if found := w.becomes(t, bad); found.State != portal.AttachmentStateINFECTED || found.Name != nil || found.Size != nil || found.MediaType != nil {
		t.Errorf("%+v", found)
	}
	if found := w.becomes(t, mine); found.State != portal.AttachmentStateINFECTED || found.Name == nil {
		t.Errorf("%+v", found)
	}
	for message, file := range map[uuid.UUID]uuid.UUID{bad: badFile, mine: mineFile} {
		if given, err := w.get(t, message, file); given != "" || err == nil || problem.Of(err).Code != problem.NotFound {
			t.Errorf("it opens: %q, %v", given, err)
		}
	}
}

func TestAFileTooLargeToBeScannedIsNotOpenAndBothSidesAreToldWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scans(t)
	message, file := w.written(contract.SideEMPLOYEE, string(make([]byte, attachments.MostFileBytes+1)))
	w.file(t, message)
	found := w.becomes(t, message)
	if found.State != portal.AttachmentStateREFUSED || found.Reason == nil || *found.Reason != portal.AttachmentReasonTOOLARGE || found.Name != nil {
		t.Errorf("%+v", found)
	}
	if given, err := w.get(t, message, file); given != "" || err == nil {
		t.Errorf("%d bytes go out", len(given))
	}
}

// Whoever may not see a file can't make anybody look at it either.
func TestNobodyIsAskedAboutAFileBeforeAccessIsDecided(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scans(t)
	message, file := w.written(contract.SideEMPLOYEE, "hei")
	waiting, _ := w.written(contract.SideEMPLOYEE, "hei")
	w.history.Messages[0].Attachments[0].State = contract.AttachmentStateWAITINGFORCHECK
	for name, asked := range map[string]portal.GetCitizenAttachmentContentRequestObject{
		"another party's copy":                      {CaseCopyId: uuid.New(), MessageId: message, AttachmentId: file},
		"a message that isn't there":                {CaseCopyId: w.caseCopy, MessageId: uuid.New(), AttachmentId: file},
		"a file that isn't there":                   {CaseCopyId: w.caseCopy, MessageId: message, AttachmentId: uuid.New()},
		"a file of another message":                 {CaseCopyId: w.caseCopy, MessageId: waiting, AttachmentId: file},
		"a file that the fagsystem still waits for": {CaseCopyId: w.caseCopy, MessageId: waiting, AttachmentId: w.history.Messages[0].Attachments[0].AttachmentId},
	} {
		_, err := w.api.GetCitizenAttachmentContent(w.ctx, asked)
		if err == nil || problem.Of(err).Code != problem.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	count := func() (rows int) {
		if err := w.pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM received_file) + (SELECT count(*) FROM river_job WHERE kind = 'attachment.check-received')`).Scan(&rows); err != nil {
			t.Fatal(err)
		}
		return rows
	}
	if w.opened != 0 || count() != 0 {
		t.Errorf("the fagsystem was asked %d times, and %d rows were written", w.opened, count())
	}
	// What can't be written down isn't shown.
	w.auditFails = errors.New("no room")
	if given, err := w.get(t, message, file); given != "" || !errors.Is(err, w.auditFails) {
		t.Errorf("%q, %v", given, err)
	}
}

// A conversation that is taken along as a whole is looked at once: it waits for the checks.
func TestTheWholeConversationWaitsForItsFilesChecks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scans(t)
	w.written(contract.SideEMPLOYEE, "hei")
	w.written(contract.SideEMPLOYEE, virustest.EICAR())
	found, err := w.decide(w.caseCopy)
	if err != nil {
		t.Fatal(err)
	}
	all, err := w.api.Room.Whole(t.Context(), messages.PartyPlace(session.FromContext(w.ctx), found))
	if err != nil || len(all) != 2 {
		t.Fatal(len(all), err)
	}
	clean, bad := all[0].Attachments[0], all[1].Attachments[0]
	if clean.State != portal.AttachmentStateREADY || clean.Name == nil || bad.State != portal.AttachmentStateINFECTED || bad.Name != nil {
		t.Errorf("%+v, %+v", clean, bad)
	}
}
