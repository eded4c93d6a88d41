package attachments_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/bff/attachments"
	"innbyggertjenesten/bff/examine"
	files "innbyggertjenesten/bff/examine/examinetest"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/virus/virustest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

func TestAFileFromItsUploadToTheFagsystem(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	photo := files.Photo(300, 200, 6)
	id := w.add(t, "IMG_1.HEIC", photo)
	found := w.concluded(t, id)
	if found.State != attachments.Ready || found.MediaType != "image/jpeg" {
		t.Fatalf("%+v", found)
	}
	listed, err := w.store.Draft(t.Context(), w.place)
	if err != nil || len(listed) != 1 || listed[0].Name != "IMG_1.jpg" || listed[0].SubmissionID != nil {
		t.Fatalf("%+v %v", listed, err)
	}
	// Nothing of it lies open in the database.
	if w.count(t, `SELECT count(*) FROM attachment_chunk WHERE position('JFIF'::bytea IN sealed) > 0 OR position('NORTH'::bytea IN sealed) > 0`) != 0 ||
		w.count(t, `SELECT count(*) FROM attachment WHERE position('IMG_1'::bytea IN sealed_name) > 0`) != 0 {
		t.Error("it can be read in the database")
	}
	message, err := w.send(t, false, id)
	if err != nil {
		t.Fatal(err)
	}
	if w.handOverAll(t) != 0 {
		t.Error("it was handed over before its message")
	}
	own, content, err := w.store.OpenSent(t.Context(), w.place, message, id)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(content)
	if err != nil || int64(len(all)) != own.Size || bytes.Contains(all, []byte(files.Secret)) {
		t.Errorf("%d bytes of %d, %v", len(all), own.Size, err)
	}
	w.exec(t, `UPDATE submission SET state = 'REGISTERED' WHERE id = $1`, message)
	w.took.err = fagsystem.ErrUnavailable
	if w.handOverAll(t) != 0 {
		t.Error("handed over while the fagsystem is away")
	}
	if due, _ := w.store.Due(t.Context(), []string{"fjordvik"}); len(due) != 0 {
		t.Error("it doesn't wait before it is tried again")
	}
	w.took.err = nil
	if err := w.store.Hasten(t.Context(), "fjordvik"); err != nil || w.handOverAll(t) != 1 {
		t.Errorf("not handed over: %v", err)
	}
	if w.took.content[id] != string(all) {
		t.Error("the fagsystem got something else")
	}
	// It is kept until the evidence is acknowledged, but read where it now belongs.
	if err := w.store.Expire(t.Context()); err != nil || w.count(t, `SELECT count(*) FROM attachment_chunk`) == 0 {
		t.Errorf("erased before the evidence is acknowledged: %v", err)
	}
	if _, _, err := w.store.OpenSent(t.Context(), w.place, message, id); !errors.Is(err, attachments.ErrNotFound) {
		t.Errorf("it is still given out from here: %v", err)
	}
	w.exec(t, `UPDATE submission SET evidence_acknowledged_at = now(), sealed_body = NULL, erased_at = now()`)
	if err := w.store.EraseAcknowledged(t.Context(), "fjordvik"); err != nil || w.count(t, `SELECT count(*) FROM attachment_chunk`) != 0 {
		t.Errorf("chunks are kept: %v", err)
	}
	// Its name goes with the rest.
	if err := w.store.Expire(t.Context()); err != nil || w.count(t, `SELECT count(*) FROM attachment`) != 0 {
		t.Errorf("its name is still kept: %v", err)
	}
}

