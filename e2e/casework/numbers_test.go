package casework

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"

	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// TestANumberTellsNothingOfWhatOthersHandIn: its author sees it, in receipts
// too. Were it counted within the case, what lies between two of one's own would
// say how often another party has written or read.
func TestANumberTellsNothingOfWhatOthersHandIn(t *testing.T) {
	t.Parallel()
	r := start(t)
	mine := seed.CopyID("fjordvik", "layla", "rania")
	var counted []int
	for range 8 {
		body := contract.SubmissionBody{Text: new("Hei"), Language: new("nb")}
		hash, err := submissions.Hash(body)
		must(t, err)
		registered, err := r.clients.Of("fjordvik").PutSubmission(t.Context(), mine, uuid.New(), contract.Submission{
			Kind: contract.SubmissionKindMESSAGE, Author: contract.Author{PersonId: new(seed.PersonID("fjordvik", "rania"))},
			AcceptedAt: time.Now().UTC().Truncate(time.Millisecond), BodyHash: hash, Body: body,
		})
		must(t, err)
		number, err := strconv.Atoi(registered.RegistrationId[strings.LastIndex(registered.RegistrationId, "-")+1:])
		must(t, err)
		counted = append(counted, number)
	}
	if slices.IsSorted(counted) {
		t.Errorf("they are counted: %d", counted)
	}
	page, err := r.clients.Of("fjordvik").Messages(t.Context(), mine, 0, 100)
	must(t, err)
	for _, message := range page.Messages {
		if number := message.RegistrationId[strings.LastIndex(message.RegistrationId, "-")+1:]; len(number) < 6 {
			t.Errorf("a message of the demo is counted: %s", message.RegistrationId)
		}
	}
}
