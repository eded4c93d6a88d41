package submissions_test

import (
	"testing"

	"github.com/google/uuid"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions"
	contract "innbyggertjenesten/contracts/fagsystem"
)

// allKinds are the contract's.
func allKinds(t *testing.T) []contract.SubmissionKind {
	t.Helper()
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	var kinds []contract.SubmissionKind
	for _, kind := range spec.Components.Schemas["SubmissionKind"].Value.Enum {
		kinds = append(kinds, contract.SubmissionKind(kind.(string)))
	}
	if len(kinds) < 17 {
		t.Fatalf("only %v", kinds)
	}
	return kinds
}

// seenByNobody are the exceptions, each with its reason.
var seenByNobody = map[contract.SubmissionKind]string{
	contract.SubmissionKindOPENED: "evidence that nobody has handed in: only an operator can do something about it, and is alarmed",
}

// Whatever somebody has handed in and is stuck, its author sees, the other side,
// and whoever stands in for the employee: also a kind that is new in the contract.
func TestWhatIsStuckIsSeenByItsAuthorTheOtherSideAndWhoStandsIn(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, kind := range allKinds(t) {
		for _, by := range []person.World{person.Citizen, person.Employee} {
			n := f.message(uuid.New(), uuid.Must(uuid.NewV7()), "x")
			n.Kind, n.World = kind, by
			if _, _, err := f.store.Accept(t.Context(), n); err != nil {
				t.Fatal(err)
			}
			if _, err := f.pool.Exec(t.Context(), "UPDATE submission SET state = 'PARKED', reason = 'REFUSED' WHERE id = $1", n.ID); err != nil {
				t.Fatal(err)
			}
			_, unseen := seenByNobody[kind]
			looking := func(world person.World, who uuid.UUID) submissions.Pending {
				pending, err := f.store.InConversation(t.Context(), "fjordvik", n.CaseCopyID, world, who)
				if err != nil {
					t.Fatal(err)
				}
				return pending
			}
			// Where texts are read, what is asked for there is looked up by its kind.
			own := looking(by, f.author).Own
			inTexts := submissions.ShownIn(kind) == submissions.InTexts
			if inTexts {
				if len(own) > 0 {
					t.Errorf("%s by a %s stands in the conversation too", kind, by)
				}
				var err error
				if own, err = f.store.OfKinds(t.Context(), "fjordvik", f.author, n.CaseCopyID, kind); err != nil {
					t.Fatal(err)
				}
			}
			if seen := len(own) == 1 && own[0].State == submissions.Parked && own[0].Reason == submissions.Refused; seen == unseen {
				t.Errorf("%s by a %s: its author sees %+v", kind, by, own)
			}
			standIn := looking(person.Employee, uuid.New())
			if seen := standIn.OthersParked || standIn.ColleagueParked; seen == unseen || seen && standIn.ColleagueParked != (by == person.Employee) {
				t.Errorf("%s by a %s: who stands in sees %+v", kind, by, standIn)
			}
			if party := looking(person.Citizen, uuid.New()); party.OthersParked != (by == person.Employee && !unseen) || party.ColleagueParked || len(party.Own) > 0 {
				t.Errorf("%s by a %s: another party sees %+v", kind, by, party)
			}
			counts, err := f.store.CountParked(t.Context(), "fjordvik")
			if err != nil || (counts[n.CaseCopyID] == 1) == unseen {
				t.Errorf("%s by a %s: the inbox counts %d, %v", kind, by, counts[n.CaseCopyID], err)
			}
		}
	}
}
