package live

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/fagsystem"
	contract "innbyggertjenesten/contracts/live"
)

func TestATranslationIsToldToThoseWhoReadIt(t *testing.T) {
	id := uuid.New()
	party, employee := meaning(fagsystem.Event{Type: fagsystem.EventTypeTranslationAvailable, Data: fagsystem.EventData{MessageId: &id}})
	if state := []contract.EventType{contract.EventTypeMessageState}; !slices.Equal(party, state) || !slices.Equal(employee, state) {
		t.Errorf("of a message: %v and %v", party, employee)
	}
	// Documents are the party's to read here; the inbox says how many translations are asked for.
	party, employee = meaning(fagsystem.Event{Type: fagsystem.EventTypeTranslationAvailable, Data: fagsystem.EventData{DocumentId: &id}})
	if !slices.Equal(party, []contract.EventType{contract.EventTypeTextAvailable}) || !slices.Equal(employee, []contract.EventType{contract.EventTypeInboxChanged}) {
		t.Errorf("of a document: %v and %v", party, employee)
	}
}
