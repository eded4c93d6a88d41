package notify

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// archived makes an archive of the person's ready, as its room does.
func (w *world) archived(t *testing.T) {
	t.Helper()
	id := uuid.New()
	write, err := w.notifier.ExportReady(t.Context(), "fjordvik", w.person.ID, w.caseCopy, id)
	if err == nil {
		err = pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error { return write(t.Context(), tx) })
	}
	if err != nil {
		t.Fatal(err)
	}
	w.ready, w.readyAt = &id, time.Now()
}

func TestAnArchiveThatIsReadyIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.archived(t)
	w.tell(t)
	w.expectOrders(t, 1)
	// They have been here and looked at something else; events were lost; a letter comes and is read.
	w.seenAt = time.Now()
	w.makeUp(t)
	w.expectOrders(t, 1)
	w.answered(t, 1)
	w.read = 1
	w.tell(t)
	w.expectOrders(t, 1)
}

// Something else came after it and has been read: it waits all the same.
func TestAnArchiveIsToldWhenWhatCameAfterItIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.archived(t)
	w.answered(t, 1)
	w.read = 1
	w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 1)
	w.tell(t)
	w.expectOrders(t, 1)
}

func TestNothingIsToldOfAnArchive(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*world){
		"whose page they have seen, or that has ended": func(w *world) { w.ready = nil },
		"to whom has no right to the case":             func(w *world) { w.access.Cases = nil },
		"to a child with whom nothing is agreed":       func(w *world) { w.access.Person.BirthDate = born(time.Now().Year() - 14) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.archived(t)
			change(w)
			w.tell(t)
			w.expectOrders(t, 0)
		})
	}
}
