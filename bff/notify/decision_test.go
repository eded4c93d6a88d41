package notify

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"innbyggertjenesten/contracts/barnevern"
	contract "innbyggertjenesten/contracts/fagsystem"
)

const (
	granted = barnevern.InnsynsforespoerselStatusInnvilget
	refused = barnevern.InnsynsforespoerselStatusAvvist
	waiting = barnevern.InnsynsforespoerselStatusUnderBehandling
)

// decidedWholly is a request for the whole case that stands so since then.
func (w *world) decidedWholly(status barnevern.InnsynsforespoerselStatus, at time.Time) uuid.UUID {
	id := uuid.New()
	w.requests = append([]contract.Message{{
		MessageId: id, Position: 1, Kind: contract.SubmissionKindACCESSREQUEST, Author: contract.MessageAuthor{Side: contract.SidePARTY}, RegisteredAt: at.Add(-time.Hour),
		AccessRequest: []contract.AccessRequestItem{{Status: status, DecidedAt: &at}},
	}}, w.requests...)
	return id
}

// decided applies the event that tells of it, or of a decision about an entry.
func (w *world) decided(t *testing.T, request uuid.UUID, entry *uuid.UUID) {
	t.Helper()
	write, err := w.notifier.Prepare(t.Context(), "fjordvik", contract.Event{Type: contract.EventTypeRequestDecided, Data: contract.EventData{
		PersonId: &w.personID, CaseCopyId: &w.caseCopy, MessageId: &request, EntryId: entry,
	}})
	if err == nil && write != nil {
		err = pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error { return write(t.Context(), tx) })
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsDecidedAboutTheWholeCaseIsTold(t *testing.T) {
	t.Parallel()
	for _, status := range []barnevern.InnsynsforespoerselStatus{granted, refused} {
		w := newWorld(t)
		request := w.decidedWholly(status, time.Now())
		w.read = 9 // one's own request is no message that one reads
		w.decided(t, request, nil)
		w.tell(t)
		w.expectOrders(t, 1)
		// The feed's offset is gone: it has been told.
		w.makeUp(t)
		w.expectOrders(t, 1)
	}
}

func TestWhatIsDecidedAboutADocumentIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.decided(t, uuid.New(), &w.released(time.Now().Add(-time.Hour)).EntryId)
	w.tell(t)
	w.expectOrders(t, 1)
}

func TestADecisionThatWasMissedIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.decidedWholly(granted, lastHeard.Add(-time.Hour))
	w.decidedWholly(waiting, lastHeard.Add(time.Hour))
	w.makeUp(t)
	w.expectOrders(t, 0)
	w.decidedWholly(refused, lastHeard.Add(time.Hour))
	w.makeUp(t)
	w.seenAt = time.Now()
	w.makeUp(t)
	w.expectOrders(t, 1)
}

func TestADecisionIsToldWhenWhatCameAfterItIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.decided(t, w.decidedWholly(granted, time.Now()), nil)
	w.answered(t, 5)
	w.read = 5
	w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 5)
	w.tell(t)
	w.expectOrders(t, 1)
}

func TestNothingIsToldOfADecision(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*testing.T, *world, uuid.UUID){
		"that they have had before them": func(t *testing.T, w *world, request uuid.UUID) {
			if err := w.notifier.SeenDecisions(t.Context(), "fjordvik", w.person.ID, []uuid.UUID{uuid.New(), request}); err != nil {
				t.Fatal(err)
			}
		},
		"whose request was taken out of the case": func(_ *testing.T, w *world, _ uuid.UUID) { w.requests[0].Withdrawn = new(true) },
		"that was taken back":                     func(_ *testing.T, w *world, _ uuid.UUID) { w.requests[0].AccessRequest[0].Status = waiting },
		"to whom may not see documents now":       func(_ *testing.T, w *world, _ uuid.UUID) { w.access.Cases[0].Grants.Documents = nil },
		"to a child with whom nothing is agreed":  func(_ *testing.T, w *world, _ uuid.UUID) { w.access.Person.BirthDate = born(time.Now().Year() - 14) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			request := w.decidedWholly(refused, time.Now())
			w.decided(t, request, nil)
			change(t, w, request)
			w.tell(t)
			w.expectOrders(t, 0)
		})
	}
	t.Run("that another person has had before them, it is told", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		request := w.decidedWholly(refused, time.Now())
		w.decided(t, request, nil)
		if err := w.notifier.SeenDecisions(t.Context(), "fjordvik", uuid.New(), []uuid.UUID{request}); err != nil {
			t.Fatal(err)
		}
		w.tell(t)
		w.expectOrders(t, 1)
	})
}