func TestAFileIsErasedOnlyWhenItIsThereAndItsMessagesEvidenceToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	chunks := func() int { return w.count(t, `SELECT count(*) FROM attachment_chunk`) }
	send := func() (message, id uuid.UUID) {
		id = w.add(t, "a.pdf", files.PDF())
		w.concluded(t, id)
		message, err := w.send(t, true, id)
		if err != nil {
			t.Fatal(err)
		}
		return message, id
	}
	acknowledge := func() {
		w.exec(t, `UPDATE submission SET evidence_acknowledged_at = now(), sealed_body = NULL, erased_at = now() WHERE state = 'REGISTERED'`)
	}
	// The evidence first.
	send()
	acknowledge()
	if err := w.store.EraseAcknowledged(t.Context(), "fjordvik"); err != nil || chunks() == 0 {
		t.Errorf("erased before the fagsystem has it: %v", err)
	}
	if w.handOverAll(t) != 1 || chunks() != 0 {
		t.Errorf("%d chunks are kept", chunks())
	}
	// The file first; and whoever should erase it dies in between.
	send()
	if w.handOverAll(t) != 1 || chunks() == 0 {
		t.Error("erased before the evidence is acknowledged")
	}
	acknowledge()
	if err := w.store.Expire(t.Context()); err != nil || w.count(t, `SELECT count(*) FROM attachment_upload`)+w.count(t, `SELECT count(*) FROM attachment`) != 0 {
		t.Errorf("it is never erased: %v", err)
	}
	// What the fagsystem lost goes again.
	message, id := send()
	if w.handOverAll(t) != 1 {
		t.Error("not handed over")
	}
	delete(w.took.content, id)
	w.exec(t, `UPDATE submission SET state = 'WAITING' WHERE id = $1`, message)
	if err := pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error {
		return w.store.DeliverAgain(t.Context(), tx, "fjordvik", w.place.AuthorID, w.place.CaseCopyID, []uuid.UUID{message})
	}); err != nil {
		t.Fatal(err)
	}
	if w.handOverAll(t) != 0 {
		t.Error("handed over before its message is there again")
	}
	w.exec(t, `UPDATE submission SET state = 'REGISTERED' WHERE id = $1`, message)
	if w.handOverAll(t) != 1 || w.took.content[id] != string(files.PDF()) {
		t.Error("it isn't handed over again")
	}
	acknowledge()
	if err := w.store.EraseAcknowledged(t.Context(), "fjordvik"); err != nil || chunks() != 0 {
		t.Errorf("it is kept: %v", err)
	}
}

func TestWhatIsInfectedOrRefusedIsErasedAndTold(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Sound)
	clamd.Stop() // so that the message goes first
	w := newWorld(t, clamd.Address)
	infected := w.add(t, "a.docx", files.DOCX(files.Entry{Name: "word/media/a.txt", Content: virustest.EICAR()}))
	message, err := w.send(t, true, infected)
	if err != nil {
		t.Fatal(err)
	}
	clamd.Again()
	if found := w.concluded(t, infected); found.State != attachments.Infected || found.SubmissionID == nil || *found.SubmissionID != message {
		t.Errorf("%+v", found)
	}
	macro := w.add(t, "b.docx", files.DOCX(files.Entry{Name: "word/vbaProject.bin", Content: strings.Repeat("x", 200<<10)}))
	if found := w.concluded(t, macro); found.State != attachments.Refused || found.Reason != examine.ActiveContent {
		t.Errorf("%+v", found)
	}
	if w.count(t, `SELECT count(*) FROM attachment_chunk`) != 0 {
		t.Error("something of them is kept")
	}
	if _, _, err := w.store.OpenSent(t.Context(), w.place, message, infected); !errors.Is(err, attachments.ErrNotFound) {
		t.Errorf("it can be opened: %v", err)
	}
	if _, err := w.send(t, true, macro); !errors.Is(err, attachments.ErrUnusable) {
		t.Errorf("a refused file was sent: %v", err)
	}
	if w.handOverAll(t) != 1 || w.took.withheld[infected].State != contract.WithheldStateINFECTED || len(w.took.content) != 0 {
		t.Errorf("the fagsystem wasn't told: %v", w.took.withheld)
	}
}

