package casework

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	contract "innbyggertjenesten/contracts/fagsystem"
	"innbyggertjenesten/contracts/portal"

	"innbyggertjenesten/bff/access"
	"innbyggertjenesten/bff/cases"
	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/e2e/fagsystem/seed"
)

// TestWhatOneHasDoneWaitsNoMore: at once, while it is on its way, and when the
// portal keeps nothing of it any more; of nobody else's copy.
func TestWhatOneHasDoneWaitsNoMore(t *testing.T) {
	t.Parallel()
	r := start(t)
	store := submissions.NewStore(submissions.Settings{Pool: r.pool, Vault: r.vault, Sealers: r.people, Now: time.Now})
	knowing := cases.New(cases.Settings{
		Access: r.decider, Fagsystems: r.clients, Now: time.Now, Practice: true,
		HandedIn: func(ctx context.Context, found access.Case, kinds ...contract.SubmissionKind) ([]submissions.Submission, error) {
			return store.OfKinds(ctx, found.Municipality, found.Person, found.CaseCopyID, kinds...)
		},
	})
	rania, actor := r.logIn(t, "rania", session.High)
	mine, draft := seed.CopyID("fjordvik", "layla", "rania"), seed.EntryID("fjordvik", "layla", "rania", "tiltaksplan")
	waits := func(as context.Context, api *cases.API, in uuid.UUID, kind portal.WaitingKind) (about []uuid.UUID) {
		t.Helper()
		answer, err := api.GetCase(as, portal.GetCaseRequestObject{CaseCopyId: in})
		must(t, err)
		for _, one := range answer.(portal.GetCase200JSONResponse).Waiting {
			switch {
			case one.Kind != kind:
			case one.EntryId != nil:
				about = append(about, *one.EntryId)
			case one.ConsentId != nil:
				about = append(about, *one.ConsentId)
			}
		}
		return about
	}
	handIn := func(kind contract.SubmissionKind, body contract.SubmissionBody) uuid.UUID {
		t.Helper()
		id := uuid.New()
		_, _, err := store.Accept(t.Context(), submissions.New{
			Key:   submissions.Key{Municipality: "fjordvik", AuthorID: actor.Persons[0].PersonID, OrderingKey: id, ID: id},
			World: person.Citizen, CaseCopyID: mine, Kind: kind, Body: body,
		})
		must(t, err)
		return id
	}

	register := func(kind contract.SubmissionKind, id uuid.UUID, body contract.SubmissionBody) {
		t.Helper()
		hash, err := submissions.Hash(body)
		must(t, err)
		_, err = r.clients.Of("fjordvik").PutSubmission(t.Context(), mine, id, contract.Submission{
			Kind: kind, Author: contract.Author{PersonId: new(seed.PersonID("fjordvik", "rania"))},
			AcceptedAt: time.Now().UTC().Truncate(time.Millisecond), BodyHash: hash, Body: body,
		})
		must(t, err)
	}

	if !slices.Contains(waits(rania, knowing, mine, portal.WaitingKindCOMMENTWANTED), draft) {
		t.Fatal("nobody asks what she thinks of the plan")
	}
	body := contract.SubmissionBody{EntryId: &draft, Text: new("Jeg vil ha møter på kvelden."), Language: new("nb")}
	id := handIn(contract.SubmissionKindCOMMENT, body)
	if slices.Contains(waits(rania, knowing, mine, portal.WaitingKindCOMMENTWANTED), draft) {
		t.Error("her comment is on its way, and she is still asked")
	}
	if !slices.Contains(waits(rania, r.cases, mine, portal.WaitingKindCOMMENTWANTED), draft) {
		t.Error("the fagsystem can't have it yet")
	}
	register(contract.SubmissionKindCOMMENT, id, body)
	if slices.Contains(waits(rania, r.cases, mine, portal.WaitingKindCOMMENTWANTED), draft) {
		t.Error("the fagsystem has her comment, and she is still asked")
	}
	omar, _ := r.logIn(t, "omar", session.High)
	if len(waits(omar, knowing, seed.CopyID("fjordvik", "layla", "omar"), portal.WaitingKindCOMMENTWANTED)) != 1 {
		t.Error("what Rania said is no answer of Omar's")
	}

	decision := seed.EntryID("fjordvik", "layla", "rania", "vedtak-hjelpetiltak")
	if !slices.Contains(waits(rania, knowing, mine, portal.WaitingKindCOMPLAINTDEADLINE), decision) {
		t.Fatal("nobody tells her until when she can complain")
	}
	body = contract.SubmissionBody{EntryId: &decision, Text: new("Jeg er uenig."), Language: new("nb")}
	id = handIn(contract.SubmissionKindCOMPLAINT, body)
	if slices.Contains(waits(rania, knowing, mine, portal.WaitingKindCOMPLAINTDEADLINE), decision) {
		t.Error("her complaint is on its way, and its deadline still waits")
	}
	_, err := r.pool.Exec(t.Context(), "UPDATE submission SET state = 'PARKED', reason = 'REFUSED' WHERE id = $1", id)
	must(t, err)
	if !slices.Contains(waits(rania, knowing, mine, portal.WaitingKindCOMPLAINTDEADLINE), decision) {
		t.Error("her complaint is stuck, and she is no longer told until when it must have been made")
	}
	register(contract.SubmissionKindCOMPLAINT, id, body)
	if slices.Contains(waits(rania, r.cases, mine, portal.WaitingKindCOMPLAINTDEADLINE), decision) {
		t.Error("the fagsystem has her complaint, and its deadline still waits")
	}
	if len(waits(omar, knowing, seed.CopyID("fjordvik", "layla", "omar"), portal.WaitingKindCOMPLAINTDEADLINE)) == 0 {
		t.Error("that Rania has complained doesn't change until when Omar can")
	}

	asked := waits(rania, knowing, mine, portal.WaitingKindCONSENT)
	if len(asked) != 1 {
		t.Fatalf("%d consents wait", len(asked))
	}
	given := contract.SubmissionBodyAnswer(contract.ConsentStateGIVEN)
	answer := func(version string) {
		handIn(contract.SubmissionKindCONSENTANSWER, contract.SubmissionBody{
			ConsentId: &asked[0], Answer: &given, ConsentText: &contract.ConsentTextShown{TextVersion: version, Hash: "x"},
		})
	}
	answer("0")
	if len(waits(rania, knowing, mine, portal.WaitingKindCONSENT)) != 1 {
		t.Error("an answer to a text that holds no more is none to this one")
	}
	answer("1")
	if len(waits(rania, knowing, mine, portal.WaitingKindCONSENT)) != 0 {
		t.Error("her answer is on its way, and she is still asked")
	}
}
