package submissions_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/postgres/postgrestest"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/vault"
	"innbyggertjenesten/bff/vault/vaulttest"
	contract "innbyggertjenesten/contracts/fagsystem"
)

type fixture struct {
	pool   *pgxpool.Pool
	store  *submissions.Store
	author uuid.UUID
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{pool: postgrestest.New(t)}
	v := vaulttest.New(t)
	people := person.New(f.pool, v, time.Now)
	author, err := people.Ensure(t.Context(), "fjordvik", person.Citizen, uuid.NewString())
	if err != nil {
		t.Fatal(err)
	}
	f.author = author.ID
	f.store = submissions.NewStore(submissions.Settings{Pool: f.pool, Vault: v, Sealers: people, Now: time.Now, Hold: time.Minute})
	return f
}

func (f *fixture) message(caseCopy, id uuid.UUID, text string) submissions.New {
	return submissions.New{
		Key:   submissions.Key{Municipality: "fjordvik", AuthorID: f.author, OrderingKey: caseCopy, ID: id},
		World: person.Citizen, CaseCopyID: caseCopy, Kind: contract.SubmissionKindMESSAGE, Body: contract.SubmissionBody{Text: &text},
	}
}

func TestTheOrderHasNoGapsWhenManyAreAcceptedAtOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const lanes, each = 3, 20
	shared := uuid.Must(uuid.NewV7())
	var senders sync.WaitGroup
	for range lanes {
		caseCopy := uuid.New()
		for i := range each {
			senders.Go(func() {
				// Half of them are repeated, and all lanes have one id in common.
				id := uuid.Must(uuid.NewV7())
				if i == 0 {
					id = shared
				}
				for range 1 + i%2 {
					if _, _, err := f.store.Accept(t.Context(), f.message(caseCopy, id, fmt.Sprint(i))); err != nil {
						t.Error(err)
					}
				}
			})
		}
	}
	senders.Wait()
	var whole bool
	err := f.pool.QueryRow(t.Context(), `SELECT count(*) = $1 AND bool_and(n = each AND least = 1 AND most = each) FROM (
		SELECT count(*) AS n, min(send_order) AS least, max(send_order) AS most, $2::bigint AS each FROM submission GROUP BY ordering_key) lane`,
		lanes, each).Scan(&whole)
	if err != nil || !whole {
		t.Fatalf("gaps, or lost ones: %v", err)
	}
	var audited int
	if err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM audit_event WHERE action = 'submission.accept'").Scan(&audited); err != nil || audited != lanes*each {
		t.Fatalf("%d audit rows, %v", audited, err)
	}
}

func TestWhatIsAcceptedIsSealed(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if _, _, err := f.store.Accept(t.Context(), f.message(uuid.New(), uuid.Must(uuid.NewV7()), "hemmelig")); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"submission", "audit_event", "draft"} {
		var rows string
		err := f.pool.QueryRow(t.Context(), "SELECT coalesce(string_agg(r::text, ''), '') FROM "+table+" r").Scan(&rows)
		if err != nil || strings.Contains(rows, "hemmelig") || strings.Contains(rows, fmt.Sprintf("%x", "hemmelig")) {
			t.Errorf("%s is readable, %v", table, err)
		}
	}
}

// Each mark of a paragraph goes its own way, so newer ones come while an old one is stuck.
func TestWhatIsStuckIsSeenHoweverMuchCameAfterIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	caseCopy := uuid.New()
	mark := func(state string, minute int) uuid.UUID {
		id := uuid.Must(uuid.NewV7())
		_, err := f.pool.Exec(t.Context(), `INSERT INTO submission (municipality, author_id, ordering_key, id, world, case_copy_id, kind, send_order, accepted_at, release_at, state, body_mac, due_at)
			VALUES ('fjordvik', $1, $2, $2, 'citizen', $3, 'PARAGRAPH_MARK', 1, now() + $4 * interval '1 minute', now(), $5, '', now())`, f.author, id, caseCopy, minute, state)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	waits, stuck := mark("WAITING", 0), mark("PARKED", 1)
	var newest uuid.UUID
	for minute := range 25 {
		newest = mark("REGISTERED", 2+minute)
	}
	found, err := f.store.OfKinds(t.Context(), "fjordvik", f.author, caseCopy, contract.SubmissionKindPARAGRAPHMARK)
	if err != nil || len(found) != 22 || found[0].ID != newest || found[20].ID != stuck || found[21].ID != waits {
		t.Errorf("%d found, %v", len(found), err)
	}
}

func TestAnUndoThatFailsHalfwayUndoesNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	sent := f.message(uuid.New(), uuid.Must(uuid.NewV7()), "hei")
	if _, _, err := f.store.Accept(t.Context(), sent); err != nil {
		t.Fatal(err)
	}
	full := errors.New("the draft can't be kept")
	if err := f.store.Undo(t.Context(), sent.Key, func(pgx.Tx, *vault.Sealer, contract.SubmissionBody) error { return full }); !errors.Is(err, full) {
		t.Fatal(err)
	}
	if found, err := f.store.Find(t.Context(), sent.Key); err != nil || found.State != submissions.Held {
		t.Errorf("%+v %v", found, err)
	}
}

func TestAnIDIsSpentOnOneCaseOnly(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	sent := f.message(uuid.New(), uuid.Must(uuid.NewV7()), "hei")
	if _, _, err := f.store.Accept(t.Context(), sent); err != nil {
		t.Fatal(err)
	}
	moved := sent
	moved.CaseCopyID = uuid.New() // the same lane, about another case
	if _, _, err := f.store.Accept(t.Context(), moved); !errors.Is(err, submissions.ErrOtherBody) {
		t.Error(err)
	}
}

// One whose words can't be opened any more stands among the others, without them.
func TestWhatCannotBeOpenedHidesNothingElse(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	caseCopy := uuid.New()
	broken, whole := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	for _, id := range []uuid.UUID{broken, whole} {
		if _, _, err := f.store.Accept(t.Context(), f.message(caseCopy, id, "hei")); err != nil {
			t.Fatal(err)
		}
		if id == broken {
			_, err := f.pool.Exec(t.Context(), "UPDATE submission SET sealed_body = set_byte(sealed_body, 40, get_byte(sealed_body, 40) # 1) WHERE id = $1", id)
			if err != nil {
				t.Fatal(err)
			}
			last, ok, err := f.store.LastInLane(t.Context(), "fjordvik", f.author, caseCopy)
			if err != nil || !ok || last.ID != broken || last.Body != nil || !last.Lost {
				t.Errorf("%+v %v", last, err)
			}
		}
	}
	pending, err := f.store.InConversation(t.Context(), "fjordvik", caseCopy, person.Citizen, f.author)
	if err != nil || len(pending.Own) != 2 {
		t.Fatalf("%+v %v", pending, err)
	}
	found, err := f.store.OfKinds(t.Context(), "fjordvik", f.author, caseCopy, contract.SubmissionKindMESSAGE)
	if err != nil || len(found) != 2 {
		t.Fatalf("%+v %v", found, err)
	}
	for _, pair := range [][2]submissions.Submission{{pending.Own[0], pending.Own[1]}, {found[1], found[0]}} {
		if pair[0].ID != broken || pair[0].Body != nil || !pair[0].Lost || pair[1].ID != whole || pair[1].Body == nil || pair[1].Lost {
			t.Errorf("%+v", pair)
		}
	}
}
