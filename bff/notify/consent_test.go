package notify

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	openapi "github.com/oapi-codegen/runtime/types"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// asks puts a consent that waits for the person's answer since then into the fagsystem.
func (w *world) asks(at time.Time) *contract.Consent {
	w.copy.Consents = append(w.copy.Consents, contract.Consent{
		ConsentId: uuid.New(), Purpose: "Snakke med skolen", TextVersion: "1", State: contract.ConsentStateASKED, AskedAt: at,
	})
	return &w.copy.Consents[len(w.copy.Consents)-1]
}

// consentChanged applies the event; asked is what it says that is asked for.
func (w *world) consentChanged(t *testing.T, asked *uuid.UUID) {
	t.Helper()
	write, err := w.notifier.Prepare(t.Context(), "fjordvik", contract.Event{Type: contract.EventTypeConsentChanged, Data: contract.EventData{
		PersonId: &w.personID, CaseCopyId: &w.caseCopy, AskedConsentId: asked,
	}})
	if err == nil && write != nil {
		err = pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error { return write(t.Context(), tx) })
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhoeverIsAskedForAConsentIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	consent := w.asks(time.Now())
	w.consentChanged(t, &consent.ConsentId)
	w.answered(t, 1) // one notification for both
	w.read = 1
	w.tell(t)
	w.expectOrders(t, 1)
	w.makeUp(t)
	w.expectOrders(t, 1)
	// They answer: nobody tells them of their own answer, though they have been here since.
	w.seenAt = time.Now()
	consent.State = contract.ConsentStateGIVEN
	w.consentChanged(t, nil)
	w.tell(t)
	w.expectOrders(t, 1)
	// It is asked in other words: that is told.
	consent.State, consent.TextVersion = contract.ConsentStateASKED, "2"
	w.consentChanged(t, &consent.ConsentId)
	w.tell(t)
	w.expectOrders(t, 2)
}

func TestOfOnesOwnAnswerNobodyIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.asks(time.Now()).State = contract.ConsentStateREFUSED
	w.consentChanged(t, nil)
	if waiting := w.jobs(t); len(waiting) != 0 {
		t.Errorf("%+v", waiting)
	}
}

func TestAConsentThatWasMissedIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.asks(lastHeard.Add(-time.Hour))
	w.asks(lastHeard.Add(time.Hour)).State = contract.ConsentStateGIVEN
	w.makeUp(t)
	w.expectOrders(t, 0)
	// The old one is asked in other words.
	old := &w.copy.Consents[0]
	old.History = []contract.ConsentStep{{Kind: contract.ConsentStepKindASKED, At: lastHeard.Add(2 * time.Hour)}}
	w.makeUp(t)
	w.seenAt = time.Now()
	w.makeUp(t)
	w.expectOrders(t, 1)
}

func TestNothingIsToldOfAConsent(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*testing.T, *world, *contract.Consent){
		"that they have had before them": func(t *testing.T, w *world, consent *contract.Consent) {
			if err := w.notifier.SeenConsents(t.Context(), "fjordvik", w.person.ID, []uuid.UUID{consent.ConsentId}); err != nil {
				t.Fatal(err)
			}
		},
		"that was answered meanwhile":   func(_ *testing.T, _ *world, consent *contract.Consent) { consent.State = contract.ConsentStateGIVEN },
		"that isn't asked for any more": func(_ *testing.T, w *world, _ *contract.Consent) { w.copy.Consents = nil },
		"whose last day has passed": func(_ *testing.T, _ *world, consent *contract.Consent) {
			consent.ValidUntil = &openapi.Date{Time: time.Now().AddDate(0, 0, -2)}
		},
		"that can't be shown, since it names what is protected": func(_ *testing.T, w *world, _ *contract.Consent) {
			school := "skolen"
			w.copy.OtherParties = []contract.Party{{Contact: contract.Contact{School: &school}, Protection: contract.Protection{Hidden: []contract.ProtectionHidden{contract.ProtectionHiddenSCHOOL}}}}
		},
		"to whom may not answer it": func(_ *testing.T, w *world, _ *contract.Consent) {
			w.access.Cases[0].Grants.Consents = new(contract.GrantREFUSED)
		},
		"to a child with whom nothing is agreed": func(_ *testing.T, w *world, _ *contract.Consent) {
			w.access.Person.BirthDate = born(time.Now().Year() - 16)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			consent := w.asks(time.Now())
			w.consentChanged(t, &consent.ConsentId)
			change(t, w, consent)
			w.tell(t)
			w.expectOrders(t, 0)
		})
	}
}
