package relay_test

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/person"
	"innbyggertjenesten/bff/submissions"
	"innbyggertjenesten/bff/submissions/relay"
	"innbyggertjenesten/bff/vault"
	contract "innbyggertjenesten/contracts/fagsystem"
)

func TestAMessageIsDeliveredWithItsEvidenceAndErased(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	var evidenced atomic.Bool
	f.fake.evidenced = evidenced.Load
	author, caseCopy := f.author(t), uuid.New()
	accepted := f.accept(t, message(author, caseCopy, "Når er møtet?"))
	f.run(t)
	changed := f.await(t, accepted.ID, submissions.Registered, "")
	if changed.Position != 1 || changed.RegistrationID == "" {
		t.Fatalf("%+v", changed)
	}
	// Until the evidence is acknowledged it is kept, and only sealed.
	var kept, readable int
	if err := f.pool.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE position(convert_to('møte', 'UTF8') IN sealed_body) > 0
		OR submission::text LIKE '%møte%') FROM submission WHERE length(sealed_body) > 0`).Scan(&kept, &readable); err != nil || kept != 1 || readable != 0 {
		t.Errorf("before the evidence %d contents are kept, %d of them readable, %v", kept, readable, err)
	}
	evidenced.Store(true)
	f.awaitErased(t, 1)
	f.checkOrder(t, caseCopy, []uuid.UUID{accepted.ID})
	f.fake.mu.Lock()
	sent, evidence := f.fake.registered[caseCopy.String()][0], f.fake.evidence[accepted.ID]
	f.fake.mu.Unlock()
	if !sent.AcceptedAt.Equal(accepted.AcceptedAt) || *sent.Body.Text != "Når er møtet?" || sent.Author.PersonId == nil || sent.Author.EmployeeId != nil {
		t.Errorf("sent %+v", sent)
	}
	if evidence.SentAt == nil || !evidence.SentAt.Equal(accepted.AcceptedAt) || evidence.DeliveredAt == nil {
		t.Errorf("evidence %+v", evidence)
	}
	if err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM submission WHERE sealed_body IS NOT NULL OR body_mac IS NULL").Scan(&kept); err != nil || kept != 0 {
		t.Errorf("%d contents are kept, %v", kept, err)
	}
	// The client that never got its answer asks again.
	again := message(author, caseCopy, "Når er møtet?")
	again.ID = accepted.ID
	if same, created, err := f.store.Accept(t.Context(), again); err != nil || created || same.State != submissions.Registered || *same.Body.Text != "Når er møtet?" {
		t.Errorf("%+v %v %v", same, created, err)
	}
}

func TestNothingIsLostDoubledOrReorderedUnderFaults(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	random := rand.New(rand.NewPCG(1, 2))
	f.fake.fault = func(uuid.UUID) fault {
		if random.IntN(3) > 0 {
			return none
		}
		return []fault{errorBefore, errorAfter, hangBefore, hangAfter, resetAfter}[random.IntN(5)]
	}
	f.run(t)
	f.run(t)
	const conversations, messages = 4, 8
	want := map[uuid.UUID][]uuid.UUID{}
	for range conversations {
		caseCopy := uuid.New()
		want[caseCopy] = f.send(t, f.author(t), caseCopy, messages)
	}
	f.fake.set(func() {
		inner, count := f.fake.fault, 0
		f.fake.fault = func(id uuid.UUID) fault {
			if count++; count > 60 {
				return none
			}
			return inner(id)
		}
	})
	f.awaitErased(t, conversations*messages)
	for caseCopy, ids := range want {
		f.checkOrder(t, caseCopy, ids)
	}
}

func TestALostLockConnectionHandsOverToAnotherReplica(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.run(t)
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	hung := make(chan struct{}, 100)
	f.fake.set(func() {
		f.fake.fault = func(uuid.UUID) fault {
			hung <- struct{}{}
			return hangAfter
		}
	})
	ids := f.send(t, author, caseCopy, 5)
	<-hung
	// Whoever has the claim loses it in the middle of a delivery.
	killed, err := f.pool.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND application_name = 'portal-relay'`)
	if err != nil || killed.RowsAffected() == 0 {
		t.Fatalf("%v %v", killed, err)
	}
	f.fake.set(func() { f.fake.fault = nil })
	f.awaitErased(t, len(ids))
	f.checkOrder(t, caseCopy, ids)
}

