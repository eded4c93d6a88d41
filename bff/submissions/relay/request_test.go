package relay_test

import (
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// request is one as the conversation hands it in: in a lane of its own.
func request(author, caseCopy uuid.UUID) submissions.New {
	n := message(author, caseCopy, "")
	n.OrderingKey, n.Kind = n.ID, contract.SubmissionKindCALLME
	n.Body = contract.SubmissionBody{Request: &contract.ContactRequest{Times: []contract.SafeTime{{Weekday: 1, From: "09:00", Until: "10:00"}}}}
	return n
}

func TestAParkedMessageHoldsUpNoCallAndAParkedCallNoMessage(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	author, caseCopy := f.author(t), uuid.New()
	parkedMessage := f.accept(t, message(author, caseCopy, "blir stående"))
	parkedCall := f.accept(t, request(author, caseCopy))
	f.fake.set(func() {
		f.fake.fault = func(id uuid.UUID) fault {
			if id == parkedMessage.ID || id == parkedCall.ID {
				return refuse
			}
			return none
		}
	})
	f.run(t)
	call := f.accept(t, request(author, caseCopy))
	f.await(t, call.ID, submissions.Registered, submissions.NoReason)
	f.checkOrder(t, caseCopy, []uuid.UUID{call.ID})
	f.awaitNumber(t, 2, "SELECT count(*) FROM submission WHERE case_copy_id = $1 AND state = 'PARKED'", caseCopy)

	other := uuid.New() // another conversation, in which only a call is parked
	stuck := request(author, other)
	f.fake.set(func() {
		f.fake.fault = func(id uuid.UUID) fault {
			if id == stuck.ID {
				return refuse
			}
			return none
		}
	})
	f.accept(t, stuck)
	f.await(t, stuck.ID, submissions.Parked, submissions.Refused)
	sent := f.accept(t, message(author, other, "kommer fram"))
	f.await(t, sent.ID, submissions.Registered, submissions.NoReason)
	pending, err := f.store.InConversation(t.Context(), municipality, caseCopy, "citizen", author)
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[uuid.UUID]submissions.Reason{}
	for _, one := range pending.Own {
		reasons[one.ID] = one.Reason
	}
	if reasons[parkedMessage.ID] != submissions.Refused || reasons[parkedCall.ID] != submissions.Refused {
		t.Errorf("%v", reasons)
	}
}
