package notify

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	contract "innbyggertjenesten/contracts/fagsystem"
)

func TestOneNotificationForAllThatIsUnread(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.answered(t, 5)
	w.answered(t, 6)
	if waiting := w.jobs(t); len(waiting) != 1 || waiting[0].PersonID != w.person.ID {
		t.Fatalf("%+v", waiting)
	}
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
	body := w.orders[0]["smsTemplate"].(map[string]any)
	if text := body["body"].(string); body["senderNumber"] != "Fjordvik" || text == "" || !strings.ContainsRune(text, 'ل') {
		t.Errorf("%v", body)
	}
	if to := w.orders[0]["recipients"].([]any)[0].(map[string]any)["nationalIdentityNumber"]; to != number {
		t.Errorf("sent to %v", to)
	}
	// More that is unread tells nothing new.
	w.answered(t, 7)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
	// Once they have been here, the next one is told again.
	w.seenAt = time.Now()
	w.answered(t, 8)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 2)
	if w.orders[0]["sendersReference"] == w.orders[1]["sendersReference"] {
		t.Error("two notifications have one reference")
	}
	var rows string
	if err := w.pool.QueryRow(t.Context(), "SELECT string_agg(j::text, '') FROM river_job j").Scan(&rows); err != nil || strings.Contains(rows, number) {
		t.Errorf("the number is in a job: %v", err)
	}
}

func TestWhatHasBeenReadIsNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.answered(t, 5)
	w.read = 5
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.read = 0
	w.answered(t, 6)
	w.answered(t, 7)
	w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 6)
	w.apply(t, contract.EventTypeMessageRead, contract.SideEMPLOYEE, 7)
	w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 7)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 0)
	// Read in part only: the rest is told.
	w.answered(t, 8)
	w.answered(t, 9)
	w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 8)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

// A document and a message that came after it: whoever reads the message hasn't
// read the document, on whichever side that is heard of.
func TestADocumentIsToldThoughAMessageWasRead(t *testing.T) {
	t.Parallel()
	for what, read := range map[string]func(*world){
		"the document came last": func(w *world) {
			w.answered(t, 5)
			w.apply(t, contract.EventTypeEntryReleased, "", 0)
			w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 5)
		},
		"the message came last": func(w *world) {
			w.apply(t, contract.EventTypeEntryReleased, "", 0)
			w.answered(t, 5)
			w.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 5)
			w.read = 5
		},
		"the message came last, and only the portal knows that it was read": func(w *world) {
			w.apply(t, contract.EventTypeEntryReleased, "", 0)
			w.answered(t, 5)
			w.read = 5
		},
	} {
		w := newWorld(t)
		read(w)
		if err := w.sendLast(t, 1); err != nil {
			t.Fatal(err)
		}
		w.mu.Lock()
		if len(w.orders) != 1 {
			t.Errorf("%s: %d orders", what, len(w.orders))
		}
		w.mu.Unlock()
	}
}

