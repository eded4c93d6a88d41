package receipt

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/contracts/portal"
)

// What one asked to read is said by how much it was, and no title is on the paper.
func TestARequestToReadIsSaidWithoutTitles(t *testing.T) {
	t.Parallel()
	id, title := uuid.New(), "Uttalelse fra skolen"
	asked := func(items ...portal.AccessRequestItem) Handed {
		return OfMessage(message(func(m *portal.Message) { m.AccessRequest = &portal.SaidAccessRequest{Known: true, Items: items} }), "nb")
	}
	two := asked(portal.AccessRequestItem{EntryId: &id, Title: &title}, portal.AccessRequestItem{EntryId: &id})
	if two.Kind != "Ber om å få lese" || len(two.Details) != 1 || two.Details[0].Text != "2 dokumenter" || strings.Contains(words(two.sheet("nb", made)), title) {
		t.Errorf("%+v", two)
	}
	if all := asked(portal.AccessRequestItem{}); all.Details[0].Text != "Hele saken" {
		t.Errorf("%+v", all)
	}
}