func TestAStoppedFagsystemReleasesEverythingAtOnceWhenItAnswers(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.fake.set(func() { f.fake.down = true })
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	first := f.accept(t, message(author, caseCopy, "en"))
	f.await(t, first.ID, submissions.Waiting, submissions.FagsystemUnavailable)
	pending, err := f.store.InConversation(t.Context(), municipality, caseCopy, person.Citizen, author)
	if err != nil || len(pending.Own) != 1 || pending.Own[0].Reason != submissions.FagsystemUnavailable || *pending.Own[0].Body.Text != "en" {
		t.Fatalf("%+v %v", pending, err)
	}
	ids := append([]uuid.UUID{first.ID}, f.send(t, author, caseCopy, 3)...)
	f.fake.set(func() { f.fake.down = false })
	f.awaitErased(t, 4)
	f.checkOrder(t, caseCopy, ids)
	f.fake.mu.Lock()
	defer f.fake.mu.Unlock()
	if got := f.fake.registered[caseCopy.String()][0].AcceptedAt; !got.Equal(first.AcceptedAt) {
		t.Errorf("received at %s, want %s", got, first.AcceptedAt)
	}
}

func TestAParkedMessageBlocksItsAuthorVisiblyUntilItIsReleased(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	author, other, caseCopy := f.author(t), f.author(t), uuid.New()
	first := message(author, caseCopy, "en")
	f.fake.set(func() {
		f.fake.fault = func(id uuid.UUID) fault {
			if id == first.ID {
				return refuse
			}
			return none
		}
	})
	f.run(t)
	f.accept(t, first)
	f.await(t, first.ID, submissions.Parked, submissions.Refused)
	second := f.accept(t, message(author, caseCopy, "to"))
	// Another author of the same conversation isn't stopped.
	free := f.accept(t, message(other, caseCopy, "tre"))
	f.await(t, free.ID, submissions.Registered, "")
	pending, err := f.store.InConversation(t.Context(), municipality, caseCopy, person.Citizen, author)
	if err != nil || len(pending.Own) != 2 || pending.Own[0].Reason != submissions.Refused || pending.Own[1].Reason != submissions.EarlierWaits {
		t.Fatalf("%+v %v", pending, err)
	}
	theirs, err := f.store.InConversation(t.Context(), municipality, caseCopy, person.Employee, uuid.Nil)
	if err != nil || !theirs.OthersParked || len(theirs.Own) != 0 {
		t.Fatalf("the other side sees %+v %v", theirs, err)
	}
	counts, err := f.store.CountParked(t.Context(), municipality)
	if err != nil || counts[caseCopy] != 1 {
		t.Fatalf("%v %v", counts, err)
	}

	f.fake.set(func() { f.fake.fault = nil })
	released, err := relay.ReleaseParked(t.Context(), f.pool, municipality, uuid.Nil, f.clock.now())
	if err != nil || released != 1 {
		t.Fatalf("%d %v", released, err)
	}
	f.wake()
	f.await(t, second.ID, submissions.Registered, "")
	f.checkOrder(t, caseCopy, []uuid.UUID{free.ID, first.ID, second.ID})
}

