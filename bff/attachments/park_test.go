package attachments_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"testing"
	"time"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/attachments"
	files "innbyggertjenesten/bff/examine/examinetest"
	"innbyggertjenesten/bff/fagsystem"
	"innbyggertjenesten/bff/virus/virustest"
)

// parked waits until those whom it concerns were told that a file is stuck.
func (w *world) parked(t *testing.T, id uuid.UUID) attachments.Attachment {
	t.Helper()
	deadline := time.After(60 * time.Second)
	for {
		select {
		case changed := <-w.changed:
			if changed.ID == id && changed.Parked {
				return changed
			}
		case <-deadline:
			t.Fatal("it was never parked")
		}
	}
}

// awaitNumber waits until a question to the database is answered with a number.
func (w *world) awaitNumber(t *testing.T, wanted int, question string) {
	t.Helper()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	timeout := time.After(60 * time.Second)
	for w.count(t, question) != wanted {
		select {
		case <-again.C:
		case <-timeout:
			t.Fatalf("never %d: %s", wanted, question)
		}
	}
}

const (
	stuck    = `SELECT count(*) FROM attachment WHERE parked_at IS NOT NULL`
	checking = `SELECT count(*) FROM river_job WHERE kind = 'attachment.check' AND state <> 'completed'`
)

// alarm is how many files the metrics say are stuck at a step.
func (w *world) alarm(t *testing.T, step string) float64 {
	t.Helper()
	families, err := w.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, family := range families {
		for _, one := range family.GetMetric() {
			for _, label := range one.GetLabel() {
				if family.GetName() == "portal_attachments_parked" && label.GetName() == "step" && label.GetValue() == step {
					sum += one.GetGauge().GetValue()
				}
			}
		}
	}
	return sum
}

func (w *world) release(t *testing.T, id uuid.UUID, want int) {
	t.Helper()
	if released, err := attachments.ReleaseParked(t.Context(), w.pool, "fjordvik", id, w.now()); err != nil || released != want {
		t.Fatalf("%d released, %v", released, err)
	}
}

// almostGivenUp is as after all but the last try of a file's check.
func (w *world) almostGivenUp(t *testing.T, id uuid.UUID) {
	t.Helper()
	w.exec(t, `UPDATE attachment SET check_failures = 19 WHERE id = $1`, id)
}

// checkAgain orders what a portal that runs orders within minutes.
func (w *world) checkAgain(t *testing.T) {
	t.Helper()
	w.exec(t, `UPDATE attachment SET uploaded_at = now() - interval '1 hour' WHERE state = 'WAITING_FOR_CHECK'`)
	if err := w.store.OrderForgotten(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatCannotBeReadForItsCheckIsParkedUntilItIsReleased(t *testing.T) {
	t.Parallel()
	clamd := virustest.Start(t, virustest.Sound)
	clamd.Stop()
	w := newWorld(t, clamd.Address)
	id := w.add(t, "a.pdf", files.PDF())
	message, err := w.send(t, true, id)
	if err != nil {
		t.Fatal(err)
	}
	w.exec(t, `CREATE TABLE whole AS SELECT * FROM attachment_chunk`)
	w.exec(t, `UPDATE attachment_chunk SET sealed = '\x00'`)
	w.almostGivenUp(t, id)
	clamd.Again()
	if found := w.parked(t, id); found.State != attachments.Waiting || *found.SubmissionID != message {
		t.Errorf("%+v", found)
	}
	if w.alarm(t, "check") != 1 {
		t.Error("nothing alarms")
	}
	w.awaitNumber(t, 0, checking)
	w.checkAgain(t)
	if w.count(t, checking) != 0 {
		t.Error("it is checked on and on")
	}
	if sent, err := w.store.Sent(t.Context(), w.place); err != nil || !sent[message][0].Parked || sent[message][0].Name != "a.pdf" {
		t.Errorf("its sender sees %+v %v", sent, err)
	}
	if found, err := w.store.Parked(t.Context(), "fjordvik", w.place.CaseCopyID); err != nil || !found[id] {
		t.Errorf("the conversation doesn't know: %v %v", found, err)
	}
	if counts, err := w.store.CountParked(t.Context(), "fjordvik"); err != nil || counts[w.place.CaseCopyID] != 1 {
		t.Errorf("%v %v", counts, err)
	}
	w.exec(t, `UPDATE attachment_chunk c SET sealed = whole.sealed FROM whole WHERE whole.upload_id = c.upload_id AND whole.number = c.number`)
	w.release(t, uuid.New(), 0)
	w.release(t, message, 1)
	w.checkAgain(t)
	if found := w.concluded(t, id); found.State != attachments.Ready || w.handOverAll(t) != 1 || w.alarm(t, "check") != 0 {
		t.Errorf("%+v", found)
	}
}

// poisonedClamd answers as clamd does, but for a file at which it dies.
func poisonedClamd(t *testing.T, poison string) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	answer := func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		var content bytes.Buffer
		if _, err := io.ReadFull(conn, make([]byte, len("zINSTREAM\x00"))); err != nil {
			return
		}
		for {
			var size uint32
			if binary.Read(conn, binary.BigEndian, &size) != nil {
				return
			}
			if size == 0 {
				break
			}
			if _, err := io.CopyN(&content, conn, int64(size)); err != nil {
				return
			}
		}
		switch {
		case bytes.Contains(content.Bytes(), []byte(poison)):
		case bytes.Contains(content.Bytes(), []byte(virustest.EICAR())):
			_, _ = conn.Write([]byte("stream: Eicar FOUND\x00"))
		default:
			_, _ = conn.Write([]byte("stream: OK\x00"))
		}
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(conn)
		}
	}()
	return "tcp:" + listener.Addr().String()
}

