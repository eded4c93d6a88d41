package export_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/problem"
	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"
)

// pausing makes an order stand still while its last entry is read, until go on is called.
func (w *world) pausing(id uuid.UUID) (reached <-chan struct{}, goOn func()) {
	arrived, may := make(chan struct{}), make(chan struct{})
	first := true
	w.change(func() {
		w.reading = func(read uuid.UUID) {
			w.mu.Lock()
			mine := read == id && first
			if mine {
				first = false
			}
			w.mu.Unlock()
			if mine {
				close(arrived)
				<-may
			}
		}
	})
	return arrived, func() { close(may) }
}

// What ends in the middle stops it, whatever ended, and leaves nothing.
func TestWhatEndsWhileItIsMadeStopsIt(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		change func(t *testing.T, r *replica)
		want   portal.ExportState
	}{
		"the right to the case": {func(_ *testing.T, r *replica) { r.change(func() { r.allowed = false }) }, portal.ExportStateSTOPPED},
		"it is cancelled": {func(t *testing.T, r *replica) {
			if _, err := r.api.CancelExport(r.fresh(t), portal.CancelExportRequestObject{CaseCopyId: r.copyID}); err != nil {
				t.Error(err)
			}
		}, portal.ExportStateSTOPPED},
		"it is switched off": {func(t *testing.T, r *replica) {
			reason := "Avtalt å se den sammen"
			answer, err := r.api.PutExportSwitch(r.fresh(t), portal.PutExportSwitchRequestObject{CaseCopyId: r.copyID, Body: &portal.ExportSwitchChoice{Off: true, Reason: &reason}})
			if err != nil || answer.(portal.PutExportSwitch200JSONResponse).OffSince == nil || !slices.Contains(r.recorded, "export.switch-off "+reason) {
				t.Error(answer, err, r.recorded)
			}
		}, portal.ExportStateOFF},
		"the entry was withdrawn":         {func(_ *testing.T, r *replica) { r.change(func() { r.entries = r.entries[:1] }) }, portal.ExportStateVOID},
		"one that was read is taken back": {func(_ *testing.T, r *replica) { r.change(func() { r.entries = r.entries[1:] }) }, portal.ExportStateVOID},
		"of one there is only the title": {func(_ *testing.T, r *replica) {
			r.change(func() { r.entries[0].Released = contract.EntryReleasedTITLE })
		}, portal.ExportStateVOID},
		"the fagsystem tells of withdrawal": {func(t *testing.T, r *replica) { r.tell(t, contract.EventTypeEntryWithdrawn) }, portal.ExportStateVOID},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
			last := w.add("Referat", []byte("%PDF-1.7 referat"))
			r := w.replica(t, nil)
			reached, goOn := w.pausing(last.EntryId)
			if _, err := r.order(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			<-reached
			one.change(t, r)
			goOn()
			w.settle(t)
			w.change(func() { w.allowed = true })
			if shown := r.until(t, one.want); w.left(t) != 0 || shown.Done != nil {
				t.Errorf("%+v, %d rows are left", shown, w.left(t))
			}
		})
	}
}