// What is asked and said about documents' texts stands where they are read, and
// not in the conversation; that it is stuck is told there as of everything else.
func TestWhatIsAskedAboutATextAndIsStuckIsToldToTheOtherSide(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.fake.set(func() { f.fake.fault = func(uuid.UUID) fault { return refuse } })
	f.run(t)
	for _, one := range []struct {
		kind contract.SubmissionKind
		by   person.World
	}{
		{contract.SubmissionKindTRANSLATIONREQUEST, person.Citizen},
		{contract.SubmissionKindPARAGRAPHMARK, person.Citizen},
		{contract.SubmissionKindMARKANSWER, person.Employee},
	} {
		author, caseCopy := f.author(t), uuid.New()
		asked := message(author, caseCopy, "x")
		asked.Kind, asked.World = one.kind, one.by
		f.accept(t, asked)
		f.await(t, asked.ID, submissions.Parked, submissions.Refused)
		other := map[person.World]person.World{person.Citizen: person.Employee, person.Employee: person.Citizen}[one.by]
		theirs, err := f.store.InConversation(t.Context(), municipality, caseCopy, other, f.author(t))
		if err != nil || !theirs.OthersParked || len(theirs.Own) != 0 {
			t.Errorf("%s: the other side sees %+v %v", one.kind, theirs, err)
		}
		mine, err := f.store.InConversation(t.Context(), municipality, caseCopy, one.by, author)
		if err != nil || mine.OthersParked || mine.ColleagueParked || len(mine.Own) != 0 {
			t.Errorf("%s: in one's own conversation there is %+v %v", one.kind, mine, err)
		}
		// A colleague's is told to whoever stands in; a party hears nothing of what another person wrote on their side.
		besides, err := f.store.InConversation(t.Context(), municipality, caseCopy, one.by, f.author(t))
		if err != nil || besides.OthersParked || besides.ColleagueParked != (one.by == person.Employee) || len(besides.Own) != 0 {
			t.Errorf("%s: somebody else on the same side sees %+v %v", one.kind, besides, err)
		}
	}
}

func TestInvalidAndTakenIdsAreParkedAsFaults(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.fake.set(func() { f.fake.fault = func(uuid.UUID) fault { return invalid } })
	f.run(t)
	one := f.accept(t, message(f.author(t), uuid.New(), "x"))
	f.await(t, one.ID, submissions.Parked, submissions.Fault)
}

// Nobody waits an hour for what no attempt can make whole, and it holds up nobody else.
func TestWhatCannotBeOpenedAnyMoreIsParkedAtOnce(t *testing.T) {
	t.Parallel()
	f := newFixture(t, time.Hour)
	broken := f.accept(t, message(f.author(t), uuid.New(), "en"))
	if _, err := f.pool.Exec(t.Context(), "UPDATE submission SET sealed_body = set_byte(sealed_body, 40, get_byte(sealed_body, 40) # 1), release_at = now() WHERE id = $1", broken.ID); err != nil {
		t.Fatal(err)
	}
	whole := f.accept(t, message(f.author(t), uuid.New(), "to"))
	if _, err := f.pool.Exec(t.Context(), "UPDATE submission SET release_at = now(), due_at = now()"); err != nil {
		t.Fatal(err)
	}
	f.run(t)
	f.await(t, broken.ID, submissions.Parked, submissions.Fault)
	f.awaitNumber(t, 1, "SELECT count(*) FROM submission WHERE id = $1 AND state = 'REGISTERED'", whole.ID)
	f.awaitNumber(t, 0, "SELECT attempts FROM submission WHERE id = $1", broken.ID)
}

func TestAnUndoneMessageIsSkipped(t *testing.T) {
	t.Parallel()
	f := newFixture(t, time.Minute)
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	ids := f.send(t, author, caseCopy, 3)
	var text string
	undo := func(id uuid.UUID) error {
		return f.store.Undo(t.Context(), submissions.Key{Municipality: municipality, AuthorID: author, OrderingKey: caseCopy, ID: id},
			func(_ pgx.Tx, _ *vault.Sealer, body contract.SubmissionBody) error {
				text = *body.Text
				return nil
			})
	}
	if err := undo(ids[1]); err != nil || text != "melding 1" {
		t.Fatalf("%q %v", text, err)
	}
	text = ""
	if err := undo(ids[1]); err != nil || text != "" {
		t.Fatalf("undone twice: %q %v", text, err)
	}
	if err := undo(uuid.New()); err != submissions.ErrNotFound {
		t.Fatalf("an unknown one: %v", err)
	}
	// Its id is spent.
	again := message(author, caseCopy, "melding 1")
	again.ID = ids[1]
	if _, _, err := f.store.Accept(t.Context(), again); err != submissions.ErrOtherBody {
		t.Fatalf("the id is free again: %v", err)
	}
	f.clock.advance(2 * time.Minute)
	f.wake()
	f.awaitErased(t, 2)
	want := []uuid.UUID{ids[0], ids[2]}
	f.checkOrder(t, caseCopy, want)
	f.fake.mu.Lock()
	previous := f.fake.registered[caseCopy.String()][1].Previous
	f.fake.mu.Unlock()
	if previous == nil || *previous != ids[0] {
		t.Errorf("previous is %v, want the last delivered one", previous)
	}
	if err := undo(ids[2]); err != submissions.ErrUndoTooLate {
		t.Errorf("undone after delivery: %v", err)
	}
}