func TestAFileThatTheScannerAlwaysFailsAtIsParkedAndHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, poisonedClamd(t, "killer"))
	poison := w.add(t, "a.pdf", append(files.PDF(), "%killer\n"...))
	w.almostGivenUp(t, poison)
	other := w.add(t, "b.pdf", files.PDF())
	if found := w.concluded(t, other); found.State != attachments.Ready {
		t.Errorf("%+v", found)
	}
	w.awaitNumber(t, 1, stuck)
	// In a draft it can be taken away like any other.
	if err := w.store.Remove(t.Context(), w.place, poison); err != nil || w.alarm(t, "check") != 0 {
		t.Error(err)
	}
}

func TestAFileThatTheFagsystemAlwaysRefusesIsParkedUntilItIsReleased(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		failure error
		tries   int
		alone   bool
	}{
		"it says no":                           {fagsystem.ErrInvalid, 10, true},
		"it fails, and takes others":           {fagsystem.ErrFault, 20, true},
		"it fails at everything: it is ailing": {fagsystem.ErrUnavailable, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, virustest.Start(t, virustest.Sound).Address)
			poison := w.add(t, "a.pdf", files.PDF())
			w.concluded(t, poison)
			other := w.add(t, "b.pdf", files.PDF())
			w.concluded(t, other)
			if one.alone {
				w.took.poison = map[uuid.UUID]error{poison: one.failure}
			} else {
				w.took.err = one.failure
			}
			if _, err := w.send(t, true, poison, other); err != nil {
				t.Fatal(err)
			}
			tries := 0
			for w.count(t, stuck) == 0 && tries < 30 {
				if one.alone { // others are registered all the time
					w.exec(t, `UPDATE submission SET registered_at = $1`, w.now())
				}
				w.handOverAll(t)
				w.mu.Lock()
				w.ahead += 6 * time.Minute
				w.mu.Unlock()
				tries++
			}
			if !one.alone {
				if tries < 30 {
					t.Error("it was parked, though nothing says that it is the file")
				}
				return
			}
			if tries != one.tries || w.alarm(t, "hand-over") != 1 || len(w.took.content) != 1 {
				t.Errorf("parked after %d tries; %d delivered", tries, len(w.took.content))
			}
			w.parked(t, poison)
			w.handOverAll(t)
			w.took.poison = nil
			w.release(t, poison, 1)
			if w.handOverAll(t) != 1 || w.alarm(t, "hand-over") != 0 || len(w.took.content) != 2 {
				t.Error("it doesn't go again")
			}
		})
	}
}