// An answer that was meant for another family is taken out of the case while its
// notification waits: nobody is called to the portal for nothing.
func TestWhatHasBeenTakenOutOfTheCaseIsNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.answered(t, 5)
	w.withdraw(t, 5)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 0)

	// What came before it and has been read isn't news either, nor what one wrote after it.
	w.answered(t, 6)
	w.answered(t, 7)
	w.read = 6
	w.withdraw(t, 7)
	w.apply(t, contract.EventTypeMessageRegistered, contract.SidePARTY, 8)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 0)

	// One that came before it and is still there is told.
	w.answered(t, 9)
	for position := int64(10); position < 14; position++ {
		w.answered(t, position)
		w.withdraw(t, position)
	}
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestADocumentThatIsTakenBackIsNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.apply(t, contract.EventTypeEntryReleased, "", 0)
	w.entries = nil
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 0)
	// The answer that came just before it is.
	w.answered(t, 1)
	w.apply(t, contract.EventTypeEntryReleased, "", 0)
	w.entries = nil
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestWhoIsHereIsNotToldUntilTheyLeave(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.apply(t, contract.EventTypeEntryReleased, "", 0)
	w.here = true
	var snoozed *river.JobSnoozeError
	if err := w.sendLast(t, 1); !errors.As(err, &snoozed) {
		t.Fatalf("%v", err)
	}
	w.expectOrders(t, 0)
	w.here = false
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestNobodyIsToldWhoShouldNotBe(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*world){
		"a child":              func(w *world) { w.access.Person.BirthDate = born(time.Now().Year() - 16) },
		"nobody knows the age": func(w *world) { w.access.Person.BirthDate = nil },
		"the case is gone":     func(w *world) { w.access.Cases = nil },
		"access is paused": func(w *world) {
			now := time.Now()
			w.access.Cases[0].PausedAt = &now
		},
		"the role isn't known any more":    func(w *world) { w.access.Cases[0].Role = "INGEN" },
		"the conversation was taken away":  func(w *world) { w.access.Cases[0].Grants.Conversation = new(contract.GrantREFUSED) },
		"the child has turned 18 meantime": func(w *world) { w.access.Cases[0].Child.BirthDate = born(time.Now().Year() - 19) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			change(w)
			w.answered(t, 1)
			if err := w.sendLast(t, 1); err != nil {
				t.Fatal(err)
			}
			w.expectOrders(t, 0)
		})
	}
	t.Run("a document, and documents were taken away", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.apply(t, contract.EventTypeEntryReleased, "", 0)
		w.access.Cases[0].Grants.Documents = nil
		if err := w.sendLast(t, 1); err != nil {
			t.Fatal(err)
		}
		w.expectOrders(t, 0)
	})
	t.Run("a child who agreed", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.access.Person.BirthDate = born(time.Now().Year() - 16)
		_, err := w.pool.Exec(t.Context(), "INSERT INTO safe_contact VALUES ('fjordvik', $1, now())", w.person.ID)
		if err != nil {
			t.Fatal(err)
		}
		w.answered(t, 1)
		if err := w.sendLast(t, 1); err != nil {
			t.Fatal(err)
		}
		w.expectOrders(t, 1)
	})
	t.Run("never logged in", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		w.personID = uuid.New()
		w.answered(t, 1)
		if err := w.sendLast(t, 1); err != nil {
			t.Fatal(err)
		}
		w.expectOrders(t, 0)
	})
}

// Somebody else may hold the e-ID, and the telephone too. What waits to be told
// when the pause comes isn't told, nor what comes while it lasts.
func TestWhoIsPausedIsNotToldWhatAlreadyWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.answered(t, 1)
	since := time.Now()
	w.mu.Lock()
	// Another copy of theirs is the one that says it: a pause is about the person.
	w.access.Cases = append(w.access.Cases, contract.CaseAccess{CaseCopyId: uuid.New(), PausedAt: &since})
	w.mu.Unlock()
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.answered(t, 2)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 0)
	w.mu.Lock()
	w.access.Cases[1].PausedAt = nil
	w.mu.Unlock()
	w.answered(t, 3)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestALostAnswerTellsNobodyTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.fail = true
	w.answered(t, 1)
	err := w.sendLast(t, 1)
	if err == nil || strings.Contains(err.Error(), number) {
		t.Fatalf("%v", err)
	}
	w.fail = false
	if err := w.sendLast(t, 2); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestTheWholeWayThroughRiver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stop, err := w.runner.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	w.answered(t, 1)
	select {
	case <-w.ordered:
	case <-time.After(30 * time.Second):
		t.Fatal("nobody was told")
	}
}

func TestTheFagsystemGetsToKnowThatAMessageWasNotified(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	message := uuid.New()
	worker := &checkWorker{notifier: w.notifier}
	err := worker.Work(t.Context(), &river.Job[checkArgs]{Args: checkArgs{
		Municipality: "fjordvik", OrderID: "o-1", CaseCopyID: w.caseCopy, MessageID: &message, OrderedAt: time.Now(),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if evidence := <-w.evidence; evidence.NotifiedAt == nil {
		t.Errorf("%+v", evidence)
	}
}
