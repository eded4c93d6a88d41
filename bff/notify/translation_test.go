package notify

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	contract "innbyggertjenesten/contracts/fagsystem"
)

// askedFor is a translation that the person has asked for and that is there since then.
func (w *world) askedFor(t *testing.T, at time.Time) *contract.TranslationOrder {
	t.Helper()
	entry := w.released(at.Add(-48 * time.Hour))
	opened := at.Add(-40 * time.Hour)
	document := uuid.New()
	entry.Released, entry.OpenedAt = contract.EntryReleasedFULL, &opened
	entry.Documents = []contract.EntryDocument{{DocumentId: document, Version: "1", OriginalLanguage: "nb", Texts: []contract.TextInfo{
		{Language: "ar", Provenance: contract.Provenance{Kind: contract.ProvenanceKindCERTIFIED, OfVersion: "1"}},
	}}}
	w.asked.Translations = append(w.asked.Translations, contract.TranslationOrder{
		RequestId: uuid.New(), EntryId: entry.EntryId, DocumentId: document, Language: "ar", State: contract.TranslationStateAVAILABLE, AskedAt: at.Add(-24 * time.Hour), AvailableAt: &at,
	})
	order := &w.asked.Translations[len(w.asked.Translations)-1]
	err := pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error {
		return w.notifier.Expect(t.Context(), tx, "fjordvik", w.person.ID, order.RequestId, entry.EntryId)
	})
	if err != nil {
		t.Fatal(err)
	}
	return order
}

// arrived applies the event that tells of it.
func (w *world) arrived(t *testing.T, order *contract.TranslationOrder) {
	t.Helper()
	write, err := w.notifier.Prepare(t.Context(), "fjordvik", contract.Event{Type: contract.EventTypeTranslationAvailable, Data: contract.EventData{
		PersonId: &w.personID, CaseCopyId: &w.caseCopy, EntryId: &order.EntryId, DocumentId: &order.DocumentId, Language: &order.Language,
	}})
	if err == nil && write != nil {
		err = pgx.BeginFunc(t.Context(), w.pool, func(tx pgx.Tx) error { return write(t.Context(), tx) })
	}
	if err != nil {
		t.Fatal(err)
	}
}

// tell sends what waits, if anything does.
func (w *world) tell(t *testing.T) {
	t.Helper()
	if len(w.jobs(t)) > 0 {
		if err := w.sendLast(t, 1); err != nil {
			t.Fatal(err)
		}
	}
}

func TestATranslationThatWasAskedForIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.askedFor(t, time.Now())
	w.arrived(t, order)
	w.tell(t)
	w.expectOrders(t, 1)
	// The event comes once more, the feed's offset is gone, and they have been here since: it has been told.
	w.seenAt = time.Now()
	w.arrived(t, order)
	w.makeUp(t)
	w.tell(t)
	w.expectOrders(t, 1)
}

func TestAMachinesTranslationThatCameWhenItWasAskedForIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.askedFor(t, time.Now())
	made := &w.entries[0].Documents[0].Texts[0].Provenance
	made.Kind, made.MadeAt = contract.ProvenanceKindMACHINE, order.AskedAt.Add(time.Hour)
	w.arrived(t, order)
	w.tell(t)
	w.expectOrders(t, 1)
}

func TestATranslationThatWasMissedIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	order := w.askedFor(t, lastHeard.Add(time.Hour))
	w.makeUp(t)
	w.expectOrders(t, 1)
	w.seenAt = time.Now()
	w.makeUp(t)
	w.arrived(t, order)
	w.tell(t)
	w.expectOrders(t, 1)
}

func TestNothingIsToldOfATranslation(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*testing.T, *world, *contract.TranslationOrder){
		"that nobody asked for": func(_ *testing.T, w *world, _ *contract.TranslationOrder) { w.asked.Translations = nil },
		"that isn't there yet": func(_ *testing.T, _ *world, order *contract.TranslationOrder) {
			order.State = contract.TranslationStateORDERED
		},
		"that they have before them": func(t *testing.T, w *world, order *contract.TranslationOrder) {
			w.arrived(t, order)
			if err := w.notifier.Seen(t.Context(), "fjordvik", w.person.ID, order.EntryId); err != nil {
				t.Fatal(err)
			}
		},
		"whose document is withdrawn before it is told": func(t *testing.T, w *world, order *contract.TranslationOrder) {
			w.arrived(t, order)
			w.entries = nil
		},
		"that is outdated before it is told": func(t *testing.T, w *world, order *contract.TranslationOrder) {
			w.arrived(t, order)
			w.entries[0].Documents[0].Version = "2"
		},
		"that a machine made of a decision": func(_ *testing.T, w *world, _ *contract.TranslationOrder) {
			w.entries[0].Remedy = &contract.Remedy{}
			w.entries[0].Documents[0].Texts[0].Provenance.Kind = contract.ProvenanceKindMACHINE
		},
		"that a machine had made when they asked for a person's": func(_ *testing.T, w *world, order *contract.TranslationOrder) {
			made := &w.entries[0].Documents[0].Texts[0].Provenance
			made.Kind, made.MadeAt = contract.ProvenanceKindMACHINE, order.AskedAt.Add(-time.Hour)
		},
		"to whom has no right to it": func(_ *testing.T, w *world, _ *contract.TranslationOrder) {
			w.access.Cases[0].Grants.Documents = nil
		},
		"to a child with whom nothing is agreed": func(_ *testing.T, w *world, _ *contract.TranslationOrder) {
			w.access.Person.BirthDate = born(time.Now().Year() - 14)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			order := w.askedFor(t, time.Now().Add(-time.Millisecond))
			change(t, w, order)
			w.arrived(t, order)
			w.makeUp(t)
			w.tell(t)
			w.expectOrders(t, 0)
		})
	}
}

func TestATranslationIsStillToldWhereALaterMessageIsWithdrawn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.arrived(t, w.askedFor(t, time.Now()))
	w.answered(t, 5)
	w.messages[0].Withdrawn = new(true)
	w.tell(t)
	w.expectOrders(t, 1)
	// And reading messages isn't reading it.
	other := newWorld(t)
	other.arrived(t, other.askedFor(t, time.Now()))
	other.apply(t, contract.EventTypeMessageRead, contract.SidePARTY, 9)
	other.tell(t)
	other.expectOrders(t, 1)
}