func TestWithoutAScannerFilesWaitAndMessagesDoNot(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Sound)
	clamd.Stop()
	w := newWorld(t, clamd.Address)
	id := w.add(t, "a.pdf", files.PDF())
	message, err := w.send(t, true, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.store.OpenSent(t.Context(), w.place, message, id); !errors.Is(err, attachments.ErrNotFound) {
		t.Errorf("it can be opened unchecked: %v", err)
	}
	if w.handOverAll(t) != 0 {
		t.Error("it was handed over unchecked")
	}
	described, err := w.store.Describe(t.Context(), "fjordvik", w.place.AuthorID, w.place.CaseCopyID, message)
	if err != nil || len(described) != 1 || described[0].Name != "a.pdf" {
		t.Errorf("%v %v", described, err)
	}
	clamd.Again()
	if found := w.concluded(t, id); found.State != attachments.Ready {
		t.Errorf("%+v", found)
	}
	if w.handOverAll(t) != 1 {
		t.Error("it wasn't handed over")
	}
}

func TestABlindScannerMakesNothingReady(t *testing.T) {
	t.Parallel()
	// The largest file of this world is 1 MB: these limits say OK to it unseen.
	w := newWorld(t, virustest.Start(t, "StreamMaxLength 64M\nMaxFileSize 100K\nMaxScanSize 100K\n").Address)
	id := w.add(t, "a.pdf", files.PDF())
	if w.count(t, `SELECT count(*) FROM river_job WHERE kind = 'attachment.check'`) != 1 {
		t.Fatal("no check was ordered")
	}
	waitFor(t, func() bool {
		return w.count(t, `SELECT count(*) FROM river_job WHERE kind = 'attachment.check' AND attempted_at IS NOT NULL AND state <> 'running'`) == 1
	})
	if found, err := w.store.Find(t.Context(), w.place, id); err != nil || found.State != attachments.Waiting {
		t.Errorf("%+v %v", found, err)
	}
}

func TestUploadingTwiceAndBreakingOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	id, content := uuid.Must(uuid.NewV7()), files.PDF("<< /X ("+strings.Repeat("y", 300<<10)+") >>")
	add := func(place attachments.Place, body io.Reader) (bool, error) {
		_, created, err := w.store.Add(t.Context(), place, id, "a.pdf", body)
		return created, err
	}
	broken := io.MultiReader(bytes.NewReader(content[:200<<10]), iotest.ErrReader(io.ErrUnexpectedEOF))
	if created, err := add(w.place, io.MultiReader(bytes.NewReader(content[:200<<10]), iotest.ErrReader(errors.New("gone")))); created || !errors.Is(err, attachments.ErrBrokeOff) {
		t.Errorf("broken off: %t %v", created, err)
	}
	if created, err := add(w.place, broken); created || !errors.Is(err, attachments.ErrBrokeOff) {
		t.Errorf("cut short: %t %v", created, err)
	}
	if w.count(t, `SELECT count(*) FROM attachment_chunk`) != 0 {
		t.Error("half a file is kept")
	}
	// Two at once, as a telephone does whose first answer got lost.
	var both sync.WaitGroup
	created := make([]bool, 2)
	for i := range created {
		both.Go(func() {
			var err error
			if created[i], err = add(w.place, bytes.NewReader(content)); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if created[0] == created[1] || w.count(t, `SELECT count(*) FROM attachment_upload`) != 1 {
		t.Errorf("created %v", created)
	}
	if again, err := add(w.place, bytes.NewReader(content)); again || err != nil {
		t.Errorf("again: %t %v", again, err)
	}
	if _, err := add(w.place, bytes.NewReader(files.PDF())); !errors.Is(err, attachments.ErrOtherFile) {
		t.Errorf("another file: %v", err)
	}
	elsewhere := w.place
	elsewhere.CaseCopyID = uuid.New()
	if _, err := add(elsewhere, bytes.NewReader(content)); !errors.Is(err, attachments.ErrOtherFile) {
		t.Errorf("in another conversation: %v", err)
	}
	if _, err := add(w.place, strings.NewReader("")); !errors.Is(err, attachments.ErrEmpty) && !errors.Is(err, attachments.ErrOtherFile) {
		t.Errorf("empty: %v", err)
	}
}

func TestADraftsLimits(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	add := func(content io.Reader) error {
		_, _, err := w.store.Add(t.Context(), w.place, uuid.Must(uuid.NewV7()), "a.pdf", content)
		return err
	}
	if err := add(io.LimitReader(zeros{}, attachments.MostFileBytes+1)); !errors.Is(err, attachments.ErrFileTooLarge) {
		t.Errorf("too large: %v", err)
	}
	w.add(t, "a.pdf", files.PDF())
	w.exec(t, `UPDATE attachment SET size = $1`, attachments.MostBytes-1000)
	if err := add(bytes.NewReader(files.PDF("<< /X (" + strings.Repeat("y", 2000) + ") >>"))); !errors.Is(err, attachments.ErrTooLarge) {
		t.Errorf("too large together: %v", err)
	}
	w.exec(t, `UPDATE attachment SET size = 1000`)
	// Many at once can't slip through.
	var all sync.WaitGroup
	for range 15 {
		all.Go(func() {
			if err := add(bytes.NewReader(files.PDF())); err != nil && !errors.Is(err, attachments.ErrTooMany) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if there := w.count(t, `SELECT count(*) FROM attachment`); there != attachments.MostFiles {
		t.Errorf("%d files", there)
	}
	if w.count(t, `SELECT count(*) FROM attachment_upload`) != attachments.MostFiles {
		t.Error("what was refused is kept")
	}
}

func TestWhatOnePersonsFilesMayTakeInAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	add := func() error {
		elsewhere := w.place
		elsewhere.CaseCopyID = uuid.New()
		_, _, err := w.store.Add(t.Context(), elsewhere, uuid.Must(uuid.NewV7()), "a.pdf", bytes.NewReader(files.PDF()))
		return err
	}
	id := w.add(t, "a.pdf", files.PDF())
	// Many drafts at once can't slip through; what is sent counts too.
	if _, err := w.send(t, false, id); err != nil {
		t.Fatal(err)
	}
	w.exec(t, `UPDATE attachment SET size = $1`, attachments.MostWaitingBytes-2*len(files.PDF()))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := add(); err != nil && !errors.Is(err, attachments.ErrTooMuchWaiting) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if there := w.count(t, `SELECT count(*) FROM attachment`); there != 3 {
		t.Errorf("%d files", there)
	}
	if w.count(t, `SELECT count(*) FROM attachment_upload`) != 3 {
		t.Error("what was refused is kept")
	}
	// What the fagsystem has makes room.
	w.exec(t, `UPDATE attachment SET upload_id = NULL WHERE submission_id IS NOT NULL`)
	if err := add(); err != nil {
		t.Error(err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestOnlyTheAuthorHasAFileAndOnlyInItsConversation(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	id := w.add(t, "a.pdf", files.PDF())
	for name, place := range map[string]attachments.Place{
		"somebody else":        {Municipality: "fjordvik", AuthorID: uuid.New(), CaseCopyID: w.place.CaseCopyID},
		"another conversation": {Municipality: "fjordvik", AuthorID: w.place.AuthorID, CaseCopyID: uuid.New()},
		"another municipality": {Municipality: "lyngmo", AuthorID: w.place.AuthorID, CaseCopyID: w.place.CaseCopyID},
	} {
		if _, err := w.store.Find(t.Context(), place, id); !errors.Is(err, attachments.ErrNotFound) {
			t.Errorf("%s finds it: %v", name, err)
		}
		if err := w.store.Remove(t.Context(), place, id); !errors.Is(err, attachments.ErrNotFound) {
			t.Errorf("%s removes it: %v", name, err)
		}
		err := pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error {
			return w.store.Bind(t.Context(), tx, place, uuid.New(), []uuid.UUID{id})
		})
		if !errors.Is(err, attachments.ErrUnusable) {
			t.Errorf("%s sends it: %v", name, err)
		}
		if listed, err := w.store.Draft(t.Context(), place); err != nil || len(listed) != 0 {
			t.Errorf("%s sees %v %v", name, listed, err)
		}
	}
	if _, err := w.send(t, false, id); err != nil {
		t.Fatal(err)
	}
	if _, err := w.send(t, false, id); !errors.Is(err, attachments.ErrUnusable) {
		t.Errorf("it went twice: %v", err)
	}
	if err := w.store.Remove(t.Context(), w.place, id); !errors.Is(err, attachments.ErrNotFound) {
		t.Errorf("a sent one was removed: %v", err)
	}
}

func TestTakenBackFilesAreInTheDraftAgainAndGoWithIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	id := w.add(t, "a.pdf", files.PDF())
	message, err := w.send(t, false, id)
	if err != nil {
		t.Fatal(err)
	}
	key := submissions.Key{Municipality: "fjordvik", AuthorID: w.place.AuthorID, OrderingKey: w.place.CaseCopyID, ID: message}
	err = w.handed.Undo(t.Context(), key, func(tx pgx.Tx, _ *vault.Sealer, _ contract.SubmissionBody) error {
		return w.store.Unbind(t.Context(), tx, w.place, message)
	})
	if listed, listErr := w.store.Draft(t.Context(), w.place); err != nil || listErr != nil || len(listed) != 1 {
		t.Fatalf("%v %v %v", listed, err, listErr)
	}
	w.mu.Lock()
	w.ahead = attachments.KeepFor - time.Hour
	w.mu.Unlock()
	if err := w.store.Expire(t.Context()); err != nil || w.count(t, `SELECT count(*) FROM attachment`) != 1 {
		t.Errorf("gone too early: %v", err)
	}
	w.mu.Lock()
	w.ahead = attachments.KeepFor + time.Hour
	w.mu.Unlock()
	if err := w.store.Expire(t.Context()); err != nil || w.count(t, `SELECT count(*) FROM attachment`)+w.count(t, `SELECT count(*) FROM attachment_chunk`) != 0 {
		t.Errorf("it outlives its draft: %v", err)
	}
}

func TestWhatComesBackToADraftBesideOthersIsTooMuchForOneMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	var ids []uuid.UUID
	for range attachments.MostFiles {
		ids = append(ids, w.add(t, "a.pdf", files.PDF()))
	}
	message, err := w.send(t, false, ids...)
	if err != nil {
		t.Fatal(err)
	}
	ids = append(ids, w.add(t, "b.pdf", files.PDF()))
	key := submissions.Key{Municipality: "fjordvik", AuthorID: w.place.AuthorID, OrderingKey: w.place.CaseCopyID, ID: message}
	err = w.handed.Undo(t.Context(), key, func(tx pgx.Tx, _ *vault.Sealer, _ contract.SubmissionBody) error {
		return w.store.Unbind(t.Context(), tx, w.place, message)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.send(t, false, ids...); !errors.Is(err, attachments.ErrTooMany) {
		t.Errorf("eleven: %v", err)
	}
	w.exec(t, `UPDATE attachment SET size = $1`, attachments.MostBytes/5+1)
	if _, err := w.send(t, false, ids[:5]...); !errors.Is(err, attachments.ErrTooLarge) {
		t.Errorf("too large together: %v", err)
	}
	if listed, err := w.store.Draft(t.Context(), w.place); err != nil || len(listed) != len(ids) {
		t.Errorf("%d files are left, %v", len(listed), err)
	}
	if _, err := w.send(t, false, ids[7:]...); err != nil {
		t.Errorf("those that there is room for: %v", err)
	}
}

func TestAForgottenCheckIsOrderedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
	id := w.add(t, "a.pdf", files.PDF())
	w.concluded(t, id)
	w.exec(t, `DELETE FROM river_job`)
	w.exec(t, `UPDATE attachment SET state = 'WAITING_FOR_CHECK', uploaded_at = now() - interval '1 hour'`)
	if err := w.store.OrderForgotten(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := w.concluded(t, id); found.State != attachments.Ready {
		t.Errorf("%+v", found)
	}
}