// settle waits until no job is at work and nothing is being made.
func (w *world) settle(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		var busy int
		if err := w.pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM river_job WHERE kind = 'export.make' AND state IN ('available', 'running', 'retryable'))
			+ (SELECT count(*) FROM case_export WHERE state = 'MAKING')`).Scan(&busy); err != nil {
			t.Fatal(err)
		}
		if busy == 0 {
			return
		}
	}
	t.Fatal("it goes on and on")
}

// tell applies an event of the fagsystem's as the feed does.
func (r *replica) tell(t *testing.T, kind contract.EventType) {
	t.Helper()
	event := contract.Event{Type: kind}
	id := uuid.MustParse(r.mother.FagsystemPersonID)
	event.Data.PersonId, event.Data.CaseCopyId = &id, &r.copyID
	write, err := r.store.Prepare(t.Context(), "fjordvik", event)
	if err != nil || write == nil {
		t.Fatalf("%s leaves nothing to write: %v", kind, err)
	}
	tx, err := r.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(write(t.Context(), tx), tx.Commit(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// Ready isn't handed out any more when something in it may no longer be shown.
func TestWhatIsTakenBackMakesTheArchiveVoid(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(w *world){
		"an entry is withdrawn":          func(w *world) { w.entries = w.entries[:1] },
		"a document has another version": func(w *world) { w.entries[0].Documents[0].Version = "2" },
		"another party's address is no longer shown": func(w *world) {
			w.shown.OtherParties = []portal.OtherParty{{Role: portal.RoleFATHER, Name: portal.PersonName{Given: "Omar"}}}
		},
		"a message is taken out": func(w *world) {
			withdrawn := true
			w.messages[0].Withdrawn, w.messages[0].Text = &withdrawn, ""
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
			w.add("Referat", []byte("%PDF-1.7 referat"))
			w.messages = []portal.Message{{MessageId: uuid.New(), Text: "Hei", SentAt: time.Now(), State: portal.MessageStateDELIVERED}}
			r := w.replica(t, nil)
			if _, err := r.order(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			r.until(t, portal.ExportStateREADY)
			// What only comes in addition, or was opened meanwhile, takes nothing back.
			opened := time.Now()
			w.entries[0].OpenedAt = &opened
			w.add("Nytt brev", []byte("%PDF-1.7"))
			w.entries[0], w.entries[2] = w.entries[2], w.entries[0]
			w.entries[0], w.entries[2] = w.entries[2], w.entries[0]
			if err := r.begin(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			w.change(func() { change(w) })
			if err := r.begin(w.fresh(t)); code(err) != problem.ExportNotReady {
				t.Error(err)
			}
			if r.state(t).State != portal.ExportStateVOID || w.left(t) != 0 {
				t.Errorf("%+v, %d rows are left", r.state(t), w.left(t))
			}
			if _, err := r.fetch(w.fresh(t)); code(err) != problem.ExportNotReady {
				t.Error(err)
			}
		})
	}
}

func TestARightThatEndsTakesWhatIsReadyAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
	r := w.replica(t, nil)
	ready := func() {
		t.Helper()
		if _, err := r.order(w.fresh(t)); err != nil {
			t.Fatal(err)
		}
		r.until(t, portal.ExportStateREADY)
	}
	ready()
	w.change(func() { w.allowed = false })
	r.tell(t, contract.EventTypeAccessChanged)
	w.change(func() { w.allowed = true })
	if r.state(t).State != portal.ExportStateSTOPPED || w.left(t) != 0 {
		t.Errorf("%+v", r.state(t))
	}
	// Where the event was lost, when everything is looked at anew.
	ready()
	w.change(func() { w.off = true })
	if err := r.store.Resync(t.Context(), "fjordvik"); err != nil || w.left(t) != 0 || r.state(t).State != portal.ExportStateOFF {
		t.Error(err, w.left(t))
	}
	if shown, err := r.order(w.fresh(t)); err != nil || shown.State != portal.ExportStateOFF {
		t.Error(shown, err)
	}
}

// A right to a part of the case ends while the rest of it goes on: what was
// ordered with it isn't handed out, also when its download was begun before.
func TestARightToAPartThatEndsTakesTheWholeArchive(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *world){
		"documents":    func(w *world) { w.may.Documents = false },
		"conversation": func(w *world) { w.may.Conversation = false },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.add("Vedtak", []byte("%PDF-1.7 vedtak"))
			w.messages = []portal.Message{{MessageId: uuid.New(), Text: "Hei", SentAt: time.Now(), State: portal.MessageStateDELIVERED}}
			r := w.replica(t, nil)
			if _, err := r.order(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			r.until(t, portal.ExportStateREADY)
			if err := r.begin(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			w.change(func() { end(w) })
			if name == "documents" { // before the event has come
				if _, err := r.fetch(w.fresh(t)); code(err) != problem.ExportNotReady {
					t.Errorf("it is handed out: %v", err)
				}
			} else {
				r.tell(t, contract.EventTypeAccessChanged)
			}
			if r.state(t).State != portal.ExportStateSTOPPED || w.left(t) != 0 {
				t.Errorf("%+v, %d rows are left", r.state(t), w.left(t))
			}
			// What holds nothing of that part stays.
			if _, err := r.order(w.fresh(t)); err != nil {
				t.Fatal(err)
			}
			r.until(t, portal.ExportStateREADY)
			if err := r.store.Resync(t.Context(), "fjordvik"); err != nil || r.state(t).State != portal.ExportStateREADY {
				t.Errorf("%+v %v", r.state(t), err)
			}
		})
	}
}