// Everybody else hears of a message by the fagsystem's event: what hasn't left
// can't have been told to anybody.
func TestNothingLeavesWhileItCanBeTakenBack(t *testing.T) {
	t.Parallel()
	const hold = time.Hour // long, so that no machine is too slow for its end
	f := newFixture(t, hold)
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	taken, stays := f.accept(t, message(author, caseCopy, "angrer")), f.accept(t, message(author, caseCopy, "mener"))
	// The relay has looked: what can't be taken back has passed both.
	looked := func() uuid.UUID {
		call := f.accept(t, request(author, caseCopy))
		f.await(t, call.ID, submissions.Registered, submissions.NoReason)
		return call.ID
	}
	want := []uuid.UUID{looked()}
	f.checkOrder(t, caseCopy, want)
	f.clock.advance(hold - 5*time.Minute)
	want = append(want, looked())
	f.checkOrder(t, caseCopy, want)
	err := f.store.Undo(t.Context(), submissions.Key{Municipality: municipality, AuthorID: author, OrderingKey: caseCopy, ID: taken.ID},
		func(pgx.Tx, *vault.Sealer, contract.SubmissionBody) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	f.clock.advance(hold)
	f.wake()
	f.await(t, stays.ID, submissions.Registered, submissions.NoReason)
	f.checkOrder(t, caseCopy, append(want, stays.ID))
}

func TestWhatTheFagsystemLostGoesAgain(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	// The evidence never arrives, so that the content is still kept.
	f.fake.evidenced = func() bool { return false }
	f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	first := f.accept(t, message(author, caseCopy, "en"))
	f.await(t, first.ID, submissions.Registered, "")
	f.fake.forget(caseCopy.String())
	second := f.accept(t, message(author, caseCopy, "to"))
	f.await(t, second.ID, submissions.Registered, "")
	f.checkOrder(t, caseCopy, []uuid.UUID{first.ID, second.ID})
}

func TestEvidenceIsHandedOverAgainUntilItArrives(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	failures := 2
	f.fake.evidenced = func() bool { failures--; return failures < 0 }
	f.run(t)
	f.accept(t, message(f.author(t), uuid.New(), "en"))
	f.awaitErased(t, 1)
}

func TestReadMarksReachTheFagsystemAlsoAfterAStop(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	f.fake.set(func() { f.fake.down = true })
	f.run(t)
	reader, caseCopy := f.author(t), uuid.New()
	if _, err := f.store.NoteShown(t.Context(), municipality, reader, person.Citizen, caseCopy, 7); err != nil {
		t.Fatal(err)
	}
	read := func(position int64) int64 {
		if err := f.store.NoteRead(t.Context(), municipality, reader, caseCopy, position); err != nil {
			t.Fatal(err)
		}
		got, err := f.store.ReadPosition(t.Context(), municipality, reader, caseCopy)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := read(5); got != 5 {
		t.Errorf("read to %d", got)
	}
	if got := read(3); got != 5 {
		t.Errorf("went back to %d", got)
	}
	if got := read(1000); got != 7 {
		t.Errorf("read to %d, which was never shown", got)
	}
	f.fake.set(func() { f.fake.down = false })
	for {
		select {
		case <-f.fake.marked:
		case <-time.After(15 * time.Second):
			t.Fatal("never reported")
		}
		f.fake.mu.Lock()
		mark := f.fake.marks[caseCopy.String()]
		f.fake.mu.Unlock()
		if mark.Position == 7 && mark.Reader.PersonId != nil {
			return
		}
	}
}

func TestAStoppedRelayGivesUpItsClaimsAndLosesNothing(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	stop := f.run(t)
	author, caseCopy := f.author(t), uuid.New()
	ids := f.send(t, author, caseCopy, 10)
	stop()
	// Postgres notices within moments that a connection was dropped in the middle of a question.
	f.awaitNumber(t, 0, `SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
		WHERE l.locktype = 'advisory' AND d.datname = current_database()`)
	f.run(t)
	var undelivered int
	for {
		if err := f.pool.QueryRow(t.Context(), "SELECT count(*) FROM submission WHERE erased_at IS NULL").Scan(&undelivered); err != nil {
			t.Fatal(err)
		}
		if undelivered == 0 {
			break
		}
		f.awaitErased(t, 1)
	}
	f.checkOrder(t, caseCopy, ids)
}

func TestWhatAlwaysFailsIsParkedOnlyWhereTheFagsystemTakesOthers(t *testing.T) {
	t.Parallel()
	f := newFixture(t, 0)
	author, caseCopy := f.author(t), uuid.New()
	poisoned := message(author, caseCopy, "en")
	f.fake.set(func() {
		f.fake.fault = func(id uuid.UUID) fault {
			if id == poisoned.ID {
				return errorBefore
			}
			return none
		}
	})
	f.run(t)
	f.accept(t, poisoned)
	f.await(t, poisoned.ID, submissions.Waiting, submissions.FagsystemUnavailable)
	// As after an hour of trying. Alone, it goes on being tried: it may be the fagsystem.
	if _, err := f.pool.Exec(t.Context(), "UPDATE submission SET attempts = 400, due_at = now() WHERE id = $1", poisoned.ID); err != nil {
		t.Fatal(err)
	}
	f.wake()
	f.awaitNumber(t, 401, "SELECT attempts FROM submission WHERE id = $1", poisoned.ID)
	other := f.accept(t, message(f.author(t), uuid.New(), "to"))
	f.await(t, other.ID, submissions.Registered, "")
	if _, err := f.pool.Exec(t.Context(), "UPDATE submission SET due_at = now() WHERE id = $1", poisoned.ID); err != nil {
		t.Fatal(err)
	}
	f.wake()
	f.await(t, poisoned.ID, submissions.Parked, submissions.Fault)
}

// An author's key that the configured ones don't open says nothing of what was
// written: it waits for the right ones, however long, and an alarm tells.
func TestWhatWaitsForTheRightKeysIsNeverParked(t *testing.T) {
	t.Parallel()
	f := newFixture(t, time.Hour)
	f.metrics = prometheus.NewRegistry()
	locked := f.accept(t, message(f.author(t), uuid.New(), "en"))
	other := f.accept(t, message(f.author(t), uuid.New(), "to"))
	for _, statement := range []string{
		"UPDATE person SET wrapped_key = set_byte(wrapped_key, 40, get_byte(wrapped_key, 40) # 1) WHERE id = $1",
		// As after an hour of trying.
		"UPDATE submission SET attempts = 400, reason = 'FAGSYSTEM_UNAVAILABLE', release_at = now(), due_at = now() + interval '1 hour' WHERE author_id = $1",
		"UPDATE submission SET release_at = now(), due_at = now() WHERE author_id <> $1",
	} {
		if _, err := f.pool.Exec(t.Context(), statement, locked.AuthorID); err != nil {
			t.Fatal(err)
		}
	}
	f.run(t)
	f.await(t, other.ID, submissions.Registered, "")
	if _, err := f.pool.Exec(t.Context(), "UPDATE submission SET due_at = now() WHERE id = $1", locked.ID); err != nil {
		t.Fatal(err)
	}
	f.wake()
	f.awaitNumber(t, 401, "SELECT attempts FROM submission WHERE id = $1", locked.ID)
	f.awaitNumber(t, 1, "SELECT count(*) FROM submission WHERE id = $1 AND state = 'WAITING'", locked.ID)
	if told := f.number(t, "portal_author_keys_not_opened_total", map[string]string{"municipality": municipality}); told != 1 {
		t.Errorf("told %v times", told)
	}
}
