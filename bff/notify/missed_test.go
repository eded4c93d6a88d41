package notify

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"innbyggertjenesten/bff/feed"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// lastHeard is until when nothing of the feed was missed.
var lastHeard = time.Now().Add(-48 * time.Hour).UTC().Truncate(time.Microsecond)

// wrote puts a message into the fagsystem, of which no event tells.
func (w *world) wrote(side contract.Side, position int64, at time.Time) {
	w.messages = append(w.messages, contract.Message{
		MessageId: uuid.New(), Position: position, Author: contract.MessageAuthor{Side: side}, RegisteredAt: at,
	})
}

func (w *world) released(at time.Time) *contract.Entry {
	w.entries = append(w.entries, contract.Entry{EntryId: uuid.New(), ReleasedAt: at})
	return &w.entries[len(w.entries)-1]
}

func (w *world) ordered410(t *testing.T) []missedArgs {
	t.Helper()
	if err := w.notifier.MakeUp(t.Context(), feed.Missed{Municipality: "fjordvik", Since: lastHeard}); err != nil {
		t.Fatal(err)
	}
	return w.looks(t)
}

// looks are the arguments of the looks that are ordered.
func (w *world) looks(t *testing.T) []missedArgs {
	t.Helper()
	rows, err := w.pool.Query(t.Context(), "SELECT args FROM river_job WHERE kind = 'notify-missed' AND queue = $1 ORDER BY id", MissedQueue)
	if err != nil {
		t.Fatal(err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (args missedArgs, err error) {
		var raw []byte
		if err := row.Scan(&raw); err != nil {
			return args, err
		}
		return args, json.Unmarshal(raw, &args)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// makeUp does all that follows from an offset that is gone.
func (w *world) makeUp(t *testing.T) {
	t.Helper()
	for _, look := range w.ordered410(t) {
		if err := w.notifier.lookForMissed(t.Context(), look); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.jobs(t)) > 0 {
		if err := w.sendLast(t, 1); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhoIsAwayIsToldOnceOfAllThatWasMissed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for position := range int64(7) {
		w.wrote(contract.SideEMPLOYEE, position+1, lastHeard.Add(time.Duration(position)*time.Hour))
	}
	w.wrote(contract.SidePARTY, 8, lastHeard.Add(9*time.Hour)) // one's own isn't news
	w.released(lastHeard.Add(time.Hour))
	w.released(lastHeard.Add(2 * time.Hour))
	w.makeUp(t)
	w.expectOrders(t, 1)
	if waiting := w.jobs(t); len(waiting) != 1 {
		t.Errorf("%d notifications are opened", len(waiting))
	}
	// Everything is read anew once more, for whatever reason: they know already.
	if err := w.notifier.MakeUp(t.Context(), feed.Missed{Municipality: "fjordvik", Since: lastHeard.Add(time.Second)}); err != nil {
		t.Fatal(err)
	}
	w.makeUp(t)
	w.expectOrders(t, 1)
	// The feed goes on, and tells of what is newer.
	w.answered(t, 9)
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestADocumentAloneThatWasMissedIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.released(lastHeard.Add(-24 * time.Hour))
	w.released(lastHeard.Add(time.Hour))
	w.makeUp(t)
	w.expectOrders(t, 1)
}

func TestNothingIsToldAgainAndNothingThatWasRead(t *testing.T) {
	t.Parallel()
	after := lastHeard.Add(time.Hour)
	for name, change := range map[string]func(*testing.T, *world){
		"there is nothing new":         func(*testing.T, *world) {},
		"it was there before":          func(_ *testing.T, w *world) { w.wrote(contract.SideEMPLOYEE, 1, lastHeard.Add(-time.Hour)) },
		"read here":                    func(_ *testing.T, w *world) { w.wrote(contract.SideEMPLOYEE, 4, after); w.read = 4 },
		"read, as the fagsystem knows": func(_ *testing.T, w *world) { w.wrote(contract.SideEMPLOYEE, 4, after); w.marked = 4 },
		"withdrawn": func(_ *testing.T, w *world) {
			w.wrote(contract.SideEMPLOYEE, 4, after)
			w.messages[0].Withdrawn = new(true)
		},
		"their own":                            func(_ *testing.T, w *world) { w.wrote(contract.SidePARTY, 4, after) },
		"a document opened, as is known there": func(_ *testing.T, w *world) { w.released(after).OpenedAt = &after },
		"a document opened here": func(_ *testing.T, w *world) {
			w.opened = map[uuid.UUID]bool{w.released(after).EntryId: true}
		},
		"a document opened before it would be told": func(t *testing.T, w *world) {
			entry := w.released(after)
			for _, look := range w.ordered410(t) {
				if err := w.notifier.lookForMissed(t.Context(), look); err != nil {
					t.Fatal(err)
				}
			}
			w.opened = map[uuid.UUID]bool{entry.EntryId: true}
		},
		"they may not see it": func(_ *testing.T, w *world) {
			w.wrote(contract.SideEMPLOYEE, 4, after)
			w.released(after)
			w.access.Cases[0].Grants = contract.Grants{}
		},
		"their access is paused": func(_ *testing.T, w *world) {
			w.wrote(contract.SideEMPLOYEE, 4, after)
			w.access.Cases[0].PausedAt = &after
		},
		"an event told it, and they were here and left it": func(t *testing.T, w *world) {
			w.wrote(contract.SideEMPLOYEE, 4, after)
			w.answered(t, 4)
			if _, err := w.pool.Exec(t.Context(), "UPDATE notification SET sent_at = now() - interval '1 hour'"); err != nil {
				t.Fatal(err)
			}
			if _, err := w.pool.Exec(t.Context(), "DELETE FROM river_job"); err != nil {
				t.Fatal(err)
			}
			w.seenAt = time.Now()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			change(t, w)
			w.makeUp(t)
			w.expectOrders(t, 0)
		})
	}
}

func TestWhoeverCanBeReachedIsLookedAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	// Somebody whom events were about and who never logged in has no address.
	if _, err := w.people.Ensure(t.Context(), "fjordvik", "citizen", uuid.NewString()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.people.EnsureCitizen(t.Context(), "lyngmo", number, uuid.NewString()); err != nil {
		t.Fatal(err)
	}
	w.ordered410(t)
	if looks := w.ordered410(t); len(looks) != 1 || looks[0].PersonID != w.person.ID || !looks[0].Since.Equal(lastHeard) {
		t.Errorf("%+v", looks)
	}
}

func TestAnEventThatIsGivenUpIsMadeUpForWithItsOwnPerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if _, err := w.people.EnsureCitizen(t.Context(), "fjordvik", "02417012345", uuid.NewString()); err != nil {
		t.Fatal(err)
	}
	stranger := uuid.New()
	for _, personID := range []*uuid.UUID{nil, &stranger, &w.personID} {
		event := contract.Event{Type: contract.EventTypeMessageRegistered, Time: lastHeard, Data: contract.EventData{PersonId: personID}}
		if err := w.notifier.MakeUp(t.Context(), feed.Missed{Municipality: "fjordvik", Since: event.Time, Event: &event}); err != nil {
			t.Fatal(err)
		}
	}
	looks := w.looks(t)
	if len(looks) != 1 || looks[0].PersonID != w.person.ID {
		t.Fatalf("%+v", looks)
	}
	w.wrote(contract.SideEMPLOYEE, 3, lastHeard)
	if err := w.notifier.lookForMissed(t.Context(), looks[0]); err != nil {
		t.Fatal(err)
	}
	if err := w.sendLast(t, 1); err != nil {
		t.Fatal(err)
	}
	w.expectOrders(t, 1)
}

func TestAFagsystemThatDoesNotAnswerIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.wrote(contract.SideEMPLOYEE, 3, lastHeard)
	looks := w.ordered410(t)
	w.away = true
	worker := &missedWorker{notifier: w.notifier}
	var snoozed *river.JobSnoozeError
	if err := worker.Work(t.Context(), &river.Job[missedArgs]{Args: looks[0]}); !errors.As(err, &snoozed) {
		t.Fatalf("%v", err)
	}
	w.away = false
	if err := worker.Work(t.Context(), &river.Job[missedArgs]{Args: looks[0]}); err != nil || len(w.jobs(t)) != 1 {
		t.Fatal(err, w.jobs(t))
	}
}
